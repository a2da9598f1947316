import path from 'node:path';
import type { StartState } from '../../../shared/contract/calls/application.ts';
import type { CollectionView } from '../../../shared/contract/calls/collection.ts';
import type { Reply } from '../../../shared/contract/ipc.ts';
import type { Fault } from '../../../shared/contract/payloads/fault.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { importMissingSamples, sampleTitle } from '../../importing/sample-collection.ts';
import { findDocument } from '../../storage/collection/named-documents.ts';
import { nodeFileSystem } from '../../storage/disk/file-system.ts';
import type { LastWindow } from '../../storage/settings/user-folder.ts';
import { done } from './handler.ts';
import type { CollectionSession } from './session.ts';
import type { Beginning } from './shell.ts';

/** What is open when a window begins, or begins anew. */
export type Opened = Pick<StartState, 'opened' | 'fault'>;

const nothing: Opened = { opened: null, fault: null };

/** The page was loaded again, as after a crash: it goes on where it was. */
export async function reopened(session: CollectionSession): Promise<Opened> {
  const document = session.lastDocument;
  await session.closeDocuments();
  if (!session.hasCollection) return nothing;
  return { opened: { collection: await session.view(), document }, fault: null };
}

/** Opens what the command line asked for. */
export async function openLaunched(session: CollectionSession): Promise<Opened> {
  const { collection, document, sample, named } = session.shell.launch;
  const [folder] = (await sortNamed(named)).collections;
  if (collection === null && folder === undefined) {
    if (!sample) return nothing;
    return withDocument(session, await openSampleCollection(session), document);
  }
  return withDocument(session, await session.openCollection(path.resolve(collection ?? folder ?? '')), document);
}

/** Opens what a window is to begin with. */
export async function openBeginning(session: CollectionSession, beginning: Beginning): Promise<Opened> {
  const { collection, document } = beginning;
  return collection === null ? nothing : withDocument(session, await session.openCollection(collection), document);
}

async function withDocument(
  session: CollectionSession,
  reply: Reply<CollectionView>,
  document: string | null,
): Promise<Opened> {
  if (!reply.ok) return { opened: null, fault: reply.fault };
  const named = document === null ? null : await findDocument(session.collection, document);
  return {
    opened: { collection: reply.value, document: named?.ok ? named.id : null },
    fault: named === null || named.ok ? null : named.fault,
  };
}

/** What the first window begins with of all that was open when the program was closed last. */
interface OpenedLast extends Opened {
  /** What is for windows of its own. */
  readonly rest: readonly LastWindow[];
}

/** Opens the first of the collections that were open when the program was closed last and are there still. A document that is gone is no
 *  reason to say anything. */
export async function openLast(session: CollectionSession, windows: readonly LastWindow[]): Promise<OpenedLast> {
  const faults: Fault[] = [];
  for (const [index, { collection, document }] of windows.entries()) {
    const reply = await session.openCollection(collection);
    if (!reply.ok) {
      faults.push(reply.fault);
      continue;
    }
    const { opened } = await withDocument(session, reply, document);
    return { opened, fault: goneFault(faults), rest: windows.slice(index + 1) };
  }
  return { opened: null, fault: goneFault(faults), rest: [] };
}

/** Why collections that were open when the program was closed last are not opened again; null when they all are. */
function goneFault(faults: readonly Fault[]): Fault | null {
  const [first] = faults;
  return first
    ? {
        ...first,
        what: inEnglish`Not all that was open last is opened again. ${faults.map(({ what }) => what).join(' ')}`,
      }
    : null;
}

/** What a person opened with the program, by absolute path. */
export interface SortedNames {
  readonly collections: readonly string[];
  /** Files, and folders that are no collections. */
  readonly files: readonly string[];
}

/** Tells collections from files to be imported; what is not there is left out. */
export async function sortNamed(named: readonly string[]): Promise<SortedNames> {
  const collections: string[] = [];
  const files: string[] = [];
  for (const name of named) {
    const place = path.resolve(name);
    const stat = await nodeFileSystem.stat(place).catch(() => null);
    if (stat === null) continue;
    // A person may point at the file that a collection is known by.
    const folder = path.basename(place) === collectionFile ? path.dirname(place) : place;
    const isCollection = (await nodeFileSystem.stat(path.join(folder, collectionFile)).catch(() => null)) !== null;
    if (isCollection) collections.push(folder);
    else files.push(place);
  }
  return { collections, files };
}

const collectionFile = 'collection.json';

/** Opens the sample collection in the user's folder; makes it first, or completes one that was begun, when that is needed. */
export async function openSampleCollection(session: CollectionSession): Promise<Reply<CollectionView>> {
  const folder = path.join(session.shell.userFolder, sampleTitle);
  const reply = await session.openCollection(folder, sampleTitle);
  if (!reply.ok || reply.value.readOnly !== null) return reply;
  const { collection, jobContext } = session;
  const imported = await session.jobs.run(inEnglish`Importing`, (control) =>
    importMissingSamples(jobContext, collection, control),
  );
  return imported.length === 0 ? reply : done(await session.view());
}

import path from 'node:path';
import type { StartState } from '../../shared/contract/calls/application.ts';
import type { CollectionView } from '../../shared/contract/calls/collection.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import { importMissingSamples, sampleTitle } from '../importing/sample-collection.ts';
import { findDocument } from '../storage/collection/named-documents.ts';
import type { LastSession } from '../storage/settings/user-folder.ts';
import { done } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** What is open when the window begins, or begins anew. */
export type Opened = Pick<StartState, 'opened' | 'fault'>;

/** The page was loaded again, as after a crash: it goes on where it was. */
export async function reopened(session: CollectionSession): Promise<Opened> {
  await session.closeDocuments();
  if (!session.hasCollection) return { opened: null, fault: null };
  return { opened: { collection: await session.view(), document: session.lastDocument }, fault: null };
}

/** Opens what the command line asked for. */
export async function openLaunched(session: CollectionSession): Promise<Opened> {
  const { collection, document, sample } = session.shell.launch;
  if (collection === null && !sample) return { opened: null, fault: null };
  const reply =
    collection === null ? await openSampleCollection(session) : await session.openCollection(path.resolve(collection));
  if (!reply.ok) return { opened: null, fault: reply.fault };
  const named = document === null ? null : await findDocument(session.collection, document);
  return {
    opened: { collection: reply.value, document: named?.ok ? named.id : null },
    fault: named === null || named.ok ? null : named.fault,
  };
}

/** Opens what was open when the program was closed last, where it is still there. */
export async function openLast(session: CollectionSession, last: LastSession): Promise<Opened> {
  const reply = await session.openCollection(last.collection);
  if (!reply.ok) return { opened: null, fault: null };
  const named = last.document === null ? null : await findDocument(session.collection, last.document);
  return { opened: { collection: reply.value, document: named?.ok ? named.id : null }, fault: null };
}

/** Opens the sample collection in the user's folder; makes it first, or completes one that was begun, when that is needed. */
export async function openSampleCollection(session: CollectionSession): Promise<Reply<CollectionView>> {
  const folder = path.join(session.shell.userFolder, sampleTitle);
  const reply = await session.openCollection(folder, sampleTitle);
  if (!reply.ok || reply.value.readOnly !== null) return reply;
  const { collection, jobContext } = session;
  const imported = await session.jobs.run('Importing', (control) =>
    importMissingSamples(jobContext, collection, control),
  );
  return imported.length === 0 ? reply : done(await session.view());
}

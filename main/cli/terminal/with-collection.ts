import path from 'node:path';
import type { EditorName } from '../../../shared/contract/payloads/preferences.ts';
import { type DocumentId, newReplicaId } from '../../../shared/document/identifier.ts';
import { faultSentences, type OpeningFailure, openingFault, storageFault } from '../../faults/storage-fault.ts';
import {
  type Collection,
  type CreateOutcome,
  createCollection,
  type OpenOutcome,
  openCollection,
} from '../../storage/collection/collection.ts';
import { type Documents, documentsOf, findDocument } from '../../storage/collection/named-documents.ts';
import { missingFolders } from '../../storage/collection/unmake-collection.ts';
import { errorCode, nodeFileSystem } from '../../storage/disk/file-system.ts';
import { ReplaceFileError } from '../../storage/disk/replace-file.ts';
import type { StorageContext } from '../../storage/disk/storage-context.ts';
import type { DocumentStore } from '../../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../../storage/document/load-document.ts';
import { openPreferences } from '../../storage/settings/preferences-store.ts';
import { workingCopiesFolder } from '../../storage/settings/user-folder.ts';
import { type JobContext, ownDataIn } from '../../workers/job.ts';
import type { ProgramEnvironment } from './command-options.ts';
import { CommandFault, type ExitCode, exitCode, sayLine } from './terminal.ts';

/** What a command works with. */
export interface OpenedForCommand {
  readonly collection: Collection;
  readonly documents: Documents;
  readonly context: JobContext;
}

interface ChangeOptions {
  /** Siglum of who does it; from the preferences unless given. */
  readonly editor?: string;
  /** The person says that nobody works any more where it is open for writing. */
  readonly takeOver?: true;
  /** Makes a collection with this title when there is none. */
  readonly createAs?: string;
}

/** Opens a collection for reading only, which needs no lock, and lets it go afterwards. */
export async function readCollection<Result>(
  environment: ProgramEnvironment,
  folder: string,
  use: (opened: OpenedForCommand) => Promise<Result>,
): Promise<Result> {
  const identity = await readerIdentity(environment);
  const opened = await openCollection(path.resolve(folder), { ...identity.storage, readOnly: true });
  return workWith({ environment, folder, opened, editors: identity.editors, close: closeCollection }, use);
}

/** Opens a collection for writing and lets it go afterwards: then all that was changed is on the disk.
 *  @throws CommandFault when it is locked or can only be read */
export async function changeCollection<Result>(
  environment: ProgramEnvironment,
  folder: string,
  options: ChangeOptions,
  use: (opened: OpenedForCommand) => Promise<Result>,
): Promise<Result> {
  const identity = await writerIdentity(environment, options.editor);
  const place = path.resolve(folder);
  const takeOver = options.takeOver === true;
  let opened: OpenOutcome | CreateOutcome = await openCollection(place, { ...identity.storage, takeOver });
  let close = closeCollection;
  if (opened.kind === 'not a collection' && options.createAs !== undefined) {
    const missing = await missingFolders(nodeFileSystem, place);
    opened = await createCollection(place, options.createAs, identity.storage);
    close = async (collection) => {
      if ((await collection.closeNew(missing)) === 'empty')
        sayLine(environment.terminal, `“${folder}” is a new collection, with nothing in it.`);
    };
  }
  const useToChange = async (working: OpenedForCommand): Promise<Result> => {
    const { readOnly } = working.collection;
    if (readOnly !== null) throw new CommandFault(exitCode.unavailable, readOnly);
    return use(working);
  };
  return workWith({ environment, folder, opened, editors: identity.editors, close }, useToChange);
}

/** The document that a person named: see `findDocument`.
 *  @throws CommandFault when there is none of that name, or more than one */
export async function resolveDocument(collection: Collection, name: string): Promise<DocumentId> {
  const found = await findDocument(collection, name);
  if (!found.ok) throw new CommandFault(exitCode.wrongUse, faultSentences(found.fault));
  return found.id;
}

/** Several, in the order in which they were named.
 *  @throws CommandFault when there is none of one of the names, or more than one */
export async function resolveDocuments(
  collection: Collection,
  names: readonly string[],
): Promise<readonly DocumentId[]> {
  const found: DocumentId[] = [];
  for (const name of names) found.push(await resolveDocument(collection, name));
  return found;
}

/** Asks the documents that were named, or all. Of all, one that cannot be read does not hold up the others: it is told, and the program
 *  ends with `unavailable`. */
export async function askDocuments<Answer>(
  { collection, documents }: OpenedForCommand,
  { terminal }: ProgramEnvironment,
  name: string | undefined,
  ask: (store: DocumentStore) => Promise<Answer>,
): Promise<{ readonly answers: readonly Answer[]; readonly code: ExitCode }> {
  if (name !== undefined)
    return {
      answers: [await documents.withDocument(await resolveDocument(collection, name), ask)],
      code: exitCode.done,
    };
  const answers: Answer[] = [];
  let code: ExitCode = exitCode.done;
  for (const { id } of await collection.summaries()) {
    try {
      answers.push(await documents.withDocument(id, ask));
    } catch (error) {
      if (!(error instanceof DocumentUnreadableError)) throw error;
      sayLine(terminal, error.sentence);
      code = exitCode.unavailable;
    }
  }
  // Why is among the notices.
  return { answers, code: collection.unreadable.length > 0 ? exitCode.unavailable : code };
}

interface Identity {
  readonly storage: StorageContext;
  readonly editors: readonly EditorName[];
}

async function identityOf(environment: ProgramEnvironment, siglum: string | undefined): Promise<Identity> {
  const { preferences, notices } = await openPreferences(environment.userFolder);
  for (const notice of notices) sayLine(environment.terminal, notice);
  const { editor, replica } = preferences;
  const workingCopies = workingCopiesFolder(environment.userFolder);
  const isOther = siglum !== undefined && siglum !== editor.siglum;
  return {
    storage: {
      fileSystem: nodeFileSystem,
      replica,
      workingCopies,
      editor: siglum ?? editor.siglum,
      now: environment.now,
    },
    editors: isOther ? [editor, { name: siglum, siglum }] : [editor],
  };
}

/** What storage works with for a command that opens no collection that is there.
 *  @throws CommandFault when the preferences cannot be kept */
export const storageFor = (environment: ProgramEnvironment, siglum: string | undefined): Promise<Identity> =>
  writerIdentity(environment, siglum);

/** Who does it: from the preferences unless given. */
export const editorOf = async (environment: ProgramEnvironment, siglum: string | undefined): Promise<string> =>
  siglum ?? (await readerIdentity(environment)).storage.editor;

/** Reading needs no identity that lasts: an account whose preferences cannot be written may read all the same. */
async function readerIdentity(environment: ProgramEnvironment): Promise<Identity> {
  try {
    return await identityOf(environment, undefined);
  } catch (error) {
    if (!isDiskError(error)) throw error;
    const storage = { fileSystem: nodeFileSystem, replica: newReplicaId(), editor: 'ED', now: environment.now };
    return { storage, editors: [] };
  }
}

async function writerIdentity(environment: ProgramEnvironment, siglum: string | undefined): Promise<Identity> {
  try {
    return await identityOf(environment, siglum);
  } catch (error) {
    if (!isDiskError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFault(
      exitCode.unavailable,
      `The preferences could not be kept, so nothing was done: ${reason}.`,
      error,
    );
  }
}

const isDiskError = (error: unknown): boolean => error instanceof ReplaceFileError || errorCode(error) !== null;

type CloseCollection = (collection: Collection) => Promise<void>;

const closeCollection: CloseCollection = (collection) => collection.close();

interface Work {
  readonly environment: ProgramEnvironment;
  /** As the person named it. */
  readonly folder: string;
  readonly opened: OpenOutcome | CreateOutcome;
  readonly editors: readonly EditorName[];
  readonly close: CloseCollection;
}

async function workWith<Result>(
  { environment, folder, opened, editors, close }: Work,
  use: (opened: OpenedForCommand) => Promise<Result>,
): Promise<Result> {
  const { terminal, version, workers } = environment;
  if (opened.kind !== 'opened') throw openingCommandFault(opened, folder);
  const { collection } = opened;
  const context: JobContext = {
    application: { name: 'Anchorite', version },
    workers,
    startChild: environment.startChild,
    fileSystem: nodeFileSystem,
    ownData: ownDataIn(environment.userFolder),
    editors,
  };
  const found = new Set<string>();
  const documents: Documents = {
    withDocument: (id, use) =>
      documentsOf(collection).withDocument(id, (store) => {
        for (const notice of store.notices) found.add(notice);
        return use(store);
      }),
  };
  try {
    return await use({ collection, documents, context });
  } catch (error) {
    throw storageCommandFault(error) ?? error;
  } finally {
    for (const notice of new Set([...collection.notices, ...found])) sayLine(terminal, notice);
    await close(collection);
  }
}

const openingCommandFault = (failure: OpeningFailure, folder: string): CommandFault =>
  new CommandFault(exitCode.unavailable, faultSentences(openingFault(failure, folder)));

function storageCommandFault(error: unknown): CommandFault | null {
  const fault = storageFault(error, 'The document');
  return fault && new CommandFault(exitCode.unavailable, faultSentences(fault), error);
}

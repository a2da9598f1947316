import { type Collection, createCollection, openCollection } from '../../main/storage/collection/collection.ts';
import { DocumentUnreadableError } from '../../main/storage/document/load-document.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { RecordingDisk } from '../helpers/recording-disk.ts';
import { type RecordedSession, sessionContext, sessionFolder, stateWord } from './recorded-session.ts';

/** What is wrong with a collection after a crash. */
export interface Wrong {
  readonly kind:
    | /** Something that had been acknowledged is not there, or is another. */ 'lost'
    | /** It does not open, or cannot be written to. */ 'unopened'
    | /** Something was set aside without a word, or a second opening is not quiet. */ 'untold';
  readonly what: string;
}

const lost = (what: string): Wrong => ({ kind: 'lost', what });
const unopened = (what: string): Wrong => ({ kind: 'unopened', what });
const untold = (what: string): Wrong => ({ kind: 'untold', what });

let lastProcess = 100;

/** Each opening is by another process, and those before have ended. */
const nextProcess = (): number => ++lastProcess;

/** Opens what a crash left and compares it with what had been acknowledged; then opens it once more, which must find nothing to
 *  mend. Null when all is well.
 *  @param completed how many operations of the session had been carried out */
export async function verdictOn(
  disk: RecordingDisk,
  session: RecordedSession,
  completed: number,
): Promise<Wrong | null> {
  const { collection: isCreated } = session.acknowledgedAfter(completed);
  const before = new Set(disk.filesUnder(`${sessionFolder}/recovered`));
  const outcome = await openCollection(sessionFolder, sessionContext(disk, nextProcess()));
  if (outcome.kind === 'not a collection' && !isCreated) return await canBeCreated(disk);
  if (outcome.kind !== 'opened') return unopened(outcome.kind);
  const { collection } = outcome;
  const wrong = await compared(collection, session, completed);
  const isSetAside = disk.filesUnder(`${sessionFolder}/recovered`).some((file) => !before.has(file));
  const { notices } = collection;
  await collection.close();
  if (wrong) return wrong;
  if (isSetAside && notices.length === 0) return untold('something was set aside');
  const rough = notices.find((notice) => !/^[A-Zd“/].*\.$/u.test(notice));
  return rough === undefined ? await quietly(disk, session, completed) : untold(`“${rough}” is no sentence`);
}

async function canBeCreated(disk: RecordingDisk): Promise<Wrong | null> {
  const outcome = await createCollection(sessionFolder, 'Letters', sessionContext(disk, nextProcess()));
  if (outcome.kind !== 'opened') return unopened(`it cannot be created: ${outcome.kind}`);
  await outcome.collection.close();
  return null;
}

async function compared(collection: Collection, session: RecordedSession, completed: number): Promise<Wrong | null> {
  if (collection.readOnly !== null) return unopened(collection.readOnly);
  const { documents } = session.acknowledgedAfter(completed);
  const ids = (await collection.summaries()).map(({ id }) => id);
  for (const [id, seq] of documents) {
    if (!ids.includes(id)) return lost(`the document ${id} with ${seq} changes`);
    const wrong = await comparedDocument(collection, session, id, seq);
    if (wrong) return wrong;
  }
  return null;
}

async function comparedDocument(
  collection: Collection,
  session: RecordedSession,
  id: DocumentId,
  seq: number,
): Promise<Wrong | null> {
  const store = await collection.openDocument(id).catch((error: unknown) => {
    if (error instanceof DocumentUnreadableError) return null;
    throw error;
  });
  if (!store) return lost(`all of ${id}, which had ${seq} changes`);
  try {
    const { state, readOnly } = store;
    if (state.seq < seq) return lost(`change ${seq} of ${id}: it ends with ${state.seq}`);
    if (stateWord(state) !== session.stateAt(id, state.seq)) return lost(`the state of ${id} after ${state.seq}`);
    return readOnly === null ? null : unopened(readOnly);
  } finally {
    await store.close();
  }
}

async function quietly(disk: RecordingDisk, session: RecordedSession, completed: number): Promise<Wrong | null> {
  const outcome = await openCollection(sessionFolder, sessionContext(disk, nextProcess()));
  if (outcome.kind !== 'opened') return unopened(`the second time: ${outcome.kind}`);
  const { collection } = outcome;
  const wrong = await compared(collection, session, completed);
  const { findings } = await collection.check();
  const { notices } = collection;
  await collection.close();
  if (wrong) return wrong;
  const [loud] = [...notices, ...findings.map(({ what }) => what)];
  return loud === undefined ? null : untold(`the second opening says: ${loud}`);
}

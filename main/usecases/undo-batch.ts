import type { Change, StoredChange } from '../../shared/document/document-state.ts';
import { type DocumentId, type GroupId, newGroupId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';
import type { JobControl } from '../workers/job.ts';

/** An act upon one document that is to be taken back. */
export interface BatchToUndo {
  readonly document: DocumentId;
  readonly group: GroupId;
}

export interface UndoneBatch {
  readonly documents: readonly DocumentId[];
  /** Documents in which something was done since, or that can only be read: their act stays. */
  readonly left: readonly DocumentId[];
}

/** Takes back acts that a job did in several documents, where each is still the last that was done. */
export async function undoBatch(
  documents: Documents,
  acts: readonly BatchToUndo[],
  { progress, signal }: JobControl,
): Promise<UndoneBatch> {
  const taken: DocumentId[] = [];
  const left: DocumentId[] = [];
  for (const [done, { document, group }] of acts.entries()) {
    progress({ what: inEnglish`Taking back`, done, total: acts.length });
    const isTaken = !signal.aborted && (await documents.withDocument(document, (store) => takeBackOne(store, group)));
    (isTaken ? taken : left).push(document);
  }
  return { documents: taken, left };
}

/** How many changes one act of a job may have been written in. */
const mostChanges = 1_000;

async function takeBackOne(store: DocumentStore, group: GroupId): Promise<boolean> {
  const change = store.readOnly === null ? undoOfLast(store, group) : null;
  if (!change) return false;
  const keeper = new VersionKeeper(store);
  await store.append(store.state.seq, [change]);
  await keeper.finish();
  return true;
}

/** Changes without those that were taken back, and without what took them back: where several copies wrote to a document, its history has
 *  both. */
function inForce(history: readonly StoredChange[]): readonly StoredChange[] {
  const undone = new Set<GroupId>();
  const kept = history.toReversed().filter(({ group, undoes }) => {
    if (undone.has(group)) return false;
    if (undoes !== undefined) undone.add(undoes);
    return undoes === undefined;
  });
  return kept.toReversed();
}

function undoOfLast(store: DocumentStore, group: GroupId): Change | null {
  const history = inForce(store.history(mostChanges));
  const ofGroup = history.filter((change) => change.group === group);
  const isLast = ofGroup.length > 0 && history.slice(-ofGroup.length).every((change) => change.group === group);
  if (!isLast) return null;
  const steps = ofGroup.toReversed().flatMap(({ inverse }) => inverse);
  return { group: newGroupId(), undoes: group, steps };
}

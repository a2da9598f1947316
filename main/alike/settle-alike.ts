import type { AlikeSettled, SettleAlike } from '../../shared/contract/payloads/find.ts';
import { decideAlike } from '../../shared/correct/alike/alike-words.ts';
import type { StepJson } from '../../shared/document/document-state.ts';
import { type DocumentId, newGroupId } from '../../shared/document/identifier.ts';
import { replaceMatches } from '../../shared/find/replace.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { type UndoneBatch, undoBatch } from '../usecases/undo-batch.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';
import type { JobControl } from '../workers/job.ts';

type Words = SettleAlike['words'];

type SettledOne = Omit<AlikeSettled, 'cancelled'>;

const nothing: SettledOne = { acts: [], kept: [], corrections: [], words: 0, left: 0 };

/** Decides about words of several documents: corrects them, one act of undo a document, or keeps them as they read, so that they are
 *  not asked again. What is corrected is learned once, whatever the number of words. */
export async function settleAlike(
  collection: Collection,
  documents: Documents,
  { words }: SettleAlike,
  { progress, signal }: JobControl,
): Promise<AlikeSettled> {
  const byDocument = new Map<DocumentId, Words[number][]>();
  for (const word of words) byDocument.set(word.document, [...(byDocument.get(word.document) ?? []), word]);
  let sum = nothing;
  for (const [done, [id, own]] of [...byDocument].entries()) {
    progress({ what: inEnglish`Deciding`, done, total: byDocument.size });
    if (signal.aborted) break;
    sum = together(sum, await settleIn(documents, id, own));
  }
  progress({ what: inEnglish`Deciding`, done: byDocument.size, total: byDocument.size });
  const corrections = [...new Map(sum.corrections.map((one) => [`${one.from}\n${one.to}`, one])).values()];
  if (corrections.length > 0)
    await collection.learn(corrections.map((one) => ({ kind: 'correction learned', ...one })));
  return { ...sum, corrections, cancelled: signal.aborted };
}

const together = (a: SettledOne, b: SettledOne): SettledOne => ({
  acts: [...a.acts, ...b.acts],
  kept: [...a.kept, ...b.kept],
  corrections: [...a.corrections, ...b.corrections],
  words: a.words + b.words,
  left: a.left + b.left,
});

async function settleIn(documents: Documents, id: DocumentId, words: Words): Promise<SettledOne> {
  const left = { ...nothing, left: words.length };
  try {
    return await documents.withDocument(id, async (store) =>
      store.readOnly === null ? settleOne(store, words) : left,
    );
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return left;
    throw error;
  }
}

async function settleOne(store: DocumentStore, words: Words): Promise<SettledOne> {
  const { doc, seq } = store.state;
  const { replacements, kept, corrections, left } = decideAlike(doc, words);
  const keeper = new VersionKeeper(store);
  const { steps } = replaceMatches(doc, [...replacements.keys()], (match) => replacements.get(match) ?? match.text);
  const group = steps.length > 0 ? newGroupId() : null;
  if (group) await store.append(seq, [{ group, steps: steps.map((step) => step.toJSON() as StepJson) }]);
  if (kept.length > 0) await store.addReviews(kept.map((word) => ({ kind: 'kept', word })));
  await keeper.finish();
  return {
    acts: group ? [{ document: store.id, group }] : [],
    kept: kept.length > 0 ? [{ document: store.id, words: kept }] : [],
    corrections,
    words: words.length - left,
    left,
  };
}

/** Takes decisions back: in each document in which nothing was done since. What was kept there is asked again. */
export async function takeBackAlike(
  collection: Collection,
  documents: Documents,
  { acts, kept, corrections }: Pick<AlikeSettled, 'acts' | 'kept' | 'corrections'>,
  control: JobControl,
): Promise<UndoneBatch> {
  const undone = await undoBatch(documents, acts, control);
  for (const { document, words } of kept) {
    if (undone.left.includes(document)) continue;
    await documents.withDocument(document, async (store) => {
      if (store.readOnly === null) await store.addReviews(words.map((word) => ({ kind: 'reopened', word })));
    });
  }
  if (corrections.length > 0)
    await collection.learn(corrections.map((one) => ({ kind: 'correction taken back', ...one })));
  return undone;
}

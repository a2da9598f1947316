import type { Command } from 'prosemirror-state';
import type { Acknowledged } from '../../shared/contract/calls/document.ts';
import type { Change, DocumentState, Version } from '../../shared/document/document-state.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { type Restoring, restoring } from '../../shared/edit/restore.ts';
import { changeOf } from '../../shared/edit/undo-history.ts';
import { type ComparedRow, compareDocuments } from '../../shared/journal/compare-documents.ts';
import { automaticVersionName, restorableStretch } from '../../shared/journal/versions.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { namedState } from './versions.ts';

export type RestoreOutcome =
  /** With the version that the restored state is now. */
  | { readonly kind: 'restored'; readonly version: Version }
  /** The document, or the annotation, is as it was then already. */
  | { readonly kind: 'same' }
  | { readonly kind: 'no such version' }
  /** The version did not have the annotation, or none of its words is left in the document. */
  | { readonly kind: 'cannot come back'; readonly reason: string }
  | { readonly kind: 'read-only'; readonly reason: string };

/** Makes a document what it was in a version, as a change on top and a version of its own. What was done since the last version
 *  becomes a version before it, so that nothing is left without one. */
export async function restoreVersion(store: DocumentStore, number: number): Promise<RestoreOutcome> {
  const found = await namedState(store, number);
  if (!found) return { kind: 'no such version' };
  return carryOut(store, restoring({ kind: 'all' }, found.state, store.state, number), { kind: 'same' });
}

/** Brings one annotation back as a version had it: its kind, its comment, and the words of it that are still there. */
export async function restoreVersionAnnotation(
  store: DocumentStore,
  number: number,
  id: AnnotationId,
): Promise<RestoreOutcome> {
  const found = await namedState(store, number);
  if (!found) return { kind: 'no such version' };
  const was = found.state.annotations.get(id);
  if (!was || was.withdrawn)
    return { kind: 'cannot come back', reason: inEnglish`version ${number} has no annotation ${id} in its text` };
  const now = store.state.annotations.get(id);
  const isThere = now !== undefined && !now.withdrawn && now.as === was.as;
  const otherwise: RestoreOutcome = isThere
    ? { kind: 'same' }
    : { kind: 'cannot come back', reason: inEnglish`none of its words is left in the document` };
  return carryOut(store, restoring({ kind: 'annotation', id }, found.state, store.state, number), otherwise);
}

/** Brings a paragraph back as a version had it, also when it was split, joined, moved or taken away since; one that was added
 *  since goes.
 *  @param words that stand in it, in the version or, for one that was added, now; in no other that changed since */
export async function restoreVersionParagraph(
  store: DocumentStore,
  number: number,
  words: string,
): Promise<RestoreOutcome> {
  const found = await namedState(store, number);
  if (!found) return { kind: 'no such version' };
  const { rows } = compareDocuments(found.state.doc, store.state.doc);
  const wanted = words.trim().replace(/\s+/g, ' ');
  const holding = rows.filter((row) => readingOf(row).includes(wanted));
  const changed = holding.filter(({ kind }) => kind === 'changed');
  // Both halves of a move are the same thing.
  const stretches = new Map(changed.map((row) => [JSON.stringify(restorableStretch(rows, row)), row]));
  const [row] = stretches.values();
  if (!row && holding.length > 0) return { kind: 'same' };
  if (!row) return { kind: 'cannot come back', reason: inEnglish`version ${number} has no paragraph with “${wanted}”` };
  if (stretches.size > 1)
    return {
      kind: 'cannot come back',
      reason: inEnglish`${stretches.size} paragraphs that changed since have “${wanted}”`,
    };
  const blocks = restorableStretch(rows, row);
  return carryOut(store, restoring({ kind: 'paragraphs', blocks }, found.state, store.state, number), { kind: 'same' });
}

/** What the version reads there; for a paragraph that was added since, what it reads now. */
const readingOf = ({ runs, older }: ComparedRow): string =>
  runs
    .filter(({ kind }) => kind !== 'added' || older.length === 0)
    .map(({ text }) => text)
    .join(' ');

async function carryOut(
  store: DocumentStore,
  { command, name }: Restoring,
  otherwise: RestoreOutcome,
): Promise<RestoreOutcome> {
  if (store.readOnly !== null) return { kind: 'read-only', reason: store.readOnly };
  const change = changeBy(store.state, command);
  if (!change) return otherwise;
  await keepRestoring(store, store.state.seq, change, name);
  const version = store.state.versions.at(-1);
  if (!version) throw new Error('a version that was kept is not there');
  return { kind: 'restored', version };
}

/** Writes down what restoring changes, for the window and the command line alike: as a version of its own, with one before it of
 *  what was done since the last.
 *  @param baseSeq `state.seq` of the state that the change was made on */
export async function keepRestoring(
  store: DocumentStore,
  baseSeq: number,
  change: Change,
  name: string,
): Promise<Acknowledged> {
  await keepPresent(store);
  await store.append(baseSeq, [change]);
  return store.nameVersion(name);
}

/** What a command does to a document, with the guard of its anchors; null when it does nothing. */
function changeBy({ doc }: DocumentState, command: Command): Change | null {
  const state = createEditorState({ doc, history: [] });
  let change: Change | null = null;
  command(state, (transaction) => {
    const applied = state.applyTransaction(transaction);
    change = changeOf(applied.state, applied.transactions);
  });
  return change;
}

/** Makes what was done since the last version a version. */
async function keepPresent(store: DocumentStore): Promise<void> {
  const { state } = store;
  const last = state.versions.at(-1);
  if (!last || last.seq === state.seq) return;
  const name = automaticVersionName(await (await store.past()).stateAt(last.seq), state);
  if (name !== null) await store.nameVersion(name, true);
}

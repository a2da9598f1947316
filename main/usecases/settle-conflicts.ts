import { Fragment, type Node, Slice } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import type { ConflictView, PagePlace } from '../../shared/contract/payloads/sharing.ts';
import type { Change, DocumentState, OpenConflict } from '../../shared/document/document-state.ts';
import { newGroupId } from '../../shared/document/identifier.ts';
import { type Box, boxAround } from '../../shared/document/layout.ts';
import { documentStatuses } from '../../shared/document/metadata.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { readingOf } from '../../shared/document/reading.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { changeOf, ownGroup } from '../../shared/edit/undo-history.ts';
import type { PlacedLayoutWord, PlacedPage } from '../../shared/tracking/placed-words.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { pagesAtPresent, placedPages } from '../ocr/placed-pages.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';

/** Whether the other side of a conflict is the person's own. */
const isTurned = ({ editors }: OpenConflict, siglum: string): boolean =>
  editors.theirs.includes(siglum) && !editors.ours.includes(siglum);

const other = (side: 'ours' | 'theirs'): 'ours' | 'theirs' => (side === 'ours' ? 'theirs' : 'ours');

/** The open conflicts of a document, from one person's side.
 *  @param siglum of that person */
function conflictsIn(
  { id: document, state }: Pick<DocumentStore, 'id' | 'state'>,
  siglum: string,
): readonly ConflictView[] {
  const { source, metadata, conflicts, pages: images } = state;
  const pages = conflicts.length === 0 ? [] : pagesAtPresent(state, placedPages(state));
  return conflicts.map((conflict) => {
    const { id, kind, fact, base, ours, theirs, kept, editors, from, to } = conflict;
    const turned = isTurned(conflict, siglum);
    return {
      id,
      document,
      source: source.name,
      title: metadata.title,
      kind,
      ...(fact !== undefined && { fact }),
      base,
      ours: turned ? theirs : ours,
      theirs: turned ? ours : theirs,
      kept: turned ? other(kept) : kept,
      editors: [...new Set([...editors.ours, ...editors.theirs])].sort(),
      oursBy: turned ? editors.theirs : editors.ours,
      theirsBy: turned ? editors.ours : editors.theirs,
      from,
      to,
      ...contextOf(state.doc, conflict),
      place: kind === 'fact' ? null : placeOnPage({ from, to }, state, pages, images),
    };
  });
}

/** So much of the text on either side says which words are meant, in characters. */
const contextLength = 40;

function contextOf(doc: Node, { kind, from, to }: OpenConflict): Pick<ConflictView, 'before' | 'after'> {
  if (kind === 'fact') return { before: '', after: '' };
  const [start, end] = [from, to].map((position) => doc.resolve(Math.min(position, doc.content.size)));
  const read = (a: number, b: number): string => readingOf(doc, a, b);
  const before = start?.parent.isTextblock ? read(start.start(), start.pos) : '';
  const after = end?.parent.isTextblock ? read(end.pos, end.end()) : '';
  return {
    before: before.length > contextLength ? before.slice(-contextLength).replace(/^\S*\s/, '…') : before,
    after: after.length > contextLength ? after.slice(0, contextLength).replace(/\s\S*$/, '…') : after,
  };
}

/** More lines than these of a page are not shown for one conflict. */
const mostLines = 3;
/** Words on either side, on the same line. */
const wordsBeside = 2;

/** Where the words of a conflict stand on their page: those that stand there now or, where there are none, those next to them in the
 *  same paragraph. Null where no page is known to have them. */
function placeOnPage(
  { from, to }: Pick<OpenConflict, 'from' | 'to'>,
  { doc }: Pick<DocumentState, 'doc'>,
  pages: readonly PlacedPage[],
  images: readonly PageImage[],
): PagePlace | null {
  const $from = doc.resolve(Math.min(from, doc.content.size));
  const [first, last] = $from.parent.isTextblock ? [$from.start(), $from.end()] : [from, to];
  for (const { page, words } of pages) {
    const isThere = (word: PlacedLayoutWord): boolean => word.from < to && from < word.to;
    const isNext = (word: PlacedLayoutWord): boolean =>
      word.from <= to && from <= word.to + 1 && first <= word.from && word.to <= last;
    const wanted = words.some(isThere) ? isThere : isNext;
    const number = images.findIndex(({ id }) => id === page) + 1;
    const lines = linesAround(
      words,
      words.flatMap((word, index) => (wanted(word) ? [index] : [])),
    );
    if (lines.length > 0 && number > 0) return { page, number, lines };
  }
  return null;
}

function linesAround(words: readonly PlacedLayoutWord[], wanted: readonly number[]): readonly Box[] {
  const lines: { words: number[] }[] = [];
  for (const index of wanted) {
    const line = lines.at(-1);
    if (line && isOnLine(words, line.words.at(-1), index)) line.words.push(index);
    else lines.push({ words: [index] });
  }
  return lines.slice(0, mostLines).flatMap(({ words: own }) => {
    const [start = 0, end = 0] = [own[0], own.at(-1)];
    const isBeside = (index: number): boolean => isOnLine(words, index < start ? start : end, index);
    const beside = Array.from({ length: wordsBeside }, (_, n) => [start - n - 1, end + n + 1]).flat();
    return boxAround([...own, ...beside.filter(isBeside)].flatMap((index) => words[index]?.box ?? [])) ?? [];
  });
}

/** Whether the middle of one word is as high as the other word. */
function isOnLine(words: readonly PlacedLayoutWord[], one: number | undefined, other: number): boolean {
  const [a, b] = [words[one ?? -1]?.box, words[other]?.box];
  if (!a || !b) return false;
  const middle = b.y + b.height / 2;
  return middle > a.y && middle < a.y + a.height;
}

/** All open conflicts of a collection, document by document. One that cannot be read has none that are known. */
export async function conflictsOf(collection: Collection, siglum: string): Promise<readonly ConflictView[]> {
  const found: ConflictView[] = [];
  for (const { id } of await collection.summaries()) {
    try {
      const store = await collection.openDocument(id);
      try {
        found.push(...conflictsIn(store, siglum));
      } finally {
        await store.close();
      }
    } catch (error) {
      if (!(error instanceof DocumentUnreadableError)) throw error;
    }
  }
  return found;
}

/** What a person takes: one of the two readings, or one of their own. */
export type Take = { readonly side: 'ours' | 'theirs' } | { readonly text: string };

export type SettleOutcome =
  | { readonly kind: 'done'; readonly left: number }
  | { readonly kind: 'unknown' }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly why: string };

/** Settles a conflict, which undo takes back like any act.
 *  @param siglum of who does it, who also says whose `ours` is */
export async function settleConflict(
  store: DocumentStore,
  conflict: string,
  take: Take,
  siglum: string,
): Promise<SettleOutcome> {
  const found = store.state.conflicts.find(({ id }) => id === conflict);
  if (!found) return { kind: 'unknown' };
  if (store.readOnly !== null) return { kind: 'refused', why: store.readOnly };
  const side = 'side' in take ? (isTurned(found, siglum) ? other(take.side) : take.side) : null;
  const text = side === null ? (take as { readonly text: string }).text : found[side];
  const settles = [{ conflict, as: side ?? ('own' as const) }];
  const keeper = new VersionKeeper(store);
  if (side === found.kept || (side === null && text === found[found.kept])) {
    await store.append(store.state.seq, [{ group: newGroupId(), steps: [], settles }]);
  } else if (found.kind === 'fact') {
    const why = await setFact(store, found.fact ?? '', text);
    if (why !== null) return { kind: 'refused', why };
    await store.append(store.state.seq, [{ group: newGroupId(), steps: [], settles }]);
  } else {
    const change = found.kind === 'anchor' ? null : replacingChange(store.state.doc, found, text);
    if (!change)
      return {
        kind: 'refused',
        why: inEnglish`This cannot be put in by itself. Nothing was changed; change the document by hand, and then settle the conflict by what stands there.`,
      };
    await store.append(store.state.seq, [{ ...change, settles }]);
  }
  await keeper.finish();
  return { kind: 'done', left: store.state.conflicts.length };
}

async function setFact(store: DocumentStore, fact: string, text: string): Promise<string | null> {
  if (fact === 'status') {
    const status = documentStatuses.find((one) => one === text);
    if (!status) return inEnglish`“${text}” is no status. Nothing was changed.`;
    await store.setStatus(status);
    return null;
  }
  if (fact === 'date' || fact === 'type')
    return inEnglish`Set this detail in the document itself, and then settle the conflict by what stands there. Nothing was changed.`;
  await store.setMetadata({ [fact]: text });
  return null;
}

/** The change that puts a reading in the place of the one that stands there; null where that cannot be done. Page anchors in between stay. */
export function replacingChange(
  doc: Node,
  { from, to }: Pick<OpenConflict, 'from' | 'to'>,
  text: string,
): Change | null {
  const before = createEditorState({ doc, history: [] });
  const transaction = readingInstead(before, Math.min(from, doc.content.size), Math.min(to, doc.content.size), text);
  if (!transaction) return null;
  const { state, transactions } = before.applyTransaction(transaction.setMeta(ownGroup, true));
  return transactions.length === 0 ? null : changeOf(state, transactions);
}

function readingInstead(state: EditorState, from: number, to: number, text: string): Transaction | null {
  const { doc, tr, schema } = state;
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  const isWithinBlock = $from.sameParent($to) && $from.parent.isTextblock;
  try {
    if (text === '') return tr.deleteRange(from, to);
    const lines = text.split('\n');
    if (isWithinBlock && lines.length === 1) return tr.insertText(text, from, to);
    const blocks = lines.map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)]));
    const open = isWithinBlock ? 1 : 0;
    return tr.replaceRange(from, to, new Slice(Fragment.from(blocks), open, open));
  } catch {
    // ProseMirror tells of what does not fit by throwing.
    return null;
  }
}

import type { Node } from 'prosemirror-model';
import { type AlignedPart, alignBlocks, blockPairs, matchedWords, type PlacedWord } from '../alignment/align-blocks.ts';
import type { AnnotationKind } from '../document/annotation.ts';
import type { AnchorId, AnnotationId } from '../document/identifier.ts';
import { type AnchorKind, anchorsOf, type PlacedAnchor } from '../document/page-anchor.ts';
import { type AnnotationReading, annotationReadings } from '../document/reading.ts';
import { type BlockText, blockTextWithCalls, type PlacedBlock } from '../document/reading-text.ts';
import { type ComparedTexts, compareTexts } from '../text/compare-texts.ts';

/** A block that reads anything. */
interface Piece {
  readonly read: BlockText;
  readonly start: number;
  /** Where it begins in the joined text. */
  readonly begins: number;
}

/** What some blocks read one after the other, with a space between, and where in the document each character stands. */
class JoinedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  constructor(readonly blocks: readonly PlacedBlock[]) {
    const pieces: Piece[] = [];
    let text = '';
    for (const { block, start } of blocks) {
      const read = blockTextWithCalls(block);
      if (read.text === '') continue;
      const begins = pieces.length === 0 ? 0 : text.length + 1;
      pieces.push({ read, start, begins });
      text = pieces.length === 1 ? read.text : `${text} ${read.text}`;
    }
    this.text = text;
    this.#pieces = pieces;
  }

  /** Position in the document before a character. */
  before(unit: number): number {
    const piece = this.#pieces[this.#pieceAt(unit)];
    return piece ? piece.start + (piece.read.offsetAt(unit - piece.begins) ?? 0) : 0;
  }

  #pieceAt(unit: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.begins ?? 0) <= unit) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** What became of a page anchor between two versions. */
interface AnchorDifference {
  readonly kind: 'added' | 'removed' | 'relabelled' | 'moved';
  readonly anchor: { readonly kind: AnchorKind; readonly label: string };
}

/** What became of the page anchors, in the order of the newer document, those that are gone last. One has moved when it stands
 *  otherwise among the other anchors, or on the other side of a word that both documents have.
 *  @param parts the alignment of the two documents */
function compareAnchors(older: Node, newer: Node, parts: readonly AlignedPart[]): readonly AnchorDifference[] {
  const before = new Map(anchorsOf(older).map((placed) => [placed.anchor.id, placed]));
  const now = anchorsOf(newer);
  const present = new Set(now.map(({ anchor }) => anchor.id));
  const order = [...before.keys()].filter((id) => present.has(id));
  const passed = anchorsPastWords(before, new Map(now.map((placed) => [placed.anchor.id, placed])), parts);
  const differences: AnchorDifference[] = [];
  let place = 0;
  for (const { anchor } of now) {
    const was = before.get(anchor.id);
    const named = { kind: anchor.kind, label: anchor.label };
    if (!was) differences.push({ kind: 'added', anchor: named });
    else {
      if (was.anchor.label !== anchor.label) differences.push({ kind: 'relabelled', anchor: named });
      if (order[place] !== anchor.id || passed.has(anchor.id)) differences.push({ kind: 'moved', anchor: named });
      place += 1;
    }
  }
  for (const { anchor } of before.values())
    if (!present.has(anchor.id))
      differences.push({ kind: 'removed', anchor: { kind: anchor.kind, label: anchor.label } });
  return differences;
}

type AnchorsById = ReadonlyMap<AnchorId, PlacedAnchor>;

/** The anchors that stand on the other side of some word than before. Only blocks with anchors are looked at. */
function anchorsPastWords(before: AnchorsById, now: AnchorsById, parts: readonly AlignedPart[]): ReadonlySet<AnchorId> {
  const passed = new Set<AnchorId>();
  for (const pair of parts.flatMap(blockPairs)) {
    const inside = [...before.values()].filter(({ pos }) => pair.old.some((block) => holds(block, pos)));
    if (inside.length === 0) continue;
    const matched = matchedWords(pair);
    for (const was of inside) {
      const is = now.get(was.anchor.id);
      if (is && matched.some(([old, present]) => side(old, was.pos) !== side(present, is.pos)))
        passed.add(was.anchor.id);
    }
  }
  return passed;
}

const holds = ({ block, start }: PlacedBlock, pos: number): boolean =>
  pos >= start && pos <= start + block.content.size;

/** Whether a word stands before a position, around it, or behind it. */
const side = ({ from, to }: PlacedWord, pos: number): number => (to <= pos ? -1 : from >= pos ? 1 : 0);

/** A run of words of a comparison. Positions are those of the document that the words stand in. */
export type ComparedRun =
  | { readonly kind: 'same'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'removed'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'added'; readonly text: string; readonly from: number; readonly to: number };

/** Blocks of both documents that stand beside each other: one of each that read the same, or a stretch that changed. */
export interface ComparedRow {
  readonly kind: 'same' | 'changed';
  readonly runs: readonly ComparedRun[];
  /** Positions before the blocks of the older document that stand here; none where blocks were added. */
  readonly older: readonly number[];
  /** The same of the newer one; none where blocks were taken away. */
  readonly newer: readonly number[];
}

/** What became of an annotation between two versions. */
export interface AnnotationDifference {
  readonly id: AnnotationId;
  readonly kind: 'added' | 'removed' | 'retagged' | 'retargeted';
  readonly as: AnnotationKind;
  /** The words it covers in the newer version, or covered in the older one when it is gone. */
  readonly text: string;
  readonly before: { readonly as: AnnotationKind; readonly text: string } | null;
}

/** Two states of a document side by side, in the order of the newer one. */
export interface DocumentComparison {
  readonly rows: readonly ComparedRow[];
  readonly annotations: readonly AnnotationDifference[];
  readonly anchors: readonly AnchorDifference[];
  /** Number of maximal runs of changed words. */
  readonly changes: number;
}

/** How much two states of a document differ. */
export interface ComparisonFigures {
  /** Maximal runs of changed words, as `DocumentComparison.changes` counts them. */
  readonly corrections: number;
  /** Annotations that came, went, or have another kind or other words. */
  readonly tags: number;
  /** Page anchors that came, went, moved or have another label. */
  readonly anchors: number;
}

/** Compares two states of one document word by word, with their annotations and anchors. */
export function compareDocuments(older: Node, newer: Node): DocumentComparison {
  const parts = alignBlocks(older, newer);
  const rows = parts.flatMap((part) => (part.kind === 'same' ? sameRows(part) : changedRows(part)));
  return {
    rows,
    annotations: compareAnnotations(older, newer),
    anchors: compareAnchors(older, newer, parts),
    changes: rows.reduce((sum, row) => sum + changesIn(row), 0),
  };
}

/** How much two states differ, at a cost that follows what differs after one comparison of blocks. */
export function comparisonFigures(older: Node, newer: Node): ComparisonFigures {
  if (older.eq(newer)) return { corrections: 0, tags: 0, anchors: 0 };
  const parts = alignBlocks(older, newer);
  const changed = parts.flatMap((part) => (part.kind === 'same' ? [] : changedRows(part)));
  return {
    corrections: changed.reduce((sum, row) => sum + changesIn(row), 0),
    tags: compareAnnotations(older, newer).length,
    anchors: compareAnchors(older, newer, parts).length,
  };
}

const sameRows = (part: AlignedPart & { readonly kind: 'same' }): readonly ComparedRow[] =>
  part.new.map((block, index) => ({
    kind: 'same',
    runs: wholeRun(block),
    older: positionsOf(part.old.slice(index, index + 1)),
    newer: positionsOf([block]),
  }));

/** One row for each pair of blocks where as many stand on either side and each is alike its partner; else one for all. */
function changedRows(part: AlignedPart & { readonly kind: 'changed' }): readonly ComparedRow[] {
  return (alikePairs(part) ?? [comparedSides(part.old, part.new)]).map(({ old, present, compared }) => ({
    kind: 'changed',
    runs: runsOf(old, present, compared),
    older: positionsOf(old.blocks),
    newer: positionsOf(present.blocks),
  }));
}

/** Some blocks of both documents, compared. */
interface ComparedSides {
  readonly old: JoinedText;
  readonly present: JoinedText;
  readonly compared: ComparedTexts;
}

function comparedSides(older: readonly PlacedBlock[], newer: readonly PlacedBlock[]): ComparedSides {
  const [old, present] = [new JoinedText(older), new JoinedText(newer)];
  return { old, present, compared: compareTexts(old.text, present.text) };
}

/** The blocks of a part two by two; null when one is not alike its partner, or has none. */
function alikePairs(part: AlignedPart): readonly ComparedSides[] | null {
  if (part.old.length !== part.new.length) return null;
  const pairs: ComparedSides[] = [];
  for (const [index, block] of part.new.entries()) {
    const pair = comparedSides(part.old.slice(index, index + 1), [block]);
    if (!areAlike(pair)) return null;
    pairs.push(pair);
  }
  return pairs;
}

function wholeRun(placed: PlacedBlock): readonly ComparedRun[] {
  const whole = new JoinedText([placed]);
  return whole.text === '' ? [] : [runOf('same', whole, 0, whole.text.length)];
}

const positionsOf = (blocks: readonly PlacedBlock[]): readonly number[] => blocks.map(({ start }) => start - 1);

/** A third of the words of the longer side in common is more than chance gives. */
const alikeShare = 1 / 3;

function areAlike({ old, present, compared }: ComparedSides): boolean {
  const least = compared.mostWords * alikeShare;
  // A few words can all be wrong at once.
  if (compared.mostWords <= 2 || compared.sameWords >= least) return true;
  const known = new Set(present.text.split(' '));
  return old.text.split(' ').filter((word) => known.has(word)).length >= least;
}

function runsOf(old: JoinedText, present: JoinedText, { runs }: ComparedTexts): readonly ComparedRun[] {
  const found: ComparedRun[] = [];
  for (const { isSame, oldFrom, oldTo, newFrom, newTo } of runs) {
    if (!isSame && oldTo > oldFrom) found.push(runOf('removed', old, oldFrom, oldTo));
    if (newTo > newFrom) found.push(runOf(isSame ? 'same' : 'added', present, newFrom, newTo));
  }
  return found;
}

const runOf = (kind: ComparedRun['kind'], side: JoinedText, from: number, to: number): ComparedRun => ({
  kind,
  text: side.text.slice(from, to),
  from: side.before(from),
  to: side.before(to - 1) + 1,
});

/** A word taken away and the one put in its place are one change. */
function changesIn(row: Pick<ComparedRow, 'runs'>): number {
  let changes = 0;
  row.runs.forEach((run, index) => {
    if (run.kind === 'same') return;
    if (run.kind === 'added' && row.runs[index - 1]?.kind === 'removed') return;
    changes += 1;
  });
  return changes;
}

function compareAnnotations(older: Node, newer: Node): readonly AnnotationDifference[] {
  const before = annotationReadings(older);
  const now = annotationReadings(newer);
  const differences: AnnotationDifference[] = [];
  for (const [id, { as, text }] of now) {
    const was = saidOf(before.get(id));
    if (!was) differences.push({ id, kind: 'added', as, text, before: null });
    else if (was.as !== as) differences.push({ id, kind: 'retagged', as, text, before: was });
    else if (was.text !== text) differences.push({ id, kind: 'retargeted', as, text, before: was });
  }
  for (const [id, { as, text }] of before)
    if (!now.has(id)) differences.push({ id, kind: 'removed', as, text, before: { as, text } });
  return differences;
}

const saidOf = (reading: AnnotationReading | undefined): AnnotationDifference['before'] =>
  reading ? { as: reading.as, text: reading.text } : null;

/** A comment on an annotation that reads otherwise than before; empty where there was, or is, none. */
export interface CommentDifference {
  readonly id: AnnotationId;
  readonly before: string;
  readonly after: string;
}

/** What of a state is compared for its figures. */
export interface ComparableState {
  readonly doc: Node;
  readonly annotations: Annotations;
}

type Annotations = ReadonlyMap<AnnotationId, { readonly comment: string }>;

/** What became of the comments. */
export function compareComments(older: Annotations, newer: Annotations): readonly CommentDifference[] {
  if (older === newer) return [];
  const differences: CommentDifference[] = [];
  for (const [id, { comment }] of newer) {
    const before = older.get(id)?.comment ?? '';
    if (before !== comment) differences.push({ id, before, after: comment });
  }
  return differences;
}

/** How much two states of a document differ; an annotation that only has another comment counts as a tag. */
export function stateFigures(older: ComparableState, newer: ComparableState): ComparisonFigures {
  const figures = comparisonFigures(older.doc, newer.doc);
  return { ...figures, tags: figures.tags + compareComments(older.annotations, newer.annotations).length };
}

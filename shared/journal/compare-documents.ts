import type { Node } from 'prosemirror-model';
import { type AlignedPart, alignBlocks, changedWords, type PlacedWord, placedWords } from '../document/align-words.ts';
import { type AnnotationKind, type AnnotationRange, annotationRanges } from '../document/annotation.ts';
import { blockTextWithCalls, type PlacedBlock } from '../document/block-text.ts';
import type { AnnotationId } from '../document/identifier.ts';
import { type AnchorDifference, compareAnchors } from './compare-anchors.ts';

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
  const pairs = part.new.map((block, index) => ({ old: part.old.slice(index, index + 1), new: [block] }));
  const isPaired = part.old.length === part.new.length && pairs.every(areAlike);
  let at = part.at;
  return (isPaired ? pairs : [part]).map((pair): ComparedRow => {
    const runs = changedRuns(pair.old, pair.new, at);
    at = placedWords(pair.new).at(-1)?.to ?? at;
    return { kind: 'changed', runs, older: positionsOf(pair.old), newer: positionsOf(pair.new) };
  });
}

function wholeRun({ block, start }: PlacedBlock): readonly ComparedRun[] {
  const { text, offsets } = blockTextWithCalls(block);
  if (text === '') return [];
  return [{ kind: 'same', text, from: start + (offsets[0] ?? 0), to: start + (offsets.at(-1) ?? 0) + 1 }];
}

const positionsOf = (blocks: readonly PlacedBlock[]): readonly number[] => blocks.map(({ start }) => start - 1);

/** A third of the words of the longer side in common is more than chance gives. */
const alikeShare = 1 / 3;

function areAlike(pair: { readonly old: readonly PlacedBlock[]; readonly new: readonly PlacedBlock[] }): boolean {
  const oldWords = placedWords(pair.old).map(({ word }) => word);
  const newWords = placedWords(pair.new).map(({ word }) => word);
  const longer = Math.max(oldWords.length, newWords.length);
  // A few words can all be wrong at once.
  if (longer <= 2) return true;
  const present = new Set(newWords);
  return oldWords.filter((word) => present.has(word)).length >= longer * alikeShare;
}

function changedRuns(old: readonly PlacedBlock[], present: readonly PlacedBlock[], at: number): readonly ComparedRun[] {
  const newWords = placedWords(present);
  const runs: ComparedRun[] = [];
  let done = 0;
  for (const stretch of changedWords(placedWords(old), newWords, at)) {
    const begins = stretch.new[0] ? newWords.indexOf(stretch.new[0], done) : wordsUpTo(newWords, stretch.at, done);
    runs.push(...runOf('same', newWords.slice(done, begins)));
    runs.push(...runOf('removed', stretch.old), ...runOf('added', stretch.new));
    done = begins + stretch.new.length;
  }
  return [...runs, ...runOf('same', newWords.slice(done))];
}

function wordsUpTo(newWords: readonly PlacedWord[], at: number, from: number): number {
  let index = from;
  while (index < newWords.length && (newWords[index]?.to ?? 0) <= at) index += 1;
  return index;
}

function runOf(kind: ComparedRun['kind'], run: readonly PlacedWord[]): readonly ComparedRun[] {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return [];
  return [{ kind, text: run.map(({ word }) => word).join(' '), from: first.from, to: last.to }];
}

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
  const before = annotationsById(older);
  const now = annotationsById(newer);
  const differences: AnnotationDifference[] = [];
  for (const [id, { as, text }] of now) {
    const was = before.get(id) ?? null;
    if (!was) differences.push({ id, kind: 'added', as, text, before: null });
    else if (was.as !== as) differences.push({ id, kind: 'retagged', as, text, before: was });
    else if (was.text !== text) differences.push({ id, kind: 'retargeted', as, text, before: was });
  }
  for (const [id, was] of before)
    if (!now.has(id)) differences.push({ id, kind: 'removed', as: was.as, text: was.text, before: was });
  return differences;
}

interface CoveredText {
  readonly as: AnnotationKind;
  readonly text: string;
}

function annotationsById(doc: Node): ReadonlyMap<AnnotationId, CoveredText> {
  const covered = new Map<AnnotationId, CoveredText>();
  for (const range of annotationRanges(doc)) {
    const before = covered.get(range.id);
    const text = coveredText(doc, range);
    covered.set(range.id, { as: range.as, text: before ? `${before.text} … ${text}` : text });
  }
  return covered;
}

const coveredText = (doc: Node, { from, to }: AnnotationRange): string =>
  doc.textBetween(from, to, ' ', ' ').replace(/\s+/g, ' ');

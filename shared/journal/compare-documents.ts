import type { Node } from 'prosemirror-model';
import { alignBlocks, changedWords, type PlacedWord, placedWords } from '../document/align-words.ts';
import { type AnnotationKind, type AnnotationRange, annotationRanges } from '../document/annotation.ts';
import type { PlacedBlock } from '../document/block-text.ts';
import type { AnnotationId } from '../document/identifier.ts';
import { type AnchorKind, anchorsOf } from '../document/page-anchor.ts';

/** A run of words of a comparison. Positions are those of the document that the words stand in. */
export type ComparedRun =
  | { readonly kind: 'same'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'removed'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'added'; readonly text: string; readonly from: number; readonly to: number };

/** Blocks of both documents that stand beside each other: one of each that read the same, or a stretch that changed. */
export interface ComparedRow {
  readonly kind: 'same' | 'changed';
  readonly runs: readonly ComparedRun[];
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

/** What became of a page anchor between two versions. */
export interface AnchorDifference {
  readonly kind: 'added' | 'removed' | 'relabelled' | 'moved';
  readonly anchor: { readonly kind: AnchorKind; readonly label: string };
}

/** Two states of a document side by side, in the order of the newer one. */
export interface DocumentComparison {
  readonly rows: readonly ComparedRow[];
  readonly annotations: readonly AnnotationDifference[];
  readonly anchors: readonly AnchorDifference[];
  /** Number of maximal runs of changed words. */
  readonly changes: number;
}

/** Compares two states of one document word by word, with their annotations and anchors. */
export function compareDocuments(older: Node, newer: Node): DocumentComparison {
  const rows = alignBlocks(older, newer).flatMap((part): readonly ComparedRow[] =>
    part.kind === 'same'
      ? part.new.map((block) => ({ kind: 'same', runs: runOf('same', placedWords([block])) }))
      : [{ kind: 'changed', runs: changedRuns(part.old, part.new, part.at) }],
  );
  return {
    rows,
    annotations: compareAnnotations(older, newer),
    anchors: compareAnchors(older, newer),
    changes: rows.reduce((sum, row) => sum + changesIn(row), 0),
  };
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
function changesIn(row: ComparedRow): number {
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

function compareAnchors(older: Node, newer: Node): readonly AnchorDifference[] {
  const before = new Map(anchorsOf(older).map((placed, index) => [placed.anchor.id, { ...placed, index }]));
  const now = anchorsOf(newer);
  const present = new Set(now.map(({ anchor }) => anchor.id));
  const kept = [...before.keys()].filter((id) => present.has(id));
  const differences: AnchorDifference[] = [];
  let place = 0;
  for (const { anchor } of now) {
    const was = before.get(anchor.id);
    const { kind, label } = anchor;
    if (!was) differences.push({ kind: 'added', anchor: { kind, label } });
    else {
      if (was.anchor.label !== label) differences.push({ kind: 'relabelled', anchor: { kind, label } });
      if (kept[place] !== anchor.id) differences.push({ kind: 'moved', anchor: { kind, label } });
      place += 1;
    }
  }
  for (const { anchor } of before.values())
    if (!present.has(anchor.id))
      differences.push({ kind: 'removed', anchor: { kind: anchor.kind, label: anchor.label } });
  return differences;
}

import assert from 'node:assert/strict';
import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { Mapping } from 'prosemirror-transform';
import { type AnnotationAct, annotationRanges } from '../../shared/document/annotation.ts';
import { annotationActs } from '../../shared/edit/undo-history.ts';
import { pageSequence } from './builders.ts';
import { type ActName, anchorActs } from './editing-acts.ts';

/** The page anchors that a person may expect: only an anchor command, its undo, or restoring a version changes them.
 *  @throws AssertionError */
export function checkAnchors(name: ActName, before: Node, after: Node, applied: readonly Transaction[]): void {
  if (anchorActs.includes(name)) {
    checkAnchorCommand(name, before, after);
    return;
  }
  const hasAnchorStep = applied.some(({ steps }) => steps.some((made) => made.toJSON().stepType === 'anchor'));
  if (hasAnchorStep && (name === 'undo' || name === 'redo' || name === 'restoreVersion')) return;
  assert.deepEqual(pageSequence(after), pageSequence(before));
}

function checkAnchorCommand(name: ActName, before: Node, after: Node): void {
  const sorted = (node: Node): readonly string[] => [...pageSequence(node)].sort();
  const growth = pageSequence(after).length - pageSequence(before).length;
  if (name === 'dragAnchor') assert.deepEqual(sorted(after), sorted(before));
  if (name === 'addAnchor') assert.ok(growth === 0 || growth === 1);
  if (name === 'removeAnchor') assert.ok(growth === 0 || growth === -1);
  if (name === 'relabelAnchor') assert.equal(growth, 0);
}

/** Acts that carry words to another place, so that positions do not tell where they went. */
const carries: readonly ActName[] = [
  'drag',
  'dragCopy',
  'moveAnchor',
  'dragAnchor',
  'dropAnchor',
  'cellCommand',
  'tableCommand',
];
/** Acts that put other words in the place of some, which may be the very same letters. */
const bringsForeign: readonly ActName[] = ['pasteHtml', 'pasteForeign', 'pasteIntoCells'];
/** Acts that write words in the place of others, which get the tags that covered all of those. */
const writesOver: readonly ActName[] = ['typeOver', 'compose', ...bringsForeign];
/** Acts that bring words of an earlier state back, or give several words new ones: judged by what they lead to. */
const bringsBack: readonly ActName[] = [
  'paste',
  'cutAndPaste',
  'undo',
  'redo',
  'replaceAll',
  'emendAll',
  'restoreVersion',
  'restoreParagraph',
  'restoreTag',
];

/** An annotation covers the characters that it covered and that are still there, and no others but those typed inside it or in
 *  place of some of its own. Annotations that the act itself is about are not looked at.
 *  @throws AssertionError */
export function checkAnnotations(name: ActName, before: Node, after: Node, applied: readonly Transaction[]): void {
  if (bringsBack.includes(name) || applied.length === 0) return;
  const meant = new Set(
    applied.flatMap((made) =>
      ((made.getMeta(annotationActs) as AnnotationAct[] | undefined) ?? []).map(({ id }) => id),
    ),
  );
  const covered = coveredCharacters(after);
  const former = coveredCharacters(before);
  for (const id of meant) {
    covered.delete(id);
    former.delete(id);
  }
  const mapping = new Mapping(applied.flatMap((made) => made.mapping.maps));
  if (bringsForeign.includes(name)) checkNothingGained(before, after, mapping, former, covered);
  else if (carries.includes(name)) checkCarried(before, after, former, covered);
  else checkInPlace(name, mapping, former, covered);
}

/** No annotation covers a letter more often than it did, but for letters in the place of its own. */
function checkNothingGained(before: Node, after: Node, mapping: Mapping, former: Covered, covered: Covered): void {
  for (const [id, positions] of covered) {
    const left = lettersOf(before, former.get(id));
    const hull = mappedHull(mapping, former.get(id));
    for (const pos of positions) {
      const letter = after.textBetween(pos, pos + 1);
      const index = left.indexOf(letter);
      assert.ok(index >= 0 || isIn(hull, pos), `${id} has gained ${letter}`);
      if (index >= 0) left.splice(index, 1);
    }
  }
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where the stretch from the first to the last of some characters stands after an edit. */
const mappedHull = (mapping: Mapping, positions: readonly number[] = []): Stretch => ({
  from: mapping.map(Math.min(...positions), -1),
  to: mapping.map(Math.max(...positions) + 1, 1),
});

const isIn = ({ from, to }: Stretch, pos: number): boolean => pos >= from && pos < to;

/** When the document has the very characters that it had, each annotation has, too. */
function checkCarried(before: Node, after: Node, former: Covered, covered: Covered): void {
  if (sortedText(before) !== sortedText(after)) return;
  for (const id of new Set([...former.keys(), ...covered.keys()]))
    assert.equal(
      `${id}: ${lettersOf(after, covered.get(id)).join('')}`,
      `${id}: ${lettersOf(before, former.get(id)).join('')}`,
    );
}

const lettersOf = (doc: Node, positions: readonly number[] = []): string[] =>
  positions.map((pos) => doc.textBetween(pos, pos + 1)).sort();

const sortedText = (doc: Node): string => [...doc.textBetween(0, doc.content.size, '', '')].sort().join('');

function checkInPlace(name: ActName, mapping: Mapping, former: Covered, covered: Covered): void {
  const survivors = new Map<string, number[]>();
  for (const [id, positions] of former) {
    const kept = positions.flatMap((pos) => {
      const start = mapping.mapResult(pos, 1);
      return start.deletedAfter ? [] : [start.pos];
    });
    survivors.set(id, kept);
    for (const pos of kept) assert.ok(covered.get(id)?.includes(pos), `${id} still covers what was at ${pos}`);
  }
  for (const [id, positions] of covered) {
    const kept = survivors.get(id) ?? [];
    const gained = positions.filter((pos) => !kept.includes(pos));
    const isWritten = writesOver.includes(name);
    assert.ok(gained.length === 0 || kept.length > 0 || isWritten, `${id} covers only words that it did not cover`);
    const hull = mappedHull(mapping, former.get(id));
    for (const pos of gained) assert.ok(isIn(hull, pos), `${id} reaches out to ${pos}`);
  }
}

type Covered = ReadonlyMap<string, readonly number[]>;

function coveredCharacters(node: Node): Map<string, number[]> {
  const covered = new Map<string, number[]>();
  for (const { id, from, to } of annotationRanges(node)) {
    const positions = covered.get(id) ?? [];
    node.nodesBetween(from, to, (child, pos) => {
      if (!child.isText) return;
      for (let at = Math.max(pos, from); at < Math.min(pos + child.nodeSize, to); at++) positions.push(at);
    });
    covered.set(id, positions);
  }
  return covered;
}

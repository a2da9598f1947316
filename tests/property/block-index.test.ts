import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { BlockIndex } from '../../shared/derived/block-index.ts';
import type { PlacedLeaf } from '../../shared/derived/block-tree.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { followedSession, longDocument, nowAndThen } from '../helpers/followed-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';

const sessions = 60;

function leavesOf({ tree }: BlockIndex): readonly PlacedLeaf[] {
  const leaves: PlacedLeaf[] = [];
  for (let leaf = tree.at(0); leaf; leaf = tree.next(leaf)) leaves.push(leaf);
  return leaves;
}

const placed = (index: BlockIndex) =>
  leavesOf(index).map((leaf) => ({ block: leaf.block, start: index.tree.startOf(leaf) }));

/** The notes of the document and which of their blocks is the first, in order. */
function noteBlocks(doc: Node): readonly (readonly [string, boolean])[] {
  const found: [string, boolean][] = [];
  doc.descendants((node) => {
    if (node.type.name !== 'note') return true;
    node.forEach((_block, _offset, index) => {
      found.push([node.attrs.label as string, index === 0]);
    });
    return false;
  });
  return found;
}

function expectSame(index: BlockIndex, doc: Node): void {
  const expected = textBlocks(doc);
  expect(placed(index)).toHaveLength(expected.length);
  for (const [at, { block, start }] of placed(index).entries()) {
    expect(start).toBe(expected[at]?.start);
    expect(block).toBe(expected[at]?.block);
  }
  const notes = leavesOf(index).flatMap(({ note }) => (note ? [[note.node.attrs.label as string, note.isFirst]] : []));
  expect(notes).toEqual(noteBlocks(doc));
}

test('after any session the blocks of a document are found where they stand', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const first = startDocuments[session.start ?? 'sample']();
    let index = new BlockIndex(first);
    for (const { doc, ranges } of followedSession(session, nowAndThen(seed), first)) {
      if (ranges) index.follow(doc, ranges);
      else index = new BlockIndex(doc);
      expectSame(index, doc);
    }
  }
});

test('a document of many blocks is followed as a short one is', () => {
  for (let seed = 1; seed <= 2; seed++) {
    const first = longDocument();
    let index = new BlockIndex(first);
    for (const { doc, ranges } of followedSession(randomSession(seed), nowAndThen(seed), first)) {
      if (ranges) index.follow(doc, ranges);
      else index = new BlockIndex(doc);
    }
    expectSame(index, index.doc);
    for (const [at, leaf] of leavesOf(index).entries()) {
      expect(index.tree.indexOf(leaf)).toBe(at);
      expect(index.tree.at(at)).toBe(leaf);
      const start = index.tree.startOf(leaf);
      expect(index.tree.reaching(start)).toBe(leaf);
      expect(index.tree.beginningBefore(start)).toBe(leaf);
    }
  }
});

test('every block that has become another, has come or is gone is told of', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const first = startDocuments[session.start ?? 'sample']();
    let index = new BlockIndex(first);
    let known = leavesOf(index);
    for (const { doc, ranges } of followedSession(session, nowAndThen(seed), first)) {
      if (!ranges) {
        index = new BlockIndex(doc);
        known = leavesOf(index);
        continue;
      }
      const told = new Set(known);
      const blocks = new Map(known.map((leaf) => [leaf, leaf.block]));
      for (const { changed, removed, added } of index.follow(doc, ranges)) {
        for (const { leaf, before } of changed) expect(before).toBe(blocks.get(leaf));
        for (const { leaf } of changed) blocks.set(leaf, leaf.block);
        for (const leaf of removed) expect(told.delete(leaf)).toBe(true);
        for (const leaf of added) blocks.set(leaf, leaf.block);
        for (const leaf of added) told.add(leaf);
      }
      known = leavesOf(index);
      expect(told).toEqual(new Set(known));
      for (const leaf of known) expect(blocks.get(leaf)).toBe(leaf.block);
    }
  }
});

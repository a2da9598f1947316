import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { alignBlocks } from '../../shared/alignment/align-blocks.ts';
import { BlockAlignment } from '../../shared/derived/block-alignment.ts';
import { BlockIndex } from '../../shared/derived/block-index.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { followedSession, nowAndThen } from '../helpers/followed-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';

const sessions = 120;

/** Which blocks are paired, and which parts read otherwise, by the indices of the blocks. */
function wholeAlignment(earlier: Node, doc: Node) {
  const [old, now] = [textBlocks(earlier), textBlocks(doc)];
  const oldIndex = new Map(old.map(({ start }, index) => [start, index]));
  const newIndex = new Map(now.map(({ start }, index) => [start, index]));
  const pairs: (number | null)[] = now.map(() => null);
  const parts: { readonly old: readonly number[]; readonly now: readonly number[] }[] = [];
  for (const part of alignBlocks(earlier, doc)) {
    const own = {
      old: part.old.map(({ start }) => oldIndex.get(start) ?? -1),
      now: part.new.map(({ start }) => newIndex.get(start) ?? -1),
    };
    if (part.kind === 'changed') parts.push(own);
    else for (const [at, index] of own.now.entries()) pairs[index] = own.old[at] ?? -1;
  }
  return { pairs, parts };
}

function followedAlignment({ tree }: BlockIndex, alignment: BlockAlignment) {
  const pairs: (number | null)[] = [];
  for (let leaf = tree.at(0); leaf; leaf = tree.next(leaf)) {
    pairs.push(alignment.oldOf(leaf));
    const part = alignment.partOf(leaf);
    expect(part === null || alignment.parts().includes(part)).toBe(true);
    expect(part === null).toBe(alignment.oldOf(leaf) !== null);
  }
  const parts = alignment.parts().map(({ old, leaves }) => ({
    old: old.map((block) => alignment.old.indexOf(block)),
    now: leaves.map((leaf) => tree.indexOf(leaf)),
  }));
  return { pairs, parts };
}

test('after any session blocks are paired with those of the import as two whole documents are', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const first = startDocuments[session.start ?? 'sample']();
    let index = new BlockIndex(first);
    let alignment = new BlockAlignment(first, index);
    for (const { doc, ranges } of followedSession(session, nowAndThen(seed), first)) {
      if (ranges) {
        const before = new Set(alignment.parts());
        const { gone, come } = alignment.follow(index.follow(doc, ranges));
        for (const part of gone) expect(before.delete(part)).toBe(true);
        for (const part of come) before.add(part);
        expect(before).toEqual(new Set(alignment.parts()));
      } else {
        index = new BlockIndex(doc);
        alignment = new BlockAlignment(first, index);
      }
      expect(followedAlignment(index, alignment)).toEqual(wholeAlignment(first, doc));
    }
  }
});

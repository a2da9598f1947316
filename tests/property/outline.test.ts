import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { blockFacts } from '../../shared/derived/block-facts.ts';
import { BlockIndex } from '../../shared/derived/block-index.ts';
import { AnchorIndex, NoteIndex, TagIndex } from '../../shared/derived/outline.ts';
import { textBlocks } from '../../shared/document/block-text.ts';
import { followedSession, nowAndThen } from '../helpers/followed-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';
import { wholeOutline, wholePagesAt } from '../helpers/whole-outline.ts';

const sessions = 80;

interface Lists {
  readonly index: BlockIndex;
  readonly tags: TagIndex;
  readonly anchors: AnchorIndex;
  readonly notes: NoteIndex;
}

function listsOf(doc: Node): Lists {
  const index = new BlockIndex(doc);
  return { index, tags: new TagIndex(index), anchors: new AnchorIndex(index), notes: new NoteIndex(index) };
}

function expectSame({ tags, anchors, notes }: Lists, doc: Node): void {
  const whole = wholeOutline(doc);
  expect(tags.all()).toEqual(whole.tags);
  expect(tags.count).toBe(whole.tags.length);
  for (const [kind, ids] of Object.entries(tags.byKind))
    expect(ids).toEqual(whole.tags.filter((tag) => tag.kind === kind).map(({ id }) => id));
  expect(anchors.all()).toEqual(whole.anchors);
  for (let pos = 0; pos <= doc.content.size; pos += 7)
    expect(anchors.pagesAt(pos)).toBe(wholePagesAt(whole.anchors, pos));
  expect(notes.looseCalls()).toEqual(whole.looseCalls);
  expect(notes.notes.map(({ id, label, type, text, isCalled }) => ({ id, label, type, text, isCalled }))).toEqual(
    whole.notes.map(({ id, label, type, text, calledAt }) => ({ id, label, type, text, isCalled: calledAt !== null })),
  );
  for (const { id, pos, calledAt } of whole.notes) {
    // Only one is led to where two notes have the same id.
    if (whole.notes.filter((note) => note.id === id).length > 1) continue;
    expect(notes.positionOf(id)).toBe(pos);
    expect(notes.calledAt(id)).toBe(calledAt);
  }
  const words = textBlocks(doc).reduce((sum, { block }) => sum + blockFacts(block).words, 0);
  expect(words).toBe(whole.words);
}

test('after any session tags, page anchors, notes and words are those of the document read as a whole', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const first = startDocuments[session.start ?? 'sample']();
    let lists = listsOf(first);
    for (const { doc, ranges } of followedSession(session, nowAndThen(seed), first)) {
      if (ranges) {
        const splices = lists.index.follow(doc, ranges);
        lists.tags.follow(splices);
        lists.anchors.follow(splices);
        lists.notes.follow(splices);
      } else lists = listsOf(doc);
      expectSame(lists, doc);
    }
  }
});

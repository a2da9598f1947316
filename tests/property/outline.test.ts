import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { pagesAt } from '../../renderer/model/places.ts';
import { FollowedDocument } from '../../shared/derived/followed-document.ts';
import { finished } from '../../shared/text/in-steps.ts';
import { followedSession, nowAndThen } from '../helpers/followed-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';
import { wholeOutline } from '../helpers/whole-outline.ts';

const sessions = 80;

function expectSame({ tags, anchors, notes, words }: FollowedDocument, doc: Node): void {
  const whole = wholeOutline(doc);
  expect(tags.all()).toEqual(whole.tags);
  expect(tags.count).toBe(whole.tags.length);
  for (const [kind, ids] of Object.entries(tags.byKind))
    expect(ids).toEqual(whole.tags.filter((tag) => tag.kind === kind).map(({ id }) => id));
  expect(anchors.all()).toEqual(whole.anchors);
  for (let pos = 0; pos <= doc.content.size; pos += 7) expect(anchors.pagesAt(pos)).toBe(pagesAt(whole.anchors, pos));
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
  expect(words).toBe(whole.words);
}

test('after any session tags, page anchors, notes and words are those of the document read as a whole', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const first = startDocuments[session.start ?? 'sample']();
    let followed = finished(FollowedDocument.reading(first, first));
    for (const { doc, ranges } of followedSession(session, nowAndThen(seed), first)) {
      if (ranges) followed.follow(doc, ranges);
      else followed = finished(FollowedDocument.reading(doc, first));
      expectSame(followed, doc);
    }
  }
});

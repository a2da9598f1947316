import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { type Correction, corrections } from '../../shared/alignment/corrections.ts';
import { isEditorsNote, isEmended, isFurniture } from '../../shared/alignment/misreadings.ts';
import { BlockAlignment } from '../../shared/derived/block-alignment.ts';
import { BlockIndex } from '../../shared/derived/block-index.ts';
import { CorrectionIndex } from '../../shared/derived/correction-index.ts';
import { followedSession, nowAndThen } from '../helpers/followed-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';

const sessions = 120;

function isOnPage(doc: Node, { from, to }: Correction): boolean {
  const $from = doc.resolve(from);
  for (let depth = $from.depth; depth > 0; depth--)
    if (isEditorsNote($from.node(depth)) || isFurniture($from.node(depth))) return false;
  return from === to || !$from.nodeAfter || !isFurniture($from.nodeAfter);
}

test('after any session the corrections are those of the whole document against its import', () => {
  let found = 0;
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const first = startDocuments[session.start ?? 'sample']();
    let index = new BlockIndex(first);
    let alignment = new BlockAlignment(first, index);
    let list = new CorrectionIndex(first, index, alignment);
    for (const { doc, ranges } of followedSession(session, nowAndThen(seed), first)) {
      if (ranges) list.follow(alignment.follow(index.follow(doc, ranges)));
      else {
        index = new BlockIndex(doc);
        alignment = new BlockAlignment(first, index);
        list = new CorrectionIndex(first, index, alignment);
      }
      const expected = corrections(first, doc).filter((one) => isOnPage(doc, one));
      expect(list.list.map((one) => list.placed(one))).toEqual(expected);
      expect(list.misreadings).toBe(expected.filter((one) => !isEmended(doc, one)).length);
      found += list.list.length;
    }
  }
  expect(found).toBeGreaterThan(sessions);
});

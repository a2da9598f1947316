import { expect, test } from 'vitest';
import { BlockAlignment } from '../../shared/derived/block-alignment.ts';
import { BlockIndex } from '../../shared/derived/block-index.ts';
import { CorrectionIndex } from '../../shared/derived/correction-index.ts';
import { corrections } from '../../shared/document/corrections.ts';
import { followedSession, nowAndThen } from '../helpers/followed-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';

const sessions = 120;

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
      expect(list.list.map((one) => list.placed(one))).toEqual(corrections(first, doc));
      found += list.list.length;
    }
  }
  expect(found).toBeGreaterThan(sessions);
});

import { expect, test } from 'vitest';
import { BlockAlignment } from '../../shared/derived/block-alignment.ts';
import { BlockIndex } from '../../shared/derived/block-index.ts';
import { PresentWords } from '../../shared/derived/present-words.ts';
import { finished } from '../../shared/text/in-steps.ts';
import { placeOrigin, presentPage, trackWords } from '../../shared/tracking/word-tracking.ts';
import { followedSession, nowAndThen } from '../helpers/followed-session.ts';
import { everyWord, pageOfWords } from '../helpers/placed-words.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';

const sessions = 60;

test('after any session the words of a page are where they are found in the whole document', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const first = startDocuments[session.start ?? 'sample']();
    const origin = placeOrigin(first, [everyWord(first)]);
    let index = new BlockIndex(first);
    let blocks = new BlockAlignment(first, index);
    let words = new PresentWords(origin, index, blocks);
    for (const { doc, ranges } of followedSession(session, nowAndThen(seed), first)) {
      if (ranges) blocks.follow(index.follow(doc, ranges));
      else {
        index = new BlockIndex(doc);
        blocks = new BlockAlignment(first, index);
        words = new PresentWords(origin, index, blocks);
      }
      finished(words.lookForMoved());
      expect(words.page(pageOfWords)).toEqual(presentPage(trackWords(origin, doc), pageOfWords));
    }
  }
});

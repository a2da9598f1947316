import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { textOfBlock } from '../../shared/alignment/align-blocks.ts';
import { BlockAlignment } from '../../shared/derived/block-alignment.ts';
import { BlockIndex } from '../../shared/derived/block-index.ts';
import { SourceAlignment } from '../../shared/derived/source-alignment.ts';
import { alignWithSource } from '../../shared/derived/source-words.ts';
import { plainText, textBlocks } from '../../shared/document/reading-text.ts';
import { doc, fac, lineEnd, p } from '../helpers/builders.ts';
import { followedSession, nowAndThen } from '../helpers/followed-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';

const sessions = 50;

interface Followed {
  readonly index: BlockIndex;
  readonly blocks: BlockAlignment;
  readonly source: SourceAlignment;
}

function aligned(imported: Node, text: string, now = imported): Followed {
  const index = new BlockIndex(now);
  const blocks = new BlockAlignment(imported, index);
  const words = alignWithSource(textBlocks(imported).map(textOfBlock), text);
  return { index, blocks, source: new SourceAlignment(index, blocks, words) };
}

/** What is found for places all over both texts. */
const found = ({ source }: Followed, now: Node, text: string) => ({
  offsets: Array.from({ length: now.content.size + 1 }, (_, pos) => source.offsetAt(pos)),
  positions: Array.from({ length: 40 }, (_, part) => source.positionAt(Math.floor((part / 40) * text.length))),
});

test('after any session the places of the source are those that are found from the start', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = randomSession(seed);
    const first = startDocuments[session.start ?? 'sample']();
    const text = plainText(first);
    let followed = aligned(first, text);
    for (const state of followedSession(session, nowAndThen(seed), first)) {
      if (state.ranges) followed.blocks.follow(followed.index.follow(state.doc, state.ranges));
      else followed = aligned(first, text, state.doc);
      expect(found(followed, state.doc, text)).toEqual(found(aligned(first, text, state.doc), state.doc, text));
    }
  }
});

const letter = doc(
  p('We have ', fac(1), 'read your letter'),
  p('of the tenth of RECONNAIS-', lineEnd(true), 'SANCE over'),
  p('Cuba was quiet.'),
);
const source =
  'Head of the page\nWe have\nread your letter\n\nof the tenth of RECONNAIS-\nSANCE over\n\nCuba was quiet.\n';

test('a word that is corrected keeps the place of the word before it', () => {
  const corrected = doc(
    p('We have ', fac(1), 'read yuor letter'),
    p('of the tenth of RECONNAIS-', lineEnd(true), 'SANCE over'),
    p('Cuba was quiet.'),
  );
  const { source: places } = aligned(letter, source, corrected);
  // Before `letter`, and within the word that is spelled otherwise.
  expect(places.offsetAt(1 + 'We have read yuor '.length + 2)).toBe(source.indexOf('letter'));
  expect(places.offsetAt(1 + 'We have read yu'.length + 1)).toBe(source.indexOf('read'));
});

test('a paragraph that was moved is still where it was in the source', () => {
  const moved = doc(
    p('Cuba was quiet.'),
    p('We have ', fac(1), 'read your letter'),
    p('of the tenth of RECONNAIS-', lineEnd(true), 'SANCE over'),
  );
  const { source: places } = aligned(letter, source, moved);
  expect(places.offsetAt(2)).toBe(source.indexOf('Cuba was quiet.'));
  expect(places.positionAt(source.indexOf('read'))).toBe(1 + 'Cuba was quiet.'.length + 2 + 'We have '.length + 1);
});

test('what was typed anew has the place of what stands before it', () => {
  const longer = doc(...letter.content.content, p('Nothing of this is in the source.'));
  const { source: places } = aligned(letter, source, longer);
  expect(places.offsetAt(longer.content.size - 3)).toBe(source.indexOf('quiet.'));
});

import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { placeOrigin, presentPage, trackWords } from '../../../shared/tracking/word-tracking.ts';
import { doc, fac, lineEnd, p } from '../../helpers/builders.ts';
import { everyWord, pageOfWords as s1 } from '../../helpers/placed-words.ts';

/** What the boxes of the imported words stand for now: `number of the box: text`. */
function boxed(imported: Node, now: Node): readonly string[] {
  const places = trackWords(placeOrigin(imported, [everyWord(imported)]), now);
  return (presentPage(places, s1)?.words ?? []).map(
    ({ from, to, box }) =>
      `${box.x}: ${now.textBetween(from, to, '|', (leaf) => (leaf.type.name === 'pageAnchor' ? '' : '|'))}`,
  );
}

describe('the box under a word', () => {
  const imported = doc(p('THEN STEVENS ON READ'), p('the OFFER FIVE WEAPONS list'), p('which reached Cuba in October'));

  test('stays that of the word when nothing was changed', () => {
    const page = everyWord(imported);
    expect(presentPage(trackWords(placeOrigin(imported, [page]), imported), s1)).toEqual(page);
  });

  test('is that of what the word replaces after a correction, a join and a split', () => {
    const now = doc(p('THEN STEVENSON READ'), p('the OF OFFENSIVE WEAPONS list'), p('which rea ched Cuba in Oct.'));
    expect(boxed(imported, now)).toEqual([
      ...['0: THEN', '1: STEVENS', '2: ON', '3: READ'],
      ...['4: the', '5: OFFEN', '6: SIVE', '7: WEAPONS', '8: list'],
      ...['9: which', '10: rea ched', '11: Cuba', '12: in', '13: Oct.'],
    ]);
  });

  test('goes along when paragraphs are split, joined, and moved', () => {
    const now = doc(p('which reached Cuba in October'), p('THEN STEVENS'), p('ON READ the OFFER FIVE WEAPONS list'));
    expect(boxed(imported, now)).toEqual([
      ...['9: which', '10: reached', '11: Cuba', '12: in', '13: October'],
      ...['0: THEN', '1: STEVENS', '2: ON', '3: READ'],
      ...['4: the', '5: OFFER', '6: FIVE', '7: WEAPONS', '8: list'],
    ]);
  });

  test('is not that of another word when words were added or taken away', () => {
    const now = doc(p('AND THEN READ'), p('the full list of OFFER FIVE WEAPONS list'));
    expect(boxed(imported, now)).toEqual([
      '0: THEN',
      '3: READ',
      '4: the',
      '5: OFFER',
      '6: FIVE',
      '7: WEAPONS',
      '8: list',
    ]);
  });

  test('is two boxes for a word that a line end divides, whatever is done to the line end', () => {
    const broken = doc(p('of RECONNAIS-', lineEnd(true), 'SANCE over ', fac(2), 'Cuba'));
    expect(boxed(broken, doc(p('of RECONNAIS-', lineEnd(true), 'SANCE over the ', fac(2), 'Cuba')))).toEqual([
      ...['0: of', '1: RECONNAIS', '2: SANCE', '3: over', '4: Cuba'],
    ]);
    expect(boxed(broken, doc(p('of RECONNAISSANCE over Cuba')))).toEqual([
      ...['0: of', '1: RECONNAIS', '2: SANCE', '3: over', '4: Cuba'],
    ]);
  });
});

import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { PlacedPage } from '../../../shared/document/placed-page.ts';
import { placeOrigin, placesAt, presentPage, presentPlaces } from '../../../shared/document/present-places.ts';
import { doc, fac, lineEnd, p } from '../../helpers/builders.ts';

const s1 = 's1' as PageImageId;

/** Every word of a document on one page, with its number for the left edge of its box. */
function everyWord(imported: Node): PlacedPage {
  const words: PlacedPage['words'][number][] = [];
  imported.descendants((node, pos) => {
    for (const match of (node.text ?? '').matchAll(/\S+/g))
      words.push({
        from: pos + match.index,
        to: pos + match.index + match[0].length,
        box: { x: words.length, y: 0, width: 1, height: 1 },
        confidence: 90,
        read: [words.length],
      });
  });
  const [first, last] = [words[0], words.at(-1)];
  return {
    page: s1,
    words,
    lines: first && last ? [{ from: first.from, to: last.to, box: { x: 0, y: 0, width: 99, height: 1 } }] : [],
  };
}

/** What the boxes of the imported words stand for now: `number of the box: text`. */
function boxed(imported: Node, now: Node): readonly string[] {
  const places = presentPlaces(placeOrigin(imported, [everyWord(imported)]), now);
  return (presentPage(places, s1)?.words ?? []).map(
    ({ from, to, box }) =>
      `${box.x}: ${now.textBetween(from, to, '|', (leaf) => (leaf.type.name === 'pageAnchor' ? '' : '|'))}`,
  );
}

describe('the box under a word', () => {
  const imported = doc(p('THEN STEVENS ON READ'), p('the OFFER FIVE WEAPONS list'), p('which reached Cuba in October'));

  test('stays that of the word when nothing was changed', () => {
    const page = everyWord(imported);
    expect(presentPage(presentPlaces(placeOrigin(imported, [page]), imported), s1)).toEqual(page);
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

describe('after every edit', () => {
  const paragraphs = Array.from({ length: 40 }, (_, row) =>
    p(Array.from({ length: 12 }, (_word, column) => `word${row}x${column}`).join(' ')),
  );
  const imported = doc(...paragraphs);
  const origin = placeOrigin(imported, [everyWord(imported)]);

  test('what is found from the state before is what is found from the start, and undo brings the boxes back', () => {
    let state = EditorState.create({ doc: imported });
    let places = presentPlaces(origin, imported);
    const states = [state];
    for (let edit = 0; edit < 20; edit++) {
      const at = 5 + edit * 97;
      const { tr } = state;
      if (edit % 4 === 0) tr.insertText(' more words', at);
      else if (edit % 4 === 1) tr.delete(at, at + 5);
      else if (edit % 4 === 2) tr.split(at);
      else tr.insertText('q', at, at + 1);
      state = state.apply(tr);
      states.push(state);
      places = presentPlaces(origin, state.doc, places);
      expect(places.blocks).toEqual(presentPlaces(origin, state.doc).blocks);
    }
    const last = imported.content.size - 3;
    expect(placesAt(presentPlaces(origin, imported), last).map(({ box }) => box.x)).toEqual([479]);
    expect(placesAt(places, state.doc.content.size - 3).map(({ box }) => box.x)).toEqual([479]);
    for (const { doc: earlier } of states.toReversed()) places = presentPlaces(origin, earlier, places);
    expect(presentPage(places, s1)).toEqual(everyWord(imported));
  });

  test('only what was touched is looked at again', () => {
    const first = presentPlaces(origin, imported);
    const now = EditorState.create({ doc: imported }).tr.insertText('q', 400).doc;
    const second = presentPlaces(origin, now, first);
    const kept = second.blocks.filter(({ places }) => first.blocks.some((block) => block.places === places));
    expect(kept).toHaveLength(39);
  });
});

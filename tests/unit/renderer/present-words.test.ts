import { type Node, Node as ProseNode } from 'prosemirror-model';
import { describe, expect, test, vi } from 'vitest';
import {
  lineBox,
  presentWords,
  rangeNow,
  wordAtPoint,
  wordAtPosition,
  wordsInRange,
} from '../../../renderer/workbench/facsimile/present-words.ts';
import { placedWords } from '../../../shared/document/align-words.ts';
import { textBlocks } from '../../../shared/document/block-text.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { PlacedPage } from '../../../shared/document/placed-page.ts';
import { placeOrigin } from '../../../shared/document/present-places.ts';
import { doc, fac, p } from '../../helpers/builders.ts';

const page = 's1' as PageImageId;

/** A page that shows the words of a document, ten pixels apart, one line a paragraph. */
function placed(imported: Node): PlacedPage {
  const blocks = textBlocks(imported);
  const words = blocks.flatMap((block, row) =>
    placedWords([block]).map(({ from, to }, index) => ({
      from,
      to,
      box: { x: index * 100, y: row * 50, width: 90, height: 30 },
      confidence: 90 - index,
      read: [index],
    })),
  );
  return { page, words, lines: [] };
}

const imported = doc(p('STEVENS ON READ TWO'), p('NUMBERED PARAS'));
const origin = placeOrigin(imported, [placed(imported)]);
const wordsIn = (now: Node) => presentWords(origin, now, null);
/** Where the word that begins with a text stands on the image: its boxes as `x,y`. */
function boxesOf(now: Node, begins: string): readonly string[] {
  const from = placedWords(textBlocks(now)).find(({ word }) => word.startsWith(begins))?.from ?? 0;
  return wordAtPosition(wordsIn(now), now, from)?.boxes.map(({ x, y }) => `${x},${y}`) ?? [];
}

describe('a word of the image', () => {
  test('is found in the document as it was imported', () => {
    expect(boxesOf(imported, 'READ')).toEqual(['200,0']);
    expect(boxesOf(imported, 'PARAS')).toEqual(['100,50']);
  });

  test('keeps its box when it is corrected, and when much is written above it', () => {
    expect(boxesOf(doc(p('new words'), p('STEVENS ON RED TWO'), p('NUMBERED PARAS')), 'RED')).toEqual(['200,0']);
    expect(boxesOf(doc(p('A B C'), p('STEVENS ON READ TWO'), p('NUMBERED PARAS')), 'PARAS')).toEqual(['100,50']);
  });

  test('keeps both boxes when two words become one, and both words keep the box when one becomes two', () => {
    expect(boxesOf(doc(p('STEVENSON READ TWO'), p('NUMBERED PARAS')), 'STEVENSON')).toEqual(['0,0', '100,0']);
    const split = doc(p('STEVENS ON READ TWO'), p('NUM BERED PARAS'));
    expect([boxesOf(split, 'NUM'), boxesOf(split, 'BERED')]).toEqual([['0,50'], ['0,50']]);
  });

  test('keeps its box when paragraphs are joined or split, and when a page anchor comes before it', () => {
    expect(boxesOf(doc(p('STEVENS ON READ TWO NUMBERED PARAS')), 'NUMBERED')).toEqual(['0,50']);
    expect(boxesOf(doc(p('STEVENS ON'), p('READ TWO'), p('NUMBERED PARAS')), 'TWO')).toEqual(['300,0']);
    expect(boxesOf(doc(p('STEVENS ON ', fac(2), 'READ TWO'), p('NUMBERED PARAS')), 'READ')).toEqual(['200,0']);
  });

  test('that was added has none', () => {
    expect(boxesOf(doc(p('STEVENS ON READ TWO LONG'), p('NUMBERED PARAS')), 'LONG')).toEqual([]);
  });
});

describe('the words of a selection', () => {
  const known = wordsIn(imported);
  const boxesIn = (from: number, to: number) =>
    wordsInRange(known, imported, { from, to })?.boxes.map(({ x, y }) => `${x},${y}`) ?? null;

  test('that were read apart are seen together', () => {
    expect(boxesIn(1, 11)).toEqual(['0,0', '100,0']);
    expect(boxesIn(9, 11)).toEqual(['100,0']);
  });

  test('are none where nothing, or very much, is selected', () => {
    expect(boxesIn(3, 3)).toBeNull();
    expect(boxesIn(1, 90)).toBeNull();
  });
});

describe('the word at the caret', () => {
  const words = wordsIn(imported);
  const at = (now: Node, pos: number): string | null => {
    const word = wordAtPosition(words, now, pos);
    return word && imported.textBetween(word.from, word.to);
  };

  test('is the one it stands in, before or behind', () => {
    expect([1, 4, 8, 9, 11].map((pos) => at(imported, pos))).toEqual(['STEVENS', 'STEVENS', 'STEVENS', 'ON', 'ON']);
  });

  test('is still the right one while somebody types, before the words are placed again', () => {
    const typed = doc(p('STEVENS ON RE-AD TWO'), p('NUMBERED PARAS'));
    expect(at(typed, 12)).toBe('READ');
    expect(at(typed, 18)).toBe('TWO');
    expect(at(typed, 25)).toBe('NUMBERED');
    const repeated = doc(p('STEVENS ON READD TWO'), p('NUMBERED PARAS'));
    expect(at(repeated, 18)).toBe('TWO');
  });

  test('leads back to where it stands now', () => {
    const typed = doc(p('NOW STEVENS ON READ TWO'), p('NUMBERED PARAS'));
    expect(rangeNow(words, typed, { from: 1, to: 8 })).toEqual({ from: 5, to: 12 });
  });
});

describe('the word at a point of the image', () => {
  const words = wordsIn(imported);
  const at = (x: number, y: number): string | null => {
    const word = wordAtPoint(words, page, { x, y });
    return word && imported.textBetween(word.from, word.to);
  };

  test('is the one under it, or one that it just misses', () => {
    expect(at(250, 10)).toBe('READ');
    expect(at(150, 36)).toBe('ON');
    expect(at(150, 47)).toBe('PARAS');
  });

  test('is none far from any, and none of another page', () => {
    expect(at(700, 10)).toBeNull();
    expect(wordAtPoint(words, 's2' as PageImageId, { x: 250, y: 10 })).toBeNull();
  });
});

test('the line of a word is as the reading has it, else around the words beside it', () => {
  const words = wordsIn(imported);
  const paras = wordAtPosition(words, imported, 32);
  expect(paras && lineBox(words, paras)).toEqual({ x: 0, y: 50, width: 190, height: 30 });
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const page = { ...placed(imported), lines: [{ from: 1, to: 20, box }] };
  const told = presentWords(placeOrigin(imported, [page]), imported, null);
  const first = wordAtPosition(told, imported, 1);
  expect(first && lineBox(told, first)).toEqual(box);
});

test('only the blocks that were changed are looked at again', () => {
  const known = wordsIn(imported);
  const now = doc(imported.child(0), p('NUMBERED PARA'));
  const { places } = presentWords(origin, now, known);
  expect(places.blocks.map((block) => known.places.blocks.includes(block) || block.block.textContent)).toEqual([
    'STEVENS ON READ TWO',
    'NUMBERED PARA',
  ]);
  expect(places.blocks[0]?.places).toBe(known.places.blocks[0]?.places);
});

test('finding the word of the caret does not go through the document', () => {
  const words = wordsIn(imported);
  const typed = doc(p('STEVENS ON RE-AD TWO'), p('NUMBERED PARAS'));
  const visits = [vi.spyOn(ProseNode.prototype, 'descendants'), vi.spyOn(ProseNode.prototype, 'nodesBetween')];
  expect(wordAtPosition(words, typed, 14)?.boxes).toEqual([{ x: 200, y: 0, width: 90, height: 30 }]);
  for (const visit of visits) expect(visit).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

import { type Node, Node as ProseNode } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { describe, expect, test, vi } from 'vitest';
import {
  type KnownWords,
  lineBox,
  rangeNow,
  wordAtPoint,
  wordAtPosition,
  wordsInRange,
} from '../../../renderer/features/facsimile/facsimile-model.ts';
import { placedWords } from '../../../shared/alignment/align-blocks.ts';
import { BlockAlignment } from '../../../shared/derived/block-alignment.ts';
import { BlockIndex } from '../../../shared/derived/block-index.ts';
import { rangesAfter } from '../../../shared/derived/changed-ranges.ts';
import { PresentWords } from '../../../shared/derived/present-words.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { textBlocks } from '../../../shared/document/reading-text.ts';
import { finished } from '../../../shared/text/in-steps.ts';
import type { PlacedPage } from '../../../shared/tracking/placed-words.ts';
import { placeOrigin } from '../../../shared/tracking/word-tracking.ts';
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
const placedIn = (now: Node, from = origin): PresentWords => {
  const index = new BlockIndex(now);
  const words = new PresentWords(from, index, new BlockAlignment(imported, index));
  finished(words.lookForMoved());
  return words;
};
const wordsIn = (now: Node): KnownWords => ({ words: placedIn(now), since: [] });
/** The words as they were placed before somebody typed. */
const typed = (text: string, from: number, to = from): KnownWords => {
  const transform = new Transform(imported);
  transform.replaceWith(from, to, text === '' ? [] : imported.type.schema.text(text));
  return { words: placedIn(imported), since: rangesAfter([], transform) };
};
/** Where the word that begins with a text stands on the image: its boxes as `x,y`. */
function boxesOf(now: Node, begins: string): readonly string[] {
  const from = placedWords(textBlocks(now)).find(({ word }) => word.startsWith(begins))?.from ?? 0;
  return wordAtPosition(wordsIn(now), from)?.boxes.map(({ x, y }) => `${x},${y}`) ?? [];
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
    wordsInRange(known, { from, to })?.boxes.map(({ x, y }) => `${x},${y}`) ?? null;

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
  const at = (known: KnownWords, pos: number): string | null => {
    const word = wordAtPosition(known, pos);
    return word && imported.textBetween(word.from, word.to);
  };

  test('is the one it stands in, before or behind', () => {
    const known = wordsIn(imported);
    expect([1, 4, 8, 9, 11].map((pos) => at(known, pos))).toEqual(['STEVENS', 'STEVENS', 'STEVENS', 'ON', 'ON']);
  });

  test('is still the right one while somebody types, before the words are placed again', () => {
    // STEVENS ON RE-AD TWO
    const hyphened = typed('-', 14);
    expect(at(hyphened, 12)).toBe('READ');
    expect(at(hyphened, 18)).toBe('TWO');
    expect(at(hyphened, 25)).toBe('NUMBERED');
    // STEVENS ON READD TWO
    expect(at(typed('D', 16), 18)).toBe('TWO');
  });

  test('leads back to where it stands now', () => {
    expect(rangeNow(typed('NOW ', 1), { from: 1, to: 8 })).toEqual({ from: 5, to: 12 });
  });
});

describe('the word at a point of the image', () => {
  const words = placedIn(imported);
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
  const words = placedIn(imported);
  const paras = words.wordAt(32);
  expect(paras && lineBox(words, paras)).toEqual({ x: 0, y: 50, width: 190, height: 30 });
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const page = { ...placed(imported), lines: [{ from: 1, to: 20, box }] };
  const told = placedIn(imported, placeOrigin(imported, [page]));
  const first = told.wordAt(1);
  expect(first && lineBox(told, first)).toEqual(box);
});

test('finding the word of the caret does not go through the document', () => {
  const known = typed('-', 14);
  const visits = [vi.spyOn(ProseNode.prototype, 'descendants'), vi.spyOn(ProseNode.prototype, 'nodesBetween')];
  expect(wordAtPosition(known, 14)?.boxes).toEqual([{ x: 200, y: 0, width: 90, height: 30 }]);
  for (const visit of visits) expect(visit).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

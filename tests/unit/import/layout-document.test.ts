import { expect, test } from 'vitest';
import type { LayoutWord, PageLayout } from '../../../shared/document/layout.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { readTextLayer, type TextRun } from '../../../shared/import/images/text-layer.ts';
import { layoutDocument } from '../../../shared/import/layout-document.ts';

const word = (text: string): LayoutWord => ({ text, box: null, confidence: null, alternatives: [], hyphenation: null });

/** A page with blocks of lines, written as text. */
const page = (...blocks: readonly (readonly string[])[]): PageLayout => ({
  width: 100,
  height: 100,
  blocks: blocks.map((lines) => ({
    box: null,
    lines: lines.map((line) => ({ box: null, baseline: null, words: line.split(' ').map(word) })),
  })),
});

test('pages become paragraphs with a facsimile anchor each, block by block, with their line ends', () => {
  const { doc, anchors, metadata } = layoutDocument(
    [page(['The Minister', 'said that'], ['Signed']), null, page(['dismant-', 'ling the', 'Anglo-', 'American'])],
    'scan',
  );
  expect(() => doc.check()).not.toThrow();
  expect(anchorsOf(doc).map(({ anchor }) => [anchor.id, anchor.kind, anchor.label])).toEqual([
    [anchors[0], 'facsimile', '1'],
    [anchors[1], 'facsimile', '2'],
    [anchors[2], 'facsimile', '3'],
  ]);
  const blocks: string[] = [];
  doc.forEach((block) => {
    let text = '';
    block.forEach((node) => {
      if (node.isText) text += node.text;
      else if (node.type.name === 'lineBreak') text += node.attrs.joins ? '~' : '/';
      else text += '#';
    });
    blocks.push(text);
  });
  expect(blocks).toEqual(['#The Minister/said that', 'Signed', '#', '#dismant-~ling the/Anglo-/American']);
  expect(metadata.title).toBe('scan');
});

/** A run that stands at a place of a page, in letters of 20 pixels. */
const run = (text: string, x: number, y: number, endsLine = false): TextRun => ({
  text,
  matrix: [20, 0, 0, -20, x, y],
  width: text.length / 2,
  endsLine,
});

test('runs of a text layer become words with boxes: parts that touch are one word, gaps part words', () => {
  const layout = readTextLayer(
    [
      run('Mos', 0, 100),
      run('cow to', 30, 100),
      run('Washington', 110, 100, true),
      run('urgent', 0, 130),
      run(' ', 60, 130),
      run('Page 2', 0, 400),
    ],
    { width: 300, height: 500 },
  );
  const lines = layout?.blocks.map((block) => block.lines.map(({ words }) => words.map(({ text }) => text)));
  expect(lines).toEqual([[['Moscow', 'to', 'Washington'], ['urgent']], [['Page', '2']]]);
  expect(layout?.blocks[0]?.lines[0]?.words[0]?.box).toEqual({ x: 0, y: 84, width: 60, height: 20.4 });
  expect(readTextLayer([run(' ', 0, 0)], { width: 1, height: 1 })).toBeNull();
});

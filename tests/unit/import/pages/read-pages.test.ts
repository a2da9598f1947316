import { expect, test } from 'vitest';
import type {
  LayoutBlock,
  LayoutLine,
  LayoutSpan,
  LayoutWord,
  PageLayout,
} from '../../../../shared/document/layout.ts';
import { anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { readPages } from '../../../../shared/import/pages/read-pages.ts';
import { outline } from '../../../helpers/import-outline.ts';

/** How wide a letter is, and how far lines are apart, in pixels. */
const [letter, pitch] = [10, 40];

const word = (text: string): LayoutWord => ({ text, box: null, confidence: null, alternatives: [], hyphenation: null });

/** A line that stands somewhere: `x` in letters, `y` in lines. */
const line = (text: string, x: number, y: number, spans?: readonly LayoutSpan[]): LayoutLine => ({
  box: { x: 100 + x * letter, y: 100 + y * pitch, width: text.length * letter, height: 30 },
  baseline: null,
  words: text.split(' ').map(word),
  ...(spans && { spans }),
});

const block = (lines: readonly LayoutLine[], more: Partial<LayoutBlock> = {}): LayoutBlock => ({
  box: null,
  lines,
  ...more,
});

const page = (...blocks: readonly LayoutBlock[]): PageLayout => ({ width: 1000, height: 1400, blocks });

const unplaced = (...lines: readonly string[]): LayoutBlock =>
  block(lines.map((text) => ({ box: null, baseline: null, words: text.split(' ').map(word) })));

test('a page that is one block is divided as its boxes show: dateline, salutation, set-in paragraphs, signature', () => {
  const { doc, metadata } = readPages(
    [
      page(
        block([
          line('Fredville, July 2, 1863.', 40, 0),
          line('Sir:', 0, 2),
          line('I have the honor to receive your letter of the 4th of last month, and', 5, 3),
          line('to send herewith a copy of that of the mayor, who is of the same mind.', 0, 4),
          line('The lamps are lit again in the whole town, as they were before the', 5, 5),
          line('war, and nobody remembers who it was that put them out.', 0, 6),
          line('I have, etc.,', 40, 8),
          line('R. T. FIREFLY.', 45, 9),
        ]),
      ),
    ],
    'scan',
  );
  expect(() => doc.check()).not.toThrow();
  expect(outline(doc)).toEqual([
    'dateline: ⟦facsimile 1, before block⟧Fredville, July 2, 1863.',
    'salutation: Sir:',
    'paragraph: I have the honor to receive your l … he mayor, who is of the same mind.',
    'paragraph: The lamps are lit again in the who … bers who it was that put them out.',
    'signature: I have, etc.,',
    'signature: R. T. FIREFLY.',
  ]);
  expect(metadata).toMatchObject({ placeSent: 'Fredville', date: { when: '1863-07-02' } });
});

test('a block is held together where nothing shows that a paragraph begins in it', () => {
  const lines = ['Copies to', 'the mayor', 'Mr. Driftwood', 'me'];
  const { doc } = readPages([page(unplaced(...lines), unplaced('Nobody else'))], 'scan');
  expect(outline(doc)).toEqual([`paragraph: ⟦facsimile 1, before block⟧${lines.join('↵')}`, 'paragraph: Nobody else']);
});

test('a sentence goes on over the end of a page, and each page has its anchor, blank ones too', () => {
  const { doc, anchors } = readPages(
    [
      null,
      page(unplaced('The minister said that he would not be avail-')),
      null,
      page(unplaced('able before the spring.')),
      null,
    ],
    'scan',
  );
  expect(() => doc.check()).not.toThrow();
  expect(anchorsOf(doc).map(({ anchor }) => [anchor.id, anchor.label])).toEqual(
    anchors.map((id, index) => [id, String(index + 1)]),
  );
  expect(outline(doc)).toEqual([
    'paragraph: ⟦facsimile 1, before block⟧',
    'paragraph: ⟦facsimile 2, before block⟧The min … acsimile 4⟧able before the spring.',
    'paragraph: ⟦facsimile 5, before block⟧',
  ]);
});

test('what a layout calls its blocks counts more than what they look like', () => {
  const { doc, report } = readPages(
    [
      page(
        block([line('The State of the Lamps', 20, 0)], { role: 'heading' }),
        block([line('THE DAILY LAMP', 0, 1)], { role: 'header' }),
        block([line('All lamps are lit.', 0, 2), line('Nearly all.', 0, 3)]),
        block([line('7', 30, 30)], { role: 'page number' }),
        block([line('1 Not those of the harbour.', 0, 28)], { role: 'footnote' }),
      ),
    ],
    'scan',
  );
  expect(() => doc.check()).not.toThrow();
  expect(outline(doc)).toEqual([
    'heading 1: ⟦facsimile 1, before block⟧The State of the Lamps',
    'formWork header: THE DAILY LAMP',
    'paragraph: All lamps are lit.↵Nearly all.',
    'formWork header: 7',
    'notes',
    '  note footnote 1',
    '    paragraph: Not those of the harbour.',
  ]);
  expect(report.recognitions.filter(({ what }) => what.startsWith('The layout calls'))).toHaveLength(4);
});

test('cells become a table, with empty ones where the layout has none', () => {
  const cell = (text: string, row: number, column: number): LayoutBlock => ({
    ...unplaced(text),
    cell: { table: 0, row, column, rows: 1, columns: 1 },
  });
  const { doc } = readPages(
    [
      page(
        unplaced('These cables were sent:'),
        cell('Number', 0, 0),
        cell('To whom', 0, 1),
        cell('1762', 1, 0),
        unplaced('In all one.'),
      ),
    ],
    'scan',
  );
  expect(() => doc.check()).not.toThrow();
  expect(outline(doc)).toEqual([
    'paragraph: ⟦facsimile 1, before block⟧These cables were sent:',
    'table',
    '  tableRow',
    '    tableCell',
    '      paragraph: Number',
    '    tableCell',
    '      paragraph: To whom',
    '  tableRow',
    '    tableCell',
    '      paragraph: 1762',
    '    tableCell',
    '      paragraph: ',
    'paragraph: In all one.',
  ]);
});

test('looks become marks, and names are told where they stand, so that they become tags', () => {
  const spans: readonly LayoutSpan[] = [
    { as: 'person', from: 4, to: 17 },
    { as: 'italic', from: 18, to: 21 },
  ];
  const { doc, tags } = readPages([page(block([line('Mr. Rufus Firefly was here.', 0, 0, spans)]))], 'scan');
  expect(tags.map(({ as, from, to }) => [as, doc.textBetween(from, to)])).toEqual([['person', 'Rufus Firefly']]);
  const marked: string[] = [];
  doc.descendants((node) => {
    for (const mark of node.marks) marked.push(`${mark.type.name} ${String(mark.attrs.rend)}: ${node.text}`);
  });
  expect(marked).toEqual(['rendition italic: was']);
});

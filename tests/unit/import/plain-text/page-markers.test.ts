import { expect, test } from 'vitest';
import { anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { markersBeyondLimit } from '../../../../shared/import/plain-text/draft/page-markers.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

const anchors = (text: string): readonly (readonly string[])[] =>
  anchorsOf(readPlainText(text).doc).map(({ anchor }) => [anchor.kind, anchor.label, anchor.raw ?? '']);
const remarks = (text: string): readonly string[] => readPlainText(text).report.remarks.map(({ what }) => what);

test('markers are read in any letter case, with Roman, lettered and bracketed numbers', () => {
  const text =
    'a [Facsimile Page 12] b [TYPESET PAGE 77] c [Page IX] d [page 30a] e [Page [30]] f [Page [Chart 1]] g [ Facsimile  Page 3 ] h';
  expect(anchors(text)).toEqual([
    ['facsimile', '12', '[Facsimile Page 12]'],
    ['typeset', '77', '[TYPESET PAGE 77]'],
    ['page', 'IX', '[Page IX]'],
    ['page', '30a', '[page 30a]'],
    ['page', '[30]', '[Page [30]]'],
    ['page', '[Chart 1]', '[Page [Chart 1]]'],
    ['facsimile', '3', '[ Facsimile  Page 3 ]'],
  ]);
});

test('a marker with tabs, or broken over a line end, is one marker', () => {
  expect(anchors('by the United [Facsimile\tPage\t3] States')).toEqual([['facsimile', '3', '[Facsimile\tPage\t3]']]);
  const wrapped =
    'it was not only by the governments of the United [Facsimile\nPage 3] States but by other countries too';
  expect(anchors(wrapped)).toEqual([['facsimile', '3', '[Facsimile\nPage 3]']]);
  expect(anchors('one [Facsimile\n\nPage 3] two')).toEqual([]);
});

test('brackets that are no page markers stay text without a remark', () => {
  const text = 'a [Chart 1] b [1 line not declassified] c [pages missing] d [Here follows a list.] e';
  expect(anchors(text)).toEqual([]);
  expect(remarks(text)).toEqual([]);
});

test('a marker without a page number keeps its place as an anchor, and is remarked', () => {
  expect(anchors('a [Facsimile Page ] b')).toEqual([['facsimile', '', '[Facsimile Page ]']]);
  expect(remarks('a [Facsimile Page ] b')).toEqual(['This page marker has no page number. Its place was kept.']);
});

test('a marker that is not closed, or names no page number, stays text and is remarked', () => {
  const unclosed = readPlainText('a [Facsimile Page 2 b\n\nc');
  expect(outline(unclosed.doc)).toEqual(['paragraph: a [Facsimile Page 2 b', 'paragraph: c']);
  expect(unclosed.report.remarks.map(({ what }) => what)).toEqual([
    'This looks like a page marker that is not closed. It stayed text.',
  ]);
  expect(remarks('a [Facsimile Page torn off] b')).toEqual([
    'This looks like a page marker, but its page number was not understood. It stayed text.',
  ]);
});

test('repeated, backward and missing pages are kept as they stand, with a remark each', () => {
  const text = '[Page 1]\n\na\n\n[Page 5]\n\nb\n\n[Page 3]\n\nc\n\n[Page 3]\n\nd';
  expect(anchors(text).map(([, label]) => label)).toEqual(['1', '5', '3', '3']);
  expect(remarks(text)).toEqual([
    'Page 5 follows Page 1: pages between them have no marker.',
    'Page 3 comes after Page 5. The order of the source was kept.',
    'Page 3 occurs more than once. Each was kept where it stands.',
  ]);
});

test('facsimile and typeset pages are counted apart', () => {
  expect(remarks('[Facsimile Page 1]\n\na [Typeset Page 1] b [Facsimile Page 2] c [Typeset Page 2] d')).toEqual([]);
});

test('a marker on a line of its own stands before the block that follows, whatever that is', () => {
  const text =
    '[Page 1]\n[Facsimile Page 1]\nDear Sir:\n\nThe list is:\n\n1. one\n\n[Page 2]\n\n2. two\n\na\tb\tc\n[Page 3]\nd\te\tf\n';
  expect(outline(readPlainText(text).doc)).toEqual([
    'salutation: ⟦page 1, before block⟧⟦facsimile 1, before block⟧Dear Sir:',
    'paragraph: The list is:',
    'list numbered',
    '  listItem',
    '    itemLabel: 1.',
    '    paragraph: one',
    '  listItem',
    '    itemLabel: ⟦page 2, before item⟧2.',
    '    paragraph: two',
    'table',
    '  tableRow',
    ...['a', 'b', 'c'].flatMap((cell) => ['    tableCell', `      paragraph: ${cell}`]),
    '  tableRow',
    ...['⟦page 3, before row⟧d', 'e', 'f'].flatMap((cell) => ['    tableCell', `      paragraph: ${cell}`]),
  ]);
});

test('a marker after the last words stands at the end of the last block', () => {
  expect(outline(readPlainText('The end.\n\n[Page 2]\n').doc)).toEqual(['paragraph: The end.⟦page 2⟧']);
  expect(outline(readPlainText('[Page 2]').doc)).toEqual(['paragraph: ⟦page 2⟧']);
});

test('a marker before the notes at the end stays in the text', () => {
  const text = 'Text that calls.(1)\n\n[Page 201]\n\n1 See Document 157. Back';
  expect(outline(readPlainText(text).doc)).toEqual([
    'paragraph: Text that calls.⟨1⟩⟦page 201⟧',
    'notes',
    '  note footnote 1',
    '    paragraph: See {reference|Document 157}. {furnitureText|Back}',
  ]);
});

test('a marker at the beginning of a line does not hide what the line is', () => {
  const text = '[Page 72] 73. Letter From A to B\n\n[Page 73] Dear Sir:\n\nThank you.';
  expect(outline(readPlainText(text).doc)).toEqual([
    'heading 1: ⟦page 72⟧{number|73.} Letter From A to B',
    'salutation: ⟦page 73⟧Dear Sir:',
    'paragraph: Thank you.',
  ]);
});

test('where notes hold markers and text with markers follows them, the notes stay in place and the pages in order', () => {
  const text = 'Call.(1)\n\n1 A note [Page 2] over two pages. Back\n\nAttachment\n\nMore [Page 3] text.';
  const { doc, report } = readPlainText(text);
  expect(anchorsOf(doc).map(({ anchor }) => anchor.label)).toEqual(['2', '3']);
  expect(report.remarks.map(({ what }) => what)).toContain(
    'Page markers stand among the notes. The notes were left where they are, as paragraphs.',
  );
});

test('form feeds show the pages of a text without markers', () => {
  expect(outline(readPlainText('First page.\fSecond page.\fThird page.').doc)).toEqual([
    'paragraph: ⟦facsimile 1 inferred, before block⟧First page.',
    'paragraph: ⟦facsimile 2 inferred, before block⟧Second page.',
    'paragraph: ⟦facsimile 3 inferred, before block⟧Third page.',
  ]);
});

test('where markers state the pages none is inferred', () => {
  const text = 'Text [Facsimile Page 1] here.\n\n-2- 1762, NOVEMBER 13, 8 PM FROM NEW YORK\n\nMore.';
  expect(anchorsOf(readPlainText(text).doc)).toHaveLength(1);
});

test('a text with more page markers than any document has is too long; what only looks like one does not count', () => {
  expect(markersBeyondLimit('[Page 7] x '.repeat(5_000))).toBeNull();
  expect(markersBeyondLimit(`${'[Page 7] x '.repeat(5_000)}${'[Page seven] [Page 8'.repeat(100)}`)).toBeNull();
  expect(markersBeyondLimit('[Page 7] x '.repeat(5_001))).toEqual({
    kind: 'text-beyond-limits',
    what: 'page markers',
    most: 5_000,
  });
});

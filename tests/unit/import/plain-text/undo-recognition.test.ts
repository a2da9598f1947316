import { expect, test } from 'vitest';
import type { RecognitionId } from '../../../../shared/document/identifier.ts';
import type { RecognitionKind } from '../../../../shared/document/import-report.ts';
import { anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { undoRecognition } from '../../../../shared/import/plain-text/undo-recognition.ts';
import { printedText, sampleStems, sampleText, sortedCharacters } from '../../../helpers/import-characters.ts';
import { outline } from '../../../helpers/import-outline.ts';

test.each(sampleStems)('every single recognition of %s can be undone: no word and no other anchor is lost', (stem) => {
  const { doc, report } = readPlainText(sampleText(stem));
  expect(report.recognitions.length).toBeGreaterThan(4);
  for (const { id, what } of report.recognitions) {
    const undone = undoRecognition(doc, id);
    if (!undone) throw new Error(`nothing came of: ${what}`);
    undone.doc.check();
    const others = anchorsOf(doc).filter(({ anchor }) => anchor.recognition !== id);
    expect(anchorsOf(undone.doc).map(({ anchor }) => anchor)).toEqual(others.map(({ anchor }) => anchor));
    expect(sortedCharacters(printedText(undone.doc)), what).toBe(sortedCharacters(printedText(doc)));
    expect(undoRecognition(undone.doc, id), what).toBeNull();
  }
});

/** The outline after the nth recognition of a kind is undone. */
function undo(text: string, kind: RecognitionKind, ordinal = 0): readonly string[] {
  const { doc, report } = readPlainText(text);
  const recognition = report.recognitions.filter((candidate) => candidate.kind === kind)[ordinal];
  if (!recognition) throw new Error(`no ${kind} was recognised`);
  const undone = undoRecognition(doc, recognition.id);
  if (!undone) throw new Error(`nothing came of: ${recognition.what}`);
  undone.doc.check();
  return outline(undone.doc);
}

test('an anchor becomes its marker again, by a step that says so', () => {
  const text = 'by the United [Facsimile Page 3] States [Page 4] there';
  expect(undo(text, 'page anchor')).toEqual(['paragraph: by the United [Facsimile Page 3] States ⟦page 4⟧ there']);
  const { doc, report } = readPlainText(text);
  const steps = undoRecognition(doc, report.recognitions[0]?.id as RecognitionId)?.steps ?? [];
  expect(steps.map((step) => (step.toJSON() as { stepType: string }).stepType)).toEqual(['anchor']);
});

test('an inferred anchor goes without a trace', () => {
  expect(undo('Text.\n\n-2- 1762, NOVEMBER 13\n\nMore.', 'page anchor', 0)).toEqual([
    'paragraph: Text.',
    'formWork header: ⟦facsimile 2 inferred, before block⟧-2- 1762, NOVEMBER 13',
    'paragraph: More.',
  ]);
});

test('a note becomes a paragraph with its label at the end of the text, and its call stays untied', () => {
  const text = 'One.(1) Two.(2)\n\n1 See above. Back\n\n2 Ibid. Back';
  expect(undo(text, 'note', 0)).toEqual([
    'paragraph: One.⟨1?⟩ Two.⟨2⟩',
    'paragraph: 1 See above. {furnitureText|Back}',
    'notes',
    '  note footnote 2',
    '    paragraph: Ibid. {furnitureText|Back}',
  ]);
  expect(undo('One.(1)\n\n1 See above. Back', 'note')).toEqual([
    'paragraph: One.⟨1?⟩',
    'paragraph: 1 See above. {furnitureText|Back}',
  ]);
});

test('a call becomes the figures that were printed', () => {
  expect(undo('One.(1)\n\n1 See above. Back', 'note reference')[0]).toBe('paragraph: One.(1)');
});

test('anchors in a note that is undone stay behind those of earlier notes', () => {
  const text = 'One.(1) Two.(2)\n\n1 First [Page 2] note. Back\n\n2 Second [Page 3] note. Back';
  expect(undo(text, 'note', 1)).toEqual([
    'paragraph: One.⟨1⟩ Two.⟨2?⟩',
    'paragraph: 2 Second  note. {furnitureText|Back}',
    'notes',
    '  note footnote 1',
    '    paragraph: First ⟦page 2⟧ note. {furnitureText|Back}⟦page 3⟧',
  ]);
});

test('a list becomes paragraphs that begin with their labels', () => {
  expect(undo('1. one\n\na. inner\n\nb. inner\n\n2. two', 'list')).toEqual([
    'paragraph: 1. one',
    'list numbered',
    ...['a.', 'b.'].flatMap((label) => ['  listItem', `    itemLabel: ${label}`, '    paragraph: inner']),
    'paragraph: 2. two',
  ]);
  expect(undo('1. one\n\na. inner\n\nb. inner\n\n2. two', 'list', 1).slice(0, 5)).toEqual([
    'list numbered',
    '  listItem',
    '    itemLabel: 1.',
    '    paragraph: one',
    '    paragraph: a. inner',
  ]);
});

test('a marking between two items becomes a paragraph between two lists, and both lists still are one recognition', () => {
  const text = '(1) one\n\nTOP SECRET\n\n(2) two';
  expect(undo(text, 'form work')).toEqual([
    'list numbered',
    '  listItem',
    '    itemLabel: (1)',
    '    paragraph: one',
    'paragraph: TOP SECRET',
    'list numbered',
    '  listItem',
    '    itemLabel: (2)',
    '    paragraph: two',
  ]);
  const { doc, report } = readPlainText(text);
  const undone = report.recognitions
    .toSorted((a, b) => (a.kind === 'list' ? 1 : 0) - (b.kind === 'list' ? 1 : 0))
    .reduce((current, { id }) => undoRecognition(current, id)?.doc ?? current, doc);
  expect(outline(undone)).toEqual(['paragraph: (1) one', 'paragraph: TOP SECRET', 'paragraph: (2) two']);
});

test('a table becomes a paragraph a row, an attachment paragraphs among the others', () => {
  expect(undo('a\tb\tc\nd\te\tf', 'table')).toEqual(['paragraph: a\tb\tc', 'paragraph: d\te\tf']);
  expect(undo('Text.\n\n[Page 2]\n\nAttachment\n\nTO: USUN\n\nMore.', 'attachment')).toEqual([
    'paragraph: Text.',
    'paragraph: ⟦page 2, before block⟧Attachment',
    'headerField to: TO: USUN',
    'paragraph: More.',
  ]);
});

test('a paragraph whose line ends are not wanted as one paragraph becomes one for each line', () => {
  const text =
    'This is a line that is surely long enough to be full\nand this is the line that follows upon it, still as long\nend.';
  expect(undo(text, 'line end')).toEqual([
    'paragraph: This is a line that is surely long enough to be full',
    'paragraph: and this is the line that follows upon it, still as long',
    'paragraph: end.',
  ]);
});

test('titles, fields, stamps and furniture become paragraphs, marks go', () => {
  expect(undo('73. Letter From A to B\n\nText.', 'heading')).toEqual([
    'paragraph: {number|73.} Letter From A to B',
    'paragraph: Text.',
  ]);
  expect(undo('73. Letter From A to B\n\nText.', 'number')).toEqual([
    'heading 1: 73. Letter From A to B',
    'paragraph: Text.',
  ]);
  expect(undo('BEST COPY AVAILABLE', 'stamp')).toEqual(['paragraph: BEST COPY AVAILABLE']);
  expect(undo('a ~~b~~ c', 'struck text')).toEqual(['paragraph: a b c']);
});

test('a recognition that is already gone gives nothing to undo', () => {
  const { doc } = readPlainText('Text.');
  expect(undoRecognition(doc, 'i99' as RecognitionId)).toBeNull();
});

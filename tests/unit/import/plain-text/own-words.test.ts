import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

const read = (text: string): readonly string[] => outline(readPlainText(text).doc);

/** The words of the blocks of some types. */
function wordsIn(doc: Node, ...types: readonly string[]): readonly string[] {
  const found: string[] = [];
  doc.descendants((node) => {
    if (types.includes(node.type.name)) found.push(node.textContent);
  });
  return found;
}

const setApart = (text: string): readonly string[] => wordsIn(readPlainText(text).doc, 'furniture');
const stamps = (text: string): readonly string[] => wordsIn(readPlainText(text).doc, 'stamp', 'formWork');

describe('a document’s own words stay in it', () => {
  test('an item (c) is no copyright notice', () => {
    const text = [
      'Minutes of the Harbour Board',
      'The board heard of three things:',
      '(a) the lamps on the mole;',
      '(b) the wages of the pilots;',
      '(c) the barge that sank in April, of which nothing was said before.',
      'It rose at noon.',
    ].join('\n\n');
    expect(read(text)).toEqual([
      'heading 1: Minutes of the Harbour Board',
      'paragraph: The board heard of three things:',
      'list numbered',
      '  listItem',
      '    itemLabel: (a)',
      '    paragraph: the lamps on the mole;',
      '  listItem',
      '    itemLabel: (b)',
      '    paragraph: the wages of the pilots;',
      '  listItem',
      '    itemLabel: (c)',
      '    paragraph: the barge that sank in April, of which nothing was said before.',
      'paragraph: It rose at noon.',
    ]);
  });

  test.each([
    '(c) the complaint of 1931',
    '(c) lights, all of them',
    '(c) 1931: nothing was done',
    'Copyright is what the letter of 1931 is about.',
    'Back to Fredville we went, and home.',
    'Home',
    'He wrote: www.example.org is a good place.',
    'Next',
  ])('in a letter “%s” is not set apart', (words) => {
    for (const text of [`A letter.\n\n${words}`, `${words}\n\nA letter.`, `(a) One.\n\n(b) Two.\n\n${words}`])
      expect(setApart(text)).toEqual([]);
  });

  test.each([
    '© 1998 The Example Library',
    '(c) 1998 Example Library. All rights reserved.',
    'Copyright 2003 by the Example Library',
    'COPYRIGHT © 1999-2001, Example Library',
    'Copyright by The Example Library, 1998',
    'Example.org > Letters > Volume I',
    'You are here: Home > Letters',
  ])('at the edge of a page “%s” is', (words) => {
    expect(setApart(`One letter.\n\nIts end.\n\n${words}`)).toEqual([words]);
    expect(setApart(`${words}\n\nOne letter.\n\nIts end.`)).toEqual([words]);
  });

  test('lines of a paragraph that begin like a stamp are the paragraph’s', () => {
    const text = [
      'The archivist wrote that most of the boxes had by then been',
      'declassified, and that the rest would be opened in the summer of',
      'the year after. He said besides that, as far as he could see, an',
      'E.O. 13526 had changed nothing of what was agreed with the office',
      'before, and that readers would be told in good time.',
    ].join('\n');
    expect(read(text)).toHaveLength(1);
    expect(stamps(text)).toEqual([]);
    expect(stamps('A letter.\n\nDECLASSIFIED\nE.O. 13526, Sec. 3.5\n\nIts end.')).toEqual([
      'DECLASSIFIED',
      'E.O. 13526, Sec. 3.5',
    ]);
  });

  test('an order of the day keeps who was present, and has no title', () => {
    const text = [
      'Present:',
      'Mr. Firefly, Mrs. Teasdale, and the Clerk.',
      '1. Letter No. 17 was laid before the board with regard to the choice\nof a pilot for the new dredger, and it was agreed that one should be\nnamed at once.',
      'The bill of the chandler was then read, and was sent back to the\nclerk for his remarks.',
    ].join('\n\n');
    const { doc, metadata } = readPlainText(text);
    expect(wordsIn(doc, 'heading', 'furniture')).toEqual([]);
    expect(wordsIn(doc, 'list')).toHaveLength(1);
    expect(metadata.number).toBe('');
    expect(doc.textContent).toContain('Mr. Firefly, Mrs. Teasdale, and the Clerk.');
  });

  test('a file number is kept as the source, above the title or below the last note', () => {
    const text = [
      '713.42/1809: Telegram',
      'The Consul in Freedonia (Firefly) to the Secretary of State',
      'Fredville, April 7, 1937.',
      'The lamps are lit.1',
      '1. Not printed.',
      '[AA : A981, FREEDONIA 3, i]',
    ].join('\n\n');
    expect(read(text).filter((line) => line.startsWith('headerField'))).toEqual([
      'headerField file: 713.42/1809: Telegram',
      'headerField file: [AA : A981, FREEDONIA 3, i]',
    ]);
    expect(setApart(text)).toEqual([]);
  });

  test('what stands above the title is the document’s own, unless it is surely a site’s', () => {
    const letter =
      'Letter From the Governor of Freedonia to the Secretary of State\n\nFredville, June 9, 1934.\n\nOne.';
    expect(setApart(`To be kept with the others\n\n${letter}`)).toEqual([]);
    expect(setApart(`Foreign Relations of the United States, 1934, Volume II\n\n${letter}`)).toEqual([
      'Foreign Relations of the United States, 1934, Volume II',
    ]);
  });

  test('of two titles the one that says who wrote to whom is the document’s, and the other stays below it', () => {
    const text = [
      'The Department of State to the Freedonian Embassy',
      'Memorandum',
      'The Department has read with attention the remarks of the Embassy on the lamps and on the mole.',
    ].join('\n\n');
    expect(read(text).slice(0, 2)).toEqual([
      'heading 1: The Department of State to the Freedonian Embassy',
      'heading 2: Memorandum',
    ]);
  });
});

describe('a sentence over the end of a page', () => {
  const telegram = [
    'INCOMING TELEGRAM',
    'Control: 1212\nRec’d: MAY 3, 1966',
    'FROM: FREDVILLE',
    'TO: Secretary of State',
    'NO: 1515, MAY 3, 5 PM',
    'THE MAYOR SAID THAT THE BOARD WOULD REPLY TO THE LETTER OF THE\nCONSULATE BEFORE THE END OF THE MONTH AND THAT HE LOOKED FOR A',
    'SECRET',
    '-2- 1515, MAY 3, 5 PM FROM FREDVILLE',
    'PILOT OF THE NEIGHBORING PORT TO BE SENT TO HIM ON FRIDAY.',
    'FIREFLY',
  ].join('\n\n');

  test('is one paragraph, with marking and running head as interruptions in it', () => {
    const { doc, metadata } = readPlainText(telegram);
    const [paragraph, ...others] = doc.children.filter(({ type }) => type.name === 'paragraph');
    expect(others).toEqual([]);
    const parts = paragraph?.children.flatMap((node) => node.marks.map((mark) => [mark.attrs.type, node.text]));
    expect(parts).toEqual([
      ['fw-classification', 'SECRET'],
      ['fw-header', '-2- 1515, MAY 3, 5 PM FROM FREDVILLE'],
    ]);
    expect(paragraph?.textContent).toMatch(/^THE MAYOR SAID .* LOOKED FOR A.*PILOT OF THE NEIGHBORING PORT/s);
    expect(metadata.classification).toBe('Secret');
  });

  test('is told of in the report, word for word', () => {
    const { report } = readPlainText(telegram);
    const heads = report.recognitions.filter(({ kind }) => kind === 'form work').map(({ source }) => source.text);
    expect(heads).toEqual(expect.arrayContaining(['SECRET', '-2- 1515, MAY 3, 5 PM FROM FREDVILLE']));
  });

  test('two sentences are two paragraphs', () => {
    const text = telegram.replace('HE LOOKED FOR A', 'HE LEFT.').replace('PILOT OF', 'A PILOT OF');
    expect(readPlainText(text).doc.children.filter(({ type }) => type.name === 'paragraph')).toHaveLength(2);
  });
});

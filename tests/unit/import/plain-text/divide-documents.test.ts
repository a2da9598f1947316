import { describe, expect, test } from 'vitest';
import { divideDocuments } from '../../../../shared/import/plain-text/divide-documents.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';

const names = (text: string): readonly string[] => divideDocuments(text).map(({ name }) => name);

const volume = [
  ['29. Telegram From the Legation in Freedonia to the Department of State', 'Fredville, May 6, 1967, 11 a.m.'],
  ['30. Editorial Note', ''],
  ['31. Letter From the King of Freedonia to the Secretary of State', 'Fredville, May 8, 1967.'],
]
  .map(([title, dateline]) => [title, dateline, 'The pier is to be leased for two years.'].filter(Boolean).join('\n\n'))
  .join('\n\n');

const form = (number: number, page = ''): string =>
  `INCOMING TELEGRAM\nDEPARTMENT OF STATE\n\nControl: ${number + 3000}\nFROM: FREDVILLE\nTO: Secretary of State\nNO: ${number}, MAY 3, 5 PM\n\nTHE PIER IS READY.\n\nEXAMPLE\n${page}`;

const cable = (number: string, day: string): string =>
  `CONFIDENTIAL\nPAGE 01 FREDVI ${number} ${day}1530Z\nACTION EUR-25\n\nR ${day}1530Z MAR 73\nFM AMEMBASSY FREDVILLE\nTO SECSTATE WASHDC 7301\n\n1. THE PIER IS READY.\n\nCONFIDENTIAL\nPAGE 02 FREDVI ${number} ${day}1530Z\n\n2. IT IS LET.`;

describe('several documents in one text', () => {
  test('are told apart by the numbers before their titles, an editorial note too', () => {
    expect(names(volume)).toEqual([
      '29. Telegram From the Legation in Freedonia to the Department of State',
      '30. Editorial Note',
      '31. Letter From the King of Freedonia to the Secretary of State',
    ]);
  });

  test('are told apart by the file numbers above their titles, and the number of a despatch', () => {
    const paper = (head: string, day: number): string =>
      `${head}\n\nThe Minister in Freedonia (Example) to the Secretary of State\n\nFredville, March ${day}, 1925.\n\nThe pier is ready.\n\nExample`;
    expect(divideDocuments(`${paper('713.00/28: Telegram', 3)}\n\n${paper('713.00/29', 4)}`)).toHaveLength(2);
    expect(divideDocuments(`${paper('No. 12.', 3)}\n\n${paper('No. 13.', 4)}`)).toHaveLength(2);
  });

  test('are told apart by the numbers of their forms, of which a further page is none', () => {
    expect(names(`${form(1515)}\n${form(1516)}`)).toEqual(['NO: 1515, MAY 3, 5 PM', 'NO: 1516, MAY 3, 5 PM']);
    expect(names(form(1515, `\n-2- 1515, MAY 3, 5 PM, FROM FREDVILLE\n\n${form(1515)}`))).toHaveLength(1);
    const second = divideDocuments(`${form(1515)}\n${form(1516)}`)[1];
    expect(`${form(1515)}\n${form(1516)}`.slice(second?.from)).toBe(form(1516));
  });

  test('are told apart by the first pages of cables', () => {
    const both = `${cable('04412', '12')}\n\n${cable('04413', '13')}`;
    const parts = divideDocuments(both);
    expect(parts).toHaveLength(2);
    expect(both.slice(parts[1]?.from).trim()).toMatch(/^CONFIDENTIAL\nPAGE 01 FREDVI 04413/);
  });

  test('make the whole text, a marker of the page that begins with one among its own words', () => {
    const text = volume.replace('\n\n31.', '\n\n[Facsimile Page 7]\n\n31.');
    const parts = divideDocuments(text);
    expect(parts.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
    expect(text.slice(parts[2]?.from)).toMatch(/^\[Facsimile Page 7\]\n\n31\. Letter/);
  });

  test('are remarked where the second begins, and read as one', () => {
    const { report, doc, documents } = readPlainText(volume);
    expect(documents).toBe(3);
    expect(report.remarks).toEqual([
      {
        what: 'This text seems to hold 3 documents; the second is “30. Editorial Note”. It was read as one. Divide it where each begins to have them apart.',
        source: expect.objectContaining({ from: volume.indexOf('30.') }),
      },
    ]);
    expect(doc.textContent).toContain('Letter From the King of Freedonia');
  });

  test.each([
    ['nothing', ''],
    ['one letter', volume.slice(0, volume.indexOf('30.'))],
    [
      'a letter with enclosures that have titles and datelines',
      'No. 237.\n\nMr. Example to Mr. Sample.\n\nFredville, May 3, 1882.\n\nSir: I enclose a note.\n\nA. Example.\n\n[Inclosure in No. 237.]\n\nThe Marquis of Alkmar to Mr. Example.\n\nFredville, May 1, 1882.\n\nThe claim cannot be met.',
    ],
    [
      'a list of documents',
      'The papers on the pier are:\n\n1. Telegram From Fredville\n\n2. Telegram From Alkmar\n\n3. Letter From the King',
    ],
    ['numbered paragraphs', '1. The pier is ready.\n\n2. The pier is let.\n\n3. The pier was built in 1882.'],
  ])('are not seen in %s', (_, text) => {
    expect(divideDocuments(text)).toHaveLength(1);
    expect(readPlainText(text).documents).toBe(1);
  });
});

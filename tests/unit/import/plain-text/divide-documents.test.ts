import { describe, expect, test } from 'vitest';
import { divideDocuments } from '../../../../shared/import/plain-text/divide-documents.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';

const names = (text: string): readonly string[] => divideDocuments(text).map(({ name }) => name);

const volume = [
  ['29. Telegram From the Legation in Ruritania to the Department of State', 'Strelsau, April 21, 1964, 2 p.m.'],
  ['30. Editorial Note', ''],
  ['31. Letter From the King of Ruritania to the Secretary of State', 'Strelsau, April 23, 1964.'],
]
  .map(([title, dateline]) => [title, dateline, 'The pier is to be leased for two years.'].filter(Boolean).join('\n\n'))
  .join('\n\n');

const form = (number: number, page = ''): string =>
  `INCOMING TELEGRAM\nDEPARTMENT OF STATE\n\nControl: ${number + 4000}\nFROM: STRELSAU\nTO: Secretary of State\nNO: ${number}, MAY 3, 5 PM\n\nTHE PIER IS READY.\n\nEXAMPLE\n${page}`;

const cable = (number: string, day: string): string =>
  `CONFIDENTIAL\nPAGE 01 STRELS ${number} ${day}1530Z\nACTION EUR-25\n\nR ${day}1530Z MAR 73\nFM AMEMBASSY STRELSAU\nTO SECSTATE WASHDC 8866\n\n1. THE PIER IS READY.\n\nCONFIDENTIAL\nPAGE 02 STRELS ${number} ${day}1530Z\n\n2. IT IS LET.`;

describe('several documents in one text', () => {
  test('are told apart by the numbers before their titles, an editorial note too', () => {
    expect(names(volume)).toEqual([
      '29. Telegram From the Legation in Ruritania to the Department of State',
      '30. Editorial Note',
      '31. Letter From the King of Ruritania to the Secretary of State',
    ]);
  });

  test('are told apart by the file numbers above their titles, and the number of a despatch', () => {
    const paper = (head: string, day: number): string =>
      `${head}\n\nThe Minister in Ruritania (Example) to the Secretary of State\n\nStrelsau, March ${day}, 1925.\n\nThe pier is ready.\n\nExample`;
    expect(divideDocuments(`${paper('812.00/4711: Telegram', 3)}\n\n${paper('812.00/4712', 4)}`)).toHaveLength(2);
    expect(divideDocuments(`${paper('No. 12.', 3)}\n\n${paper('No. 13.', 4)}`)).toHaveLength(2);
  });

  test('are told apart by the numbers of their forms, of which a further page is none', () => {
    expect(names(`${form(2420)}\n${form(2421)}`)).toEqual(['NO: 2420, MAY 3, 5 PM', 'NO: 2421, MAY 3, 5 PM']);
    expect(names(form(2420, `\n-2- 2420, MAY 3, 5 PM, FROM STRELSAU\n\n${form(2420)}`))).toHaveLength(1);
    const second = divideDocuments(`${form(2420)}\n${form(2421)}`)[1];
    expect(`${form(2420)}\n${form(2421)}`.slice(second?.from)).toBe(form(2421));
  });

  test('are told apart by the first pages of cables', () => {
    const both = `${cable('06725', '12')}\n\n${cable('06726', '13')}`;
    const parts = divideDocuments(both);
    expect(parts).toHaveLength(2);
    expect(both.slice(parts[1]?.from).trim()).toMatch(/^CONFIDENTIAL\nPAGE 01 STRELS 06726/);
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
    expect(doc.textContent).toContain('Letter From the King of Ruritania');
  });

  test.each([
    ['nothing', ''],
    ['one letter', volume.slice(0, volume.indexOf('30.'))],
    [
      'a letter with enclosures that have titles and datelines',
      'No. 237.\n\nMr. Example to Mr. Sample.\n\nStrelsau, May 3, 1882.\n\nSir: I enclose a note.\n\nA. Example.\n\n[Inclosure in No. 237.]\n\nThe Marquis of Zenda to Mr. Example.\n\nStrelsau, May 1, 1882.\n\nThe claim cannot be met.',
    ],
    [
      'a list of documents',
      'The papers on the pier are:\n\n1. Telegram From Strelsau\n\n2. Telegram From Zenda\n\n3. Letter From the King',
    ],
    ['numbered paragraphs', '1. The pier is ready.\n\n2. The pier is let.\n\n3. The pier was built in 1882.'],
  ])('are not seen in %s', (_, text) => {
    expect(divideDocuments(text)).toHaveLength(1);
    expect(readPlainText(text).documents).toBe(1);
  });
});

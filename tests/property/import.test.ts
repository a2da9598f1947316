import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportReport } from '../../shared/document/import-report.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { divideDocuments } from '../../shared/import/plain-text/divide-documents.ts';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import { undoRecognition } from '../../shared/import/plain-text/undo-recognition.ts';
import { keptText, printedText, sampleStems, sampleText, sortedCharacters } from '../helpers/import-characters.ts';

/** Pieces that a recogniser may take for something, and what stands between them. */
const pieces = [
  ...[
    '[Facsimile Page 2]',
    '[Typeset Page 1359]',
    '[Page 200]',
    '[Page ]',
    '[Facsimile Page 2',
    '[facsimile\npage 7]',
    '[Page [30]]',
  ],
  ...[
    '73. Letter From Chairman Khrushchev to President Kennedy0',
    'Telegram From the Department of State',
    '. Message From A to B',
  ],
  ...[
    'Washington, November 7, 1962, 9:32 p.m.',
    'Dear Mr. Chairman:',
    'Dear Mr. President, I have',
    'N. Khrushchev',
    'STEVENSON',
    'TRT',
  ],
  ...[
    'Sincerely yours,',
    'Attachment',
    'Tab A',
    'TO: USUN',
    'FROM: NEW YORK',
    'NO: 1762, NOVEMBER 13, 8 PM',
    'Control: 4598',
    'TO',
    'W',
  ],
  ...[
    'TOP SECRET',
    '-2- 1762, NOVEMBER 13',
    '-3- 1762',
    'CU 934',
    'CU-710/3',
    '"Declassified for Publication in',
    'MICROFILMED FOR',
    'KENNEDY LIBRARY',
  ],
  ...[
    '1. first',
    '2. second',
    '3. third',
    '(1) one',
    '(2) two',
    '- ✓ (3) three',
    'a. inner',
    '(i) roman',
    '• bullet',
    '- dash',
    '- dash',
  ],
  ...[
    '1 See Document 157. Back',
    '2 Ibid. Back',
    '/1/Source: Library.',
    '/2/Document 164.',
    'Source: Kennedy Library. Secret.',
    '* starred',
  ],
  ...[
    'word(1)',
    'word./2/',
    'offensive.1',
    'word*',
    'word¹',
    '~~SECRET~~',
    '~~',
    '②',
    '✓',
    'Yourtel 1606, November 2',
    'Deptel 1034',
    'reftel',
  ],
  ...[
    'a\tb\tc',
    '|a|b|',
    '|---|---|',
    'HistoryCentral.com > JFK >Correspondence',
    'NOTE: RELAYED',
    'RECONNAIS-',
    'SANCE FLIGHTS',
    'withdrawn.All',
  ],
  ...[
    'FOLLOWING IS SUMMARY OF FOUR-HOUR MEETING TODAY BETWEEN US',
    'and this is a line of ordinary prose that is long enough to be full',
  ],
  ...[
    'The Consul in Freedonia (Firefly) to the Secretary of State',
    '123 Menzies to Bruce',
    '713.42/1810: Telegram',
    '[AA : A981, FREEDONIA 3, i]',
    'Fredville, May 3, 1934—8 p.m.',
    'Cablegram 13 CANBERRA, 9 January 1942',
    'Legation of the United States,',
    'Berlin, October 3, 1934. (Received',
    'No. 62.]',
    'Sir: I have the honor',
    'I have, etc.,',
    'Hon. O. B. Driftwood,',
    '[Inclosure 1 in No. 31.—Translation.]',
    '-----Original Message-----',
    'MEMORANDUM FOR',
    'PARTICIPANTS:\tThe Mayor',
  ],
  ...[
    'FM AMCONSUL FREDVILLE',
    'TO SECSTATE WASHDC 7301',
    'R 031215Z MAY 74',
    'PAGE 02 FREDVI 04412 031215Z',
    'C O N F I D E N T I A L FREDVILLE 4412',
    '<< END OF DOCUMENT >>',
    'Copy: SINGLE',
    '© 1998 The Example Library',
    '(c) the barge',
    '1.',
    '(b)',
    '\tcell\tcell',
    'word[1]',
    'word [1]',
    'on May 7.4',
    'of month71',
    '4a. See p. 2.',
    'Not printed.↩',
    'DECLASSIFIED',
    'E.O. 13526, Sec. 3.5',
  ],
  ...['\u0000', '\u0007', '\uD800', '\uFEFF', '😀', 'é', '—'],
  // Whole structures, so that they meet one another and page markers stand among them.
  '(1) one\n\n(2) two\n\n',
  '\n\n1. first\n\n2. second\n\na. inner\n\nb. inner too\n\n',
  '\n\nb. inner\n\n3. third\n\n',
  '\n\nTOP SECRET\n\nBEST COPY AVAILABLE\n\nCU 934\n\nCU-710/3\n\n-2- 1762, NOVEMBER 13\n\n',
  'FROM: NEW YORK\n\nTO: Secretary of State\n\nNO: 1762, NOVEMBER 13, 8 PM\n\n',
  'text that calls(1) its notes.(2)\n\n',
  '\n\n1 See Document 157. Back\n\n2 Ibid. Back\n\n',
  '\n\n  1. Source: Library.\n  2. See [Page 201] Document 5.\n',
  '\n\nAttachment\n\nTO: USUN\n\nDRAFT TELEGRAM\n\n',
  'a\tb\tc\n[Page 9]\nd\te\tf\n',
  'TELEGRAM\n\nTHE MAYOR SAID THAT THE BOARD WOULD REPLY TO THE LETTER OF THE CONSULATE AND\n\nSECRET\n\n-2- 1515, MAY 3\n\nWOULD SEND A PILOT TO HIM ON FRIDAY.\n\n',
  '\n\n1. one\n\nmore of it\n\n2. two\n\n',
  '\n\n29. Letter From the King to the Mayor\n\nFredville, May 3, 1934.\n\nOne.\n\n30. Editorial Note\n\nTwo.\n\n',
];
const separators = ['\n', '\n', '\n\n', '\n\n', ' ', ' ', '\r\n', '\t', '   ', '\f', ''];

const hostileText = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...separators)), { maxLength: 40 })
  .map((parts) => parts.map(([piece, separator]) => piece + separator).join(''));
const anyText = fc.oneof(
  { weight: 8, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

const mutatedSample = fc
  .tuple(
    fc.constantFrom(...sampleStems),
    fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom(...pieces, '')), { maxLength: 6 }),
  )
  .map(([stem, edits]) =>
    edits.reduce((text, [place, length, piece]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + length);
    }, sampleText(stem)),
  );

function expectNothingLost(text: string): void {
  const { doc, report } = readPlainText(text);
  doc.check();
  expect(sortedCharacters(keptText(doc, report))).toBe(sortedCharacters(text));
  for (const { source } of [...report.recognitions, ...report.remarks.filter(hasSource)])
    expect(source.text).toBe(text.slice(source.from, source.to));
  for (const aside of report.setAside) expect(aside.text).toBe(text.slice(aside.from, aside.to));
}

const hasSource = (
  remark: ImportReport['remarks'][number],
): remark is { what: string; source: { from: number; to: number; text: string } } => remark.source !== null;

test('any text becomes a valid document that, with its report, holds every character of the text', () => {
  fc.assert(fc.property(anyText, expectNothingLost), { numRuns: 1500 });
});

test('a sample document with pieces struck out and others put in is read without loss', () => {
  fc.assert(fc.property(mutatedSample, expectNothingLost), { numRuns: 100 });
});

test('the documents that a text seems to hold are its whole text, in order', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parts = divideDocuments(text);
      expect(parts.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
      expect(readPlainText(text).documents).toBe(parts.length);
    }),
    { numRuns: 300 },
  );
});

test('page anchors stand in the order of their markers, every well-formed marker once', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { doc } = readPlainText(text);
      const stated = anchorsOf(doc).filter(({ anchor }) => !anchor.inferred);
      const markers = [
        ...text.matchAll(/\[(?:facsimile\s+|typeset\s+)?page (?:\d+|\[30\])?\]|\[facsimile\npage 7\]/gi),
      ];
      expect(stated.map(({ anchor }) => anchor.raw)).toEqual(markers.map(([marker]) => marker));
    }),
    { numRuns: 1000 },
  );
});

/** A row that begins with a pipe but does not end with one once lost the end of its last marker. */
const foundOnce: [string, number][] = [['|---|---|[Facsimile Page 2]\t[Facsimile Page 2]\nTab A\t', 2]];

test('each recognition can be undone alone: the words and the other anchors stay, and it is gone', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), (text, choice) => {
      const { doc, report } = readPlainText(text);
      const recognition = report.recognitions[choice % Math.max(1, report.recognitions.length)];
      if (!recognition) return;
      const undone = undoRecognition(doc, recognition.id);
      expect(undone).not.toBeNull();
      if (!undone) return;
      undone.doc.check();
      expect(undoRecognition(undone.doc, recognition.id)).toBeNull();
      expect(sortedCharacters(printedText(undone.doc))).toBe(sortedCharacters(printedText(doc)));
      const others = anchorsOf(doc).filter(({ anchor }) => anchor.recognition !== recognition.id);
      expect(anchorsOf(undone.doc).map(({ anchor }) => anchor.id)).toEqual(others.map(({ anchor }) => anchor.id));
    }),
    { numRuns: 1500, examples: foundOnce },
  );
});

test('all recognitions can be undone one after the other, in any order, down to plain paragraphs and their anchors', () => {
  fc.assert(
    fc.property(anyText, fc.infiniteStream(fc.nat()), (text, choices) => {
      const { doc, report } = readPlainText(text);
      const left = report.recognitions.map(({ id }) => id);
      let current = doc;
      while (left.length > 0) {
        const [id] = left.splice((choices.next().value as number) % left.length, 1);
        if (id) current = undoRecognition(current, id)?.doc ?? current;
      }
      current.check();
      expect(sortedCharacters(printedText(current))).toBe(sortedCharacters(printedText(doc)));
      expect(anchorsOf(current)).toEqual([]);
      current.descendants((node) => {
        expect(['paragraph', 'text', 'lineBreak']).toContain(node.type.name);
      });
    }),
    { numRuns: 500 },
  );
});

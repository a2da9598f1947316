import { describe, expect, test } from 'vitest';
import {
  cableDateOf,
  cableFieldOf,
  cableNumberOf,
  cablePlaceOf,
} from '../../../../shared/import/plain-text/parts/cable-fields.ts';
import { fileNumberOf, isTelegramFile } from '../../../../shared/import/plain-text/parts/file-numbers.ts';
import { headerFieldOf } from '../../../../shared/import/plain-text/parts/header-fields.ts';
import {
  despatchNumberOf,
  isOpeningRemark,
  isTelegramRemark,
} from '../../../../shared/import/plain-text/parts/opening-lines.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

const read = (...parts: readonly string[]): readonly string[] => outline(readPlainText(parts.join('\n\n')).doc);

const cable = [
  'CONFIDENTIAL',
  'PAGE 01 FREDVI 04412 031215Z',
  'ACTION EUR-12',
  'INFO  OCT-01  SS-07  /041 W\nR 031215Z MAY 74\nFM AMCONSUL FREDVILLE\nTO SECSTATE WASHDC 7301\nINFO AMEMBASSY SYLVANIA\nUSMISSION NATO',
  'C O N F I D E N T I A L FREDVILLE 4412',
  'E.O. 11652: GDS\nTAGS: EWWT, FR\nSUBJECT: LAMPS FOR THE MOLE',
  'REF: STATE 012345',
  '1. CONSUL SPOKE OF REFTEL WITH THE MAYOR ON MAY 2.',
  '2. CONSULATE WOULD BE GLAD OF INSTRUCTIONS\nCONFIDENTIAL',
  'CONFIDENTIAL',
  'PAGE 02 FREDVI 04412 031215Z',
  'BEFORE ANYTHING ELSE IS SAID.\nFIREFLY',
];

describe('a cable after 1966', () => {
  test('has its header, its numbered paragraphs over the page, and its signature', () => {
    expect(read(...cable)).toEqual([
      'formWork classification: ⟦facsimile 1 inferred, before block⟧CONFIDENTIAL',
      'formWork header: PAGE 01 FREDVI 04412 031215Z',
      'headerField action: ACTION EUR-12',
      'headerField info: INFO  OCT-01  SS-07  /041 W',
      'headerField other: R 031215Z MAY 74',
      'headerField from: FM AMCONSUL FREDVILLE',
      'headerField to: TO SECSTATE WASHDC 7301',
      'headerField info: INFO AMEMBASSY SYLVANIA',
      'headerField info: USMISSION NATO',
      'headerField number: C O N F I D E N T I A L FREDVILLE 4412',
      'headerField other: E.O. 11652: GDS',
      'headerField other: TAGS: EWWT, FR',
      'headerField subject: SUBJECT: LAMPS FOR THE MOLE',
      'headerField other: REF: STATE 012345',
      'list numbered',
      '  listItem',
      '    itemLabel: 1.',
      '    paragraph: CONSUL SPOKE OF {reference|REFTEL} WITH THE MAYOR ON MAY 2.',
      '  listItem',
      '    itemLabel: 2.',
      expect.stringMatching(/^ {4}paragraph: CONSULATE WOULD BE GLAD OF INSTRUC .* SAID\.$/),
      'signature: FIREFLY',
    ]);
  });

  test('gives number, day, sender, addressee, place and classification', () => {
    expect(readPlainText(cable.join('\n\n')).metadata).toMatchObject({
      title: 'Telegram 4412 from Amconsul Fredville, May 3, 1974',
      number: '4412',
      type: 'telegram',
      date: { text: '031215Z MAY 74', when: '1974-05-03' },
      from: 'Amconsul Fredville',
      to: 'Secstate Washdc',
      placeSent: 'Fredville',
      classification: 'Confidential',
    });
  });

  test('ends where the database says so, whose own fields are set apart', () => {
    const record = ['<< END OF DOCUMENT >>', 'Message Attributes', 'Capture Date: 01 JAN 1994\nCopy: SINGLE'];
    const { doc } = readPlainText([...cable, ...record].join('\n\n'));
    const apart = doc.children.filter(({ type }) => type.name === 'furniture').map((block) => block.textContent);
    expect(apart).toEqual(['<< END OF DOCUMENT >>', 'Message Attributes', 'Capture Date: 01 JAN 1994', 'Copy: SINGLE']);
    expect(outline(doc)).toContain('signature: FIREFLY');
    expect(read(...cable, 'Message Attributes', 'Copy: SINGLE').some((line) => line.startsWith('furniture'))).toBe(
      false,
    );
  });

  test.each([
    ['FM AMEMBASSY FREDVILLE', 'from', 'AMEMBASSY FREDVILLE'],
    ['TO SECSTATE WASHDC PRIORITY 7301', 'to', 'SECSTATE WASHDC PRIORITY 7301'],
    ['O P 031200Z AUG 74', 'other', '031200Z AUG 74'],
    ['UNCLAS SECTION 01 OF 02 FREDVILLE 1234', 'number', 'UNCLAS SECTION 01 OF 02 FREDVILLE 1234'],
    ['ACTION EUR-25', 'action', 'EUR-25'],
    ['TAGS: EWWT, FR', 'other', 'TAGS: EWWT, FR'],
  ])('the line %s', (words, field, value) => expect(cableFieldOf(words)).toMatchObject({ field, value }));

  test.each(['FROM HERE TO THERE', 'TO BE SURE HE SAID SO.', 'THE LAMPS ARE LIT', 'INFORMATION IS SCARCE', 'FMLA'])(
    'has no field in “%s”',
    (words) => expect(cableFieldOf(words)).toBeNull(),
  );

  test('tells its number, day and post', () => {
    expect(cableNumberOf('CONFIDENTIAL FREDVILLE 04412')).toBe('4412');
    expect(cableNumberOf('THE 44 LAMPS')).toBe('');
    expect(cableDateOf('R 031215Z MAY 74')?.when).toBe('1974-05-03');
    expect(cablePlaceOf('AMEMBASSY FREDVILLE')).toBe('FREDVILLE');
  });
});

describe('the head of', () => {
  test('an Australian cablegram: number, parties, kind of paper and place before the date, notes in brackets, archive below', () => {
    const text = [
      '123 Menzies to Bruce',
      'Cablegram 13 CANBERRA, 9 January 1942, 6.30 p.m.',
      'MOST IMMEDIATE MOST SECRET',
      'The lamps [1] are to be lit for two years, and the pilots are to be paid every month.',
      '2. We should be glad of your views. [2]',
      'MENZIES',
      '1 Document 122.',
      '2 See Document 130.',
      '[AA : A981, FREEDONIA 31, i]',
    ];
    expect(readPlainText(text.join('\n\n')).metadata).toMatchObject({
      title: 'Menzies to Bruce',
      number: '123',
      type: 'telegram',
      from: 'Menzies',
      to: 'Bruce',
      placeSent: 'Canberra',
      date: { when: '1942-01-09' },
      classification: 'Most Secret',
    });
    expect(read(...text).slice(3)).toEqual([
      expect.stringMatching(/^paragraph: The lamps ⟨1⟩ are/),
      'paragraph: 2. We should be glad of your views. ⟨2⟩',
      'signature: MENZIES',
      'headerField file: [AA : A981, FREEDONIA 31, i]',
      'notes',
      '  note footnote 1',
      '    paragraph: {reference|Document 122}.',
      '  note footnote 2',
      '    paragraph: See {reference|Document 130}.',
    ]);
  });

  test('a mail, and of the one that it answers', () => {
    const mail = (from: string, to: string): string =>
      `From: ${from}\nSent: Tuesday, March 3, 2009 4:15 PM\nTo: ${to}\nSubject: The mole`;
    expect(
      read(
        mail('Firefly, R.', 'Driftwood, O.'),
        'It is lit.',
        '-----Original Message-----',
        mail('Driftwood, O.', 'Firefly, R.'),
        'Is it lit?',
      ),
    ).toEqual([
      'headerField from: From: Firefly, R.',
      'headerField other: Sent: Tuesday, March 3, 2009 4:15 PM',
      'headerField to: To: Driftwood, O.',
      'headerField subject: Subject: The mole',
      'paragraph: It is lit.',
      'division attachment',
      '  heading 2: -----Original Message-----',
      '  headerField from: From: Driftwood, O.',
      '  headerField other: Sent: Tuesday, March 3, 2009 4:15 PM',
      '  headerField to: To: Firefly, R.',
      '  headerField subject: Subject: The mole',
      '  paragraph: Is it lit?',
    ]);
  });

  test('a memorandum of conversation, its participants below one another behind a tab', () => {
    const text =
      'THE WHITE HOUSE\nWASHINGTON\n\nMEMORANDUM OF CONVERSATION\n\nPARTICIPANTS:\tThe President\n\tRufus Firefly, Mayor\n\tOtis Driftwood\n\nPLACE:\tThe Oval Office\n\nThe President: It is good to see you here.';
    expect(read(text).slice(3)).toEqual([
      'headerField other: PARTICIPANTS:\tThe President↵Rufus Firefly, Mayor↵Otis Driftwood',
      'headerField other: PLACE:\tThe Oval Office',
      'paragraph: The President: It is good to see you here.',
    ]);
  });

  test('a dispatch, its subject in two parts', () => {
    const text = [
      'DISPATCH NO. HUKA-133',
      'SECRET',
      'TO: Chief, WHD',
      'FROM: Chief of Station, Fredville',
      'SUBJECT: GENERAL—Operational\nSPECIFIC—The Lamps at Fredville',
      'The station met the harbour master and asked him about the lamps.',
    ];
    expect(read(...text)).toContain(
      'headerField subject: SUBJECT: GENERAL—Operational↵SPECIFIC—The Lamps at Fredville',
    );
    expect(readPlainText(text.join('\n\n')).metadata).toMatchObject({
      number: 'HUKA-133',
      from: 'Chief of Station, Fredville',
      to: 'Chief, WHD',
      classification: 'Secret',
    });
  });
});

test.each([
  ['893.00/2801', '893.00/2801'],
  ['893.00/2801: Telegram', '893.00/2801'],
  ['500.A15 a 1/531', '500.A15 a 1/531'],
  ['File No. 20026/12', 'File No. 20026/12'],
  ['Woodrow Wilson Papers', 'Woodrow Wilson Papers'],
  ['S/P Files: Lot 64 D 563', 'S/P Files: Lot 64 D 563'],
  ['890F.7962/11–1448', '890F.7962/11–1448'],
  ['740.00119 Control (Germany)/5–1249: Telegram', '740.00119 Control (Germany)/5–1249'],
])('“%s” is the file number %s', (words, number) => expect(fileNumberOf(words)).toBe(number));

test.each(['11/3/62', 'Memorandum for the Files', 'He read the files.', '1/2', 'The Papers', 'and/or', '12.5 lamps'])(
  '“%s” is none',
  (words) => expect(fileNumberOf(words)).toBeNull(),
);

test('a file number says of a telegram that it is one', () => {
  expect(isTelegramFile('893.00/2801: Telegram')).toBe(true);
  expect(isTelegramFile('893.00/2801')).toBe(false);
});

test.each([
  ['Control: 4598', 'control'],
  ['NO: 1762, NOVEMBER 13, 8 PM', 'number'],
  ['TO', 'to'],
  ['MEMORANDUM FOR', 'to'],
  ['Cc: Pattern', 'info'],
  ['PARTICIPANTS', 'other'],
])('“%s” is the field %s', (words, field) => expect(headerFieldOf(words)?.field).toBe(field));

test.each(['TO.', 'From here on', 'Number one', 'No. 12', 'To be sure: no'])('“%s” is no field', (words) =>
  expect(headerFieldOf(words)).toBeNull(),
);

test.each([
  ['No. 190.]', '190'],
  ['[No. 12.]', '12'],
  ['No. 485.—Confidential.]', '485'],
  ['Diplomatic Series, No. 1123', '1123'],
  ['No. 12 was lost.', null],
])('“%s” has the number %s of a despatch', (words, number) => expect(despatchNumberOf(words)).toBe(number));

test('what an edition says in brackets is a remark, and may say that the paper is a telegram', () => {
  expect(['[Telegram.—Paraphrase.]', '[Extract.]', '(Translation)', '[Telegram]'].every(isOpeningRemark)).toBe(true);
  expect(['[The lamps]', '[Telegram not found]', 'Extract'].some(isOpeningRemark)).toBe(false);
  expect([isTelegramRemark('[Telegram.—Paraphrase.]'), isTelegramRemark('[Extract.]')]).toEqual([true, false]);
});

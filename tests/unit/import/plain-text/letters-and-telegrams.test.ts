import { expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

const letter = `                 THE WHITE HOUSE
                   WASHINGTON

                                     October 27, 1962

Dear Mr. Chairman:

   I have read your letter of October 26th with great care and
welcomed the statement of your desire to seek a prompt solution.
   Assuming this is done promptly, I have given my representa-
tives in New York instructions.

   The key elements of your proposals are:

   1)  You would agree to remove these weapons systems from Cuba
       under appropriate United Nations observation.

   2)  We, on our part, would agree:

       (a) to remove promptly the quarantine measures now in
           effect and
       (b) to give assurances against an invasion of Cuba.

                                   Sincerely yours,

                                   /s/ John F. Kennedy

His Excellency
Nikita S. Khrushchev

Enclosure: 1
`;

test('a typed letter has letterhead, dateline, salutation, nested lists and signature', () => {
  const { doc, metadata } = readPlainText(letter);
  expect(outline(doc)).toEqual([
    'formWork letterhead: THE WHITE HOUSE',
    'formWork letterhead: WASHINGTON',
    'dateline: October 27, 1962',
    'salutation: Dear Mr. Chairman:',
    'paragraph: I have read your letter of October …  desire to seek a prompt solution.',
    'paragraph: Assuming this is done promptly, I  … a-⁀tives in New York instructions.',
    'paragraph: The key elements of your proposals are:',
    'list numbered',
    '  listItem',
    '    itemLabel: 1)',
    '    paragraph: You would agree to remove these we … priate United Nations observation.',
    '  listItem',
    '    itemLabel: 2)',
    '    paragraph: We, on our part, would agree:',
    '    list numbered',
    '      listItem',
    '        itemLabel: (a)',
    '        paragraph: to remove promptly the quarantine measures now in↵effect and',
    '      listItem',
    '        itemLabel: (b)',
    '        paragraph: to give assurances against an invasion of Cuba.',
    'signature: Sincerely yours,',
    'signature: /s/ John F. Kennedy',
    'paragraph: His Excellency',
    'paragraph: Nikita S. Khrushchev',
    'paragraph: Enclosure: 1',
  ]);
  expect(metadata).toMatchObject({
    type: 'letter',
    title: 'Letter from John F. Kennedy, October 27, 1962',
    date: { text: 'October 27, 1962', when: '1962-10-27' },
    from: 'John F. Kennedy',
    placeSent: 'Washington',
  });
});

const telegram = `INCOMING TELEGRAM   Department of State

CONFIDENTIAL

FROM: MOSCOW

TO: Secretary of State

NO. 1115, OCTOBER 24, 5 P.M. (SECTION ONE OF TWO)

NIACT

EYES ONLY

SUBJECT: CONVERSATION WITH KHRUSHCHEV

1. SAW CHAIRMAN THIS AFTERNOON FOR TWO HOURS AND
HE EXPRESSED DEEP CONCERN.

2. HE HANDED ME LETTER FOR PRESIDENT WHICH IS BE-
ING SENT SEPARATELY.

CONFIDENTIAL

-2- 1115, OCTOBER 24, 5 P.M. FROM MOSCOW

3. I REPLIED ALONG LINES DEPTEL 982.

KOHLER

JTC/4

NOTE: ADVANCE COPY TO S/S-O 10/24/62
`;

test('another scanned telegram has its fields, its second page inside the list, and its year from the note below', () => {
  const { doc, metadata } = readPlainText(telegram);
  expect(outline(doc)).toEqual([
    'formWork letterhead: ⟦facsimile 1 inferred, before bloc … ING TELEGRAM   Department of State',
    'formWork classification: CONFIDENTIAL',
    'headerField from: FROM: MOSCOW',
    'headerField to: TO: Secretary of State',
    'headerField number: NO. 1115, OCTOBER 24, 5 P.M. (SECTION ONE OF TWO)',
    'headerField distribution: NIACT',
    'headerField distribution: EYES ONLY',
    'headerField subject: SUBJECT: CONVERSATION WITH KHRUSHCHEV',
    'list numbered',
    '  listItem',
    '    itemLabel: 1.',
    '    paragraph: SAW CHAIRMAN THIS AFTERNOON FOR TWO HOURS AND↵HE EXPRESSED DEEP CONCERN.',
    '  listItem',
    '    itemLabel: 2.',
    '    paragraph: HE HANDED ME LETTER FOR PRESIDENT WHICH IS BE-⁀ING SENT SEPARATELY.',
    '  formWork classification: ⟦facsimile 2 inferred, before block⟧CONFIDENTIAL',
    '  formWork header: -2- 1115, OCTOBER 24, 5 P.M. FROM MOSCOW',
    '  listItem',
    '    itemLabel: 3.',
    '    paragraph: I REPLIED ALONG LINES {reference|DEPTEL 982}.',
    'signature: KOHLER',
    'formWork other: JTC/4',
    'postscript: NOTE: ADVANCE COPY TO S/S-O 10/24/62',
  ]);
  expect(metadata).toEqual({
    title: 'Telegram 1115 from Moscow, October 24, 1962',
    number: '1115',
    type: 'telegram',
    date: { text: 'OCTOBER 24, 5 P.M.', when: '1962-10-24' },
    from: 'Moscow',
    to: 'Secretary of State',
    placeSent: 'Moscow',
    classification: 'Confidential',
    language: 'en',
  });
});

const memorandum = `[Facsimile Page 1]

SECRET

MEMORANDUM FOR THE PRESIDENT

FROM: McGeorge Bundy
SUBJECT: Cuban Matters

[Tab A]

Memorandum of Conversation1

Washington, November 9, 1962

PARTICIPANTS
The President
Mr. Dobrynin

The President said that he hoped for the best in the next days.

  1. Drafted by Thompson. See Document 12.
`;

test('a memorandum has its fields, and its attachment a title, dateline, participants and note of its own', () => {
  const { doc, metadata } = readPlainText(memorandum);
  expect(outline(doc)).toEqual([
    'formWork classification: ⟦facsimile 1, before block⟧SECRET',
    'heading 1: MEMORANDUM FOR THE PRESIDENT',
    'headerField from: FROM: McGeorge Bundy',
    'headerField subject: SUBJECT: Cuban Matters',
    'division attachment',
    '  heading 2: [Tab A]',
    '  heading 3: Memorandum of Conversation⟨1⟩',
    '  dateline: Washington, November 9, 1962',
    '  headerField other: PARTICIPANTS↵The President↵Mr. Dobrynin',
    '  paragraph: The President said that he hoped for the best in the next days.',
    'notes',
    '  note source 1',
    '    paragraph: Drafted by Thompson. See {reference|Document 12}.',
  ]);
  expect(metadata).toMatchObject({ type: 'memorandum', from: 'McGeorge Bundy', date: null, classification: 'Secret' });
});

test('sender and addressee alone make a memorandum, not the form of a telegram', () => {
  const { doc, metadata } = readPlainText(
    'TO: The President\nFROM: McGeorge Bundy\n\nCUBA\n\nThe situation has not changed.',
  );
  expect(outline(doc)).toEqual([
    'headerField to: TO: The President',
    'headerField from: FROM: McGeorge Bundy',
    'paragraph: CUBA',
    'paragraph: The situation has not changed.',
  ]);
  expect(metadata).toMatchObject({ type: 'memorandum', from: 'McGeorge Bundy', to: 'The President' });
});

test('a number on the line above the title is the number of the document', () => {
  const { doc, metadata } = readPlainText(
    'No. 396\n\nTelegram From the Embassy in France to the Department of State\n\nText.',
  );
  expect(outline(doc)[0]).toBe('headerField number: No. 396');
  expect(metadata).toMatchObject({
    number: '396',
    title: 'Telegram From the Embassy in France to the Department of State',
  });
});

const webCopy = `Foreign Relations of the United States, 1961–1963, Volume XI, Cuban Missile Crisis and Aftermath
155. Telegram From the Mission to the United Nations to the Department of State1

New York, November 4, 1962, 9 p.m.

1630. Eyes only for the Secretary. McCloy spent the day with Kuznetsov.2 Following is summary:

1. Kuznetsov had been offended.
2. Removal was proceeding.
a. Missiles.
b. Warheads.
3. He asked about quarantine.

See Deptel 1053.3 [Page 378] McCloy said that these were “offensive weapons.”4

Stevenson

1. Source: Department of State, Central Files. Top Secret; Niact.↩
2. See Document 140.↩
3. Not printed.↩
4. Not further identified.↩
`;

test('a copy from a web edition has its series title set apart, its calls tied and its office names whole', () => {
  const { doc, metadata } = readPlainText(webCopy);
  expect(outline(doc)).toEqual([
    'furniture before the title: Foreign Relations of the United St … Cuban Missile Crisis and Aftermath',
    'heading 1: {number|155.} Telegram From the Mi … ions to the Department of State⟨1⟩',
    'dateline: New York, November 4, 1962, 9 p.m.',
    'paragraph: {number|1630.} Eyes only for the S … uznetsov.⟨2⟩ Following is summary:',
    'list numbered',
    '  listItem',
    '    itemLabel: 1.',
    '    paragraph: Kuznetsov had been offended.',
    '  listItem',
    '    itemLabel: 2.',
    '    paragraph: Removal was proceeding.',
    '    list numbered',
    '      listItem',
    '        itemLabel: a.',
    '        paragraph: Missiles.',
    '      listItem',
    '        itemLabel: b.',
    '        paragraph: Warheads.',
    '  listItem',
    '    itemLabel: 3.',
    '    paragraph: He asked about quarantine.',
    'paragraph: See {reference|Deptel 1053}.⟨3⟩ ⟦p … these were “offensive weapons.”⟨4⟩',
    'signature: Stevenson',
    'notes',
    '  note source 1',
    '    paragraph: Source: Department of State, Centr … op Secret; Niact.{furnitureText|↩}',
    '  note footnote 2',
    '    paragraph: See {reference|Document 140}.{furnitureText|↩}',
    '  note footnote 3',
    '    paragraph: Not printed.{furnitureText|↩}',
    '  note footnote 4',
    '    paragraph: Not further identified.{furnitureText|↩}',
  ]);
  expect(metadata).toEqual({
    title: 'Telegram From the Mission to the United Nations to the Department of State',
    number: '155',
    type: 'telegram',
    date: { text: 'November 4, 1962, 9 p.m.', when: '1962-11-04' },
    from: 'Mission to the United Nations',
    to: 'Department of State',
    placeSent: 'New York',
    classification: 'Top Secret',
    language: 'en',
  });
});

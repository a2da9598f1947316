import { describe, expect, test } from 'vitest';
import { isAttachmentHeading } from '../../../../shared/import/plain-text/parts/attachments.ts';
import {
  isAddressee,
  isClosingMention,
  isName,
  isPostscript,
  isValediction,
} from '../../../../shared/import/plain-text/parts/closings.ts';
import { isSalutation, salutationWithin } from '../../../../shared/import/plain-text/parts/salutations.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

const read = (...parts: readonly string[]): readonly string[] => outline(readPlainText(parts.join('\n\n')).doc);

describe('a letter of the 19th century', () => {
  const letter = [
    'Mr. Firefly to Mr. Driftwood.',
    'Consulate of the United States,\nFredville, July 2, 1863.',
    'Sir: I have the honor to receive your letter of the 4th of last month.',
    'I have the honor to be, with great respect, your most obedient servant,',
    'R. T. FIREFLY,',
    'Consul.',
    'Hon. O. B. Driftwood,\nSecretary of State, Washington.',
  ];

  test('has salutation, words of farewell, signature, office and addressee', () => {
    expect(read(...letter)).toEqual([
      'heading 1: Mr. Firefly to Mr. Driftwood.',
      'dateline: Consulate of the United States,↵Fredville, July 2, 1863.',
      'paragraph: {salute|Sir:} I have the honor to  … r letter of the 4th of last month.',
      'signature: I have the honor to be, with great respect, your most obedient servant,',
      'signature: R. T. FIREFLY,',
      'signature: Consul.',
      'headerField to: Hon. O. B. Driftwood,',
      'headerField to: Secretary of State, Washington.',
    ]);
    const { report } = readPlainText(letter.join('\n\n'));
    expect(report.recognitions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['salutation', 'valediction', 'signature']),
    );
  });

  test('tells its parties by them where it has no title', () => {
    expect(readPlainText(letter.slice(1).join('\n\n')).metadata).toMatchObject({
      type: 'letter',
      to: 'Hon. O. B. Driftwood',
      placeSent: 'Fredville',
    });
  });

  test('has attachments below headings in brackets, with titles and datelines of their own', () => {
    expect(
      read(
        'Letter From the Consul in Freedonia to the Secretary of State',
        'Fredville, June 3, 1896.',
        'I send you a copy of a note and its translation.',
        '[Inclosure 1 in No. 31.]',
        'The Mayor to the Consul',
        'Fredville, June 1, 1896.',
        'The board cannot pay the bill.',
        '[Enclosure—Memorandum—Translation]',
        'The bill was looked at with care by the clerk.',
      ).slice(2),
    ).toEqual([
      'paragraph: I send you a copy of a note and its translation.',
      'division attachment',
      '  heading 2: [Inclosure 1 in No. 31.]',
      '  heading 3: The Mayor to the Consul',
      '  dateline: Fredville, June 1, 1896.',
      '  paragraph: The board cannot pay the bill.',
      'division attachment',
      '  heading 2: [Enclosure—Memorandum—Translation]',
      '  paragraph: The bill was looked at with care by the clerk.',
    ]);
  });
});

test.each([
  'Sincerely yours,',
  'I have, etc.,',
  'I have, &c.,',
  'I am, sir, your obedient servant,',
  'I have the honor to be, sir, very respectfully, your obedient servant,',
  'Accept, Sir, the renewed assurances of my highest consideration.',
  'Very truly yours,',
  'With great respect, I remain yours,',
])('“%s” are words of farewell', (words) => expect(isValediction(words)).toBe(true));

test.each(['I am ill.', 'We have three lamps', 'Sincerely, he left the town.', 'Accept the lamps.', 'Yours is lit.'])(
  '“%s” are none',
  (words) => expect(isValediction(words)).toBe(false),
);

test.each([
  'R. T. FIREFLY,',
  'Rufus T. Firefly',
  '/s/ Rufus Firefly',
  'Chargé d’Affaires.',
  'N. KHRUSHCHEV',
  'Firefly1',
])('“%s” can be a name', (words) => expect(isName(words)).toBe(true));

test.each(['The lamps were lit.', 'PLEASE ADVISE', 'Enclosure', 'we left', 'NO. 1934', 'IT IS READY'])(
  '“%s” cannot',
  (words) => expect(isName(words)).toBe(false),
);

test.each([
  'Attachment',
  'Enclosure 2',
  'Annex No. 1.',
  'Tab A',
  '[Inclosure 2 in No. 237.]',
  '[Inclosure 1, with dispatch No. 80.—Translation.]',
  '(Enclosure)',
  '-----Original Message-----',
])('“%s” begins an attachment', (words) => expect(isAttachmentHeading(words)).toBe(true));

test.each([
  'Attachments were sent.',
  'Tab A is lit',
  '[Enclosures not printed',
  'Annexation',
  '[The inclosure is lost.]',
])('“%s” does not', (words) => expect(isAttachmentHeading(words)).toBe(false));

test.each(['Sir:', 'Dear Mr. Chairman:', 'My Lord,', 'Gentlemen:', 'Monsieur le Ministre:', 'Excellency:'])(
  '“%s” is a salutation',
  (words) => expect(isSalutation(words)).toBe(true),
);

test.each([
  ['Sir: I have the honor', 'Sir:'],
  ['Dear Mr. President: I thank you', 'Dear Mr. President:'],
  ['Sirens were heard', ''],
])('within “%s” the salutation is “%s”', (words, salutation) =>
  expect(salutationWithin(words).trim()).toBe(salutation),
);

test.each([
  ['P. S.—October 30. He left.', true],
  ['NOTE: RELAYED TO LONDON', true],
  ['Notes were sent', false],
])('“%s” is a postscript: %s', (words, is) => expect(isPostscript(words)).toBe(is));

test.each([
  ['Hon. O. B. Driftwood,', true],
  ['His Excellency the Mayor,', true],
  ['The lamps are lit.', false],
])('“%s” is an addressee: %s', (words, is) => expect(isAddressee(words)).toBe(is));

test.each([
  ['Enclosure: 1', true],
  ['2 - WHD', true],
  ['Distribution:', true],
  ['The lamps', false],
])('“%s” only mentions what went with the letter: %s', (words, is) => expect(isClosingMention(words)).toBe(is));

import { describe, expect, test } from 'vitest';
import type { DocumentMetadata } from '../../../../shared/document/metadata.ts';
import { partiesOfLine, partiesOfTitle } from '../../../../shared/import/plain-text/parts/parties.ts';
import { numberOfTitle, titleForm, typeOfTitle } from '../../../../shared/import/plain-text/parts/titles.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

const known = (...parts: readonly string[]): DocumentMetadata => readPlainText(parts.join('\n\n')).metadata;
const read = (...parts: readonly string[]): readonly string[] => outline(readPlainText(parts.join('\n\n')).doc);

describe('the title of a document', () => {
  test('says who wrote to whom where it names no kind of paper; the file number says that it is a telegram', () => {
    const metadata = known(
      '713.42/1810: Telegram',
      'The Consul in Freedonia (Firefly) to the Acting Secretary of State',
      'Fredville, March 8, 1921.',
      '31. The mayor has lit the lamps on the mole and asks for pilots.',
      'Firefly',
    );
    expect(metadata).toMatchObject({
      title: 'The Consul in Freedonia (Firefly) to the Acting Secretary of State',
      from: 'Consul in Freedonia (Firefly)',
      to: 'Acting Secretary of State',
      type: 'telegram',
      number: '31',
      placeSent: 'Fredville',
      date: { when: '1921-03-08' },
    });
  });

  test('stays above the numbered text of a telegram, whose number is not the document’s title', () => {
    const parts = [
      'The Consul in Freedonia (Firefly) to the Secretary of State',
      '417. My telegram 409, June 6, 4 p.m. The dredger leaves on June 17.',
      'Firefly',
    ];
    expect(read(...parts)[0]).toBe(`heading 1: ${parts[0]}`);
    expect(known(...parts)).toMatchObject({ number: '417', type: 'telegram' });
  });

  test('may be longer than most lines, and name who passed the paper on', () => {
    const title =
      'Memorandum From Otis Driftwood (Acting Deputy Assistant Secretary of State for Harbours and Lights) Through Rosa Castaldi (Director of the Office of Pilots) and Rufus Firefly (Keeper of the Lamps of the Eastern Mole) to Ricardo Baroni (Assistant Secretary of State for Dredgers)';
    expect(
      known(title, 'May 9, 1983', 'Subject: Lamps for the mole', 'The lamps should be lit at dusk.'),
    ).toMatchObject({
      title,
      type: 'memorandum',
      from: 'Otis Driftwood (Acting Deputy Assistant Secretary of State for Harbours and Lights)',
      to: 'Ricardo Baroni (Assistant Secretary of State for Dredgers)',
    });
  });

  test('may be wrapped over three lines', () => {
    const title = [
      'Memorandum From the Assistant Chief of the Division of Harbours',
      'and Lights (Driftwood) to the Counsellor of the Department of State',
      '(Firefly)',
    ];
    expect(known(title.join('\n'), 'Washington, May 9, 1927.', 'The lamps should be lit at dusk.').title).toBe(
      title.join(' '),
    );
  });

  test('is found below a long line of a web page, and below its date', () => {
    const crumbs = `You are here: Home > ${'Papers of the Office for Harbours and Lights > '.repeat(5)}Volume III`;
    const title = '12. Telegram From the Consulate in Freedonia to the Department of State1';
    const rest = ['Fredville, May 6, 1967, 11 a.m.', '208. The mayor asked for lamps.', '1. Source: Example Library.'];
    expect(read(crumbs, title, ...rest).slice(0, 3)).toEqual([
      expect.stringMatching(/^furniture breadcrumbs: You are here/),
      expect.stringMatching(/^heading 1: \{number\|12\.\} Telegram From/),
      'dateline: Fredville, May 6, 1967, 11 a.m.',
    ]);
    const below = 'Telegram from the Consul of Freedonia to the Ministry at Fredville';
    expect(known('March 4, 1958', below, 'CONFIDENTIAL', 'At noon the mayor asked me to come.')).toMatchObject({
      title: below,
      from: 'Consul of Freedonia',
      to: 'Ministry at Fredville',
      date: { when: '1958-03-04' },
    });
  });

  test('MEMORANDUM FOR names the addressees, each on a line or all below one another', () => {
    const title = '14. Memorandum From the Counsellor to the President (Firefly)1';
    const dateline = 'Fredville, June 2, 1979';
    const addressees = ['The Secretary of the Interior', 'The Secretary of Commerce'];
    const rest = [
      'SUBJECT',
      'Lamps for the Mole',
      'The President has read your paper on the lamps and agrees with it.',
    ];
    const source = '1. Source: Example Library, Harbour Files. Confidential.';
    for (const between of ['\n', '\n\n'])
      expect(known(title, dateline, ['MEMORANDUM FOR', ...addressees].join(between), ...rest, source)).toMatchObject({
        from: 'Counsellor to the President (Firefly)',
        to: addressees.join('; '),
        type: 'memorandum',
      });
  });

  test('a subject on two lines is one field, and ends where a paragraph is set in', () => {
    const field = 'Subject: Passing on of the Remarks of Pilots and Harbour\nMasters, Lamp by Lamp';
    expect(read('MEMORANDUM FOR THE FILES', field, 'The office asked for a rule.').slice(1)).toEqual([
      'headerField subject: Subject: Passing on of the Remarks …  and Harbour↵Masters, Lamp by Lamp',
      'paragraph: The office asked for a rule.',
    ]);
    const typed =
      '     Subject: Lamps of the Harbour Board and of Its Pilots\n     Thank you for your letter of May 2 about the lamps of the mole\nand of the pier.';
    expect(read('Memorandum From Otis Driftwood to Rufus Firefly', typed).slice(1)).toEqual([
      'headerField subject: Subject: Lamps of the Harbour Board and of Its Pilots',
      'paragraph: Thank you for your letter of May 2 … lamps of the mole↵and of the pier.',
    ]);
  });

  test('a letter without any goes by its first words, not by its salutation; a mail by its subject', () => {
    expect(known('Fredville, June 4, 1884.', 'Sir:', 'I send you a letter.').title).toBe('I send you a letter.');
    expect(
      known(
        'From: Firefly, Rufus\nSent: Tuesday, March 3, 2009 4:15 PM\nTo: Driftwood, Otis\nSubject: The mole',
        'Yes.',
      ),
    ).toMatchObject({ title: 'The mole', type: 'message', date: { when: '2009-03-03' } });
  });
});

describe('a line reads like a title', () => {
  test.each([
    ['The Minister in Freedonia (Firefly) to the Secretary of State', 'parties'],
    ['Mr. Firefly to Mr. Driftwood.', 'parties'],
    ['The Freedonian Embassy to the Department of State', 'parties'],
    ['495. Draft Letter From the King to the Governor', 'paper of'],
    ['Action Memorandum From the Director (Firefly) to the Secretary', 'paper of'],
    ['Memorandum of Conversation, by the Under Secretary', 'paper of'],
    ['Editorial Note', 'paper'],
    ['[537] *Report by the Consul', 'paper of'],
  ])('%s', (words, form) => expect(titleForm(words)).toBe(form));

  test.each([
    'Memorandum No. 343 was read with regard to the assignment of an officer.',
    'Report by telegraph.',
    'Repeated to London as 41',
    'Reference to the letter of the mayor',
    'He went from Fredville to the coast',
    'Letter:',
    '1038. My number 1010, August 3, 5 p.m.',
    'Access to the harbour',
  ])('but not %s', (words) => expect(titleForm(words)).toBeNull());

  test.each([
    ['Telegram From the Embassy', 'telegram'],
    ['Circular Airgram to All Posts', 'telegram'],
    ['45 Memorandum by the Clerk', 'memorandum'],
    ['Handwritten Message From the King', 'message'],
    ['Editorial Note', 'other'],
  ])('%s is a %s', (words, type) => expect(typeOfTitle(words)).toBe(type));

  test.each([
    ['495. Draft', '495.'],
    ['No. 140. Letter', 'No. 140.'],
    ['Letter 12', null],
  ])('%s has the number %s', (words, number) => expect(numberOfTitle(words)).toBe(number));
});

describe('who wrote to whom', () => {
  test.each([
    [
      'The Ambassador in Freedonia (Firefly) to the Secretary of State',
      'Ambassador in Freedonia (Firefly)',
      'Secretary of State',
    ],
    ['Mr. Firefly to Señor de la Mar', 'Mr. Firefly', 'Señor de la Mar'],
    [
      'The Mission to the United Nations to the Department of State',
      'Mission to the United Nations',
      'Department of State',
    ],
    [
      'The Commission to Negotiate Peace to the Secretary of State',
      'Commission to Negotiate Peace',
      'Secretary of State',
    ],
  ])('%s', (words, from, to) => expect(partiesOfLine(words)).toEqual({ from, to }));

  test.each(['From here to there', 'Letter to the Editor', 'It is due to the King: he is ill', 'Menzies to Bruce'])(
    'is not in “%s”, which may be no title',
    (words) => expect(partiesOfLine(words)).toBeNull(),
  );

  test.each([
    [
      'Memorandum From the Assistant to the President (Firefly) to the Secretary of State',
      'Assistant to the President (Firefly)',
      'Secretary of State',
    ],
    ['Letter From the King to the Governor, May 3, 1934', 'King', 'Governor'],
    ['Paper by the Clerk to the Mayor, undated', 'Clerk', 'Mayor'],
    ['Menzies to Bruce', 'Menzies', 'Bruce'],
    ['Editorial Note', '', ''],
  ])('is in the title “%s”', (title, from, to) => expect(partiesOfTitle(title)).toEqual({ from, to }));
});

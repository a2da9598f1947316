import { describe, expect, test } from 'vitest';
import type { DocumentId, EntityId } from '../../../shared/document/identifier.ts';
import { readChecklist, usualChecklist } from '../../../shared/review/checklist.ts';
import { type ReviewedDocument, runCheck } from '../../../shared/review/checks.ts';
import { reviewCsv, reviewHtml, reviewOf } from '../../../shared/review/review.ts';
import { drawSample } from '../../../shared/review/sample.ts';

const document = (number: string, more: Partial<ReviewedDocument> = {}): ReviewedDocument => ({
  id: `d${number}` as DocumentId,
  title: `Letter ${number}`,
  source: `vol d${number}.xml`,
  number,
  when: '1962-11-13',
  isFrame: false,
  headings: [`${number}. Letter`],
  pages: [],
  persons: [],
  suspects: 0,
  words: 10,
  lines: 2,
  linesRead: 2,
  ...more,
});

const said = (
  ...[check, documents, persons = []]:
    | Parameters<typeof runCheck>
    | [Parameters<typeof runCheck>[0], readonly ReviewedDocument[]]
) => runCheck(check, documents, persons).map(({ title, message }) => `${title}: ${message}`);

describe('a list of a project', () => {
  test('has a point a line, ticked or not, and names the checks that run', () => {
    const text =
      '# Our list\n\n- Maps compared (check: none)\n* [x] Title page read\n1. Numbers (Check: numbering)\nfree words\n- [ ] persons (check: persons) at the end\r\n';
    expect(readChecklist(text)).toEqual({
      items: [
        { text: 'Maps compared', check: null, ticked: false },
        { text: 'Title page read', check: null, ticked: true },
        { text: 'Numbers', check: 'numbering', ticked: false },
        { text: 'persons at the end', check: 'persons', ticked: false },
      ],
      unknown: ['none'],
    });
    expect(readChecklist('no point')).toBeNull();
  });
});

describe('checks that run themselves', () => {
  test('numbers that are missing, doubled, out of order or none are told', () => {
    expect(
      said(
        'numbering',
        ['1', '2', '4', '9', '3'].map((number) => document(number)),
      ),
    ).toEqual([
      'Letter 4: number 4 follows 2: 3 is missing',
      'Letter 9: number 9 follows 4: 5 to 8 are missing',
      'Letter 3: number 3 follows 9',
    ]);
    expect(
      said('numbering', [document('1'), document('1', { title: 'B' }), document('', { title: 'C' }), document('2a')]),
    ).toEqual([
      'B: number 1 is that of “Letter 1” as well',
      'C: it has no number',
      'Letter 2a: its number “2a” is no whole number',
    ]);
    expect(
      said(
        'numbering',
        ['7', '8', '9'].map((number) => document(number)),
      ),
    ).toEqual([]);
  });

  test('each document begins where its number says', () => {
    const volume = [
      document('1'),
      document('2', { headings: ['3. Letter'] }),
      document('3', { headings: ['[3] Letter', 'Enclosure', '4. Telegram'] }),
      document('4', { source: 'vol d5.xml' }),
      document('5', { headings: [] }),
      document('6', { headings: ['Letter without a number'] }),
    ];
    expect(said('boundaries', volume)).toEqual([
      'Letter 2: it is number 2, but begins with 3',
      'Letter 3: a heading with number 4, which is that of the next document, stands in it',
      'Letter 4: it is number 4, but the volume calls it d5',
      'Letter 5: number 5 has no heading to begin with',
    ]);
  });

  test('pages follow one another through the volume, facsimiles in each document', () => {
    const page = (label: string, kind: 'page' | 'facsimile' = 'page') => ({ kind, label });
    const volume = [
      document('1', { pages: [page('10'), page('1', 'facsimile'), page('[Chart 1]'), page('11')] }),
      document('2', { pages: [page('1', 'facsimile'), page('11'), page('13'), page('12')] }),
    ];
    expect(said('pages', volume)).toEqual(['Letter 2: page page 13 follows 11', 'Letter 2: page page 12 follows 13']);
  });

  test('dates do not go backwards as far as both say', () => {
    const volume = ['1962-11-13', '1962', '1962-12', '1962-11-30', ''].map((when, index) =>
      document(String(index), { when }),
    );
    expect(said('dates', volume)).toEqual([
      'Letter 3: its date 1962-11-30 is before 1962-12, that of the document before it',
      'Letter 4: it has no date',
    ]);
  });

  test('the list of persons is held against the tags, both ways', () => {
    const [known, unnamed] = ['e1' as EntityId, 'e2' as EntityId];
    const volume = [
      document('1', {
        persons: [
          { text: 'Rusk', entity: known },
          { text: 'Stevenson', entity: null },
          { text: 'Stevenson', entity: null },
        ],
      }),
    ];
    const list = [
      { id: known, name: 'Rusk, Dean' },
      { id: unnamed, name: 'Thant, U' },
    ];
    expect(said('persons', volume, list)).toEqual([
      'Letter 1: “Stevenson” is tagged 2 times and means nobody of the list of persons',
      ': “Thant, U” is in the list of persons and tagged nowhere',
    ]);
  });

  test('nothing is asked of what stands around the documents of a volume', () => {
    expect(said('numbering', [document('', { isFrame: true }), document('1')])).toEqual([]);
  });
});

describe('the sample', () => {
  const ids = Array.from({ length: 400 }, (_, index) => `d${index}`);

  test('is the same for the same seed, another for another, and has no document twice', () => {
    const drawn = drawSample(ids, { seed: 'volume 5', size: 40 });
    expect(drawSample(ids, { seed: 'volume 5', size: 40 })).toEqual(drawn);
    expect(drawSample(ids, { seed: 'volume 6', size: 40 })).not.toEqual(drawn);
    expect(new Set(drawn).size).toBe(40);
    expect(drawn).toEqual(ids.filter((id) => drawn.includes(id)));
    expect(drawSample(ids, { seed: 'a', size: 1_000 })).toEqual(ids);
  });

  test('prefers no document: over many seeds each is drawn about as often', () => {
    const few = ids.slice(0, 10);
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed += 1)
      for (const id of drawSample(few, { seed: `s${seed}`, size: 3 })) counts.set(id, (counts.get(id) ?? 0) + 1);
    // 600 are expected; the deviation of a binomial is 20.5.
    for (const id of few) expect(Math.abs((counts.get(id) ?? 0) - 600)).toBeLessThan(100);
  });
});

describe('the report', () => {
  const review = reviewOf(
    { items: [{ text: '=maps', check: null, ticked: false }, ...usualChecklist.items.slice(0, 1)], unknown: [] },
    [document('1', { title: 'A, <b>' }), document('3', { title: '"C"' })],
    [],
    { seed: 's', size: 1 },
  );

  test('as CSV has a row a finding, quoted, and no formula', () => {
    expect(reviewCsv(review)).toBe(
      'point,check,outcome,document,title,finding\r\n\'=maps,,open,,,\r\nThe numbers of the documents follow one another,numbering,findings,d3,"""C""",number 3 follows 1: 2 is missing\r\n',
    );
  });

  test('as HTML escapes what documents say and names the sample', () => {
    const page = reviewHtml('Volume <5>', review);
    expect(page).toContain('<title>Review of Volume &lt;5&gt;</title>');
    expect(page).not.toContain('<b>A, <b>');
    expect(page).toMatch(/1 of 2 documents, drawn with the seed “s”: 10 words, 2 of 2 lines read against the image\./);
  });
});

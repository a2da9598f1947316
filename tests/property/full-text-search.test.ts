import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { rankDocuments, type SearchedSegment } from '../../shared/search/evaluate.ts';
import { parseQuery } from '../../shared/search/query.ts';
import { scanDocument } from '../../shared/search/scan.ts';
import type { Searchable } from '../../shared/search/searchable.ts';
import { SegmentBuilder } from '../../shared/search/segment.ts';

const vocabulary = [
  'cuba',
  'cubans',
  'missile',
  'missiles',
  'moscow',
  'miscow',
  'talks',
  'tanks',
  'the',
  'of',
  'État',
  '1962',
];
const dates = ['', '1962', '1962-10', '1962-10-27', '1962-11-01', '1962-11-13', '1963-01'];
const statuses = ['raw', 'corrected', 'proofread'];

const word = fc.constantFrom(...vocabulary);
const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));

const searchable: fc.Arbitrary<Searchable> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    notes: fc.array(line, { maxLength: 2 }),
    source: fc.option(line),
    people: fc.array(fc.tuple(fc.nat(20), fc.nat(12)), { maxLength: 2 }),
    title: line,
    status: fc.constantFrom(...statuses),
    when: fc.constantFrom(...dates),
  })
  .map(({ lines, notes, source, people, title, status, when }) => {
    const text = [...lines, ...notes].join('\n');
    return {
      id: 'd1' as DocumentId,
      title,
      text,
      notesFrom: lines.join('\n').length + 1,
      places: [],
      sourceText: source,
      tags: people.map(([from, length]) => ({ kind: 'person', from, to: Math.min(text.length, from + length) })),
      facts: { title, status },
      when,
    };
  });

/** A query as it is written, and what it means, told without an index, a parser or columns. */
interface Meant {
  readonly text: string;
  readonly isIn: (document: Searchable) => boolean;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The lines of a field, each as words; a passage is a line, too. */
function linesOf(document: Searchable, field: string): readonly (readonly string[])[] {
  const split = (text: string): readonly (readonly string[])[] =>
    text.split('\n').map((each) =>
      plain(each)
        .split(/\s+/)
        .filter((one) => one !== ''),
    );
  const { text, tags } = document;
  switch (field) {
    case 'source':
      return split(document.sourceText ?? text);
    case 'note':
      return split(text.slice(document.notesFrom));
    case 'title':
      return split(document.title);
    case 'person':
      return tags.flatMap(({ from, to }) => {
        const before = /\S*$/.exec(text.slice(0, from))?.[0] ?? '';
        const whole = before === '' ? text.slice(from, to) : text.slice(from, to).replace(/^\S*/, '');
        const isCut = /^\S/.test(text.slice(to)) && /\S$/.test(whole);
        return split(isCut ? whole.replace(/\S*$/, '') : whole);
      });
    default:
      return split(text);
  }
}

const field = fc.constantFrom('', '', '', 'source:', 'note:', 'title:', 'person:');

/** One word as it is written, and which words it means. */
const oneWord: fc.Arbitrary<{ readonly text: string; readonly is: (word: string) => boolean }> = fc.oneof(
  word.map((text) => ({ text, is: (other: string) => other === plain(text) })),
  fc
    .constantFrom('cub', 'm', 'missi')
    .map((start) => ({ text: `${start}*`, is: (other: string) => other.startsWith(start) })),
  fc.constantFrom(
    { text: 'ta?ks', is: (other: string) => /^ta.ks$/.test(other) },
    { text: 'm*s', is: (other: string) => /^m.*s$/.test(other) },
    { text: 'moscow~', is: (other: string) => ['moscow', 'miscow'].includes(other) },
    { text: 'tank~1', is: (other: string) => ['tanks'].includes(other) },
  ),
);

const phrase: fc.Arbitrary<Meant> = fc
  .tuple(field, fc.array(oneWord, { minLength: 1, maxLength: 3 }))
  .map(([name, words]) => ({
    text: `${name}"${words.map(({ text }) => text).join(' ')}"`,
    isIn: (document) =>
      linesOf(document, name.slice(0, -1)).some((each) =>
        each.some((_, at) => words.every(({ is }, index) => at + index < each.length && is(each[at + index] ?? ''))),
      ),
  }));

const near: fc.Arbitrary<Meant> = fc.tuple(oneWord, oneWord, fc.nat(3)).map(([one, other, distance]) => ({
  text: `${one.text} NEAR/${distance} ${other.text}`,
  isIn: (document) => {
    // The end of a line counts as a word.
    const all = linesOf(document, '').flatMap((each) => [...each, '\n']);
    return all.some((first, a) =>
      all.some((second, b) => a !== b && one.is(first) && other.is(second) && Math.abs(a - b) <= distance + 1),
    );
  },
}));

const facts: fc.Arbitrary<Meant> = fc.oneof(
  fc
    .constantFrom(...statuses)
    .map((status): Meant => ({ text: `status:${status}`, isIn: ({ facts }) => facts.status === status })),
  fc.constant<Meant>({
    text: 'date:1962-11-01..1962-11-15',
    isIn: ({ when }) => ['1962', '1962-11-01', '1962-11-13'].includes(when),
  }),
  fc.constant<Meant>({ text: 'date:1962-10', isIn: ({ when }) => ['1962', '1962-10', '1962-10-27'].includes(when) }),
  fc.constant<Meant>({
    text: 'date:1962-11-13..',
    isIn: ({ when }) => ['1962', '1962-11-13', '1963-01'].includes(when),
  }),
);

const { query } = fc.letrec<{ query: Meant }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    phrase,
    near,
    facts,
    tie('query').map(({ text, isIn }): Meant => ({ text: `NOT (${text})`, isIn: (document) => !isIn(document) })),
    fc.tuple(tie('query'), tie('query')).map(
      ([one, other]): Meant => ({
        text: `(${one.text}) (${other.text})`,
        isIn: (document) => one.isIn(document) && other.isIn(document),
      }),
    ),
    fc.tuple(tie('query'), tie('query')).map(
      ([one, other]): Meant => ({
        text: `${one.text} OR (${other.text})`,
        isIn: (document) => one.isIn(document) || other.isIn(document),
      }),
    ),
  ),
}));

/** The documents in two segments, as after one that was written and one that was added. */
function segmentsOf(documents: readonly Searchable[]): readonly SearchedSegment[] {
  const half = Math.ceil(documents.length / 2);
  return [documents.slice(0, half), documents.slice(half)].map((some) => {
    const builder = new SegmentBuilder();
    for (const document of some) builder.add(document);
    return { segment: builder.finish(), alive: new Uint8Array(some.length).fill(1) };
  });
}

describe('full-text search', () => {
  test('a query finds the documents that a naive reading of all of them finds, in the index and by scanning', () => {
    fc.assert(
      fc.property(fc.array(searchable, { minLength: 1, maxLength: 8 }), query, (documents, meant) => {
        const parsed = parseQuery(meant.text);
        if (!parsed.ok) throw new Error(`${meant.text}: ${parsed.reason}`);
        const half = Math.ceil(documents.length / 2);
        const { best, total } = rankDocuments(parsed.query, segmentsOf(documents), documents.length);
        const found = best.map(({ segment, document }) => segment * half + document).sort((a, b) => a - b);
        const naive = documents.flatMap((document, index) => (meant.isIn(document) ? [index] : []));
        const scanned = documents.flatMap((document, index) => (scanDocument(parsed.query, document) ? [index] : []));
        expect({ found, scanned, total }, meant.text).toEqual({ found: naive, scanned: naive, total: naive.length });
      }),
      { numRuns: 2_000 },
    );
  });
});

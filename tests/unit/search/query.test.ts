import { describe, expect, test } from 'vitest';
import { parseQuery, queryFaultSentence, type SearchQuery } from '../../../shared/search/query.ts';

function queryOf(text: string): SearchQuery {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.query;
}

const exact = (word: string, field = 'text') => ({ kind: 'phrase', field, words: [{ kind: 'exact', word }] });

describe('the query language', () => {
  test('words that follow one another are all to be there, and OR binds less', () => {
    expect(queryOf('Cuba missiles OR NOT Berlin')).toEqual({
      kind: 'or',
      parts: [
        { kind: 'and', parts: [exact('cuba'), exact('missiles')] },
        { kind: 'not', part: exact('berlin') },
      ],
    });
    expect(queryOf('a -b')).toEqual(queryOf('a AND NOT b'));
  });

  test('a word that punctuation parts is a phrase, with its letters as they are compared', () => {
    expect(queryOf('Anglo-Américain')).toEqual(queryOf('"anglo americain"'));
    expect(queryOf('U.S.')).toEqual(queryOf('“u s”'));
  });

  test('words may be prefixes, wildcards and alike, in phrases too', () => {
    expect(queryOf('"state* w?rd m*w Moskau~ cat~ x~3"')).toEqual({
      kind: 'phrase',
      field: 'text',
      words: [
        { kind: 'prefix', word: 'state' },
        { kind: 'wildcard', word: 'w?rd' },
        { kind: 'wildcard', word: 'm*w' },
        { kind: 'fuzzy', word: 'moskau', edits: 2 },
        { kind: 'fuzzy', word: 'cat', edits: 1 },
        // Else every word of up to three letters would be meant.
        { kind: 'fuzzy', word: 'x', edits: 0 },
      ],
    });
  });

  test('a field counts for what follows it: a word, a phrase or what is in parentheses', () => {
    expect(queryOf('from:Stevenson to:(state OR moscow) person:"Adlai Stevenson"')).toEqual({
      kind: 'and',
      parts: [
        exact('stevenson', 'from'),
        { kind: 'or', parts: [exact('state', 'to'), exact('moscow', 'to')] },
        {
          kind: 'phrase',
          field: 'person',
          words: [
            { kind: 'exact', word: 'adlai' },
            { kind: 'exact', word: 'stevenson' },
          ],
        },
      ],
    });
    expect(queryOf('source:(a b NEAR/3 c)')).toMatchObject({
      parts: [{ field: 'source' }, { kind: 'near', distance: 3 }],
    });
  });

  test('dates are days, months or years, or lie between two of them', () => {
    expect([queryOf('date:1962-11-01..1962-11-15'), queryOf('date:1962-11'), queryOf('date:..1962')]).toEqual([
      { kind: 'date', from: '1962-11-01', to: '1962-11-15' },
      { kind: 'date', from: '1962-11', to: '1962-11' },
      { kind: 'date', from: null, to: '1962' },
    ]);
  });

  test.each([
    ['', 'There is nothing to look for: at its end of the query.'],
    ['cuba (missile', 'A “(” has no “)”: at character 6 (“(missile”) of the query.'],
    ['cuba) missile', 'A “)” has no “(”: at character 5 (“) missile”) of the query.'],
    ['cuba "missile', 'A quotation mark has no other one: at character 6 (“"missile”) of the query.'],
    ['cuba AND', 'Words were expected: at its end of the query.'],
    ['OR cuba', 'Words were expected: at character 1 (“OR cuba”) of the query.'],
    ['cuba …', 'There are no letters or figures to look for: at character 6 (“…”) of the query.'],
    ['(a OR b) NEAR c', 'NEAR stands between words or phrases: at character 1 (“(a OR b) NEA”) of the query.'],
    [
      'date:soon',
      'A date was expected, such as 1962.., 1962-11 or 1962-11-01..1962-11-15: at character 6 (“soon”) of the query.',
    ],
    ['a form:b', 'There is no field “form”; there are date, '],
    ['('.repeat(60), 'There are too many “(” inside one another: at character 51 '],
  ])('what is no query is told in one sentence with its place: %s', (text, sentence) => {
    const parsed = parseQuery(text);
    expect(parsed.ok ? null : queryFaultSentence(parsed, text)).toContain(sentence);
  });
});

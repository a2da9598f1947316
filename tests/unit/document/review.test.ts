import { expect, test } from 'vitest';
import { type ReviewAct, reviewed, wordInContextKey } from '../../../shared/document/review.ts';
import { vocabularyOf } from '../../../shared/document/vocabulary.ts';

const word = { text: 'USUN', before: 'TO', after: '' };
const events = (acts: readonly ReviewAct[]) =>
  acts.map((act, index) => ({ act, editor: index === 0 ? 'EG' : 'MK', time: `2026-11-22T10:0${index}:00.000Z` }));

test('a word that was kept stays kept until it is asked again', () => {
  expect(reviewed(events([{ kind: 'kept', word }])).kept).toEqual(new Set([wordInContextKey(word)]));
  expect(
    reviewed(
      events([
        { kind: 'kept', word },
        { kind: 'reopened', word },
      ]),
    ).kept,
  ).toEqual(new Set());
});

test('the last who read a line is named, and one that was taken back is unread', () => {
  const acts: readonly ReviewAct[] = [
    { kind: 'read', lines: ['TOP SECRET', 'NOVEMBER 13, 8 PM'] },
    { kind: 'read', lines: ['TOP SECRET'] },
    { kind: 'unread', lines: ['NOVEMBER 13, 8 PM'] },
  ];
  expect([...reviewed(events(acts)).read]).toEqual([
    ['TOP SECRET', { editor: 'MK', time: '2026-11-22T10:01:00.000Z' }],
  ]);
});

test('a collection counts corrections it was taught, and forgets those it is told to', () => {
  const learned = { kind: 'correction learned', from: 'STEVENS ON', to: 'STEVENSON' } as const;
  const other = { kind: 'correction learned', from: 'tbe', to: 'the' } as const;
  expect(
    vocabularyOf([
      learned,
      learned,
      other,
      { kind: 'word added', word: 'NEGOTS' },
      { kind: 'word added', word: 'SOVS' },
      { kind: 'word removed', word: 'SOVS' },
      { kind: 'correction forgotten', from: 'tbe', to: 'the' },
    ]),
  ).toMatchObject({ words: ['NEGOTS'], corrections: [{ from: 'STEVENS ON', to: 'STEVENSON', count: 2 }] });
});

test('an acceptance that is taken back counts once less, also where another archivist accepted the same meanwhile', () => {
  const learned = { kind: 'correction learned', from: 'tbe', to: 'the' } as const;
  const takenBack = { kind: 'correction taken back', from: 'tbe', to: 'the' } as const;
  expect(vocabularyOf([learned, learned, takenBack, learned]).corrections).toEqual([
    { from: 'tbe', to: 'the', count: 2 },
  ]);
  expect(vocabularyOf([learned, takenBack]).corrections).toEqual([]);
  expect(vocabularyOf([takenBack, learned]).corrections).toEqual([{ from: 'tbe', to: 'the', count: 1 }]);
});

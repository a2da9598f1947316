import { describe, expect, test } from 'vitest';
import { postIn, zonedTime } from '../../../shared/dates/post-zones.ts';

describe('the post of a dateline', () => {
  test.each([
    ['[Port au Prince,] ', 'port au prince'],
    ['American Embassy, Bogotá, ', 'bogota'],
    ['Department of State,Washington, ', 'washington'],
    ['New York, ', 'new york'],
    ['Peking, ', null],
    ['Geneva, ', null],
    ['From London to Paris, ', null],
  ])('%s', (words, post) => expect(postIn(words)).toBe(post));
});

describe('the hour of a post with its offset', () => {
  test.each([
    ['1962-10-28T17:00:00', 'moscow', '1962-10-28T17:00:00+03:00'],
    ['1917-04-13T17:00:00', 'washington', '1917-04-13T17:00:00-05:00'],
    ['1943-07-01T12:00:00', 'london', '1943-07-01T12:00:00+02:00'],
    ['1941-12-07T18:30:00', 'tokyo', '1941-12-07T18:30:00+09:00'],
    ['1942-06-01T09:00:00', 'washington', '1942-06-01T09:00:00-04:00'],
  ])('%s at %s', (when, post, zoned) => expect(zonedTime(when, post)?.when).toBe(zoned));

  test.each([
    // By the sun: seconds from Greenwich.
    ['1917-04-20T14:00:00', 'moscow'],
    ['1862-10-28T17:00:00', 'washington'],
    // Clocks of Washington and New York differed in summer.
    ['1934-07-04T15:00:00', 'washington'],
    // Came twice, and not at all.
    ['1970-10-25T01:30:00', 'new york'],
    ['1970-04-26T02:30:00', 'new york'],
    // No hour, no post.
    ['1962-10-28', 'moscow'],
    ['1962-10-28T17:00:00', 'peking'],
  ])('is not told: %s at %s', (when, post) => expect(zonedTime(when, post)).toBeNull());

  test('posts under older spellings have a zone that the system knows', () => {
    for (const post of ['algiers', 'port au prince', 'santiago de chile', 'hongkong', 'vilna', 'ciudad trujillo'])
      expect(zonedTime('1975-01-15T12:00:00', post)).not.toBeNull();
  });
});

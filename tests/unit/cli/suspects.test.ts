import path from 'node:path';
import { expect, test } from 'vitest';
import { sample, workplace } from './program.ts';

const place = workplace();

interface Listed {
  readonly document: string;
  readonly text: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly suggestions: readonly { readonly text: string; readonly why: string }[];
}

test('the suspects of a document are listed as JSON, most doubtful first, and as a table', async () => {
  const collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(0), sample(3))).code).toBe(0);
  const { code, value } = await place().json('suspects', collection, '003_a5bfdc7065c2c0b6');
  const listed = value as readonly Listed[];
  expect(code).toBe(0);
  expect(listed.map(({ score }) => score)).toEqual(listed.map(({ score }) => score).toSorted((a, b) => b - a));
  const found = listed.slice(0, 10).map(({ text, suggestions }) => `${text} → ${suggestions[0]?.text}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'OFFER FIVE WEAPONS → OF OFFENSIVE WEAPONS',
      'STEVENS ON → STEVENSON',
      'DISTANTLING → DISMANTLING',
    ]),
  );
  expect(new Set(listed.map(({ document }) => document)).size).toBe(1);
  expect(listed.every(({ reasons }) => reasons.length > 0)).toBe(true);
  const table = (await place().run('suspects', collection)).out;
  expect(table.split('\n')[0]).toMatch(/^score +text +suggestion +document +reasons$/);
  expect(table).toContain('DISTANTLING');
});

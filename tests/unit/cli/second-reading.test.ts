import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sample, workplace } from './program.ts';

const place = workplace();
const telegram = '003_a5bfdc7065c2c0b6';
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(3))).code).toBe(0);
});

/** Corrects words as one of the readers. */
const correct = (document: string, find: string, replace: string, editor: string) =>
  place().run('correct', collection, document, '--find', find, '--replace', replace, '--editor', editor);

test('a second reader reads blind, and what the two read otherwise is settled and then ended', async () => {
  await correct('#1', 'STEVENS ON', 'STEVENSON', 'AA');
  const copy = (await place().run('assign', collection, '#1', '--reader', 'BB')).out.trim();
  expect((await place().run('show', collection, copy, '--text')).out).toContain('STEVENS ON');
  expect((await place().run('assign', collection, '#1', '--reader', 'CC')).said).toContain('assigned to BB already');
  await correct(copy, 'DISTANTLING', 'DISMANTLING', 'BB');

  const { value, code } = await place().json('second-reading', collection, '#1');
  expect(code).toBe(1);
  expect(value).toMatchObject({
    reader: 'BB',
    differences: [
      { first: 'STEVENSON', second: 'STEVENS ON' },
      { first: 'DISTANTLING', second: 'DISMANTLING' },
      { first: 'STEVENSON', second: 'STEVENS ON' },
    ],
  });
  expect((await place().run('second-reading', collection, '#1', '--finish')).said).toContain('3 differences are not');
  await place().run('second-reading', collection, '#1', '--settle', '2', '--take', 'second');
  await place().run('second-reading', collection, '#1', '--settle', '2', '--take', 'first');
  const last = await place().run('second-reading', collection, '#1', '--settle', '1', '--take', 'first');
  expect([last.code, last.said]).toEqual([0, expect.stringContaining('0 differences')]);
  const text = (await place().run('show', collection, '#1', '--text')).out;
  expect(text).toContain('DISMANTLING');
  expect(text).toContain('STEVENSON');

  expect((await place().run('second-reading', collection, '#1', '--finish')).code).toBe(0);
  expect((await place().json('list', collection)).value).toHaveLength(1);
  expect((await place().json('list', collection, '--removed')).value).toMatchObject([{ id: copy }]);
  expect((await place().json('second-reading', collection)).value).toMatchObject([
    { reader: 'BB', settled: expect.any(String) },
  ]);
});

test('a sample is drawn by its seed, filled in and certified, and another one is refused', async () => {
  const drawn = ['sample', collection, '--lines', '20', '--seed', '7'];
  const { out } = await place().run(...drawn);
  expect((await place().run(...drawn)).out).toBe(out);
  const file = path.join(place().folder, 'sample.csv');
  const rows = out.trimEnd().split('\r\n');
  expect(rows).toHaveLength(21);
  const filled = rows.map((row, index) => (index === 3 ? `${row}another reading` : row)).join('\r\n');
  await writeFile(file, `${filled}\r\n`);
  const { value } = await place().json(...drawn, '--checked', file);
  expect(value).toMatchObject({ seed: 7, lines: { wrong: 1, of: 20 } });
  const other = await place().run('sample', collection, '--lines', '20', '--seed', '8', '--checked', file);
  expect([other.code, other.said]).toEqual([2, expect.stringContaining('is in the sample and not in the table')]);
});

test('work is counted by person and week', async () => {
  await correct(telegram, 'STEVENS ON', 'STEVENSON', 'AA');
  await correct(telegram, 'DISTANTLING', 'DISMANTLING', 'BB');
  const { value } = await place().json('work', collection);
  expect(value).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ editor: 'AA', documents: 1, acts: 1, imported: 0 }),
      expect.objectContaining({ editor: 'BB', documents: 1, acts: 1 }),
    ]),
  );
});

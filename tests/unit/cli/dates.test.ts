import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DateFinding } from '../../../shared/contract/payloads/date-findings.ts';
import { sample, workplace } from './program.ts';

const place = workplace();

test('a file of datelines is read line by line, in its order', async () => {
  const file = path.join(place().folder, 'lines.txt');
  await writeFile(file, 'Lisbon, May 20, 1941—3 p.m.\r\nundated\n\nLisbon, May 2, 1918.\n');
  const { code, value } = await place().json('dates', '--lines', file);
  expect(code).toBe(0);
  expect((value as readonly { text: string; when: string | null }[]).map(({ text, when }) => [text, when])).toEqual([
    ['Lisbon, May 20, 1941—3 p.m.', '1941-05-20T15:00:00'],
    ['undated', null],
    ['', null],
    ['Lisbon, May 2, 1918.', '1918-05-02'],
  ]);
});

test('the dates of a telegram get their year from its own date', async () => {
  const collection = path.join(place().folder, 'c');
  await place().run('import', collection, sample(3));
  const { value } = await place().json('dates', collection);
  const dates = value as readonly { text: string; when: string | null; inferred: readonly string[] }[];
  expect(dates).toContainEqual(expect.objectContaining({ text: 'NOVEMBER 13, 8 PM', when: '1962-11-13T20:00:00' }));
  expect(dates.every(({ when }) => when !== null)).toBe(true);
});

test('neither a collection nor a file, or a file that is not there, is said in a sentence', async () => {
  expect((await place().run('dates')).code).toBe(2);
  const missing = await place().run('dates', '--lines', 'nowhere.txt');
  expect([missing.code, missing.said.includes('nowhere.txt')]).toEqual([3, true]);
});

test('dates that cannot be are listed with what would mend them, and mended as an emendation', async () => {
  const file = path.join(place().folder, 'letter.txt');
  await writeFile(
    file,
    'Letter\n\nParis, November 5, 1962.\n\nI saw him on Monday, November 13, 1962, and on June 31, 1962.\n',
  );
  const collection = path.join(place().folder, 'c');
  await place().run('import', collection, file);
  const listed = async () => (await place().json('dates', collection, '--findings')).value as readonly DateFinding[];
  const before = await place().json('dates', collection, '--findings');
  expect(before.code).toBe(1);
  expect((await listed()).map(({ kind, text, fixes }) => [kind, text, fixes.length])).toEqual([
    ['other weekday', 'Monday, November 13, 1962', 2],
    ['impossible date', 'June 31, 1962', 2],
  ]);
  const fixed = await place().run('dates', collection, '--findings', '--fix', '2');
  expect([fixed.code, fixed.said]).toEqual([0, expect.stringContaining('“30” for “31”')]);
  expect((await listed()).map(({ kind }) => kind)).toEqual(['other weekday']);
  expect((await place().run('show', collection, 'letter', '--text')).out).toContain('June 30, 1962');
  const out = path.join(place().folder, 'out');
  await place().run('export', collection, '--to', 'tei', '--out', out);
  expect(await readFile(path.join(out, 'letter.xml'), 'utf8')).toMatch(/<sic>31<\/sic><corr[^>]*>30<\/corr>/);
  expect((await place().run('dates', collection, '--findings', '--fix', '9')).code).toBe(2);
});

test('where no date looks wrong, that is said', async () => {
  const collection = path.join(place().folder, 'letters');
  await place().run('import', collection, sample(3));
  const { code, out, said } = await place().run('dates', collection, '--findings');
  expect([code, out, said]).toEqual([0, '', 'No date looks wrong.\n']);
});

test('a date that was mended is an act of the document: restoring the version before takes it back', async () => {
  const file = path.join(place().folder, 'letter.txt');
  await writeFile(file, 'Letter\n\nParis, November 5, 1962.\n\nI saw him on June 31, 1962.\n');
  const collection = path.join(place().folder, 'c');
  await place().run('import', collection, file);
  const text = async () => (await place().run('show', collection, 'letter', '--text')).out;
  const before = await text();
  await place().run('dates', collection, '--findings', '--fix', '1');
  expect(await text()).toContain('June 30, 1962');
  expect((await place().run('restore', collection, 'letter', '1')).code).toBe(0);
  expect(await text()).toBe(before);
});

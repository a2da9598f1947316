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

test('what was corrected tells how much the OCR had misread', async () => {
  await place().run('correct', collection, telegram, '--find', 'STEVENS ON', '--replace', 'STEVENSON');
  const { code, value } = await place().json('error-rate', collection, telegram);
  expect(code).toBe(0);
  expect(value).toMatchObject({
    truth: 'present',
    states: [{ state: 'import', characterErrors: 2, wordErrors: 4 }],
  });
});

test('a ground truth measures the import, a version and the text as it stands', async () => {
  const { out } = await place().run('show', collection, telegram, '--text');
  const truth = path.join(place().folder, 'truth.txt');
  await writeFile(truth, 'TOP SECRET');
  const before = (await place().json('error-rate', collection, telegram, '--truth', truth, '--of-version', '1')).value;
  const { states } = before as { states: readonly { state: unknown; characterErrors: number }[] };
  expect(states.map(({ state }) => state)).toEqual(['import', 1, 'present']);
  expect(new Set(states.map(({ characterErrors }) => characterErrors)).size).toBe(1);
  expect(states[0]?.characterErrors).toBeGreaterThan(out.length / 2);
});

test('a version that is not there, a truth without a document or without a file, is said in a sentence', async () => {
  const none = await place().run('error-rate', collection, telegram, '--of-version', '9');
  expect([none.code, none.said.trim()]).toEqual([2, `There is no version 9 of “${telegram}”.`]);
  const whole = await place().run('error-rate', collection, '--truth', 'x.txt');
  expect([whole.code, whole.said.trim()]).toEqual([2, 'Name the document that --truth or --of-version belongs to.']);
  const missing = await place().run('error-rate', collection, telegram, '--truth', 'nowhere.txt');
  expect(missing.code).toBe(3);
  expect(missing.said).toContain('nowhere.txt');
});

test('an emendation mends the page, and is no misreading', async () => {
  const words = ['--find', 'DISTANTLING', '--replace', 'DISMANTLING', '--emendation'];
  await place().run('correct', collection, telegram, ...words);
  const { value } = await place().json('error-rate', collection, telegram);
  expect(value).toMatchObject({ states: [{ state: 'import', characterErrors: 0, wordErrors: 0 }] });
});

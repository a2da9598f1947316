import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { workplace } from './program.ts';

const place = workplace();

test('a collection keeps its languages, and words of one without a dictionary are not doubted for the lack of it', async () => {
  const { folder, run, json } = place();
  const collection = path.join(folder, 'c');
  const letter = path.join(folder, 'brief.txt');
  await writeFile(letter, 'Der Gesandte überreichte am Abend die Antwort der Bundesregierung.\n');
  expect((await run('import', collection, letter)).code).toBe(0);
  expect((await json('languages', collection)).value).toMatchObject({ languages: ['eng'], reader: null });
  expect(((await json('suspects', collection)).value as readonly unknown[]).length).toBeGreaterThan(3);

  const chosen = await run('languages', collection, 'deu');
  expect([chosen.code, chosen.out]).toEqual([
    0,
    'deu  no data to read pages, no dictionary\nread by the OCR of the program\n',
  ]);
  expect((await json('languages', collection)).value).toMatchObject({ languages: ['deu'] });
  const suspects = (await json('suspects', collection)).value as readonly { readonly score: number }[];
  expect(suspects.filter(({ score }) => score >= 0.05)).toEqual([]);
});

test('only a language that can be the name of a file, and a recogniser that is there, can be chosen', async () => {
  const { folder, run, userFolder } = place();
  const collection = path.join(folder, 'c');
  const letter = path.join(folder, 'letter.txt');
  await writeFile(letter, 'A letter.\n');
  expect((await run('import', collection, letter)).code).toBe(0);
  expect((await run('languages', collection, '../deu')).said).toContain('cannot be a language');
  expect((await run('languages', collection, '--reader', 'kurrent')).said).toContain('no recogniser “kurrent”');
  await mkdir(path.join(userFolder, 'readers', 'kurrent'), { recursive: true });
  expect((await run('languages', collection, '--reader', 'kurrent')).out).toContain('read by kurrent');
  expect((await run('languages', collection, '--reader', 'program')).out).toContain('read by the OCR of the program');
});

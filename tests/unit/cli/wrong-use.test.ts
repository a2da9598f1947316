import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sample, workplace } from './program.ts';

const place = workplace();

test('help and version are printed and are no failure', async () => {
  expect(await place().run('--version')).toEqual({ code: 0, out: '9.9.9\n', said: '' });
  const help = await place().run('--help');
  expect(help).toMatchObject({ code: 0, said: '' });
  for (const command of ['import', 'list', 'show', 'correct', 'tag', 'export', 'validate', 'check']) {
    expect(help.out).toContain(`\n  ${command} `);
    expect(await place().run(command, '--help')).toMatchObject({ code: 0, said: '' });
  }
  expect(help.out).toContain('Exit codes:');
});

test.each<[string, readonly string[]]>([
  ['no command', []],
  ['an unknown command', ['frobnicate']],
  ['an unknown option', ['list', 'c', '--frobnicate']],
  ['a missing collection', ['list']],
  ['a missing file', ['import', 'c']],
  ['an argument too many', ['list', 'c', 'd']],
  ['a missing --find', ['correct', 'c', '--replace', 'x']],
  ['a missing --replace', ['correct', 'c', '--find', 'x']],
  ['nothing to find', ['correct', 'c', '--find', '', '--replace', 'x']],
  ['a missing kind of tag', ['tag', 'c', 'd', '--find', 'x']],
  ['a format that there is not', ['export', 'c', '--to', 'wordstar', '--out', 'o']],
  ['a missing folder', ['export', 'c', '--to', 'tei']],
  ['text and JSON at once', ['show', 'c', 'd', '--text', '--json']],
  ['a siglum that is none', ['import', 'c', 'f', '--editor', '1 2']],
  ['an encoding that there is not', ['import', 'c', 'f', '--encoding', 'ebcdic']],
])('%s is wrong use: exit code 2, said to the person and not printed', async (_name, words) => {
  const { code, out, said } = await place().run(...words);
  expect([code, out]).toEqual([2, '']);
  expect(said).not.toBe('');
});

test('a document that there is not, or a name that two documents have, is wrong use', async () => {
  const { folder, run } = place();
  const collection = path.join(folder, 'c');
  await run('import', collection, sample(0), sample(0), '--duplicates', 'keep');
  const unknown = await run('show', collection, '000_nothing');
  expect(unknown).toMatchObject({ code: 2, out: '' });
  expect(unknown.said).toContain('There is no document “000_nothing” in the collection.');
  const ambiguous = await run('tag', collection, '000_2f139198d5bf1d28', '--find', 'x', '--as', 'person');
  expect(ambiguous).toMatchObject({ code: 2, out: '' });
  expect(ambiguous.said).toContain('More than one document is named “000_2f139198d5bf1d28”: ');
  expect((await run('export', collection, '--to', 'tei', '--out', folder, '--document', 'none')).code).toBe(2);
});

test('an expression that is none, or that takes too long, is wrong use and changes nothing', async () => {
  const { folder, run, json } = place();
  const collection = path.join(folder, 'c');
  await run('import', collection, sample(0), sample(3));
  const before = (await json('list', collection)).value;
  const bad = await run('correct', collection, '--find', '(', '--replace', 'x', '--regex');
  expect(bad).toMatchObject({ code: 2, out: '' });
  expect(bad.said).toContain('“(” cannot be looked for:');
  const slow = await run('correct', collection, '--find', '(\\w+\\s?)+#', '--replace', 'x', '--regex');
  expect(slow).toMatchObject({ code: 2, out: '' });
  expect(slow.said).toContain('took longer than 250 ms and was stopped');
  expect((await json('list', collection)).value).toEqual(before);
});

test.each<[string, readonly string[]]>([
  ['list', []],
  ['show', ['d']],
  ['correct', ['--find', 'x', '--replace', 'y']],
  ['tag', ['d', '--find', 'x', '--as', 'person']],
  ['export', ['--to', 'tei', '--out', 'o']],
  ['check', []],
])('%s of a folder that is no collection, or not there, ends with 3', async (command, words) => {
  const { folder, run } = place();
  await mkdir(path.join(folder, 'empty'));
  for (const name of ['empty', 'gone']) {
    const { code, out, said } = await run(command, path.join(folder, name), ...words);
    expect([name, code, out]).toEqual([name, 3, '']);
    expect(said).toContain('is not a collection.');
  }
});

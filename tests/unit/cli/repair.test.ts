import { appendFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sample, workplace } from './program.ts';

const place = workplace();
const letter = '004_3247f51e25b8394a.txt';
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  await place().run('import', collection, sample(4));
  await place().run('correct', collection, '--find', 'Kennedy', '--replace', 'KENNEDY', '--editor', 'AB');
});

const onlyIn = async (...parts: readonly string[]): Promise<string> => {
  const [name = ''] = (await readdir(path.join(...parts))).filter((one) => !one.startsWith('.'));
  return path.join(...parts, name);
};
const documentFolder = (): Promise<string> => onlyIn(collection, 'documents');
const journal = async (): Promise<string> => onlyIn(await onlyIn(await documentFolder(), 'journal'));

/** Makes the line of a record unreadable. */
async function damage(seq: number): Promise<void> {
  const file = await journal();
  const bytes = await readFile(file);
  bytes[bytes.indexOf(`"seq":${seq},`)] = 0;
  await writeFile(file, bytes);
}

/** Goes on in the collection and in a copy of it, and lets the two meet as a synchronised folder does. */
async function forked(): Promise<void> {
  const copy = path.join(place().folder, 'copy');
  await cp(collection, copy, { recursive: true });
  await place().run('correct', collection, '--find', 'Cuba', '--replace', 'CUBA', '--editor', 'AB');
  await place().run('correct', copy, '--find', 'Soviet', '--replace', 'SOVIET', '--editor', 'CD');
  const journals = path.join(await documentFolder(), 'journal');
  await cp(path.join(copy, path.relative(collection, journals)), journals, { recursive: true, force: false });
}

test('a check says what a repair would do, and changes nothing', async () => {
  await damage(2);
  const before = await readFile(await journal());
  const { code, out, said } = await place().run('check', collection);
  expect(code).toBe(1);
  expect(out).toContain(`The journal of “${letter}” is damaged`);
  expect(out).toMatch(/^d\w+: --repair makes a new document of what can be read of “004_\w+\.txt”, up to change 1 \(/m);
  expect(said).toContain('Nothing was changed; --repair mends what is said to be mended by it.\n');
  expect(await readFile(await journal())).toEqual(before);
});

test('a repair puts what can be read in the place of a damaged document, and says what was kept and where', async () => {
  await damage(2);
  const id = path.basename(await documentFolder());
  const { code, out, said } = await place().run('check', collection, '--repair');
  expect(code).toBe(0);
  expect(out).toContain(`is a new document in its place`);
  expect(out).toContain(`the damaged one is kept whole in recovered/replaced-${id}.\n`);
  expect(said).toMatch(/1 document, 1 journal record: 1 repair, nothing is wrong any more\.\n$/);
  expect(await readdir(path.join(collection, 'recovered'))).toEqual([`replaced-${id}`]);
  expect((await place().run('check', collection)).code).toBe(0);
});

test('two lines of changes are one document with what both did, and nothing is left to repair', async () => {
  await forked();
  expect((await place().run('check', collection, '--repair')).code).toBe(0);
  const { out } = await place().run('show', collection, letter, '--text');
  expect([out.includes('SOVIET'), out.includes('CUBA'), out.includes('Soviet')]).toEqual([true, true, false]);
  const { value } = await place().json('conflicts', collection);
  expect(value).toEqual([]);
});

test('a line that is not there, and --keep without --repair, are wrong use and change nothing', async () => {
  await forked();
  for (const words of [
    ['--repair', '--keep', 'ffffffffffff'],
    ['--keep', 'all'],
  ])
    expect((await place().run('check', collection, ...words)).code).toBe(2);
  expect(await readdir(path.join(collection, 'documents'))).toHaveLength(1);
});

test('a repair tells of an unreadable collection.json, a missing document.json and a torn end, each in a sentence', async () => {
  await writeFile(path.join(collection, 'collection.json'), '{');
  await rm(path.join(await documentFolder(), 'document.json'));
  await appendFile(await journal(), 'e3069283 9 12345');
  const found = await place().run('check', collection);
  expect([found.code, found.out]).toEqual([1, expect.stringContaining('collection: collection.json cannot be read (')]);
  const { code, out, said } = await place().run('check', collection, '--repair');
  expect(code).toBe(0);
  expect(out).toContain(`The last write to “${letter}” was cut off when the program or the computer stopped;`);
  expect(out).toContain('and the 16 bytes of the cut-off end are kept in recovered/d');
  expect(out).toContain(`document.json of “${letter}” was made again from its journal.`);
  expect(said).toContain('collection.json could not be read');
  expect((await place().run('check', collection)).code).toBe(0);
});

test('a repair of a sound collection does nothing', async () => {
  const { code, out, said } = await place().run('check', collection, '--repair');
  expect([code, out]).toEqual([0, '']);
  expect(said).toMatch(/^1 document, \d+ journal records: 0 repairs, nothing was wrong\.\n$/);
});

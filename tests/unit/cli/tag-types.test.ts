import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { TagType } from '../../../shared/tag-types/tag-types.ts';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
const telegram = '003_a5bfdc7065c2c0b6';
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(3))).code).toBe(0);
});

const types = (...words: readonly string[]) => place().run('tag-types', ...words);
const list = async (folder = collection): Promise<readonly TagType[]> =>
  (await place().json('tag-types', 'list', folder)).value as readonly TagType[];

test('tags of a type have its element in the edition; the type goes only when another takes its place, and one undo brings it back', async () => {
  await types('add', collection, 'Weapon', '--under', 'term', '--colour', 'red', '--line', 'dotted', '--key', 'x');
  await types('add', collection, 'Bomber', '--under', 'Weapon', '--element', 'objectName', '--type', 'aircraft');
  expect((await list()).map(({ name, key, hue, line, element }) => [name, key, hue, line, element])).toEqual([
    ['Weapon', 'X', 'red', 'dotted', 'term'],
    ['Bomber', '', 'teal', 'solid', 'objectName'],
  ]);
  const tagged = await place().json('tag', collection, telegram, '--find', 'IL-28', '--as', 'Bomber');
  const { tagged: count } = tagged.value as { readonly tagged: number };
  expect(count).toBeGreaterThan(0);

  let editions = 0;
  const edition = async (): Promise<string> => {
    editions += 1;
    const folder = path.join(place().folder, `out-${editions}`);
    expect((await place().run('export', collection, '--to', 'tei', '--out', folder)).code).toBe(0);
    return readFile(path.join(folder, `${telegram}.xml`), 'utf8');
  };
  expect((await edition()).match(/<objectName type="aircraft"[^>]*ana="#/g)).toHaveLength(count);

  const refused = await types('remove', collection, 'Bomber');
  expect(refused.code).toBe(1);
  expect(refused.said).toContain(`${count} tags in 1 document are of it`);
  expect((await types('remove', collection, 'Bomber', '--replace-by', 'person')).said).toContain('must be a term');
  expect((await types('remove', collection, 'Weapon', '--replace-by', 'Bomber')).said).toContain('lies under');

  expect((await types('remove', collection, 'Bomber', '--replace-by', 'Weapon')).code).toBe(0);
  expect((await edition()).match(/<term [^>]*ana="#/g)).toHaveLength(count);
  expect((await types('undo', collection)).code).toBe(0);
  expect((await edition()).match(/<objectName type="aircraft"[^>]*ana="#/g)).toHaveLength(count);

  const moved = await types('change', collection, 'Bomber', '--under', 'place', '--element', 'name');
  expect(moved.code).toBe(1);
  expect(moved.said).toContain('stays a term');
});

test('the types go to another collection as TEI, alone and with a document whose tags are of them', async () => {
  await types('add', collection, 'Weapon', '--under', 'term', '--type', 'weapon', '--note', 'Arms');
  await types('add', collection, 'Bomber', '--under', 'Weapon', '--type', 'aircraft');
  await place().run('tag', collection, telegram, '--find', 'IL-28', '--as', 'Bomber');
  const file = path.join(place().folder, 'types.xml');
  await writeFile(file, (await types('export', collection)).out);

  const other = path.join(place().folder, 'other');
  await place().run('import', other, sample(1));
  expect((await types('import', other, file)).said).toContain('2 new, 0 changed, 0 known already');
  expect((await types('import', other, file)).said).toContain('0 new, 0 changed, 2 known already');
  expect(await list(other)).toEqual(await list());

  const folder = path.join(place().folder, 'out');
  await place().run('export', collection, '--to', 'tei', '--out', folder);
  const third = path.join(place().folder, 'third');
  expect((await place().run('import', third, path.join(folder, `${telegram}.xml`))).code).toBe(0);
  expect(await list(third)).toEqual(await list());
  const inUse = await types('remove', third, 'Bomber');
  expect(inUse.said).toMatch(/[1-9]\d* tags? in 1 document (is|are) of it/);
});

test('a file without types, and a name that is no kind and no type, are told', async () => {
  expect((await types('import', collection, sample(0))).said).toContain('has no types of tags');
  const { code, said } = await place().run('tag', collection, telegram, '--find', 'CUBA', '--as', 'island');
  expect([code, said]).toEqual([2, expect.stringContaining('There is no type of tags “island”')]);
  expect((await types('add', collection, 'person', '--under', 'term')).said).toContain('named “person” already');
});

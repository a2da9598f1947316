import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { desk, granted, start, withLetter } from '../../helpers/desk.ts';

test('an edition is not written over files that are there before the person was asked, nor anywhere but where they said', async () => {
  const ask = await start();
  const { documents } = await withLetter(ask);
  const folder = path.join(desk.folder, 'tei');
  const file = path.join(folder, '004_3247f51e25b8394a.XML');
  await mkdir(folder);
  await writeFile(file, 'mine');
  desk.chosenFolder = folder;
  const argument = {
    documents: documents.map(({ id }) => id),
    format: 'tei',
    view: null,
    writeInvalid: false,
  } as const;
  const asked = granted(await ask('edition:export', { ...argument, overwrite: false }));
  expect(asked).toEqual({ kind: 'exists', folder, files: [file] });
  expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual(['mine', [path.basename(file)]]);
  granted(await ask('edition:show-in-folder', null));
  expect(desk.shown).toEqual([]);
  desk.chosenFolder = path.join(desk.folder, 'elsewhere');
  expect(granted(await ask('edition:export', { ...argument, overwrite: true }))).toMatchObject({
    kind: 'written',
    folder,
  });
  expect(await readdir(desk.folder)).not.toContain('elsewhere');
});

test('a page that asks to overwrite before anything was chosen is answered with the dialog', async () => {
  const ask = await start();
  const { documents } = await withLetter(ask);
  const folder = path.join(desk.folder, 'tei');
  await mkdir(folder);
  await writeFile(path.join(folder, '004_3247f51e25b8394a.xml'), 'mine');
  desk.chosenFolder = folder;
  const argument = {
    documents: documents.map(({ id }) => id),
    format: 'tei',
    view: null,
    writeInvalid: false,
    overwrite: true,
  } as const;
  expect(granted(await ask('edition:export', argument))).toMatchObject({ kind: 'exists' });
});

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { desk, granted, start, withLetter } from '../../helpers/desk.ts';
import { drawnPage } from '../../helpers/image-files.ts';
import { contextOn, newCollection } from '../../helpers/storage-fixtures.ts';

/** A dropped folder with these files. */
async function dropped(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = path.join(desk.folder, 'dropped');
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  desk.dropped.add(folder);
  return folder;
}

test('how several images become documents is asked before anything is imported, and the answer is kept to', async () => {
  const ask = await start();
  await withLetter(ask);
  const page = await drawnPage('png');
  const folder = await dropped({
    'a-1.png': page,
    'a-2.png': page,
    'memo.png': page,
    'note.txt': 'TOP SECRET',
    'x.css': 'p { color: red }',
  });
  const { question, imported } = granted(await ask('collection:import', { files: [folder] })) ?? {};
  expect(imported).toEqual([]);
  expect(granted(await ask('collection:documents', null))).toHaveLength(1);
  expect(question).toEqual({
    plan: expect.any(String),
    texts: 1,
    divisions: {
      proposed: [['a-1.png', 'a-2.png'], ['memo.png']],
      together: [['a-1.png', 'a-2.png', 'memo.png']],
      'one each': [['a-1.png'], ['a-2.png'], ['memo.png']],
    },
    doubtful: [path.join(folder, 'x.css')],
  });
  const answer = { plan: question?.plan ?? '', division: 'proposed', asTexts: ['/etc/passwd'] } as const;
  const outcome = granted(await ask('collection:import-as', answer));
  expect(outcome?.imported.map(({ source }) => source)).toEqual(['note.txt', 'a-1.png', 'memo.png']);
  expect(outcome?.refused).toEqual([]);
  expect(granted(await ask('collection:import-as', answer))).toBeNull();
});

test('a file that is not named like a text comes in when the person says so', async () => {
  const ask = await start();
  await withLetter(ask);
  const folder = await dropped({ 'letter.dat2': 'Dear Mr. President' });
  const { question } = granted(await ask('collection:import', { files: [folder] })) ?? {};
  const answer = { plan: question?.plan ?? '', division: 'proposed', asTexts: question?.doubtful ?? [] } as const;
  const outcome = granted(await ask('collection:import-as', answer));
  expect(outcome?.imported.map(({ source }) => source)).toEqual(['letter.dat2']);
});

test('a collection among what was dropped is named, and may be opened; others may not', async () => {
  const ask = await start();
  await withLetter(ask);
  const inner = path.join(desk.folder, 'outer', 'inner');
  await (await newCollection(inner, contextOn(nodeFileSystem))).close();
  expect(await ask('collection:open', { folder: inner })).toMatchObject({ ok: false });
  desk.dropped.add(path.join(desk.folder, 'outer'));
  const outcome = granted(await ask('collection:import', { files: [path.join(desk.folder, 'outer')] }));
  expect(outcome).toMatchObject({ imported: [], collections: [inner], refused: [{ file: inner }] });
  expect(granted(await ask('collection:open', { folder: inner }))).toBeNull();
  desk.confirms = true;
  expect(granted(await ask('collection:open', { folder: inner }))).toMatchObject({ title: 'Letters', documents: [] });
  expect(await ask('collection:open', { folder: path.join(desk.folder, 'outer', 'other') })).toMatchObject({
    ok: false,
  });
});

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { desk, granted, start, told, withLetter } from '../../helpers/desk.ts';
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
  const page = (width: number): Promise<Uint8Array> => drawnPage('png', { width, height: 90 });
  const folder = await dropped({
    'a-1.png': await page(61),
    'a-2.png': await page(62),
    'memo.png': await page(60),
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

/** Three letters, a copy of the first, and a file that is refused. */
const archive = {
  'a.txt': 'LETTER\n\nThe first.',
  'b.txt': 'LETTER\n\nThe second.',
  'c.txt': 'LETTER\n\nThe third.',
  'copy of a.txt': 'LETTER\n\nThe first.',
  'minutes.rtf': '{\\rtf1 Minutes}',
};

test('a folder that the person chooses comes in; documents are told of as they come, and the report is read by lines', async () => {
  const ask = await start();
  await withLetter(ask);
  const box = await dropped(archive);
  desk.chosenFolder = box;
  desk.dropped.clear();
  const outcome = granted(await ask('collection:import', { files: null, folder: true }));
  expect(outcome?.report).toEqual({
    documents: 3,
    counts: { imported: 3, duplicate: 1, refused: 1, 'left out': 0 },
    reasons: expect.any(Array),
  });
  expect(outcome).not.toHaveProperty('files');
  const folder = path.join(desk.folder, 'letters');
  expect(told('documents-added').at(-1)).toEqual({ folder, documents: outcome?.imported });
  const { rows, total } = granted(await ask('collection:import-rows', { fate: null, from: 2, count: 2 }));
  expect([total, rows.map(({ fate, file }) => [fate, path.basename(file)])]).toEqual([
    5,
    [
      ['imported', 'c.txt'],
      ['duplicate', 'copy of a.txt'],
    ],
  ]);
  expect(granted(await ask('collection:import-rows', { fate: 'refused', from: 0, count: 9 })).rows).toMatchObject([
    { file: path.join(box, 'minutes.rtf'), document: null },
  ]);
});

test('duplicates of the latest import come in when the person wants it, once, and no others', async () => {
  const ask = await start();
  await withLetter(ask);
  expect(granted(await ask('collection:import-duplicates', null))).toBeNull();
  granted(await ask('collection:import', { files: [await dropped(archive)] }));
  const kept = granted(await ask('collection:import-duplicates', null));
  expect(kept?.imported.map(({ source }) => source)).toEqual(['copy of a.txt']);
  expect(granted(await ask('collection:import-duplicates', null))).toBeNull();
  expect(granted(await ask('collection:documents', null))).toHaveLength(5);
});

test('the report is written where the person says, and that of another collection is not given', async () => {
  const ask = await start();
  await withLetter(ask);
  granted(await ask('collection:import', { files: [await dropped(archive)] }));
  desk.chosenFolder = null;
  expect(granted(await ask('collection:save-import-report', { format: 'csv' }))).toBeNull();
  desk.chosenFolder = desk.folder;
  const file = granted(await ask('collection:save-import-report', { format: 'json' })) ?? '';
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ counts: { imported: 3, duplicate: 1 } });
  desk.chosenFolder = path.join(desk.folder, 'gone', 'away');
  expect(await ask('collection:save-import-report', { format: 'csv' })).toMatchObject({
    ok: false,
    fault: { what: 'The report was not written.' },
  });
  desk.chosenFolder = path.join(desk.folder, 'others');
  granted(await ask('collection:new', { title: 'Others' }));
  expect(granted(await ask('collection:import-rows', { fate: null, from: 0, count: 9 }))).toEqual({
    rows: [],
    total: 0,
  });
  expect(granted(await ask('collection:save-import-report', { format: 'csv' }))).toBeNull();
});

test('of a large import a hundred lines come at once, and figures tell of all', async () => {
  const ask = await start();
  await withLetter(ask);
  const many = Object.fromEntries(
    Array.from({ length: 130 }, (_, at) => [`${at}.txt`, `LETTER ${at}\n\nThis is letter ${at}.`]),
  );
  const outcome = granted(await ask('collection:import', { files: [await dropped(many)] }));
  expect([outcome?.imported.length, outcome?.report?.documents]).toEqual([100, 130]);
  expect(told('documents-added').flatMap(({ documents }) => documents)).toHaveLength(1 + 130);
});

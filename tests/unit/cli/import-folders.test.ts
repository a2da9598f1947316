import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { drawnPage, pdfFile } from '../../helpers/image-files.ts';
import { sample, workplace } from './program.ts';

const place = workplace();

/** Writes files below a folder, by their paths in it. */
async function tree(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

const sources = (value: unknown): readonly string[] => (value as ImportOutcome).imported.map(({ source }) => source);
const refusals = (value: unknown): readonly (readonly [string, string])[] =>
  (value as ImportOutcome).refused.map(({ file, fault }) => [path.basename(file), fault.what]);

test('a folder is read with the folders in it, in order; what the system keeps there is left out by name, and links are refused', async () => {
  const { folder, json } = place();
  const letters = await tree(path.join(folder, 'letters'), {
    'box 10/1.txt': 'Tenth.',
    'box 2/b.txt': 'Second.',
    'box 2/a.txt': 'First.',
    'here.txt': 'Here.',
    'Thumbs.db': 'x',
    'box 2/desktop.ini': 'x',
    '.DS_Store': 'x',
    '.git/config': 'x',
    '__MACOSX/here.txt': 'x',
    '~$letter.docx': 'x',
  });
  await symlink('here.txt', path.join(letters, 'link.txt'));
  execFileSync('mkfifo', [path.join(letters, 'pipe.txt')]);
  const { code, value, said } = await json('import', path.join(folder, 'c'), letters);
  expect([code, sources(value)]).toEqual([3, ['here.txt', 'a.txt', 'b.txt', '1.txt']]);
  expect(said).toContain('6 files and folders that are hidden or the system’s own were left out.\n');
  expect(refusals(value)).toEqual([
    ['link.txt', '“link.txt” is a link, and links in a folder are not followed.'],
    ['pipe.txt', '“pipe.txt” is neither a file nor a folder, but a pipe or a device.'],
  ]);
  expect((value as ImportOutcome).leftOut?.map(({ file }) => path.relative(letters, file))).toEqual([
    '__MACOSX',
    '.DS_Store',
    '.git',
    '~$letter.docx',
    'Thumbs.db',
    'box 2/desktop.ini',
  ]);
});

test('a collection that is offered as a folder of files is recognised, and nothing is made of it', async () => {
  const { folder, json, run } = place();
  const letters = path.join(folder, 'letters');
  await run('import', letters, sample(4));
  const whole = await json('import', path.join(folder, 'c'), letters);
  expect(whole.code).toBe(3);
  expect(whole.value).toMatchObject({ imported: [], collections: [letters] });
  expect(whole.said).toBe(
    '“letters” is a collection of Anchorite, and no folder of files to import. Nothing was imported or changed. Open it as a collection.\n',
  );
  const visible = (await readdir(letters)).filter((name) => !name.startsWith('.'));
  const names = visible.map((name) => path.join(letters, name));
  const parts = await json('import', path.join(folder, 'c'), ...names);
  expect(refusals(parts.value)).toEqual(
    expect.arrayContaining(
      ['collection.json', 'documents', 'journal'].map((name) => [
        name,
        `“${name}” is a part of the collection “letters”.`,
      ]),
    ),
  );
  expect(sources(parts.value)).toEqual([]);
  expect(await readdir(folder)).toEqual(['letters', 'user']);
});

test('a collection is recognised within a folder, and without its collection.json; the files beside it come in', async () => {
  const { folder, json, run } = place();
  const desk = await tree(path.join(folder, 'desk'), { 'z.txt': 'Beside it.' });
  await run('import', path.join(desk, 'letters'), sample(4));
  await run('backup', path.join(desk, 'letters'));
  const { value } = await json('import', path.join(folder, 'c'), desk);
  expect([sources(value), refusals(value).map(([, what]) => what.replace(/“.*”/, ''))]).toEqual([
    ['z.txt'],
    [' is a collection of Anchorite, and no folder of files to import.', ' is a backup of a collection.'],
  ]);
  await writeFile(path.join(desk, 'letters', 'collection.json'), '');
  expect((await json('import', path.join(folder, 'd'), path.join(desk, 'letters'))).code).toBe(3);
});

test('the source of a document may be imported from a collection by name', async () => {
  const { folder, json, run } = place();
  const letters = path.join(folder, 'letters');
  await run('import', letters, sample(4));
  const [id = ''] = await readdir(path.join(letters, 'documents'));
  const file = path.join(letters, 'documents', id, 'source', path.basename(sample(4)));
  expect(sources((await json('import', path.join(folder, 'c'), file)).value)).toEqual([path.basename(sample(4))]);
});

test('files that are no text are refused by what they hold, before anything is made', async () => {
  const { folder, json, run } = place();
  const files = await tree(path.join(folder, 'export'), {
    'manifest.json': '{"@context": "http://iiif.io/api/presentation/3/context.json", "type": "Manifest", "items": []}',
    'index.csv': 'number,date\n1762,1962-11-13\n',
    'page.html': '<!DOCTYPE html><html><body><p>TOP SECRET</p></body></html>',
    'mets.xml': '<?xml version="1.0"?><mets/>',
    'letter.rtf': '{\\rtf1 Dear Mr. President}',
    'letter.doc': Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
    'scans.zip': Buffer.from('PK\x03\x04\x14\0\0\x000001.png', 'latin1'),
    'noise.bin': Buffer.from([0, 1, 2, 3]),
  });
  const { code, value, said } = await json('import', path.join(folder, 'c'), files);
  expect([code, sources(value)]).toEqual([3, []]);
  expect(refusals(value)).toEqual([
    ['index.csv', '“index.csv” is a table of values (CSV), no text.'],
    [
      'letter.doc',
      '“letter.doc” is an office document that is locked with a password, or of a kind that is not read (Word documents are read as .docx).',
    ],
    ['letter.rtf', '“letter.rtf” is an RTF document, and this version reads plain text only.'],
    ['mets.xml', '“mets.xml” is XML of a kind that this version does not read.'],
    ['noise.bin', '“noise.bin” is of a format that this version does not know.'],
    ['page.html', '“page.html” is a web page (HTML), and this version reads plain text only.'],
    ['scans.zip', '“scans.zip” is an archive of files (ZIP).'],
    ['manifest.json', '“manifest.json” is a IIIF manifest (JSON): it names images, and none of them is beside it.'],
  ]);
  expect(said.trimEnd().split('\n')).toHaveLength(8);
  expect(await readdir(folder)).toEqual(['export']);
  await run('import', path.join(folder, 'c'), sample(4));
  const journal = path.join(folder, 'c', 'journal');
  const [replica = ''] = await readdir(journal);
  const again = await json('import', path.join(folder, 'd'), path.join(journal, replica, '000001.jsonl'));
  expect(refusals(again.value)).toEqual([['000001.jsonl', '“000001.jsonl” is a part of the collection “c”.']]);
});

test('what holds text but is not named so comes in when it is named, with a remark, and not out of a folder', async () => {
  const { folder, json } = place();
  const files = await tree(path.join(folder, 'mixed'), {
    'letter.json': 'Dear Mr. President,\nI have your letter.',
    'style.css': 'p { color: red }',
    'list.csv': 'Dear Mr. President,\nI have your letter.\n',
    'telegram.txt': 'TOP SECRET',
  });
  const whole = await json('import', path.join(folder, 'c'), files);
  expect([whole.code, sources(whole.value), refusals(whole.value).map(([name]) => name)]).toEqual([
    3,
    ['telegram.txt'],
    ['letter.json', 'list.csv', 'style.css'],
  ]);
  expect(whole.said).toContain(
    '“style.css” holds text, but is not named like a text, so it was not taken out of its folder. Nothing was imported or changed. Name it by itself to import it.',
  );
  const named = await json('import', path.join(folder, 'd'), path.join(files, 'letter.json'));
  expect([named.code, sources(named.value), named.said]).toEqual([
    0,
    ['letter.json'],
    '“letter.json” is named like a JSON file, but holds text: it was imported as text.\n',
  ]);
});

test('images that are named alike and numbered become one document, others one each, which is told; so are two ways to have it otherwise', async () => {
  const { folder, json, run } = place();
  const page = (width: number): Promise<Uint8Array> => drawnPage('png', { width, height: 90 });
  const scans = await tree(path.join(folder, 'scans'), {
    'letter-2.png': await page(62),
    'letter-1.png': await page(61),
    'memo.png': await page(60),
    'cable.pdf': pdfFile([['TOP SECRET']]),
    'deeper/letter-3.png': await page(63),
  });
  const proposed = await json('import', path.join(folder, 'a'), scans);
  expect(sources(proposed.value)).toEqual(['cable.pdf', 'letter-1.png', 'letter-3.png', 'memo.png']);
  expect(proposed.value).toMatchObject({
    divided: [['cable.pdf'], ['letter-1.png', 'letter-2.png'], ['letter-3.png'], ['memo.png']],
  });
  expect(proposed.said).toBe(
    '5 images were taken for 4 documents: cable.pdf; letter-1.png to letter-2.png; letter-3.png; memo.png. With --together they would be one, with --one-each 5 documents.\n',
  );
  const together = await json('import', path.join(folder, 'b'), scans, '--together');
  expect([sources(together.value), (together.value as ImportOutcome).imported[0]?.anchors.length]).toEqual([
    ['cable.pdf'],
    5,
  ]);
  expect(sources((await json('import', path.join(folder, 'd'), scans, '--one-each')).value)).toHaveLength(5);
  expect((await run('import', path.join(folder, 'e'), scans, '--one-each', '--together')).code).toBe(2);
});

test('the same folder imported again goes on: what is there is left out with the document it is, or kept when asked; the report is a file', async () => {
  const { folder, json, run } = place();
  const box = await tree(path.join(folder, 'box'), { 'a.txt': 'The first.', 'b.txt': 'The second.' });
  const letters = path.join(folder, 'c');
  await run('import', letters, box);
  await tree(box, { 'c.txt': 'The third.', 'a again.txt': 'The first.' });
  const again = await json('import', letters, box, '--report', path.join(folder, 'report.csv'));
  expect([again.code, sources(again.value)]).toEqual([0, ['c.txt']]);
  const { imported, duplicates } = again.value as ImportOutcome;
  expect(duplicates?.map(({ file, of }) => [path.basename(file), of])).toEqual([
    ['a again.txt', 'a.txt'],
    ['a.txt', 'a.txt'],
    ['b.txt', 'b.txt'],
  ]);
  expect(again.said).toContain(
    '“a again.txt” was left out. The same is in the collection already, imported from “a.txt”. With --duplicates keep it would be a document of its own.\n',
  );
  const lines = (await readFile(path.join(folder, 'report.csv'), 'utf8')).split('\r\n');
  expect(lines.slice(0, 2)).toEqual([
    'fate,file,document,why',
    `imported,${path.join(box, 'c.txt')},${imported[0]?.id},`,
  ]);
  const kept = await json('import', letters, path.join(box, 'a.txt'), '--duplicates', 'keep');
  expect([kept.code, sources(kept.value)]).toEqual([0, ['a.txt']]);
  const unwritten = await json('import', letters, box, '--report', path.join(folder, 'no', 'such', 'report.csv'));
  expect(unwritten.said).toContain('The report could not be written to');
});

test('of many files that are told of, a hundred are named and all are counted by their reasons', async () => {
  const { folder, json } = place();
  const box = await tree(
    path.join(folder, 'box'),
    Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`${at}.rtf`, '{\\rtf1 Sir}'])),
  );
  await tree(box, { 'a.txt': 'A letter.' });
  const { code, value, said } = await json('import', path.join(folder, 'c'), box);
  expect(code).toBe(3);
  expect((value as { readonly reasons: unknown }).reasons).toContainEqual({
    fate: 'refused',
    reason: '… is an RTF document, and this version reads plain text only.',
    files: 120,
  });
  expect(said).toContain('… and 20 more of this kind.\n');
  expect(said).toContain('120 files refused: … is an RTF document, and this version reads plain text only.\n');
});

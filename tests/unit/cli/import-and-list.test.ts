import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { sample, samples, workplace } from './program.ts';

const place = workplace();

const anchors = (kind: string, ...labels: readonly string[]): readonly (readonly [string, string])[] =>
  labels.map((label) => [kind, label]);

test('the five sample documents come in with their pages, notes and types', async () => {
  const { folder, run, json } = place();
  const collection = path.join(folder, 'a collection');
  const imported = await run('import', collection, ...samples);
  expect(imported.code).toBe(0);
  expect(imported.out.trimEnd().split('\n')).toHaveLength(5);
  const { code, value } = await json('list', collection);
  const documents = value as readonly DocumentSummary[];
  expect(code).toBe(0);
  expect(documents.map(({ source }) => source)).toEqual(samples.map((file) => path.basename(file)));
  expect(documents.map(({ notes, corrections, tags }) => [notes, corrections, tags])).toEqual([
    [1, 0, 0],
    [4, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
    [3, 0, 0],
  ]);
  expect(documents.map((document) => document.anchors.map(({ kind, label }) => [kind, label]))).toEqual([
    [
      ...anchors('facsimile', '1', '2'),
      ...anchors('typeset', '1359'),
      ...anchors('facsimile', '3', '4', '5'),
      ...anchors('typeset', '1360'),
    ],
    [],
    [],
    anchors('facsimile', '1', '2', '3', '4'),
    anchors('page', '200'),
  ]);
  expect(documents.map(({ type }) => type)).toEqual(['letter', 'telegram', 'message', 'telegram', 'letter']);
  expect(new Set(documents.map(({ id }) => id)).size).toBe(5);
});

test('the source is kept byte for byte', async () => {
  const { folder, json } = place();
  const collection = path.join(folder, 'c');
  const { value } = await json('import', collection, sample(3));
  const [document] = (value as { imported: readonly DocumentSummary[] }).imported;
  const kept = path.join(collection, 'documents', document?.id ?? '', 'source');
  expect(await readFile(path.join(kept, path.basename(sample(3))))).toEqual(await readFile(sample(3)));
});

test('one bad file does not hold up the good ones, is told in a sentence, and ends with 3', async () => {
  const { folder, json } = place();
  const collection = path.join(folder, 'c');
  const bad = path.join(folder, 'bad');
  await mkdir(path.join(bad, 'a-folder.txt'), { recursive: true });
  await writeFile(path.join(bad, 'empty.txt'), '');
  await writeFile(path.join(bad, 'latin.txt'), Buffer.from('caf\xe9 au lait', 'latin1'));
  await writeFile(path.join(bad, 'nul.txt'), 'before\0after');
  await writeFile(path.join(bad, 'long.txt'), Buffer.alloc(50_000_000, 'x '));
  const names = ['a-folder.txt', 'empty.txt', 'latin.txt', 'nul.txt', 'long.txt', 'gone.txt'];
  const files = names.map((name) => path.join(bad, name));
  const { code, value, said } = await json('import', collection, sample(0), ...files, sample(1));
  const outcome = value as {
    imported: readonly DocumentSummary[];
    refused: readonly { file: string; fault: { what: string } }[];
  };
  expect(code).toBe(3);
  expect(outcome.imported.map(({ source }) => source)).toEqual(
    [sample(0), sample(1)].map((file) => path.basename(file)),
  );
  expect(outcome.refused.map(({ file }) => file)).toEqual(files);
  expect(outcome.refused.map(({ fault }) => fault.what)).toEqual([
    '“a-folder.txt” is a folder without files that could be imported.',
    '“empty.txt” holds no text.',
    '“latin.txt” is not valid UTF-8: the byte 0xE9 at offset 3 cannot be decoded.',
    '“nul.txt” is not a text: it holds a NUL character at byte 6.',
    '“long.txt” has 47.7 MB; a text may have 32 MB at most.',
    '“gone.txt” was not found.',
  ]);
  for (const { fault } of outcome.refused) expect(said).toContain(fault.what);
  expect(((await json('list', collection)).value as unknown[]).length).toBe(2);
  expect((await json('check', collection)).code).toBe(0);
});

test('older Windows texts and UTF-16 are read when they say so, or when the person does', async () => {
  const { folder, run } = place();
  const collection = path.join(folder, 'c');
  const latin = path.join(folder, 'latin.txt');
  const wide = path.join(folder, 'wide.txt');
  await writeFile(latin, Buffer.from('caf\xe9 au lait', 'latin1'));
  await writeFile(wide, Buffer.from('\uFEFFcaf\xe9 au lait', 'utf16le'));
  expect((await run('import', collection, latin, '--encoding', 'windows-1252')).code).toBe(0);
  expect((await run('import', collection, wide)).code).toBe(0);
  for (const name of ['latin', 'wide'])
    expect((await run('show', collection, name, '--text')).out).toBe('café au lait\n');
});

test('an import prints what it left out of a web page, how much it is, and what it says', async () => {
  const { folder, run, json } = place();
  const page = path.join(folder, 'page.txt');
  const breadcrumbs = 'Home > Historical Documents > Volume I';
  await writeFile(
    page,
    `${breadcrumbs}\n\nLetter From the Minister to the King\n\nFredville, May 3, 1934.\n\nThe pier is ready.\n`,
  );
  const sentence = `“page.txt”: taken for what surrounds the document and left out of its exports, one passage of 7 words: “${breadcrumbs}”.`;
  expect((await run('import', path.join(folder, 'c'), page)).said).toBe(`${sentence}\n`);
  const { value } = await json('import', path.join(folder, 'd'), page);
  expect((value as { remarks: readonly string[] }).remarks).toEqual([sentence]);
});

const twoTelegrams = [1, 2]
  .map(
    (day) =>
      `${day}. Telegram From the Legation in Freedonia to the Department of State\n\nFredville, April ${day}, 1934.\n\nThe café on the pier is let.\n\n`,
  )
  .join('');

test('a text with several documents is told of, and becomes a document each when the person wants it', async () => {
  const { folder, run, json } = place();
  const [collection, page] = [path.join(folder, 'c'), path.join(folder, 'page.txt')];
  await writeFile(page, twoTelegrams);
  expect((await run('import', collection, page)).said).toBe(
    '“page.txt” seems to hold 2 documents and was imported as one. With --divide each would be a document of its own.\n',
  );
  const { value, said } = await json('import', path.join(folder, 'd'), page, '--divide');
  const { imported } = value as { imported: readonly DocumentSummary[] };
  expect(said).toBe('');
  expect(imported.map(({ source, number, date }) => [source, number, date])).toEqual([
    ['page 1.txt', '1', 'April 1, 1934'],
    ['page 2.txt', '2', 'April 2, 1934'],
  ]);
});

test.each([
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${twoTelegrams}`), []],
  ['UTF-16', Buffer.from(`\uFEFF${twoTelegrams}`, 'utf16le'), []],
  ['Windows-1252', Buffer.from(twoTelegrams, 'latin1'), ['--encoding', 'windows-1252']],
])('the parts of a divided text are its bytes: %s', async (_, bytes, options) => {
  const { folder, run, json } = place();
  const [collection, page] = [path.join(folder, 'c'), path.join(folder, 'page.txt')];
  await writeFile(page, bytes);
  const { value } = await json('import', collection, page, '--divide', ...options);
  const { imported } = value as { imported: readonly DocumentSummary[] };
  const kept = imported.map(({ id, source }) => readFile(path.join(collection, 'documents', id, 'source', source)));
  expect(Buffer.concat(await Promise.all(kept))).toEqual(bytes);
  expect((await run('show', collection, 'page 2', '--text')).out).toContain('The café on the pier is let.');
});

test('a folder with something else in it does not become a collection', async () => {
  const { folder, run } = place();
  await writeFile(path.join(folder, 'thesis.doc'), 'x');
  const { code, out, said } = await run('import', folder, sample(0));
  expect([code, out]).toEqual([3, '']);
  expect(said).toContain('is not a collection, and it is not empty, so none can be made there.');
  expect((await readdir(folder)).sort()).toEqual(['thesis.doc', 'user']);
});

test('when all of an import is refused, no collection is left where there was none', async () => {
  const { folder, run } = place();
  const [text, picture] = [path.join(folder, 'empty.txt'), path.join(folder, 'cut.png')];
  await writeFile(text, '');
  await writeFile(picture, Buffer.from('\x89PNG\r\n\x1a\nxx', 'latin1'));
  const { code, said } = await run('import', path.join(folder, 'new', 'c'), text, picture);
  expect(code).toBe(3);
  expect(said).toBe(
    '“empty.txt” holds no text. Nothing was imported or changed. Check that the right file was chosen.\n' +
      '“cut.png” is a damaged PNG image: it has no header. Nothing was imported or changed. Copy or scan it again, or save it anew with an image editor.\n',
  );
  expect((await readdir(folder)).sort()).toEqual(['cut.png', 'empty.txt', 'user']);
});

test('a folder that was there stays, and it is told that it is a collection now', async () => {
  const { folder, run, json } = place();
  const [text, collection] = [path.join(folder, 'empty.txt'), path.join(folder, 'c')];
  await writeFile(text, '');
  await mkdir(collection);
  await writeFile(path.join(collection, '.hidden'), 'x');
  const { code, said } = await run('import', collection, text);
  expect(code).toBe(3);
  expect(said).toContain(`“${collection}” is a new collection, with nothing in it.\n`);
  expect((await readdir(collection)).sort()).toEqual([
    '.gitattributes',
    '.gitignore',
    '.hidden',
    'collection.json',
    'journal',
  ]);
  const again = await run('import', collection, text);
  expect([again.code, again.said.includes('is a new collection')]).toEqual([3, false]);
  expect(await json('list', collection)).toEqual({ code: 0, value: [], said: '' });
});

test('an import that was stopped before its first document leaves no collection either', async () => {
  const { folder, runInterrupted } = place();
  expect((await runInterrupted('import', path.join(folder, 'c'), sample(0))).code).toBe(130);
  expect(await readdir(folder)).toEqual([]);
});

test('a text that is named like an image comes in with a remark, and what is neither is refused', async () => {
  const { folder, json } = place();
  const collection = path.join(folder, 'c');
  const file = (name: string): string => path.join(folder, name);
  await writeFile(file('letter.webp'), 'Dear Mr. President, I have received your letter.\n');
  await writeFile(file('noise.jpg'), Buffer.from([0x41, 0xff, 0xfe, 0x80, 0x81]));
  await writeFile(file('zeros.tif'), Buffer.alloc(64));
  await writeFile(file('packed.pdf'), Buffer.from('PK\x03\x04', 'latin1'));
  const names = ['letter.webp', 'noise.jpg', 'zeros.tif', 'packed.pdf'];
  const { code, value, said } = await json('import', collection, ...names.map(file));
  const remark = '“letter.webp” is named like an image, but holds text: it was imported as text.';
  expect(code).toBe(3);
  expect(value).toMatchObject({ imported: [{ source: 'letter.webp' }], remarks: [remark] });
  const kept =
    'Nothing was imported or changed. Copy it again from where it comes from; if it is a text, import it with its encoding.';
  expect(said.trimEnd().split('\n')).toEqual([
    remark,
    `“zeros.tif” is named like an image, but holds neither an image nor a text. ${kept}`,
    `“packed.pdf” is named like a PDF, but holds neither a PDF nor a text. ${kept}`,
    `“noise.jpg” is named like an image, but holds neither an image nor a text. ${kept}`,
  ]);
  const shown = await json('show', collection, 'letter');
  expect(shown.value).toMatchObject({ report: { remarks: [{ what: remark, source: null }] } });
});

test('the title and the editor are those that the person gives', async () => {
  const { folder, run, json } = place();
  const collection = path.join(folder, 'c');
  await run('import', collection, sample(0), '--title', 'Cuba 1962', '--editor', 'EG');
  const file = JSON.parse(await readFile(path.join(collection, 'collection.json'), 'utf8')) as { title: string };
  expect(file.title).toBe('Cuba 1962');
  const [document] = (await json('list', collection)).value as readonly DocumentSummary[];
  expect(document?.changedBy).toBe('EG');
});

test('a person reads a table with a line a document', async () => {
  const { folder, run } = place();
  const collection = path.join(folder, 'c');
  await run('import', collection, sample(0), sample(4));
  const lines = (await run('list', collection)).out.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]?.split(/\s+/)).toEqual([
    '#',
    'id',
    'source',
    'type',
    'status',
    'anchors',
    'notes',
    'corrections',
    'tags',
    'words',
    'title',
  ]);
  expect(lines[2]).toContain('004_3247f51e25b8394a.txt');
});

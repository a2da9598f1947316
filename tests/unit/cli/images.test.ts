import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { drawnPage, greyTiff, pdfFile } from '../../helpers/image-files.ts';
import { sample, workplace } from './program.ts';

const place = workplace();

async function written(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

const labelsOf = (documents: readonly DocumentSummary[]): readonly (readonly string[])[] =>
  documents.map(({ anchors }) => anchors.map(({ kind, label }) => `${kind} ${label}`));

const inserted = (json: unknown): readonly DocumentSummary[] => (json as ImportOutcome).imported;

test('images of one command become one document, page by page in the order of their numbers', async () => {
  const { folder, json, run } = place();
  const files: string[] = [];
  for (const number of [10, 2, 1])
    files.push(await written(folder, `page ${number}.png`, await drawnPage('png', { text: `Page ${number}` })));
  const collection = path.join(folder, 'c');
  const { code, value } = await json('import', collection, ...files);
  expect(code).toBe(0);
  const [document] = inserted(value);
  expect(document).toMatchObject({ title: 'page 1', source: 'page 1.png', words: 0 });
  expect(labelsOf(inserted(value))).toEqual([['facsimile 1', 'facsimile 2', 'facsimile 3']]);
  const facsimile = path.join(collection, 'documents', document?.id ?? '', 'facsimile');
  expect((await readdir(facsimile)).sort()).toEqual(['page 1.png', 'page 10.png', 'page 2.png']);
  expect(await readFile(path.join(facsimile, 'page 10.png'))).toEqual(await readFile(files[0] ?? ''));
  expect((await run('check', collection)).code).toBe(0);
});

test('each image becomes a document of its own with --one-each', async () => {
  const { folder, json } = place();
  const files = [
    await written(folder, 'b.png', await drawnPage('png')),
    await written(folder, 'a.tif', greyTiff([0, 255])),
  ];
  const { value } = await json('import', path.join(folder, 'c'), ...files, '--one-each');
  expect(inserted(value).map(({ title }) => title)).toEqual(['a', 'b']);
  expect(labelsOf(inserted(value))).toEqual([['facsimile 1', 'facsimile 2'], ['facsimile 1']]);
});

test('the text layer of a PDF becomes the text, with its line ends', async () => {
  const { folder, json, run } = place();
  const file = await written(
    folder,
    'telegram.pdf',
    pdfFile([['From Moscow to the Secre-', 'tary of State'], ['Page two']]),
  );
  const collection = path.join(folder, 'c');
  const [document] = inserted((await json('import', collection, file)).value);
  expect(document?.words).toBe(9);
  const { out } = await run('show', collection, 'telegram', '--text');
  expect(out).toContain('From Moscow to the Secre');
  expect(out).toContain('Page two');
  const journals = path.join(collection, 'documents', document?.id ?? '', 'journal');
  const [replica = ''] = await readdir(journals);
  const journal = await readFile(path.join(journals, replica, '000001.jsonl'), 'utf8');
  expect(journal).toContain('"role":"text layer"');
  expect(journal).toContain('{"type":"lineBreak","attrs":{"joins":true,"origin":null}}');
});

test('texts and images of one command come in side by side, and what is wrong with one is told', async () => {
  const { folder, json } = place();
  const cut = await written(folder, 'cut.jpg', (await drawnPage('jpeg')).subarray(0, 3000));
  const whole = await written(folder, 'whole.jpg', await drawnPage('jpeg'));
  const { code, value, said } = await json('import', path.join(folder, 'c'), sample(3), cut, whole);
  expect(code).toBe(3);
  expect(inserted(value).map(({ source }) => source)).toEqual([path.basename(sample(3)), 'whole.jpg']);
  expect(said).toContain('“cut.jpg” is cut off');
});

test('a cancelled import of images leaves nothing behind', async () => {
  const { folder, run, runInterrupted } = place();
  const collection = path.join(folder, 'c');
  await run('import', collection, sample(3));
  const files = [await written(folder, 'a.png', await drawnPage('png'))];
  expect((await runInterrupted('import', collection, ...files)).code).toBe(130);
  expect(await readdir(path.join(collection, 'documents'))).toHaveLength(1);
  const staged = await readdir(path.join(collection, 'staging'), { recursive: true });
  expect(staged.filter((name) => name.includes(path.sep))).toEqual([]);
});

test('images are added to a text and linked to its pages in order, and what does not fit is said', async () => {
  const { folder, json, run } = place();
  const collection = path.join(folder, 'c');
  await run('import', collection, sample(3));
  const files: string[] = [];
  for (const number of [1, 2, 3, 4, 5]) files.push(await written(folder, `${number}.png`, await drawnPage('png')));
  const first = await json('add-images', collection, path.parse(sample(3)).name, ...files.slice(0, 3));
  expect(first.code).toBe(0);
  const added = first.value as { readonly pages: readonly PageImage[]; readonly remarks: readonly string[] };
  expect(added.remarks).toEqual(['1 page of the text has no image yet; the images were linked in order.']);
  expect(new Set(added.pages.map(({ anchor }) => anchor)).size).toBe(3);
  const second = await json('add-images', collection, path.parse(sample(3)).name, ...files.slice(3));
  const all = second.value as typeof added;
  expect(all.remarks).toEqual([
    '1 image of 2 found no page in the text and is not linked; the others were linked in order.',
  ]);
  expect(all.pages.map(({ name, anchor }) => [name, anchor !== null])).toEqual([
    ['1.png', true],
    ['2.png', true],
    ['3.png', true],
    ['4.png', true],
    ['5.png', false],
  ]);
});

test('a check tells of an image that is gone and of one that is another now', async () => {
  const { folder, json, run } = place();
  const collection = path.join(folder, 'c');
  const files = [
    await written(folder, 'a.png', await drawnPage('png')),
    // Another picture also where no font is installed.
    await written(folder, 'b.png', await drawnPage('png', { text: 'Other', width: 360 })),
  ];
  const [document] = inserted((await json('import', collection, ...files, '--together')).value);
  const facsimile = path.join(collection, 'documents', document?.id ?? '', 'facsimile');
  await rm(path.join(facsimile, 'a.png'));
  const other = await readFile(path.join(facsimile, 'b.png'));
  other[other.length - 20] = 255 - (other[other.length - 20] ?? 0);
  await writeFile(path.join(facsimile, 'b.png'), other);
  const { code, out, said } = await run('check', collection);
  expect(code).toBe(1);
  expect(out + said).toContain('The image a.png of “a.png” is not in');
  expect(out + said).toContain('The image b.png of “a.png” is not the one that was imported');
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { readLayout } from '../../../shared/import/ocr/read-layout.ts';
import { greyTiff } from '../../helpers/image-files.ts';
import { sample, samples, workplace } from './program.ts';

const place = workplace();
const stem = path.parse(sample(3)).name;
const fixtures = path.join(import.meta.dirname, '../../../fixtures');
const page = (number: number, ending: 'webp' | 'xml'): string =>
  path.join(fixtures, 'facsimiles', stem, `000${number}.${ending}`);

const importedOf = (value: unknown) => (value as ImportOutcome).imported;

test('layouts beside images give their document its text, and where it stands on the pages', async () => {
  const { folder, json, run } = place();
  const collection = path.join(folder, 'c');
  const { code, value } = await json(
    'import',
    collection,
    page(2, 'xml'),
    page(1, 'webp'),
    page(1, 'xml'),
    page(2, 'webp'),
  );
  expect(code).toBe(0);
  const [document, ...more] = importedOf(value);
  expect(more).toEqual([]);
  expect(document).toMatchObject({
    title: 'Telegram 1762 from New York, November 13, 1962',
    type: 'telegram',
    number: '1762',
    source: '0001.webp',
  });
  expect(document?.words).toBeGreaterThan(300);
  expect(document?.anchors.map(({ label }) => label)).toEqual(['1', '2']);
  const out = path.join(folder, 'alto');
  expect((await json('export', collection, '--to', 'alto', '--out', out)).code).toBe(0);
  expect(await readdir(path.join(out, '0001'))).toEqual(['0001.xml', '0002.xml']);
  for (const number of [1, 2]) {
    const written = readLayout([await readFile(path.join(out, '0001', `000${number}.xml`), 'utf8')]);
    const given = readLayout([await readFile(page(number, 'xml'), 'utf8')]);
    expect(written.kind === 'layout' && written.pages[0]).toEqual(given.kind === 'layout' && given.pages[0]);
  }
  expect((await run('check', collection)).code).toBe(0);
  const again = await run('export', collection, '--to', 'alto', '--out', out);
  expect(again.code).toBe(3);
  expect(again.said).toContain('2 files are there already, so nothing was written:');
  expect((await run('export', collection, '--to', 'alto', '--out', out, '--overwrite')).code).toBe(0);
});

test('each image keeps its own layout with --each', async () => {
  const { folder, json } = place();
  const { value } = await json(
    'import',
    path.join(folder, 'c'),
    page(1, 'webp'),
    page(2, 'webp'),
    page(2, 'xml'),
    '--each',
  );
  expect(importedOf(value).map(({ title, words }) => [title, words > 0])).toEqual([
    ['0001', false],
    ['0002', true],
  ]);
});

test('a layout without its image becomes a text that says so', async () => {
  const { folder, json, run } = place();
  const collection = path.join(folder, 'c');
  const file = path.join(fixtures, 'layout/two-pages.hocr');
  const { code, value } = await json('import', collection, file);
  expect(code).toBe(0);
  expect(importedOf(value)).toMatchObject([{ title: 'two-pages', source: 'two-pages.hocr' }]);
  expect(importedOf(value)[0]?.anchors).toHaveLength(2);
  const shown = await json('show', collection, 'two-pages');
  expect(JSON.stringify(shown.value)).toContain('without their images');
  expect((await run('check', collection)).code).toBe(0);
  expect((await run('export', collection, '--to', 'tei', '--out', path.join(folder, 'tei'))).code).toBe(0);
});

test('images and layouts are added to a text, in one go or one after the other', async () => {
  const { folder, json } = place();
  const collection = path.join(folder, 'c');
  await json('import', collection, ...samples.slice(3, 4));
  const first = await json('add-images', collection, stem, page(1, 'webp'), page(1, 'xml'), page(2, 'webp'));
  expect(first).toMatchObject({ code: 0, value: { done: 2, refused: [], gaveText: false } });
  const second = await json('add-images', collection, stem, page(2, 'xml'));
  expect(second).toMatchObject({ code: 0, value: { done: 1, refused: [], gaveText: false } });
  const out = path.join(folder, 'alto');
  await json('export', collection, '--to', 'alto', '--out', out);
  expect(await readdir(path.join(out, stem))).toEqual(['0001.xml', '0002.xml']);
});

test('a layout of another shape, one that is broken and one too many are each told in a sentence', async () => {
  const { folder, json, run } = place();
  const collection = path.join(folder, 'c');
  const wide = path.join(folder, 'wide.tif');
  await writeFile(wide, greyTiff([200], 900, 300));
  await json('import', collection, wide);
  const shape = await run('add-images', collection, 'wide', page(1, 'xml'));
  expect(shape.code).toBe(3);
  expect(shape.said).toContain('“0001.xml” describes a page of');
  expect(shape.said).toContain('and the image “wide.tif” has');
  const broken = await run('add-images', collection, 'wide', path.join(fixtures, 'hostile/layout-cut-short.xml'));
  expect(broken.code).toBe(3);
  expect(broken.said).toContain('“layout-cut-short.xml” is not well-formed XML');
  const many = await run('add-images', collection, 'wide', page(1, 'xml'), page(2, 'xml'));
  expect(many.said).toContain('there is no page image for it');
});

test('images that came without text get it from layouts later, in one act, against which corrections count', async () => {
  const { folder, json, run } = place();
  const collection = path.join(folder, 'c');
  await run('import', collection, page(1, 'webp'), page(2, 'webp'));
  const added = await json('add-images', collection, '0001', page(1, 'xml'), page(2, 'xml'));
  expect(added).toMatchObject({ code: 0, value: { done: 2, gaveText: true } });
  const [row] = (await json('list', collection)).value as readonly { words: number; corrections: number }[];
  expect(row?.words).toBeGreaterThan(300);
  expect(row?.corrections).toBe(0);
  expect((await run('check', collection)).code).toBe(0);
});

test('images whose layout is refused make no document without words', async () => {
  const { folder, json } = place();
  const other = path.join(folder, 'other.xml');
  const alto = await readFile(page(1, 'xml'), 'utf8');
  await writeFile(other, alto.replace(/<fileName>[^<]*</, '<fileName>another-book.tif<'));
  const { code, value } = await json('import', path.join(folder, 'c'), page(1, 'webp'), page(2, 'webp'), other);
  expect(code).not.toBe(0);
  expect(importedOf(value)).toEqual([]);
  expect((value as ImportOutcome).refused[0]?.fault.what).toContain('another-book.tif');
});

test('names that a layout tags are tags of the document, of which its journal knows', async () => {
  const { folder, json, run } = place();
  const file = path.join(folder, 'tagged.xml');
  await writeFile(
    file,
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page imageFilename="a.png" imageWidth="1000" imageHeight="800"><TextRegion id="r"><TextLine id="l" custom="person {offset:0; length:7;} place {offset:11; length:9;}"><TextEquiv><Unicode>Firefly of Fredville writes to nobody.</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>',
  );
  const collection = path.join(folder, 'c');
  expect((await json('import', collection, file)).code).toBe(0);
  const { annotations } = (await json('show', collection, 'tagged')).value as {
    annotations: readonly { kind: string; text: string }[];
  };
  expect(annotations.map(({ kind, text }) => [kind, text])).toEqual([
    ['person', 'Firefly'],
    ['place', 'Fredville'],
  ]);
  expect((await run('check', collection)).code).toBe(0);
  const out = path.join(folder, 'tei');
  expect((await run('export', collection, '--to', 'tei', '--out', out)).code).toBe(0);
  const [tei = ''] = await readdir(out);
  expect(await readFile(path.join(out, tei), 'utf8')).toContain('Firefly</persName>');
});

test('layouts that are compressed are read, whatever their format and their name', async () => {
  const { folder, run, json } = place();
  const hocr = `<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page" title="bbox 0 0 100 100"><span class="ocr_line" title="bbox 0 0 90 9"><span class="ocrx_word" title="bbox 0 0 90 9">packed</span></span></div></body></html>`;
  const page = `<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="p.png" imageWidth="100" imageHeight="100"><TextRegion><TextLine><TextEquiv><Unicode>packed</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>`;
  for (const [name, text] of [
    ['a.hocr.gz', hocr],
    ['b.xml.gz', page],
    ['c.gz', page],
  ] as const) {
    await writeFile(path.join(folder, name), gzipSync(text));
    const collection = path.join(folder, `c-${name}`);
    expect((await run('import', collection, path.join(folder, name))).code, name).toBe(0);
    const [document] = (await json('list', collection)).value as readonly { readonly id: string }[];
    expect((await run('show', collection, document?.id ?? '', '--text')).out, name).toContain('packed');
  }
});

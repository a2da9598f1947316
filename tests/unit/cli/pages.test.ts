import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { typedLines, typedPage } from '../../helpers/typed-page.ts';
import { workplace } from './program.ts';

const place = workplace();

/** A photograph of 1200 by 900 pixels: a typed page, askew, on a dark desk. */
async function photographed(file: string, skew: number): Promise<void> {
  const canvas = createCanvas(1200, 900);
  const context = canvas.getContext('2d');
  context.fillStyle = '#2f2620';
  context.fillRect(0, 0, 1200, 900);
  context.translate(600, 450);
  context.rotate((skew * Math.PI) / 180);
  context.drawImage(await loadImage(typedPage(typedLines).bytes), -450, -250);
  await writeFile(file, canvas.toBuffer('image/png'));
}

const digestOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

async function fileBelow(folder: string, ending: string): Promise<string> {
  const name = (await readdir(folder, { recursive: true })).find((one) => one.endsWith(ending));
  if (name === undefined) throw new Error(`no ${ending} in ${folder}`);
  return path.join(folder, name);
}

test('a photograph is straightened and cut out as found, read so, exported so, and its file is as it was', async () => {
  const { run, json, folder } = place();
  const collection = path.join(folder, 'c');
  const photo = path.join(folder, 'photo.png');
  await photographed(photo, 4);
  expect((await run('import', collection, photo, '--editor', 'EG')).code).toBe(0);
  const digest = await digestOf(await fileBelow(collection, 'photo.png'));

  const found = (await json('pages', collection, '#1', '--page', '1', '--find')).value as { readonly angle: number };
  expect(Math.abs(found.angle + 4)).toBeLessThan(0.3);
  expect((await json('pages', collection, '#1')).value).toEqual([
    expect.not.objectContaining({ treatment: expect.anything() }),
  ]);

  const [page] = (await json('pages', collection, '#1', '--page', '1', '--find', '--apply'))
    .value as readonly PageImage[];
  const crop = page?.treatment?.crop;
  if (!crop) throw new Error('it was not cut out');
  expect(Math.abs(crop.width - 900) + Math.abs(crop.height - 500)).toBeLessThan(40);
  expect(await digestOf(await fileBelow(collection, 'photo.png'))).toBe(digest);

  expect((await run('ocr', collection, '#1')).code).toBe(0);
  expect((await run('show', collection, '#1', '--text')).out).toContain('be delivered to Ambassador Stevenson in');

  // Words lie in the edition where the picture has them: turned back, where the page was typed.
  await run('export', collection, '--to', 'alto', '--out', path.join(folder, 'alto'));
  const alto = await readFile(await fileBelow(path.join(folder, 'alto'), '.xml'), 'utf8');
  const word = /<String [^>]*CONTENT="Stevenson"[^>]*>/.exec(alto)?.[0] ?? '';
  const figure = (name: string): number => Number(new RegExp(`${name}="([-\\d.]+)"`).exec(word)?.[1]);
  const typed = typedPage(typedLines).boxes.get('Stevenson');
  if (!typed) throw new Error('not typed');
  const [right, down] = [typed.x + typed.width / 2 - 450, typed.y + typed.height / 2 - 250];
  const [sine, cosine] = [Math.sin(Math.PI / 45), Math.cos(Math.PI / 45)];
  expect(Math.abs(figure('HPOS') + figure('WIDTH') / 2 - (600 + right * cosine - down * sine))).toBeLessThan(12);
  expect(Math.abs(figure('VPOS') + figure('HEIGHT') / 2 - (450 + right * sine + down * cosine))).toBeLessThan(12);

  await run('export', collection, '--to', 'iiif', '--out', path.join(folder, 'iiif'));
  const shown = await loadImage(await fileBelow(path.join(folder, 'iiif'), '.png'));
  expect([shown.width, shown.height]).toEqual([crop.width, crop.height]);

  await run('export', collection, '--to', 'tei', '--out', path.join(folder, 'tei'));
  const tei = await fileBelow(path.join(folder, 'tei'), '.xml');
  expect((await run('validate', tei)).code).toBe(0);
  expect(await readFile(tei, 'utf8')).toMatch(/<zone type="picture" ulx="0" uly="0" lrx="1200" lry="900">\s*<graphic /);

  await run('pages', collection, '#1', '--page', '1', '--reset');
  expect((await json('pages', collection, '#1')).value).toEqual([
    expect.not.objectContaining({ treatment: expect.anything() }),
  ]);
});

test('a page is split at a gutter, and what cannot be is refused in words', async () => {
  const { run, json, folder } = place();
  const collection = path.join(folder, 'c');
  const photo = path.join(folder, 'photo.png');
  await photographed(photo, 0);
  await run('import', collection, photo, '--editor', 'EG');
  const split = (await json('pages', collection, '#1', '--page', '1', '--gutter', '600')).value as readonly PageImage[];
  expect(split.map(({ treatment }) => treatment?.crop)).toEqual([
    { x: 0, y: 0, width: 600, height: 900 },
    { x: 600, y: 0, width: 600, height: 900 },
  ]);
  expect((await run('pages', collection, '#1', '--page', '2', '--gutter', '90')).said).toContain(
    'The page cannot lie so in the image “photo.png”: the gutter at 90 is not between 600 and 1200.',
  );
  expect((await run('pages', collection, '#1', '--page', '1', '--crop', '0,0,5000,10')).code).toBe(2);
  expect((await run('pages', collection, '#1', '--page', '9', '--reset')).said).toContain('It has the pages 1 to 2.');
  expect((await json('pages', collection, '#1', '--page', '2', '--reset')).value).toHaveLength(1);
});

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadImage } from '@napi-rs/canvas';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ImageReader, imageReader, type PictureSource } from '../../../main/images/image-reader.ts';
import type { ConfinedPath } from '../../../main/storage/disk/confined-file-system.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { drawnPage, greyFields, greyTiff, pdfFile, pngClaiming, tiffFile } from '../../helpers/image-files.ts';
import { layoutText } from '../../helpers/layout-builders.ts';

const workers = builtWorkers();
let folder = '';
let reader: ImageReader;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-images-'));
  reader = imageReader({ workers: workers(), startChild: nodeChild });
});
afterEach(async () => {
  reader.close();
  await rm(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;

async function written(name: string, bytes: Uint8Array): Promise<ConfinedPath> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return { root: folder, path: file };
}

/** Sizes of the pages of a file, or the sentence that refuses it. */
async function seen(name: string, bytes: Uint8Array): Promise<unknown> {
  const outcome = await reader.inspect(await written(name, bytes), name, never);
  if (outcome.kind === 'done') return outcome.value.pages.map(({ width, height }) => `${width} × ${height}`);
  return outcome.kind === 'refused' ? outcome.fault.what : outcome.kind;
}

describe('an image file', () => {
  test('makes a page of each of its pictures', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const)
      expect(await seen(`page.${format}`, await drawnPage(format))).toEqual(['340 × 440']);
    expect(await seen('pages.tif', greyTiff([0, 128, 255]))).toEqual(['60 × 80', '60 × 80', '60 × 80']);
    expect(await seen('pages.pdf', pdfFile([['One'], ['Two']]))).toEqual(['2550 × 3300', '2550 × 3300']);
  });

  test('that is a PDF brings its text layer along, with a box for each word', async () => {
    const bytes = pdfFile([['From Moscow to', 'the Secretary'], []]);
    const outcome = await reader.inspect(await written('telegram.pdf', bytes), 'telegram.pdf', never);
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    const [first, second] = outcome.value.pages;
    expect(first?.layout && layoutText(first.layout)).toBe('From Moscow to\nthe Secretary');
    expect(second?.layout).toBeNull();
    const [word, next] = first?.layout?.blocks[0]?.lines[0]?.words ?? [];
    // 72 points from the left are 300 pixels; the line stands 700 points from the bottom of 792.
    expect(word).toMatchObject({ text: 'From', confidence: null, box: { x: 300 } });
    expect(word?.box?.y).toBeGreaterThan(290);
    expect(word?.box?.y).toBeLessThan(383);
    expect(next?.box?.x).toBeGreaterThan((word?.box?.x ?? 0) + (word?.box?.width ?? 0));
  });

  test.each<readonly [string, () => Uint8Array | Promise<Uint8Array>, string]>([
    [
      'cut.jpg',
      async () => (await drawnPage('jpeg')).subarray(0, 2000),
      '“cut.jpg” is cut off: the JPEG image ends before its picture does.',
    ],
    [
      'map.png',
      () => pngClaiming(20_000, 15_000),
      '“map.png” has 20000 × 15000 pixels (300 megapixels); a page may have 200 megapixels at most.',
    ],
    [
      'bomb.tif',
      () => tiffFile(Buffer.alloc(200), [{ ...greyFields(14_000, 14_000), 259: 8, 279: 100 }]),
      '“bomb.tif” is a damaged TIFF image: a page of it claims 196000000 bytes of picture, and the file holds 100 for it.',
    ],
    ['locked.pdf', () => pdfFile([['Secret']], { password: 'secret' }), '“locked.pdf” is locked with a password.'],
    [
      'volume.pdf',
      () => pdfFile(Array.from({ length: 5_000 }, () => [])),
      '“volume.pdf” has 5,000 pages; one file may have 2,000 at most.',
    ],
    ['half.pdf', () => pdfFile([['x']]).subarray(0, 300), '“half.pdf” is a damaged PDF: Invalid PDF structure.'],
    ['empty.png', () => new Uint8Array(0), '“empty.png” holds no pages.'],
    [
      'drawing.svg',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      '“drawing.svg” is no PNG, JPEG, TIFF, WebP, GIF, BMP or JPEG 2000 image and no PDF.',
    ],
  ])('that makes none is refused with one clear sentence: %s', async (name, bytes, sentence) => {
    expect(await seen(name, await bytes())).toBe(sentence);
  });

  test('that is refused does not hold up the next one', async () => {
    await seen('locked.pdf', pdfFile([['Secret']], { password: 'secret' }));
    expect(await seen('page.png', await drawnPage('png'))).toEqual(['340 × 440']);
  });

  test('is given up when a person cancels, and the next one is read all the same', async () => {
    const stop = new AbortController();
    const file = await written('pages.pdf', pdfFile(Array.from({ length: 400 }, () => ['word '.repeat(20)])));
    const outcome = await reader.inspect(file, 'pages.pdf', stop.signal, () => stop.abort());
    expect(outcome).toEqual({ kind: 'cancelled' });
    expect(await seen('page.png', await drawnPage('png'))).toEqual(['340 × 440']);
  });
});

describe('the pictures of a page', () => {
  const source = async (name: string, bytes: Uint8Array, given: Partial<PictureSource>): Promise<PictureSource> => ({
    ...(await written(name, bytes)),
    format: 'png',
    frame: 0,
    width: 340,
    height: 440,
    ...given,
  });

  test('are a pyramid of tiles, the smallest level first, and a small picture', async () => {
    const page = await source('large.png', await drawnPage('png', { width: 1300, height: 700 }), {
      width: 1300,
      height: 700,
    });
    const target = path.join(folder, 'tiles', 'one');
    const levels: number[] = [];
    const options = { name: 'large.png', signal: never, onLevel: (level: number) => void levels.push(level) };
    expect(await reader.makePictures('tiles', page, { root: folder, path: target }, options)).toEqual({
      kind: 'done',
      value: null,
    });
    expect(levels).toEqual([0, 1, 2]);
    expect((await readdir(target)).sort()).toEqual(['0', '1', '2', 'thumbnail.jpg']);
    expect((await readdir(path.join(target, '2'))).sort()).toEqual([
      '0_0.jpg',
      '0_1.jpg',
      '1_0.jpg',
      '1_1.jpg',
      '2_0.jpg',
      '2_1.jpg',
    ]);
    const sizeOf = async (...names: readonly string[]): Promise<string> => {
      const { width, height } = await loadImage(path.join(target, ...names));
      return `${width} × ${height}`;
    };
    expect(await sizeOf('0', '0_0.jpg')).toBe('325 × 175');
    // A tile reaches one pixel into each of its neighbours.
    expect(await sizeOf('2', '0_0.jpg')).toBe('513 × 513');
    expect(await sizeOf('2', '1_1.jpg')).toBe('514 × 189');
    expect(await sizeOf('thumbnail.jpg')).toBe('256 × 138');
  });

  test('show the page of a TIFF and of a PDF that was asked for', async () => {
    const tiff = await source('pages.tif', greyTiff([0, 200]), { format: 'tiff', frame: 1, width: 60, height: 80 });
    const rendered = await reader.render(tiff, null, 'pages.tif', never);
    if (rendered.kind !== 'done') throw new Error(rendered.kind);
    const image = await loadImage(Buffer.from(rendered.value));
    expect([image.width, image.height]).toEqual([60, 80]);
    const place = { root: folder, path: path.join(folder, 't') };
    const pdf = await source('pages.pdf', pdfFile([['One'], ['Two']]), {
      format: 'pdf',
      frame: 1,
      width: 2550,
      height: 3300,
    });
    expect(await reader.makePictures('thumbnail', pdf, place, { name: 'pages.pdf', signal: never })).toEqual({
      kind: 'done',
      value: null,
    });
    const small = await loadImage(path.join(folder, 't', 'thumbnail.jpg'));
    expect([small.width, small.height]).toEqual([198, 256]);
  });
});

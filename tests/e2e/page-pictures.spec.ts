import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { OpenedDocument } from '../../shared/contract/calls/document.ts';
import type { AnchoriteBridge } from '../../shared/contract/channel-names.ts';
import { drawnPage, greyTiff, pdfFile } from '../helpers/image-files.ts';
import { anchorite, test } from './app.ts';

declare const window: { readonly anchorite: AnchoriteBridge };
declare class Image {
  src: string;
  readonly naturalWidth: number;
  readonly naturalHeight: number;
  decode(): Promise<void>;
}

async function openedDocument(page: Page, document: string): Promise<OpenedDocument> {
  const reply = await page.evaluate(
    (id) => window.anchorite.call('document:open', { document: id as OpenedDocument['id'] }),
    document,
  );
  if (!reply.ok) throw new Error(reply.fault.what);
  return reply.value;
}

/** The size of a picture that the window loads; null when it gets none. */
const sizeOf = (page: Page, address: string): Promise<string | null> =>
  page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    try {
      await image.decode();
      return `${image.naturalWidth} × ${image.naturalHeight}`;
    } catch {
      return null;
    }
  }, address);

test('pages of every format are shown, and a picture of 100 megapixels does not hold the window up', async ({
  workFolder,
  launch,
}) => {
  const files = {
    '1.jpg': await drawnPage('jpeg', { width: 10_000, height: 10_000 }),
    '2.png': await drawnPage('png'),
    '3.tif': greyTiff([90], 700, 900),
    '4.pdf': pdfFile([['From Moscow']]),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(workFolder, name), bytes);
  const collection = path.join(workFolder, 'scans');
  const printed = await anchorite(
    'import',
    collection,
    ...Object.keys(files).map((name) => path.join(workFolder, name)),
    '--together',
    '--json',
  );
  const [document] = (JSON.parse(printed) as { readonly imported: readonly { readonly id: string }[] }).imported;
  const { page } = await launch([`--collection=${collection}`, `--document=${document?.id}`]);
  await page.getByText('From Moscow').first().waitFor();
  const { pages } = await openedDocument(page, document?.id ?? '');
  const [large, small, tiff, pdf] = pages;
  if (large?.picture?.kind !== 'tiles' || small?.picture?.kind !== 'whole') throw new Error('wrong pictures');
  const base = large.picture.address;
  const levels = large.picture.levels;
  // The largest level is the last to be made; meanwhile the window answers.
  const answered: string[] = [];
  const sharp = sizeOf(page, `${base}${levels - 1}/19_19.jpg`).then((size) => {
    answered.push('sharp');
    return size;
  });
  const whole = sizeOf(page, `${base}0/0_0.jpg`).then((size) => {
    answered.push('whole');
    return size;
  });
  await page.evaluate(() => window.anchorite.call('collection:documents', null));
  answered.push('window');
  expect([await whole, await sharp]).toEqual(['313 × 313', '273 × 273']);
  expect(answered).toEqual(['window', 'whole', 'sharp']);
  expect(await sizeOf(page, small.picture.address)).toBe('340 × 440');
  expect(await sizeOf(page, large.thumbnail ?? '')).toBe('256 × 256');
  expect(await sizeOf(page, tiff?.thumbnail ?? '')).toBe('199 × 256');
  expect(await sizeOf(page, pdf?.thumbnail ?? '')).toBe('198 × 256');
});

import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { type Box, layoutWords } from '../../shared/document/layout.ts';
import { readLayout } from '../../shared/import/ocr/read-layout.ts';
import { anchorite, test } from './app.ts';
import { answerDialogs, expectSaved, openDocument, runByName, selectWords, transcription } from './workbench-page.ts';

const page1 = path.join(import.meta.dirname, '../../fixtures/facsimiles/000_2f139198d5bf1d28/0001');

/** Where the project is developed, the schema of TEI lies beside it. */
const teiAll = path.join(import.meta.dirname, '../../../shared/schema/tei_all.rng');

test.use({ launchArguments: ['--sample'], sampleImported: false });

/** Where a word of the page is, as those who set the page know it, in pixels of the image. */
async function boxOf(word: string): Promise<Box> {
  const read = readLayout([await readFile(`${page1}.xml`, 'utf8')]);
  const words = read.kind === 'layout' && read.pages[0] ? layoutWords(read.pages[0].layout) : [];
  const box = words.find(({ text }) => text.replace(/\W+$/, '') === word)?.box;
  if (!box) throw new Error(`the page does not show "${word}"`);
  return box;
}

/** Waits until the middle of what is outlined on the image is inside a word of it. */
async function expectOutlined(page: Page, word: string): Promise<void> {
  const { x, y, width, height } = await boxOf(word);
  const outline = page.getByRole('region', { name: /^Image of/ }).locator('[data-caret-word]');
  const isInside = async (): Promise<boolean> => {
    const [left = 0, top = 0, across = 0, down = 0] = await outline.evaluate((rect) =>
      ['x', 'y', 'width', 'height'].map((name) => Number(rect.getAttribute(name))),
    );
    const middle = { x: left + across / 2, y: top + down / 2 };
    return middle.x > x && middle.x < x + width && middle.y > y && middle.y < y + height && across < 1.5 * width;
  };
  await expect.poll(isInside).toBe(true);
}

test('a page that is imported is read, corrected beside its image, and exported with its regions', async ({
  page,
  app,
  workFolder,
}) => {
  test.setTimeout(180_000);
  const scan = path.join(workFolder, 'letter of 1962.webp');
  await copyFile(`${page1}.webp`, scan);
  await expect(page.getByRole('grid', { name: 'Documents' })).toBeVisible({ timeout: 30_000 });
  await answerDialogs(app, scan);
  // The bar is there for as long as the reading takes, which may be a moment.
  const told = await page.evaluateHandle(() => {
    const heard: string[] = [];
    window.anchorite.on('progress', ({ what }) => heard.push(what));
    return heard;
  });
  await runByName(page, 'Import Files…');
  await expect(page.getByRole('row').filter({ has: page.getByText(/letter of 1962\.webp$/) })).toBeVisible({
    timeout: 60_000,
  });
  expect(await told.jsonValue()).toContain('Reading letter of 1962.webp');

  await openDocument(page, /letter of 1962\.webp$/);
  await page.getByRole('radio', { name: 'Image' }).click();
  await selectWords(page, 'quarantine');
  await expectOutlined(page, 'quarantine');

  await selectWords(page, 'surprised');
  for (let edit = 0; edit < 20; edit++) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(` more${edit}`);
    if (edit % 5 === 4) await page.keyboard.press('Enter');
  }
  await selectWords(page, 'quarantine');
  await page.keyboard.type('Quarantine');
  await expectOutlined(page, 'quarantine');
  await expectSaved(page);

  await page.keyboard.press('F7');
  const panel = page.getByRole('region', { name: 'Export' });
  await expect(panel.getByRole('heading', { name: 'The TEI is valid' })).toBeVisible({ timeout: 30_000 });
  const folder = path.join(workFolder, 'edition');
  await answerDialogs(app, folder);
  await panel.getByRole('button', { name: 'Export…' }).click();
  await expect(panel.getByText('One file was written')).toBeVisible({ timeout: 30_000 });
  const [file = ''] = await readdir(folder);
  const xml = await readFile(path.join(folder, file), 'utf8');
  // It ends with a fault when it is not valid.
  await anchorite('validate', path.join(folder, file), ...(existsSync(teiAll) ? ['--schema', teiAll] : []));
  expect(xml).toMatch(/<surface [^>]*>\s*<graphic [^>]*url="[^"]*letter/);
  const zones = [...xml.matchAll(/<zone xml:id="([^"]+)"/g)].map(([, id]) => id);
  expect(zones.length).toBeGreaterThan(20);
  for (const [, shown] of xml.matchAll(/<lb [^>]*facs="#([^"]+)"/g)) expect(zones).toContain(shown);
  expect(xml).toContain('Quarantine');

  await panel.getByRole('button', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'ALTO 4' }).click();
  await panel.getByRole('button', { name: 'Export…' }).click();
  await expect(panel.getByText('One file was written')).toBeVisible({ timeout: 30_000 });
  const alto = await readFile(path.join(folder, 'letter of 1962', 'letter of 1962.xml'), 'utf8');
  expect(alto).toMatch(/<String CONTENT="Quarantine"[^>]* CS="true"/);
  await expect(transcription(page)).toBeVisible();
});

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { typePicture } from './page-pictures.ts';
import {
  answerDialogs,
  openDocument,
  openSample,
  runByName,
  selectWords,
  titles,
  transcription,
} from './workbench-page.ts';

const line = 'KUZNETSOV BEGAN BY READING PROTEST AGAINST US FLIGHTS';
const pageCount = 8;

/** Pages enough that the reading of them can be stopped half way. */
async function typePages(folder: string): Promise<readonly string[]> {
  await mkdir(folder);
  const files = Array.from({ length: pageCount }, (_, index) => path.join(folder, `page ${index + 1}.png`));
  for (const file of files)
    await typePicture(
      file,
      Array.from({ length: 30 }, (_, row) => `${line} ${row}`),
    );
  return files;
}

const rows = (page: Page) => page.getByRole('grid', { name: 'Documents' }).getByRole('row');

/** All files of a collection, without those that say who has it open. */
async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return files.filter((file) => !/lock|\.log$|\bindex\b/.test(file)).sort();
}

/** Begins to import pages and waits until they are being read.
 *  @returns the files of the collection before */
async function beginReading(page: Page, collection: string): Promise<readonly string[]> {
  const before = await filesOf(collection);
  await runByName(page, 'Import Files…');
  await page.getByRole('button', { name: 'Import one document' }).click();
  await expect(page.getByRole('progressbar', { name: /^Reading page \d\.png$/ })).toBeVisible({ timeout: 30_000 });
  return before;
}

test.beforeEach(async ({ page, app, workFolder }) => {
  await openSample(page);
  await answerDialogs(app, ...(await typePages(path.join(workFolder, 'scans'))));
});

test('an import that is cancelled while pages are read leaves nothing behind and says so', async ({
  page,
  userData,
}) => {
  const collection = path.join(userData, 'Sample collection');
  const shown = await rows(page).count();
  const before = await beginReading(page, collection);
  await expect(page.getByRole('contentinfo')).toContainText(`of ${pageCount}`);
  await page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'The import was cancelled.' })).toHaveText(
    /The import was cancelled\. Nothing was added to the collection, and your files are as they were\./,
  );
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  // The button that was pressed is gone.
  await expect(page.getByRole('grid', { name: 'Documents' })).toBeFocused();
  expect(await rows(page).count()).toBe(shown);
  expect(await filesOf(collection)).toEqual(before);
  await expect(page.getByRole('region', { name: 'Import report' })).toBeHidden();
});

test('an import that ends while one types neither covers the text nor takes the keys; its report comes when it is asked for', async ({
  page,
  app,
  workFolder,
}) => {
  const memo = path.join(workFolder, 'memo.txt');
  await writeFile(memo, 'MEMORANDUM\n\nAll is well.');
  await openDocument(page, titles.letter);
  await selectWords(page, 'Maybe');
  await answerDialogs(app, memo);
  await page.keyboard.press('Control+Shift+I');
  const finished = page.getByRole('status', { name: 'Import' });
  await expect(finished).toContainText('One document came in.');
  await expect(page.getByRole('region', { name: 'Import report' })).toBeHidden();
  await expect(transcription(page)).toBeFocused();
  await page.keyboard.type('Perhaps');
  await expect(transcription(page)).toContainText('Perhaps there exist');
  await finished.getByRole('button', { name: 'Show the report' }).click();
  const report = page.getByRole('region', { name: 'Import report' });
  await expect(report).toContainText('One document came in.');
  await expect(finished).toBeEmpty();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+W');
  await expect(page.getByRole('row').filter({ hasText: 'memo.txt' })).toBeVisible();
});

test('closing the window while pages are read leaves the collection as it was', async ({
  page,
  app,
  launch,
  userData,
}) => {
  const collection = path.join(userData, 'Sample collection');
  const before = await beginReading(page, collection);
  const shown = await rows(page).count();
  await app.close();
  expect(await filesOf(collection)).toEqual(before);
  const again = await launch(['--sample']);
  await expect(rows(again.page)).toHaveCount(shown);
});

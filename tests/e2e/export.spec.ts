import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app.ts';
import { answerDialogs, openDocument, openSample, selectWords, titles, typeOver } from './workbench-page.ts';

test('a corrected and tagged document is valid TEI and is written where the dialog says', async ({
  page,
  app,
  workFolder,
}) => {
  const folder = path.join(workFolder, 'edition');
  await openSample(page);
  await openDocument(page, titles.telegram);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('F7');
  const panel = page.getByRole('region', { name: 'Export' });
  await expect(panel.getByRole('heading', { name: 'The TEI is valid' })).toBeVisible({ timeout: 30_000 });

  await answerDialogs(app, folder);
  await panel.getByRole('button', { name: 'Write…' }).click();
  await expect(panel.getByText('One file was written')).toBeVisible({ timeout: 30_000 });
  const [file] = await readdir(folder);
  const xml = await readFile(path.join(folder, file ?? ''), 'utf8');
  expect(xml).toContain('DISMANTLING');
  expect(xml).toMatch(/<persName[^>]*>KUZNETSOV<\/persName>/);
});

test('the whole collection is checked, each document by itself', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Export…' }).click();
  const panel = page.getByRole('region', { name: 'Export' });
  await panel.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(panel.getByRole('heading', { name: 'All 5 are valid TEI' })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
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
  await panel.getByRole('button', { name: 'Export…' }).click();
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

test('an edition that is written once more asks before it overwrites, and the folder can be shown', async ({
  page,
  app,
  workFolder,
}) => {
  const folder = path.join(workFolder, 'edition');
  await openSample(page);
  await openDocument(page, titles.letter);
  await page.keyboard.press('Control+Shift+E');
  const panel = page.getByRole('region', { name: 'Export' });
  await answerDialogs(app, folder);
  await panel.getByRole('button', { name: 'Export…' }).click();
  await expect(panel.getByText('One file was written')).toBeVisible({ timeout: 30_000 });
  const shown = await app.evaluateHandle(({ shell }) => {
    const files: string[] = [];
    shell.showItemInFolder = (file) => void files.push(file);
    return files;
  });
  await panel.getByRole('button', { name: 'Show in folder' }).click();
  const [name = ''] = await readdir(folder);
  const file = path.join(folder, name);
  await expect.poll(() => shown.jsonValue()).toEqual([file]);

  await writeFile(file, 'mine');
  await panel.getByRole('button', { name: 'Export…' }).click();
  const there = panel.getByRole('region', { name: 'Files that are there' });
  await expect(there).toContainText(file);
  expect(await readFile(file, 'utf8')).toBe('mine');
  await there.getByRole('button', { name: 'Overwrite it' }).click();
  await expect(panel.getByText('One file was written')).toBeVisible({ timeout: 30_000 });
  expect(await readFile(file, 'utf8')).toContain('<TEI');
});

import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { growCollection } from '../bench/grown-collection.ts';
import { test } from './app.ts';

const documents = 2_450;
const samples = path.join(import.meta.dirname, '../../fixtures/documents');

test.use({ launchArguments: [] });

const rows = (page: Page): Locator => page.getByRole('grid', { name: 'Documents' }).locator('tbody').getByRole('row');

test('a large collection is at its first rows at once, and all of it can be worked with when the rest has come', async ({
  launch,
  workFolder,
}) => {
  test.slow();
  const folder = await growCollection(documents, path.join(workFolder, 'letters'), samples);
  const { page } = await launch([`--collection=${folder}`]);
  await expect(rows(page).filter({ hasText: '000001.txt' })).toBeVisible();
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText(`${documents} documents`);
  // Figures of all come when all rows have come.
  await expect(page.getByRole('list', { name: 'Documents by status' })).toContainText('2,450');
  const grid = page.getByRole('grid', { name: 'Documents' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(documents + 1));
  await grid.focus();
  await page.keyboard.press('End');
  await expect(rows(page).filter({ hasText: '002450.txt' })).toBeVisible();
  await page.getByRole('radio', { name: /Letters/ }).click();
  await expect(status).toContainText(new RegExp(`^\\d+ of ${documents} documents`));
  await page.getByRole('searchbox', { name: 'Filter documents' }).fill('002450.txt');
  await page.getByRole('radio', { name: /^All/ }).click();
  await expect(rows(page)).toHaveCount(1);
  await rows(page).first().dblclick();
  await expect(page.getByRole('textbox', { name: 'Transcription' })).toBeVisible();
});

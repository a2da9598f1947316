import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './app.ts';
import { documentRow, openDocument, openSample, titles, transcription } from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
});

const rows = (page: Page): Locator => page.getByRole('grid', { name: 'Documents' }).locator('tbody').getByRole('row');

test('the table is filtered as one types and by sort of document', async ({ page }) => {
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('khrushchev 73');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Letter From Chairman Khrushchev to President Kennedy');
  await page.keyboard.type(' nowhere');
  await page.getByRole('button', { name: 'Show all documents' }).click();
  await page.getByRole('radio', { name: /Telegrams/ }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('a column sorts ascending, descending, and not at all', async ({ page }) => {
  const first = rows(page).first();
  const head = page.getByRole('columnheader', { name: 'Words' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(first).toContainText('Telegram From the Department of State');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(first).toContainText('Message From President Kennedy');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'none');
  await expect(first).toContainText('Draft letter');
});

test('how many suspects are left is in the table once they were looked for, and sorts', async ({ page }) => {
  const cell = (title: RegExp): Locator => documentRow(page, title).locator('[class*="suspects"]');
  await expect(cell(titles.telegram)).toHaveText('');
  await openDocument(page, titles.telegram);
  const left = page.getByRole('contentinfo').getByText(/^\d+ suspects?$/);
  await expect(left).toBeVisible({ timeout: 30_000 });
  const count = ((await left.textContent()) ?? '').replace(/\D/g, '');
  await page.keyboard.press('Control+W');
  await expect(cell(titles.telegram)).toHaveText(count);
  await expect(cell(titles.letter)).toHaveText('');
  const head = page.getByRole('columnheader', { name: 'Suspects left' });
  await head.getByRole('button').dblclick();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(rows(page).first()).toContainText(titles.telegram);
});

test('arrow keys go through the table and Enter opens', async ({ page }) => {
  await page.getByRole('grid', { name: 'Documents' }).focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowDown');
  await expect(documentRow(page, titles.telegram)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(transcription(page)).toContainText('KUZNETSOV BEGAN BY READING PROTEST');
});

test('the status of several documents is set at once', async ({ page }) => {
  await page.getByRole('grid', { name: 'Documents' }).focus();
  await page.keyboard.press('Control+A');
  await page.getByRole('toolbar', { name: 'Selected documents' }).getByRole('button', { name: 'Set status' }).click();
  await page.getByRole('menuitem', { name: 'proofread' }).click();
  await expect(rows(page).filter({ hasText: 'proofread' })).toHaveCount(5);
  await expect(page.getByRole('list', { name: 'Documents by status' })).toContainText('proofread 5');
  // One undo takes it back for all of them.
  await page.keyboard.press('Control+Z');
  await expect(page.getByRole('list', { name: 'Documents by status' })).toContainText('raw 5');
});

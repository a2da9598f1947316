import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './app.ts';
import { documentRow, openDocument, openSample, runByName, titles, transcription } from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
});

const rows = (page: Page): Locator => page.getByRole('grid', { name: 'Documents' }).locator('tbody').getByRole('row');
const question = (page: Page): Locator => page.getByRole('dialog', { name: /^Remove .* from the collection\?$/ });

test('documents are removed with the Delete key after a question, and Ctrl+Z puts them back in their place', async ({
  page,
}) => {
  const before = await rows(page).allTextContents();
  await documentRow(page, titles.telegram).click();
  await documentRow(page, titles.draftLetter).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Delete');
  await expect(question(page)).toContainText('Telegram 1762 from New York');
  await expect(question(page)).toContainText('are kept in the collection');
  await page.keyboard.press('Escape');
  await expect(question(page)).toBeHidden();
  await expect(rows(page)).toHaveCount(5);
  await page.keyboard.press('Delete');
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByText(/were removed from the collection\./)).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Documents' })).toBeFocused();
  await page.keyboard.press('Control+Z');
  await expect(rows(page)).toHaveCount(5);
  expect(await rows(page).allTextContents()).toEqual(before);
});

test('a removed document is put back from the list, or deleted for good after it was named', async ({ page }) => {
  for (const title of [titles.telegram, titles.letter]) {
    await documentRow(page, title).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Remove From the Collection…' }).click();
    await question(page).getByRole('button', { name: 'Remove' }).click();
  }
  await expect(rows(page)).toHaveCount(3);
  await runByName(page, 'Removed Documents…');
  const list = page.getByRole('list', { name: 'Removed documents' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await list.getByRole('button', { name: /^Put back Telegram 1762/ }).click();
  await expect(rows(page)).toHaveCount(4);
  await list.getByRole('button', { name: /^Empty Letter From Chairman/ }).click();
  const confirmation = page.getByRole('region', { name: 'Delete for good' });
  await expect(confirmation).toContainText('Letter From Chairman Khrushchev');
  await confirmation.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('No document was removed.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Z');
  await expect(rows(page)).toHaveCount(4);
});

test('the open document is removed with what was typed last, and the button beside the news puts it back', async ({
  page,
}) => {
  await openDocument(page, titles.telegram);
  await page.keyboard.type('Typed last. ');
  await runByName(page, 'Remove From the Collection…');
  await question(page).getByRole('button', { name: 'Remove' }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(5);
  await openDocument(page, titles.telegram);
  await expect(transcription(page)).toContainText('Typed last.');
});

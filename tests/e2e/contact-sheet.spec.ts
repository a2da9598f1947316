import { expect, type Locator, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { documentRow, openDocument, openSample, runByName, titles } from './workbench-page.ts';

const sheet = (page: Page): Locator => page.getByRole('region', { name: 'Contact sheet' });
const option = (page: Page, name: string): Locator =>
  sheet(page).getByRole('option', { name: new RegExp(`^${name}: `) });

test('the pages of a document are parted and put together by keys and by drag, and undo brings them back', async ({
  page,
}) => {
  await openSample(page);
  await openDocument(page, titles.draftLetter);
  await page.keyboard.press('Control+W');
  await expect(documentRow(page, titles.draftLetter)).toHaveAttribute('aria-selected', 'true');
  await runByName(page, 'Contact Sheet…');
  await expect(sheet(page).getByRole('option').nth(3)).toBeVisible();
  await expect(sheet(page).getByRole('listbox', { name: 'Pages' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('o');
  await expect(option(page, 'Document 2, page 2')).toBeVisible();
  await expect(option(page, 'Document 3, page 1')).toBeVisible();
  await page.keyboard.press('m');
  await expect(option(page, 'Document 1, page 3')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('s');
  await expect(option(page, 'Document 2, page 1')).toBeVisible();
  await option(page, 'Document 2, page 1').dragTo(option(page, 'Document 1, page 1'));
  await expect(option(page, 'Document 1, page 2')).toBeVisible();
  const found = await axeOf(page).analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await screenshot(page, 'contact-sheet');
  const rows = page.getByRole('grid', { name: 'Documents' }).locator('tr[aria-selected]');
  const before = await rows.count();
  await sheet(page).getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText(/The pages are \d documents now\./)).toBeVisible();
  await expect.poll(() => rows.count()).toBeGreaterThan(before);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The pages are the documents that they were before.')).toBeVisible();
  await expect(rows).toHaveCount(before);
});

import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { axeOf } from './axe.ts';
import { openDocument, openSample, runByName, titles, transcription } from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
});

const panel = (page: Page) => page.getByRole('region', { name: 'Search in the Texts' });
const found = (page: Page) => panel(page).getByRole('list', { name: 'Documents found' }).getByRole('listitem');

async function look(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Words to look for' }).fill(query);
  await page.keyboard.press('Enter');
}

test('words are found in all documents, shown in their place, and opened there', async ({ page }) => {
  await page.getByRole('button', { name: 'Search in the Texts…' }).click();
  await look(page, 'kuznetsov* from:(new york)');
  await expect(panel(page).getByText(/^\d documents? found\.$/)).toBeVisible();
  await expect(found(page).first().locator('mark').first()).toHaveText(/kuznetsov/i);
  expect((await axeOf(page).analyze()).violations).toEqual([]);
  await found(page).first().getByRole('button').click();
  await expect(transcription(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toMatch(/^kuznetsov/i);
});

test('what was typed a moment ago is found, and what it took the place of in the sources', async ({ page }) => {
  await page.keyboard.press('Control+Alt+Shift+S');
  await look(page, 'zzyzx');
  await expect(panel(page).getByText('Nothing was found.')).toBeVisible();
  await page.keyboard.press('Escape');
  await openDocument(page, titles.telegram);
  await transcription(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Zzyzx');
  await page.keyboard.press('Control+Alt+Shift+S');
  await look(page, 'zzyzx');
  await expect(panel(page).getByText('1 document found.')).toBeVisible();
  await panel(page).getByText('In what the sources read').click();
  await expect(panel(page).getByText('Nothing was found.')).toBeVisible();
});

test('a query that is none is told with its place, and one that is kept is there the next time', async ({ page }) => {
  await page.getByRole('button', { name: 'Search in the Texts…' }).click();
  await look(page, 'cuba (berlin');
  await expect(panel(page).getByText('A “(” has no “)”: at character 6 (“(berlin”) of the query.')).toBeVisible();
  await look(page, 'cuba OR berlin');
  await panel(page).getByRole('button', { name: 'Keep This Search' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Search in the Texts…' }).click();
  await panel(page).getByRole('button', { name: 'cuba OR berlin', exact: true }).click();
  await expect(found(page).first()).toBeVisible();
  await panel(page).getByRole('button', { name: 'Copy as CSV' }).click();
  await expect(page.getByText(/copied as comma-separated values/)).toBeVisible();
  await panel(page).getByRole('button', { name: 'Forget cuba OR berlin' }).click();
  await expect(panel(page).getByRole('list', { name: 'Kept searches' })).toBeHidden();
});

test('the statistics count what the table shows', async ({ page }) => {
  await runByName(page, 'Statistics…');
  const statistics = page.getByRole('region', { name: 'Statistics' });
  await expect(statistics.getByRole('row', { name: 'Documents 5', exact: true })).toBeVisible();
  await expect(statistics.getByRole('row', { name: /^raw 5 documents \(/ })).toBeVisible();
  await expect(statistics.getByRole('row', { name: '1962-11 4', exact: true })).toBeVisible();
  expect((await axeOf(page).analyze()).violations).toEqual([]);
});

import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { openDocument, openSample, runByName, titles, transcription } from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
});

/** The title of the document in the workbench. */
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** The titles of the documents that the table shows, in its order. */
async function shownTitles(page: Page): Promise<readonly string[]> {
  const rows = page.getByRole('grid', { name: 'Documents' }).locator('tbody').getByRole('row');
  return (
    await rows.locator('td:first-child div[title]').evaluateAll((all) => all.map((cell) => cell.textContent))
  ).map((title) => title ?? '');
}

/** Opens one document after the other until there is no other.
 *  @returns the titles on the way */
async function walk(page: Page, keys: string): Promise<readonly string[]> {
  const seen: string[] = [];
  const end = page.getByRole('status').filter({ hasText: /^This is the (first|last) document/ });
  for (;;) {
    seen.push((await heading(page).textContent()) ?? '');
    await page.keyboard.press(keys);
    await expect(end.or(heading(page).filter({ hasNotText: seen.at(-1) ?? '' }))).toBeVisible();
    if (await end.isVisible()) return seen;
    await expect(transcription(page)).toBeFocused();
  }
}

test('Next Document goes through the table as it is sorted, and says when there is no other', async ({ page }) => {
  await page.getByRole('columnheader', { name: 'Words' }).getByRole('button').click();
  const sorted = await shownTitles(page);
  expect(sorted).toHaveLength(5);
  await page.getByRole('grid', { name: 'Documents' }).locator('tbody').getByRole('row').first().dblclick();
  await expect(transcription(page)).toBeVisible();
  expect(await walk(page, 'Control+Alt+PageDown')).toEqual(sorted);
  await expect(page.getByText('This is the last document in the table.')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await walk(page, 'Control+Alt+PageUp')).toEqual([...sorted].reverse());
  await expect(page.getByText('This is the first document in the table.')).toBeVisible();
});

test('Next Document passes over what the table does not show', async ({ page }) => {
  await page.getByRole('radio', { name: /Telegrams/ }).click();
  const telegrams = await shownTitles(page);
  expect(telegrams).toHaveLength(2);
  await page.getByRole('grid', { name: 'Documents' }).locator('tbody').getByRole('row').first().dblclick();
  await expect(transcription(page)).toBeVisible();
  expect(await walk(page, 'Control+Alt+PageDown')).toEqual(telegrams);
  await expect(page.getByText('This is the last document of the 2 that the table shows.')).toBeVisible();
});

test('marking one after the other as proofread goes through the whole table, though each changes its place in it', async ({
  page,
}) => {
  const status = page.getByRole('columnheader', { name: 'Status' });
  await status.getByRole('button').click();
  await expect(status).toHaveAttribute('aria-sort', 'ascending');
  const sorted = await shownTitles(page);
  await openDocument(page, titles.draftLetter);
  for (const [index, title] of sorted.entries()) {
    await expect(heading(page)).toHaveText(title);
    await expect(transcription(page)).toBeFocused();
    if (index === 2) {
      // Whoever looks at the table on the way goes on from the document that they open there.
      await page.keyboard.press('Control+W');
      await page.getByRole('row').filter({ hasText: title }).dblclick();
      await expect(transcription(page)).toBeFocused();
    }
    await page.keyboard.press('Control+Enter');
    if (index === 2) break;
  }
  // What is raw still stands first in the table that was looked at on the way.
  await expect(heading(page)).toHaveText(sorted[3] ?? '');
  await runByName(page, 'Mark Proofread and Open the Next');
  await expect(heading(page)).toHaveText(sorted[4] ?? '');
});

test('after the last document the collection is shown, and says so', async ({ page }) => {
  await page.getByRole('searchbox', { name: 'Filter documents' }).fill('Khrushchev 73');
  await openDocument(page, titles.letter);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid', { name: 'Documents' })).toBeVisible();
  await expect(page.getByText(/was the last document of the 1 that the table shows\./)).toBeVisible();
});

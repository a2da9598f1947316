import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { expectSaved, openDocument, openSample, selectWords, titles, transcription } from './workbench-page.ts';

const scroller = (page: Page) => transcription(page).locator('xpath=ancestor::*[@data-scroll]');
const scrolled = (page: Page): Promise<number> => scroller(page).evaluate((box) => box.scrollTop);
const stage = (page: Page) => page.locator('[aria-label^="Image of "]').first();

/** Long enough for a place to be on the disk. */
const restMs = 2_500;

/** Puts the caret into words near the end and scrolls on from there. */
async function goSomewhere(page: Page): Promise<number> {
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'are sovereign countries');
  await page.keyboard.press('ArrowRight');
  await scroller(page).evaluate((box) => box.scrollBy(0, 300));
  await page.waitForTimeout(restMs);
  const there = await scrolled(page);
  expect(there).toBeGreaterThan(300);
  return there;
}

test('a document opens again where it was left, with its caret, what was seen and the page', async ({ page }) => {
  await openSample(page);
  const there = await goSomewhere(page);
  const shown = (await stage(page).getAttribute('aria-label')) ?? '';
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.telegram);
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.draftLetter);
  await expect.poll(async () => Math.abs((await scrolled(page)) - there)).toBeLessThan(40);
  await expect(stage(page)).toHaveAttribute('aria-label', shown);
  await page.keyboard.type(' HERE');
  await expect(transcription(page)).toContainText('are sovereign countries HERE');
  await expectSaved(page);
});

test('also after the program was killed, and a document that was never left opens at its beginning', async ({
  launch,
}) => {
  const first = await launch(['--sample']);
  await expect(first.page.getByRole('grid', { name: 'Documents' })).toBeVisible({ timeout: 30_000 });
  const there = await goSomewhere(first.page);
  first.app.process().kill('SIGKILL');
  const second = await launch(['--sample']);
  await expect(second.page.getByRole('grid', { name: 'Documents' })).toBeVisible({ timeout: 30_000 });
  await openDocument(second.page, titles.telegram);
  expect(await scrolled(second.page)).toBe(0);
  await second.page.keyboard.press('Control+W');
  await openDocument(second.page, titles.draftLetter);
  await expect.poll(async () => Math.abs((await scrolled(second.page)) - there)).toBeLessThan(40);
});

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import {
  chooseMode,
  expectSaved,
  inspector,
  openDocument,
  openSample,
  openTab,
  runByName,
  selectWords,
  titles,
  transcription,
} from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
});

/** It has a name more than twelve times. */
const message = /^Message From President Kennedy/;

const panel = (page: Page) => page.getByRole('region', { name: /^Tag “.*” everywhere$/ });
const places = (page: Page) => inspector(page).getByRole('grid', { name: 'Places' }).getByRole('row');

/** Presses keys and counts them. */
async function pressAll(page: Page, ...keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

test('twelve mentions of a name and more cost no more than five keys, and one undo takes them back', async ({
  page,
}) => {
  await openDocument(page, message);
  await openTab(page, /^Tags/);
  await selectWords(page, 'Cuba');
  const first = await pressAll(page, 'Control+Shift+A', 'L');
  await expect(panel(page).getByRole('radio', { name: 'Place (L)' })).toBeChecked();
  const hits = panel(page).getByRole('list', { name: 'What would be tagged' }).getByRole('listitem');
  const count = await hits.count();
  expect(count).toBeGreaterThanOrEqual(12);
  await screenshot(page, 'tag-everywhere');
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
  const keys = first + (await pressAll(page, 'Enter'));
  expect(keys).toBeLessThanOrEqual(5);
  await expect(places(page)).toHaveCount(count);
  await expect(page.getByText(`${count} passages tagged as place; one Undo takes it back.`)).toBeVisible();
  await expect(transcription(page)).toBeFocused();
  await page.keyboard.press('Control+Z');
  await expect(places(page)).toHaveCount(0);
});

test('a hit is left out by key, and one that is tagged already is told apart', async ({ page }) => {
  await openDocument(page, titles.letter);
  await openTab(page, /^Tags/);
  await chooseMode(page, 'Tag');
  await selectWords(page, 'Cuba');
  await page.keyboard.press('L');
  await expect(places(page)).toHaveCount(1);
  // The tag at the caret says which words, and what they are.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('A');
  await expect(panel(page).getByText('tagged as place')).toHaveCount(1);
  const boxes = panel(page).getByRole('list', { name: 'What would be tagged' }).getByRole('checkbox');
  const count = await boxes.count();
  await pressAll(page, 'ArrowDown', 'ArrowDown', 'Space');
  await expect(boxes.nth(2)).not.toBeChecked();
  await panel(page)
    .getByRole('button', { name: `Tag ${count - 2}` })
    .press('Enter');
  await expect(places(page)).toHaveCount(count - 1);
});

test('the whole collection is tagged and taken back as one', async ({ page }) => {
  await openDocument(page, titles.letter);
  await openTab(page, /^Tags/);
  await selectWords(page, 'Cuba');
  await pressAll(page, 'Control+Shift+A', 'L', 'C');
  await expect(panel(page).getByText(/ in \d other documents\.$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/passages and \d+ in \d other documents tagged as place; one Undo takes it back\./),
  ).toBeVisible();
  await expect(places(page)).not.toHaveCount(0);
  await expectSaved(page);
  await page.keyboard.press('Control+Z');
  await expect(page.getByText(/^Taken back here and in \d other documents\.$/)).toBeVisible();
  await expect(places(page)).toHaveCount(0);
});

test('Escape closes the list, and nothing is tagged', async ({ page }) => {
  await openDocument(page, titles.letter);
  await selectWords(page, 'Cuba');
  await runByName(page, 'Tag Everywhere…');
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await openTab(page, /^Tags/);
  await expect(places(page)).toHaveCount(0);
});

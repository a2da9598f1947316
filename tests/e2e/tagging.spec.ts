import { expect, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
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
  expect((await axeOf(page).analyze()).violations).toEqual([]);
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

const card = (page: Page) => page.getByRole('dialog', { name: /^Suggested tag: / });
const said = (page: Page) => page.getByRole('status', { name: 'Suggested tags' });

test('suggested tags are gone through with single keys, and nothing is tagged unasked', async ({ page }) => {
  await openDocument(page, titles.letter);
  await openTab(page, /^Tags/);
  await transcription(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F4');
  await expect(card(page)).toBeFocused({ timeout: 30_000 });
  const list = inspector(page).getByRole('grid', { name: 'Suggested tags' });
  const suggested = Number(await list.getAttribute('aria-rowcount'));
  expect(suggested).toBeGreaterThan(5);
  await expect(inspector(page).getByRole('tab', { name: 'Tags', exact: true })).toBeVisible();
  await screenshot(page, 'suggested-tags');
  expect((await axeOf(page).analyze()).violations).toEqual([]);
  // Skipped, tagged as it is, tagged as something else, and never again.
  const first = await card(page).getAttribute('aria-label');
  await page.keyboard.press('Tab');
  await expect(card(page)).not.toHaveAttribute('aria-label', first ?? '');
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText(/^“.+” is tagged as (person|place|organisation)\./);
  await page.keyboard.press('T');
  await expect(said(page)).toHaveText(/^“.+” is tagged as term\./);
  await expect(inspector(page).getByRole('grid', { name: 'Terms' }).getByRole('row')).toHaveCount(1);
  await expect(inspector(page).getByRole('tab', { name: /^Tags\s*2$/ })).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(said(page)).toHaveText('Taken back.');
  await expect(inspector(page).getByRole('tab', { name: /^Tags\s*1$/ })).toBeVisible();
  await page.keyboard.press('N');
  await expect(said(page)).toHaveText(/ is not suggested again\./);
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
  await expect(transcription(page)).toBeFocused();
});

test('a name that was tagged is suggested where it stands besides, and everywhere from there', async ({ page }) => {
  await openDocument(page, message);
  await openTab(page, /^Tags/);
  await selectWords(page, 'offensive weapons');
  await page.keyboard.press('Control+5');
  await expectSaved(page);
  await page.keyboard.press('F4');
  const list = inspector(page).getByRole('grid', { name: 'Suggested tags' });
  await expect(list).toBeVisible({ timeout: 30_000 });
  await list.getByRole('row', { name: 'offensive weapons, term' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Suggested tag: offensive weapons, term' })).toBeVisible();
  await expect(card(page).getByText('“offensive weapons” is tagged as term once in the collection.')).toBeVisible();
  await page.keyboard.press('A');
  await expect(panel(page).getByRole('radio', { name: 'Term (T)' })).toBeChecked();
});

test('the ends of a tag are moved, it is split, merged and changed, all by key, and every act is undone', async ({
  page,
}) => {
  await openDocument(page, titles.letter);
  await openTab(page, /^Tags/);
  await selectWords(page, 'Cuba', 'tense situation around Cuba');
  await page.keyboard.press('Control+2');
  const detail = inspector(page).getByRole('region', { name: 'Chosen tag' });
  const words = detail.locator('p').first();
  await expect(words).toHaveText('Cuba');
  const acts = [
    ['Alt+Shift+ArrowUp', 'around Cuba'],
    ['Alt+Shift+ArrowUp', 'situation around Cuba'],
    ['Alt+Shift+ArrowDown', 'around Cuba'],
    ['Control+Alt+Shift+ArrowLeft', 'around Cub'],
    ['Alt+Shift+ArrowRight', 'around Cuba'],
  ] as const;
  for (const [key, reads] of acts) {
    await page.keyboard.press(key);
    await expect(words).toHaveText(reads);
  }
  await selectWords(page, 'Cuba', 'tense situation around Cuba');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+Alt+X');
  await expect(places(page)).toHaveCount(2);
  await page.keyboard.press('Control+Alt+M');
  await expect(places(page)).toHaveCount(1);
  await expect(words).toHaveText('around Cuba');
  await page.keyboard.press('Control+Alt+5');
  await expect(inspector(page).getByRole('grid', { name: 'Terms' }).getByRole('row')).toHaveCount(1);
  for (let act = 0; act < 3 + acts.length; act++) await page.keyboard.press('Control+Z');
  await expect(places(page)).toHaveCount(1);
  await expect(words).toHaveText('Cuba');
  await page.keyboard.press('Control+Z');
  await expect(places(page)).toHaveCount(0);
});

test('the tags of a kind are hidden in the text and shown again', async ({ page }) => {
  await openDocument(page, titles.letter);
  await openTab(page, /^Tags/);
  await selectWords(page, 'Cuba');
  await pressAll(page, 'Control+Shift+A', 'L', 'Enter');
  await expect(places(page)).not.toHaveCount(0);
  const lines = transcription(page).locator('[style*="--line-place"]');
  await expect(lines).not.toHaveCount(0);
  await inspector(page).getByRole('button', { name: 'Hide places in the text' }).click();
  await expect(lines).toHaveCount(0);
  await expect(places(page)).not.toHaveCount(0);
  await runByName(page, 'Show All Tags and Marks');
  await expect(lines).not.toHaveCount(0);
});

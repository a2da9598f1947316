import { expect, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { anchorNames, openDocument, openSample, runByName, titles, transcription } from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
});

const findField = (page: Page) => page.getByRole('textbox', { name: 'Find', exact: true });
const panel = (page: Page) => page.getByRole('region', { name: 'Find and Replace in the Collection' });

test('an expression finds with its groups, and the groups stand in the replacement', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await transcription(page).focus();
  const anchors = await anchorNames(page);
  await page.keyboard.press('Control+H');
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await findField(page).fill('STEVENS (ON)\\b');
  await expect(page.getByText('2 hits')).toBeVisible();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('STEVENS$1');
  const preview = page.getByRole('list', { name: 'What would be replaced' });
  await expect(preview.getByRole('insertion').first()).toHaveText('STEVENSON');
  await page.getByRole('button', { name: 'Replace 2' }).click();
  await expect(page.getByText('2 corrections', { exact: true })).toBeVisible();
  expect(await anchorNames(page)).toEqual(anchors);
});

test('an expression that is none, or that never ends, is said, and the window stays alive', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await transcription(page).focus();
  await page.keyboard.press('Control+F');
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await findField(page).fill('(');
  await expect(page.getByText('This expression cannot be looked for')).toBeVisible();
  await findField(page).fill('(([A-Z]+ ?)+)+!!');
  await expect(page.getByText('took longer than 250 ms and was stopped')).toBeVisible();
  await findField(page).fill('KUZNETSO[VW]');
  await expect(page.getByText(/^\d+ hits?$/)).toBeVisible();
});

test('replacing in a document needs no mouse, and says what was done', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await transcription(page).focus();
  await page.keyboard.press('Control+H');
  await page.keyboard.type('STEVENS ON');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('STEVENSON');
  await page.keyboard.press('Escape');
  await expect(transcription(page)).toBeFocused();
  await page.keyboard.press('Control+H');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('STEVENSON');
  // Nothing is replaced before the list was looked at.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Replace 2' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 hits were replaced; one Undo takes it back.')).toBeVisible();
  await expect(findField(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Z');
  await expect(page.getByText('0 corrections', { exact: true })).toBeVisible();
});

test('what is wrong with an expression for the collection stands beside it and goes with it', async ({ page }) => {
  await page.keyboard.press('Control+Shift+H');
  await expect(findField(page)).toBeFocused();
  await panel(page).getByRole('button', { name: 'Regular expression' }).click();
  await findField(page).fill('KUZNETSOV(');
  await findField(page).press('Enter');
  await expect(panel(page).getByText('This expression cannot be looked for: a “(” has no “)”.')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Find', exact: true })).toBeDisabled();
  await findField(page).fill('KUZNETSO[VW]');
  await findField(page).press('Enter');
  await expect(panel(page).getByText(/^\d+ hits in \d documents?\.$/)).toBeVisible();
  await expect(page.getByText('cannot be looked for')).toHaveCount(0);
  await panel(page)
    .getByRole('button', { name: /^Replace \d+$/ })
    .press('Enter');
  await expect(panel(page).getByRole('button', { name: 'Take back' })).toBeVisible();
  // The button is gone; the keyboard is still in the panel.
  await expect(panel(page)).toBeFocused();
});

test('words are replaced in the whole collection, hit by hit, and taken back in one act', async ({ page }) => {
  await page.keyboard.press('Control+Shift+H');
  await findField(page).fill('missiles');
  await findField(page).press('Enter');
  await expect(panel(page).getByText(/^\d+ hits in \d documents\.$/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('rockets');
  await findField(page).press('Enter');
  await expect(panel(page).getByRole('insertion').first()).toHaveText('rockets');
  const sections = panel(page).getByRole('region');
  const documents = await sections.count();
  expect(documents).toBeGreaterThan(1);
  await sections.nth(0).locator('label').first().click();
  await screenshot(page, 'find-in-collection');
  expect((await axeOf(page).analyze()).violations).toEqual([]);
  await panel(page)
    .getByRole('button', { name: /^Replace \d+$/ })
    .click();
  await expect(panel(page).getByText(new RegExp(`replaced in ${documents - 1} document`))).toBeVisible();
  await panel(page).getByRole('button', { name: 'Take back' }).click();
  await expect(panel(page).getByText(new RegExp(`^Taken back in ${documents - 1} document`))).toBeVisible();
  await findField(page).press('Enter');
  await expect(panel(page).getByRole('region')).toHaveCount(documents);
});

test('a hit of the collection leads to its place in the text', async ({ page }) => {
  await runByName(page, 'Find and Replace in the Collection…');
  await findField(page).fill('STEVENS ON');
  await findField(page).press('Enter');
  await panel(page).getByRole('button', { name: 'Show' }).first().click();
  await expect(transcription(page)).toContainText('STEVENS ON');
  await expect(panel(page)).toBeHidden();
});

test('Find Next goes on from hit to hit while each is tagged', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await transcription(page).focus();
  await page.keyboard.press('Control+F');
  await findField(page).fill('KUZNETSOV');
  await expect(page.getByText('7 hits')).toBeVisible();
  const tags = transcription(page).locator('[data-mark="annotation"]');
  for (let hit = 1; hit <= 7; hit++) {
    await page.keyboard.press('F3');
    await expect(page.getByText(`${hit} of 7`)).toBeVisible();
    await page.keyboard.press('Control+1');
    await expect(tags).toHaveCount(hit);
    // It is still the hit that is stood on when the hits were looked for again.
    await page.waitForTimeout(200);
    await expect(page.getByText(`${hit} of 7`)).toBeVisible();
  }
  await expect(tags).toHaveText(Array.from({ length: 7 }, () => 'KUZNETSOV'));
});

test('Find Next opens the find bar with the last words while it is closed', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await page.keyboard.press('Control+F');
  await findField(page).fill('KUZNETSOV');
  await page.keyboard.press('Escape');
  await expect(findField(page)).toBeHidden();
  await page.keyboard.press('F3');
  await expect(findField(page)).toHaveValue('KUZNETSOV');
  await expect(findField(page)).toBeFocused();
});

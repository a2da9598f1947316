import { expect, type Locator, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import {
  chooseMode,
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
  await openDocument(page, titles.telegram);
  await openTab(page, /^Tags/);
});

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Types of Tags', exact: true });
const form = (page: Page): Locator => panel(page).getByRole('form', { name: 'Type of tags' });
const chosen = (page: Page): Locator => inspector(page).getByRole('region', { name: 'Chosen tag' });

async function choose(page: Page, label: string, option: string): Promise<void> {
  await form(page).getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function makeWeapon(page: Page): Promise<void> {
  await runByName(page, 'Types of Tags…');
  await panel(page).getByRole('button', { name: 'New type' }).click();
  await form(page).getByRole('textbox', { name: 'Name' }).fill('Weapon');
  await choose(page, 'Colour', 'Red');
  await choose(page, 'Line', 'Dotted');
  await form(page).getByRole('textbox', { name: 'Key in Tag mode' }).fill('x');
  await form(page).getByRole('textbox', { name: '@type', exact: true }).fill('weapon');
  await screenshot(page, 'tag-type-form');
  await form(page).getByRole('button', { name: 'Keep' }).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(1);
}

test('a type is made, tagged by its key and by the palette, drawn with its own line, and removed with what takes its place; undo brings it back', async ({
  page,
}) => {
  await makeWeapon(page);
  expect((await axeOf(page).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');

  await chooseMode(page, 'Tag');
  await selectWords(page, 'WEAPONS');
  await page.keyboard.press('x');
  await expect(chosen(page).getByRole('heading')).toHaveText('Weapon (term)');
  const line = (): Promise<string> =>
    transcription(page)
      .locator('[style*="--lane-0"]', { hasText: 'WEAPONS' })
      .first()
      .evaluate((element) => element.getAttribute('style') ?? '');
  expect(await line()).toContain('--bad');

  await chooseMode(page, 'Correct');
  await selectWords(page, 'CUBA');
  await page.keyboard.press('Control+Shift+T');
  await expect(page.getByRole('dialog', { name: 'Tag as a type' }).getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('weap');
  await page.keyboard.press('Enter');
  await expect(chosen(page).getByRole('heading')).toHaveText('Weapon (term)');
  await expect(transcription(page)).toBeFocused();

  await runByName(page, 'Types of Tags…');
  await panel(page).getByRole('button', { name: 'Remove “Weapon”' }).click();
  await expect(panel(page).getByRole('alert')).toContainText('2 tags in 1 document are of it');
  await screenshot(page, 'tag-type-in-use');
  await panel(page).getByRole('button', { name: 'Replace and remove' }).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(0);
  await expect(chosen(page).getByRole('heading')).toHaveText('Term');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(1);
  await expect(chosen(page).getByRole('heading')).toHaveText('Weapon (term)');
  await page.keyboard.press('Escape');

  // The type of one tag is its own act.
  await chosen(page).getByRole('button', { name: 'Change kind' }).click();
  await page.getByRole('menuitem', { name: 'Term' }).click();
  await expect(chosen(page).getByRole('heading')).toHaveText('Term');
  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(chosen(page).getByRole('heading')).toHaveText('Weapon (term)');
});

test('a type that cannot be so is refused in words, and nothing is kept', async ({ page }) => {
  await makeWeapon(page);
  await panel(page).getByRole('button', { name: 'New type' }).click();
  await form(page).getByRole('textbox', { name: 'Name' }).fill('weapon');
  await form(page).getByRole('button', { name: 'Keep' }).click();
  await expect(form(page).getByRole('alert')).toContainText('named “weapon” already');
  await form(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(1);
});

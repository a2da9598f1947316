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
  await openDocument(page, titles.letter);
  await openTab(page, /^Tags/);
});

const layers = (page: Page) => page.getByRole('region', { name: 'Layers', exact: true });
const drawn = (page: Page, kind: string) => transcription(page).locator(`[style*="--line-${kind}"]`);
const remark = (page: Page) => inspector(page).getByRole('status', { name: 'Hidden tags' });

/** Goes on as another editor. */
async function becomeEditor(page: Page, siglum: string): Promise<void> {
  await runByName(page, 'Preferences…');
  const preferences = page.getByRole('region', { name: 'Preferences' });
  await preferences.getByRole('textbox', { name: 'Siglum' }).fill(siglum);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(preferences).toBeHidden();
}

async function tagAsTwoEditors(page: Page): Promise<void> {
  await selectWords(page, 'Cuba', 'tense situation around Cuba');
  await page.keyboard.press('Control+2');
  await becomeEditor(page, 'MK');
  await selectWords(page, 'Cuba', 'tense situation around Cuba');
  await page.keyboard.press('Control+1');
  await expect(inspector(page).getByRole('grid', { name: 'Persons' }).getByRole('row')).toHaveCount(1);
}

for (const theme of ['Light', 'Dark'] as const)
  test(`layers hide tags by kind, editor and status, say so, and are hidden again in the next session, ${theme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await runByName(page, `Theme: ${theme}`);
    await tagAsTwoEditors(page);
    await page.keyboard.press('Control+Alt+7');
    await expect(layers(page)).toBeVisible();
    await layers(page).getByText('MK', { exact: true }).click();
    await expect(drawn(page, 'person')).toHaveCount(0);
    await expect(drawn(page, 'place')).not.toHaveCount(0);
    await expect(remark(page)).toHaveText('1 tag hidden in the text');
    await screenshot(page, `tag-layers-${theme}`);
    expect((await axeOf(page).analyze()).violations).toEqual([]);
    await layers(page).getByText('Not linked to an entity').click();
    await expect(drawn(page, 'place')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(transcription(page)).toBeFocused();
    await expect(page.getByRole('button', { name: '2 tags hidden in the text' })).toBeVisible();
    await expectSaved(page);
    await runByName(page, 'Close Document');
    await openDocument(page, titles.letter);
    await expect(page.getByRole('button', { name: '2 tags hidden in the text' })).toBeVisible();
    await expect(drawn(page, 'place')).toHaveCount(0);
    await runByName(page, 'Show All Tags and Marks');
    await expect(drawn(page, 'place')).not.toHaveCount(0);
    await expect(drawn(page, 'person')).not.toHaveCount(0);
  });

test('marks are hidden by what they say, and the words stay', async ({ page }) => {
  await selectWords(page, 'Cuba', 'tense situation around Cuba');
  await page.keyboard.press('Control+Shift+D');
  const brackets = () =>
    transcription(page)
      .locator('[data-mark="unclear"]')
      .first()
      .evaluate((element) => getComputedStyle(element, '::after').content);
  expect(await brackets()).toBe('"?]"');
  await runByName(page, 'Show or Hide Marks of What Is Uncertain or Supplied');
  expect(await brackets()).toBe('none');
  await expect(remark(page)).toHaveText('marks hidden in the text');
  await runByName(page, 'Show All Tags and Marks');
  expect(await brackets()).toBe('"?]"');
});

for (const theme of ['Light', 'Dark'] as const)
  test(`tags of two editors that do not agree are settled side by side with one key each, and undo brings them back, ${theme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await runByName(page, `Theme: ${theme}`);
    await tagAsTwoEditors(page);
    const list = inspector(page).getByRole('grid', { name: 'Conflicting tags' }).getByRole('row');
    await expect(list).toHaveCount(1);
    const card = page.getByRole('dialog', { name: 'Conflicting tags, 1 of 1' });
    await page.keyboard.press('Control+F8');
    await expect(card).toBeFocused();
    await expect(card.getByText('Place', { exact: true })).toBeVisible();
    await expect(card.getByText('Person', { exact: true })).toBeVisible();
    await screenshot(page, `conflicting-tags-${theme}`);
    expect((await axeOf(page).analyze()).violations).toEqual([]);
    await page.keyboard.press('1');
    await expect(card).toBeHidden();
    await expect(drawn(page, 'person')).toHaveCount(0);
    await expect(list).toHaveCount(0);
    await expect(transcription(page)).toBeFocused();
    await page.keyboard.press('Control+Z');
    await expect(drawn(page, 'person')).not.toHaveCount(0);
    await expect(list).toHaveCount(1);
    await page.keyboard.press('Control+F8');
    await page.keyboard.press('3');
    await expect(list).toHaveCount(0);
    await expect(drawn(page, 'person')).not.toHaveCount(0);
    await chooseMode(page, 'Tag');
    await inspector(page).getByRole('grid', { name: 'Places' }).getByRole('row').first().click();
    const history = inspector(page).getByRole('list', { name: 'History' });
    await expect(history.getByText('Stands beside another tag of its words')).toBeVisible();
    await expectSaved(page);
  });

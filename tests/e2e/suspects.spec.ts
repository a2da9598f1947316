import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { anchorite, test } from './app.ts';
import { axeOf } from './axe.ts';
import { closeApplication } from './launch.ts';
import {
  anchorNames,
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

const page1 = path.join(import.meta.dirname, '../../fixtures/facsimiles/000_2f139198d5bf1d28/0001.webp');

const card = (page: Page) => page.getByRole('dialog', { name: /^Suspect: / });
const cardOf = (page: Page, word: string) => page.getByRole('dialog', { name: `Suspect: ${word}`, exact: true });
const suspectRows = (page: Page) => inspector(page).getByRole('grid', { name: 'Suspects' }).getByRole('row');
const left = (page: Page) => page.getByRole('contentinfo').getByText(/^\d+ suspects?$/);
const corrections = (page: Page, count: number) =>
  page.getByText(`${count} ${count === 1 ? 'correction' : 'corrections'}`, { exact: true });

test.beforeEach(async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
  await expect(left(page)).toBeVisible({ timeout: 30_000 });
});

/** Steps from suspect to suspect until the card is that of a word. */
async function goToSuspect(page: Page, word: string): Promise<void> {
  await transcription(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  for (let step = 0; step < 60 && !(await cardOf(page, word).isVisible()); step++) await page.keyboard.press('Tab');
  await expect(cardOf(page, word)).toBeVisible();
}

async function leftCount(page: Page): Promise<number> {
  return Number.parseInt((await left(page).textContent()) ?? '', 10);
}

test('one key corrects a word, and the next suspect comes by itself', async ({ page }) => {
  const anchors = await anchorNames(page);
  await goToSuspect(page, 'DISTANTLING');
  await expect(cardOf(page, 'DISTANTLING').getByRole('option', { name: /DISMANTLING/ })).toBeVisible();
  await page.keyboard.press('1');
  await expect(corrections(page, 1)).toBeVisible();
  await expect(transcription(page).locator('del')).toHaveText('DISTANTLING');
  await expect(transcription(page)).toContainText('TO DISTANTLINGDISMANTLING AND');
  await expect(card(page)).toBeVisible();
  await expect(cardOf(page, 'DISTANTLING')).toBeHidden();
  await expect(card(page).getByRole('listbox')).toBeFocused();
  await page.keyboard.press('Control+Z');
  await expect(cardOf(page, 'DISTANTLING')).toBeVisible();
  await expect(corrections(page, 0)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
  await expect(transcription(page)).toBeFocused();
  expect(await anchorNames(page)).toEqual(anchors);
});

test('a reading that was kept is not asked again, also after the document is opened again', async ({ page }) => {
  await goToSuspect(page, 'STEVENS ON');
  const before = await leftCount(page);
  await page.keyboard.press('Enter');
  await expect(left(page)).toHaveText(`${before - 1} suspects`);
  await page.keyboard.press('Escape');
  await expectSaved(page);
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.telegram);
  await expect(left(page)).toHaveText(`${before - 1} suspects`, { timeout: 30_000 });
});

test('a fix is applied to every place that stays ticked, and one undo takes all of it back', async ({ page }) => {
  await goToSuspect(page, 'STEVENS ON');
  await page.keyboard.press('a');
  const preview = card(page).getByRole('list', { name: 'What would be replaced' });
  await expect(preview.getByRole('insertion')).toHaveText(['STEVENSON', 'STEVENSON']);
  await page.keyboard.press('Enter');
  await expect(corrections(page, 2)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Z');
  await expect(corrections(page, 0)).toBeVisible();
  await expect(transcription(page)).toContainText('STEVENS ON');
});

test('a fix reaches the other documents of the collection, too', async ({ page }) => {
  await goToSuspect(page, 'STEVENS ON');
  await page.keyboard.press('a');
  await card(page).getByText('In the whole collection').click();
  await expect(card(page).getByRole('status')).toHaveText('No other document reads so.');
  await expect(card(page).getByRole('checkbox', { name: 'In the whole collection' })).toBeFocused();
  await card(page).getByRole('button', { name: 'Replace 2' }).press('Enter');
  await expect(corrections(page, 2)).toBeVisible();
});

test('one key says that the page itself is wrong', async ({ page }) => {
  await goToSuspect(page, 'DISTANTLING');
  await page.keyboard.press('e');
  await expect(transcription(page).locator('[data-mark="emendation"]')).toContainText('DISMANTLING');
  await openTab(page, /Corrections/);
  await expect(inspector(page)).toContainText('the page itself is wrong');
  await runByName(page, 'Vocabulary of the Collection');
  await expect(page.getByRole('region', { name: 'Vocabulary of the Collection' })).toContainText('No correction yet.');
});

test('Tab skips, and typing writes another reading in its place', async ({ page }) => {
  await goToSuspect(page, 'DISTANTLING');
  const before = await leftCount(page);
  await page.keyboard.press('Tab');
  await expect(cardOf(page, 'DISTANTLING')).toBeHidden();
  await page.keyboard.press('Shift+Tab');
  await expect(cardOf(page, 'DISTANTLING')).toBeVisible();
  await expect(left(page)).toHaveText(`${before} suspects`);
  // 1 to 5 and single letters are keys of the card only until the first letter is typed.
  await page.keyboard.type('Dismantling 1 ea');
  await expect(card(page).getByRole('textbox', { name: 'The right reading' })).toHaveValue('Dismantling 1 ea');
  await page.keyboard.press('Enter');
  await expect(transcription(page)).toContainText('Dismantling 1 ea');
});

test('a note is added where the suspect stands', async ({ page }) => {
  await goToSuspect(page, 'DISTANTLING');
  await page.keyboard.press('n');
  await page.keyboard.type('So the carbon copy.');
  await page.keyboard.press('Enter');
  await expect(card(page).getByRole('listbox')).toBeFocused();
  await openTab(page, /Notes/);
  await expect(inspector(page)).toContainText('So the carbon copy.');
});

test('what was learned can be looked at, added to and taken out', async ({ page }) => {
  await goToSuspect(page, 'DISTANTLING');
  await page.keyboard.press('1');
  await goToSuspect(page, 'STEVENS ON');
  await page.keyboard.press('Shift+Enter');
  await runByName(page, 'Vocabulary of the Collection');
  const panel = page.getByRole('region', { name: 'Vocabulary of the Collection' });
  await expect(panel.getByRole('list', { name: /Learned corrections/ }).getByRole('listitem')).toHaveText([
    /DISTANTLING → DISMANTLING.*once/,
  ]);
  await expect(panel.getByRole('list', { name: /Always right/ })).toContainText('STEVENS ON');
  await panel.getByRole('textbox', { name: 'Word' }).fill('KUZNETSOV');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('list', { name: /Always right/ }).getByRole('listitem')).toHaveText([
    'KUZNETSOV',
    'STEVENS ON',
  ]);
  await panel.getByRole('button', { name: 'Forget “DISTANTLING” to “DISMANTLING”' }).click();
  await expect(panel).toContainText('No correction yet.');
});

test('a word that was typed wrong is pointed out without taking the focus', async ({ page }) => {
  await selectWords(page, 'DISTANTLING');
  await page.keyboard.type('STEVENSN');
  const remark = page.getByRole('status', { name: 'Remark' });
  await expect(remark).toContainText('“STEVENSN”: Typed by hand and never seen before');
  await expect(transcription(page)).toBeFocused();
  await remark.getByRole('button', { name: /^Dismiss/ }).click();
  await expect(remark).toBeEmpty();
});

test('changing a word on which both readings of a page agree is pointed out, and no longer once it is kept', async ({
  app,
  collection,
  launch,
  workFolder,
}) => {
  // A page is read by OCR, twice.
  test.setTimeout(180_000);
  const scan = path.join(workFolder, 'letter of 1962.webp');
  await copyFile(page1, scan);
  await anchorite('import', collection, scan, '--ocr', '--editor', 'KT');
  await closeApplication(app);
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, /letter of 1962\.webp$/);
  await expect(left(page)).toBeVisible({ timeout: 30_000 });
  const remark = page.getByRole('status', { name: 'Remark' });
  await selectWords(page, 'surprised');
  await page.keyboard.type('pleased');
  await expect(remark).toContainText('“pleased”: All readings have “surprised” here');
  await expect(transcription(page)).toBeFocused();
  await remark.getByRole('button', { name: /^“pleased”/ }).click();
  await expect(cardOf(page, 'pleased').getByRole('option').nth(1)).toContainText('surprised');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(remark).toBeEmpty();
  await selectWords(page, 'pleased');
  await page.keyboard.type('surprised');
  await expectSaved(page);
  await expect(remark).toBeEmpty();
});

test('the list of suspects leads to each, most doubtful first', async ({ page }) => {
  await runByName(page, 'All Suspects');
  const rows = suspectRows(page);
  await expect(rows).toHaveCount(await leftCount(page));
  await expect(rows.first()).toBeFocused();
  await rows.nth(1).click();
  await expect(card(page)).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the card, the list and the vocabulary are accessible, ${theme}`, async ({ page }) => {
    await runByName(page, `Theme: ${theme === 'light' ? 'Light' : 'Dark'}`);
    const violations = async (): Promise<readonly string[]> => {
      // Things that fade in are looked at when they are there.
      await page.evaluate(() =>
        Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))),
      );
      const { violations: found } = await axeOf(page).analyze();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    };
    await runByName(page, 'All Suspects');
    await expect(suspectRows(page).first()).toBeFocused();
    await goToSuspect(page, 'DISTANTLING');
    expect(await violations(), 'card and list').toEqual([]);
    await page.keyboard.press('a');
    expect(await violations(), 'everywhere').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Space');
    expect(await violations(), 'writing').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await runByName(page, 'Vocabulary of the Collection');
    expect(await violations(), 'vocabulary').toEqual([]);
  });
}

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './app.ts';
import {
  answerDialogs,
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

const currentLine = (page: Page): Locator => transcription(page).locator('[data-proof-line]');
const ticks = (page: Page): Locator => transcription(page).locator('[data-read]');
const counter = (page: Page, read: number): Locator => page.getByText(new RegExp(`^${read} of \\d+ lines read$`));

test.beforeEach(async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
});

test('a document is read line by line from the keyboard, and what was read stays read', async ({ page }) => {
  await chooseMode(page, 'Proofread');
  await expect(counter(page, 0)).toBeVisible();
  const first = await currentLine(page).first().textContent();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await expect(counter(page, 2)).toBeVisible();
  await expect(ticks(page)).toHaveCount(2);
  await expect(ticks(page).first()).toHaveAttribute('title', /^Read by .+, \d+ \w+ \d{4} at \d\d:\d\d$/);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => currentLine(page).first().textContent()).toBe(first);
  await expect(counter(page, 2)).toBeVisible();
  await expectSaved(page);
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.telegram);
  await expect(counter(page, 2)).toBeVisible();
  await page.keyboard.press('F9');
  await page.keyboard.press('Enter');
  await expect(counter(page, 3)).toBeVisible();
});

test('a line that is changed after it was read is unread again, and typing is typing', async ({ page }) => {
  await chooseMode(page, 'Proofread');
  await expect(counter(page, 0)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(counter(page, 1)).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('End');
  await page.keyboard.type(' AND MORE');
  await expect(currentLine(page).last()).toContainText('AND MORE');
  await expect(counter(page, 0)).toBeVisible();
  await runByName(page, 'Proofreading: Read This Line and Go On');
  await expect(counter(page, 1)).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await runByName(page, 'Proofreading: This Line Is Still to Be Read');
  await expect(counter(page, 0)).toBeVisible();
});

test('marking a document as proofread says quietly what was not read', async ({ page }) => {
  await chooseMode(page, 'Proofread');
  await expect(counter(page, 0)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  const notice = page.getByRole('status').filter({ hasText: 'is marked as proofread with 1 of' });
  await expect(notice).toContainText('Telegram 1762');
  await notice.getByRole('button', { name: 'OK' }).click();
  await expect(notice).toBeHidden();
});

test('the keys mark a document as proofread also while a button or a tab has the focus', async ({ page }) => {
  await chooseMode(page, 'Proofread');
  await expect(counter(page, 0)).toBeVisible();
  await page.keyboard.press('Enter');
  await openTab(page, /Details/);
  const notice = page.getByRole('status').filter({ hasText: 'is marked as proofread with 1 of' });
  await inspector(page).getByRole('button', { name: 'Measure', exact: true }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(notice).toContainText('Telegram 1762');
  const next = page.getByRole('status').filter({ hasText: 'is marked as proofread with 0 of' });
  await expect(next).toBeHidden();
  await inspector(page)
    .getByRole('tab', { name: /Details/ })
    .focus();
  await page.keyboard.press('Control+Enter');
  await expect(next).toBeVisible();
});

test('the inspector measures the error rate and certifies who read what', async ({ page, app, workFolder }) => {
  await selectWords(page, 'STEVENS ON');
  await page.keyboard.type('STEVENSON');
  await expectSaved(page);
  await chooseMode(page, 'Proofread');
  await expect(counter(page, 0)).toBeVisible();
  await page.keyboard.press('Enter');
  await openTab(page, /Details/);
  const certificate = inspector(page).getByRole('list', { name: 'What was read' });
  await expect(certificate).toContainText(/Facsimile \d: read by .+ on \d+ \w+ \d{4}, 1 of \d+ lines/);
  await expect(certificate).toContainText(/The document: .+ 1 character in [\d,]+ corrected/);
  await inspector(page).getByRole('button', { name: 'Measure', exact: true }).click();
  const rates = inspector(page).getByRole('table', { name: 'Error rates' });
  await expect(rates.getByRole('row', { name: /^Import/ })).toContainText(/ % · 1 of /);

  const truth = path.join(workFolder, 'truth.txt');
  await writeFile(truth, 'TOP SECRET');
  await answerDialogs(app, truth);
  await inspector(page)
    .getByRole('button', { name: /the imported text, by its corrections/ })
    .click();
  await page.getByRole('option', { name: /by a ground truth/ }).click();
  await inspector(page).getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(rates.getByRole('row', { name: /^Present text/ })).toBeVisible();
  await expect(inspector(page).getByText('The chosen file is taken for right.')).toBeVisible();
});

test('the lines of a block are joined by name or in its menu, and one undo parts them again', async ({ page }) => {
  const lineEnds = transcription(page).locator('span[data-joins]');
  const before = await lineEnds.count();
  await selectWords(page, 'RECONNAIS');
  await page.keyboard.press('ArrowLeft');
  await runByName(page, 'Join the Lines');
  await expect(transcription(page)).toContainText('RECONNAISSANCE');
  await expect.poll(() => lineEnds.count()).toBeLessThan(before);
  await page.keyboard.press('Control+Z');
  await expect(lineEnds).toHaveCount(before);
  await page.getByRole('button', { name: /Change this block/ }).click();
  await page.getByRole('menuitem', { name: /^Join its lines/ }).click();
  await expect(transcription(page)).toContainText('RECONNAISSANCE');
});

import { expect, type Locator, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { documentRow, openSample, runByName, titles } from './workbench-page.ts';

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Error rate by sample' });

async function draw(page: Page): Promise<string> {
  await panel(page).getByRole('textbox', { name: 'Lines' }).fill('4');
  await panel(page).getByRole('textbox', { name: 'Seed' }).fill('1962');
  await page.keyboard.press('Enter');
  const line = panel(page).getByRole('form', { name: 'Line 1 of 4' });
  return line.getByRole('textbox', { name: 'The page reads' }).inputValue();
}

test('lines drawn by a seed are checked with Enter, and the certificate has the interval', async ({ page }) => {
  await openSample(page);
  await runByName(page, 'Error Rate by Sample…');
  const first = await draw(page);
  expect(first).not.toBe('');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('form', { name: 'Line 2 of 4' })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.type(' misread');
  await expect(panel(page).getByRole('button', { name: 'Reads so' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await panel(page).getByRole('button', { name: 'Back' }).click();
  await expect(panel(page).getByRole('form', { name: 'Line 3 of 4' })).toBeVisible();
  const found = await axeOf(page).analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await screenshot(page, 'error-sample');
  await page.keyboard.press('Enter');
  // What was looked at stays when the panel is closed to look at a page.
  await page.keyboard.press('Escape');
  await runByName(page, 'Error Rate by Sample…');
  await expect(panel(page).getByRole('form', { name: 'Line 4 of 4' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('4 of 4 lines looked at, seed 1962');
  await expect(panel(page)).toContainText('1 in 4 (25.00 %; 95 % confidence: 4.56 % to 69.94 %)');
  await expect(panel(page).getByRole('button', { name: 'Copy the certificate' })).toBeVisible();

  await panel(page).getByRole('button', { name: 'Draw another sample' }).click();
  expect(await draw(page)).toBe(first);
});

test('several documents are assigned to a second reader at once', async ({ page }) => {
  await openSample(page);
  await documentRow(page, titles.telegram).click();
  await documentRow(page, titles.draftLetter).click({ modifiers: ['Control'] });
  await runByName(page, 'Second Reading…');
  const reading = page.getByRole('region', { name: 'Second reading' });
  await expect(reading).toContainText('2 documents are chosen.');
  await reading.getByRole('textbox', { name: 'Siglum of the second reader' }).fill('BB');
  await reading.getByRole('button', { name: 'Assign' }).click();
  await expect(reading.getByRole('status')).toContainText('2 of 2 documents are assigned.');
  await expect(documentRow(page, /second reading by BB/)).toHaveCount(2);
});

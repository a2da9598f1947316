import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './app.ts';
import { axeOf } from './axe.ts';
import { documentRow, openSample, titles } from './workbench-page.ts';

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Documents' });
const documents = (page: Page): Locator => grid(page).locator('tr[aria-selected]');
const head = (page: Page, name: string): Locator => grid(page).getByRole('columnheader', { name, exact: true });
const group = (page: Page, name: RegExp): Locator => grid(page).getByRole('button', { name });

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${label}$`) }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('the table is filtered by any column, and each filter is taken away by itself', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Filter…' }).click();
  const form = page.getByRole('dialog', { name: 'Show only documents with' });
  await choose(page, 'Column', 'Date');
  await form.getByRole('textbox', { name: 'From' }).fill('sometime');
  await expect(form).toContainText('A year, a month or a day');
  await expect(form.getByRole('button', { name: 'Add filter' })).toBeDisabled();
  const all = await documents(page).count();
  await form.getByRole('textbox', { name: 'From' }).fill('1962-11');
  await form.getByRole('textbox', { name: 'To' }).fill('1962-11');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect.poll(() => documents(page).count()).toBeLessThan(all);
  const inOctober = await documents(page).count();
  expect(inOctober).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Filter…' }).click();
  await choose(page, 'Column', 'Type');
  await form.getByRole('checkbox', { name: /^letter/ }).focus();
  await page.keyboard.press('Space');
  await form.getByRole('button', { name: 'Add filter' }).click();
  await expect(page.getByRole('button', { name: 'Remove the filter Type: letter' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filter Date: 1962-11' }).click();
  await page.getByRole('button', { name: 'Remove the filter Type: letter' }).click();
  await expect(documents(page)).toHaveCount(all);
});

test('columns are chosen, documents are grouped and folded, and a view is kept by name and as it was left', async ({
  page,
}) => {
  await openSample(page);
  await page.getByRole('button', { name: 'View…' }).click();
  const form = page.getByRole('dialog', { name: 'View of the table' });
  await form.getByRole('checkbox', { name: 'Editor' }).focus();
  await page.keyboard.press('Space');
  await form.getByRole('checkbox', { name: 'Words' }).focus();
  await page.keyboard.press('Space');
  await choose(page, 'Group by', 'Type');
  await form.getByRole('textbox', { name: 'Name of this view' }).fill('By type');
  await form.getByRole('button', { name: 'Save view' }).click();
  await expect(form.getByRole('list', { name: 'Saved views' })).toContainText('By type');
  const found = await axeOf(page).include('[role="dialog"]').analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(head(page, 'Editor')).toBeVisible();
  await expect(head(page, 'Words')).toBeHidden();

  // Left folds the group of the row, and Right unfolds it again.
  await documentRow(page, titles.telegram).click();
  await page.keyboard.press('ArrowLeft');
  await expect(documents(page)).toHaveCount(3);
  await expect(group(page, /^telegram/)).toBeFocused();
  await expect(group(page, /^telegram/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(documents(page)).toHaveCount(5);

  await page.getByRole('button', { name: 'Close the collection' }).click();
  await page.getByRole('button', { name: 'Open the sample collection' }).click();
  await expect(group(page, /^telegram/)).toBeVisible();
  await expect(head(page, 'Editor')).toBeVisible();
  await page.getByRole('button', { name: 'View…' }).click();
  await form.getByRole('button', { name: 'Set back to the usual view' }).click();
  await expect(head(page, 'Editor')).toBeHidden();
  await form.getByRole('button', { name: 'By type', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(group(page, /^letter/)).toBeVisible();
});

import { expect, type Locator, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { documentRow, openSample, titles } from './workbench-page.ts';

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Documents' });
const documents = (page: Page): Locator => grid(page).locator('tr[aria-selected]');

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${label}$`) }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('the box of some documents is set in the table, shown as a column, filtered, sorted, and taken back', async ({
  page,
}) => {
  await openSample(page);
  await documentRow(page, titles.telegram).click();
  await page
    .getByRole('toolbar', { name: 'Selected documents' })
    .getByRole('button', { name: 'Archive facts…' })
    .click();
  const panel = page.getByRole('region', { name: 'Archive facts' });
  await panel.getByRole('textbox', { name: 'Box', exact: true }).fill('317');
  await panel.getByRole('button', { name: 'Set for one document' }).click();
  await expect(page.getByText('1 document described.')).toBeVisible();
  await panel.getByRole('button', { name: 'Close archive facts' }).click();

  await page.getByRole('button', { name: 'View…' }).click();
  const view = page.getByRole('dialog', { name: 'View of the table' });
  for (const column of ['Words', 'Tags', 'Suspects left']) {
    await view.getByRole('checkbox', { name: column }).focus();
    await page.keyboard.press('Space');
  }
  await view.getByRole('checkbox', { name: 'Box', exact: true }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(grid(page).getByRole('columnheader', { name: 'Box', exact: true })).toBeVisible();
  await expect(documentRow(page, titles.telegram)).toContainText('317');
  await screenshot(page, 'archive-columns');

  await grid(page).getByRole('columnheader', { name: 'Box', exact: true }).click();
  await expect(documents(page).first()).toContainText('317');

  const all = await documents(page).count();
  await page.getByRole('button', { name: 'Filter…' }).click();
  await choose(page, 'Column', 'Box');
  const form = page.getByRole('dialog', { name: 'Show only documents with' });
  await form.getByRole('checkbox', { name: '317 (1)' }).focus();
  await page.keyboard.press('Space');
  await form.getByRole('button', { name: 'Add filter' }).click();
  await expect(documents(page)).toHaveCount(1);
  const found = await axeOf(page).analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.getByRole('button', { name: 'Remove the filter Box: 317' }).click();
  await expect(documents(page)).toHaveCount(all);

  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(documentRow(page, titles.telegram)).not.toContainText('317');
});

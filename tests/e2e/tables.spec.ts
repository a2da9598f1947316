import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import {
  anchorNames,
  expectSaved,
  openDocument,
  openSample,
  runByName,
  selectWords,
  titles,
  transcription,
} from './workbench-page.ts';

/** The cells of each row of the first table. */
const cells = (page: Page): Promise<readonly (readonly string[])[]> =>
  transcription(page)
    .getByRole('table')
    .first()
    .evaluate((table) =>
      [...table.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
    );

test.beforeEach(async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
  await selectWords(page, 'OFFICER');
});

test('rows and columns are added and taken away by name, each with its own undo', async ({ page }) => {
  const before = await cells(page);
  const anchors = await anchorNames(page);
  const empty = before[0]?.map(() => '') ?? [];
  await runByName(page, 'Table: Insert Row Above');
  await runByName(page, 'Table: Insert Row Below');
  await expect.poll(() => cells(page)).toEqual([before[0], empty, before[1], empty, ...before.slice(2)]);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => cells(page)).toEqual(before);
  await selectWords(page, 'OFFICER');
  await runByName(page, 'Table: Insert Column Before');
  await runByName(page, 'Table: Insert Column After');
  await expect
    .poll(() => cells(page))
    .toEqual(before.map(([first = '', second = '', ...rest]) => [first, '', second, '', ...rest]));
  await runByName(page, 'Table: Delete Column');
  await expect
    .poll(() => cells(page))
    .toEqual(before.map(([first = '', _second, ...rest]) => [first, '', '', ...rest]));
  await page.keyboard.press('Control+Z');
  await selectWords(page, 'OFFICER');
  await runByName(page, 'Table: Delete Row');
  await expect.poll(async () => (await cells(page)).length).toBe(before.length - 1);
  expect(await anchorNames(page)).toEqual(anchors);
  await expectSaved(page);
});

test('the handle of a block in a table offers its rows and columns', async ({ page }) => {
  const before = await cells(page);
  await transcription(page).getByText('NAME OF').hover();
  await page.getByRole('button', { name: /^Change this block/ }).click();
  await page.getByRole('menuitem', { name: 'Rows and columns' }).press('ArrowRight');
  await page.getByRole('menuitem', { name: 'Insert row below' }).press('Enter');
  await expect(transcription(page).getByRole('table').first().getByRole('row')).toHaveCount(before.length + 1);
  await expect(transcription(page)).toBeFocused();
});

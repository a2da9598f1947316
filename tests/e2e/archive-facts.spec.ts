import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import {
  answerDialogs,
  documentRow,
  expectSaved,
  inspector,
  openDocument,
  openSample,
  openTab,
  runByName,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

const panelOf = (page: Page) => page.getByRole('region', { name: 'Archive facts' });

/** A fact as the details of a document show it. */
async function detail(page: Page, title: RegExp, fact: string): Promise<string> {
  await openDocument(page, title);
  await openTab(page, /Details/);
  const value = await inspector(page).getByRole('textbox', { name: fact, exact: true }).inputValue();
  await page.keyboard.press('Control+W');
  await expect(documentRow(page, title)).toBeVisible();
  return value;
}

test('facts are set for all documents at once by a template, and one undo takes them back', async ({ page }) => {
  await openSample(page);
  await runByName(page, 'Archive Facts…');
  const panel = panelOf(page);
  await panel.getByRole('textbox', { name: 'Repository' }).fill('National Archives');
  await panel.getByRole('textbox', { name: 'Box', exact: true }).fill('1762');
  await panel.getByRole('textbox', { name: 'Name of the template' }).fill('RG 59');
  await panel.getByRole('button', { name: 'Save template' }).click();
  await expect(panel.getByRole('button', { name: /Fill in from/ })).toContainText('RG 59');
  await panel.getByRole('button', { name: 'Set for 5 documents' }).click();
  await expect(page.getByText('5 documents described.')).toBeVisible();
  await panel.getByRole('button', { name: 'Close archive facts' }).click();
  expect(await detail(page, titles.telegram, 'Box')).toBe('1762');

  await runByName(page, 'Archive Facts…');
  await panel.getByRole('textbox', { name: 'Box', exact: true }).fill('-');
  await panel.getByRole('button', { name: 'Set for one document' }).click();
  // Until then the button beside the earlier news is there.
  await expect(page.getByText('1 document described.')).toBeVisible();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The facts of 1 document are as they were before.')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await detail(page, titles.telegram, 'Box')).toBe('1762');
});

test('a table goes out and comes in again, and a broken row is named and costs itself alone', async ({
  page,
  app,
  workFolder,
}) => {
  await openSample(page);
  await runByName(page, 'Archive Facts…');
  const panel = panelOf(page);
  await answerDialogs(app, workFolder);
  await panel.getByRole('button', { name: 'Export CSV…' }).click();
  await expect(page.getByText(/The facts of 5 documents are in /)).toBeVisible();
  const table = await readFile(path.join(workFolder, 'facts.csv'), 'utf8');
  expect(table.split('\r\n')[0]).toContain('repository,fonds,box,folder');

  const file = path.join(workFolder, 'boxes.csv');
  await writeFile(file, 'source,box\n003_a5bfdc7065c2c0b6,77\nnobody.txt,78\n');
  await answerDialogs(app, file);
  await panel.getByRole('button', { name: 'Import CSV…' }).click();
  await expect(panel.getByRole('list', { name: 'Rows that changed nothing' })).toHaveText(
    'Row 3: there is no document “nobody.txt” in the collection.',
  );
  await page.keyboard.press('Escape');
  expect(await detail(page, titles.telegram, 'Box')).toBe('77');
});

test('a second reader reads blind, and one key settles each difference', async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await expectSaved(page);
  await page.keyboard.press('Control+W');
  await expect(documentRow(page, titles.telegram)).toHaveAttribute('aria-selected', 'true');
  await runByName(page, 'Second Reading…');
  const panel = page.getByRole('region', { name: 'Second reading' });
  await panel.getByRole('textbox', { name: 'Siglum of the second reader' }).fill('BB');
  await panel.getByRole('button', { name: 'Assign' }).click();
  await expect(documentRow(page, /second reading by BB/)).toBeVisible();
  await expect(panel.getByRole('heading', { name: /^One difference in/ })).toBeVisible();
  await expect(panel.getByRole('button', { name: '1 First reader: DISMANTLING' })).toBeVisible();
  await expect(panel.getByRole('button', { name: '2 BB: DISTANTLING' })).toBeVisible();
  await panel.getByRole('group', { name: 'Difference 1 of 1' }).focus();
  await page.keyboard.press('1');
  await expect(panel.getByText('The readers agree.')).toBeVisible();
  await panel.getByRole('button', { name: 'Finish' }).click();
  await expect(documentRow(page, /second reading by BB/)).toBeHidden();
  await openDocument(page, titles.telegram);
  await expect(transcription(page)).toContainText('DISMANTLING');
});

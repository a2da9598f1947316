import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app.ts';
import { anchorNames, answerDialogs, openDocument, openSample, openTab, titles } from './workbench-page.ts';

test('an import ends with a report in which each recognition can be undone', async ({ page, app, workFolder }) => {
  const file = path.join(workFolder, 'note.txt');
  await writeFile(file, 'Dear Mr. Secretary:\n\n[Page 7]\nI have read your note.\n\n[Page 8]\nIt is clear.\n');
  await openSample(page);
  await answerDialogs(app, file);
  await page.getByRole('button', { name: 'Import…' }).click();
  const report = page.getByRole('region', { name: 'Import report' });
  await expect(report).toContainText('One document came in');
  await expect(report.getByRole('group', { name: 'Page anchors' })).toContainText('[Page 7]');
  await report.getByRole('button', { name: /^Undo Page 7/ }).click();
  await expect(report.getByText('undone', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(report).toBeHidden();

  await page.getByRole('row').filter({ hasText: 'note.txt' }).dblclick();
  await expect(page.getByRole('textbox', { name: 'Transcription' })).toContainText('[Page 7]');
  expect(await anchorNames(page)).toEqual(['Page 8']);
});

test('a file that is no text is refused with a sentence', async ({ page, app, workFolder }) => {
  const file = path.join(workFolder, 'picture.txt');
  await writeFile(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 0xfe, 0xfd, 0, 1, 2, 3]));
  await openSample(page);
  await answerDialogs(app, file);
  await page.getByRole('button', { name: 'Import…' }).click();
  const refused = page.getByRole('list', { name: 'Files that did not come in' });
  await expect(refused).toContainText('picture.txt');
  await expect(page.getByRole('grid', { name: 'Documents' }).getByRole('row')).toHaveCount(6);
});

test('the report of a document is reached again from its details, and leads to the places', async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
  await openTab(page, /Details/);
  await page.getByRole('region', { name: 'Inspector' }).getByRole('button', { name: 'Import report' }).click();
  await page
    .getByRole('region', { name: 'Source' })
    .getByRole('button', { name: /^Go to Facsimile 3/ })
    .click();
  await expect(page.getByRole('contentinfo')).toContainText('Facsimile 3');
});

import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app.ts';
import { answerDialogs, openSample } from './workbench-page.ts';

const facsimiles = path.join(import.meta.dirname, '../../fixtures/facsimiles');
const page1 = path.join(facsimiles, '001_975a25f8ce92ca13/0001.webp');
/** Of another document: the same again would not come in. */
const otherPage = path.join(facsimiles, '004_3247f51e25b8394a/0001.webp');

test('how several images become documents is asked with a preview, and is done as it was answered', async ({
  page,
  app,
  workFolder,
}) => {
  // Two documents are read by OCR.
  test.setTimeout(180_000);
  const scans = path.join(workFolder, 'scans');
  await mkdir(scans);
  const names = ['letter-1.webp', 'letter-2.webp', 'memo.webp'];
  for (const name of names) await copyFile(name === 'memo.webp' ? otherPage : page1, path.join(scans, name));
  await writeFile(path.join(scans, 'letter-1.css'), 'Dear Mr. President');
  await openSample(page);
  await answerDialogs(app, scans);
  await page.getByRole('button', { name: 'Import…' }).click();
  const panel = page.getByRole('region', { name: 'Import', exact: true });
  const preview = panel.getByRole('list', { name: 'Documents that will be made' }).getByRole('listitem');
  await expect(preview).toHaveText(['letter-1.webp to letter-2.webp 2 files', 'memo.webp one file']);
  await panel.getByRole('radio', { name: 'All in one' }).click();
  await expect(preview).toHaveText(['letter-1.webp to memo.webp 3 files']);
  await panel.getByRole('radio', { name: 'One each' }).click();
  await expect(preview).toHaveCount(3);
  await panel.getByRole('radio', { name: 'By their names' }).click();
  await panel.getByRole('checkbox', { name: 'letter-1.css' }).click({ force: true });
  await page.keyboard.press('Escape');
  const rows = page.getByRole('grid', { name: 'Documents' }).locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(5);

  await page.getByRole('button', { name: 'Import…' }).click();
  await panel.getByRole('button', { name: 'Import 2 documents' }).click();
  await expect(page.getByRole('region', { name: 'Import report' })).toContainText('2 documents came in', {
    timeout: 90_000,
  });
  await expect(rows).toHaveCount(7);
});

test('a collection that is chosen as files is offered to be opened instead', async ({
  page,
  app,
  workFolder,
  importedCollection,
}) => {
  const outer = path.join(workFolder, 'outer');
  await cp(importedCollection, path.join(outer, 'letters'), { recursive: true });
  await openSample(page);
  await answerDialogs(app, outer);
  await page.getByRole('button', { name: 'Import…' }).click();
  const report = page.getByRole('region', { name: 'Import report' });
  await expect(report).toContainText('No document came in.');
  await expect(report).toContainText('“letters” is a collection of Anchorite, and no folder of files to import.');
  // A folder that nobody chose as a collection is opened after a question of the system's.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  await report.getByRole('button', { name: 'Open the collection “letters”' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'collection', exact: true })).toBeVisible();
});

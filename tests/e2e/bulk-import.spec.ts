import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { answerDialogs, openSample, runByName } from './workbench-page.ts';

const count = 300;

/** A folder of letters, with duplicates, files that are refused, and a hidden one. */
async function makeFolder(folder: string): Promise<string> {
  for (const box of ['box 1', 'box 2']) await mkdir(path.join(folder, box), { recursive: true });
  const letter = (number: number): string => `LETTER ${number}\n\nDear Mr. President, this is letter ${number}.\n`;
  for (let number = 0; number < count; number++)
    await writeFile(path.join(folder, `box ${1 + (number % 2)}`, `letter ${number}.txt`), letter(number));
  for (let number = 0; number < 60; number++) await writeFile(path.join(folder, `copy ${number}.txt`), letter(number));
  await writeFile(path.join(folder, 'minutes.rtf'), '{\\rtf1 Minutes}');
  await writeFile(path.join(folder, 'agenda.rtf'), '{\\rtf1 Agenda}');
  await writeFile(path.join(folder, '.hidden'), 'x');
  return folder;
}

const report = (page: Page) => page.getByRole('region', { name: 'Import report' });
const rows = (page: Page) => page.getByRole('grid', { name: 'Documents' });

test('a folder is imported, stopped half way and gone on with; one report says what became of each file', async ({
  page,
  app,
  workFolder,
}, testInfo) => {
  test.setTimeout(180_000);
  const folder = await makeFolder(path.join(workFolder, 'archive'));
  await openSample(page);
  await runByName(page, 'Theme: As the System');
  await answerDialogs(app, folder);
  await runByName(page, 'Import Folder…');
  await expect(page.getByRole('progressbar', { name: /^Importing / })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' }).click();
  await expect(report(page)).toContainText('The import was cancelled before the rest.', { timeout: 30_000 });
  const came = Number(/([\d,]+) documents came in/.exec((await report(page).textContent()) ?? '')?.[1]);
  expect(came).toBeGreaterThan(0);
  expect(came).toBeLessThan(count);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(rows(page)).toHaveAttribute('aria-rowcount', String(5 + came + 1));

  await answerDialogs(app, folder);
  await runByName(page, 'Import Folder…');
  await expect(report(page)).toContainText(`${count - came} documents came in; 2 files did not`, { timeout: 90_000 });
  await expect(report(page)).toContainText(`${60 + came} files are in the collection already`);
  await expect(report(page).getByRole('list', { name: 'Why files did not come in' })).toContainText(
    '2 files… is an RTF document, and this version reads plain text only.',
  );
  const files = report(page).getByRole('grid', { name: 'Files of the import' });
  await expect(files).toHaveAttribute('aria-rowcount', String(count + 60 + 3));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    await page.screenshot({ path: testInfo.outputPath(`report-${colorScheme}.png`) });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  }
  await report(page).getByRole('radio', { name: 'Did not come in' }).click();
  await expect(files.getByRole('row')).toHaveCount(2);
  await expect(files.getByRole('row').first()).toContainText('agenda.rtf');
  await report(page).getByRole('radio', { name: 'All' }).click();
  // The last line is fetched when it is wanted, and not all lines are drawn.
  await files.getByRole('row').first().focus();
  await page.keyboard.press('End');
  await expect(files.getByRole('row').last()).toContainText('.hidden');
  expect(await files.getByRole('row').count()).toBeLessThan(200);

  const saved = path.join(workFolder, 'report.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, saved);
  await report(page).getByRole('button', { name: 'Save the report…' }).click();
  await page.getByRole('menuitem', { name: 'As a table (CSV)…' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The report is in' })).toBeVisible();
  expect((await readFile(saved, 'utf8')).trimEnd().split('\r\n')).toHaveLength(1 + count + 60 + 3);
});

test('what the collection has already is offered to be imported all the same', async ({ page, app, workFolder }) => {
  const folder = path.join(workFolder, 'pair');
  await mkdir(folder);
  await writeFile(path.join(folder, 'memo.txt'), 'MEMORANDUM\n\nAll is well.');
  await openSample(page);
  await answerDialogs(app, folder);
  await runByName(page, 'Import Folder…');
  await expect(report(page)).toContainText('One document came in.');
  await appendFile(path.join(folder, 'note.txt'), 'NOTE\n\nAll is not well.');
  await page.getByRole('button', { name: 'Done' }).click();
  await answerDialogs(app, folder);
  await runByName(page, 'Import Folder…');
  await expect(report(page)).toContainText('One document came in; 1 file is in the collection already.');
  const known = report(page).getByRole('region', { name: 'Files that are in the collection already' });
  await expect(known).toContainText('The same was imported from “memo.txt”.');
  await known.getByRole('button', { name: 'Import it all the same' }).click();
  await expect(report(page)).toContainText('One document came in.');
  await expect(page.getByRole('row').filter({ hasText: 'memo.txt' })).toHaveCount(2);
});

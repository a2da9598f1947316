import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { growCollection } from '../bench/grown-collection.ts';
import { anchorite, screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { expectSaved, inspector, openDocument, openTab, runByName, transcription } from './workbench-page.ts';

const telegram = (from: string, to: string, dateline: string, words: string, signed: string): string =>
  `The ${from} to the ${to}\n\n[Telegram]\n\n${dateline}\n\n${words}\n\n${signed}\n`;

const [state, francis] = ['Secretary of State', 'Ambassador in Russia (Francis)'];

const texts: Readonly<Record<string, string>> = {
  'a.txt': telegram(
    state,
    francis,
    'Washington, April 13, 1917, 5 p.m.',
    '1313. Please advise Minister Finance.',
    'Lansing',
  ),
  'b.txt': telegram(
    francis,
    state,
    'Petrograd, April 20, 1917, 2 p.m.',
    '1204. Answering your 1313, April 13, 5 p.m.',
    'Francis',
  ),
  'c.txt': telegram(
    state,
    francis,
    'Washington, April 22, 1917, 6 p.m.',
    '1330. Your 1204, April 20, 2 p.m., received.',
    'Lansing',
  ),
  'd.txt': telegram(
    state,
    'Ambassador in Japan (Guthrie)',
    'Washington, January 9, 1918, 6 p.m.',
    '77. For your information.',
    'Lansing',
  ),
  'e.txt': 'A page without a date, that nobody signed.\n',
};

async function telegrams(workFolder: string): Promise<string> {
  const folder = path.join(workFolder, 'texts');
  await mkdir(folder);
  for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text);
  const collection = path.join(workFolder, 'telegrams');
  await anchorite('import', collection, folder);
  return collection;
}

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Correspondence' });
const lines = (page: Page, list: string): Locator => panel(page).getByRole('grid', { name: list }).getByRole('row');
const part = (page: Page, name: string): Locator => panel(page).getByRole('radio', { name, exact: true });

async function expectNoAxe(page: Page): Promise<void> {
  const { violations } = await axeOf(page).include('[aria-label="Correspondence"]').analyze();
  expect(violations).toEqual([]);
}

test('the timeline goes from years to days, shows the gaps, and leads to the documents', async ({
  launch,
  workFolder,
}) => {
  const { page } = await launch([`--collection=${await telegrams(workFolder)}`]);
  await page.getByRole('button', { name: 'Correspondence' }).click();
  await expect(lines(page, 'Timeline')).toHaveCount(2);
  await expect(lines(page, 'Timeline').nth(1)).toHaveAccessibleName(
    'January 1918: 1 document, after 8 months without a document',
  );
  await expect(lines(page, 'All documents')).toHaveCount(5);
  await screenshot(page, 'correspondence-timeline');
  await expectNoAxe(page);

  await part(page, 'Years').click();
  await expect(lines(page, 'Timeline').first()).toHaveAccessibleName('1917: 3 documents');
  await lines(page, 'Timeline').first().focus();
  await page.keyboard.press('Enter');
  await expect(lines(page, 'Timeline')).toHaveCount(1);
  await lines(page, 'Timeline').first().focus();
  await page.keyboard.press('Enter');
  await expect(lines(page, 'Timeline')).toHaveCount(3);
  await expect(lines(page, 'April 1917')).toHaveCount(3);
  await lines(page, 'Timeline').nth(1).click();
  await expect(lines(page, 'Fri 20 April 1917')).toHaveCount(1);

  // Back out, to what has no date.
  await panel(page).getByRole('button', { name: 'Out of April 1917' }).click();
  await panel(page).getByRole('button', { name: 'Out of 1917' }).click();
  await panel(page).getByRole('button', { name: '1 undated document' }).click();
  await expect(lines(page, 'Undated')).toHaveCount(1);
  await lines(page, 'Undated').first().focus();
  await page.keyboard.press('Enter');
  await expect(transcription(page)).toContainText('A page without a date');

  // It is where it was left.
  await page.keyboard.press('Control+Alt+Y');
  await expect(lines(page, 'Undated')).toHaveCount(1);
});

test('who wrote to whom is counted, sorted and filtered, and leads to the documents', async ({
  launch,
  workFolder,
}) => {
  const { page } = await launch([`--collection=${await telegrams(workFolder)}`]);
  await runByName(page, 'Correspondence of the Collection');
  await part(page, 'Who to Whom').click();
  const pairs = lines(page, 'Who to whom');
  await expect(pairs.first()).toHaveAccessibleName(`${state} to ${francis}: 2 documents, 1 the other way`);
  await panel(page).getByRole('button', { name: 'Sort by from' }).click();
  await expect(pairs.first()).toHaveAccessibleName(new RegExp(`^Ambassador in Russia .* to ${state}`));
  await panel(page).getByRole('searchbox', { name: 'Filter' }).fill('japan');
  await expect(pairs).toHaveCount(1);
  await screenshot(page, 'correspondence-pairs');
  await expectNoAxe(page);
  await pairs.first().click();
  await lines(page, `${state} to Ambassador in Japan (Guthrie)`).first().click();
  await expect(transcription(page)).toContainText('For your information');
});

test('the thread of a telegram goes back to its question and on to its answer; all is exported and printed', async ({
  launch,
  workFolder,
}) => {
  const { page, app } = await launch([`--collection=${await telegrams(workFolder)}`]);
  await page.keyboard.press('Control+Alt+Y');
  await part(page, 'Thread').click();
  await lines(page, 'All documents').filter({ hasText: '1204' }).click();
  const thread = lines(page, 'Thread');
  await expect(thread).toHaveCount(3);
  await expect(thread.nth(0)).toHaveAccessibleName(/April 13, 1917, 5 p\.m\., answered$/);
  await expect(thread.nth(1)).toHaveAccessibleName(/this document$/);
  await expect(thread.nth(2)).toHaveAccessibleName(/April 22, 1917, 6 p\.m\., answers$/);
  await runByName(page, 'Theme: Dark');
  await screenshot(page, 'correspondence-thread-dark');
  await expectNoAxe(page);

  for (const [label, name, holds] of [
    ['As a table (CSV)', 'correspondence.csv', '1917-04-20,'],
    ['For catalogues of letters (CMIF)', 'correspondence.cmif.xml', '<correspDesc'],
  ] as const) {
    const file = path.join(workFolder, name);
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    }, file);
    await panel(page).getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: label }).click();
    await expect(page.getByText(`5 documents in ${file}.`)).toBeVisible();
    expect(await readFile(file, 'utf8')).toContain(holds);
  }
  const pdf = path.join(workFolder, 'thread.pdf');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, pdf);
  await panel(page).getByRole('button', { name: 'Print…' }).click();
  await page.getByRole('button', { name: 'Save as PDF…' }).click();
  await expect(page.getByText(`Saved as ${pdf}`)).toBeVisible();
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');

  await thread.nth(0).focus();
  await page.keyboard.press('Enter');
  await expect(transcription(page)).toContainText('Please advise Minister Finance');
});

test('of thousands of documents only what is in sight is asked for and drawn, and the window goes on', async ({
  launch,
  workFolder,
}) => {
  test.slow();
  const samples = path.join(import.meta.dirname, '../../fixtures/documents');
  const folder = await growCollection(2_450, path.join(workFolder, 'letters'), samples);
  const { page } = await launch([`--collection=${folder}`]);
  await expect(page.getByRole('list', { name: 'Documents by status' })).toContainText('2,450');
  await page.keyboard.press('Control+Alt+Y');
  const all = panel(page).getByRole('grid', { name: 'All documents' });
  await expect(all).toHaveAttribute('aria-rowcount', '2450');
  expect(await all.getByRole('row').count()).toBeLessThan(200);
  await all.getByRole('row').first().focus();
  await page.keyboard.press('End');
  await expect(all.getByRole('row').and(page.locator('[aria-rowindex="2450"]'))).not.toHaveAccessibleName(
    'Not read yet',
  );
});

const wrongDates =
  'Letter\n\nParis, November 5, 1962.\n\nI saw him on Monday, November 13, 1962, and on June 31, 1962.\n';

async function lettersOf(workFolder: string, all: readonly string[]): Promise<string> {
  const folder = path.join(workFolder, 'letters-in');
  await mkdir(folder);
  for (const [index, text] of all.entries()) await writeFile(path.join(folder, `letter-${index}.txt`), text);
  const collection = path.join(workFolder, 'letters');
  await anchorite('import', collection, folder);
  return collection;
}

test('dates of the collection that cannot be are mended one after the other by a number, and each is taken back', async ({
  launch,
  workFolder,
}) => {
  const { page } = await launch([`--collection=${await lettersOf(workFolder, [wrongDates])}`]);
  await runByName(page, 'Dates That Do Not Fit');
  const dates = lines(page, 'Dates that do not fit');
  await expect(dates).toHaveCount(2);
  await screenshot(page, 'correspondence-dates');
  await expectNoAxe(page);
  await dates.nth(1).focus();
  await page.keyboard.press('1');
  await expect(dates).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(dates).toHaveCount(2);
  await dates.nth(1).focus();
  await page.keyboard.press('1');
  await expect(dates).toHaveCount(1);
  await dates.first().focus();
  await page.keyboard.press('Enter');
  await expect(transcription(page)).toContainText('30, 1962');
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('Monday, November 13, 1962');
});

test('a date is mended in the open document by a number and undo takes it back, beside one that the command line mended', async ({
  launch,
  workFolder,
}) => {
  const collection = await lettersOf(workFolder, [wrongDates]);
  await anchorite('dates', collection, '--findings', '--fix', '2');
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, /^Letter/);
  await expect(transcription(page)).toContainText('30, 1962');
  await openTab(page, /Details/);
  const section = inspector(page).getByRole('region', { name: 'Dates', exact: true });
  const dates = section.getByRole('grid', { name: 'Dates that do not fit' }).getByRole('row');
  await expect(dates).toHaveCount(1);
  await dates.first().focus();
  await page.keyboard.press('1');
  await expect(transcription(page)).toContainText('Tuesday, November 13');
  await expect(section).toContainText('No date looks wrong.');
  await screenshot(page, 'dates-of-a-document');
  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(transcription(page)).toContainText('Monday, November 13, 1962');
  await expectSaved(page);
});

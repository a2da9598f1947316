import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { readPdf } from '../helpers/read-pdf.ts';
import { test } from './app.ts';
import { axeOf } from './axe.ts';
import { answerDialogs, openDocument, openSample, selectWords, titles, typeOver } from './workbench-page.ts';

/** Exports what is open in a format, to a folder that the dialog names, and gives the names of the files there. */
async function exported(
  { page, app }: { readonly page: Page; readonly app: ElectronApplication },
  format: string,
  folder: string,
): Promise<readonly string[]> {
  await page.keyboard.press('Control+Shift+E');
  const panel = page.getByRole('region', { name: 'Export' });
  await panel.getByRole('button', { name: 'Format' }).click();
  await page.getByRole('option', { name: format, exact: true }).click();
  const names = await writtenTo(panel, app, folder);
  await page.keyboard.press('Escape');
  return names;
}

/** Writes what is chosen in the panel, to a folder that the dialog names. */
async function writtenTo(panel: Locator, app: ElectronApplication, folder: string): Promise<readonly string[]> {
  await answerDialogs(app, folder);
  await panel.getByRole('button', { name: 'Export…' }).click();
  await expect(panel.getByText('One file was written')).toBeVisible({ timeout: 60_000 });
  return (await readdir(folder)).sort();
}

/** Shows a page of HTML in a window of its own, as a browser would. */
async function shownInBrowser(app: ElectronApplication, file: string): Promise<Page> {
  const shown = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }, address) => {
    const window = new BrowserWindow({ width: 1300, height: 900, webPreferences: { partition: 'browser' } });
    void window.loadFile(address);
  }, file);
  const page = await shown;
  await page.waitForLoadState('load');
  return page;
}

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await axeOf(page).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('a corrected document is a page that is accessible in both views, on a screen and on paper', async ({
  page,
  app,
  workFolder,
}) => {
  const folder = path.join(workFolder, 'pages');
  await openSample(page);
  await openDocument(page, titles.telegram);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.press('Control+1');
  const names = await exported({ page, app }, 'HTML page', folder);
  const name = names.find((file) => file.endsWith('.html')) ?? '';
  expect(names).toEqual([`${path.parse(name).name}-images`, name].sort());

  const reader = await shownInBrowser(app, path.join(folder, name));
  expect(await violations(reader)).toEqual([]);
  const pictures = reader.locator('img');
  await expect(pictures).toHaveCount(4);
  await pictures.last().scrollIntoViewIfNeeded();
  await expect
    .poll(() => pictures.last().evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(100);
  const text = reader.locator('article');
  await expect(text).toContainText('DISMANTLING');
  await expect(reader.getByText('DISTANTLING')).toBeHidden();
  await reader.getByLabel('Corrections').check();
  await expect(reader.getByText('DISTANTLING')).toBeVisible();
  await reader.getByLabel('Tags').check();
  await expect(reader.locator('.stamp').first()).toBeHidden();
  await reader.getByLabel('As on the page').check();
  await expect(reader.locator('.stamp').first()).toBeVisible();
  expect(await violations(reader)).toEqual([]);
  await reader.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(reader)).toEqual([]);
  await reader.getByRole('link', { name: '[Facsimile Page 3]' }).click();
  await expect(reader.locator('#image-3')).toBeInViewport();
  await reader.emulateMedia({ media: 'print' });
  await expect(reader.getByLabel('Corrections')).toBeHidden();
  await reader.setViewportSize({ width: 360, height: 700 });
  await reader.emulateMedia({ media: 'screen', colorScheme: 'light' });
  expect(await reader.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await violations(reader)).toEqual([]);
});

test('a site of the collection is searched from the disk, and every page of it is accessible', async ({
  page,
  app,
  workFolder,
}) => {
  const folder = path.join(workFolder, 'site');
  await openSample(page);
  await page.getByRole('button', { name: 'Export…' }).click();
  const panel = page.getByRole('region', { name: 'Export' });
  await panel.getByRole('button', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'Site of the collection' }).click();
  await answerDialogs(app, folder);
  await panel.getByRole('button', { name: 'Export…' }).click();
  await expect(panel.getByText('5 files were written')).toBeVisible({ timeout: 60_000 });

  const reader = await shownInBrowser(app, path.join(folder, 'index.html'));
  await reader.getByLabel('Search the documents').fill('"sweeping language" difficulties');
  await expect(reader.getByText('One document', { exact: true })).toBeVisible();
  await expect(reader.locator('#results mark')).toHaveText(['sweeping language', 'difficulties']);
  expect(await violations(reader)).toEqual([]);
  await reader.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(reader)).toEqual([]);
  await expect(reader.locator('#results a')).toHaveCount(1);
  await reader.getByLabel('Search the documents').fill('number:1762 OR (number:1223 -zebra)');
  await expect(reader.locator('#results a')).toHaveCount(2);
  await reader.getByLabel('Search the documents').fill('(cuba');
  await expect(reader.getByText('A “(” has no “)”: at character 1')).toBeVisible();
  for (const other of ['timeline.html', 'names.html', 'correspondence.html']) {
    const shown = await shownInBrowser(app, path.join(folder, other));
    expect(await violations(shown), other).toEqual([]);
  }
});

test('a document is printed as PDF with its words, an outline and tags', async ({ page, app, workFolder }) => {
  const folder = path.join(workFolder, 'pdf');
  await openSample(page);
  await openDocument(page, titles.letter);
  const [name = ''] = await exported({ page, app }, 'PDF', folder);
  const bytes = await readFile(path.join(folder, name));
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: true }).promise;
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  const outline = await pdf.getOutline();
  expect(outline?.[0]?.title).toContain('Letter From Chairman Khrushchev');
  const words: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const content = await (await pdf.getPage(number)).getTextContent();
    words.push(...content.items.map((item) => ('str' in item ? item.str : '')));
  }
  expect(words.join('').replace(/\s/g, '')).toContain('Ihavestudiedthelist');
  expect(words.join('').replace(/\s/g, '')).toContain('[Page200]');
  await pdf.destroy();
});

test('versions stand side by side as they are chosen, made with templates of one’s own', async ({
  page,
  app,
  workFolder,
}) => {
  const [folder, looks] = [path.join(workFolder, 'versions'), path.join(workFolder, 'looks')];
  await mkdir(path.join(looks, 'html'), { recursive: true });
  await writeFile(
    path.join(looks, 'html/versions.css'),
    '.versions{max-width:70rem}body:has(.to-changed:checked) .same{display:none}\n',
  );
  await openSample(page);
  await openDocument(page, titles.telegram);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await page.keyboard.press('Control+Shift+E');
  const panel = page.getByRole('region', { name: 'Export' });
  await panel.getByRole('button', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'Versions side by side' }).click();
  await expect(panel.getByRole('button', { name: 'One version' })).toContainText('Version 1');
  await expect(panel.getByRole('button', { name: 'The other version' })).toContainText('At present');
  await answerDialogs(app, looks);
  await panel.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(panel.getByText('looks', { exact: true })).toBeVisible();
  const inPanel = await axeOf(page).include('[aria-label="Export"]').analyze();
  expect(inPanel.violations.map(({ id }) => id)).toEqual([]);
  const [name = ''] = await writtenTo(panel, app, folder);
  const reader = await shownInBrowser(app, path.join(folder, name));
  await expect(reader.locator('del')).toHaveText(['DISTANTLING']);
  await expect(reader.locator('ins')).toHaveText(['DISMANTLING']);
  await reader.getByLabel('Only what changed').check();
  await expect(reader.locator('tbody tr:visible')).toHaveCount(1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await reader.emulateMedia({ colorScheme });
    expect(await violations(reader)).toEqual([]);
  }
  expect(await reader.content()).toContain('max-width:70rem');
  // What was chosen last is there again.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+E');
  await expect(panel.getByRole('button', { name: 'Format' })).toContainText('Versions side by side');
});

test('page images are a PDF with the words under them', async ({ page, app, workFolder }) => {
  const folder = path.join(workFolder, 'images');
  await openSample(page);
  await openDocument(page, titles.telegram);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  const [name = ''] = await exported({ page, app }, 'Searchable PDF of the page images', folder);
  const { pages, outline, isTagged } = await readPdf(await readFile(path.join(folder, name)));
  expect(pages).toHaveLength(4);
  expect(pages.flatMap(({ words }) => words)).toContain('DISMANTLING');
  expect(outline).toEqual(['Facsimile 1', 'Facsimile 2', 'Facsimile 3', 'Facsimile 4']);
  expect(isTagged).toBe(true);
});

test('annotations of a file come in, and the dialog for export begins where it was last', async ({
  page,
  app,
  workFolder,
}) => {
  const folder = path.join(workFolder, 'annotations');
  await openSample(page);
  await openDocument(page, titles.letter);
  await selectWords(page, 'common soldier');
  await page.keyboard.press('Control+1');
  await expect(page.getByText(/1 tag\b/).first()).toBeVisible();
  const [name = ''] = await exported({ page, app }, 'Web Annotations', folder);
  const json = await readFile(path.join(folder, name), 'utf8');
  expect(json).toContain('"exact": "common soldier"');

  const file = path.join(workFolder, 'other.jsonld');
  await writeFile(
    file,
    json.replaceAll('common soldier', 'Western hemisphere').replace(/urn:anchorite:a\w+/, 'urn:uuid:1'),
  );
  await answerDialogs(app, file);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Import Annotations');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 taken over. 1 of them stood elsewhere than the file says.')).toBeVisible();
  await expect(page.getByText(/2 tags/).first()).toBeVisible();

  const asked = await app.evaluateHandle(({ dialog }) => {
    const places: (string | undefined)[] = [];
    dialog.showOpenDialog = (...given: unknown[]) => {
      places.push((given.at(-1) as { defaultPath?: string }).defaultPath);
      return Promise.resolve({ canceled: true, filePaths: [] });
    };
    return places;
  });
  await page.keyboard.press('Control+Shift+E');
  await page.getByRole('region', { name: 'Export' }).getByRole('button', { name: 'Export…' }).click();
  await expect.poll(() => asked.jsonValue()).toEqual([folder]);
});

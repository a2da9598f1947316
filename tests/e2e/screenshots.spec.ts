import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import {
  answerDialogs,
  chooseMode,
  openDocument,
  openSample,
  openTab,
  selectWords,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

const folder = path.join(import.meta.dirname, '../../out/screenshots');

/** Takes a picture of the window for people to look at: `out/screenshots/<name>.png`. Electron's own picture, because the one that
 *  Playwright takes shows a part only when the page is zoomed. */
async function picture(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await page.mouse.move(700, 6);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  // Until the screen is there and what fades in has come.
  await page.waitForTimeout(350);
  // Where this machine keeps its temporary files is nobody's business.
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.nodeValue?.includes('/anchorite-e2e-')) node.nodeValue = '~/Documents/Sample collection';
  });
  // Until the window has drawn that.
  await page.waitForTimeout(150);
  const base64 = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  expect(base64.length).toBeGreaterThan(10_000);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.png`), Buffer.from(base64, 'base64'));
}

/** Corrects and tags the telegram a little, as somebody at work would have it. */
async function workOnTelegram(page: Page): Promise<void> {
  await openDocument(page, titles.telegram);
  await typeOver(page, 'STEVENS ON', 'STEVENSON');
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  const tags = [
    ['1', 'KUZNETSOV', 'KUZNETSOV REPLIED'],
    ['3', 'SOVS', 'SOVS DESIRE'],
    ['5', "PRESIDENT'S LETTER OF OCT 27", "PRESIDENT'S LETTER OF OCT 27"],
    ['4', 'OCT 27', "PRESIDENT'S LETTER OF OCT 27"],
    ['4', 'OCT 28', 'LETTER OF OCT 28'],
    ['3', 'UN', 'UN OBLIGED'],
    ['1', 'STEVENSON', 'STEVENSON READ TWO'],
  ] as const;
  for (const [key, words, context] of tags) {
    await selectWords(page, words, context);
    await page.keyboard.press(`Control+${key}`);
  }
  await page.keyboard.press('ArrowRight');
  await transcription(page)
    .locator('[data-anchor]')
    .nth(1)
    .evaluate((chip) => chip.scrollIntoView({ block: 'start' }));
  await page.locator('[data-scroll]').evaluate((box) => box.scrollBy(0, -120));
}

for (const theme of ['light', 'dark'] as const) {
  test(`pictures of every screen, ${theme}`, async ({ page, app, workFolder }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.getByRole('heading', { name: 'Anchorite' })).toBeVisible();
    await page.keyboard.press('Control+,');
    await page.getByRole('radio', { name: 'As the system' }).click();
    await page.keyboard.press('Escape');
    const take = (name: string): Promise<void> => picture(app, page, `${name}-${theme}`);

    await openSample(page);
    await workOnTelegram(page);
    await take('workbench-correct');
    await transcription(page).focus();
    await page.keyboard.press('F8');
    await expect(page.getByRole('dialog', { name: /^Suspect: / })).toBeVisible({ timeout: 30_000 });
    await take('workbench-suspect');
    await page.keyboard.press('Escape');
    await chooseMode(page, 'Tag');
    await take('workbench-tag');
    await chooseMode(page, 'Proofread');
    for (let line = 0; line < 4; line++) await page.keyboard.press('Enter');
    await expect(page.getByText(/^4 of \d+ lines read$/)).toBeVisible();
    await take('workbench-proofread');
    await openTab(page, /Details/);
    await page.getByRole('button', { name: 'Measure', exact: true }).click();
    const rates = page.getByRole('table', { name: 'Error rates' });
    await rates.scrollIntoViewIfNeeded();
    await take('certificate-and-error-rate');
    await chooseMode(page, 'Correct');
    await openTab(page, /Details/);
    await page.getByRole('radio', { name: 'Import report' }).click();
    await take('import-report-in-workbench');
    await page.getByRole('radio', { name: 'Image' }).click();
    await openTab(page, /Tags/);
    await page.keyboard.press('Control+K');
    await take('palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+W');

    await openDocument(page, titles.draftLetter);
    await openTab(page, /Notes/);
    await take('workbench-letter');
    await page.keyboard.press('Control+W');
    await take('collection');
    await page.keyboard.press('Control+Shift+E');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(page.getByRole('heading', { name: /valid/ })).toBeVisible({ timeout: 60_000 });
    await take('export');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+,');
    await take('preferences');
    await page.keyboard.press('Escape');

    const file = path.join(workFolder, 'received.txt');
    await writeFile(
      file,
      'Dear Mr. Secretary:\n\n[Page 7]\nI have read your note of May 4.\n\n[Page 9]\nIt is clear.\n\nA. Dobrynin\n',
    );
    await answerDialogs(app, file);
    await page.getByRole('button', { name: 'Import…' }).click();
    await expect(page.getByText('One document came in')).toBeVisible();
    await take('import-report');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close the collection' }).click();
    await take('start');
  });
}

test('pictures at twice the size', async ({ page, app }) => {
  await openSample(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await picture(app, page, 'collection-200');
  await openDocument(page, titles.telegram);
  await expect(transcription(page)).toBeVisible();
  await picture(app, page, 'workbench-200');
});

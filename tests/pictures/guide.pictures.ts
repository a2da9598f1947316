import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { CommandId } from '../../shared/contract/commands/commands.ts';
import { anchorite, test } from '../e2e/app.ts';
import { runById } from '../e2e/every-panel.ts';
import {
  chooseMode,
  inspector,
  openDocument,
  openSample,
  openTab,
  runByName,
  selectWords,
  titles,
  typeOver,
} from '../e2e/workbench-page.ts';

const folder = path.join(import.meta.dirname, '../../docs/screenshots');

/** Takes the picture of the guide with that name, without a path, a name or a size of this machine. */
async function take(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await page.mouse.move(720, 4);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  const said = page.getByRole('button', { name: 'Close', exact: true });
  if (await said.isVisible()) await said.click();
  await page.evaluate(
    (instead) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (const [own, shown] of instead) if (node.nodeValue?.includes(own)) node.nodeValue = shown;
    },
    [
      ['/anchorite-e2e-', '~/Documents/Sample collection'],
      [os.release(), 'Linux'],
    ] as const,
  );
  // Until the window has drawn that.
  await page.waitForTimeout(300);
  const base64 = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.resize({ width: 1200, quality: 'best' }).toJPEG(84).toString('base64') ?? '';
  });
  expect(base64.length).toBeGreaterThan(10_000);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.jpg`), Buffer.from(base64, 'base64'));
}

test('the workbench: tags, marks, notes, persons, proofreading, page images', async ({ app, page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
  await typeOver(page, 'STEVENS ON', 'STEVENSON');
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  for (const [key, words, context] of [
    ['1', 'KUZNETSOV', 'KUZNETSOV REPLIED'],
    ['3', 'SOVS', 'SOVS DESIRE'],
    ['4', 'OCT 28', 'LETTER OF OCT 28'],
    ['1', 'STEVENSON', 'STEVENSON READ TWO'],
    ['1', 'MCCLOY', 'MCCLOY'],
  ] as const) {
    await selectWords(page, words, context);
    await page.keyboard.press(`Control+${key}`);
  }
  await chooseMode(page, 'Tag');
  await openTab(page, /Tags/);
  await take(app, page, 'tags');
  await chooseMode(page, 'Correct');
  await selectWords(page, 'MCCLOY');
  await runByName(page, 'New Entity From the Tag');
  const meant = inspector(page).getByRole('region', { name: 'Who is meant' });
  await expect(meant.getByRole('button', { name: 'Change' })).toBeVisible();
  await take(app, page, 'entities');
  await selectWords(page, 'UNAVAILABLE');
  await page.keyboard.press('Control+Shift+D');
  await selectWords(page, 'KUZNETSOV', 'KUZNETSOV REPLIED');
  await page.keyboard.press('Control+Shift+N');
  await page.keyboard.type('First Deputy Foreign Minister of the Soviet Union.');
  await page.keyboard.press('Enter');
  await openTab(page, /Notes/);
  await take(app, page, 'marks-and-notes');
  await page.getByRole('radio', { name: 'Image' }).click();
  await openTab(page, /Corrections/);
  await page.keyboard.press('Control+Alt+L');
  await selectWords(page, 'DISMANTLING');
  await take(app, page, 'page-images');
  await page.keyboard.press('Control+Alt+L');
  await chooseMode(page, 'Proofread');
  for (let line = 0; line < 4; line++) await page.keyboard.press('Enter');
  await expect(page.getByText(/^4 of \d+ lines read$/)).toBeVisible();
  await take(app, page, 'proofreading');
});

for (const [command, name] of [
  ['collection.facts', 'archive-facts'],
  ['collection.correspondence', 'references'],
  ['view.palette', 'the-window'],
  ['app.about', 'when-something-went-wrong'],
] as const satisfies readonly (readonly [CommandId, string])[])
  test(`a panel over the collection: ${name}`, async ({ app, page }) => {
    await openSample(page);
    await runById(app, page, command);
    await take(app, page, name);
  });

test('a search', async ({ app, page }) => {
  await openSample(page);
  await runById(app, page, 'collection.search-texts');
  await page.getByRole('searchbox', { name: 'Words to look for' }).fill('"IL-28" OR quarantine NEAR/8 inspection');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/documents? found\.$/)).toBeVisible();
  await take(app, page, 'searching');
});

test('an edition', async ({ app, page }) => {
  await openSample(page);
  await runById(app, page, 'edition.export');
  await take(app, page, 'editions');
});

test('what the check of the TEI finds', async ({ app, page }) => {
  await openSample(page);
  await runById(app, page, 'edition.check');
  await expect(page.getByRole('heading', { name: /valid/ })).toBeVisible({ timeout: 60_000 });
  await take(app, page, 'tei');
});

test('a page read by OCR', async ({ app, page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
  await page.getByRole('radio', { name: 'Image' }).click();
  await runById(app, page, 'suspects.list');
  await expect(inspector(page).getByRole('row').first()).toBeVisible({ timeout: 60_000 });
  await take(app, page, 'images-and-ocr');
});

test('what two archivists read otherwise', async ({ launch, workFolder }) => {
  const scan = path.join(import.meta.dirname, '../../fixtures/facsimiles/003_a5bfdc7065c2c0b6');
  const [own, other, shared] = ['own', 'other', 'shared'].map((name) => path.join(workFolder, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(shared);
  await anchorite('import', own, path.join(scan, '0001.webp'), path.join(scan, '0001.xml'), '--editor', 'AA');
  await anchorite('share', own, '--remote', shared, '--editor', 'AA');
  await anchorite('join', shared, other, '--editor', 'BB');
  for (const [copy, editor, film] of [
    [own, 'AA', 'MICROFILM'],
    [other, 'BB', 'MICROFILMS'],
  ] as const) {
    await anchorite('correct', copy, '--find', 'MICROFILMED', '--replace', film, '--editor', editor);
    await anchorite('sync', copy, '--editor', editor);
  }
  const { app, page } = await launch([`--collection=${other}`]);
  await runByName(page, 'To Be Settled');
  await expect(page.getByRole('img', { name: /^Page 1, line 1/ })).toBeVisible();
  await take(app, page, 'sharing');
});

import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import {
  documentRow,
  expectSaved,
  openDocument,
  runByName,
  selectWords,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

/** The window that opens by what is done. */
async function windowOf(app: ElectronApplication, act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([app.waitForEvent('window'), act()]);
  await page.getByRole('main').first().waitFor();
  return page;
}

/** Chooses a document of the table and opens it in a window of its own. */
async function inNewWindow(app: ElectronApplication, page: Page, title: RegExp): Promise<Page> {
  const opened = await windowOf(app, async () => {
    await documentRow(page, title).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open in New Window' }).click();
  });
  await expect(transcription(opened)).toBeVisible();
  return opened;
}

/** Starts the program once more, as the system does: with these words on the command line. */
const startAgain = (app: ElectronApplication, ...words: readonly string[]): Promise<boolean> =>
  app.evaluate(({ app: main }, argv) => main.emit('second-instance', {}, ['anchorite', ...argv], '/'), words);

/** The title of the window that the program takes for the one in front. */
const frontTitle = (app: ElectronApplication): Promise<string | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle());

const heading = (page: Page, name: RegExp | string) => page.getByRole('heading', { level: 1, name });

/** What axe finds wrong on the screen, a line a finding. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations: found } = await axeOf(page).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

const bounds = { x: 60, y: 40, width: 1000, height: 700 };
/** How the window of the letter is kept. */
const letterPlace = expect.objectContaining({
  place: { bounds: expect.objectContaining({ width: 1000, height: 700 }), maximized: false, zoom: 1.25 },
});

/** Sets the preference that what was open is opened again. */
async function wantReopening(userData: string): Promise<void> {
  const file = path.join(userData, 'preferences.json');
  const kept = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...kept, reopen: true }));
}

const memo = `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Memorandum of a talk</title></titleStmt>
<publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>The Ambassador called at noon.</p></body></text></TEI>
`;

test('two documents of one collection are worked on in two windows, and each is asked for where it is', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  const second = await inNewWindow(app, page, titles.letter);
  await openDocument(page, titles.telegram);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await typeOver(second, 'Maybe', 'Perhaps');
  await expectSaved(page);
  await expectSaved(second);
  await screenshot(second, 'second-window');

  // The document of the other window is not opened twice.
  await page.keyboard.press('Control+W');
  await openOnce(page, titles.letter);
  await expect(page.getByText(/is open in another window, which is in front now/)).toBeVisible();
  await expect(second.getByText(/was open in this window already/)).toBeVisible();
  await screenshot(second, 'asked-for-again');
  await expect(transcription(second)).toContainText('Perhaps there exist');

  // Closed in one, it can be opened in the other, with what was typed there.
  await Promise.all([
    second.waitForEvent('close'),
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.getTitle().startsWith('Letter'))
        ?.close(),
    ),
  ]);
  await openDocument(page, titles.letter);
  await expect(transcription(page)).toContainText('Perhaps there exist');
});

async function openOnce(page: Page, title: RegExp): Promise<void> {
  await documentRow(page, title).dblclick();
}

test('a new window is opened by key, with the table, and has an enlargement and a focus mode of its own', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);
  const second = await windowOf(app, () => page.keyboard.press('Control+Alt+Shift+N'));
  await expect(documentRow(second, titles.letter)).toBeVisible();
  await documentRow(second, titles.letter).click();
  const third = await windowOf(app, () => second.keyboard.press('Control+Shift+Enter'));
  await expect(heading(third, titles.letter)).toBeVisible();

  await third.keyboard.press('Shift+F11');
  await expect(third.getByRole('region', { name: 'Inspector' })).toBeHidden();
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();

  const width = (of: Page): Promise<number> => of.evaluate(() => window.devicePixelRatio);
  const before = await width(page);
  await app.evaluate(({ BrowserWindow }) => {
    const letter = BrowserWindow.getAllWindows().find((window) => window.getTitle().startsWith('Letter'));
    letter?.webContents.setZoomFactor(2);
  });
  await expect.poll(() => width(third)).toBe(before * 2);
  expect(await width(page)).toBe(before);
  expect(await width(second)).toBe(before);
  await screenshot(third, 'focus-mode-200');
});

test('what one window does to a document that another has open is done to what was typed there, which is not lost', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  const second = await inNewWindow(app, page, titles.letter);
  await selectWords(second, 'Maybe');
  await second.keyboard.type('Perhaps');
  await documentRow(page, titles.letter).click();
  await page.getByRole('toolbar', { name: 'Selected documents' }).getByRole('button', { name: 'Set status' }).click();
  await page.getByRole('menuitem', { name: 'corrected' }).click();
  await expect(documentRow(page, titles.letter)).toContainText('corrected');
  await expect(second.getByText(/is being changed in another window/)).toBeVisible();
  await expect(transcription(second)).toContainText('Perhaps there exist');
  await second.keyboard.press('Control+W');
  await expect(documentRow(second, titles.letter)).toContainText('corrected');

  // Documents that one window removes leave the table of the other.
  await documentRow(second, titles.telegram).click();
  await second.keyboard.press('Delete');
  await second.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(documentRow(page, titles.telegram)).toHaveCount(0);
});

test('windows come back with what was typed when the program is quit, where they were and as large', async ({
  launch,
  collection,
  userData,
}) => {
  await wantReopening(userData);
  const first = await launch([`--collection=${collection}`]);
  const second = await inNewWindow(first.app, first.page, titles.letter);
  await openDocument(first.page, titles.telegram);
  await selectWords(second, 'Maybe');
  const quitting = first.app.waitForEvent('close');
  await second.keyboard.type('Perhaps');
  await selectWords(first.page, 'DISTANTLING');
  await first.page.keyboard.type('DISMANTLING');
  await first.app.evaluate(({ app, BrowserWindow }, wanted) => {
    const letter = BrowserWindow.getAllWindows().find((window) => window.getTitle().startsWith('Letter'));
    letter?.setBounds(wanted);
    letter?.webContents.setZoomFactor(1.25);
    app.quit();
  }, bounds);
  await quitting;

  const kept = await readFile(path.join(userData, 'session.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ windows: expect.arrayContaining([letterPlace]) });

  const again = await launch([], 'as it comes');
  await expect.poll(() => again.app.windows().length).toBe(2);
  const pages = again.app.windows();
  for (const page of pages) await expect(transcription(page)).toBeVisible();
  const texts = await Promise.all(pages.map((page) => transcription(page).textContent()));
  expect(texts.some((text) => text?.includes('Perhaps there exist'))).toBe(true);
  expect(texts.some((text) => text?.includes('DISMANTLING'))).toBe(true);
  const letter = () =>
    again.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.getTitle().startsWith('Letter'));
      return window?.webContents.getZoomFactor();
    });
  await expect.poll(letter).toBeCloseTo(1.25);
});

test('a second start opens a collection in a window of its own, and brings it forward the next time', async ({
  launch,
  collection,
  userData,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);
  const sample = path.join(userData, 'Sample collection');
  const second = await windowOf(app, () => startAgain(app, `--collection=${sample}`));
  await expect(heading(second, 'Sample collection')).toBeVisible();
  await expect(transcription(page)).toBeVisible();
  await startAgain(app, `--collection=${collection}`);
  await expect.poll(() => frontTitle(app)).toContain('Telegram 1762');
  await startAgain(app, sample);
  await expect.poll(() => frontTitle(app)).toContain('Sample collection');
  expect(app.windows()).toHaveLength(2);
});

test('a TEI file that is opened with the program is imported into the collection that is chosen', async ({
  launch,
  collection,
  workFolder,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  const file = path.join(workFolder, 'memo.xml');
  await writeFile(file, memo);
  await expect(documentRow(page, titles.telegram)).toBeVisible();
  await startAgain(app, file);
  const question = page.getByRole('dialog', { name: 'Import “memo.xml”' });
  await expect(question).toBeVisible();
  await expect(question.getByRole('button', { name: /Open in this window/ })).toBeFocused();
  await screenshot(page, 'place-files');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await runByName(page, 'Theme: Dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await startAgain(app, file);
  await expect(question.getByRole('button', { name: /Open in this window/ })).toBeFocused();
  await screenshot(page, 'place-files-dark');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /Import/ })).toContainText('Memorandum of a talk');
  await expect(documentRow(page, /^Memorandum of a talk/)).toBeVisible();
});

test('a start with a file asks where it goes, on the start screen too', async ({ launch, workFolder }) => {
  const file = path.join(workFolder, 'memo.xml');
  await writeFile(file, memo);
  const { page } = await launch([file]);
  const question = page.getByRole('dialog', { name: 'Import “memo.xml”' });
  await expect(question.getByRole('button', { name: /^New collection…/ })).toBeFocused();
});

test('a collection that is gone is said, and the rest is opened; the list of recent ones is cleared', async ({
  launch,
  collection,
  userData,
}) => {
  await wantReopening(userData);
  const first = await launch([`--collection=${collection}`]);
  const sample = path.join(userData, 'Sample collection');
  const second = await windowOf(first.app, () => startAgain(first.app, `--collection=${sample}`));
  await expect(heading(second, 'Sample collection')).toBeVisible();
  await first.app.close();
  await rename(collection, `${collection} moved`);
  const again = await launch([]);
  await expect(heading(again.page, 'Sample collection')).toBeVisible();
  await expect(again.page.getByRole('alert')).toContainText('is not a collection');
  await screenshot(again.page, 'gone-collection');
  expect(again.app.windows()).toHaveLength(1);
  await again.page.getByRole('button', { name: 'Close the collection' }).click();
  await runByName(again.page, 'Clear Recent Collections');
  await expect(again.page.getByText('Collections that you open are listed here.', { exact: false })).toBeVisible();
  expect(await readFile(path.join(userData, 'recent.json'), 'utf8')).not.toContain('Sample');
});

test('when the page of one window crashes, the other goes on and both keep their documents', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  const second = await inNewWindow(app, page, titles.letter);
  await openDocument(page, titles.telegram);
  await typeOver(second, 'Maybe', 'Perhaps');
  await expectSaved(second);
  await app.evaluate(({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    const letter = BrowserWindow.getAllWindows().find((window) => window.getTitle().startsWith('Letter'));
    letter?.webContents.forcefullyCrashRenderer();
  });
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await expectSaved(page);
  const words = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const all = BrowserWindow.getAllWindows().map((window) =>
        window.webContents.executeJavaScript("document.querySelector('.ProseMirror')?.textContent ?? ''"),
      );
      return ((await Promise.all(all)) as readonly string[]).filter((text) => text.includes('Perhaps there exist'))
        .length;
    });
  await expect.poll(words).toBe(1);
});

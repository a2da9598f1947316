import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import {
  answerDialogs,
  chooseMode,
  documentRow,
  openDocument,
  selectWords,
  titles,
  transcription,
  wordsBox,
} from './workbench-page.ts';

const menuItem = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('menuitem', { name, exact: typeof name === 'string' });

test('a word, its tag, a page and a field have menus of their own, by mouse and by key', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);
  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('ArrowLeft');
  const box = await wordsBox(page, 'KUZNETSOV');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
  await expect(page.getByRole('menu', { name: 'The word “KUZNETSOV”' })).toBeVisible();
  await screenshot(page, 'word-menu');
  await menuItem(page, 'Find all “KUZNETSOV”').click();
  await expect(page.getByRole('search', { name: 'Find' }).getByRole('textbox')).toHaveValue('KUZNETSOV');
  await page.keyboard.press('Escape');

  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+F10');
  await menuItem(page, 'Person: KUZNETSOV').click();
  await menuItem(page, 'Withdraw the tag').click();
  await expect(transcription(page).locator('[data-mark="annotation"]')).toHaveCount(0);
  await expect(transcription(page)).toBeFocused();

  // A field has the menu of the system.
  await app.evaluate(({ Menu }) => {
    const shown = globalThis as unknown as { shown: readonly string[] };
    shown.shown = [];
    Menu.prototype.popup = function (this: Electron.Menu) {
      shown.shown = this.items.flatMap(({ role }) => (role ? [role.toLowerCase()] : []));
    };
  });
  await page.keyboard.press('Control+F');
  await page.getByRole('search', { name: 'Find' }).getByRole('textbox').click({ button: 'right' });
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { shown: readonly string[] }).shown))
    .toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectall']);
});

test('Ctrl+P goes to a document by its number and to a page of it by its own', async ({ launch, collection }) => {
  const { page } = await launch([`--collection=${collection}`]);
  await expect(documentRow(page, titles.telegram)).toBeVisible();
  await page.keyboard.press('Control+P');
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeHidden();
  await page.keyboard.press('Control+P');
  await page.keyboard.type('1762');
  await expect(page.getByRole('menu', { name: 'Go to' }).getByRole('menuitem').first()).toHaveText(/Telegram 1762/);
  await screenshot(page, 'go-to');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: titles.telegram })).toBeVisible();
  await expect(transcription(page)).toBeFocused();
  await page.keyboard.press('Control+P');
  await page.keyboard.type('facsimile 2');
  await expect(page.getByRole('menu', { name: 'Go to' }).getByRole('menuitem').first()).toHaveText(/Facsimile.* 2/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeHidden();
  await expect(page.getByRole('contentinfo')).toContainText('Facsimile 2');
});

test('a document and a report are saved as PDF', async ({ launch, collection, workFolder }) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);
  const save = async (name: string): Promise<string> => {
    const file = path.join(workFolder, name);
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await page.keyboard.press('Control+Alt+Shift+P');
    const asked = page.getByRole('dialog', { name: 'Print or save as PDF' });
    await expect(asked).toBeVisible();
    await screenshot(page, `print-${path.basename(name, '.pdf')}`);
    await asked.getByRole('button', { name: 'Save as PDF…' }).click();
    await expect(page.getByText(`Saved as ${file}`)).toBeVisible({ timeout: 30_000 });
    return file;
  };
  const document = await readFile(await save('document.pdf'));
  expect(document.subarray(0, 5).toString()).toBe('%PDF-');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('statistics');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Statistics' })).toBeVisible();
  expect((await stat(await save('statistics.pdf'))).size).toBeGreaterThan(1_000);
});

test('a key is changed, its conflict is said, and the menu follows', async ({ launch, collection }) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  await expect(documentRow(page, titles.telegram)).toBeVisible();
  await page.keyboard.press('Control+/');
  await page.getByRole('searchbox', { name: 'Find a shortcut' }).fill('statistics');
  await page.getByRole('button', { name: 'Change the key of Statistics' }).click();
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('alert')).toContainText('All Commands');
  await screenshot(page, 'key-conflict');
  await page.keyboard.press('Control+Alt+9');
  await expect(page.getByText('Ctrl+Alt+9')).toBeVisible();
  const accelerator = () =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('collection.statistics')?.accelerator);
  await expect.poll(accelerator).toBe('CommandOrControl+Alt+9');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+9');
  await expect(page.getByRole('region', { name: 'Statistics' })).toBeVisible();
});

test('F6 goes through the panes, the focus mode leaves text and image, and the menu ticks what is on', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);
  await expect(transcription(page)).toBeFocused();
  const paneOf = () =>
    page.evaluate(() => document.activeElement?.closest('#source, #transcription, #inspector, header, footer')?.id);
  await page.keyboard.press('F6');
  await expect.poll(paneOf).toBe('inspector');
  await page.keyboard.press('Shift+F6');
  await expect(transcription(page)).toBeFocused();
  const ticked = (id: string) =>
    app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.checked, id);
  await expect.poll(() => ticked('view.mode-correct')).toBe(true);
  await chooseMode(page, 'Tag');
  await expect.poll(() => ticked('view.mode-tag')).toBe(true);
  await expect.poll(() => ticked('view.mode-correct')).toBe(false);
  await page.keyboard.press('Shift+F11');
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: titles.telegram })).toBeVisible();
  await screenshot(page, 'focus-mode');
  await transcription(page).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();
});

test('a hit is replaced and the next one found; the kind of an anchor is changed', async ({ launch, collection }) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);
  await page.keyboard.press('Control+H');
  const bar = page.getByRole('search', { name: 'Find' });
  await bar.getByRole('textbox', { name: 'Find' }).fill('STEVENSON');
  await bar.getByRole('textbox', { name: 'Replace with' }).fill('STEVENSON (USUN)');
  const count = bar.getByRole('status').first();
  await expect(count).toHaveText(/^\d+ hits$/);
  const hits = Number.parseInt((await count.textContent()) ?? '0', 10);
  expect(hits).toBeGreaterThan(1);
  await page.keyboard.press('Control+Alt+H');
  await expect(count).toHaveText(`1 of ${hits}`);
  await page.keyboard.press('Control+Alt+H');
  await expect(count).toHaveText(`2 of ${hits}`);
  await expect(transcription(page).getByText('STEVENSON (USUN)')).toHaveCount(1);
  await page.keyboard.press('Escape');

  const chip = transcription(page).locator('[data-anchor]').first();
  const before = await chip.textContent();
  await chip.click();
  await menuItem(page, 'Kind of page').click();
  await menuItem(page, 'Page').click();
  await expect(chip).not.toHaveText(before ?? '');
  await page.keyboard.press('Control+Z');
  await expect(chip).toHaveText(before ?? '');
});

test('F1 opens the guide at what one is doing, and its search leads to a part of a page', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);
  await chooseMode(page, 'Tag');
  await page.keyboard.press('F1');
  const guide = page.getByRole('region', { name: 'Guide' });
  await expect(guide.getByRole('heading', { level: 3 }).last()).toHaveText('Tags');
  await screenshot(page, 'guide');
  await guide.getByRole('searchbox', { name: 'Search the guide' }).fill('overlap');
  await guide.getByRole('list', { name: 'Found in the guide' }).getByRole('button').first().click();
  await expect(guide.getByRole('article')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('licence');
  await page.keyboard.press('Enter');
  const about = page.getByRole('region', { name: 'About Anchorite' });
  await expect(about.getByText(/Electron \d+/)).toBeVisible();
  await about.getByRole('button', { name: 'Copy a report' }).click();
  await expect(page.getByText('The report is on the clipboard.')).toBeVisible();
  await screenshot(page, 'about');
});

test('the tour leads through the sample in five steps and can be skipped', async ({ page }) => {
  await expect(page.getByRole('button', { name: /^Open the sample collection/ })).toBeVisible();
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('searchbox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.type('tour');
  await page.keyboard.press('Enter');
  const tour = page.getByRole('complementary', { name: 'Tour' });
  await expect(tour.getByRole('heading')).toHaveText('The page and its text', { timeout: 30_000 });
  await screenshot(page, 'tour');
  for (const title of ['Doubtful words', 'Tags', 'Versions', 'The edition']) {
    await tour.getByRole('button', { name: 'Next' }).click();
    await expect(tour.getByRole('heading')).toHaveText(title);
  }
  await tour.getByRole('button', { name: 'Done' }).click();
  await expect(tour).toBeHidden();
});

test('what was open is opened again, recent collections stand in the menu, and a second start opens its own', async ({
  launch,
  collection,
  userData,
}) => {
  const first = await launch([`--collection=${collection}`]);
  await openDocument(first.page, titles.telegram);
  await first.page.keyboard.press('Control+,');
  await first.page.getByText('Open what was open when Anchorite starts').click();
  await first.page.keyboard.press('Escape');
  await first.app.close();
  const second = await launch([]);
  await expect(second.page.getByRole('heading', { level: 1, name: titles.telegram })).toBeVisible();
  const recent = () =>
    second.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()
        ?.items[0]?.submenu?.items.find(({ label }) => label.replace('&', '') === 'Open Recent')
        ?.submenu?.items.map(({ label }) => label),
    );
  await expect.poll(recent).toEqual(['&1 collection', '', '&Clear Recent Collections']);
  const opening = second.app.waitForEvent('window');
  await second.app.evaluate(
    ({ app }, folder) => app.emit('second-instance', {}, ['anchorite', `--collection=${folder}`], folder),
    path.join(userData, 'Sample collection'),
  );
  const own = await opening;
  await expect(own.getByRole('heading', { level: 1, name: 'Sample collection' })).toBeVisible();
  await expect(second.page.getByRole('heading', { level: 1, name: titles.telegram })).toBeVisible();
  await answerDialogs(second.app);
});

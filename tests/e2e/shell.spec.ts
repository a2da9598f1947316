import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { StartState } from '../../shared/contract/calls/application.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import { anchorite, test } from './app.ts';

/** What the page asks of the main process, asked by the test. */
const call = (page: Page, channel: string, argument: unknown): Promise<unknown> =>
  page.evaluate(
    ([name, value]) =>
      (globalThis as unknown as { anchorite: { call(c: unknown, a: unknown): Promise<unknown> } }).anchorite.call(
        name,
        value,
      ),
    [channel, argument] as const,
  );

async function startState(page: Page): Promise<StartState> {
  const reply = (await call(page, 'app:start', null)) as { readonly value: StartState };
  return reply.value;
}

async function documentsOf(collection: string): Promise<readonly DocumentSummary[]> {
  return JSON.parse(await anchorite('list', collection, '--json')) as readonly DocumentSummary[];
}

/** Whether an item of the menu bar can be chosen. */
const isEnabled = (app: ElectronApplication, command: string): Promise<boolean | undefined> =>
  app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled, command);

const telegram = '003_a5bfdc7065c2c0b6';

test('the application is known by its name and keeps its files in the folder it was given', async ({
  app,
  userData,
}) => {
  expect(await app.evaluate(({ app: own }) => [own.getName(), own.getPath('userData')])).toEqual([
    'Anchorite',
    userData,
  ]);
});

test('the command line opens a collection and a document in it', async ({ launch, collection }) => {
  const { page } = await launch([`--collection=${collection}`, `--document=${telegram}`]);
  await expect(page.locator('.ProseMirror').first()).toContainText('CUBA');
});

test('a collection that is not there is told', async ({ launch, workFolder }) => {
  const { page } = await launch([`--collection=${path.join(workFolder, 'nowhere')}`]);
  await expect(page.getByText('is not a collection', { exact: false }).first()).toBeVisible();
});

test('commands of the menu follow what is open, and reach the page', async ({ launch, collection }) => {
  const { app, page } = await launch();
  await page.waitForLoadState();
  expect(await isEnabled(app, 'collection.new')).toBe(true);
  expect(await isEnabled(app, 'collection.import')).toBe(false);
  await app.close();
  const opened = await launch([`--collection=${collection}`, `--document=${telegram}`]);
  await opened.page.locator('.ProseMirror').first().waitFor();
  await expect.poll(() => isEnabled(opened.app, 'document.name-version')).toBe(true);
  // These work while a document is open, too.
  for (const id of ['collection.import', 'collection.search'])
    expect([id, await isEnabled(opened.app, id)]).toEqual([id, true]);
  await opened.page.evaluate(() => {
    const page = globalThis as unknown as {
      anchorite: { on(event: string, listener: (value: { command: string }) => void): void };
      heard: string[];
    };
    page.heard = [];
    page.anchorite.on('command', ({ command }) => page.heard.push(command));
  });
  await opened.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('view.corrections')?.click());
  await expect
    .poll(() => opened.page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard))
    .toEqual(['view.corrections']);
});

test('entries of the menu that would do nothing are disabled, and are not until they would', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`, `--document=${telegram}`]);
  const enabled = (...ids: readonly string[]) => Promise.all(ids.map((id) => isEnabled(app, id)));
  await page.locator('.ProseMirror').first().waitFor();
  // Before the page has told what it can do, all of them may be chosen.
  await expect
    .poll(() => enabled('view.mode-tag', 'edit.undo', 'edit.redo', 'tag.withdraw', 'table.row-above', 'note.untie'))
    .toEqual([true, false, false, false, false, false]);
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Word');
  await expect.poll(() => enabled('edit.undo', 'edit.redo')).toEqual([true, false]);
  await page.keyboard.press('Shift+Home');
  await expect.poll(() => enabled('mark.struck')).toEqual([true]);
  await page.keyboard.press('Control+1');
  await expect.poll(() => enabled('tag.withdraw', 'tag.person', 'tag.place')).toEqual([true, false, true]);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => enabled('edit.undo', 'edit.redo')).toEqual([false, true]);
  // A comparison stands in the place of the text: nothing can be done with the caret there.
  await page.keyboard.press('Control+Alt+D');
  await expect
    .poll(() => enabled('tag.place', 'structure.heading', 'edit.find', 'document.versions'))
    .toEqual([false, false, false, true]);
});

test('what is typed just before the window closes is in the journal', async ({ launch, collection }) => {
  const { app, page } = await launch([`--collection=${collection}`, `--document=${telegram}`]);
  await page.locator('.ProseMirror').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Lastwords');
  await app.close();
  expect(await anchorite('show', collection, telegram, '--text')).toContain('Lastwords');
  expect(await anchorite('check', collection, '--json')).toContain('"findings": []');
});

test('while the window has a collection open, the command line may read it and not change it', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`, `--document=${telegram}`]);
  await page.locator('.ProseMirror').first().waitFor();
  expect(await documentsOf(collection)).toHaveLength(5);
  const words = ['tag', collection, telegram, '--find', 'CUBA', '--as', 'place'];
  await expect(anchorite(...words)).rejects.toMatchObject({ code: 3 });
  await app.close();
  await anchorite(...words);
});

test('the window comes back where and as large as it was', async ({ launch, userData }) => {
  const boundsOf = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const first = await launch();
  const place = { x: 120, y: 90, width: 910, height: 640 };
  await first.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), place);
  await expect.poll(() => boundsOf(first.app)).toEqual(place);
  await first.app.close();
  const kept: unknown = JSON.parse(await readFile(path.join(userData, 'window.json'), 'utf8'));
  expect(kept).toEqual({ bounds: place, maximized: false, zoom: 1 });
  // The tests give every window the same size, but leave it where it is.
  const second = await launch();
  await expect.poll(() => boundsOf(second.app)).toMatchObject({ x: place.x, y: place.y });
});

test('a second start brings the window forward and ends', async ({ app, userData }) => {
  const [executable, args] = await app.evaluate(() => [process.execPath, process.argv.slice(1)] as const);
  const own = args.filter((argument) => !/^--(inspect|remote-debugging)/.test(argument));
  const second = spawn(executable, [...own, `--user-data-dir=${userData}`], { stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a page that crashed is opened again on the same document, and the person is told', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`, `--document=${telegram}`]);
  await page.locator('.ProseMirror').first().waitFor();
  await app.evaluate(({ dialog, BrowserWindow }) => {
    const shown = globalThis as unknown as { told: string[] };
    shown.told = [];
    dialog.showMessageBox = (async (_window: unknown, options: { message: string }) => {
      shown.told.push(options.message);
      return { response: 0, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  const told = () => app.evaluate(() => (globalThis as unknown as { told: string[] }).told);
  await expect.poll(told).toEqual(['The window stopped working and was opened again.']);
  const text = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        "document.querySelector('.ProseMirror')?.textContent ?? ''",
      ),
    );
  await expect.poll(text).toContain('CUBA');
});

test('a page that cannot send what was typed keeps the window until the person decides', async ({
  launch,
  collection,
}) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  await startState(page);
  await app.evaluate(({ dialog, BrowserWindow, ipcMain }) => {
    const state = globalThis as unknown as { asked: number };
    state.asked = 0;
    dialog.showMessageBox = (async () => {
      state.asked += 1;
      return { response: state.asked === 1 ? 0 : 1, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
    // As if the page never answered.
    const on = ipcMain.on.bind(ipcMain);
    ipcMain.on = (channel, listener) => (channel === 'anchorite:ready-to-close' ? ipcMain : on(channel, listener));
    BrowserWindow.getAllWindows()[0]?.close();
  });
  const asked = () => app.evaluate(() => (globalThis as unknown as { asked: number }).asked);
  await expect.poll(asked, { timeout: 20_000 }).toBe(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await app.close();
});

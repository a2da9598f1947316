import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { commands } from '../../shared/contract/commands/commands.ts';
import { test } from './app.ts';
import {
  answerDialogs,
  chooseMode,
  documentRow,
  openDocument,
  openTab,
  selectWords,
  titles,
  transcription,
} from './workbench-page.ts';

interface Hands {
  readonly page: Page;
  readonly app: ElectronApplication;
  /** Folder of the collection. */
  readonly collection: string;
}

/** How the window can stand, and how it comes to stand so when it shows the document, the collection or nothing. */
interface Stand {
  readonly shows: 'document' | 'collection' | 'start';
  readonly enter: (hands: Hands) => Promise<void>;
  /** Whether it still stands so. */
  readonly isIn: (page: Page) => Promise<boolean>;
}

const always = async (): Promise<boolean> => true;
const nothing = async (): Promise<void> => undefined;
const inMode = (mode: 'Correct' | 'Tag' | 'Proofread') => (page: Page) =>
  page.getByRole('radiogroup', { name: 'Mode' }).getByRole('radio', { name: mode }).isChecked();
const isVisible = (role: 'search' | 'dialog' | 'region', name: string | RegExp) => (page: Page) =>
  page.getByRole(role, { name }).isVisible();

const stands: Readonly<Record<string, Stand>> = {
  'on the start screen': { shows: 'start', enter: nothing, isIn: always },
  'in the table': {
    shows: 'collection',
    enter: ({ page }) => documentRow(page, titles.telegram).click(),
    isIn: async (page) => page.getByRole('toolbar', { name: 'Selected documents' }).isVisible(),
  },
  'in a table that shows nothing': {
    shows: 'collection',
    enter: ({ page }) => page.getByRole('searchbox', { name: 'Filter documents' }).fill('nowhere'),
    isIn: async (page) => page.getByText('Nothing matches').isVisible(),
  },
  'in the text, with words selected': {
    shows: 'document',
    enter: async ({ page }) => {
      await chooseMode(page, 'Correct');
      await selectWords(page, 'KUZNETSOV');
    },
    isIn: inMode('Correct'),
  },
  'in Tag mode, with a tag chosen': {
    shows: 'document',
    enter: async ({ page }) => {
      await chooseMode(page, 'Tag');
      await selectWords(page, 'KUZNETSOV');
      await page.keyboard.press('p');
      await page.keyboard.press('o');
    },
    isIn: inMode('Tag'),
  },
  'in Proofread mode': {
    shows: 'document',
    enter: ({ page }) => chooseMode(page, 'Proofread'),
    isIn: inMode('Proofread'),
  },
  'in the find bar': {
    shows: 'document',
    enter: async ({ page }) => {
      await transcription(page).focus();
      await page.keyboard.press('Control+H');
      await page.keyboard.type('KUZNETSOV');
    },
    isIn: isVisible('search', 'Find'),
  },
  'in a comparison': {
    shows: 'document',
    enter: async ({ page }) => {
      // Another change each time: what was typed before stays.
      await transcription(page).focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' Corrected');
      await page.keyboard.press('Control+Alt+D');
      await expect(page.getByRole('button', { name: /^Restore version/ })).toBeVisible();
    },
    isIn: isVisible('region', 'Comparison'),
  },
  'on the card of a suspect': {
    shows: 'document',
    enter: async ({ page }) => {
      const count = page.getByRole('contentinfo').getByText(/^\d+ suspects?$/);
      await expect(count).toBeVisible({ timeout: 30_000 });
      await transcription(page).focus();
      // What was decided and changed before is taken back while no suspect is left of it; an answer that is still on its way may
      // say so only after it was looked at.
      const card = page.getByRole('dialog', { name: /^Suspect:/ });
      await expect(async () => {
        if ((await count.textContent()) === '0 suspects') await page.keyboard.press('Control+Z');
        await page.keyboard.press('F8');
        await expect(card).toBeVisible({ timeout: 500 });
      }).toPass();
    },
    isIn: isVisible('dialog', /^Suspect:/),
  },
};

/** Gives a command to the window as the menu does. */
async function give({ app, page }: Pick<Hands, 'app' | 'page'>, id: string): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate(
    ({ webContents }, command) => webContents.send('anchorite:event', { event: 'command', value: { command } }),
    id,
  );
}

/** Commands after which there may be one more window. */
const opensWindow: ReadonlySet<string> = new Set(['window.new', 'document.new-window']);

/** Closes the window that a command opened, as a person does. */
async function closeOthers({ app, page }: Hands): Promise<void> {
  await expect
    .poll(() => app.windows().length, { timeout: 3_000 })
    .toBeGreaterThan(1)
    .catch(() => undefined);
  const own = await (await app.browserWindow(page)).evaluate(({ id }) => id);
  await app.evaluate(({ BrowserWindow }, kept) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.id !== kept) window.close();
  }, own);
  await expect.poll(() => app.windows().length).toBe(1);
}

/** The commands that the menu offers, with those that stand in none: they do nothing where they cannot be done. */
async function offered(app: ElectronApplication): Promise<readonly string[]> {
  const inMenu = await app.evaluate(
    ({ Menu }, ids) => ids.filter((id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled),
    commands.map(({ id }) => id as string),
  );
  return [...inMenu, ...commands.filter(({ menu }) => menu === null).map(({ id }) => id)];
}

/** Notes while which command nothing has the keyboard for longer than a change of screens takes. */
const watchFocus = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched = globalThis as unknown as { lost: Set<string>; command: string };
    watched.lost = new Set();
    watched.command = 'nothing';
    let times = 0;
    setInterval(() => {
      times = document.activeElement === document.body ? times + 1 : 0;
      if (times === 12) watched.lost.add(watched.command);
    }, 50);
  });

const noteCommand = (page: Page, command: string): Promise<void> =>
  page.evaluate((id) => {
    (globalThis as unknown as { command: string }).command = id;
  }, command);

/** What fills the window after a command that leads away, when it is done. */
const shownAfter: Readonly<Record<string, (page: Page) => Locator>> = {
  'collection.close': (page) => page.getByRole('button', { name: 'New collection…' }),
  'app.tour': (page) => page.getByRole('complementary', { name: 'Tour' }),
  'collection.open-sample': (page) => page.getByRole('heading', { level: 1, name: 'Sample collection', exact: true }),
  'document.close': (page) => page.getByRole('searchbox', { name: 'Filter documents' }),
  'document.next': (page) => page.getByRole('heading', { level: 1, name: titles.letter }),
  'document.proofread-next': (page) => page.getByRole('heading', { level: 1, name: titles.letter }),
  'document.previous': (page) => page.getByRole('heading', { level: 1, name: /^Message From President Kennedy/ }),
  'collection.search': (page) => page.getByRole('searchbox', { name: 'Filter documents' }),
  'collection.replace': (page) => page.getByRole('region', { name: 'Find and Replace in the Collection' }),
  'collection.search-texts': (page) => page.getByRole('region', { name: 'Search in the Texts' }),
  'collection.entities': (page) => page.getByRole('region', { name: 'Entities' }),
  'collection.conflicts': (page) => page.getByRole('region', { name: 'To be settled' }),
};

/** Puts away what lies over the window and stops work that a command began. */
async function clear({ page }: Hands): Promise<void> {
  for (let times = 0; times < 4; times++) {
    const over = page.locator(
      '[data-trap], [role="dialog"], section[data-keyboard-home][aria-label]:not([aria-label="Comparison"])',
    );
    if ((await over.count()) === 0) break;
    await page.keyboard.press('Escape');
    await page.waitForTimeout(60);
  }
  const focused = page.getByRole('button', { name: /^Leave focus mode/ });
  if (await focused.isVisible()) await focused.click();
  const tour = page.getByRole('button', { name: 'Skip the tour' });
  if (await tour.isVisible()) await tour.click();
  const naming = page.getByRole('textbox', { name: 'Title of the new collection' });
  if (await naming.isVisible()) await naming.press('Escape');
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('footer button'))
      if (button.textContent === 'Cancel') button.click();
  });
}

/** Brings the window back to how it stood, from wherever a command has led it. */
async function takeStand(hands: Hands, stand: Stand): Promise<void> {
  const { page, app, collection } = hands;
  const isShown = (what: Stand['shows']): Promise<boolean> =>
    what === 'document'
      ? page.getByRole('heading', { level: 1, name: titles.telegram }).isVisible()
      : page
          .getByRole(what === 'start' ? 'button' : 'searchbox', {
            name: what === 'start' ? 'New collection…' : 'Filter documents',
          })
          .isVisible();
  const isAt = (): Promise<boolean> => page.evaluate((name) => document.title.startsWith(name), 'collection');
  if (await isShown(stand.shows)) {
    if (stand.shows === 'start' || (await stand.isIn(page))) return;
  }
  await clear(hands);
  if (stand.shows === 'start') {
    await give(hands, 'collection.close');
    await expect(page.getByRole('button', { name: 'New collection…' })).toBeVisible();
    return;
  }
  await give(hands, 'document.close');
  const start = page.getByRole('button', { name: 'New collection…' });
  await expect(page.getByRole('searchbox', { name: 'Filter documents' }).or(start)).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  if (!(await isAt())) {
    await answerDialogs(app, collection);
    await give(hands, 'collection.open');
    await expect(page.getByRole('heading', { level: 1, name: 'collection', exact: true })).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await answerDialogs(app);
  }
  const showAll = page.getByRole('button', { name: 'Show all documents' });
  await expect(page.getByRole('grid', { name: 'Documents' }).or(showAll)).toBeVisible();
  if (await showAll.isVisible()) await showAll.click();
  if (stand.shows === 'document') await openDocument(page, titles.telegram);
  await stand.enter(hands);
}

/** Gives a command where the window stands so, and looks who has the keyboard when it is done. */
async function giveAndLook(hands: Hands, stand: Stand, id: string): Promise<void> {
  const { page } = hands;
  await takeStand(hands, stand);
  await noteCommand(page, id);
  await give(hands, id);
  await page.waitForTimeout(150);
  if (opensWindow.has(id)) await closeOthers(hands);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const after = shownAfter[id];
  if (after) await expect(after(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  await expect(page.getByText(/because of a defect of its own|Something inside Anchorite/)).toHaveCount(0);
  await clear(hands);
}

/** In the text every command is given in an ordinary run; elsewhere in the document every twelfth, another one in each place, as they cost
 *  seconds each. `ANCHORITE_WALK=whole` gives every command everywhere. */
const givenAt = (name: string, ids: readonly string[]): readonly string[] => {
  const place = Object.keys(stands).indexOf(name);
  const isWhole =
    process.env.ANCHORITE_WALK === 'whole' ||
    stands[name]?.shows !== 'document' ||
    name === 'in the text, with words selected';
  return isWhole ? ids : ids.filter((_, index) => (index + place) % 12 === 0);
};

for (const [name, stand] of Object.entries(stands))
  test(`every command leaves the keyboard somewhere: ${name}`, async ({ launch, collection }) => {
    test.setTimeout(240_000);
    const { app, page } = await launch(stand.shows === 'start' ? [] : [`--collection=${collection}`]);
    const hands: Hands = { app, page, collection };
    await page.waitForLoadState();
    await answerDialogs(app);
    if (stand.shows === 'document') await openDocument(page, titles.telegram);
    if (stand.shows !== 'start') await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await stand.enter(hands);
    await watchFocus(page);
    // The menu bar hears of it when nothing has changed for a moment.
    await page.waitForTimeout(600);
    const ids = await offered(app);
    expect(ids).toEqual(expect.arrayContaining(['app.preferences', 'view.palette']));
    for (const id of givenAt(name, ids)) await test.step(id, () => giveAndLook(hands, stand, id));
    await page.waitForTimeout(700);
    const lost = await page.evaluate(() => [...(globalThis as unknown as { lost: Set<string> }).lost]);
    expect(lost, 'commands after which nothing had the keyboard').toEqual([]);
  });

test.describe('the first start', () => {
  test.use({ introduced: false });

  test('begins with the question who edits, and goes on from there', async ({ page }) => {
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.getByRole('button', { name: 'That’s me' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'New collection…' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Title of the new collection' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('main')).toBeFocused();
  });
});

test('a button that takes itself away leaves the keyboard in the text', async ({ launch, collection }) => {
  const { app, page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
    await expect(transcription(page)).toBeFocused();
  };
  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.press('Control+1');
  await press('Withdraw');
  // The caret is where it was.
  await page.keyboard.press('Control+5');
  await expect(transcription(page).locator('[data-mark="annotation"]')).toHaveText('KUZNETSOV');
  await press('Hide the source');
  await press('Show the source');
  await openTab(page, /Versions/);
  // It stays, and the keyboard with it.
  const restore = page.getByRole('button', { name: 'Restore this version' });
  await restore.focus();
  await page.keyboard.press('Enter');
  await expect(transcription(page).locator('[data-mark="annotation"]')).toHaveCount(0);
  await expect(page.getByRole('listitem', { name: /Restored version 1/ })).toBeVisible();
  await expect(restore.last()).toBeFocused();
  await app.evaluate(({ ipcMain }) => {
    const fault = { what: 'It has changed on the disk.', kept: 'Both are kept.', next: 'Open it.', details: null };
    ipcMain.removeHandler('document:append');
    ipcMain.handle('document:append', () => ({ ok: false, fault }));
  });
  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.insertText('Gromyko');
  await press('Open as saved');
  await press('Discard it');
});

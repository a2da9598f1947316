import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Box } from '../../shared/document/layout.ts';
import { test as base, screenshot } from './app.ts';
import { axeOf } from './axe.ts';
import { pagesOfText, type TypedWord, typeBook, typePicture } from './page-pictures.ts';
import {
  answerDialogs,
  expectSaved,
  inspector,
  openDocument,
  runByName,
  selectWords,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

const draftLetter = path.join(import.meta.dirname, '../../fixtures/documents/000_2f139198d5bf1d28.txt');

const image = (page: Page): Locator => page.getByRole('region', { name: 'Page image', exact: true });
const stage = (page: Page): Locator => page.getByRole('region', { name: /^Image of/ });
const caretWord = (page: Page): Locator => stage(page).locator('[data-caret-word]');
const zones = (page: Page): Locator => stage(page).locator('[data-zone]');

let typed: readonly (readonly TypedWord[])[] = [];

const linesOfPages = async (): Promise<readonly (readonly string[])[]> =>
  pagesOfText(await readFile(draftLetter, 'utf8'));

/** Adds files to the open document as its page images. */
async function addImages(page: Page, app: ElectronApplication, ...files: readonly string[]): Promise<void> {
  await page.getByRole('radio', { name: 'Image' }).click();
  await expect(image(page).getByText('No page images yet')).toBeVisible();
  await answerDialogs(app, ...files);
  await page.getByRole('button', { name: 'Add page images…' }).click();
  await expectPage(page, 1);
}

/** The sample documents as they are without the images of their pages. */
const test = base.extend({
  launched: async ({ launch, collection }, use) => use(await launch([`--collection=${collection}`])),
});

test.beforeEach(async ({ page }) => {
  await openDocument(page, titles.draftLetter);
});

async function expectPage(page: Page, number: number): Promise<void> {
  await expect(stage(page)).toHaveAccessibleName(`Image of Facsimile ${number}`);
  await expect(stage(page).locator('[data-shown][data-sharp]')).toBeVisible();
}

/** The box of a word of a page that was typed, where it first stands. */
function boxOf(number: number, word: string): Box {
  const box = typed[number - 1]?.find(({ text }) => text === word)?.box;
  if (!box) throw new Error(`page ${number} does not show "${word}"`);
  return box;
}

/** Waits until a word of a page, and no other, is outlined. */
async function expectOutlined(page: Page, number: number, word: string): Promise<void> {
  await expectPage(page, number);
  const { x, y, width, height } = boxOf(number, word);
  const shares = async (): Promise<readonly number[]> => {
    const outline = await caretWord(page).evaluate((rect) =>
      ['x', 'y', 'width', 'height'].map((name) => Number(rect.getAttribute(name))),
    );
    const [left = 0, top = 0, across = 0, down = 0] = outline;
    return [(left + across / 2 - x) / width - 0.5, (top + down / 2 - y) / height - 0.5, across / width - 1];
  };
  // The middle of the outline is in the middle of the word, and it is about as wide.
  await expect.poll(async () => (await shares()).filter((share) => Math.abs(share) > 0.17)).toEqual([]);
}

const middle = ({ x, y, width, height }: Box): { readonly x: number; readonly y: number } => ({
  x: x + width / 2,
  y: y + height / 2,
});

/** Clicks a point of the image as it lies on the screen. */
async function clickImage(page: Page, point: { readonly x: number; readonly y: number }): Promise<void> {
  const transform = (await stage(page).locator('svg > g').getAttribute('transform')) ?? '';
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = [...transform.matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number);
  const position = { x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f };
  await stage(page).click({ position });
}

const selected = (page: Page): Promise<string> => page.evaluate(() => document.getSelection()?.toString() ?? '');

test.describe('a document with the images of its pages', () => {
  test.beforeEach(async ({ page, app, workFolder }) => {
    const file = path.join(workFolder, 'draft-letter.pdf');
    typed = await typeBook(file, await linesOfPages());
    await addImages(page, app, file);
    await expect(image(page).getByText(/is not known yet/)).toBeHidden();
  });

  test('image and text follow each other', async ({ page }) => {
    await selectWords(page, 'ascertain', 'to ascertain what');
    await expectOutlined(page, 2, 'ascertain');

    await clickImage(page, middle(boxOf(2, 'bomber')));
    await expect(transcription(page)).toBeFocused();
    await expectOutlined(page, 2, 'bomber');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await expect.poll(async () => (await selected(page)).trim()).toBe('bomber');

    await stage(page).focus();
    await page.keyboard.press(']');
    await expectPage(page, 3);
    await expect(transcription(page).getByText('Facsimile 3')).toBeInViewport();
    await page.keyboard.press('[');
    await expectPage(page, 2);
    await transcription(page).hover();
    await expect(async () => {
      await page.mouse.wheel(0, 4000);
      await expect(stage(page)).toHaveAccessibleName('Image of Facsimile 5', { timeout: 500 });
    }).toPass();
    await expectPage(page, 5);
    await screenshot(page, 'facsimile');
  });

  test('the outlined word is still the right one after twenty edits above it, splits, joins and undo', async ({
    page,
  }) => {
    await selectWords(page, 'surprised');
    for (let edit = 0; edit < 20; edit++) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.type(` more${edit}`);
      if (edit % 5 === 4) await page.keyboard.press('Enter');
    }
    await selectWords(page, 'ascertain', 'to ascertain what');
    await expectOutlined(page, 2, 'ascertain');
    await page.keyboard.type('asertain');
    await expectOutlined(page, 2, 'ascertain');
    await expectSaved(page);
    await page.keyboard.press('Control+W');
    await openDocument(page, titles.draftLetter);
    await selectWords(page, 'asertain');
    await expectOutlined(page, 2, 'ascertain');
    for (let act = 0; act < 6; act++) await page.keyboard.press('Control+Z');
    await selectWords(page, 'bomber');
    await expectOutlined(page, 2, 'bomber');
  });

  test('the picture is zoomed, fitted, turned and lightened from the keyboard', async ({ page }) => {
    const zoom = image(page).getByText(/^\d+ %$/);
    const fitted = await zoom.textContent();
    await page.keyboard.press('Control++');
    await page.keyboard.press('Control++');
    await expect(zoom).not.toHaveText(fitted ?? '');
    await selectWords(page, 'use.”');
    await expect(caretWord(page)).toBeInViewport();
    await page.keyboard.press('Control+0');
    await expect(zoom).toHaveText(fitted ?? '');
    await page.keyboard.press('Control+Shift+R');
    await expect
      .poll(() => stage(page).locator('svg > g').getAttribute('transform'))
      .toMatch(/^matrix\(-?\d\.\d+e-\d+ 0\.\d+/);
    await clickImage(page, middle(boxOf(1, 'quarantine')));
    await expectOutlined(page, 1, 'quarantine');
    await page.keyboard.press('Control+Alt+N');
    await page.keyboard.press('Control+Alt+B');
    await page.getByRole('slider', { name: 'Contrast' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(stage(page).locator('[data-shown]')).toHaveCSS('filter', 'contrast(1.05) invert(1)');
    await screenshot(page, 'facsimile-turned');
    await page.keyboard.press('Control+W');
    await openDocument(page, titles.draftLetter);
    await expect
      .poll(() => stage(page).locator('svg > g').getAttribute('transform'))
      .toMatch(/^matrix\(-?\d\.\d+e-\d+ 0\.\d+/);
  });

  test('a zone is drawn, tied to words, found again, and taken back and done again', async ({ page }) => {
    await selectWords(page, 'Mr. Kuznetsov');
    await page.keyboard.press('Control+Alt+Z');
    await expect(page.getByRole('application', { name: /^Placing a zone/ })).toBeFocused();
    await expect(page.getByText('Tied to “Mr. Kuznetsov”.')).toBeVisible();
    for (const key of ['ArrowUp', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await page.getByRole('textbox', { name: 'In words' }).fill('Underlined by hand');
    await screenshot(page, 'facsimile-zone');
    await page.getByRole('button', { name: 'Keep the zone' }).click();
    const line = inspector(page).getByRole('row', { name: /Underlined by hand/ });
    await expect(line).toContainText('Mr. Kuznetsov');
    await expect(zones(page)).toHaveCount(1);
    await expect(transcription(page).locator('[data-mark="zone"]')).toHaveText('Mr. Kuznetsov');

    await transcription(page).focus();
    await page.keyboard.press('Control+Z');
    await expect(zones(page)).toHaveCount(0);
    await expect(transcription(page).locator('[data-mark="zone"]')).toHaveCount(0);
    await page.keyboard.press('Control+Shift+Z');
    await expect(zones(page)).toHaveCount(1);
    await expectSaved(page);

    await page.keyboard.press('Control+W');
    await openDocument(page, titles.draftLetter);
    // It opens where it was left.
    await expectPage(page, 2);
    await page.keyboard.press('Control+Home');
    await expectPage(page, 1);
    await line.dblclick();
    await expectPage(page, 2);
    await expect(zones(page)).toHaveCount(1);
    await line.hover();
    await line.getByRole('button', { name: 'Erase this zone' }).click();
    await expect(zones(page)).toHaveCount(0);
    await expect(transcription(page).locator('[data-mark="zone"]')).toHaveCount(0);
  });

  test('a zone is drawn with the mouse, tied to nothing', async ({ page }) => {
    await page.keyboard.press('Control+Alt+Z');
    const surface = page.getByRole('application', { name: /^Placing a zone/ });
    const bounds = await surface.boundingBox();
    if (!bounds) throw new Error('nothing to draw on');
    await page.mouse.move(bounds.x + 60, bounds.y + 70);
    await page.mouse.down();
    await page.mouse.move(bounds.x + 160, bounds.y + 120, { steps: 4 });
    await page.mouse.up();
    await expect(surface).toHaveAccessibleName(/percent from the left/);
    await surface.focus();
    await page.keyboard.press('Enter');
    await expect(inspector(page).getByRole('row', { name: /Stamp/ })).toContainText('tied to no words');
    await page.keyboard.press('Control+Z');
    await expect(zones(page)).toHaveCount(0);
  });

  test('pages are put in another order from the keyboard, and linked to another anchor', async ({ page }) => {
    await page.keyboard.press('Control+Alt+T');
    const pages = page.getByRole('grid', { name: 'Pages' }).getByRole('row');
    const digests = (): Promise<readonly (string | null)[]> =>
      pages.locator('[data-page]').evaluateAll((frames) => frames.map((frame) => frame.getAttribute('data-page')));
    const before = await digests();
    await pages.first().focus();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Move page 1' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Insert between/ }).first()).toBeFocused();
    // Past the place behind the first page to the one behind the second.
    await page.keyboard.press('ArrowRight');
    await screenshot(page, 'facsimile-pages');
    await page.keyboard.press('Enter');
    await expect.poll(digests).toEqual([before[1], before[0], ...before.slice(2)]);
    await expect(stage(page)).toHaveAccessibleName('Image of Facsimile 2');
    await runByName(page, 'Move This Page Before the Previous');
    await expect.poll(digests).toEqual(before);
    await page.getByRole('button', { name: 'More for this page' }).click();
    await page.getByRole('menuitem', { name: 'Begins at' }).click();
    await page.getByRole('menuitem', { name: 'Facsimile 4' }).click();
    await expect(stage(page)).toHaveAccessibleName('Image of Facsimile 4');
  });

  test('a page is dragged with the mouse to where it belongs', async ({ page }) => {
    await page.keyboard.press('Control+Alt+T');
    const frames = page.getByRole('grid', { name: 'Pages' }).locator('[data-page]');
    const order = (): Promise<readonly (string | null)[]> =>
      frames.evaluateAll((all) => all.map((frame) => frame.getAttribute('data-page')));
    const [first = null, second = null, third = null, ...rest] = await order();
    const target = await frames.nth(2).boundingBox();
    if (!target) throw new Error('no third page');
    await frames.first().hover();
    await page.mouse.down();
    await page.mouse.move(target.x + target.width - 6, target.y + target.height / 2, { steps: 10 });
    await page.mouse.up();
    await expect.poll(order).toEqual([second, third, first, ...rest]);
  });

  test('the line of the image lies above the line of the text', async ({ page }) => {
    await page.keyboard.press('Control+Alt+L');
    await selectWords(page, 'ascertain', 'to ascertain what');
    await page.keyboard.press('ArrowRight');
    const strip = page.locator('[data-scroll] canvas');
    await expect(strip).toBeVisible();
    const [above, caret] = await Promise.all([strip.boundingBox(), caretTop(page)]);
    expect(above && above.y + above.height).toBeLessThan(caret);
    expect(above && caret - above.y - above.height).toBeLessThan(12);
    // The picture is not stretched into the room that covers the line above.
    const [drawn = 0, shown = 1] = await strip.evaluate((canvas: HTMLCanvasElement) => {
      const { width, paddingTop } = getComputedStyle(canvas);
      const height = canvas.getBoundingClientRect().height - Number.parseFloat(paddingTop);
      return [canvas.width / canvas.height, Number.parseFloat(width) / height];
    });
    expect(shown).toBeCloseTo(drawn, 0);
    await screenshot(page, 'facsimile-strip');
  });

  const caretTop = (page: Page): Promise<number> =>
    page.evaluate(() => document.getSelection()?.getRangeAt(0).getBoundingClientRect().top ?? 0);

  test('a comparison has the page of the change beside it', async ({ page }) => {
    await typeOver(page, 'Kuznetsov', 'Kuznetzov');
    await expectSaved(page);
    await selectWords(page, 'surprised');
    await expectPage(page, 1);
    await page.keyboard.press('Control+Alt+D');
    await expect(page.getByRole('region', { name: 'Comparison' }).getByRole('deletion')).toHaveText(['Kuznetsov']);
    await page.keyboard.press('Alt+ArrowDown');
    await expectPage(page, 2);
    await screenshot(page, 'facsimile-comparison');
  });

  for (const theme of ['light', 'dark'] as const)
    test(`image, zones and all pages are accessible, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await runByName(page, 'Theme: As the System');
      await page.keyboard.press('Control+Alt+T');
      await page.keyboard.press('Control+Alt+B');
      await selectWords(page, 'Mr. Kuznetsov');
      await page.keyboard.press('Control+Alt+Z');
      const axe = axeOf(page);
      const found = await axe
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
        [],
      );
      await page.keyboard.press('Enter');
      await screenshot(page, `facsimile-${theme}`);
    });
});

test('a picture that nobody has read is shown, says so, and offers to read it; a lost one is missed', async ({
  page,
  app,
  workFolder,
}) => {
  const [first = []] = await linesOfPages();
  const file = path.join(workFolder, 'page-1.png');
  await typePicture(file, first);
  await addImages(page, app, file);
  await expect(image(page).getByRole('button', { name: 'Read this page' })).toBeVisible();
  await expect(caretWord(page)).toHaveCount(0);
  await screenshot(page, 'facsimile-unread');

  await expectSaved(page);
  await page.keyboard.press('Control+W');
  await loseImages(workFolder);
  await openDocument(page, titles.draftLetter);
  await expect(image(page).getByText('The image is not here')).toBeVisible();
  await screenshot(page, 'facsimile-missing');
  await answerDialogs(app, file);
  await page.getByRole('button', { name: 'Choose the file…' }).click();
  await expectPage(page, 1);
});

/** Takes the copies of page images away from every document below a folder. */
async function loseImages(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true }))
    if (/facsimile[\\/].+\.png$/.test(name)) await rm(path.join(folder, name));
}

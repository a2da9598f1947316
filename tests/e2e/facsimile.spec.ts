import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Box } from '../../shared/document/layout.ts';
import { screenshot, test } from './app.ts';
import { pagesOfText, type TypedPage, typePage } from './page-pictures.ts';
import {
  answerDialogs,
  expectSaved,
  inspector,
  openDocument,
  openSample,
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

let typed: readonly TypedPage[] = [];

test.beforeEach(async ({ page, app, workFolder }) => {
  await openSample(page);
  await openDocument(page, titles.draftLetter);
  typed = await typePages(workFolder);
  await addPages(page, app);
});

/** The pages of the draft letter as a typewriter would have set them. */
async function typePages(folder: string): Promise<readonly TypedPage[]> {
  const pages: TypedPage[] = [];
  for (const [index, lines] of pagesOfText(await readFile(draftLetter, 'utf8')).entries())
    pages.push(await typePage(folder, `draft-${index + 1}`, lines));
  return pages;
}

async function addPages(page: Page, app: ElectronApplication): Promise<void> {
  for (const { file, layout } of typed) await writeFile(`${file}.json`, JSON.stringify(layout));
  await page.getByRole('radio', { name: 'Image' }).click();
  await expect(image(page).getByText('No page images yet')).toBeVisible();
  await answerDialogs(app, ...typed.map(({ file }) => file));
  await page.getByRole('button', { name: 'Add page images…' }).click();
  await expectPage(page, 1);
}

async function expectPage(page: Page, number: number): Promise<void> {
  await expect(stage(page)).toHaveAccessibleName(`Image of Facsimile ${number}`);
  await expect(stage(page).locator('[data-shown]')).toBeVisible();
}

/** The box of a word of a page that was typed, where it first stands. */
function boxOf(number: number, word: string): Box {
  const words = typed[number - 1]?.layout.blocks.flatMap(({ lines }) => lines.flatMap((line) => line.words)) ?? [];
  const box = words.find(({ text }) => text === word)?.box;
  if (!box) throw new Error(`page ${number} does not show "${word}"`);
  return box;
}

/** The middle of what is outlined, in image pixels. */
async function outlined(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const numbers = await caretWord(page).evaluate((rect) =>
    ['x', 'y', 'width', 'height'].map((name) => Number(rect.getAttribute(name))),
  );
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
}

const middle = ({ x, y, width, height }: Box): { readonly x: number; readonly y: number } => ({
  x: Math.round(x + width / 2),
  y: Math.round(y + height / 2),
});

/** Clicks a point of the image as it lies on the screen. */
async function clickImage(page: Page, point: { readonly x: number; readonly y: number }): Promise<void> {
  const transform = (await stage(page).locator('svg > g').getAttribute('transform')) ?? '';
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = [...transform.matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number);
  const position = { x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f };
  await stage(page).click({ position });
}

const selected = (page: Page): Promise<string> => page.evaluate(() => document.getSelection()?.toString() ?? '');

test('image and text follow each other', async ({ page }) => {
  await selectWords(page, 'ascertain', 'to ascertain what');
  await expectPage(page, 2);
  expect(await outlined(page)).toEqual(middle(boxOf(2, 'ascertain')));

  await clickImage(page, middle(boxOf(2, 'bomber')));
  await expect(transcription(page)).toBeFocused();
  await page.keyboard.press('Control+Shift+ArrowRight');
  expect((await selected(page)).trim()).toBe('bomber');
  await expect.poll(() => outlined(page)).toEqual(middle(boxOf(2, 'aircraft')));

  await stage(page).focus();
  await page.keyboard.press(']');
  await expectPage(page, 3);
  await expect(transcription(page).getByText('Facsimile 3')).toBeInViewport();
  await page.keyboard.press('[');
  await expectPage(page, 2);
  await transcription(page).evaluate((element) => {
    const scrolled = element.closest('[data-scroll]');
    if (scrolled) scrolled.scrollTop = scrolled.scrollHeight;
  });
  await expectPage(page, 5);
  await screenshot(page, 'facsimile');
});

test('the outlined word is still the right one after twenty edits above it, splits, joins and undo', async ({
  page,
}) => {
  const right = middle(boxOf(2, 'ascertain'));
  await selectWords(page, 'surprised');
  for (let edit = 0; edit < 20; edit++) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(` more${edit}`);
    if (edit % 5 === 4) await page.keyboard.press('Enter');
  }
  await selectWords(page, 'ascertain', 'to ascertain what');
  await expect.poll(() => outlined(page)).toEqual(right);
  await page.keyboard.type('asertain');
  await expect.poll(() => outlined(page)).toEqual(right);
  await expectSaved(page);
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'asertain');
  await expectPage(page, 2);
  await expect.poll(() => outlined(page)).toEqual(right);
  for (let act = 0; act < 6; act++) await page.keyboard.press('Control+Z');
  await selectWords(page, 'bomber');
  await expect.poll(() => outlined(page)).toEqual(middle(boxOf(2, 'bomber')));
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
  await expect.poll(() => outlined(page)).toEqual(middle(boxOf(1, 'quarantine')));
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

test('pages are put in another order and linked to another anchor', async ({ page }) => {
  await page.keyboard.press('Control+Alt+T');
  const names = page.getByRole('grid', { name: 'Pages' }).getByRole('row');
  await expect(names).toHaveCount(5);
  await names.first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (let step = 0; step < 2; step++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await screenshot(page, 'facsimile-pages');
  await runByName(page, 'Move This Page Behind the Next');
  await page.getByRole('button', { name: 'More for this page' }).click();
  await page.getByRole('menuitem', { name: 'Begins at' }).click();
  await page.getByRole('menuitem', { name: 'Facsimile 4' }).click();
  await expect(stage(page)).toHaveAccessibleName('Image of Facsimile 4');
});

test('the line of the image lies above the line of the text', async ({ page }) => {
  await page.keyboard.press('Control+Alt+L');
  await selectWords(page, 'ascertain', 'to ascertain what');
  const strip = page.locator('[data-scroll] canvas');
  await expect(strip).toBeVisible();
  const [above, caret] = await Promise.all([strip.boundingBox(), caretTop(page)]);
  expect(above && above.y + above.height).toBeLessThan(caret);
  expect(above && caret - above.y - above.height).toBeLessThan(12);
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
  await page.keyboard.press('Alt+ArrowDown');
  await expectPage(page, 2);
  await screenshot(page, 'facsimile-comparison');
});

for (const theme of ['light', 'dark'] as const)
  test(`image, zones and all pages are accessible, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await runByName(page, 'As the System');
    await page.keyboard.press('Control+Alt+T');
    await page.keyboard.press('Control+Alt+B');
    await selectWords(page, 'Mr. Kuznetsov');
    await page.keyboard.press('Control+Alt+Z');
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const found = await axe
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    await page.keyboard.press('Enter');
    await screenshot(page, `facsimile-${theme}`);
  });

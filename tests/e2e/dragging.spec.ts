import { expect, type Locator, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import {
  anchorNames,
  inspector,
  openDocument,
  openSample,
  openTab,
  runByName,
  selectWords,
  titles,
  transcription,
  wordsBox,
} from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
});

const said = (page: Page): Locator => page.getByRole('status', { name: 'Dragged' });
const handle = (page: Page, end: 'start' | 'end'): Locator => page.locator(`button[data-end="${end}"]`);
const words = (page: Page): Locator => inspector(page).getByRole('region', { name: 'Chosen tag' }).locator('p').first();

interface Spot {
  readonly x: number;
  readonly y: number;
}

async function middleOf(of: Locator): Promise<Spot> {
  const box = await of.boundingBox();
  if (!box) throw new Error('it is not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The middle of the last letter of some words. */
async function endOf(page: Page, some: string): Promise<Spot> {
  const { right, top, height } = await wordsBox(page, some);
  return { x: right - 2, y: top + height / 2 };
}

/** Presses the mouse upon something and moves it, without letting go. */
async function press(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
}

async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await press(page, from, to);
  await page.mouse.up();
}

async function tagCuba(page: Page): Promise<void> {
  await openDocument(page, titles.letter);
  await openTab(page, /^Tags/);
  await selectWords(page, 'Cuba', 'tense situation around Cuba');
  await page.keyboard.press('Control+2');
  await expect(words(page)).toHaveText('Cuba');
  await page.keyboard.press('ArrowLeft');
}

for (const theme of ['Light', 'Dark'] as const)
  test(`the ends of the chosen tag are dragged to words, with Alt to letters, and one undo takes each back, ${theme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await runByName(page, `Theme: ${theme}`);
    await tagCuba(page);
    await press(page, await middleOf(handle(page, 'start')), await endOf(page, 'tense sit'));
    await screenshot(page, `tag-end-dragged-${theme}`);
    await page.mouse.up();
    await expect(words(page)).toHaveText('situation around Cuba');
    await expect(said(page)).toHaveText('The tag covers “situation around Cuba” now. One Undo takes it back.');
    await page.keyboard.down('Alt');
    await drag(page, await middleOf(handle(page, 'start')), await endOf(page, 'tense situat'));
    await page.keyboard.up('Alt');
    await expect(words(page)).toHaveText('ion around Cuba');
    await page.keyboard.press('Control+Z');
    await expect(words(page)).toHaveText('situation around Cuba');
    await page.keyboard.press('Control+Z');
    await expect(words(page)).toHaveText('Cuba');
  });

test('Escape leaves a tag as it was, also while the pointer is held', async ({ page }) => {
  await tagCuba(page);
  await press(page, await middleOf(handle(page, 'start')), await endOf(page, 'tense sit'));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(said(page)).toHaveText('The tag is as it was.');
  await expect(words(page)).toHaveText('Cuba');
});

test('what can be hit of a handle is large enough for a finger', async ({ page }) => {
  await tagCuba(page);
  for (const end of ['start', 'end'] as const) {
    const box = await handle(page, end).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
  }
});

test('a page anchor is dragged before another word, Escape and another page leave it where it was, and one undo takes it back', async ({
  page,
}) => {
  await openDocument(page, titles.telegram);
  const before = await anchorNames(page);
  const chips = transcription(page).locator('[data-anchor] > span');
  const chip = chips.nth(1);
  await chip.scrollIntoViewIfNeeded();
  const place = (): Promise<string> =>
    chip.evaluate((element) => {
      const range = document.createRange();
      range.setStartAfter(element.closest('[data-anchor]') ?? element);
      range.setEndAfter(element.closest('.ProseMirror > *') ?? element);
      return range.toString().trim().slice(0, 24);
    });
  const stood = await place();
  const target = await chip.evaluate((element) => {
    const walker = document.createTreeWalker(element.closest('.ProseMirror') ?? element, NodeFilter.SHOW_TEXT);
    walker.currentNode = element;
    // Not the name in the chip.
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('[data-anchor]') || (node.textContent ?? '').trim().length < 40) continue;
      const range = document.createRange();
      range.setStart(node, 30);
      range.setEnd(node, 31);
      const { left, top, height } = range.getBoundingClientRect();
      return { x: left, y: top + height / 2 };
    }
    throw new Error('there is no text behind the anchor');
  });
  await press(page, await middleOf(chip), target);
  await expect(page.locator('[data-drop-mark]')).toBeVisible();
  await screenshot(page, 'anchor-dragged');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(said(page)).toHaveText('The page anchor stays where it was.');
  expect(await place()).toBe(stood);
  await expect(page.getByRole('menu')).toHaveCount(0);

  await drag(page, await middleOf(chip), target);
  await expect(said(page)).toContainText('begins before “');
  expect(await place()).not.toBe(stood);
  expect(await anchorNames(page)).toEqual(before);
  await page.keyboard.press('Control+Z');
  expect(await place()).toBe(stood);
  expect(await anchorNames(page)).toEqual(before);

  // A click is no drag: it opens the menu of the anchor as ever.
  await chip.click();
  await expect(page.getByRole('menu').getByRole('menuitem', { name: 'Relabel…' })).toBeVisible();
});

import { expect, type Locator, type Page } from '@playwright/test';
import { annotationRanges } from '../../shared/document/annotation.ts';
import { isAnchor } from '../../shared/document/page-anchor.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { test } from './app.ts';
import { savedDocument, shownDocument, shownNode } from './saved-document.ts';
import { anchorNames, expectSaved, openDocument, selectWords, titles, transcription } from './workbench-page.ts';

/** The text blocks of the transcription that hold some words, a page anchor as `[3]`. */
async function blocksWith(page: Page, ...words: readonly string[]): Promise<readonly string[]> {
  const texts = textBlocks(await shownNode(page)).map(({ block }) =>
    block.textBetween(0, block.content.size, '', (leaf) => (isAnchor(leaf) ? `[${leaf.attrs.label}]` : '')),
  );
  return texts.filter((text) => words.some((one) => text.includes(one)));
}

/** The words of every tag in the transcription. */
async function tagged(page: Page): Promise<readonly string[]> {
  const doc = await shownNode(page);
  return annotationRanges(doc).map(({ from, to }) => doc.textBetween(from, to));
}

/** The editor reads what the browser made of a key a moment later. */
const expectTags = (page: Page, ...words: readonly string[]): Promise<void> =>
  expect.poll(() => tagged(page)).toEqual(words);

const expectBlocks = (page: Page, having: readonly string[], ...texts: readonly string[]): Promise<void> =>
  expect.poll(() => blocksWith(page, ...having)).toEqual(texts);

/** Presses a key that moves the caret, of which the editor hears in a later task. */
async function move(page: Page, key: 'ArrowLeft' | 'ArrowRight', times = 1): Promise<void> {
  for (let time = 1; time <= times; time++) await page.keyboard.press(key);
  await page.evaluate(() => document.dispatchEvent(new Event('selectionchange')));
  await page.waitForTimeout(60);
}

/** Puts the caret before words of the transcription. */
async function caretBefore(page: Page, words: string): Promise<void> {
  await selectWords(page, words);
  await move(page, 'ArrowLeft');
}

/** Selects letters on both sides of a page anchor. */
async function selectAround(page: Page, anchor: string, before: number, after: number): Promise<void> {
  await transcription(page).evaluate(
    (root, [name, back, forth]) => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
      const chip = texts.findIndex((text) => text.data === name && text.parentElement?.closest('[data-anchor]'));
      const [start, end] = [texts[chip - 1], texts[chip + 1]];
      if (!start || !end) throw new Error(`there is no ${name}`);
      root.focus();
      start.parentElement?.scrollIntoView({ block: 'center' });
      document.getSelection()?.setBaseAndExtent(start, start.length - back, end, forth);
      document.dispatchEvent(new Event('selectionchange'));
    },
    [anchor, before, after] as const,
  );
  await page.waitForTimeout(60);
}

const sentence = 'I am surprised that';

const tagMarks = (page: Page): Locator => transcription(page).locator('[data-mark="annotation"]');

test('Enter splits a paragraph where the caret stands, and Backspace joins it again', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  const first = await shownDocument(page);
  const [whole = ''] = await blocksWith(page, sentence);
  for (const [from, words] of [
    [0, sentence],
    [5, 'surprised that'],
  ] as const) {
    await caretBefore(page, words);
    await page.keyboard.press('Enter');
    await expectBlocks(page, [words], whole.slice(from));
    await page.keyboard.type('Very ');
    await expectBlocks(page, ['Very'], `Very ${whole.slice(from)}`);
    for (let times = 1; times <= 'Very '.length + 1; times++) await page.keyboard.press('Backspace');
    await expect.poll(() => shownDocument(page)).toBe(first);
  }
  await caretBefore(page, sentence);
  await move(page, 'ArrowLeft');
  await page.keyboard.press('Enter');
  await page.keyboard.type('At the end');
  await expectBlocks(page, ['At the end', sentence], 'At the end', whole);
  await expectSaved(page);
  expect(await savedDocument(collection, '000_')).toBe(await shownDocument(page));
});

test('the right spelling typed over a tagged name keeps its tag, and undo brings the old one back', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'Chairman');
  await page.keyboard.press('Control+1');
  await expectTags(page, 'Chairman');
  const first = await shownDocument(page);
  await tagMarks(page).dblclick();
  await page.keyboard.type('Chief', { delay: 20 });
  await expectTags(page, 'Chief');
  await expectSaved(page);
  expect(await savedDocument(collection, '000_')).toBe(await shownDocument(page));
  // A busy machine may pause between letters, which then are several acts.
  for (let times = 1; times <= 'Chief'.length && (await shownDocument(page)) !== first; times++)
    await page.keyboard.press('Control+Z');
  await expectTags(page, 'Chairman');
  expect(await shownDocument(page)).toBe(first);
});

test('a word pasted or begun with the same letter over a tagged name keeps its tag', async ({ launch, collection }) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'surprised');
  await page.keyboard.press('Control+C');
  await selectWords(page, 'Chairman');
  await page.keyboard.press('Control+1');
  await selectWords(page, 'Chairman');
  await page.keyboard.press('Control+V');
  await expectTags(page, 'surprised');
  await page.keyboard.press('Control+Z');
  await expectTags(page, 'Chairman');
  await selectWords(page, 'Chairman', 'Dear Mr. Chairman');
  await page.keyboard.type('Chn');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('airmen');
  await expectTags(page, 'Chairmen');
  await move(page, 'ArrowRight');
  await move(page, 'ArrowLeft');
  await page.keyboard.type('x');
  await expect.poll(() => blocksWith(page, 'Dear')).toEqual([expect.stringContaining('Chairmenx')]);
  await expectTags(page, 'Chairmen');
});

test('Ctrl+Backspace and Ctrl+Delete take a whole word on both sides of a page anchor', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  const anchors = await anchorNames(page);
  const words = async (): Promise<string> =>
    /by the (.*?) but by other/.exec((await blocksWith(page, 'but by other'))[0] ?? '')?.[1] ?? '';
  expect(await words()).toBe('United [3] States');
  await caretBefore(page, 'States but by other');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect.poll(words).toBe('United[3]States');
  await move(page, 'ArrowRight', 4);
  await page.keyboard.press('Control+Backspace');
  await expect.poll(words).toBe('[3]tes');
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Delete');
  await expect.poll(words).toBe('United[3]Sta');
  expect(await anchorNames(page)).toEqual(anchors);
});

test('a part of a tagged passage over a page anchor that is cut and pasted again leaves the document as it was', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  await selectAround(page, 'Facsimile 3', 22, 11);
  await page.keyboard.press('Control+5');
  await expectSaved(page);
  const before = await shownDocument(page);
  await selectAround(page, 'Facsimile 3', 12, 7);
  await page.keyboard.press('Control+X');
  await expect.poll(() => shownDocument(page)).not.toBe(before);
  await page.keyboard.press('Control+V');
  await expect.poll(() => shownDocument(page)).toBe(before);
  await expectSaved(page);
  expect(await savedDocument(collection, '000_')).toBe(before);
});

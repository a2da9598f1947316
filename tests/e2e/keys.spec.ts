import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { savedDocument, shownDocument } from './saved-document.ts';
import { expectSaved, openDocument, selectWords, titles, transcription } from './workbench-page.ts';

/** The text blocks of the transcription that hold some words, as they are read. */
const blocksWith = (page: Page, ...words: readonly string[]): Promise<readonly string[]> =>
  transcription(page).evaluate(
    (root, wanted) =>
      [...root.querySelectorAll('p, h2')]
        .map((block) => block.textContent ?? '')
        .filter((text) => wanted.some((one) => text.includes(one))),
    words,
  );

/** Puts the caret before words of the transcription. */
async function caretBefore(page: Page, words: string): Promise<void> {
  await selectWords(page, words);
  await page.keyboard.press('ArrowLeft');
}

const sentence = 'I am surprised that';

test('Enter splits a paragraph where the caret stands, and Backspace joins it again', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  const first = await shownDocument(page);
  const [whole = ''] = await blocksWith(page, sentence);
  const before = whole.slice(0, whole.indexOf('surprised'));
  await caretBefore(page, 'surprised that');
  await page.keyboard.press('Enter');
  expect(await blocksWith(page, before.trim(), 'surprised that')).toEqual([before, whole.slice(before.length)]);
  await page.keyboard.press('Backspace');
  expect(await shownDocument(page)).toBe(first);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await caretBefore(page, 'surprised that');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Very ');
  expect(await blocksWith(page, 'Very')).toEqual([`Very ${whole.slice(before.length)}`]);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expectSaved(page);
  expect(await savedDocument(collection, '000_')).toBe(first);
});

test('the right spelling typed over a tagged name keeps its tag, and one undo brings the old one back', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'Chairman');
  await page.keyboard.press('Control+1');
  const tagged = transcription(page).locator('[data-mark="annotation"]');
  await expect(tagged).toHaveText('Chairman');
  const first = await shownDocument(page);
  await tagged.dblclick();
  await page.keyboard.type('Chief', { delay: 20 });
  await expect(tagged).toHaveText('Chief');
  await expectSaved(page);
  expect(await savedDocument(collection, '000_')).toBe(await shownDocument(page));
  await page.keyboard.press('Control+Z');
  await expect(tagged).toHaveText('Chairman');
  expect(await shownDocument(page)).toBe(first);
});

test('a word pasted or begun with the same letter over a tagged name keeps its tag', async ({ launch, collection }) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'surprised');
  await page.keyboard.press('Control+C');
  await selectWords(page, 'Chairman');
  await page.keyboard.press('Control+1');
  const tagged = transcription(page).locator('[data-mark="annotation"]');
  await tagged.dblclick();
  await page.keyboard.press('Control+V');
  await expect(tagged).toHaveText('surprised');
  await page.keyboard.press('Control+Z');
  await expect(tagged).toHaveText('Chairman');
  await tagged.dblclick();
  await page.keyboard.type('Chn');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('airmen');
  await expect(tagged).toHaveText('Chairmen');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('x');
  await expect(tagged).toHaveText('Chairmen');
});

test('Ctrl+Backspace and Ctrl+Delete take a whole word on both sides of a page anchor', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  const before = await shownDocument(page);
  const word = await transcription(page).evaluate((root) => {
    for (const chip of root.querySelectorAll('[data-anchor]')) {
      const head = /[A-Za-z]+$/.exec(chip.previousSibling?.textContent ?? '')?.[0];
      const tail = /^[A-Za-z]+/.exec(chip.nextSibling?.textContent ?? '')?.[0];
      if (!head || !tail || !(chip.previousSibling instanceof Text)) continue;
      (root as HTMLElement).focus();
      chip.scrollIntoView({ block: 'center' });
      const at = chip.previousSibling.length - head.length;
      document.getSelection()?.setBaseAndExtent(chip.previousSibling, at, chip.previousSibling, at);
      document.dispatchEvent(new Event('selectionchange'));
      return { head, tail };
    }
    return null;
  });
  expect(word, 'a word in which a page begins').not.toBeNull();
  await page.waitForTimeout(60);
  await page.keyboard.press('Control+Delete');
  const after = await shownDocument(page);
  expect(before.length - after.length).toBe((word?.head.length ?? 0) + (word?.tail.length ?? 0));
  await page.keyboard.press('Control+Z');
  expect(await shownDocument(page)).toBe(before);
});

import { expect, type Locator, type Page } from '@playwright/test';
import { foreignMarkup, htmlOf } from '../helpers/foreign-markup.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { test } from './app.ts';
import { savedDocument, shownDocument } from './saved-document.ts';
import {
  anchorNames,
  expectSaved,
  openDocument,
  selectWords,
  titles,
  transcription,
  watchAnchors,
  wordsBox,
} from './workbench-page.ts';

/** Each is lived through in a window of its own. */
const seeds = [1, 2];
const operationsEach = 75;
/** After so many the window is compared with the disk. */
const operationsBetween = 15;

interface Hands {
  readonly page: Page;
  readonly random: SeededRandom;
}

/** A stretch of one piece of text in the transcription, or from one piece to another.
 *  @param most characters; Infinity for a stretch over blocks */
async function select({ page, random }: Hands, most: number): Promise<{ readonly x: number; readonly y: number }> {
  const numbers = Array.from({ length: 4 }, () => random.next());
  const place = await transcription(page).evaluate(
    (root, [[a = 0, b = 0, c = 0, d = 0], limit]) => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.parentElement?.isContentEditable && !node.parentElement.closest('del') && (node as Text).length > 0)
          texts.push(node as Text);
      const index = Math.floor(a * texts.length);
      const from = texts[index];
      if (!from) throw new Error('the transcription has no text');
      const to = limit === null ? (texts[Math.min(texts.length - 1, index + Math.floor(c * 6))] ?? from) : from;
      const start = Math.floor(b * (from.length + 1));
      const end =
        limit === null ? Math.floor(d * (to.length + 1)) : Math.min(from.length, start + Math.ceil(d * limit));
      from.parentElement?.scrollIntoView({ block: 'center' });
      root.focus();
      document.getSelection()?.setBaseAndExtent(from, start, to, end);
      // The browser tells of it later, on a busy machine after the next key.
      document.dispatchEvent(new Event('selectionchange'));
      const range = document.createRange();
      range.setStart(from, Math.min(start, from.length - 1));
      range.setEnd(from, Math.min(start + 1, from.length));
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
    [numbers, most === Number.POSITIVE_INFINITY ? null : most] as const,
  );
  // The editor hears of a selection in a later task.
  await page.waitForTimeout(40);
  return place;
}

const keys =
  (most: number, ...pressed: readonly string[]) =>
  async (hands: Hands): Promise<void> => {
    await select(hands, most);
    for (const key of pressed) await hands.page.keyboard.press(key);
  };

/** The selected words are taken with the mouse and let go elsewhere.
 *  @param copying with the key that copies */
const drag =
  (copying: boolean) =>
  async (hands: Hands): Promise<void> => {
    const { page, random } = hands;
    const { mouse, keyboard } = page;
    const from = await select(hands, 12);
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 8, from.y + 6, { steps: 3 });
    if (copying) await keyboard.down('Control');
    const box = await transcription(page).boundingBox();
    const to = { x: (box?.x ?? 0) + 40 + random.below(300), y: 250 + random.below(400) };
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
    if (copying) await keyboard.up('Control');
    await page.waitForTimeout(40);
  };

/** Has HTML on the system's clipboard as another program would have put it there, with nothing of this program's own. */
async function copyForeign(page: Page, html: string): Promise<void> {
  await page.evaluate((written) => {
    const answer = (event: ClipboardEvent): void => {
      event.clipboardData?.setData('text/html', written);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener('copy', answer, { capture: true, once: true });
  }, html);
  await page.keyboard.press('Control+C');
}

const anywhere = Number.POSITIVE_INFINITY;

/** What a person does with keys, clipboard and mouse. */
const operations: Readonly<Record<string, (hands: Hands) => Promise<void>>> = {
  type: async (hands) => {
    await select(hands, 0);
    await hands.page.keyboard.type(['Cuba ', 'é', '😀', ' the'][hands.random.below(4)] ?? 'a', { delay: 1 });
  },
  typeOver: async (hands) => {
    await select(hands, 20);
    await hands.page.keyboard.type('Stevenson');
  },
  deleteAcrossBlocks: keys(anywhere, 'Delete'),
  backspace: keys(0, 'Backspace', 'Backspace'),
  delete: keys(0, 'Delete', 'Delete'),
  enter: keys(0, 'Enter'),
  lineBreak: keys(0, 'Shift+Enter'),
  joinBlocks: keys(0, 'Home', 'Backspace'),
  cut: keys(anywhere, 'Control+X'),
  copy: keys(anywhere, 'Control+C'),
  paste: keys(0, 'Control+V'),
  pasteOver: keys(30, 'Control+V'),
  pasteForeign: async (hands) => {
    await select(hands, 10);
    await copyForeign(hands.page, htmlOf(foreignMarkup(hands.random)));
    await hands.page.keyboard.press('Control+V');
  },
  drag: drag(false),
  dragCopy: drag(true),
  indentItem: keys(0, 'Control+]'),
  outdentItem: keys(0, 'Control+['),
  tag: keys(15, 'Control+1'),
  undo: ({ page }) => page.keyboard.press('Control+Z'),
  redo: ({ page }) => page.keyboard.press('Control+Shift+Z'),
  replaceAll: async ({ page }) => {
    await transcription(page).focus();
    await page.keyboard.press('Control+H');
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill('the');
    await page.getByRole('textbox', { name: 'Replace with' }).fill('ye');
    const replace = page.getByRole('button', { name: /^Replace \d/ });
    if (await replace.isEnabled({ timeout: 1_000 }).catch(() => false)) await replace.click();
    await page.getByRole('textbox', { name: 'Find', exact: true }).press('Escape');
  },
};

/** Every operation once, in a random order, then again. */
function* operationNames(random: SeededRandom): Generator<string, never> {
  for (;;) {
    const names = Object.keys(operations);
    while (names.length > 0) yield names.splice(random.below(names.length), 1)[0] ?? 'type';
  }
}

/** The text of an element without the old readings that are shown, once it was counted what is corrected, before the new ones. */
const presentText = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const old of copy.querySelectorAll('del')) old.remove();
    return copy.textContent ?? '';
  });

/** Presses a key until the document does not change any more.
 *  @returns the document then */
async function pressToTheEnd(page: Page, key: string): Promise<string> {
  await transcription(page).focus();
  for (let shown = await shownDocument(page); ; ) {
    for (let times = 1; times <= 15; times++) await page.keyboard.press(key);
    const next = await shownDocument(page);
    if (next === shown) return shown;
    shown = next;
  }
}

for (const seed of seeds)
  test(`${operationsEach} operations by keys, clipboard and mouse keep page anchors, journal and undo (seed ${seed})`, async ({
    launch,
    collection,
  }) => {
    // Nothing is judged by time; a busy machine may take several times the usual half minute.
    test.setTimeout(240_000);
    const { page } = await launch([`--collection=${collection}`]);
    await openDocument(page, titles.draftLetter);
    const [first, anchors] = [await shownDocument(page), await anchorNames(page)];
    const random = new SeededRandom(seed);
    const names = operationNames(random);
    const done: string[] = [];
    const changing = new Set<string>();
    let shown = first;
    let strayAnchors = await watchAnchors(page);
    const compare = async (): Promise<void> => {
      await expectSaved(page);
      expect(await strayAnchors(), `page anchors seen during ${done.join(' ')}`).toEqual([]);
      expect(await savedDocument(collection, '000_'), done.join(' ')).toBe(await shownDocument(page));
    };
    for (let count = 1; count <= operationsEach; count++) {
      const { value } = names.next();
      done.push(value);
      await operations[value]?.({ page, random });
      const next = await shownDocument(page);
      if (next !== shown) changing.add(value);
      shown = next;
      expect(await anchorNames(page), `page anchors after ${done.join(' ')}`).toEqual(anchors);
      if (count % operationsBetween === 0) await compare();
      if (count === Math.floor(operationsEach / 2)) {
        expect(await strayAnchors(), `page anchors seen during ${done.join(' ')}`).toEqual([]);
        await page.keyboard.press('Control+W');
        await openDocument(page, titles.draftLetter);
        strayAnchors = await watchAnchors(page);
      }
    }
    await compare();
    // What the mouse and the clipboard do must have arrived.
    expect([...changing]).toEqual(expect.arrayContaining(['drag', 'pasteForeign', 'paste', 'cut', 'type']));
    const last = await pressToTheEnd(page, 'Control+Shift+Z');
    expect(await pressToTheEnd(page, 'Control+Z'), 'everything was taken back').toBe(first);
    expect(await anchorNames(page)).toEqual(anchors);
    await compare();
    expect(await pressToTheEnd(page, 'Control+Shift+Z'), 'everything was done again').toBe(last);
    await compare();
  });

test('what other programs copy comes in without their styles, and without a word of the console', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'Chairman');
  const styled = `<p style="margin: 0"><span title='a style="b" c' STYLE='font-weight: 700'>Bold</span> words<span style=color:red> of red</span></p>`;
  await copyForeign(page, `<style>p { color: red }</style>${styled}`);
  await page.keyboard.press('Control+V');
  await expect(transcription(page)).toContainText('Bold words of red');
  await selectWords(page, 'Bold words');
  await copyForeign(page, '<style>p { color: red }</style>');
  await page.keyboard.press('Control+V');
  await expect(transcription(page)).toContainText('Bold words of red');
  await expectSaved(page);
});

test('words pasted into another document leave their tag behind', async ({ launch, collection }) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'quarantine proclamation');
  await page.keyboard.press('Control+5');
  await expectSaved(page);
  await selectWords(page, 'quarantine proclamation');
  await page.keyboard.press('Control+C');
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.letter);
  await selectWords(page, 'Maybe');
  await page.keyboard.press('Control+V');
  await expect(transcription(page)).toContainText('quarantine proclamation');
  await expect(transcription(page).locator('[data-mark="annotation"]')).toHaveCount(0);
  await expectSaved(page);
});

test('a tagged name that is dragged to another place keeps its tag', async ({ launch, collection }) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.draftLetter);
  await selectWords(page, 'Chairman');
  await page.keyboard.press('Control+1');
  const tagged = transcription(page).locator('[data-mark="annotation"]');
  await expect(tagged).toHaveText('Chairman');
  await selectWords(page, 'Chairman');
  const [from, to] = [await wordsBox(page, 'Chairman'), await wordsBox(page, 'surprised')];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  // Let go in the left half of the first letter of a word, wherever the face has put it: that is before the word.
  await page.mouse.move(to.x + 1, to.y + to.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => presentText(transcription(page))).toContain('I am Chairmansurprised that');
  expect(await presentText(transcription(page))).toContain('Dear Mr. :');
  expect(await presentText(tagged)).toBe('Chairman');
  await expectSaved(page);
  expect(await savedDocument(collection, '000_')).toBe(await shownDocument(page));
  await page.keyboard.press('Control+Z');
  await expect.poll(() => presentText(transcription(page))).toContain('Dear Mr. Chairman:');
});

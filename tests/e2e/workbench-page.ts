import type { ElectronApplication, JSHandle, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** Titles of the sample documents that the tests work on, as the collection shows them. */
export const titles = {
  draftLetter: /^Draft letter from Kennedy/,
  telegram: /^Telegram 1762 from New York/,
  letter: /^Letter From Chairman Khrushchev/,
} as const;

export const transcription = (page: Page): Locator => page.getByRole('textbox', { name: 'Transcription' });

export const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Inspector' });

/** The row of a document in the collection table. */
export const documentRow = (page: Page, title: RegExp): Locator =>
  page.getByRole('row').filter({ has: page.getByText(title) });

/** How many documents the sample collection has. */
const sampleSize = 5;

/** Opens the sample collection from the start screen. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample collection' }).click();
  const documents = page.getByRole('grid', { name: 'Documents' });
  // It is imported the first time.
  await expect(documents).toBeVisible({ timeout: 30_000 });
  await expect(documents.locator('tbody').getByRole('row')).toHaveCount(sampleSize);
}

/** Opens a document of the open collection in the workbench. */
export async function openDocument(page: Page, title: RegExp): Promise<void> {
  await documentRow(page, title).dblclick();
  await expect(transcription(page)).toBeVisible();
}

/** Words of the transcription, where they first stand in one stretch of text.
 *  @param context words around them, when they stand elsewhere too */
const findWords = (page: Page, words: string, context: string): Promise<JSHandle<Range>> =>
  transcription(page).evaluateHandle(
    (root, [wanted, around]) => {
      const blockOf = (node: Node): Element | null => {
        let element = node.parentElement;
        while (element && element !== root && getComputedStyle(element).display.startsWith('inline'))
          element = element.parentElement;
        return element;
      };
      // Marks and decorations cut a text into nodes: where each begins in the text of all.
      const nodes: { readonly node: Text; readonly start: number }[] = [];
      let [text, block]: [string, Element | null] = ['', null];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const own = blockOf(node);
        if (own !== block) text += '\n';
        block = own;
        nodes.push({ node: node as Text, start: text.length });
        text += (node as Text).data;
      }
      const at = text.indexOf(around);
      const from = at + around.indexOf(wanted);
      const to = from + wanted.length;
      const first = nodes.findLast(({ start }) => start <= from);
      const last = nodes.findLast(({ start }) => start < to);
      if (at < 0 || !first || !last) throw new Error(`the transcription does not hold "${around}"`);
      const range = document.createRange();
      range.setStart(first.node, from - first.start);
      range.setEnd(last.node, to - last.start);
      return range;
    },
    [words, context] as const,
  );

/** Selects words of the transcription as a mouse would, where they first stand in one stretch of text.
 *  @param context words around them, when they stand elsewhere too */
export async function selectWords(page: Page, words: string, context = words): Promise<void> {
  // What the editor draws meanwhile, such as marks of suspects, may part the text anew and take the selection along.
  for (let tries = 0; tries < 3; tries++) {
    const found = await findWords(page, words, context);
    await found.evaluate(({ startContainer, startOffset, endContainer, endOffset }) => {
      startContainer.parentElement?.closest<HTMLElement>('.ProseMirror')?.focus();
      startContainer.parentElement?.scrollIntoView({ block: 'center' });
      document.getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
      // The browser tells of it later, on a busy machine after the next key.
      document.dispatchEvent(new Event('selectionchange'));
    });
    // The editor hears of a selection in a later task.
    await page.waitForTimeout(60);
    const selected = await page.evaluate(() => document.getSelection()?.toString() ?? '');
    if (withoutSpace(selected).includes(withoutSpace(words))) return;
  }
}

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

/** Where words of the transcription stand on the screen, in CSS pixels of the window. */
export async function wordsBox(page: Page, words: string): Promise<DOMRect> {
  const found = await findWords(page, words, words);
  return found.evaluate((range) => range.getBoundingClientRect().toJSON() as DOMRect);
}

/** Replaces words of the transcription by typing over them. */
export async function typeOver(page: Page, words: string, typed: string): Promise<void> {
  await selectWords(page, words);
  await page.keyboard.type(typed);
}

/** Waits until the status bar says that everything is on the disk. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Saving' })).toHaveText(/^Saved \d\d:\d\d:\d\d$/);
}

/** The names of the page anchors in the transcription, in order, all read at one moment: `allTextContents` looks the elements up first and
 *  reads them afterwards, and the editor may have drawn another anchor in one of them in between. */
export const anchorNames = (page: Page): Promise<readonly string[]> =>
  transcription(page).evaluate((root) =>
    [...root.querySelectorAll('[data-anchor]')].map((anchor) => anchor.textContent ?? ''),
  );

/** Watches the page anchors that a person sees, at every change of the transcription and at every frame, until it is asked.
 *  @returns gives what other sequences of anchors than those that it began with were on the screen */
export async function watchAnchors(page: Page): Promise<() => Promise<readonly string[]>> {
  const watch = await transcription(page).evaluateHandle((root) => {
    const names = (): string =>
      [...root.querySelectorAll('[data-anchor]')].map((anchor) => anchor.textContent ?? '').join(', ');
    const first = names();
    const seen = new Set<string>();
    const look = (): void => {
      if (root.isConnected && names() !== first) seen.add(names());
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    const frame = (): void => {
      look();
      if (root.isConnected) requestAnimationFrame(frame);
    };
    frame();
    return seen;
  });
  return () => watch.evaluate((seen) => [...seen]);
}

/** Chooses a mode of the workbench. */
export const chooseMode = (page: Page, mode: 'Correct' | 'Tag' | 'Proofread'): Promise<void> =>
  page.getByRole('radiogroup', { name: 'Mode' }).getByRole('radio', { name: mode }).click();

export const openTab = (page: Page, name: RegExp): Promise<void> => inspector(page).getByRole('tab', { name }).click();

/** Runs a command by its name from the palette. */
export async function runByName(page: Page, name: string): Promise<void> {
  // Before the first screen is there no key is heard.
  await expect(page.getByRole('main').first()).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.getByRole('searchbox', { name: 'Find a command' }).fill(name);
  await page.getByRole('menuitem', { name, exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeHidden();
}

/** Answers every dialog that asks for a file or folder with these paths; cancels it when there are none. */
export async function answerDialogs(app: ElectronApplication, ...paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    const canceled = answer.length === 0;
    dialog.showOpenDialog = () => Promise.resolve({ canceled, filePaths: [...answer] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled, filePath: answer[0] ?? '' });
  }, paths);
}

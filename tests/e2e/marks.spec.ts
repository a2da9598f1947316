import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { savedDocument, shownDocument } from './saved-document.ts';
import {
  anchorNames,
  expectSaved,
  openDocument,
  openSample,
  runByName,
  selectWords,
  titles,
  transcription,
  wordsBox,
} from './workbench-page.ts';

const marked = (page: Page, name: string) => transcription(page).locator(`[data-mark="${name}"]`);

/** The words under a mark, without what is drawn around them. */
const wordsOf = async (page: Page, name: string): Promise<string> =>
  (await marked(page, name).allTextContents()).join('');

test('letters are marked by key, palette and menu, a second press takes a mark off, and all of it is taken back', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.letter);
  const before = await shownDocument(page);
  const anchors = await anchorNames(page);

  await selectWords(page, 'seriously worried');
  await page.keyboard.press('Control+I');
  await expect(marked(page, 'rendition')).toHaveText('seriously worried');
  await expect(marked(page, 'rendition')).toHaveCSS('font-style', 'italic');
  await page.keyboard.press('Control+I');
  await expect(marked(page, 'rendition')).toHaveCount(0);

  // From the palette, on the word at the caret.
  await selectWords(page, 'worried');
  await page.keyboard.press('ArrowLeft');
  await page.waitForTimeout(60);
  await runByName(page, 'Uncertain');
  await expect.poll(() => wordsOf(page, 'unclear')).toBe('worried');

  // A small form beside the words: Enter says what is wrong, then accepts; Escape leaves.
  await selectWords(page, 'Cuba');
  await page.keyboard.press('Control+Alt+F');
  const form = page.getByRole('dialog', { name: /^Foreign language: Cuba/ });
  await expect(form.getByRole('textbox', { name: 'Language' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form).toContainText('Name the language');
  await page.keyboard.type('es');
  await expect(form).toContainText('Spanish');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect(marked(page, 'foreign')).toHaveAttribute('lang', 'es');
  await expect(transcription(page)).toBeFocused();
  await page.keyboard.press('Control+Alt+F');
  await expect(form.getByRole('textbox', { name: 'Language' })).toHaveValue('es');
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(marked(page, 'foreign')).toHaveCount(1);

  // What cannot be read stands in the place of its letters.
  await selectWords(page, 'Kuznetsov');
  await page.keyboard.press('Control+Alt+G');
  await expect(page.getByRole('dialog', { name: /^Illegible: Kuznetsov/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(transcription(page).locator('[data-gap]')).toHaveAttribute('title', 'illegible 9 chars');

  // From the menu of what is selected.
  await selectWords(page, 'officer');
  const box = await wordsBox(page, 'officer');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
  const menu = page.getByRole('menu', { name: 'What is selected' });
  await expect(menu).toBeVisible();
  await menu.getByRole('menuitem', { name: 'Mark', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Added by Hand…' }).click();
  const hand = page.getByRole('dialog', { name: /^Added by hand: officer/ });
  await expect(hand.getByRole('textbox', { name: 'Whose hand' })).toBeFocused();
  await page.keyboard.type('red pencil');
  await page.keyboard.press('Enter');
  await expect(marked(page, 'added')).toHaveAttribute('data-hand', 'red pencil');

  expect(await anchorNames(page)).toEqual(anchors);
  await expectSaved(page);
  expect(await savedDocument(collection, '004_')).toBe(await shownDocument(page));
  await transcription(page).focus();
  for (let act = 0; act < 6; act++) await page.keyboard.press('Control+Z');
  await expect.poll(() => shownDocument(page)).toBe(before);
});

test('special characters are found by name and by likeness, put in at the caret, and offered again', async ({
  page,
}) => {
  await openSample(page);
  await openDocument(page, titles.letter);
  const before = await shownDocument(page);
  const paragraph = transcription(page).locator('p').filter({ hasText: 'seriously worried' });
  const put = async (typed: string): Promise<void> => {
    await page.keyboard.press('Control+Alt+C');
    const dialog = page.getByRole('dialog', { name: 'Special character' });
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    await expect(dialog.getByRole('menuitem').first()).toBeVisible();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  };
  await selectWords(page, 'seriously worried');
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(60);
  await put('asterism');
  await expect(paragraph).toContainText('worried⁂');
  await put('1/2');
  await expect(paragraph).toContainText('worried⁂½');
  await put('section sign');
  await expect(paragraph).toContainText('worried⁂½§');
  await page.keyboard.press('Control+Alt+C');
  await expect(page.getByRole('menu', { name: 'Characters' }).getByRole('menuitem').first()).toContainText(
    'section sign',
  );
  await page.keyboard.press('Escape');
  await expect(transcription(page)).toBeFocused();
  await expect(page.getByText('because of a defect')).toHaveCount(0);
  for (let act = 0; act < 3; act++) await page.keyboard.press('Control+Z');
  await expect.poll(() => shownDocument(page)).toBe(before);
});

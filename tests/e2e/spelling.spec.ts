import { expect, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { inspector, openDocument, openSample, openTab, runByName, selectWords, titles } from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.letter);
  await openTab(page, /^Tags/);
});

const comment = (page: Page) => inspector(page).getByRole('textbox', { name: 'Comment' });
const wrong = (page: Page) => page.locator('[data-misspelled]');

/** The middle of an underlined word. */
async function spotOf(page: Page, word: string): Promise<{ readonly x: number; readonly y: number }> {
  const box = await wrong(page).getByText(word, { exact: true }).boundingBox();
  if (!box) throw new Error(`“${word}” is not underlined`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

for (const theme of ['Light', 'Dark'] as const)
  test(`words of a comment that no dictionary has are underlined where they stand, and the menu mends or adds them, ${theme}`, async ({
    page,
  }) => {
    await runByName(page, `Theme: ${theme}`);
    await selectWords(page, 'Cuba', 'tense situation around Cuba');
    await page.keyboard.press('Control+2');
    await comment(page).click();
    await page.keyboard.type('He recieved the answer of Kuznetzow about the missiles on the island in the evening.');
    await expect(wrong(page)).toHaveText(['recieved', 'Kuznetzow'], { timeout: 20_000 });
    await screenshot(page, `spelling-${theme}`);
    expect((await axeOf(page).analyze()).violations).toEqual([]);

    const { x, y } = await spotOf(page, 'recieved');
    await page.mouse.click(x, y, { button: 'right' });
    await page.getByRole('menuitem', { name: 'received', exact: true }).click();
    await expect(comment(page)).toHaveValue(/^He received the answer/);
    await expect(comment(page)).toBeFocused();
    await expect(wrong(page)).toHaveText(['Kuznetzow']);

    const name = await spotOf(page, 'Kuznetzow');
    await page.mouse.click(name.x, name.y, { button: 'right' });
    await screenshot(page, `spelling-menu-${theme}`);
    await page.getByRole('menuitem', { name: 'Add “Kuznetzow” to the vocabulary' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' He was there.');
    await expect(wrong(page)).toHaveCount(0);
  });

test('a note is looked through while it is written', async ({ page }) => {
  await selectWords(page, 'Cuba', 'tense situation around Cuba');
  await runByName(page, 'Footnote…');
  await page.getByRole('textbox', { name: 'Text of the note' }).fill('Transmited in telegram 1606 of that day.');
  await expect(wrong(page)).toHaveText(['Transmited'], { timeout: 20_000 });
  const { x, y } = await spotOf(page, 'Transmited');
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Transmitted', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Text of the note' })).toHaveValue(/^Transmitted in telegram/);
});

import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import {
  anchorNames,
  expectSaved,
  openDocument,
  openSample,
  runByName,
  selectWords,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

const rows = (page: Page) => page.getByRole('grid', { name: 'Documents' }).locator('tbody').getByRole('row');

/** What the document reads, without the old readings, which are drawn a moment later. */
const present = (page: Page): Promise<string> =>
  transcription(page).evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement;
    for (const drawn of copy.querySelectorAll('.ProseMirror-widget, del')) drawn.remove();
    return copy.textContent ?? '';
  });

test('a document is split at the page of the caret, undone, split again, and its parts are joined', async ({
  page,
}) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
  const pages = await anchorNames(page);
  expect(pages).toHaveLength(4);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.press('Control+1');
  await expectSaved(page);
  const whole = await present(page);

  const split = async (title: string): Promise<void> => {
    await page.locator('[data-anchor]').nth(2).click();
    await page.getByRole('menuitem', { name: 'Split the document here…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Split the document at Facsimile 3' });
    await dialog.getByRole('textbox', { name: 'Title of the new document' }).fill(title);
    await dialog.getByRole('button', { name: 'Split' }).click();
    await expect.poll(() => anchorNames(page)).toEqual(pages.slice(0, 2));
  };
  await split('The second half');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => anchorNames(page)).toEqual(pages);
  await expect.poll(() => present(page)).toBe(whole);

  await split('The second half');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => anchorNames(page)).toEqual(pages);

  await split('The second half');
  await page.keyboard.press('Control+W');
  await expect(rows(page)).toHaveCount(6);
  await openDocument(page, /^The second half/);
  expect(await anchorNames(page)).toEqual(pages.slice(2));
  await page.keyboard.press('Control+W');

  await openDocument(page, titles.letter);
  await runByName(page, 'Join With the Next Document…');
  const join = page.getByRole('dialog', { name: 'Join two documents' });
  await expect(join).toContainText('The second half is put behind Letter From Chairman Khrushchev');
  await join.getByRole('button', { name: 'Join' }).click();
  await expect.poll(() => anchorNames(page)).toEqual(expect.arrayContaining([...pages.slice(2)]));
  await page.keyboard.press('Control+W');
  await expect(rows(page)).toHaveCount(5);
});

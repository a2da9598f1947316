import { expect, type Locator, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import {
  expectSaved,
  inspector,
  openDocument,
  openSample,
  openTab,
  runByName,
  selectWords,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
});

const comparison = (page: Page): Locator => page.getByRole('region', { name: 'Comparison' });
const versionLine = (page: Page, name: RegExp): Locator =>
  inspector(page).getByRole('list', { name: 'Versions' }).getByRole('listitem', { name });

/** Names the present state as a person does with the keyboard. */
async function nameVersion(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.getByRole('textbox', { name: 'Name of this version' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(versionLine(page, new RegExp(name))).toBeVisible();
}

test('a person corrects, names a version, corrects again, compares, restores, and takes it back', async ({ page }) => {
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await nameVersion(page, 'First reading');
  await typeOver(page, 'KUZNETSOV', 'KUZNETZOFF');
  await expectSaved(page);
  await expect(inspector(page).getByText('1 correction since the last version')).toBeVisible();
  await expect(versionLine(page, /First reading/)).toContainText('1 correction');

  await versionLine(page, /First reading/).hover();
  await versionLine(page, /First reading/)
    .getByRole('button', { name: 'Compare with now' })
    .click();
  await expect(comparison(page).getByRole('deletion')).toHaveText(['KUZNETSOV']);
  await expect(comparison(page).getByRole('insertion')).toHaveText(['KUZNETZOFF']);
  await page.getByRole('radiogroup', { name: 'Layout' }).getByRole('radio', { name: 'Side by side' }).click();
  await expect(comparison(page).getByRole('insertion')).toHaveText(['KUZNETZOFF']);

  await comparison(page).getByRole('button', { name: 'Restore version 2' }).click();
  await expect(transcription(page)).toBeVisible();
  await expect(transcription(page)).not.toContainText('KUZNETZOFF');
  await expect(transcription(page)).toContainText('DISMANTLING');
  await expect(versionLine(page, /Restored version 2/)).toBeVisible();
  await expectSaved(page);

  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(transcription(page)).toContainText('KUZNETZOFF');
  await expectSaved(page);
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.telegram);
  await expect(transcription(page)).toContainText('KUZNETZOFF');
  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect(transcription(page)).toContainText('DISTANTLING');
});

test('the comparison is gone through with keys, folded where nothing changed, and left with Escape', async ({
  page,
}) => {
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await typeOver(page, 'KUZNETSOV', 'KUZNETZOFF');
  await selectWords(page, 'SOVS');
  await page.keyboard.press('Control+3');
  await expectSaved(page);
  await page.keyboard.press('Control+Alt+D');
  const counter = comparison(page).getByRole('status');
  await expect(counter).toHaveText('2 changes');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(counter).toHaveText('1 of 2');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(counter).toHaveText('1 of 2');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(counter).toHaveText('2 of 2');
  // What the text is read against goes along.
  await page.getByRole('radio', { name: 'Source text' }).click();
  await expect(page.getByRole('region', { name: 'Source' }).getByText('WITHDRAWAL OF MISSILES')).toBeInViewport();
  await expect(comparison(page).getByRole('region', { name: 'Tags and page anchors' })).toContainText(
    'Organisation: SOVS',
  );
  await screenshot(page, 'comparison-inline');
  await comparison(page)
    .getByRole('button', { name: /paragraphs the same/ })
    .first()
    .click();
  await page.getByRole('radiogroup', { name: 'Layout' }).getByRole('radio', { name: 'Side by side' }).click();
  await openTab(page, /Versions/);
  await page.keyboard.press('Alt+ArrowUp');
  await screenshot(page, 'comparison-side-by-side');
  await page.emulateMedia({ colorScheme: 'dark' });
  await runByName(page, 'Theme: As the System');
  await screenshot(page, 'comparison-dark');
  await comparison(page).focus();
  await page.keyboard.press('Escape');
  await expect(transcription(page)).toBeVisible();
});

test('one paragraph of a version comes back, the others stay as they are', async ({ page }) => {
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await typeOver(page, 'KUZNETSOV', 'KUZNETZOFF');
  await page.keyboard.press('Control+Alt+D');
  await expect(comparison(page).getByRole('insertion')).toHaveCount(2);
  await comparison(page).getByText('KUZNETZOFF').hover();
  await comparison(page).getByRole('button', { name: 'Restore this paragraph' }).first().click();
  await expect(comparison(page).getByRole('insertion')).toHaveText(['DISMANTLING']);
  await page.keyboard.press('Escape');
  await expect(transcription(page)).not.toContainText('KUZNETZOFF');
  await expect(transcription(page)).toContainText('DISMANTLING');
});

test('who changed a word is told beside it, from the palette and with the second mouse button', async ({ page }) => {
  await typeOver(page, 'DISTANTLING', 'DISMANTELING');
  await expectSaved(page);
  await selectWords(page, 'DISMANTELING');
  await runByName(page, 'Who Changed This Word');
  const history = page.getByRole('dialog', { name: 'Who changed this word' });
  await expect(history.getByRole('listitem')).toHaveText([
    /DISTANTLING DISMANTELING\s*TE · today/,
    /DISTANTLING\s*TE · today \d\d:\d\d · as imported/,
  ]);
  await screenshot(page, 'word-history');
  await page.keyboard.press('Escape');
  await expect(history).toBeHidden();
  await transcription(page).getByText('FROM PRESIDENT').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Who Changed This Word' }).click();
  await expect(history.getByText('as imported')).toBeVisible();
});

test('an earlier state of a tag comes back from its own history', async ({ page }) => {
  await selectWords(page, 'SOVS');
  await page.keyboard.press('Control+3');
  await inspector(page).getByRole('button', { name: 'Change kind' }).click();
  await page.getByRole('menuitem', { name: 'Place' }).click();
  const detail = inspector(page).getByRole('region', { name: 'Chosen tag' });
  await expect(detail.getByRole('heading')).toHaveText('Place');
  await detail.getByText('Tagged as organisation').hover();
  await screenshot(page, 'tag-history');
  await detail.getByRole('button', { name: 'Restore: Tagged as organisation' }).click();
  await expect(detail.getByRole('heading')).toHaveText('Organisation');
  await expect(detail.getByText('Restored as organisation')).toBeVisible();
  await openTab(page, /Versions/);
  await expect(versionLine(page, /Restored a tag from its history/)).toBeVisible();
});

test('a restored version names the restorer for no word that was the same', async ({ page }) => {
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await typeOver(page, 'KUZNETSOV', 'KUZNETZOFF');
  await expectSaved(page);
  await openTab(page, /Versions/);
  await versionLine(page, /Imported/).hover();
  await versionLine(page, /Imported/)
    .getByRole('button', { name: 'Restore this version' })
    .click();
  await expect(versionLine(page, /Restored version 1/)).toBeVisible();
  await expect(transcription(page)).toContainText('KUZNETSOV');
  await selectWords(page, 'PROTEST');
  await runByName(page, 'Who Changed This Word');
  const history = page.getByRole('dialog', { name: 'Who changed this word' });
  await expect(history.getByRole('listitem')).toHaveText([/PROTEST\s*TE · today \d\d:\d\d · as imported/]);
});

test('a tag gets a comment with the keyboard, which its history keeps and compares', async ({ page }) => {
  await selectWords(page, 'SOVS');
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('n');
  const comment = inspector(page).getByRole('textbox', { name: 'Comment' });
  await expect(comment).toBeFocused();
  await page.keyboard.type('The Soviets');
  await page.keyboard.press('Control+Enter');
  await expect(transcription(page)).toBeFocused();
  const detail = inspector(page).getByRole('region', { name: 'Chosen tag' });
  await expect(detail.getByText('Comment: The Soviets')).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Change kind' }).click();
  await page.getByRole('menuitem', { name: 'Place' }).click();
  await expectSaved(page);
  await detail.getByText('Tagged as organisation').hover();
  await detail.getByRole('button', { name: 'Compare with now: Tagged as organisation' }).click();
  await expect(detail.getByRole('deletion')).toHaveText(['Organisation']);
  await expect(detail.getByRole('insertion')).toHaveText(['Place', 'The Soviets']);
  await screenshot(page, 'tag-comment');
  await detail.getByRole('button', { name: 'Restore: Tagged as organisation' }).click();
  await expect(detail.getByRole('heading')).toHaveText('Organisation');
  await expect(comment).toHaveValue('');
  // Escape is the field's, although the mouse rests on a button that has its tooltip open.
  await comment.click();
  await detail.getByText('Tagged as organisation').hover();
  await detail.getByRole('button', { name: 'Compare with now: Tagged as organisation' }).hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await page.keyboard.type('nobody wants this');
  await page.keyboard.press('Escape');
  await expect(comment).toHaveValue('');
  await expect(page.getByRole('tooltip')).toBeHidden();
  // Undo takes back what was done to the text, not what was said of it.
  await expectSaved(page);
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.telegram);
  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(inspector(page).getByRole('grid', { name: 'Places' })).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(inspector(page).getByRole('grid', { name: 'Organisations' })).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(inspector(page).getByRole('grid', { name: /Organisations|Places/ })).toBeHidden();
});

test('a paragraph that was split comes back whole, as one act and a version', async ({ page }) => {
  const paragraphs = transcription(page).locator('p');
  const whole = await paragraphs.count();
  await selectWords(page, 'REMAINS');
  await page.keyboard.press('Enter');
  await typeOver(page, 'KUZNETSOV', 'KUZNETZOFF');
  await expectSaved(page);
  await page.keyboard.press('Control+Alt+D');
  await expect(comparison(page).getByText('1 paragraph became 2')).toBeVisible();
  const restoring = comparison(page).getByRole('button', { name: 'Restore this paragraph' });
  await expect(restoring).toHaveCount(2);
  await restoring.last().focus();
  await screenshot(page, 'comparison-split');
  await page.keyboard.press('Enter');
  await expect(comparison(page).getByText('1 paragraph became 2')).toBeHidden();
  await expect(restoring).toHaveCount(1);
  await expect(comparison(page).getByRole('insertion')).toHaveText(['KUZNETZOFF']);
  await page.keyboard.press('Escape');
  await openTab(page, /Versions/);
  await expect(versionLine(page, /Restored a paragraph from version 1/)).toBeVisible();
  await expect(paragraphs).toHaveCount(whole);
  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(paragraphs).toHaveCount(whole + 1);
});

test('a tag that was withdrawn is still listed, and comes back', async ({ page }) => {
  await selectWords(page, 'SOVS');
  await page.keyboard.press('Control+3');
  await inspector(page).getByRole('button', { name: 'Withdraw' }).click();
  await inspector(page).getByRole('grid', { name: 'Tags: Withdrawn' }).getByRole('row', { name: 'SOVS' }).click();
  const detail = inspector(page).getByRole('region', { name: 'Chosen tag' });
  await detail.getByText('Tagged as organisation').hover();
  await detail.getByRole('button', { name: 'Restore: Tagged as organisation' }).click();
  await expect(inspector(page).getByRole('grid', { name: 'Organisations' }).getByRole('row')).toHaveText([/SOVS/]);
  await expect(inspector(page).getByRole('grid', { name: 'Tags: Withdrawn' })).toBeHidden();
});

test('the comparison and the history of a tag at twice the size', async ({ page, app }) => {
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await selectWords(page, 'SOVS');
  await page.keyboard.press('Control+3');
  await expectSaved(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await page.keyboard.press('Control+Alt+D');
  await expect(comparison(page).getByRole('status')).toHaveText('1 change');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(comparison(page).getByRole('status')).toHaveText('1 of 1');
  await screenshot(page, 'comparison-200');
  await comparison(page).getByRole('button', { name: 'Restore this paragraph' }).focus();
  await expect(comparison(page).getByRole('button', { name: 'Restore this paragraph' })).toBeInViewport({ ratio: 1 });
  await runByName(page, 'Versions');
  await screenshot(page, 'versions-200');
});

test('closing a document keeps what was done as a version', async ({ page }) => {
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.telegram);
  await openTab(page, /Versions/);
  await expect(versionLine(page, /Corrections of \d+ \w+ \d{4}/)).toContainText('1 correction');
  await versionLine(page, /Corrections of/).hover();
  await screenshot(page, 'versions-tab');
});

for (const theme of ['light', 'dark'] as const) {
  test(`versions and comparisons are accessible, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await runByName(page, 'Theme: As the System');
    await typeOver(page, 'DISTANTLING', 'DISMANTLING');
    await selectWords(page, 'SOVS');
    await page.keyboard.press('Control+3');
    await runByName(page, 'Versions');
    await runByName(page, 'Compare With the Last Version');
    await expect(comparison(page).getByRole('insertion')).toHaveText(['DISMANTLING']);
    await page.keyboard.press('Alt+ArrowDown');
    expect(await violations(page, '[aria-label="Comparison"]', '[aria-label="Inspector"]')).toEqual([]);
    await page.getByRole('radiogroup', { name: 'Layout' }).getByRole('radio', { name: 'Side by side' }).click();
    await comparison(page).getByRole('region', { name: 'Tags and page anchors' }).scrollIntoViewIfNeeded();
    expect(await violations(page, '[aria-label="Comparison"]')).toEqual([]);
    await screenshot(page, `comparison-tags-${theme}`);
  });
}

/** What axe finds wrong in parts of the screen, a line a finding. */
async function violations(page: Page, ...parts: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const builder = axeOf(page);
  for (const part of parts) builder.include(part);
  const result = await builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

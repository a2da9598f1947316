import { expect } from '@playwright/test';
import { test } from './app.ts';
import {
  anchorNames,
  chooseMode,
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
});

test('a correction is saved, undone, done again, and still there after reopening', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  await expectSaved(page);
  const corrected = transcription(page).getByText('TO ENSURE RELATE TO');
  await expect(corrected).toContainText('DISMANTLING AND WITHDRAWAL');

  await page.keyboard.press('Control+Z');
  await expect(transcription(page)).not.toContainText('DISMANTLING AND WITHDRAWAL');
  await page.keyboard.press('Control+Shift+Z');
  await expect(corrected).toContainText('DISMANTLING AND WITHDRAWAL');
  await expectSaved(page);

  await page.keyboard.press('Control+W');
  await openDocument(page, titles.telegram);
  await expect(corrected).toContainText('DISMANTLING AND WITHDRAWAL');
  await openTab(page, /Corrections/);
  await expect(inspector(page).getByRole('row', { name: 'DISTANTLING became DISMANTLING' })).toBeVisible();

  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(transcription(page)).not.toContainText('DISMANTLING AND WITHDRAWAL');
});

test('corrections can be shown with the old reading and hidden', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await typeOver(page, 'DISTANTLING', 'DISMANTLING');
  const oldReading = transcription(page).getByRole('deletion').filter({ hasText: 'DISTANTLING' });
  await expect(oldReading).toBeVisible();
  await page.getByRole('button', { name: 'Corrections', exact: true }).click();
  await expect(oldReading).toBeHidden();
  await page.keyboard.press('Control+Shift+C');
  await expect(oldReading).toBeVisible();
});

test('deleting everything keeps every page anchor in its order', async ({ page }) => {
  await openDocument(page, titles.draftLetter);
  const before = await anchorNames(page);
  expect(before).toEqual([
    'Facsimile 1',
    'Facsimile 2',
    'Typeset 1359',
    'Facsimile 3',
    'Facsimile 4',
    'Facsimile 5',
    'Typeset 1360',
  ]);
  await transcription(page).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await expectSaved(page);
  expect(await anchorNames(page)).toEqual(before);
  await page.keyboard.press('Control+Z');
  await expect(transcription(page)).toContainText('I am surprised that in your letter');
  expect(await anchorNames(page)).toEqual(before);
});

test('cutting a stretch and pasting it elsewhere brings its page anchor along', async ({ page }) => {
  await openDocument(page, titles.letter);
  // What was cut is not shown as an old reading.
  await page.getByRole('button', { name: 'Corrections', exact: true }).click();
  await selectWords(page, 'Maybe there exist some considerations');
  await page.keyboard.press('Control+X');
  await expect(transcription(page)).not.toContainText('Maybe there exist some considerations');
  await selectWords(page, 'But that may raise then new consequences.');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+V');
  await expect(transcription(page)).toContainText('Maybe there exist some considerations');
  expect(await anchorNames(page)).toEqual(['Page 200']);
});

test('a page anchor is moved by a word, relabelled and removed from its own menu', async ({ page }) => {
  await openDocument(page, titles.letter);
  const chip = transcription(page).locator('[data-anchor]');
  await chip.click();
  await page.getByRole('menuitem', { name: 'Move forward one word' }).click();
  await expect(transcription(page).getByText('clearing of the')).toContainText(
    /clearing of the\s+atmosphere\.\s*Page 200/,
  );
  await chip.click();
  await page.getByRole('menuitem', { name: 'Relabel…' }).click();
  await page.getByRole('textbox', { name: 'Label of Page 200' }).fill('201');
  await page.keyboard.press('Enter');
  expect(await anchorNames(page)).toEqual(['Page 201']);
  await chip.click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  expect(await anchorNames(page)).toEqual([]);
  await page.keyboard.press('Control+Z');
  expect(await anchorNames(page)).toEqual(['Page 201']);
});

test('a name that is tagged is listed in the inspector with who tagged it', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.press('Control+1');
  const persons = inspector(page).getByRole('grid', { name: 'Persons' });
  await expect(persons.getByRole('row', { name: 'KUZNETSOV' })).toBeVisible();
  const detail = inspector(page).getByRole('region', { name: 'Chosen tag' });
  await expect(detail.getByRole('list', { name: 'History' })).toContainText('Tagged as personTE, today');
  await expectSaved(page);

  await detail.getByRole('button', { name: 'Change kind' }).click();
  await page.getByRole('menuitem', { name: 'Organisation' }).click();
  await expect(inspector(page).getByRole('grid', { name: 'Organisations' })).toContainText('KUZNETSOV');
  await detail.getByRole('button', { name: 'Withdraw' }).click();
  await expect(inspector(page).getByText('No tags yet')).toBeVisible();
});

test('the same tag twice on the same words is refused in a quiet word, and a tag is not made like another', async ({
  page,
}) => {
  await openDocument(page, titles.telegram);
  await selectWords(page, 'KUZNETSOV');
  await page.keyboard.press('Control+1');
  const tags = transcription(page).locator('[data-mark="annotation"]');
  await expect(tags).toHaveCount(1);
  await page.keyboard.press('Control+1');
  await expect(page.getByText('“KUZNETSOV” is tagged as person already. Nothing was changed.')).toBeVisible();
  await expect(transcription(page)).toBeFocused();
  await expect(tags).toHaveCount(1);
  // Another kind of tag is something else to say of them.
  await page.keyboard.press('Control+5');
  await expect(tags).toHaveCount(2);
  await inspector(page).getByRole('button', { name: 'Change kind' }).click();
  await page.getByRole('menuitem', { name: 'Person' }).click();
  await expect(page.getByText('another tag says person of just these words already')).toBeVisible();
  await expect(inspector(page).getByRole('grid', { name: 'Persons' }).getByRole('row')).toHaveCount(1);
  await page.keyboard.press('Control+Z');
  await expect(tags).toHaveCount(1);
});

test('in Tag mode single keys tag, nothing can be typed, and tags may overlap', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await chooseMode(page, 'Tag');
  await selectWords(page, "PRESIDENT'S LETTER OF OCT 27");
  await page.keyboard.press('t');
  await expect(inspector(page).getByRole('grid', { name: 'Terms' })).toContainText("PRESIDENT'S LETTER OF OCT 27");
  await selectWords(page, 'OCT 27', "PRESIDENT'S LETTER OF OCT 27");
  await page.keyboard.press('d');
  await expect(inspector(page).getByRole('grid', { name: 'Dates' })).toContainText('OCT 27');
  await page.keyboard.type('XYZ');
  await page.keyboard.press('Backspace');
  await expect(transcription(page)).not.toContainText('XYZ');
  await expect(page.getByText('0 corrections')).toBeVisible();

  // Where several lie over one another, a click asks which is meant; the innermost comes first.
  const both = transcription(page).locator('[data-mark="annotation"] [data-mark="annotation"]').first();
  await both.click();
  await expect(page.getByRole('menuitem')).toHaveText([/^date/, /^term/]);
  await page.getByRole('menuitem', { name: /^date/ }).click();
  await expect(inspector(page).getByRole('region', { name: 'Chosen tag' })).toContainText('Date');
});

test('find steps through the hits and replace changes only those that stay ticked, as one act', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await transcription(page).focus();
  await page.keyboard.press('Control+H');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('STEVENS ON');
  await expect(page.getByText('2 hits')).toBeVisible();
  await page.getByRole('textbox', { name: 'Find', exact: true }).press('Enter');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Next hit' }).click();
  await expect(page.getByText('2 of 2')).toBeVisible();

  await page.getByRole('textbox', { name: 'Replace with' }).fill('STEVENSON');
  const preview = page.getByRole('list', { name: 'What would be replaced' });
  await expect(preview.getByRole('listitem')).toHaveCount(2);
  await preview.getByRole('listitem').nth(1).locator('label').click();
  await page.getByRole('button', { name: 'Replace 1' }).click();
  await expect(page.getByText('1 correction', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Find', exact: true }).press('Escape');
  await page.keyboard.press('Control+Z');
  await expect(page.getByText('0 corrections')).toBeVisible();
});

test('the line of the source follows the caret, and a line of it leads to its place', async ({ page }) => {
  await openDocument(page, titles.telegram);
  await page.getByRole('radio', { name: 'Source text' }).click();
  await selectWords(page, 'ALL THAT REMAINS ON US SIDE');
  const source = page.getByRole('region', { name: 'Source' });
  await expect(source.locator('[aria-current="location"]')).toContainText('(5) IF BLOCKADE ALREADY LIFTED');
  await source.getByText('COMMENT: WHILE NO NEW POINTS').click();
  await expect(page.getByText('Facsimile 4', { exact: true }).last()).toBeVisible();
  await page.keyboard.type('Q');
  await expect(transcription(page)).toContainText('QCOMMENT: WHILE');
});

test('a block becomes a stamp from its margin handle and a heading from the palette', async ({ page }) => {
  await openDocument(page, titles.letter);
  await selectWords(page, 'Let us then bring');
  await page.getByRole('button', { name: /Change this block/ }).click();
  await page.getByRole('menuitem', { name: 'Stamp' }).click();
  await page.getByRole('menuitem', { name: 'declassification' }).click();
  await expect(transcription(page).locator('[data-block="stamp"]')).toContainText('Let us then bring');
  await runByName(page, 'Heading');
  await expect(transcription(page).getByRole('heading', { name: /^Let us then bring/ })).toBeVisible();
});

test('line ends of the source can be shown and hidden', async ({ page }) => {
  await openDocument(page, titles.telegram);
  const end = transcription(page).locator('[data-joins="true"]').first();
  await expect(end.getByText('↵')).toBeHidden();
  await page.getByRole('button', { name: 'Line ends' }).click();
  await expect(end.getByText('↵')).toBeVisible();
});

test('metadata and status are kept, and the collection shows them', async ({ page }) => {
  await openDocument(page, titles.letter);
  await openTab(page, /Details/);
  const title = inspector(page).getByRole('textbox', { name: 'Title' });
  await title.fill('Khrushchev to Kennedy');
  await title.press('Tab');
  await expectSaved(page);
  await inspector(page)
    .getByRole('button', { name: /Status/ })
    .click();
  await page.getByRole('option', { name: 'corrected' }).click();
  await expect(inspector(page).getByRole('button', { name: 'corrected Status' })).toBeVisible();
  // The journal has gone on since: what is typed now must still be accepted.
  await typeOver(page, 'Maybe', 'Perhaps');
  await expectSaved(page);
  await page.keyboard.press('Control+W');
  const row = page.getByRole('row').filter({ hasText: 'Khrushchev to Kennedy' });
  await expect(row).toContainText('corrected');
});

test('when saving fails, the window says so until it works again, and takes no more text', async ({ page, app }) => {
  await openDocument(page, titles.letter);
  await app.evaluate(({ ipcMain }) => {
    const fault = {
      what: 'The letter could not be written: the disk is full.',
      kept: 'Everything before is on the disk.',
      next: 'Make room and try again.',
      details: 'ENOSPC',
    };
    ipcMain.removeHandler('document:append');
    ipcMain.handle('document:append', () => ({ ok: false, fault }));
  });
  // At once: from the first letter that is sent on no other is taken.
  await selectWords(page, 'Maybe');
  await page.keyboard.insertText('Perhaps');
  const notice = page.getByRole('alert').filter({ hasText: 'Not saved.' });
  await expect(notice).toContainText('The letter could not be written: the disk is full.');
  await expect(page.getByRole('status', { name: 'Saving' })).toHaveText('Not saved');
  await page.keyboard.type('more');
  await expect(transcription(page)).not.toContainText('more there exist');

  await app.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('document:append');
    ipcMain.handle('document:append', (_event, { baseSeq }: { readonly baseSeq: number }) => ({
      ok: true,
      value: { seq: baseSeq + 1, savedAt: '2024-05-04T10:20:30.000Z' },
    }));
  });
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toBeHidden();
  await expectSaved(page);
  await expect(transcription(page)).toContainText('Perhaps there exist some considerations');
});

test('text that cannot be saved is kept aside when the document is opened as it was saved', async ({ page, app }) => {
  await openDocument(page, titles.letter);
  await app.evaluate(({ ipcMain }) => {
    const fault = {
      what: 'The letter has changed on the disk.',
      kept: 'Both are kept.',
      next: 'Open it.',
      details: null,
    };
    ipcMain.removeHandler('document:append');
    ipcMain.handle('document:append', () => ({ ok: false, fault }));
  });
  // At once: from the first letter that is refused on no other is taken.
  await selectWords(page, 'Maybe');
  await page.keyboard.insertText('Perhaps');
  await page.getByRole('button', { name: 'Open as saved' }).click();
  await expect(transcription(page)).toContainText('Maybe there exist some considerations');
  const kept = page.getByRole('status').filter({ hasText: 'kept until the program ends' });
  await kept.getByRole('button', { name: 'Copy it' }).click();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('Perhaps there exist some considerations');
  await kept.getByRole('button', { name: 'Discard it' }).click();
  await expect(kept).toBeHidden();
});

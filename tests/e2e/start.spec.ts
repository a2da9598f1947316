import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app.ts';
import {
  answerDialogs,
  documentRow,
  expectSaved,
  openDocument,
  openSample,
  runByName,
  selectWords,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

test.describe('the first start', () => {
  test.use({ introduced: false });

  test('asks once who edits, with a default, and remembers the answer', async ({ launch }) => {
    const first = await launch();
    const question = first.page.getByRole('form', { name: 'Who is editing?' });
    await expect(question.getByRole('textbox', { name: 'Name' })).not.toHaveValue('');
    await question.getByRole('textbox', { name: 'Name' }).fill('Eleanor Whitfield');
    await question.getByRole('textbox', { name: 'Siglum' }).fill('EW');
    await question.getByRole('button', { name: 'That’s me' }).click();
    await expect(question).toBeHidden();
    await first.app.close();

    const second = await launch();
    await expect(second.page.getByRole('heading', { name: 'Anchorite' })).toBeVisible();
    await expect(second.page.getByRole('form', { name: 'Who is editing?' })).toBeHidden();
    await second.page.keyboard.press('Control+,');
    await expect(second.page.getByRole('textbox', { name: 'Siglum' })).toHaveValue('EW');
  });
});

test('a new collection is empty, says how to fill it, and is listed when one comes back', async ({
  page,
  app,
  workFolder,
}) => {
  await answerDialogs(app, path.join(workFolder, 'Berlin'));
  await page.getByRole('button', { name: 'New collection…' }).click();
  await page.getByRole('textbox', { name: 'Title of the new collection' }).fill('Berlin telegrams');
  await page.getByRole('button', { name: 'Choose where…' }).click();
  await expect(page.getByRole('heading', { name: 'Berlin telegrams' })).toBeVisible();
  await expect(page.getByText('No documents yet')).toBeVisible();
  await page.getByRole('button', { name: 'Close the collection' }).click();
  await page.getByRole('button', { name: 'Open Berlin telegrams' }).click();
  await expect(page.getByRole('heading', { name: 'Berlin telegrams' })).toBeVisible();
});

test.describe('the sample collection', () => {
  test.use({ sampleImported: false });

  test('is imported when it is first opened, and is as it was left the next time', async ({ launch }) => {
    const first = await launch();
    await openSample(first.page);
    await documentRow(first.page, titles.letter).click();
    await first.page.getByRole('grid', { name: 'Documents' }).focus();
    await first.page
      .getByRole('toolbar', { name: 'Selected documents' })
      .getByRole('button', { name: 'Set status' })
      .click();
    await first.page.getByRole('menuitem', { name: 'proofread' }).click();
    await expect(documentRow(first.page, titles.letter)).toContainText('proofread');
    await first.app.close();

    const second = await launch();
    await openSample(second.page);
    await expect(documentRow(second.page, titles.letter)).toContainText('proofread');
  });
});

test('what is open stays open when a new collection, or another, is thought better of', async ({ page, app }) => {
  await openSample(page);
  const title = page.getByRole('textbox', { name: 'Title of the new collection' });
  const documents = page.getByRole('grid', { name: 'Documents' });
  await page.keyboard.press('Control+N');
  await expect(title).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(title).toBeHidden();
  await expect(documents).toBeFocused();

  // A document as well, with its caret and what was typed into it.
  await openDocument(page, titles.letter);
  await selectWords(page, 'Maybe');
  await page.keyboard.type('Perhaps');
  await answerDialogs(app);
  for (const begin of [
    async () => {
      await page.keyboard.press('Control+N');
      await title.fill('Berlin');
      await page.keyboard.press('Enter');
      await expect(title).toBeVisible();
      await page.keyboard.press('Escape');
    },
    () => page.keyboard.press('Control+O'),
    () => runByName(page, 'Restore a Backup…'),
  ]) {
    await begin();
    await expect(transcription(page)).toBeFocused();
    await page.keyboard.type('!');
  }
  await expect(transcription(page)).toContainText('Perhaps!!! there exist');
  await expectSaved(page);
});

test('a new collection takes the place of the open one when there is one', async ({ page, app, workFolder }) => {
  await openSample(page);
  await openDocument(page, titles.letter);
  await typeOver(page, 'Maybe', 'Perhaps');
  await answerDialogs(app, path.join(workFolder, 'Berlin'));
  await page.keyboard.press('Control+N');
  await page.getByRole('textbox', { name: 'Title of the new collection' }).fill('Berlin');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No documents yet')).toBeVisible();
  await page.getByRole('button', { name: 'Close the collection' }).click();
  await openSample(page);
  await expect(documentRow(page, titles.letter)).toContainText('correcting');
  await openDocument(page, titles.letter);
  await expect(transcription(page)).toContainText('Perhaps there exist');
});

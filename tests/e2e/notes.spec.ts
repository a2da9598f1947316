import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { anchorite, test } from './app.ts';
import { savedDocument, shownDocument } from './saved-document.ts';
import {
  anchorNames,
  expectSaved,
  inspector,
  openDocument,
  openSample,
  openTab,
  runByName,
  selectWords,
  titles,
  transcription,
} from './workbench-page.ts';

test('a note that nothing refers to is called in the text, untied and tied again', async ({ page }) => {
  await openSample(page);
  await openDocument(page, /^Telegram From the Department of State/);
  await openTab(page, /Notes/);
  const untied = inspector(page).getByText('nothing refers to it');
  await expect(untied).toBeVisible();
  const calls = transcription(page).locator('[data-note-reference]');
  const before = await calls.count();
  await selectWords(page, 'Surface-to-surface');
  const note = inspector(page).getByRole('row').filter({ hasText: 'nothing refers to it' });
  await note.hover();
  await note.getByRole('button', { name: /^Call the note.* at the caret$/ }).click();
  await expect(untied).toBeHidden();
  await expect(calls).toHaveCount(before + 1);
  await expect(transcription(page)).toBeFocused();
  await runByName(page, 'Untie the Call From Its Note');
  await expect(untied).toBeVisible();
  await expect(calls).toHaveCount(before + 1);
  // What would do nothing is not offered.
  await page.keyboard.press('Control+K');
  await page.getByRole('searchbox', { name: 'Find a command' }).fill('its');
  await expect(page.getByRole('menuitem', { name: 'Tie the Note to Its Call' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Untie the Call From Its Note' })).toHaveCount(0);
  // The first takes away what was typed.
  for (let times = 0; times < 2; times++) await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeHidden();
  await runByName(page, 'Tie the Note to Its Call');
  await expect(untied).toBeHidden();
  await expectSaved(page);
  for (let act = 0; act < 3; act++) await page.keyboard.press('Control+Z');
  await expect(untied).toBeVisible();
  await expect(calls).toHaveCount(before);
});

test('a footnote takes two keys, is numbered by place, and one key leads to its body and back', async ({
  launch,
  collection,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.letter);
  const before = await shownDocument(page);
  const anchors = await anchorNames(page);
  await selectWords(page, 'uneducated militarily');
  await page.keyboard.press('Control+Shift+N');
  const form = page.getByRole('dialog', { name: 'Footnote' });
  await expect(form.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
  // Keys that mark letters belong to the field now.
  await page.keyboard.press('Control+I');
  await page.keyboard.type('So the translation.');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  const body = transcription(page).locator('[data-block="note"]').filter({ hasText: 'So the translation.' });
  await expect(body).toHaveCount(1);
  await expect(transcription(page)).toBeFocused();
  const made = (await body.getAttribute('data-label')) ?? '';
  // Another before it, so that the numbers are not those of the places any more.
  await selectWords(page, 'seriously worried');
  await page.keyboard.press('Control+Shift+N');
  await page.keyboard.type('Before it.');
  await page.keyboard.press('Enter');
  await runByName(page, 'Number the Notes by Place');
  const labels = (): Promise<readonly string[]> =>
    transcription(page)
      .locator('[data-block="note"]')
      .evaluateAll((bodies) => bodies.map((one) => one.getAttribute('data-label') ?? ''));
  await expect.poll(labels).toEqual((await labels()).map((_, index) => String(index + 1)));
  await expect(body).not.toHaveAttribute('data-label', made);

  // The body is edited where it stands.
  await selectWords(page, 'Before it.');
  await page.keyboard.press('End');
  await page.keyboard.type(' Indeed.');
  await expect(
    transcription(page).locator('[data-block="note"]').filter({ hasText: 'Before it. Indeed.' }),
  ).toHaveCount(1);
  await page.keyboard.press('F2');
  // Nothing that is typed right after a jump is lost.
  await page.keyboard.type('!');
  await expect(transcription(page).locator('p').filter({ hasText: 'seriously worried' })).toContainText(/worried.*!/);

  expect(await anchorNames(page)).toEqual(anchors);
  await expectSaved(page);
  expect(await savedDocument(collection, '004_')).toBe(await shownDocument(page));
  for (let act = 0; act < 5; act++) await page.keyboard.press('Control+Z');
  await expect.poll(() => shownDocument(page)).toBe(before);
});

test('a comment is resolved and reopened, its history says by whom, and no edition has it', async ({
  launch,
  collection,
  workFolder,
}) => {
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.letter);
  await selectWords(page, 'uneducated militarily');
  await page.keyboard.press('Control+Shift+M');
  await page.keyboard.type('Is this what he said?');
  await page.keyboard.press('Enter');
  await openTab(page, /Notes/);
  const line = inspector(page).getByRole('row').filter({ hasText: 'Is this what he said?' });
  await expect(line).toContainText('editor’s comment');
  await line.hover();
  await line.getByRole('button', { name: /^Resolve the note/ }).click();
  await expect(line).toContainText('resolved');
  await line.getByRole('button', { name: /^Reopen the note/ }).click();
  await expect(line).not.toContainText('resolved');
  await line.getByRole('button', { name: /^History of the note/ }).click();
  const history = page.getByRole('dialog', { name: /^History of the note/ });
  await expect(history.getByRole('listitem')).toHaveText([
    /^Reopened/,
    /^Resolved/,
    /^Written: “Is this what he said\?”/,
  ]);
  await page.keyboard.press('Escape');
  await expectSaved(page);
  await runByName(page, 'Close Collection');
  await anchorite('export', collection, '--to', 'tei', '--out', workFolder);
  const written = await Promise.all(
    (await readdir(workFolder))
      .filter((name) => name.endsWith('.xml'))
      .map((name) => readFile(path.join(workFolder, name), 'utf8')),
  );
  expect(written.join('')).toContain('uneducated militarily');
  expect(written.join('')).not.toContain('Is this what he said');
});

test('a note on the document is in the list, and nothing calls it', async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.letter);
  await runByName(page, 'Notes: Note on the Document…');
  await page.keyboard.type('A bad copy.');
  await page.keyboard.press('Enter');
  await openTab(page, /Notes/);
  const line = inspector(page).getByRole('row').filter({ hasText: 'A bad copy.' });
  await expect(line).toContainText('on the document');
  await expect(line).not.toContainText('nothing refers to it');
});

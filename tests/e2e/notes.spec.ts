import { expect } from '@playwright/test';
import { test } from './app.ts';
import {
  expectSaved,
  inspector,
  openDocument,
  openSample,
  openTab,
  runByName,
  selectWords,
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

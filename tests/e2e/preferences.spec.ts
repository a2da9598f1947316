import { expect } from '@playwright/test';
import { test } from './app.ts';
import { openDocument, openSample, titles, transcription } from './workbench-page.ts';

test('theme and size of the text change at once and are kept', async ({ launch }) => {
  const first = await launch();
  await openSample(first.page);
  await openDocument(first.page, titles.letter);
  await first.page.keyboard.press('Control+,');
  const panel = first.page.getByRole('region', { name: 'Preferences' });
  await panel.getByRole('radio', { name: 'Dark' }).click();
  await panel.getByRole('button', { name: 'Larger text' }).click();
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(transcription(first.page).locator('p').first()).toHaveCSS('font-size', '18px');
  await first.app.close();

  const second = await launch();
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the list of shortcuts is searched by what a command does', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Anchorite' })).toBeVisible();
  await page.keyboard.press('Control+/');
  const panel = page.getByRole('region', { name: 'Preferences' });
  await panel.getByRole('searchbox', { name: 'Find a shortcut' }).fill('tag as person');
  await expect(panel.getByRole('term')).toHaveText(['Tag as Person', 'Tag the Suggestion as Person']);
  await expect(panel.getByRole('definition').first()).toContainText('Ctrl+1');
});

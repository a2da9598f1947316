import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app.ts';
import { answerDialogs, openSample, runByName, transcription } from './workbench-page.ts';

test('a review shows what its checks find, leads to the documents, and is written as a report', async ({
  page,
  app,
  workFolder,
}) => {
  await openSample(page);
  await runByName(page, 'Review…');
  const panel = page.getByRole('region', { name: 'Review' });
  await panel.getByRole('textbox', { name: 'Seed of the sample' }).fill('delivery 1');
  await panel.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(panel.getByText('By the usual list')).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByRole('list', { name: 'Points of the list' }).getByRole('listitem').first()).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Sample' })).toContainText('drawn with the seed “delivery 1”');

  const folder = path.join(workFolder, 'report');
  await answerDialogs(app, folder);
  await panel.getByRole('button', { name: 'Write the report…' }).click();
  await expect(panel.getByText('The report was written')).toBeVisible({ timeout: 30_000 });
  expect((await readdir(folder)).sort()).toEqual(['review.csv', 'review.html']);

  await panel.getByRole('region', { name: 'Sample' }).getByRole('button').first().click();
  await expect(transcription(page)).toBeVisible();
});

test('the export panel writes a FRUS volume with the header from its form', async ({ page, app, workFolder }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Export…' }).click();
  const panel = page.getByRole('region', { name: 'Export' });
  await panel.getByRole('button', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'FRUS' }).click();
  await panel.getByRole('radio', { name: 'One volume' }).click();
  await panel.getByRole('textbox', { name: 'Identifier of the volume' }).fill('v6');
  await panel.getByRole('textbox', { name: 'Series' }).fill('FRUS');
  await panel.getByRole('textbox', { name: 'Licence' }).focus();
  const folder = path.join(workFolder, 'frus');
  await answerDialogs(app, folder);
  await panel.getByRole('button', { name: 'Export…' }).click();
  await expect(panel.getByText('One file was written')).toBeVisible({ timeout: 60_000 });
  expect(await readdir(folder)).toEqual(['v6.xml']);
});

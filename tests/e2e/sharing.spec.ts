import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { anchorite, screenshot, test } from './app.ts';
import {
  answerDialogs,
  documentRow,
  expectSaved,
  openDocument,
  runByName,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

const telegram = path.join(import.meta.dirname, '../../fixtures/documents/003_a5bfdc7065c2c0b6.txt');
const toast = (page: Page) => page.getByRole('status').filter({ hasText: /in:|came in|went out/i });

test('what two people did apart becomes one document, and what they read otherwise is settled by one key', async ({
  workFolder,
  launch,
}) => {
  const [own, other, shared] = ['own', 'other', 'shared'].map((name) => path.join(workFolder, name)) as [
    string,
    string,
    string,
  ];
  const colleague = (...words: readonly string[]): Promise<string> => anchorite(...words, '--editor', 'BB');
  await mkdir(shared);
  await anchorite('import', own, telegram);
  const { app, page } = await launch([`--collection=${own}`]);
  await expect(documentRow(page, titles.telegram)).toBeVisible();
  await answerDialogs(app, shared);
  await runByName(page, 'Share in a Folder…');
  await expect(toast(page)).toContainText('1 new document');
  await colleague('join', shared, other);
  await colleague('correct', other, '--find', 'DISTANTLING', '--replace', 'DISMANTLING');
  await colleague('correct', other, '--find', 'STEVENS ON', '--replace', 'STEVENSEN');
  await colleague('sync', other);

  await openDocument(page, titles.telegram);
  await typeOver(page, 'STEVENS ON', 'STEVENSON');
  await expectSaved(page);
  await runByName(page, 'Sync');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const panel = page.getByRole('region', { name: 'To be settled' });
  const conflict = panel.getByRole('region', { name: /Conflict in/ });
  await expect(conflict).toContainText('STEVENSEN');
  await expect(conflict).toContainText('STEVENSON');
  await screenshot(page, 'conflict');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('1');
  await expect(panel).toContainText('There is nothing to settle.');
  await page.keyboard.press('Escape');
  await documentRow(page, titles.telegram).dblclick();
  await expect(transcription(page)).toContainText('STEVENSON');
  await expect(transcription(page)).toContainText('DISMANTLING');
  await runByName(page, 'Sync');
  await expect(toast(page).last()).toBeVisible();
  await colleague('sync', other);
  expect(await anchorite('conflicts', other, '--json')).toMatch(/^\[\]\s*$/);
  expect(await anchorite('show', other, '003_a5bfdc7065c2c0b6', '--text')).toContain('STEVENSON');
});

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { anchorite, screenshot, test } from './app.ts';
import {
  answerDialogs,
  documentRow,
  expectSaved,
  inspector,
  openDocument,
  openTab,
  runByName,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

const telegram = path.join(import.meta.dirname, '../../fixtures/documents/003_a5bfdc7065c2c0b6.txt');
const scan = path.join(import.meta.dirname, '../../fixtures/facsimiles/003_a5bfdc7065c2c0b6');
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

test('the page stands beside both readings of a word, and the versions show who worked where', async ({
  workFolder,
  launch,
}) => {
  const [own, other, shared] = ['own', 'other', 'shared'].map((name) => path.join(workFolder, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(shared);
  await anchorite('import', own, path.join(scan, '0001.webp'), path.join(scan, '0001.xml'), '--editor', 'AA');
  await anchorite('share', own, '--remote', shared, '--editor', 'AA');
  await anchorite('join', shared, other, '--editor', 'BB');
  for (const [copy, editor, film, permanent] of [
    [own, 'AA', 'MICROFILM', 'LASTING'],
    [other, 'BB', 'MICROFILMS', 'ETERNAL'],
  ] as const) {
    await anchorite('correct', copy, '--find', 'MICROFILMED', '--replace', film, '--editor', editor);
    await anchorite('correct', copy, '--find', 'PERMANENT', '--replace', permanent, '--editor', editor);
    await anchorite('sync', copy, '--editor', editor);
  }
  const { app, page } = await launch([`--collection=${other}`]);
  await runByName(page, 'To Be Settled');
  const panel = page.getByRole('region', { name: 'To be settled' });
  const picture = panel.getByRole('img', { name: /^Page 1, line 1/ });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(40);
  await expect(panel).toContainText('1 more');
  const readings = async (): Promise<readonly string[]> => panel.locator('mark').allTextContents();
  const first = await readings();
  await screenshot(page, 'conflict-page');
  await page.keyboard.press('3');
  await expect.poll(readings).not.toEqual(first);
  await page.keyboard.press('3');
  await expect.poll(readings).toEqual(first);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations).toEqual([]);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toBeInViewport();
  await screenshot(page, 'conflict-page-200');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
  await page.keyboard.press('Escape');
  await openDocument(page, /0001/);
  await openTab(page, /Versions/);
  const work = inspector(page).getByRole('list', { name: 'Work, latest first' });
  // The import, what each did, and that it came together.
  await expect(work.getByRole('listitem')).toHaveCount(4);
  await expect(work.getByRole('listitem').first()).toContainText(
    /2 changes of \w\w came to those of \w\w: 2 read otherwise/,
  );
  await expect(work.getByRole('listitem').nth(1)).toContainText('2 changes, apart from the others');
  await screenshot(page, 'work-lanes');
});

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { anchorite, screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { inspector, openDocument, openTab, runByName } from './workbench-page.ts';

const scan = path.join(import.meta.dirname, '../../fixtures/facsimiles/003_a5bfdc7065c2c0b6');

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
  expect((await axeOf(page).analyze()).violations).toEqual([]);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toBeInViewport();
  await screenshot(page, 'conflict-page-200');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
  await runByName(page, 'Theme: Dark');
  expect((await axeOf(page).analyze()).violations).toEqual([]);
  await screenshot(page, 'conflict-page-dark');
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
  expect((await axeOf(page).analyze()).violations).toEqual([]);
  await screenshot(page, 'work-lanes');
});

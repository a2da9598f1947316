import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { anchorite, screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
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
  await runByName(page, 'Share…');
  const share = page.getByRole('region', { name: 'Share', exact: true });
  await share.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(share).toContainText(shared);
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(toast(page)).toContainText('1 new document');
  await expect(share).toBeHidden();
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
  const { violations } = await axeOf(page).analyze();
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

/** Answers the dialog for a folder that is there, and the one for a new folder. */
async function answerWith(app: ElectronApplication, there: string, fresh: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, [open, save]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [open ?? ''] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save ?? '' });
    },
    [there, fresh] as const,
  );
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await axeOf(page).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Moves on with the keyboard until something has the focus, and presses it. */
async function pressByKeyboard(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.waitFor();
  for (let step = 0; step < 40; step++) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
}

test('a second archivist joins from the start screen without a mouse and without Git, and both get what the other did', async ({
  workFolder,
  launch,
}) => {
  const [own, other, shared] = ['own', 'other', 'shared'].map((name) => path.join(workFolder, name)) as [
    string,
    string,
    string,
  ];
  const colleague = (...words: readonly string[]): Promise<string> => anchorite(...words, '--editor', 'AA');
  await colleague('import', other, telegram);
  await colleague('share', other, '--remote', shared, '--without-git');
  const { app, page } = await launch();
  await answerWith(app, shared, own);
  await pressByKeyboard(page, 'Join a shared collection…');
  const panel = page.getByRole('region', { name: 'Join a shared collection' });
  await expect(panel.getByRole('button', { name: 'Choose where it goes…' })).toBeDisabled();
  await screenshot(page, 'join');
  await expectAccessible(page);
  await pressByKeyboard(page, 'Choose a folder…');
  await expect(panel).toContainText(shared);
  await pressByKeyboard(page, 'Choose where it goes…');
  await expect(documentRow(page, titles.telegram)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'is a copy of the shared collection' })).toContainText(
    'with 1 document',
  );
  await openDocument(page, titles.telegram);
  await typeOver(page, 'STEVENS ON', 'STEVENSON');
  await expectSaved(page);
  await runByName(page, 'Share…');
  const share = page.getByRole('region', { name: 'Share', exact: true });
  await expect(share).toContainText(`shared in ${shared}, as plain files, without Git`);
  await expectAccessible(page);
  await pressByKeyboard(page, 'Synchronise');
  await expect(toast(page)).toContainText(/Nothing new came in\. Went out: \d+ changes? by TE in 1 document\./);
  await runByName(page, 'Share…');
  await expect(share).toContainText(/The last time: Nothing new came in\. Went out/);
  await screenshot(page, 'share');
  await page.keyboard.press('Escape');
  await expect(share).toBeHidden();
  await colleague('sync', other);
  expect(await anchorite('show', other, '003_a5bfdc7065c2c0b6', '--text')).toContain('STEVENSON');
});

test('what cannot be joined says why and what was kept, in both themes and at twice the size', async ({
  workFolder,
  launch,
}) => {
  const [nothing, own] = [path.join(workFolder, 'nothing'), path.join(workFolder, 'own')];
  await mkdir(nothing);
  const { app, page } = await launch();
  await answerWith(app, nothing, own);
  await runByName(page, 'Join a Shared Collection…');
  await pressByKeyboard(page, 'Choose a folder…');
  await pressByKeyboard(page, 'Choose where it goes…');
  const fault = page.getByRole('alert').filter({ hasText: 'Nothing is shared in' });
  await expect(fault).toContainText('Nothing was made on this computer');
  await expect(access(own)).rejects.toThrow();
  const panel = page.getByRole('region', { name: 'Join a shared collection' });
  await panel.getByRole('radio', { name: 'An address' }).click();
  await panel.getByRole('textbox', { name: 'Address' }).fill('ftp://archive.example/letters');
  await expectAccessible(page);
  await runByName(page, 'Theme: Dark');
  await expectAccessible(page);
  await screenshot(page, 'join-dark');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await expect(panel.getByRole('button', { name: 'Choose where it goes…' })).toBeInViewport();
  await expectAccessible(page);
  await screenshot(page, 'join-enlarged');
  // An address is asked about where the page has no say.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  await panel.getByRole('button', { name: 'Choose where it goes…' }).press('Enter');
  await expect(panel).toBeVisible();
  await expect(access(own)).rejects.toThrow();
});

import { execFile } from 'node:child_process';
import { cp, readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { savedDocument } from './saved-document.ts';
import { transcription } from './workbench-page.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const letter = '004_3247f51e25b8394a';

/** Runs the command line as the person whose folder this is. */
async function work(userFolder: string, ...words: readonly string[]): Promise<void> {
  const env = { ...process.env, ANCHORITE_USER_FOLDER: userFolder };
  await run(process.execPath, [path.join(root, 'out/cli/anchorite.js'), ...words], { env });
}

async function collectionOf(workFolder: string, userData: string): Promise<string> {
  const folder = path.join(workFolder, 'letters');
  await work(userData, 'import', folder, path.join(root, 'fixtures/documents', `${letter}.txt`));
  return folder;
}

test('a collection that is open on another machine says who has it, and is opened anyway after a question', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await collectionOf(workFolder, userData);
  const lock = path.join(folder, 'collection.lock');
  const held = { format: 1, nonce: 'theirs', host: 'office', bootId: 'b', namespace: null, pid: 7, started: '9' };
  await writeFile(lock, `${JSON.stringify({ ...held, since: '2026-03-01T10:00:00.000Z', editor: 'BB' })}\n`);
  const seen = new Date('2026-03-09T08:05:00.000Z');
  await utimes(lock, seen, seen);
  const { page } = await launch([`--collection=${folder}`]);
  const notice = page.getByRole('status').filter({ hasText: 'open for reading only' });
  await expect(notice).toContainText(
    'BB, process 7 on the machine “office”, since 2026-03-01 10:00 UTC, with a last sign of life at 2026-03-09 08:05 UTC',
  );
  await notice.getByRole('button', { name: 'Open anyway…' }).click();
  const question = page.getByRole('dialog', { name: 'Open it although it is open elsewhere?' });
  await expect(question).toContainText('only when nobody works with it there any more');
  await screenshot(page, 'open-anyway');
  const { violations } = await axeOf(page).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
  expect(await readFile(lock, 'utf8')).toContain('theirs');
  await notice.getByRole('button', { name: 'Open anyway…' }).click();
  await question.getByRole('button', { name: 'Open anyway' }).click();
  await expect(notice).toBeHidden();
  expect(await readFile(lock, 'utf8')).not.toContain('theirs');
});

test('what is typed while the folder is moved away is kept, and saved when it is back', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await collectionOf(workFolder, userData);
  const { page } = await launch([`--collection=${folder}`, `--document=${letter}`]);
  const saving = page.getByRole('status', { name: 'Saving' });
  await transcription(page).focus();
  await page.keyboard.type('Before. ');
  await expect(saving).toContainText(/^Saved \d/);
  const moved = path.join(workFolder, 'moved');
  await rename(folder, moved);
  await page.keyboard.type('Meanwhile. ');
  const notice = page.getByRole('alert').filter({ hasText: 'Not saved yet.' });
  await expect(notice).toContainText(`The folder of the collection, “${folder}”, is not at its place any more`);
  await expect(saving).toHaveText('Not saved yet');
  await screenshot(page, 'moved-away');
  // Typing goes on.
  await transcription(page).focus();
  await page.keyboard.type('Also. ');
  await expect(transcription(page)).toContainText('Meanwhile. Also.');
  expect(await savedDocument(moved, letter)).not.toContain('Meanwhile');
  await rename(moved, folder);
  await expect(page.getByText('everything that was kept in the window is on the disk')).toBeVisible();
  await expect(saving).toContainText(/^Saved \d/);
  await expect(notice).toBeHidden();
  expect(await savedDocument(folder, letter)).toContain('Before. Meanwhile. Also. ');
});

test('changes of another person that have not arrived are told of, and one goes on working', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await collectionOf(workFolder, userData);
  const copy = path.join(workFolder, 'copy');
  await cp(folder, copy, { recursive: true });
  await work(path.join(workFolder, 'other'), 'correct', copy, '--find', 'Cuba', '--replace', 'CUBA', '--editor', 'BB');
  const [id = ''] = await readdir(path.join(folder, 'documents'));
  await cp(path.join(copy, 'documents', id, 'document.json'), path.join(folder, 'documents', id, 'document.json'));
  const { page } = await launch([`--collection=${folder}`, `--document=${letter}`]);
  await expect(page.getByRole('status').filter({ hasText: 'not arrived yet' })).toContainText(
    /^\d+ changes? of BB to “004_\w+\.txt” ha(s|ve) not arrived yet; everything else is there and can be worked on/,
  );
  await expect(transcription(page)).toHaveAttribute('contenteditable', 'true');
  await expect(page.getByRole('button', { name: 'Save what can be read…' })).toHaveCount(0);
  await screenshot(page, 'waiting');
});

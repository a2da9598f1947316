import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { documentRow, runByName, transcription } from './workbench-page.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const document = (name: string): string => path.join(root, 'fixtures/documents', name);
const telegram = '001_975a25f8ce92ca13';
const letter = '004_3247f51e25b8394a';

/** Runs the command line as the person who will open the window. */
async function work(userData: string, ...words: readonly string[]): Promise<void> {
  const env = { ...process.env, ANCHORITE_USER_FOLDER: userData };
  await run(process.execPath, [path.join(root, 'out/cli/anchorite.js'), ...words], { env });
}

/** A collection of this person with two documents, each corrected once. */
async function ownCollection(workFolder: string, userData: string): Promise<string> {
  const folder = path.join(workFolder, 'own');
  await work(userData, 'import', folder, document(`${telegram}.txt`), document(`${letter}.txt`));
  await work(userData, 'correct', folder, '--find', 'Cuba', '--replace', 'CUBA');
  return folder;
}

/** The journal files of the documents, by the name of what was imported. */
async function journalsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const journals = new Map<string, string>();
  for (const id of await readdir(path.join(folder, 'documents'))) {
    const [source = ''] = await readdir(path.join(folder, 'documents', id, 'source'));
    const [replica = ''] = await readdir(path.join(folder, 'documents', id, 'journal'));
    journals.set(path.parse(source).name, path.join(folder, 'documents', id, 'journal', replica, '000001.jsonl'));
  }
  return journals;
}

async function journalOf(folder: string, name: string): Promise<string> {
  const file = (await journalsOf(folder)).get(name);
  if (file === undefined) throw new Error(`no document ${name}`);
  return file;
}

/** Brings what was done in a copy of a collection into it as the conflicting version that a synchronised folder keeps of a file. */
async function meet(folder: string, copy: string): Promise<void> {
  for (const [name, own] of await journalsOf(folder)) {
    const journals = path.join(copy, path.relative(folder, path.dirname(path.dirname(own))));
    const others = (await readdir(journals)).filter((replica) => replica !== path.basename(path.dirname(own)));
    for (const replica of others)
      await cp(
        path.join(journals, replica, path.basename(own)),
        own.replace('.jsonl', ` (conflicted copy ${name}).jsonl`),
      );
  }
}

/** Takes the picture in both themes. */
async function pictures(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  await runByName(page, 'Theme: Dark');
  await screenshot(page, `${name}-dark`);
  const { violations } = await axeOf(page).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
  await runByName(page, 'Theme: Light');
}

test('a collection that was being written when the power went says in one sentence what was recovered', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await ownCollection(workFolder, userData);
  await appendFile(await journalOf(folder, telegram), 'e3069283 9000 {"format":1,"seq":3');
  const { page } = await launch([`--collection=${folder}`]);
  const notice = page.getByRole('status').filter({ hasText: 'The last write' });
  await expect(notice.getByRole('paragraph')).toHaveText(
    /^The last write to “001_\w+\.txt” was cut off when the program or the computer stopped; everything that was reported as saved is there, and the 33 bytes of the cut-off end are kept in recovered\/d\w+\/r\w+-000001-at-\d+\.torn\.$/,
  );
  await expect(notice.getByRole('button')).toHaveText(['OK']);
  await documentRow(page, /Mission to the United Nations/).dblclick();
  await expect(transcription(page)).toContainText('CUBA');
});

test('with several documents it is one sentence still, and the details are behind it', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await ownCollection(workFolder, userData);
  for (const file of (await journalsOf(folder)).values()) await appendFile(file, 'e3069283 9000 {"for');
  const { page } = await launch([`--collection=${folder}`]);
  const notice = page.getByRole('status').filter({ hasText: 'The last writes' });
  await expect(notice.getByRole('paragraph')).toHaveText(
    /^The last writes to “001_\w+\.txt” and “004_\w+\.txt” were cut off when the program or the computer stopped; everything that was reported as saved is there, and the 38 bytes of the cut-off ends are kept in recovered\/\.$/,
  );
  await expect(notice.getByRole('listitem')).toHaveCount(0);
  await notice.getByRole('button', { name: 'Details' }).click();
  await expect(notice.getByRole('listitem')).toHaveCount(2);
  await pictures(page, 'recovered');
  await notice.getByRole('button', { name: 'OK' }).click();
  await expect(notice).toBeHidden();
});

test('what can be read of a damaged document becomes a new one, and the damaged one is kept', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await ownCollection(workFolder, userData);
  await work(userData, 'correct', folder, '--find', 'Soviet', '--replace', 'SOVIET');
  const journal = await journalOf(folder, letter);
  const damaged = await readFile(journal);
  // The last record but one: what comes after it cannot be joined to what came before.
  const lines = damaged.toString('latin1').split('\n').slice(0, -1);
  const cut = lines.slice(0, -2).join('\n').length + 30;
  damaged[cut] = (damaged[cut] ?? 0) ^ 1;
  await writeFile(journal, damaged);
  const { page } = await launch([`--collection=${folder}`, `--document=${letter}`]);
  const notice = page.getByRole('status').filter({ hasText: 'is damaged' });
  await expect(notice).toContainText('it is shown as it was before the damage, and cannot be changed');
  await pictures(page, 'damaged-document');
  await notice.getByRole('button', { name: 'Save what can be read…' }).click();
  const panel = page.getByRole('region', { name: 'Save what can be read' });
  await expect(panel).toContainText('1 later change can be read and cannot be joined to it');
  await expect(panel.getByRole('region', { name: 'What was found' })).toContainText(
    /\/journal\/r\w+\/000001\.jsonl, byte /,
  );
  await pictures(page, 'salvage');
  await panel.getByRole('button', { name: 'Save as a new document' }).click();
  await expect(panel).toBeHidden();
  const id = path.basename(path.resolve(journal, '../../..'));
  await expect(page.getByRole('status').filter({ hasText: 'is a new document in its place' })).toContainText(
    `the damaged one is kept whole in recovered/replaced-${id}.`,
  );
  await expect(transcription(page)).toHaveAttribute('contenteditable', 'true');
  expect(await readFile(journal.replace(`documents/${id}`, `recovered/replaced-${id}`))).toEqual(damaged);
});

test('a document that was changed in two copies offers both, compares them, and each can be kept', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await ownCollection(workFolder, userData);
  const copy = path.join(workFolder, 'copy');
  await cp(folder, copy, { recursive: true });
  await work(userData, 'correct', folder, '--find', 'Moscow', '--replace', 'MOSCOW', '--editor', 'AB');
  await work(userData, 'correct', copy, '--find', 'Washington', '--replace', 'WASHINGTON', '--editor', 'CD');
  await work(userData, 'tag', copy, telegram, '--find', 'Kuznetsov', '--as', 'person', '--editor', 'CD');
  await meet(folder, copy);

  const { page } = await launch([`--collection=${folder}`, `--document=${telegram}`]);
  const notice = page.getByRole('status').filter({ hasText: 'was changed in two copies' });
  // What is asked for while a document is being opened is not done.
  await expect(notice).toBeVisible();
  await pictures(page, 'two-copies-notice');
  await notice.getByRole('button', { name: 'Look at both…' }).click();
  const panel = page.getByRole('region', { name: 'Changed in two copies' });
  const lines = panel.getByRole('list', { name: 'Lines of changes' }).getByRole('listitem');
  await expect(lines).toHaveText([/Line 1Last changed by CD, today/, /Line 2Last changed by AB, today/]);
  const differences = panel.getByRole('region', { name: 'Differences' });
  await expect(differences.getByRole('insertion')).toContainText(['Washington,', 'MOSCOW']);
  await pictures(page, 'two-copies');

  await panel.getByRole('button', { name: 'Keep both as two documents' }).click();
  await expect(page.getByRole('status').filter({ hasText: '2 lines of changes' })).toBeVisible();
  await expect(transcription(page)).toContainText('WASHINGTON');
  await expect(transcription(page)).toHaveAttribute('contenteditable', 'true');
  await page.keyboard.press('Control+W');
  await expect(documentRow(page, /Mission to the United Nations/)).toHaveCount(2);
});

test('the line that is not kept stays with the old files', async ({ workFolder, userData, launch }) => {
  const folder = await ownCollection(workFolder, userData);
  const copy = path.join(workFolder, 'copy');
  await cp(folder, copy, { recursive: true });
  await work(userData, 'correct', folder, '--find', 'Moscow', '--replace', 'MOSCOW', '--editor', 'AB');
  await work(userData, 'correct', copy, '--find', 'Washington', '--replace', 'WASHINGTON', '--editor', 'CD');
  await meet(folder, copy);
  const { page } = await launch([`--collection=${folder}`, `--document=${telegram}`]);
  await page.getByRole('button', { name: 'Look at both…' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Last changed by AB' });
  await line.getByRole('button', { name: /^Keep this one/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'goes on with the line' })).toContainText(
    'the line that was not taken is among the old files, which are kept whole in recovered/replaced-d',
  );
  await expect(transcription(page)).toContainText('MOSCOW');
  await expect(transcription(page)).not.toContainText('WASHINGTON');
});

test('closing a collection that was changed leaves a backup, which becomes a collection of its own', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await ownCollection(workFolder, userData);
  const { page } = await launch([`--collection=${folder}`, `--document=${letter}`]);
  await transcription(page).focus();
  await page.keyboard.type('Urgent. ');
  await runByName(page, 'Back Up Now');
  await expect(page.getByText(/^A backup is in “/)).toBeVisible();
  await screenshot(page, 'backed-up');
  await transcription(page).focus();
  await page.keyboard.type('Most ');
  await runByName(page, 'Close Collection');
  await expect(page.getByRole('button', { name: /New collection/i }).first()).toBeVisible();
  const backups = (await readdir(`${folder} backups`)).sort();
  expect(backups).toHaveLength(2);
  const restored = path.join(workFolder, 'restored');
  await work(userData, 'restore-backup', path.join(`${folder} backups`, backups[1] ?? ''), restored);
  await work(userData, 'check', restored);
  const journal = await readFile(await journalOf(restored, letter), 'utf8');
  expect(journal).toContain('Most');
});

test('a document of which nothing can be read is shown with the reason, and the other one opens', async ({
  workFolder,
  userData,
  launch,
}) => {
  const folder = await ownCollection(workFolder, userData);
  const journal = await journalOf(folder, letter);
  await rm(journal);
  await mkdir(journal);
  const { page } = await launch([`--collection=${folder}`]);
  const unreadable = page.getByRole('region', { name: 'Documents that cannot be read' });
  await expect(unreadable.getByRole('listitem')).toHaveText([
    new RegExp(
      `^${letter}\\.txt“${letter}\\.txt” cannot be read \\(documents/.*/000001\\.jsonl is a folder where a file belongs\\)`,
    ),
  ]);
  await expect(page.getByRole('contentinfo')).toContainText('1 cannot be read');
  const { violations } = await axeOf(page).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
  await documentRow(page, /Mission to the United Nations/).dblclick();
  await expect(transcription(page)).toContainText('CUBA');
});

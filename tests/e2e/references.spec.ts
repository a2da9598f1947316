import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { anchorite, test } from './app.ts';
import { expectSaved, inspector, openDocument, openTab, transcription, typeOver } from './workbench-page.ts';

const texts = {
  'question.txt': `The Secretary of State to the Ambassador in Russia (Francis)

[Telegram]

Washington, April 13, 1917, 5 p.m.

1313. From Secretary of Treasury: Please advise Minister Finance.

Lansing`,
  'answer.txt': `The Ambassador in Russia (Francis) to the Secretary of State

[Telegram]

Petrograd, April 20, 1917, 2 p.m.

1204. Answering your 1313, April 13, 5 p.m., received 17th. See also my 1100, March 2, 6 p.m.

Francis`,
};

const references = (page: Page) => inspector(page).getByRole('region', { name: 'References' });

test('a telegram leads to the one that it answers, and that one back', async ({ launch, workFolder }) => {
  const folder = path.join(workFolder, 'texts');
  await mkdir(folder);
  for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text);
  const collection = path.join(workFolder, 'telegrams');
  await anchorite('import', collection, folder);
  const { page } = await launch([`--collection=${collection}`]);

  await openDocument(page, /^The Ambassador in Russia/);
  await openTab(page, /Details/);
  const named = references(page).getByRole('list', { name: 'Refers to' }).getByRole('listitem');
  await expect(named).toHaveCount(2);
  await expect(named.nth(0)).toContainText('your 1313, April 13, 5 p.m.');
  await expect(named.nth(1)).toContainText('not in the collection');

  await named.nth(0).getByRole('button', { name: /^Show/ }).click();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('your 1313, April 13, 5 p.m.');

  await named
    .nth(0)
    .getByRole('button', { name: /^Open The Secretary of State/ })
    .click();
  await expect(transcription(page)).toContainText('Please advise Minister Finance');
  await openTab(page, /Details/);
  const answers = references(page).getByRole('list', { name: 'Answered by' }).getByRole('button');
  await expect(answers).toHaveText([/The Ambassador in Russia \(Francis\) to the Secretary of State/]);
  await answers.first().click();
  await expect(transcription(page)).toContainText('Answering your 1313');

  // A number that is corrected names another telegram.
  await typeOver(page, '1313', '1314');
  await expectSaved(page);
  await openTab(page, /Details/);
  await references(page).getByRole('button', { name: 'Look again' }).click();
  await expect(named.nth(0)).toContainText('your 1314, April 13, 5 p.m.');
  await expect(named.nth(0)).toContainText('not in the collection');
});

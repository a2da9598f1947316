import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import {
  expectSaved,
  inspector,
  openDocument,
  openSample,
  runByName,
  selectWords,
  titles,
  transcription,
} from './workbench-page.ts';

test.beforeEach(async ({ page }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
});

const whoIsMeant = (page: Page): Locator => inspector(page).getByRole('region', { name: 'Who is meant' });
const panel = (page: Page): Locator => page.getByRole('region', { name: 'Entities' });
const entityRow = (page: Page, name: string | RegExp): Locator =>
  panel(page).getByRole('grid', { name: 'Entities' }).getByRole('row', { name });

async function tagPerson(page: Page, words: string, context = words): Promise<void> {
  await selectWords(page, words, context);
  await page.keyboard.press('Control+1');
  await expect(whoIsMeant(page)).toBeVisible();
}

test('a person is made of a tag, found again by typing, merged, split and led to from the list, and all of it is taken back', async ({
  page,
}) => {
  await tagPerson(page, 'KUZNETSOV');
  await runByName(page, 'New Entity From the Tag');
  await expect(whoIsMeant(page)).toContainText('KUZNETSOV');
  await expect(whoIsMeant(page).getByRole('button', { name: 'Change' })).toBeVisible();

  // Undo takes back whom the tag means, not the tag.
  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(whoIsMeant(page).getByRole('searchbox')).toBeVisible();
  await page.keyboard.press('Control+Y');
  await expect(whoIsMeant(page).getByRole('button', { name: 'Change' })).toBeVisible();

  await tagPerson(page, 'MCCLOY');
  await page.keyboard.press('Control+Shift+Y');
  await page.keyboard.type('kuzn');
  await expect(whoIsMeant(page).getByRole('list', { name: 'Candidates' })).toContainText('KUZNETSOV');
  await page.keyboard.press('Enter');
  await expect(whoIsMeant(page)).toContainText('KUZNETSOV');
  await expectSaved(page);
  await screenshot(page, 'entity-of-a-tag');

  await page.keyboard.press('Control+Alt+E');
  await entityRow(page, 'KUZNETSOV').click();
  const mentions = panel(page).getByRole('region', { name: 'Mentions' });
  await expect(mentions.getByRole('listitem')).toHaveCount(2);
  await mentions.getByRole('checkbox', { name: /MCCLOY/ }).check({ force: true });
  await mentions.getByRole('textbox').fill('McCloy, John J.');
  await mentions.getByRole('button', { name: 'Split' }).click();
  await expect(panel(page).getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('McCloy, John J.');
  await expect(mentions.getByRole('listitem')).toHaveCount(1);

  await panel(page).getByRole('textbox', { name: 'Born' }).fill('1895-03-31');
  await panel(page).getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByText('“McCloy, John J.” was changed.')).toBeVisible();
  await panel(page).getByRole('searchbox', { name: 'The same as' }).fill('kuz');
  await panel(page).getByRole('button', { name: 'Merge into KUZNETSOV' }).click();
  await expect(mentions.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(mentions.getByRole('listitem')).toHaveCount(1);

  await panel(page)
    .getByRole('button', { name: /All entities/ })
    .click();
  await expect(entityRow(page, 'McCloy, John J.')).toBeVisible();
  const { violations } = await axeOf(page).include('[aria-label="Entities"]').analyze();
  expect(violations).toEqual([]);
  await screenshot(page, 'entities');
  await entityRow(page, 'McCloy, John J.').click();
  await mentions.getByRole('button', { name: /^Show MCCLOY/ }).click();
  await expect(whoIsMeant(page)).toContainText('McCloy, John J.');
});

test('a list of one’s own is searched as an authority, and what is chosen becomes an entity', async ({
  page,
  app,
  workFolder,
}) => {
  const file = path.join(workFolder, 'statesmen.csv');
  await writeFile(file, 'id,name,born\nk1,"Kuznetsov, Vasili V.",1901-02-13\nbroken,"x\nm1,"McCloy, John J.",1895\n');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
  await page.keyboard.press('Control+Alt+E');
  await panel(page).getByRole('button', { name: 'Authorities' }).click();
  await panel(page).getByRole('button', { name: 'Load a list' }).click();
  await page.getByRole('menuitem', { name: 'Of persons' }).click();
  await expect(page.getByText('“statesmen” has 2 entries. 1 rows were not taken.')).toBeVisible();
  await page.keyboard.press('Escape');
  await openDocument(page, titles.telegram);
  await tagPerson(page, 'KUZNETSOV');
  await whoIsMeant(page)
    .getByRole('button', { name: /Kuznetsov, Vasili V\./ })
    .click();
  await expect(whoIsMeant(page)).toContainText('1901-02-13');
  await page.keyboard.press('Control+Alt+E');
  await entityRow(page, 'Kuznetsov, Vasili V.').click();
  await expect(panel(page).getByRole('textbox', { name: 'Identifiers' })).toHaveValue('statesmen k1');
});

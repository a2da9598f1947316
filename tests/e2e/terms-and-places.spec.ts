import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { anchorite, screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { runByName, transcription } from './workbench-page.ts';

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Entities' });
const lines = (page: Page, list: string): Locator => panel(page).getByRole('grid', { name: list }).getByRole('row');

const expectNoAxe = async (page: Page): Promise<void> => {
  const { violations } = await axeOf(page).include('[aria-label="Entities"]').analyze();
  expect(violations).toEqual([]);
};

test('a term is put under a broader one by typing, stands there in the tree, and is taken back', async ({
  launch,
  collection,
}) => {
  for (const name of ['weapons', 'missiles', 'bombers'])
    await anchorite('entities', 'add', collection, name, '--kind', 'term');
  const { page } = await launch([`--collection=${collection}`]);
  await page.keyboard.press('Control+Alt+E');
  await panel(page).getByRole('button', { name: /Kind/ }).click();
  await page.getByRole('option', { name: 'Term' }).click();
  await lines(page, 'Terms').filter({ hasText: 'missiles' }).click();
  const around = panel(page).getByRole('region', { name: 'Broader and narrower' });
  await around.getByRole('searchbox', { name: 'Broader term' }).fill('weap');
  await around.getByRole('button', { name: 'Put under weapons' }).click();
  await expect(around.getByRole('button', { name: 'weapons', exact: true })).toBeVisible();
  await around.getByRole('button', { name: 'weapons', exact: true }).click();
  await expect(around.getByRole('list', { name: 'Narrower' })).toContainText('missiles');

  // What is below it cannot be above it.
  await around.getByRole('searchbox', { name: 'Broader term' }).fill('miss');
  await around.getByRole('button', { name: 'Put under missiles' }).click();
  await expect(page.getByText('“missiles” cannot be broader than “weapons”, being itself narrower')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+E');
  await panel(page).getByRole('button', { name: /Kind/ }).click();
  await page.getByRole('option', { name: 'Term' }).click();
  await expect(lines(page, 'Terms')).toHaveText(['bombers', 'weapons', 'missiles']);
  await expect(lines(page, 'Terms').nth(2)).toHaveAccessibleName('missiles, level 2');
  await screenshot(page, 'entities-terms');
  await expectNoAxe(page);
});

test('places lie on a map beside a list, lead to their mentions, and are exported and printed', async ({
  launch,
  collection,
  workFolder,
}) => {
  const table = path.join(workFolder, 'places.csv');
  await writeFile(
    table,
    'name,latitude,longitude\nHavana,23.1,-82.4\nMoscow,55.75,37.6\nNew York,40.7,-74\nNowhere,,\n',
  );
  await anchorite('entities', 'import', collection, table, '--kind', 'place');
  await anchorite(
    'tag',
    collection,
    '003_a5bfdc7065c2c0b6',
    '--find',
    'NEW YORK',
    '--as',
    'place',
    '--entity',
    'New York',
  );
  const { page, app } = await launch([`--collection=${collection}`]);
  await page.keyboard.press('Control+Alt+E');
  await panel(page).getByRole('button', { name: 'Map' }).click();
  await expect(panel(page).getByRole('img', { name: 'Map of 3 places' })).toBeVisible();
  await expect(panel(page).getByText('1 place without coordinates.')).toBeVisible();
  await expect(lines(page, 'Places').first()).toHaveAccessibleName(/^New York, \d+ mentions?$/);
  await lines(page, 'Places').first().focus();
  await screenshot(page, 'entities-map');
  await expectNoAxe(page);

  await panel(page).getByRole('region', { name: 'Map' }).focus();
  const seen = () => panel(page).getByRole('img').getAttribute('viewBox');
  const before = await seen();
  await page.keyboard.press('+');
  expect(await seen()).not.toBe(before);
  await page.keyboard.press('0');
  expect(await seen()).toBe(before);

  const svg = path.join(workFolder, 'places.svg');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, svg);
  await panel(page).getByRole('button', { name: 'Export SVG…' }).click();
  await expect(page.getByText(`The map is in ${svg}.`)).toBeVisible();
  expect((await readFile(svg, 'utf8')).match(/<circle /g)).toHaveLength(3);
  const pdf = path.join(workFolder, 'places.pdf');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, pdf);
  await panel(page).getByRole('button', { name: 'Print…' }).click();
  await page.getByRole('button', { name: 'Save as PDF…' }).click();
  await expect(page.getByText(`Saved as ${pdf}`)).toBeVisible();
  await runByName(page, 'Theme: Dark');
  await screenshot(page, 'entities-map-dark');

  await lines(page, 'Places').first().focus();
  await page.keyboard.press('Enter');
  await panel(page).getByRole('region', { name: 'Mentions' }).getByRole('button', { name: /^Show/ }).first().click();
  await expect(transcription(page)).toBeVisible();
});

test('what does not fit together leads to its place: born too late, one identifier for two', async ({
  launch,
  collection,
}) => {
  await anchorite(
    'entities',
    'add',
    collection,
    'Kuznetsov, Vasili',
    '--kind',
    'person',
    '--born',
    '1999',
    '--identifier',
    'viaf:1',
  );
  await anchorite('entities', 'add', collection, 'McCloy, John J.', '--kind', 'person', '--identifier', 'viaf:1');
  await anchorite(
    'tag',
    collection,
    '003_a5bfdc7065c2c0b6',
    '--find',
    'KUZNETSOV',
    '--as',
    'person',
    '--entity',
    'Kuznetsov, Vasili',
  );
  const { page } = await launch([`--collection=${collection}`]);
  await page.keyboard.press('Control+Alt+E');
  await panel(page).getByRole('button', { name: 'Check' }).click();
  const findings = panel(page).getByRole('list', { name: 'Findings' });
  await expect(findings).toContainText('viaf 1 is said of “Kuznetsov, Vasili” and “McCloy, John J.”');
  await expect(findings).toContainText('“McCloy, John J.” is never mentioned.');
  const early = findings.getByRole('listitem').filter({ hasText: 'is mentioned before birth' }).first();
  await expectNoAxe(page);
  await early.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(transcription(page)).toContainText('KUZNETSOV');
});

import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { answerDialogs, chooseMode, openDocument, selectWords, titles, transcription } from './workbench-page.ts';

/** What an act costs, and what it may cost. */
interface Cost {
  readonly act: string;
  readonly keys: number;
  readonly most: number;
}

const message = /^Message From President Kennedy/;

/** Presses keys; typing words is no part of the count. */
async function press(page: Page, ...keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

test('what is done a hundred times a day costs no more keys than it may', async ({
  launch,
  collection,
  workFolder,
}) => {
  test.setTimeout(150_000);
  const costs: Cost[] = [];
  const { app, page } = await launch([`--collection=${collection}`]);
  await openDocument(page, titles.telegram);

  const suspects = page.getByRole('contentinfo').getByText(/^\d+ suspects?$/);
  await expect(suspects).toBeVisible({ timeout: 40_000 });
  const card = page.getByRole('dialog', { name: /^Suspect:/ });
  await transcription(page).focus();
  let keys = await press(page, 'F8');
  await expect(card).toBeVisible();
  const firstWord = await card.getAttribute('aria-label');
  keys += await press(page, '1');
  costs.push({ act: 'the first correction', keys, most: 2 });
  await expect(card).not.toHaveAttribute('aria-label', firstWord ?? '');
  const secondWord = await card.getAttribute('aria-label');
  costs.push({ act: 'each further correction', keys: await press(page, '1'), most: 1 });
  await expect(card).not.toHaveAttribute('aria-label', secondWord ?? '');
  await press(page, 'Escape');

  await selectWords(page, 'KUZNETSOV');
  await press(page, 'ArrowLeft');
  costs.push({ act: 'a name tagged, with the caret in it', keys: await press(page, 'Control+1'), most: 3 });
  await expect(transcription(page).locator('[data-mark="annotation"]')).toHaveCount(1);

  await selectWords(page, 'ALL THAT REMAINS');
  keys = await press(page, 'Control+Shift+N');
  await page.keyboard.type('So the telegram.');
  costs.push({ act: 'a note, besides its words', keys: keys + (await press(page, 'Enter')), most: 2 });
  await expect(transcription(page).getByText('So the telegram.')).toBeVisible();

  costs.push({ act: 'a comparison with the last version', keys: await press(page, 'Control+Alt+D'), most: 1 });
  await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
  await press(page, 'Escape');

  await answerDialogs(app, workFolder);
  await press(page, 'Control+Shift+E');
  await page.getByRole('region', { name: 'Export' }).getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('One file was written')).toBeVisible({ timeout: 30_000 });
  await press(page, 'Escape');
  await answerDialogs(app);
  costs.push({ act: 'an export after the first', keys: await press(page, 'Control+Alt+Shift+E'), most: 2 });
  await expect(page.getByText(`Exported again to ${workFolder}`)).toBeVisible({ timeout: 30_000 });

  costs.push({ act: 'the next document', keys: await press(page, 'Control+Alt+PageDown'), most: 1 });
  await expect(page.getByRole('heading', { level: 1, name: titles.letter })).toBeVisible();

  await press(page, 'Control+W');
  await openDocument(page, message);
  await chooseMode(page, 'Correct');
  await selectWords(page, 'Cuba');
  keys = await press(page, 'Control+Shift+A', 'L');
  const hits = page.getByRole('list', { name: 'What would be tagged' }).getByRole('listitem');
  await expect.poll(() => hits.count()).toBeGreaterThanOrEqual(12);
  costs.push({ act: 'twelve mentions and more', keys: keys + (await press(page, 'Enter')), most: 5 });
  await expect(page.getByText(/passages tagged as place/)).toBeVisible();

  process.stdout.write(
    `\n${costs.map(({ act, keys: used, most }) => `| ${act} | ${used} | ≤ ${most} |`).join('\n')}\n`,
  );
  expect(costs.filter(({ keys: used, most }) => used > most)).toEqual([]);
});

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app.ts';
import { answerDialogs, documentRow, openSample, runByName, selectWords, transcription } from './workbench-page.ts';

const letter = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Harbour letter</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>
<text><body><div type="document" n="1" xml:id="d1"><head>1. Letter</head>
<opener><dateline><date>February 9, 1961</date></dateline></opener>
<p>Signed by the United<pb n="2"/> States at the harbour.</p>
</div></body></text></TEI>
`;

test('a finding leads to its place, a number does its fix as one act, and undo takes it back', async ({
  page,
  app,
  workFolder,
}) => {
  const file = path.join(workFolder, 'harbour.xml');
  await writeFile(file, letter);
  await openSample(page);
  await answerDialogs(app, file);
  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(documentRow(page, /Harbour letter/)).toBeVisible({ timeout: 30_000 });
  await documentRow(page, /Harbour letter/).dblclick();
  const text = transcription(page);
  await expect(text).toContainText('Signed by the United');
  await page.keyboard.press('F7');

  const panel = page.getByRole('region', { name: 'Export' });
  const old = panel.getByRole('list', { name: 'Came with the file' });
  const spaced = old.getByRole('group', { name: /the space stands behind the page break "2"/ });
  await expect(spaced).toBeVisible({ timeout: 30_000 });
  const before = await text.innerText();

  await spaced.getByRole('button', { name: 'Show in the text' }).click();
  const selected = () => page.evaluate(() => document.getSelection()?.anchorNode?.parentElement?.textContent ?? '');
  await expect.poll(selected).toContain('United');

  await spaced.getByRole('button', { name: 'Fix 1: Move the space before the page break' }).focus();
  await page.keyboard.press('1');
  await expect(spaced).toBeHidden({ timeout: 30_000 });
  await expect.poll(() => text.innerText()).not.toBe(before);

  // The value of a date is carried, and not edited in the text.
  const dated = old.getByRole('group', { name: /the date "February 9, 1961" of a dateline has no value/ });
  await dated.getByRole('button', { name: 'Fix 1: Give it @when, as it reads' }).click();
  await expect(old.getByRole('status')).toContainText('“anchorite validate --fix” does it');

  await text.focus();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => text.innerText()).toBe(before);
  await panel.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(spaced).toBeVisible({ timeout: 30_000 });
});

test('when it is wanted, what breaks the rules is counted and marked as one types', async ({
  page,
  app,
  workFolder,
}) => {
  const file = path.join(workFolder, 'harbour.xml');
  await writeFile(file, letter.replace('United<pb n="2"/> States', 'United <pb n="2"/>States'));
  await openSample(page);
  await answerDialogs(app, file);
  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(documentRow(page, /Harbour letter/)).toBeVisible({ timeout: 30_000 });
  await documentRow(page, /Harbour letter/).dblclick();
  const text = transcription(page);
  await expect(text).toContainText('Signed by the United');
  await runByName(page, 'Preferences…');
  const preferences = page.getByRole('region', { name: 'Preferences' });
  await preferences.getByText('Check while I type, and mark what is found').click();
  await page.keyboard.press('Escape');

  const count = page.getByRole('contentinfo').getByRole('button', { name: /^\d+ findings?$/ });
  await expect(count).toHaveText('1 finding', { timeout: 30_000 });
  await expect(text.locator('[title^="the date"]')).toHaveText('February 9, 1961');

  await selectWords(page, 'harbour');
  await page.keyboard.press('ArrowLeft');
  for (let at = 'at the '.length + 'States '.length; at > 0; at -= 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(' ');
  await expect(count).toHaveText('2 findings', { timeout: 30_000 });
  await count.click();
  const panel = page.getByRole('region', { name: 'Export' });
  await expect(panel.getByRole('list', { name: 'New' }).getByRole('listitem')).toHaveCount(1, { timeout: 30_000 });
});

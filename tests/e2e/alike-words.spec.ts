import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { typedPage } from '../helpers/typed-page.ts';
import { anchorite, test as base } from './app.ts';
import { axeOf } from './axe.ts';
import { expectSaved, openDocument, runByName, transcription } from './workbench-page.ts';

/** What the pages show, and what a layout says that they read: the OCR took `n` for `m` in three words, and one is really written so. */
const pages = [
  { shown: ['The weapons came at noon.'], read: ['The weapoms came at noon.'] },
  {
    shown: ['All weapons went away,', 'and other weapons stayed.'],
    read: ['All weapoms went away,', 'and other weapoms stayed.'],
  },
  { shown: ['He wrote wcapom$ on a list.'], read: ['He wrote weapoms on a list.'] },
];

function hocrOf(name: string, shown: readonly string[], read: readonly string[]): string {
  const { boxes } = typedPage(shown);
  const lines = shown.map((line, row) => {
    const own = line.split(' ').map((word, index) => {
      const box = boxes.get(word);
      if (!box) throw new Error(`${word} is not on the page`);
      const title = `bbox ${Math.round(box.x)} ${box.y} ${Math.round(box.x + box.width)} ${box.y + box.height}; x_wconf 90`;
      return `<span class="ocrx_word" title="${title}">${read[row]?.split(' ')[index]}</span>`;
    });
    return `<span class="ocr_line" title="bbox 80 ${95 + row * 60} 820 ${127 + row * 60}">${own.join(' ')}</span>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name="ocr-system" content="tesseract 5.3.0"/></head>
<body><div class="ocr_page" title="image &quot;${name}&quot;; bbox 0 0 900 500"><p class="ocr_par">${lines.join('\n')}</p></div></body></html>`;
}

/** Three documents with their images. */
const test = base.extend({
  collection: async ({ workFolder }, use) => {
    const collection = path.join(workFolder, 'typed');
    for (const [index, { shown, read }] of pages.entries()) {
      const name = `letter-${index + 1}.png`;
      await writeFile(path.join(workFolder, name), typedPage(shown).bytes);
      const layout = path.join(workFolder, `letter-${index + 1}.hocr`);
      await writeFile(layout, hocrOf(name, shown, read));
      await anchorite('import', collection, path.join(workFolder, name), layout);
    }
    await use(collection);
  },
  launched: async ({ launch, collection }, use) => use(await launch([`--collection=${collection}`])),
});

const panel = (page: Page) => page.getByRole('region', { name: 'Words that read “weapoms”' });
const words = (page: Page) => panel(page).getByRole('option');

test('words that read alike are decided by their pictures in all documents at once, and taken back at once', async ({
  page,
  collection,
}) => {
  await openDocument(page, /letter-1/);
  await expect(page.getByRole('contentinfo').getByText(/^\d+ suspects?$/)).toBeVisible({ timeout: 30_000 });
  await transcription(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog', { name: 'Suspect: weapoms' })).toBeVisible();
  await page.keyboard.press('l');
  await expect(words(page)).toHaveCount(4);
  await expect(panel(page).getByRole('listbox')).toBeFocused();
  await expect(panel(page).locator('img')).toHaveCount(4);

  await page.keyboard.press('p');
  await expect(panel(page).getByRole('status')).toContainText('The oddest pictures come first.');
  await expect(words(page).first()).toHaveAccessibleName(/wrote weapoms on/);
  await page.keyboard.press('Space');
  await expect(words(page).first()).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('1');
  await expect(panel(page).getByRole('status')).toContainText('Corrected 3 words to “weapons”.');
  await expect(words(page)).toHaveCount(1);
  await expect(page.locator('.ProseMirror, [role="textbox"]').first()).toContainText('weapons');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toContainText('Kept 1 word. None is left.');
  await expectSaved(page);
  const textOf = (name: string) => anchorite('show', collection, name, '--text');
  expect((await textOf('letter-2')).replace(/\s+/g, ' ').trim()).toBe(
    '[Facsimile Page 1]All weapons went away, and other weapons stayed.',
  );
  expect(await textOf('letter-3')).toContain('weapoms');

  await panel(page).getByRole('button', { name: 'Take back' }).click();
  await panel(page).getByRole('button', { name: 'Take back' }).click();
  await expect(words(page)).toHaveCount(4);
  await expectSaved(page);
  await expect.poll(() => textOf('letter-2')).toContain('other weapoms');
  await expect(transcription(page)).toContainText('weapoms');
});

test('what can be decided together is listed without an open document, and its panel is accessible', async ({
  page,
}) => {
  await runByName(page, 'Theme: As the System');
  await runByName(page, 'Decide Alike Words Together…');
  const groups = page.getByRole('region', { name: 'Decide Alike Words Together' });
  await expect(groups.getByRole('button', { name: /weapoms → weapons/ })).toBeVisible({ timeout: 30_000 });
  await groups.getByRole('button', { name: /weapoms → weapons/ }).click();
  await expect(panel(page).locator('img')).toHaveCount(4);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    const { violations } = await axeOf(page).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  }
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.keyboard.type('weaponry');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toContainText('Corrected 4 words to “weaponry”.');
  await panel(page).getByRole('button', { name: 'All groups' }).click();
  await expect(groups.getByRole('status')).toContainText('No suspects of the collection read alike.', {
    timeout: 30_000,
  });
});

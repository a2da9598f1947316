import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';
import { axeOf } from './axe.ts';
import { chooseMode, openDocument, openSample, openTab, selectWords, titles, typeOver } from './workbench-page.ts';

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong on the screen, a line a finding. In the dark only the colours are other ones. */
async function violations(page: Page, theme: 'light' | 'dark'): Promise<readonly string[]> {
  // Things that fade in are looked at when they are there.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const axe = axeOf(page);
  const result = await (theme === 'light' ? axe.withTags(allRules) : axe.withRules('color-contrast')).analyze();
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen is accessible, ${theme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.getByRole('heading', { name: 'Anchorite' })).toBeVisible();
    await page.keyboard.press('Control+,');
    await page.getByRole('radio', { name: 'As the system' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await violations(page, theme), 'start and preferences').toEqual([]);
    await page.keyboard.press('Escape');

    await openSample(page);
    expect(await violations(page, theme), 'collection').toEqual([]);
    await page.getByRole('button', { name: 'Export…' }).click();
    expect(await violations(page, theme), 'export').toEqual([]);
    await page.keyboard.press('Escape');

    await openDocument(page, titles.telegram);
    await typeOver(page, 'DISTANTLING', 'DISMANTLING');
    await selectWords(page, "PRESIDENT'S LETTER OF OCT 27");
    await page.keyboard.press('Control+5');
    await selectWords(page, 'OCT 27', "PRESIDENT'S LETTER OF OCT 27");
    await page.keyboard.press('Control+4');
    await expect(page.getByText('1 correction', { exact: true })).toBeVisible();
    expect(await violations(page, theme), 'workbench, Correct').toEqual([]);
    await chooseMode(page, 'Tag');
    for (const tab of [/Corrections/, /Notes/, /Details/]) {
      await openTab(page, tab);
      expect(await violations(page, theme), `workbench, Tag, ${tab}`).toEqual([]);
    }
    await page.getByRole('button', { name: 'Measure', exact: true }).click();
    await expect(page.getByRole('table', { name: 'Error rates' })).toBeVisible();
    await chooseMode(page, 'Proofread');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^1 of \d+ lines read$/)).toBeVisible();
    expect(await violations(page, theme), 'workbench, Proofread').toEqual([]);
    await chooseMode(page, 'Correct');
    await page.getByRole('radio', { name: 'Import report' }).click();
    await page.keyboard.press('Control+H');
    await page.keyboard.type('SOVS');
    expect(await violations(page, theme), 'import report and find').toEqual([]);
    await page.keyboard.press('Control+K');
    expect(await violations(page, theme), 'palette').toEqual([]);
  });
}

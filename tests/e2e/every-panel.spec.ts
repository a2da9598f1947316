import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { CommandId } from '../../shared/contract/commands/commands.ts';
import { screenshot, test } from './app.ts';
import { axeOf } from './axe.ts';
import { collectionPanels, documentPanels, runById } from './every-panel.ts';
import { openDocument, openSample, titles } from './workbench-page.ts';

/** What the size and the colours of a screen can make wrong; whether things have names and parts is looked at once, at the usual size.
 *  What scrolls is reached by Tab in this Chromium, which axe does not know. */
const rules = ['color-contrast', 'target-size', 'button-name', 'label', 'aria-valid-attr-value'];

/** What is wrong with the screen, a line a finding: what axe finds, and what is cut off at the side without a way to get there. */
async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await axeOf(page).withRules(rules).analyze();
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('section, [role="dialog"], [role="menu"], [role="toolbar"]')]
      .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
      .filter((box) => !/auto|scroll/.test(getComputedStyle(box).overflowX) && box.clientWidth > 0)
      .map(
        (box) => `cut off: ${box.getAttribute('aria-label') ?? box.className} ${box.scrollWidth} > ${box.clientWidth}`,
      ),
  );
  return [...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`), ...cut];
}

/** The faults of each panel, by the command that shows it. */
async function look(
  app: ElectronApplication,
  page: Page,
  commands: readonly CommandId[],
  picture: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const command of commands) {
    await runById(app, page, command);
    found[command] = await faults(page);
    await screenshot(page, `every-panel/${picture}-${command}`);
    await page.keyboard.press('Escape');
  }
  return Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0));
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`at 200 %, ${theme}`, () => {
    test.beforeEach(async ({ app, page }) => {
      test.slow();
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await runById(app, page, `view.theme-${theme}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await openSample(page);
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
    });

    test(`every panel of a collection can be read and reached, ${theme}`, async ({ app, page }) => {
      expect(await look(app, page, collectionPanels, `${theme}-collection`)).toEqual({});
    });

    test(`every panel of a document can be read and reached, ${theme}`, async ({ app, page }) => {
      await openDocument(page, titles.telegram);
      expect(await look(app, page, documentPanels, `${theme}-document`)).toEqual({});
    });
  });
}

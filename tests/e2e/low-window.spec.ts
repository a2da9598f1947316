import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { test } from './app.ts';
import {
  documentRow,
  expectSaved,
  openDocument,
  openSample,
  titles,
  transcription,
  typeOver,
} from './workbench-page.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const;

const card = (page: Page) => page.getByRole('dialog', { name: /^Suspect: / });

async function enlarge(app: ElectronApplication, size: (typeof sizes)[number]): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(width, height);
    window?.webContents.setZoomFactor(2);
  }, size);
}

/** Waits until nothing of an element is cut by the window or by what it scrolls in. */
const expectWhole = (element: Locator): Promise<void> => expect(element).toBeInViewport({ ratio: 1 });

for (const size of sizes) {
  test(`at 200 % in a window of ${size.width} × ${size.height} all of the card is in sight`, async ({ page, app }) => {
    await openSample(page);
    await openDocument(page, titles.telegram);
    await enlarge(app, size);
    await transcription(page).focus();
    await page.keyboard.press('F8');
    await expect(card(page)).toBeVisible({ timeout: 30_000 });
    for (let step = 0; step < 20 && (await card(page).getByRole('option').count()) < 6; step++)
      await page.keyboard.press('Tab');
    await expect(card(page).getByRole('option')).toHaveCount(6);
    await expectWhole(card(page));
    for (const action of await card(page).getByRole('button').all()) await expectWhole(action);
    for (let place = 1; place < 6; place++) await page.keyboard.press('ArrowDown');
    await expectWhole(card(page).getByRole('option').last());
    await page.keyboard.press('a');
    await expectWhole(card(page).getByRole('button', { name: /^Replace/ }));
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await expectWhole(card(page).getByRole('button', { name: 'Add the note' }));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(transcription(page)).toBeFocused();
  });
}

test('at 200 % the status bar says in full how the saving stands, and cuts no word', async ({ page, app }) => {
  await openSample(page);
  await openDocument(page, titles.telegram);
  await typeOver(page, 'STEVENS ON', 'STEVENSON');
  await enlarge(app, sizes[1]);
  await expectSaved(page);
  await expectWhole(page.getByRole('status', { name: 'Saving' }));
  const isCut = await page.getByRole('contentinfo').evaluate((bar) => {
    const edge = bar.querySelector('div')?.getBoundingClientRect();
    if (!edge) return true;
    const items = [...bar.querySelectorAll('div:first-child > *')].map((item) => item.getBoundingClientRect());
    // What wrapped to the second line is out of sight whole.
    return items.some(({ right, top }) => top < edge.bottom && right > edge.right + 0.5);
  });
  expect(isCut).toBe(false);
});

test('at 200 % the table covers no button above it, and the collection has its name', async ({ page, app }) => {
  await openSample(page);
  await documentRow(page, titles.telegram).click();
  await enlarge(app, sizes[0]);
  const chosen = page.getByRole('toolbar', { name: 'Selected documents' });
  const above = [chosen.getByRole('button'), page.getByRole('button', { name: /^(Filter|View)…/ })];
  for (const buttons of above)
    for (const button of await buttons.all()) {
      await button.scrollIntoViewIfNeeded();
      const isOnTop = await button.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      expect(isOnTop, (await button.textContent()) ?? '').toBe(true);
    }
  const { width } = (await page.getByRole('heading', { level: 1 }).boundingBox()) ?? { width: 0 };
  expect(width).toBeGreaterThan(60);
});

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { test as base, screenshot } from './app.ts';
import { axeOf } from './axe.ts';
import { answerDialogs, expectSaved, openDocument, runByName, titles, transcription } from './workbench-page.ts';

const image = (page: Page): Locator => page.getByRole('region', { name: 'Page image', exact: true });
const stage = (page: Page): Locator => page.getByRole('region', { name: /^Image of/ });
const form = (page: Page): Locator => page.getByRole('form', { name: 'Straighten and crop' });
const edge = (page: Page, name: string): Locator => stage(page).getByRole('slider', { name });
const count = (page: Page): Locator => page.getByRole('toolbar', { name: 'Page image' });

/** The sample documents as they are without the images of their pages. */
const test = base.extend({
  launched: async ({ launch, collection }, use) => use(await launch([`--collection=${collection}`])),
});

/** A sheet, or two side by side, on a dark desk, askew by some degrees. */
async function photograph(file: string, { skew = 0, pages = 1 }): Promise<void> {
  const canvas = createCanvas(1500 * pages, 1900);
  const context = canvas.getContext('2d');
  context.fillStyle = '#3b2f28';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((skew * Math.PI) / 180);
  const sheet = { width: 1100 * pages, height: 1500 };
  context.fillStyle = '#efe7d2';
  context.fillRect(-sheet.width / 2, -sheet.height / 2, sheet.width, sheet.height);
  context.fillStyle = '#26221c';
  context.font = '30px sans-serif';
  const line = 'The Secretary said that he would see the Ambassador at noon';
  for (let number = 0; number < pages; number++)
    for (let row = 0; row < 26; row++)
      context.fillText(line, -sheet.width / 2 + number * 1100 + 90, -sheet.height / 2 + 130 + row * 50);
  await writeFile(file, canvas.toBuffer('image/jpeg'));
}

async function addPhotograph(page: Page, app: ElectronApplication, file: string): Promise<void> {
  await openDocument(page, titles.draftLetter);
  await page.getByRole('radio', { name: 'Image' }).click();
  await answerDialogs(app, file);
  await image(page).getByRole('button', { name: 'Add page images…' }).click();
  await expect(stage(page).locator('[data-shown][data-sharp]')).toBeVisible();
}

const digestOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

async function expectNoFindings(page: Page): Promise<void> {
  const found = await axeOf(page).analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

const angle = async (page: Page): Promise<number> =>
  Number(await form(page).getByRole('slider', { name: 'Angle' }).inputValue());

test('a photograph is straightened and cut out as proposed, by keys, and undo takes it back', async ({
  page,
  app,
  workFolder,
}) => {
  const file = path.join(workFolder, 'photo.jpg');
  await photograph(file, { skew: 3 });
  const before = await digestOf(file);
  await addPhotograph(page, app, file);

  await stage(page).focus();
  await page.keyboard.press('Control+Alt+Shift+C');
  await expect(form(page)).toContainText('Drag the lines on the image');
  await expect.poll(() => angle(page)).toBeCloseTo(-3, 0);
  await expect(edge(page, 'Left edge')).toHaveAttribute('aria-valuetext', '13 percent');
  await expectNoFindings(page);
  await screenshot(page, 'straighten-and-crop');

  const left = Number(await edge(page, 'Left edge').getAttribute('aria-valuenow'));
  await edge(page, 'Left edge').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  const moved = Number(await edge(page, 'Left edge').getAttribute('aria-valuenow'));
  expect(moved).toBeGreaterThan(left + 1);
  await page.keyboard.press('Enter');
  await expect(form(page)).toBeHidden();
  await expect(stage(page).locator('[data-shown][data-sharp]')).toBeVisible();
  await expectSaved(page);
  await screenshot(page, 'straightened');

  // It lies so when the document is opened again.
  await page.keyboard.press('Control+W');
  await openDocument(page, titles.draftLetter);
  await stage(page).focus();
  await page.keyboard.press('Control+Alt+Shift+C');
  await expect(edge(page, 'Left edge')).toHaveAttribute('aria-valuenow', String(moved));
  await page.keyboard.press('Escape');
  await expect(form(page)).toBeHidden();

  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await runByName(page, 'Straighten and Crop This Page…');
  await expect.poll(() => angle(page)).toBeCloseTo(-3, 0);
  await expect(form(page).getByRole('button', { name: 'Reset' })).toBeDisabled();
  await form(page).getByRole('button', { name: 'Cancel' }).click();
  expect(await digestOf(file)).toBe(before);
});

test('an edge is dragged with the mouse, and Reset shows the whole image again', async ({ page, app, workFolder }) => {
  const file = path.join(workFolder, 'photo.jpg');
  await photograph(file, {});
  await addPhotograph(page, app, file);
  await runByName(page, 'Straighten and Crop This Page…');
  await expect(edge(page, 'Top edge')).toHaveAttribute('aria-valuetext', '11 percent');
  const grip = await edge(page, 'Top edge').locator('line').last().boundingBox();
  if (!grip) throw new Error('no grip');
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x, grip.y + 60, { steps: 4 });
  await page.mouse.up();
  const top = Number(await edge(page, 'Top edge').getAttribute('aria-valuenow'));
  expect(top).toBeGreaterThan(230);
  await form(page).getByRole('button', { name: 'Apply' }).click();
  await runByName(page, 'Straighten and Crop This Page…');
  await expect(edge(page, 'Top edge')).toHaveAttribute('aria-valuenow', String(top));
  await form(page).getByRole('button', { name: 'Reset' }).click();
  await runByName(page, 'Straighten and Crop This Page…');
  await expect(form(page).getByRole('button', { name: 'Reset' })).toBeDisabled();
});

test('a picture of two pages becomes two, one again by one undo, and two by redo', async ({
  page,
  app,
  workFolder,
}) => {
  const file = path.join(workFolder, 'spread.jpg');
  await photograph(file, { skew: -1.5, pages: 2 });
  await addPhotograph(page, app, file);
  await expect(count(page)).toContainText('1 of 1');
  await runByName(page, 'Straighten and Crop This Page…');
  await expect(form(page).getByRole('checkbox', { name: 'Two pages side by side' })).toBeChecked();
  await expect(edge(page, 'Line between the two pages')).toHaveAttribute('aria-valuetext', /^(49|50|51) percent$/);
  await screenshot(page, 'double-page');
  await form(page).getByRole('button', { name: 'Apply' }).click();
  await expect(count(page)).toContainText('1 of 2');
  await runByName(page, 'Show or Hide All Pages');
  await expect(page.getByRole('region', { name: 'All pages' }).getByRole('row')).toHaveCount(2);
  await expect(stage(page).locator('[data-shown][data-sharp]')).toBeVisible();
  await screenshot(page, 'two-pages');
  await transcription(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(count(page)).toContainText('1 of 1');
  await page.keyboard.press('Control+Y');
  await expect(count(page)).toContainText('1 of 2');
  await expectSaved(page);
});

for (const theme of ['dark', 'light'] as const)
  test(`at 200 % in the ${theme} theme the form covers nothing and has no finding`, async ({
    page,
    app,
    workFolder,
  }) => {
    const file = path.join(workFolder, 'photo.jpg');
    await photograph(file, { skew: 3 });
    await addPhotograph(page, app, file);
    await runByName(page, theme === 'dark' ? 'Theme: Dark' : 'Theme: Light');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
    await runByName(page, 'Straighten and Crop This Page…');
    await expect(form(page)).toContainText('Drag the lines on the image');
    await expect(form(page).getByRole('button', { name: 'Apply' })).toBeInViewport();
    await expectNoFindings(page);
    await screenshot(page, `straighten-and-crop-${theme}-200`);
  });

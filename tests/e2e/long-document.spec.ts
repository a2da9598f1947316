import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { anchorite, type Launch, test } from './app.ts';
import { expectSaved, transcription } from './workbench-page.ts';

const paragraphCount = 500;

/** Each paragraph says its number, and is some lines long. */
const paragraph = (number: number): string =>
  `Paragraph ${number} says of itself that it is number ${number} of those which the ambassador wrote in that long winter, ${'and went on to say so at some length, '.repeat(1 + ((number * 7) % 9))}which ends number ${number}.`;

const longText = Array.from({ length: paragraphCount }, (_, index) => paragraph(index + 1)).join('\n\n');

const scroller = (page: Page) => transcription(page).locator('xpath=ancestor::*[@data-scroll]');

interface SeenParagraph {
  readonly number: number;
  /** Below the top of what is seen, in CSS pixels. */
  readonly top: number;
}

/** Paragraphs that are seen, after everything that follows scrolling has done so. */
const seen = (page: Page): Promise<readonly SeenParagraph[]> =>
  scroller(page).evaluate(async (box) => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
    const { top, bottom } = box.getBoundingClientRect();
    return [...box.querySelectorAll('[data-block="paragraph"]')].flatMap((block) => {
      const rect = block.getBoundingClientRect();
      const number = Number(/\d+/.exec(block.textContent ?? '')?.[0]);
      return rect.height > 0 && rect.bottom > top && rect.top < bottom ? [{ number, top: rect.top - top }] : [];
    });
  });

const scrollTo = (page: Page, share: number): Promise<void> =>
  scroller(page).evaluate((box, to) => box.scrollTo(0, to * box.scrollHeight), share);

const seenNumbers = async (page: Page): Promise<readonly number[]> => (await seen(page)).map(({ number }) => number);

/** Puts the caret behind the first word of a paragraph that is seen. */
async function clickInto(page: Page, number: number, modifiers: 'Shift'[] = []): Promise<void> {
  const block = transcription(page).getByText(`Paragraph ${number} says`);
  await block.click({ position: { x: 30, y: 10 }, modifiers });
}

/** Opens the long document in the workbench, with the caret at its beginning. */
async function openLong(workFolder: string, launch: Launch): Promise<Page> {
  const file = path.join(workFolder, 'long.txt');
  await writeFile(file, longText);
  const collection = path.join(workFolder, 'Long');
  await anchorite('import', collection, file);
  const { page } = await launch([`--collection=${collection}`, '--document=long.txt']);
  await expect(transcription(page)).toBeVisible({ timeout: 30_000 });
  // What was removed is not read along with what stands.
  await page.getByRole('button', { name: 'Corrections', exact: true }).click();
  await transcription(page).focus();
  return page;
}

test('only what is seen of a long document is laid out, and it stays where it is while one scrolls', async ({
  workFolder,
  launch,
}) => {
  const page = await openLong(workFolder, launch);
  expect(await seenNumbers(page)).toContain(1);
  const laidOut = () => transcription(page).locator('> p:visible').count();
  for (let step = 0; step < 40; step++) {
    const before = await seen(page);
    await scroller(page).evaluate((box) => box.scrollBy(0, 500));
    const after = new Map((await seen(page)).map(({ number, top }) => [number, top]));
    const moved = before.flatMap(({ number, top }) => (after.has(number) ? [(after.get(number) ?? 0) - top] : []));
    expect(moved.length, `step ${step}`).toBeGreaterThan(0);
    for (const distance of moved) expect(Math.abs(distance + 500), `step ${step}`).toBeLessThan(2);
    expect(await laidOut()).toBeLessThan(250);
  }
  for (let step = 0; step < 60; step++) {
    const before = await seen(page);
    await scroller(page).evaluate((box) => box.scrollBy(0, -500));
    const after = new Map((await seen(page)).map(({ number, top }) => [number, top]));
    if (after.has(1)) break;
    const moved = before.flatMap(({ number, top }) => (after.has(number) ? [(after.get(number) ?? 0) - top] : []));
    for (const distance of moved) expect(Math.abs(distance - 500), `back ${step}`).toBeLessThan(2);
  }
  expect(await seenNumbers(page)).toContain(1);
});

test('the scroll bar leads to any part of a long document', async ({ workFolder, launch }) => {
  const page = await openLong(workFolder, launch);
  for (const share of [0.5, 0.9, 0.2, 0.7]) {
    await scrollTo(page, share);
    const [first = 0] = await seenNumbers(page);
    expect(Math.abs(first / paragraphCount - share), `at ${share}: ${first}`).toBeLessThan(0.08);
  }
  await scrollTo(page, 1);
  expect((await seenNumbers(page)).at(-1)).toBe(paragraphCount);
  await scrollTo(page, 0);
  expect((await seen(page))[0]).toMatchObject({ number: 1 });
});

test('keys go to the caret of a long document, however far one has scrolled away', async ({ workFolder, launch }) => {
  const page = await openLong(workFolder, launch);
  await scrollTo(page, 0.5);
  const [, middle = 0] = await seenNumbers(page);
  await clickInto(page, middle);
  await scrollTo(page, 1);
  await page.keyboard.type('typed');
  expect(await seenNumbers(page)).toContain(middle);
  await expect(transcription(page)).toContainText(new RegExp(`P\\w*typed\\w* ${middle} says`));
  await scrollTo(page, 0);
  await page.keyboard.press('ArrowDown');
  expect(await seenNumbers(page)).toContain(middle);
  await scrollTo(page, 0.95);
  await page.keyboard.press('Control+Z');
  expect(await seenNumbers(page)).toContain(middle);
  await expect(transcription(page)).toContainText(`Paragraph ${middle} says`);

  await page.keyboard.press('Control+End');
  await page.keyboard.type(' The end.');
  expect((await seenNumbers(page)).at(-1)).toBe(paragraphCount);
  await expect(transcription(page)).toContainText(`number ${paragraphCount}. The end.`);
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Start: ');
  expect(await seenNumbers(page)).toContain(2);
  await expect(transcription(page)).toContainText('Start: Paragraph 1 says');
  await expectSaved(page);
});

test('what is selected of a long document reaches beyond what is laid out', async ({ workFolder, launch }) => {
  const page = await openLong(workFolder, launch);
  const paragraphs = transcription(page).locator('> p');
  await scrollTo(page, 0.3);
  const [, first = 0] = await seenNumbers(page);
  await clickInto(page, first);
  await scrollTo(page, 0.8);
  const [, last = 0] = await seenNumbers(page);
  await clickInto(page, last, ['Shift']);
  await page.keyboard.press('Delete');
  await expect(paragraphs).toHaveCount(paragraphCount - (last - first));
  await page.keyboard.press('Control+Z');
  await expect(paragraphs).toHaveCount(paragraphCount);

  await scrollTo(page, 0.6);
  const [, pressed = 0, beside = 0] = await seenNumbers(page);
  // What is selected would be dragged.
  await clickInto(page, beside);
  const box = await transcription(page).getByText(`Paragraph ${pressed} says`).boundingBox();
  if (!box) throw new Error('a paragraph that is seen has no place');
  await page.mouse.move(box.x + 30, box.y + 10);
  await page.mouse.down();
  // The browser takes the place of the first move for that of the press.
  await page.mouse.move(box.x + 36, box.y + 10);
  await seen(page);
  for (let step = 0; step < 30; step++) {
    await page.mouse.wheel(0, 600);
    await seen(page);
    await page.mouse.move(box.x + 30 + (step % 2), box.y + 10);
  }
  await page.mouse.up();
  const [, released = 0] = await seenNumbers(page);
  expect(released).toBeGreaterThan(pressed + 30);
  await page.keyboard.press('Backspace');
  await expect.poll(() => paragraphs.count()).toBeLessThan(paragraphCount - 30);
  await expect(transcription(page)).toContainText(`Paragraph ${pressed - 1} says`);
  await expect(transcription(page)).not.toContainText(`Paragraph ${pressed + 1} says`);
  await page.keyboard.press('Control+Z');

  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await expect(paragraphs).toHaveCount(1);
  await page.keyboard.press('Control+Z');
  await expect(paragraphs).toHaveCount(paragraphCount);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.type('All is said.');
  await expect(transcription(page)).toHaveText('All is said.');
});

import { existsSync } from 'node:fs';
import path from 'node:path';
import { builtInModel } from '../../main/line-reading/known-models.ts';
import { startLineModel } from '../../main/line-reading/line-model.ts';
import { readPageLines } from '../../main/line-reading/read-page-lines.ts';
import { linesInDoubt } from '../../shared/correct/suspects/lines-in-doubt.ts';
import { type Box, type LayoutWord, layoutWords, type PageLayout } from '../../shared/document/layout.ts';
import { editDistance } from '../../shared/text/edit-distance.ts';
import { comparableText, type TruePage, truePages, trueText } from './ocr-truth.ts';
import { type PageReadings, pageReadings } from './page-readings.ts';

// The independent reader on the lines that the first reading found: its character error rate as in `ocr-bench`, beside those of both
// readings of the engine, and its CPU time on the first pages, model loaded.

const folder = path.join(process.cwd(), '../shared/scans');
const timedPages = Number(process.argv[2] ?? 4);

async function run(): Promise<void> {
  if (!existsSync(folder)) {
    process.stdout.write(`${folder} is not there: nothing was measured.\n`);
    return;
  }
  const readings = await pageReadings(truePages(folder), path.resolve('test-results/page-readings'));
  for (const name of ['first', 'second', 'third'] as const) {
    const errors = readings.map((one) => errorsOf(one.page, one[name].layout));
    const characters = readings.reduce((sum, { page }) => sum + trueText(page.lines).length, 0);
    const sum = errors.reduce((all, one) => all + one, 0);
    process.stdout.write(
      `${name.padEnd(8)} CER ${((100 * sum) / characters).toFixed(2)} %, by page ${errors.join(' ')}\n`,
    );
  }
  for (const [name, pick] of ways) {
    const errors = readings.map((one) => errorsOf(one.page, agreed(pick(one))));
    const characters = readings.reduce((sum, { page }) => sum + trueText(page.lines).length, 0);
    const sum = errors.reduce((all, one) => all + one, 0);
    process.stdout.write(
      `${name}, with what both other readings have: CER ${((100 * sum) / characters).toFixed(2)} %, by page ${errors.join(' ')}\n`,
    );
  }
  const model = await startLineModel(builtInModel());
  let all = 0;
  const timed = readings.slice(0, timedPages);
  for (const { page, first, second } of timed) {
    const layout = linesInDoubt(first.layout, second.layout);
    const before = process.cpuUsage();
    await readPageLines(model, { bytes: page.bytes, turn: 0, layout });
    const { user, system } = process.cpuUsage(before);
    all += (user + system) / 1e6;
    process.stdout.write(
      `${page.name}: ${((user + system) / 1e6).toFixed(1)} s of CPU, ${linesOf(layout)} of ${linesOf(first.layout)} lines in doubt\n`,
    );
  }
  process.stdout.write(`${(all / timed.length).toFixed(1)} s of CPU a page\n`);
  await model.close();
}

const linesOf = ({ blocks }: PageLayout): number => blocks.reduce((sum, block) => sum + block.lines.length, 0);

interface ThreeReadings {
  readonly first: PageLayout;
  readonly second: PageLayout;
  readonly third: PageLayout;
}

/** Ways in which a text comes into a collection, with the other readings of its page. */
const ways: readonly (readonly [string, (one: PageReadings) => ThreeReadings])[] = [
  ['first', ({ first, second, third }) => ({ first: first.layout, second: second.layout, third: third.layout })],
  [
    'plain',
    ({ plain, first, thirdOfPlain }) => ({ first: plain.layout, second: first.layout, third: thirdOfPlain.layout }),
  ],
];

/** The first reading with what both others have in the place of a word, as whoever accepts all of it gets it. */
function agreed({ first, second, third }: ThreeReadings): PageLayout {
  const [seconds, thirds] = [layoutWords(second), layoutWords(third)];
  const only = (box: Box, words: readonly LayoutWord[]): string | null => {
    const inside = words.filter((word) => word.box && holdsMiddle(box, word.box));
    return inside.length === 1 ? (inside[0]?.text ?? null) : null;
  };
  const asVoted = (word: LayoutWord): LayoutWord => {
    const one = word.box && only(word.box, seconds);
    return word.box && one !== null && one === only(word.box, thirds) ? { ...word, text: one } : word;
  };
  const blocks = first.blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => ({ ...line, words: line.words.map(asVoted) })),
  }));
  return { ...first, blocks };
}

function holdsMiddle(outer: Box, inner: Box): boolean {
  const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
  return x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height;
}

function errorsOf({ lines }: TruePage, layout: PageLayout): number {
  return editDistance(
    trueText(lines),
    comparableText(
      layout.blocks.flatMap((block) => block.lines),
      lines,
    ),
  );
}

await run();

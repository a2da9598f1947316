import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import tesseract from 'tesseract.js';
import { firstPreparation, readPage, secondPreparation } from '../../main/ocr/read-page.ts';
import { recognisedLines, startEngine } from '../../main/ocr/tesseract.ts';
import type { LayoutLine } from '../../shared/document/layout.ts';
import { editDistance } from '../../shared/text/edit-distance.ts';
import { comparableText, type TruePage, truePages, trueText } from './ocr-truth.ts';

// Character error rate of offline OCR on real typewritten pages, beside the library as it comes. The rate is the Levenshtein distance
// between the transcribed lines in reading order and what was read, white space folded, per transcribed character. Lines that nobody
// transcribed do not count (`comparableText`); lines in the wrong order, and what is read beside the letters of a line, do.

const folder = path.join(process.cwd(), '../shared/scans');

interface Way {
  readonly name: string;
  read(page: TruePage): Promise<readonly Pick<LayoutLine, 'words'>[]>;
  close(): Promise<void>;
}

/** The library with its own defaults, and with one of its ways to divide a page. */
async function libraryWay(name: string, mode: tesseract.PSM | null): Promise<Way> {
  const data = path.dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
  const langPath = path.join(data, '4.0.0_best_int');
  const worker = await tesseract.createWorker('eng', tesseract.OEM.LSTM_ONLY, { langPath, cacheMethod: 'none' });
  if (mode !== null) await worker.setParameters({ tessedit_pageseg_mode: mode });
  return {
    name,
    async read({ bytes }) {
      const { data: page } = await worker.recognize(Buffer.from(bytes), {}, { text: true, blocks: true });
      return recognisedLines(page);
    },
    async close() {
      await worker.terminate();
    },
  };
}

async function ownWay(name: string, preparation: typeof firstPreparation): Promise<Way> {
  const engine = await startEngine({ name: 'eng', folder: null });
  return {
    name,
    async read({ bytes, width, height }) {
      const { layout } = await readPage(engine, { bytes, width, height, turn: 0 }, preparation);
      return layout.blocks.flatMap(({ lines }) => lines);
    },
    close: engine.close,
  };
}

/** Errors, characters and seconds of CPU of one page. */
type Measured = readonly [number, number, number];

async function measure(way: Way, page: TruePage): Promise<Measured> {
  const before = process.cpuUsage();
  const lines = await way.read(page);
  const { user, system } = process.cpuUsage(before);
  const truth = trueText(page.lines);
  return [editDistance(truth, comparableText(lines, page.lines)), truth.length, (user + system) / 1e6];
}

const rate = (pages: readonly Measured[]): string => {
  const sum = (index: 0 | 1): number => pages.reduce((total, page) => total + page[index], 0);
  return `${((100 * sum(0)) / sum(1)).toFixed(2)} %`;
};

async function run(): Promise<void> {
  if (!existsSync(folder)) {
    process.stdout.write(`${folder} is not there: nothing was measured.\n`);
    return;
  }
  const pages = truePages(folder);
  const ways = [
    () => libraryWay('library, defaults', null),
    () => libraryWay('library, mode 3', tesseract.PSM.AUTO),
    () => ownWay('Anchorite', firstPreparation),
    () => ownWay('Anchorite, second reading', secondPreparation),
  ];
  const row = (cells: readonly string[]): string =>
    cells.map((cell, index) => cell.padEnd(index === 0 ? 28 : 12)).join('');
  process.stdout.write(`${row(['', 'CER', 'even pages', 'odd pages', 'CPU a page'])}errors by page\n`);
  for (const start of ways) {
    const way = await start();
    const measured: Measured[] = [];
    for (const page of pages) measured.push(await measure(way, page));
    await way.close();
    const seconds = measured.reduce((total, [, , cpu]) => total + cpu, 0) / measured.length;
    // Settings were chosen on the even pages; the odd ones tell how far that holds.
    const halves = [0, 1].map((odd) => rate(measured.filter((_, index) => index % 2 === odd)));
    const cells = [way.name, rate(measured), ...halves, `${seconds.toFixed(1)} s`];
    process.stdout.write(`${row(cells)}${measured.map(([errors]) => errors).join(' ')}\n`);
  }
}

await run();

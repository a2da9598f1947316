import { createRequire } from 'node:module';
import path from 'node:path';
import type Tesseract from 'tesseract.js';
import type { PSM } from 'tesseract.js';
import tesseract from 'tesseract.js';
import type { Box, LayoutLine, LayoutWord, WordAlternative } from '../../shared/document/layout.ts';
import { ownTable } from '../../shared/text/own-table.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { type GreyscalePicture, toPgm } from '../images/greyscale-picture.ts';
import { type GatheredData, gatherUnpacked } from '../storage/outside/own-data.ts';
import { dataFile, type OcrLanguage } from './ocr-languages.ts';

/** A line as the engine gives it. Boxes are in pixels of the picture that it read. */
export interface RecognisedLine extends LayoutLine {
  readonly box: Box;
  readonly baseline: readonly [Point, Point];
  /** Number of the paragraph of the engine that it belongs to. */
  readonly paragraph: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Other readings of a word that are kept, the likeliest first. */
const mostAlternatives = 4;

/** The lines of a page in the order of the engine, with the other readings of each word that it thought of. */
export function recognisedLines({ blocks, hocr }: Pick<Tesseract.Page, 'blocks' | 'hocr'>): readonly RecognisedLine[] {
  const choices = wordChoices(hocr ?? '');
  let paragraph = 0;
  let word = 0;
  const lines: RecognisedLine[] = [];
  for (const block of blocks ?? [])
    for (const { lines: own } of block.paragraphs) {
      for (const line of own) {
        const words = line.words.map((one) => layoutWord(one, choices[word++] ?? []));
        const { x0, y0, x1, y1 } = line.baseline;
        lines.push({
          box: boxOf(line.bbox),
          baseline: [
            { x: x0, y: y0 },
            { x: x1, y: y1 },
          ],
          words,
          paragraph,
        });
      }
      paragraph += 1;
    }
  return lines;
}

const boxOf = ({ x0, y0, x1, y1 }: Tesseract.Bbox): Box => ({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 });

const layoutWord = (word: Tesseract.Word, choices: readonly Choices[]): LayoutWord => ({
  text: word.text,
  box: boxOf(word.bbox),
  confidence: Math.round(word.confidence),
  alternatives: alternativesOf(word.text, choices),
  hyphenation: null,
});

/** What one place of a word may be, the likeliest first. */
type Choices = readonly WordAlternative[];

/** The choices of each word of a page, place by place. hOCR: `ocrx_cinfo` in `ocrx_word`, with `lstm_choice_mode` 2. */
function wordChoices(hocr: string): readonly (readonly Choices[])[] {
  return hocr
    .split("<span class='ocrx_word'")
    .slice(1)
    .map((word) => word.split("id='lstm_choices_").slice(1).map(placeChoices));
}

function placeChoices(place: string): Choices {
  const found = place.matchAll(/title='x_confs ([\d.]+)'>([^<]*)</g);
  return [...found].map(([, confidence, text]) => ({
    text: unescaped(text ?? ''),
    confidence: Math.round(Number(confidence)),
  }));
}

const entities: Readonly<Record<string, string>> = ownTable<string>({
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
});

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

/** The word with one place read otherwise, the places of which the engine was least sure first. */
function alternativesOf(word: string, places: readonly Choices[]): readonly WordAlternative[] {
  const read = places.filter(([first]) => first && first.text.trim() !== '');
  // Where a ligature or a space was put together otherwise, the places are not those of the letters.
  if (read.map(([first]) => first?.text ?? '').join('') !== word) return [];
  const found = new Map<string, number | null>();
  const doubtful = read
    .map((choices, index) => ({ choices, index }))
    .sort((a, b) => (a.choices[0]?.confidence ?? 0) - (b.choices[0]?.confidence ?? 0));
  for (const { choices, index } of doubtful) {
    const other = choices[1];
    if (!other || other.text.trim() === '') continue;
    const text = read.map((place, at) => (at === index ? other.text : (place[0]?.text ?? ''))).join('');
    found.set(text, other.confidence);
    if (found.size === mostAlternatives) break;
  }
  return [...found].map(([text, confidence]) => ({ text, confidence }));
}

/** How the engine divides a page: 3 looks for blocks, 6 takes the page for one block. */
export type PageSegmentation = 3 | 6;

/** The OCR engine with one language. */
export interface Engine {
  /** What reads, for people: `Tesseract 5.1.0, eng`. */
  readonly name: string;
  read(picture: GreyscalePicture, mode: PageSegmentation): Promise<readonly RecognisedLine[]>;
  close(): Promise<void>;
}

/** The data that the registry ships; its smaller form reads as well as the larger one (`npm run bench -- ocr`). */
const builtIn = '@tesseract.js-data/eng/package.json';
const builtInFolder = '4.0.0_best_int';

/** Starts the engine. Everything it needs comes from local files; nothing is kept elsewhere.
 *  @throws Error when the data of the language cannot be read */
export async function startEngine({ name, folder }: OcrLanguage): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const own = path.join(path.dirname(unpacked(require.resolve(builtIn))), builtInFolder);
  const data = folder === null ? null : await gathered(name.split('+'), [folder, own]);
  let worker: tesseract.Worker;
  try {
    worker = await started(name, {
      langPath: data?.folder ?? own,
      gzip: data === null,
      cacheMethod: 'none',
      workerPath: unpacked(require.resolve('tesseract.js/src/worker-script/node/index.js')),
    });
  } finally {
    await data?.remove();
  }
  await worker.setParameters({ lstm_choice_mode: '2' });
  return {
    name: `tesseract.js ${versionOf(require)}, ${name}`,
    async read(picture, mode) {
      await worker.setParameters({ tessedit_pageseg_mode: String(mode) as PSM });
      const output = { text: false, blocks: true, hocr: true };
      const { data } = await worker.recognize(Buffer.from(toPgm(picture)), {}, output);
      return recognisedLines(data);
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** The library takes all data from one folder, and all of it packed or none: copies what languages need into one of the system's.
 *  @param folders where data is looked for, the first first
 *  @throws Error when the data of a language is in none */
function gathered(names: readonly string[], folders: readonly string[]): Promise<GatheredData> {
  const files = names.map((name) => {
    const file = folders.map((folder) => dataFile(folder, name)).find((one) => one !== null);
    if (!file) throw new Error(inEnglish`there is no ${name}.traineddata`);
    return { name: `${name}.traineddata`, file };
  });
  return gatherUnpacked(files);
}

/** The library never settles its promise when the data of a language is missing or broken: it only tells the error handler, without
 *  which it would throw where nobody can catch it. */
function started(name: string, options: Partial<tesseract.WorkerOptions>): Promise<tesseract.Worker> {
  return new Promise((resolve, reject) => {
    const errorHandler = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
    tesseract.createWorker(name, tesseract.OEM.LSTM_ONLY, { ...options, errorHandler }).then(resolve, reject);
  });
}

/** Threads cannot start from inside the archive of a packaged program: what they need lies beside it. */
const unpacked = (file: string): string => file.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);

const versionOf = (require: NodeJS.Require): string =>
  (require('tesseract.js/package.json') as { readonly version: string }).version;

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decodeGreyscale } from '../../main/images/greyscale-picture.ts';
import { builtInModel } from '../../main/line-reading/known-models.ts';
import { type LineModel, startLineModel } from '../../main/line-reading/line-model.ts';
import { readPageLines } from '../../main/line-reading/read-page-lines.ts';
import {
  firstPreparation,
  type PageReadingParts,
  type Preparation,
  readPage,
  secondPreparation,
} from '../../main/ocr/read-page.ts';
import { type Engine, type RecognisedLine, startEngine } from '../../main/ocr/tesseract.ts';
import type { PageLayout } from '../../shared/document/layout.ts';
import type { TruePage } from './ocr-truth.ts';

/** The readings of a page. */
export interface PageReadings {
  readonly page: TruePage;
  /** The two that the program makes. */
  readonly first: PageReadingParts;
  readonly second: PageReadingParts;
  /** What the engine makes of the image as it is: what comes as a layout from elsewhere. */
  readonly plain: PageReadingParts;
  /** What the independent reader makes of the lines of the first, and of those of the last. */
  readonly third: PageReadingParts;
  readonly thirdOfPlain: PageReadingParts;
}

/** Reads pages three times, or takes the readings that an earlier run kept.
 *  @param cache a folder of this purpose; remove it to read the pages anew */
export async function pageReadings(pages: readonly TruePage[], cache: string): Promise<readonly PageReadings[]> {
  mkdirSync(cache, { recursive: true });
  let engine: Engine | null = null;
  const read = async (page: TruePage, name: string, preparation: Preparation | null): Promise<PageReadingParts> => {
    const file = path.join(cache, `${page.name}-${name}.json`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PageReadingParts;
    engine ??= await startEngine({ name: 'eng', folder: null });
    const { bytes, width, height } = page;
    const reading = preparation
      ? await readPage(engine, { bytes, width, height, turn: 0 }, preparation)
      : await plainReading(engine, page);
    writeFileSync(file, JSON.stringify(reading));
    return reading;
  };
  let model: LineModel | null = null;
  const readLines = async (page: TruePage, name: string, layout: PageLayout): Promise<PageReadingParts> => {
    const file = path.join(cache, `${page.name}-${name}.json`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PageReadingParts;
    model ??= await startLineModel(builtInModel());
    const reading = { by: model.name, layout: await readPageLines(model, { bytes: page.bytes, turn: 0, layout }) };
    writeFileSync(file, JSON.stringify(reading));
    return reading;
  };
  const readings: PageReadings[] = [];
  for (const page of pages) {
    const first = await read(page, 'first', firstPreparation);
    const plain = await read(page, 'plain', null);
    readings.push({
      page,
      first,
      second: await read(page, 'second', secondPreparation),
      plain,
      third: await readLines(page, 'third', first.layout),
      thirdOfPlain: await readLines(page, 'third-of-plain', plain.layout),
    });
  }
  await (engine as Engine | null)?.close();
  await (model as LineModel | null)?.close();
  return readings;
}

const mostPixels = 100_000_000;

async function plainReading(engine: Engine, { bytes, width, height }: TruePage): Promise<PageReadingParts> {
  const lines = await engine.read(await decodeGreyscale(bytes, 0, mostPixels), 3);
  const paragraphs = [...new Set(lines.map(({ paragraph }) => paragraph))];
  const blocks = paragraphs.map((paragraph) => ({
    box: null,
    lines: lines.filter((line) => line.paragraph === paragraph).map(withoutParagraph),
  }));
  return { by: engine.name, layout: { width, height, blocks } satisfies PageLayout };
}

const withoutParagraph = ({ box, baseline, words }: RecognisedLine) => ({ box, baseline, words });

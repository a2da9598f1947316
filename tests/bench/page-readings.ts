import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  firstPreparation,
  type PageReadingParts,
  type Preparation,
  readPage,
  secondPreparation,
} from '../../main/jobs/read-page.ts';
import { type Engine, startEngine } from '../../main/jobs/tesseract-engine.ts';
import type { TruePage } from './ocr-truth.ts';

/** Both readings of a page, as the program makes them. */
export interface PageReadings {
  readonly page: TruePage;
  readonly first: PageReadingParts;
  readonly second: PageReadingParts;
}

/** Reads pages twice, or takes the readings that an earlier run kept.
 *  @param cache a folder of this purpose; remove it to read the pages anew */
export async function pageReadings(pages: readonly TruePage[], cache: string): Promise<readonly PageReadings[]> {
  mkdirSync(cache, { recursive: true });
  let engine: Engine | null = null;
  const read = async (page: TruePage, name: string, preparation: Preparation): Promise<PageReadingParts> => {
    const file = path.join(cache, `${page.name}-${name}.json`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PageReadingParts;
    engine ??= await startEngine({ name: 'eng', folder: null });
    const { bytes, width, height } = page;
    const reading = await readPage(engine, { bytes, width, height, turn: 0 }, preparation);
    writeFileSync(file, JSON.stringify(reading));
    return reading;
  };
  const readings: PageReadings[] = [];
  for (const page of pages)
    readings.push({
      page,
      first: await read(page, 'first', firstPreparation),
      second: await read(page, 'second', secondPreparation),
    });
  await (engine as Engine | null)?.close();
  return readings;
}

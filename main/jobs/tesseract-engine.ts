import { createRequire } from 'node:module';
import path from 'node:path';
import tesseract, { type PSM } from 'tesseract.js';
import { type GreyPicture, toPgm } from './grey-picture.ts';
import { type ReadLine, readLines } from './tesseract-lines.ts';

/** Where the data of a language is. */
export interface OcrLanguage {
  /** The name of its file without the ending: `eng`, `frak2021`. */
  readonly name: string;
  /** The folder that holds `<name>.traineddata`; null for the language that comes with the program. */
  readonly folder: string | null;
}

/** How the engine divides a page: 3 looks for blocks, 6 takes the page for one block. */
export type PageSegmentation = 3 | 6;

/** The OCR engine with one language. */
export interface Engine {
  /** What reads, for people: `Tesseract 5.1.0, eng`. */
  readonly name: string;
  read(picture: GreyPicture, mode: PageSegmentation): Promise<readonly ReadLine[]>;
  close(): Promise<void>;
}

/** The data that the registry ships; its smaller form reads as well as the larger one (`npm run bench -- ocr`). */
const builtIn = '@tesseract.js-data/eng/package.json';
const builtInFolder = '4.0.0_best_int';

/** Starts the engine. Everything it needs comes from local files; nothing is kept elsewhere.
 *  @throws Error when the data of the language cannot be read */
export async function startEngine({ name, folder }: OcrLanguage): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const worker = await started(name, {
    langPath: folder ?? path.join(path.dirname(unpacked(require.resolve(builtIn))), builtInFolder),
    gzip: folder === null,
    cacheMethod: 'none',
    workerPath: unpacked(require.resolve('tesseract.js/src/worker-script/node/index.js')),
  });
  await worker.setParameters({ lstm_choice_mode: '2' });
  return {
    name: `tesseract.js ${versionOf(require)}, ${name}`,
    async read(picture, mode) {
      await worker.setParameters({ tessedit_pageseg_mode: String(mode) as PSM });
      const output = { text: false, blocks: true, hocr: true };
      const { data } = await worker.recognize(Buffer.from(toPgm(picture)), {}, output);
      return readLines(data);
    },
    async close() {
      await worker.terminate();
    },
  };
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

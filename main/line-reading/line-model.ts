import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Ort from 'onnxruntime-web';
import { inEnglish } from '../../shared/translation/retell.ts';
import { readOwnFile } from '../storage/outside/own-data.ts';
import type { ColumnChoices } from './ctc-decoding.ts';
import type { LinePicture } from './line-picture.ts';

/** Where a recogniser of lines is, and how it wants its pictures. */
export interface LineModelFiles {
  /** What a person calls it. */
  readonly name: string;
  /** ONNX: one picture in, probabilities of signs column by column out. */
  readonly model: string;
  /** A sign a line. */
  readonly alphabet: string;
  /** The only signs that are believed, as a regular expression of one; null for all. */
  readonly believed: string | null;
  /** Whether the class for nothing comes before the signs, or after them. */
  readonly blank: 'first' | 'last';
  /** Whether dark ink is given as high values. */
  readonly isInverted: boolean;
}

/** A recogniser of lines that has been started. */
export interface LineModel {
  readonly name: string;
  /** How high the pictures of lines have to be, in pixels. */
  readonly height: number;
  /** Whether a sign, of any case, is in its alphabet. */
  readonly knows: (sign: string) => boolean;
  read(picture: LinePicture): Promise<readonly ColumnChoices[]>;
  close(): Promise<void>;
}

/** Signs less probable than this in a column are left out. */
const leastProbability = 0.002;
const mostChoices = 6;
const usualHeight = 48;

/** Starts a recogniser. Everything it needs comes from local files.
 *  @throws Error when the files cannot be used; its message is the end of a sentence */
export async function startLineModel(files: LineModelFiles): Promise<LineModel> {
  const ort = await startedRuntime();
  const alphabet = readOwnFile(files.alphabet)
    .toString('utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  const session = await ort.InferenceSession.create(readOwnFile(files.model), { executionProviders: ['wasm'] });
  const [input] = session.inputMetadata;
  const [inputName, outputName] = [session.inputNames[0], session.outputNames[0]];
  if (!input?.isTensor || !inputName || !outputName || input.shape.length !== 4)
    throw new Error(inEnglish`it does not take one picture of a line`);
  const [, channels, height] = input.shape;
  const isGrey = channels === 1;
  const modelHeight = typeof height === 'number' && height > 0 ? height : usualHeight;
  const believed = files.believed === null ? null : new RegExp(files.believed, 'u');
  let classes: Classes | null = null;
  return {
    name: files.name,
    height: modelHeight,
    knows: signsOf(alphabet, believed),
    async read(picture) {
      const tensor = tensorOf(ort, picture, isGrey, files.isInverted);
      const results = await session.run({ [inputName]: tensor });
      const output = results[outputName];
      tensor.dispose();
      if (output?.type !== 'float32') throw new Error(inEnglish`it answers in numbers that are not understood`);
      const shape = output.dims.filter((size, index) => size !== 1 || index === output.dims.length - 1);
      const [steps, width] = [shape[0] ?? 0, shape[1] ?? 0];
      classes ??= classesOf(alphabet, width, files.blank, believed);
      const choices = columnsOf(output.data as Float32Array, steps, classes);
      output.dispose();
      return choices;
    },
    close: () => session.release(),
  };
}

/** Read when a recogniser is first wanted: most work goes without. */
let runtime: Promise<typeof Ort> | null = null;

function startedRuntime(): Promise<typeof Ort> {
  runtime ??= startRuntime();
  return runtime;
}

/** The program of the runtime is a file beside it; threads cannot start from inside the archive of a packaged program. */
async function startRuntime(): Promise<typeof Ort> {
  const ort = await import('onnxruntime-web');
  const folder = path.dirname(unpacked(createRequire(import.meta.url).resolve('onnxruntime-web')));
  ort.env.wasm.wasmPaths = pathToFileURL(`${folder}${path.sep}`).href;
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  return ort;
}

/** Where a file of a package lies that goes beside the archive of a packaged program. */
export const unpacked = (file: string): string => file.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);

/** Wide and narrow forms of a sign are one. */
const plainSign = (sign: string): string => sign.normalize('NFKC');

function signsOf(alphabet: readonly string[], believed: RegExp | null): (sign: string) => boolean {
  const known = new Set(alphabet.map(plainSign).filter((sign) => !believed || believed.test(sign)));
  return (sign) => known.has(sign) || known.has(sign.toLowerCase()) || known.has(sign.toUpperCase());
}

/** The text of each class; null for those that are not believed. */
type Classes = readonly (string | null)[];

function classesOf(
  alphabet: readonly string[],
  count: number,
  blank: LineModelFiles['blank'],
  believed: RegExp | null,
): Classes {
  const signs = alphabet.map(plainSign).map((sign) => (!believed || believed.test(sign) ? sign : null));
  // PaddleOCR adds the space after the signs of the file.
  const all = count === signs.length + 2 ? [...signs, ' '] : signs;
  if (all.length + 1 !== count)
    throw new Error(inEnglish`its alphabet has ${signs.length} signs, but it tells ${count - 1} signs from each other`);
  return blank === 'first' ? ['', ...all] : [...all, ''];
}

function tensorOf(
  ort: typeof Ort,
  { width, height, rgba }: LinePicture,
  isGrey: boolean,
  isInverted: boolean,
): Ort.Tensor {
  const size = width * height;
  const data = new Float32Array(isGrey ? size : 3 * size);
  const sign = isInverted ? -1 : 1;
  for (let index = 0; index < size; index++) {
    // The weights of ITU-R BT.601.
    const grey =
      0.299 * (rgba[4 * index] ?? 0) + 0.587 * (rgba[4 * index + 1] ?? 0) + 0.114 * (rgba[4 * index + 2] ?? 0);
    const value = sign * (grey / 127.5 - 1);
    data[index] = value;
    if (!isGrey) {
      data[size + index] = value;
      data[2 * size + index] = value;
    }
  }
  return new ort.Tensor('float32', data, [1, isGrey ? 1 : 3, height, width]);
}

function columnsOf(values: Float32Array, steps: number, classes: Classes): readonly ColumnChoices[] {
  const count = classes.length;
  return Array.from({ length: steps }, (_, step) =>
    columnOf(values.subarray(step * count, (step + 1) * count), classes),
  );
}

function columnOf(values: Float32Array, classes: Classes): ColumnChoices {
  const probabilities = asProbabilities(values);
  const found = new Map<string, number>();
  let sum = 0;
  for (let index = 0; index < classes.length; index++) {
    const text = classes[index];
    const probability = probabilities[index] ?? 0;
    if (text === null || text === undefined) continue;
    sum += probability;
    if (probability >= leastProbability) found.set(text, (found.get(text) ?? 0) + probability);
  }
  if (found.size === 0) return [{ text: '', probability: 1 }];
  return [...found]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostChoices)
    .map(([text, probability]) => ({ text, probability: probability / sum }));
}

/** Models end with probabilities or with what they are made of. */
function asProbabilities(values: Float32Array): Float32Array {
  let [sum, most, least] = [0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const value of values) {
    sum += value;
    most = Math.max(most, value);
    least = Math.min(least, value);
  }
  if (least >= 0 && Math.abs(sum - 1) < 0.01) return values;
  const powers = values.map((value) => Math.exp(value - most));
  const whole = powers.reduce((all, value) => all + value, 0);
  return powers.map((value) => value / whole);
}

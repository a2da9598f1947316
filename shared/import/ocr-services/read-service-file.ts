import { layoutLimits, Stopped } from '../../xml/xml-stream.ts';
import { decodeText } from '../decode-text.ts';
import type { LayoutFault } from '../ocr/layout-fault.ts';
import { type ImageSizeOf, WordBudget } from '../ocr/raw-page.ts';
import { finishedLayout, type ReadLayoutFile, type ReadLayoutOptions } from '../ocr/read-layout.ts';
import { JsonValue } from './json-values.ts';
import { readAzure } from './read-azure.ts';
import { readGoogleVision } from './read-google-vision.ts';
import { readTextract } from './read-textract.ts';

/** Whether the bytes of a file begin like JSON, as the answers of services do. */
export function beginsAsJson(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start, start + 1024).find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}

/** Reads what a service of recognition answered, as a file of JSON: Amazon Textract, Azure, Google Vision. */
export function readServiceFile(bytes: Uint8Array, options: ReadLayoutOptions = {}): ReadLayoutFile | LayoutFault {
  const decoded = decodeText(bytes, { maxBytes: (options.limits ?? layoutLimits).length });
  if (decoded.kind !== 'text') return decoded;
  const root = parsed(decoded.text);
  if (root === null) return { kind: 'malformed-json' };
  try {
    const read = readService(root, options.imageSize ?? (() => null));
    return read.kind === 'layout' ? { ...read, encoding: decoded.encoding } : read;
  } catch (stopped) {
    if (stopped instanceof Stopped) return stopped.fault as LayoutFault;
    throw stopped;
  }
}

function parsed(text: string): JsonValue | null {
  try {
    return new JsonValue(JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

function readService(root: JsonValue, imageSize: ImageSizeOf) {
  const budget = new WordBudget();
  const first = root.items[0] ?? root;
  if (first.at('Blocks').isThere) return finishedLayout('textract', readTextract(root, imageSize, budget), 0);
  const ofAzure = ['analyzeResult', 'recognitionResults', 'readResult', 'regions', 'modelId'];
  if (ofAzure.some((name) => first.at(name).isThere))
    return finishedLayout('azure', readAzure(first, imageSize, budget), 0);
  return finishedLayout('google-vision', readGoogleVision(root, imageSize, budget), 0);
}

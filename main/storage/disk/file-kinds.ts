import { constants, gunzipSync } from 'node:zlib';
import { detectFormat, detectionBytes, type FileFormat } from '../../../shared/import/detect-format.ts';
import { detectImage, imageDetectionBytes, otherImage } from '../../../shared/import/images/image-header.ts';
import { beginningOf } from './outside-file.ts';

/** Whether bytes begin like a file that gzip compressed. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The beginning of what a compressed file holds, from its own beginning; empty when it cannot be told. */
function gunzippedBeginning(bytes: Uint8Array, most: number): Uint8Array {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * most }).subarray(0, most);
  } catch {
    return new Uint8Array();
  }
}

/** Unpacks a whole file; null when it is damaged or longer than the limit.
 *  @param limit in bytes, of what it holds */
export function gunzipped(bytes: Uint8Array, limit: number): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch {
    return null;
  }
}

/** What a file is imported as, by how it begins. */
type ImportFileKind =
  /** An image or a PDF. */
  | { readonly kind: 'image' }
  | { readonly kind: 'layout' }
  /** Everything else: `format` tells whether it is one. */
  | { readonly kind: 'text'; readonly format: FileFormat };

/** Tells what a file is. One that cannot be read counts as a text: whoever reads it tells. */
export async function formatOf(file: string): Promise<ImportFileKind> {
  const stored = await beginningOf(file, Math.max(imageDetectionBytes, detectionBytes));
  if (stored === null) return { kind: 'text', format: 'plain-text' };
  const beginning = isGzip(stored) ? gunzippedBeginning(stored, detectionBytes) : stored;
  const start = beginning.subarray(0, imageDetectionBytes);
  // A picture that is not read is refused by those who know pictures.
  if (detectImage(start) !== null || otherImage(start) !== null) return { kind: 'image' };
  const format = detectFormat(file, beginning.subarray(0, detectionBytes));
  if (isLayoutFormat(format)) return { kind: 'layout' };
  return { kind: 'text', format: isGzip(stored) ? detectFormat(file, stored.subarray(0, detectionBytes)) : format };
}

/** Whether a file has the layout of pages. */
export const isLayoutFile = async (file: string): Promise<boolean> => (await formatOf(file)).kind === 'layout';

export const isLayoutFormat = (format: FileFormat): boolean => layoutFormats.has(format);

const layoutFormats: ReadonlySet<FileFormat> = new Set([
  'hocr',
  'alto',
  'page-xml',
  'abbyy',
  'textract',
  'azure',
  'google-vision',
]);

import { detectFormat, detectionBytes, type FileFormat } from '../../shared/import/detect-format.ts';
import { detectImage, imageDetectionBytes, otherImage } from '../../shared/import/images/image-header.ts';
import { beginningOf } from '../storage/outside-file.ts';
import { gunzippedBeginning, isGzip } from './gunzip.ts';

/** What a file is imported as, by how it begins. */
export type FileKind =
  /** An image or a PDF. */
  | { readonly kind: 'image' }
  | { readonly kind: 'layout' }
  /** Everything else: `format` tells whether it is one. */
  | { readonly kind: 'text'; readonly format: FileFormat };

/** Tells what a file is. One that cannot be read counts as a text: whoever reads it tells. */
export async function formatOf(file: string): Promise<FileKind> {
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

const layoutFormats: ReadonlySet<FileFormat> = new Set(['hocr', 'alto', 'page-xml']);

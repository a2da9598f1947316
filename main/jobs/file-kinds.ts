import { detectFormat, detectionBytes, type FileFormat } from '../../shared/import/detect-format.ts';
import { detectImage, imageDetectionBytes } from '../../shared/import/images/image-header.ts';
import { beginningOf } from '../storage/outside-file.ts';

/** What a file is imported as, by how it begins. */
export type FileKind =
  /** An image or a PDF. */
  | { readonly kind: 'image' }
  | { readonly kind: 'layout' }
  /** Everything else: `format` tells whether it is one. */
  | { readonly kind: 'text'; readonly format: FileFormat };

/** Tells what a file is. One that cannot be read counts as a text: whoever reads it tells. */
export async function formatOf(file: string): Promise<FileKind> {
  const beginning = await beginningOf(file, Math.max(imageDetectionBytes, detectionBytes));
  if (beginning === null) return { kind: 'text', format: 'plain-text' };
  if (detectImage(beginning.subarray(0, imageDetectionBytes)) !== null) return { kind: 'image' };
  const format = detectFormat(file, beginning.subarray(0, detectionBytes));
  return isLayoutFormat(format) ? { kind: 'layout' } : { kind: 'text', format };
}

/** Whether a file has the layout of pages. */
export const isLayoutFile = async (file: string): Promise<boolean> => (await formatOf(file)).kind === 'layout';

export const isLayoutFormat = (format: FileFormat): boolean => layoutFormats.has(format);

const layoutFormats: ReadonlySet<FileFormat> = new Set(['hocr', 'alto', 'page-xml']);

import { detectFormat, detectionBytes, type FileFormat } from '../../shared/import/detect-format.ts';
import { detectImage, imageDetectionBytes, otherImage } from '../../shared/import/images/image-header.ts';
import { beginningOf } from '../storage/outside-file.ts';
import { gunzippedBeginning, isGzip } from './gunzip.ts';

/** What a file is imported as, by how it begins. One that cannot be read counts as a text: whoever reads it tells. */
export async function importedAs(file: string): Promise<'image' | 'layout' | 'text'> {
  const stored = await beginningOf(file, Math.max(imageDetectionBytes, detectionBytes));
  if (stored === null) return 'text';
  const beginning = isGzip(stored) ? gunzippedBeginning(stored, detectionBytes) : stored;
  const start = beginning.subarray(0, imageDetectionBytes);
  // A picture that is not read is refused by those who know pictures.
  if (detectImage(start) !== null || otherImage(start) !== null) return 'image';
  return isLayoutFormat(detectFormat(file, beginning.subarray(0, detectionBytes))) ? 'layout' : 'text';
}

/** Whether a file has the layout of pages. */
export const isLayoutFile = async (file: string): Promise<boolean> => (await importedAs(file)) === 'layout';

export const isLayoutFormat = (format: FileFormat): boolean => layoutFormats.has(format);

const layoutFormats: ReadonlySet<FileFormat> = new Set(['hocr', 'alto', 'page-xml']);

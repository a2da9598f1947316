import type { ImportReport } from '../../shared/document/import-report.ts';
import { detectFormat, detectionBytes } from '../../shared/import/detect-format.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { sourceReader } from '../importing/source-reader.ts';
import { outsideFileSentence, readOutsideFile } from '../storage/disk/outside-file.ts';
import type { TeiDifference } from '../tei/tei-answers.ts';
import type { JobContext, JobControl } from '../workers/job.ts';

/** What reading one file of TEI and writing it again showed. */
export interface TriedFile {
  /** As it was named. */
  readonly file: string;
  readonly identical: boolean;
  readonly documents: number;
  readonly differences: readonly TeiDifference[];
  readonly report: ImportReport | null;
  /** Why it could not be read, in sentences; null when it was. */
  readonly fault: string | null;
}

/** Larger files are refused before they are read. */
const mostBytes = 32 * 1024 * 1024;

/** Reads TEI files and writes them again, every block anew, each in a thread that is bounded in time and memory. Changes nothing. */
export async function roundTripFiles(
  { workers }: Pick<JobContext, 'workers'>,
  files: readonly string[],
  { progress, signal }: JobControl,
): Promise<{ readonly files: readonly TriedFile[]; readonly cancelled: boolean }> {
  const reader = sourceReader(workers);
  const tried: TriedFile[] = [];
  const unread = (file: string, fault: string): TriedFile => ({
    file,
    identical: false,
    documents: 0,
    differences: [],
    report: null,
    fault,
  });
  try {
    for (const [done, file] of files.entries()) {
      progress({ what: inEnglish`Reading ${file}`, done, total: files.length });
      const read = await readOutsideFile(file, mostBytes);
      if (read.kind !== 'read') {
        tried.push(unread(file, outsideFileSentence(read, file)));
        continue;
      }
      const { name, bytes } = read;
      if (detectFormat(name, bytes.subarray(0, detectionBytes)) !== 'tei') {
        tried.push(unread(file, inEnglish`“${name}” is no TEI file.`));
        continue;
      }
      const result = await reader.roundTrip({ name, bytes, encoding: null }, signal);
      if (result.kind === 'cancelled') return { files: tried, cancelled: true };
      if (result.kind === 'fault') tried.push(unread(file, `${result.fault.what} ${result.fault.next}`));
      else {
        const { documents, differences, report } = result;
        tried.push({ file, identical: differences.length === 0, documents, differences, report, fault: null });
      }
    }
    progress({ what: inEnglish`Reading`, done: files.length, total: files.length });
    return { files: tried, cancelled: false };
  } finally {
    await reader.close();
  }
}

import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { ReplaceFileError } from '../storage/disk/replace-file.ts';
import { diskReason } from './unexpected-fault.ts';

/** Why an edition could not be written; null when the error is not the disk's.
 *  @param before how many documents were done before */
export function writingFault(error: unknown, folder: string, before: number): Fault | null {
  const reason = diskReason(error);
  if (reason === null && !(error instanceof ReplaceFileError)) return null;
  return {
    what: inEnglish`“${folder}” could not be written to: ${reason ?? inEnglish`the disk refused it`}.`,
    kept: before === 0 ? inEnglish`No file was written.` : inEnglish`The ${before} documents before it are done.`,
    next: inEnglish`See that the disk has room and that you may write there, or choose another folder.`,
    details: error instanceof Error ? error.message : null,
  };
}

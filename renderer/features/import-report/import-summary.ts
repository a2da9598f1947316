import type { ImportFigures, ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { t } from '../../../shared/translation/translate.ts';

/** What an import came to in figures, also where the lists of its outcome were cut short. */
export function figuresOf({ imported, refused, duplicates, leftOut, report }: ImportOutcome): ImportFigures {
  if (report) return report;
  const counts = {
    imported: imported.length,
    duplicate: duplicates?.length ?? 0,
    refused: refused.length,
    'left out': leftOut?.length ?? 0,
  };
  return { documents: imported.length, counts, reasons: [] };
}

/** What an import came to, in a sentence or two. */
export function importSummary(outcome: ImportOutcome): string {
  const { documents, counts } = figuresOf(outcome);
  const known = knownInWords(counts.duplicate);
  const stopped = outcome.cancelled ? t` The import was cancelled before the rest.` : '';
  if (documents === 0 && !outcome.cancelled)
    return known === '' ? t`No document came in. Nothing was imported or changed.` : `No document came in; ${known}.`;
  const came = documents === 1 ? t`One document came in` : t`${inDigits(documents)} documents came in`;
  const left = counts.refused === 0 ? '' : `; ${filesInWords(counts.refused)} did not`;
  return `${came}${left}${known === '' ? '' : `; ${known}`}.${stopped}`;
}

const inDigits = (count: number): string => count.toLocaleString('en');

/** A number of files: `1 file`, `12,000 files`. */
export const filesInWords = (count: number): string => `${inDigits(count)} ${count === 1 ? 'file' : 'files'}`;

const knownInWords = (count: number): string =>
  count === 0 ? '' : t`${filesInWords(count)} ${count === 1 ? 'is' : 'are'} in the collection already`;

import type { ImportFigures, ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { interfaceLocale, plural, t } from '../../../shared/translation/translate.ts';

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
  if (documents === 0 && !outcome.cancelled)
    return known === ''
      ? t`No document came in. Nothing was imported or changed.`
      : sentenceOf(t`No document came in`, known);
  const came = plural(documents, t`One document came in`, t`${inDigits(documents)} documents came in`);
  const left = counts.refused === 0 ? '' : t`${filesInWords(counts.refused)} did not`;
  const said = sentenceOf(came, left, known);
  return outcome.cancelled ? `${said} ${t`The import was cancelled before the rest.`}` : said;
}

/** Clauses as one sentence, without those that there are none of. */
const sentenceOf = (...clauses: readonly string[]): string => `${clauses.filter(Boolean).join('; ')}.`;

/** A number as a person reads it: `12,000`. */
export const inDigits = (count: number): string => count.toLocaleString(interfaceLocale());

/** A number of files: `1 file`, `12,000 files`. */
export const filesInWords = (count: number): string =>
  plural(count, t`${inDigits(count)} file`, t`${inDigits(count)} files`);

const knownInWords = (count: number): string =>
  count === 0
    ? ''
    : plural(
        count,
        t`${inDigits(count)} file is in the collection already`,
        t`${inDigits(count)} files are in the collection already`,
      );

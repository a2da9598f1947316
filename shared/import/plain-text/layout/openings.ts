import type { SourceLine } from '../draft/source-lines.ts';
import { isAttachmentHeading } from '../parts/attachments.ts';
import { isSalutation } from '../parts/salutations.ts';
import { standsAlone, standsAloneInOpening } from './line-sorts.ts';

/** A line longer than this, in characters, is prose. */
const longestOpeningLine = 200;
/** So many lines of at least so many characters, one after the other, are prose too, if they are nothing else. Of two
 *  only the second can show it, by its small letters. */
const proseRun = { lines: 3, characters: 40 };
/** However short its lines are, a document's opening has no more of them. */
const mostOpeningLines = 60;

/** Says of each line whether it belongs to an opening: where titles, headers, datelines and salutations stand. A document's
 *  opening ends with its salutation or before its prose; an attachment's heading begins another one. */
export function findOpenings(lines: readonly SourceLine[]): readonly boolean[] {
  let openLines = 0;
  let isOpen = true;
  return lines.map((line, index) => {
    if (isAttachmentHeading(line.words)) {
      isOpen = true;
      openLines = 0;
    }
    if (isOpen && (isProse(lines, index) || openLines++ > mostOpeningLines)) isOpen = false;
    const isInOpening = isOpen;
    if (isSalutation(line.words)) isOpen = false;
    return isInOpening;
  });
}

function isProse(lines: readonly SourceLine[], index: number): boolean {
  const line = lines[index];
  if (!line || line.words === '') return false;
  if (line.words.length > longestOpeningLine || isSentence(line.words)) return true;
  const run = lines.slice(index, index + proseRun.lines).filter((other) => isProseLine(line, other));
  const goesOnInSmallLetters = /^\p{Ll}/u.test(run[1]?.words ?? '');
  return run.length === proseRun.lines || (run.length > 1 && run[1] === lines[index + 1] && goesOnInSmallLetters);
}

const isProseLine = (first: SourceLine, { stretch, words }: SourceLine): boolean =>
  stretch === first.stretch &&
  words.length >= proseRun.characters &&
  !standsAlone(words) &&
  !standsAloneInOpening(words);

/** At least eight words that end with a full stop. Datelines and headers have fewer, titles have none. */
const isSentence = (words: string): boolean =>
  /[.!?]["”’)]*$/.test(words.slice(-4)) && (words.match(/\S+/g)?.length ?? 0) >= 8;

import type { JournalEnding, MergeFault } from '../../../shared/journal/journal-reader.ts';
import type { Conversion } from '../../../shared/journal/migration.ts';
import { unreachable } from '../../../shared/text/unreachable.ts';
import { countedInEnglish, inEnglish } from '../../../shared/translation/retell.ts';

/** How much of a document can be read: what stands before the place where its journal ends badly, or not even its import. */
export type Left = 'part' | 'nothing';

/** An ending that a person is told of. */
export type BadEnding = Exclude<JournalEnding, { readonly kind: 'whole' | 'unterminated' }>;

const readable = (left: Left): string =>
  left === 'part'
    ? inEnglish`it can be read as it was before that, but not changed`
    : inEnglish`nothing of it can be read`;

/** What a person is told of a journal that does not end well. Each is one sentence that names the document, what was kept and
 *  what to do next.
 *  @param name what the person calls it, such as `“001.txt”` */
export function endingSentence(name: string, file: string, ending: BadEnding, left: Left): string {
  switch (ending.kind) {
    case 'converted':
      return convertedSentence(name, file, ending.conversions);
    case 'torn':
      return inEnglish`The last change to ${name} is incomplete in ${file} and is not shown; everything before it is there, and nothing was changed on the disk.`;
    case 'damaged':
      return left === 'part'
        ? inEnglish`The journal of ${name} is damaged (${file}, byte ${ending.at.offset}: ${ending.reason}), so ${readable(left)}; nothing was removed: save what can be read, or bring that file back from a backup.`
        : inEnglish`The journal of ${name} is damaged (${file}, byte ${ending.at.offset}: ${ending.reason}), so ${readable(left)}; nothing was removed: bring that file back from a backup.`;
    case 'not understood':
      return notUnderstoodSentence(name, file, ending, left);
    default:
      return unreachable(ending);
  }
}

/** What a person is told of a journal whose lines another program converted. */
function convertedSentence(name: string, file: string, conversions: readonly Conversion[]): string {
  const what = conversions.map((conversion) => conversionInWords[conversion]).join(', and ');
  const next = conversions.includes('crlf')
    ? inEnglish`if it was Git, switch the setting off that does so (git config core.autocrlf false) and check the files out again.`
    : inEnglish`put the file back as it was, from a backup or another copy.`;
  return inEnglish`The journal of ${name} was converted by another program (${file}: ${what}), so all of it is shown, but nothing can be changed; nothing was removed or cut off: ${next}`;
}

const conversionInWords: Readonly<Record<Conversion, string>> = {
  crlf: inEnglish`its lines end in CR LF instead of LF`,
  cr: inEnglish`its lines end in CR instead of LF`,
  'byte order mark': inEnglish`it begins with a byte order mark`,
  'utf-16': inEnglish`it is in UTF-16 instead of UTF-8`,
  'blank lines': inEnglish`it has blank lines`,
};

function notUnderstoodSentence(
  name: string,
  file: string,
  ending: JournalEnding & { kind: 'not understood' },
  left: Left,
): string {
  const { fault } = ending;
  switch (fault.kind) {
    case 'newer format':
      return inEnglish`${capitalised(name)} was changed by a newer version of Anchorite (journal format ${fault.format}), so ${readable(left)} here; install that version to go on.`;
    case 'older format':
      return inEnglish`${capitalised(name)} holds changes of a format that this version of Anchorite cannot read any more (journal format ${fault.format}), so ${readable(left)} here; nothing was removed.`;
    case 'unknown kind':
      return inEnglish`${capitalised(name)} holds a change of a kind that this version of Anchorite does not know (“${fault.name}”), so ${readable(left)} here; install a newer version to go on.`;
    case 'malformed':
      return inEnglish`The journal of ${name} holds a record that does not follow its format (${file}, byte ${ending.at.offset}: ${fault.reason}), so ${readable(left)}; nothing was removed.`;
    default:
      return unreachable(fault);
  }
}

/** An incomplete write that recovery took off the end of a journal. */
export interface CutOff {
  /** What a person calls the document. */
  readonly name: string;
  readonly bytes: number;
  /** Where they are kept, relative to the collection. */
  readonly copy: string;
}

/** What a person is told of one. */
export const recoveredSentence = ({ name, bytes, copy }: CutOff): string =>
  inEnglish`The last write to ${name} was cut off when the program or the computer stopped; everything that was reported as saved is there, and the ${bytesOf(bytes)} of the cut-off end are kept in ${copy}.`;

/** What a person is told when the last line of a journal got the line feed that it lacked. */
export const terminatedSentence = (name: string): string =>
  inEnglish`The last change to ${name} had lost the end of its line, as some text editors leave it, or a computer that stops; it is there, and its line was completed.`;

/** What a person is told of several, in one sentence. */
export function recoveredTogether(cutOff: readonly CutOff[]): string {
  const bytes = cutOff.reduce((sum, one) => sum + one.bytes, 0);
  return inEnglish`The last writes to ${namesOf(cutOff.map(({ name }) => name))} were cut off when the program or the computer stopped; everything that was reported as saved is there, and the ${bytesOf(bytes)} of the cut-off ends are kept in recovered/.`;
}

/** What opening found, in one sentence; null when there is nothing to tell.
 *  @param notices each thing that was found
 *  @param cutOff those of them that were cut off */
export function headlineOf(notices: readonly string[], cutOff: readonly CutOff[]): string | null {
  const [first, ...more] = notices;
  if (first === undefined || more.length === 0) return first ?? null;
  const others = notices.length - cutOff.length;
  if (cutOff.length === 0)
    return inEnglish`${notices.length} things were found when the collection was opened; nothing was removed.`;
  const recovered = recoveredTogether(cutOff);
  return others === 0
    ? recovered
    : others === 1
      ? inEnglish`${recovered.slice(0, -1)}; 1 more thing was found.`
      : inEnglish`${recovered.slice(0, -1)}; ${others} more things were found.`;
}

const bytesOf = (bytes: number): string => countedInEnglish(bytes, 'byte');

/** How many names fit into a sentence. */
const mostNames = 3;

function namesOf(names: readonly string[]): string {
  const more = names.length - mostNames;
  // “and 1 more” is no shorter than the name.
  if (more > 1) return `${names.slice(0, mostNames).join(', ')} and ${countedInEnglish(more, 'more document')}`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** What a person is told when the disk does not let an incomplete write be taken off. */
export const unrepairedSentence = (name: string, reason: string): string =>
  inEnglish`The last change to ${name} is incomplete and could not be set aside (${reason}), so it cannot be changed until it is opened again when the cause is mended; everything before it is there.`;

/** What a person is told when something else than plain folders and files stands in the place of a journal. */
export const refusedSentence = (name: string, reason: string): string =>
  inEnglish`${capitalised(name)} cannot be read whole (${reason}), so nothing can be added to it; nothing was removed: put a plain folder or file in that place, or bring it back from a backup.`;

export function mergeSentence(name: string, fault: MergeFault, left: Left): string {
  switch (fault.kind) {
    case 'forked':
      return inEnglish`${capitalised(name)} was changed in two copies of this collection at once (from change ${fault.seq} on), so ${readable(left)}; nothing is lost: look at both, and keep one or make a document of each.`;
    case 'misnumbered':
      return inEnglish`The changes to ${name} from change ${fault.seq} on are not numbered as they follow one another, so ${readable(left)}; nothing was removed: bring its journal folder back from a backup.`;
    default:
      return unreachable(fault);
  }
}

const waitFor = inEnglish`let the copy finish, and open it again then`;

/** What a person is told when changes of others are here that cannot be shown, because what they were made on is not. */
export function waitingSentence(
  name: string,
  { count, editors }: { readonly count: number; readonly editors: readonly string[] },
): string {
  const who = [...new Set(editors)].sort().join(', ');
  return count === 1
    ? inEnglish`1 change of ${who} to ${name} is here, but not shown, because what it was made on has not arrived yet; everything else is there and can be worked on: ${waitFor}.`
    : inEnglish`${count} changes of ${who} to ${name} are here, but not shown, because what they were made on has not arrived yet; everything else is there and can be worked on: ${waitFor}.`;
}

/** What a person is told when changes of others are known of, and not here.
 *  @param editor siglum; null when it is not known whose they are */
export function arrivingSentence(name: string, count: number, editor: string | null): string {
  const who = editor ?? inEnglish`another copy`;
  return count === 1
    ? inEnglish`1 change of ${who} to ${name} has not arrived yet; everything else is there and can be worked on: ${waitFor}.`
    : inEnglish`${count} changes of ${who} to ${name} have not arrived yet; everything else is there and can be worked on: ${waitFor}.`;
}

/** What a person is told when their own changes were made on changes of others that are not here.
 *  @param first the first change that is not here
 *  @param own the last of their own */
export const ownWaitsSentence = (name: string, shown: number, own: number, left: Left): string =>
  inEnglish`Your own changes to ${name} up to change ${own} were made on changes of others that are not here (from change ${shown + 1} on), so ${readable(left)} until they have arrived; nothing is lost: ${waitFor}, or bring its journal folder back from a backup.`;

/** What a person is told of a document of which nothing has arrived that can be shown. */
export const notArrivedSentence = (name: string): string =>
  inEnglish`${capitalised(name)} has not arrived whole yet, so nothing of it can be shown; nothing was removed: ${waitFor}, or bring its folder back from a backup.`;

/** What a person is told of a document of the list whose folder is not here.
 *  @param editor siglum of who added it, when another copy of the collection did; null when this one did */
export const missingFolderSentence = (id: string, source: string, editor: string | null): string =>
  editor === null
    ? inEnglish`The folder documents/${id} of “${source}” is not there; bring it back from a backup.`
    : inEnglish`“${source}”, which ${editor} added, is not here: its folder documents/${id} has not arrived yet, or is lost; ${waitFor}, or bring it back from a backup.`;

/** What a person is told of an import that came to nothing.
 *  @param kept where what there is of it went */
export const interruptedSentence = (kept: string): string =>
  inEnglish`An import was interrupted before it was saved; what there is of it is kept in ${kept}.`;

/** What a person is told when a program that synchronises folders kept two versions of a journal. */
export const conflictSentence = (name: string, seq: number, file: string, left: Left): string =>
  inEnglish`${capitalised(name)} was changed in two copies of this collection at once (after change ${seq}; see ${file}), so ${readable(left)}; nothing is lost: look at both, and keep one or make a document of each.`;

export const replaySentence = (name: string, seq: number, reason: string, left: Left): string =>
  inEnglish`Change ${seq} to ${name} cannot be repeated (${reason}), so ${readable(left)}; nothing was removed.`;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a person is told when changes could not be written.
 *  @param synced the last change that is on the disk */
export const unsavedSentence = (name: string, synced: number, reason: string): string =>
  inEnglish`Changes to ${name} since change ${synced} could not be saved (${reason}); everything before is on the disk, so copy what you typed last and open the document again when the cause is mended.`;

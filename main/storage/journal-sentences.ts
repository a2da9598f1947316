import { unreachable } from '../../shared/document/unreachable.ts';
import type { MergeFault } from '../../shared/journal/merge-replicas.ts';
import type { JournalEnding } from '../../shared/journal/read-records.ts';

/** How much of a document can be read: what stands before the place where its journal ends badly, or not even its import. */
export type Left = 'part' | 'nothing';

const readable = (left: Left): string =>
  left === 'part' ? 'it can be read as it was before that, but not changed' : 'nothing of it can be read';

/** What a person is told of a journal that does not end well. Each is one sentence that names the document, what was kept and
 *  what to do next.
 *  @param name what the person calls it, such as `“001.txt”` */
export function endingSentence(name: string, file: string, ending: JournalEnding, left: Left): string | null {
  switch (ending.kind) {
    case 'whole':
      return null;
    case 'torn':
      return `The last change to ${name} is incomplete in ${file} and is not shown; everything before it is there, and nothing was changed on the disk.`;
    case 'damaged':
      return `The journal of ${name} is damaged (${file}, byte ${ending.at.offset}: ${ending.reason}), so ${readable(left)}; nothing was removed: ${left === 'part' ? 'save what can be read, or ' : ''}bring that file back from a backup.`;
    case 'not understood':
      return notUnderstoodSentence(name, file, ending, left);
    default:
      return unreachable(ending);
  }
}

function notUnderstoodSentence(
  name: string,
  file: string,
  ending: JournalEnding & { kind: 'not understood' },
  left: Left,
): string {
  const { fault } = ending;
  switch (fault.kind) {
    case 'newer format':
      return `${capitalised(name)} was changed by a newer version of Anchorite (journal format ${fault.format}), so ${readable(left)} here; install that version to go on.`;
    case 'unknown kind':
      return `${capitalised(name)} holds a change of a kind that this version of Anchorite does not know (“${fault.name}”), so ${readable(left)} here; install a newer version to go on.`;
    case 'malformed':
      return `The journal of ${name} holds a record that does not follow its format (${file}, byte ${ending.at.offset}: ${fault.reason}), so ${readable(left)}; nothing was removed.`;
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
  `The last write to ${name} was cut off when the program or the computer stopped; everything that was reported as saved is there, and the ${bytesOf(bytes)} of the cut-off end are kept in ${copy}.`;

/** What a person is told of several, in one sentence. */
export function recoveredTogether(cutOff: readonly CutOff[]): string {
  const bytes = cutOff.reduce((sum, one) => sum + one.bytes, 0);
  return `The last writes to ${namesOf(cutOff.map(({ name }) => name))} were cut off when the program or the computer stopped; everything that was reported as saved is there, and the ${bytesOf(bytes)} of the cut-off ends are kept in recovered/.`;
}

/** What opening a collection, and reading documents since, found: in one sentence; null when there is nothing to tell.
 *  @param cutOff of the notices, those that tell of a cut-off end */
export function headlineOf(notices: readonly string[], cutOff: readonly CutOff[]): string | null {
  const [first] = notices;
  if (first === undefined || notices.length === 1) return first ?? null;
  if (cutOff.length === 0)
    return `${notices.length} things were found when the collection was opened; nothing was removed.`;
  const others = notices.length - cutOff.length;
  const recovered = recoveredTogether(cutOff);
  return others === 0
    ? recovered
    : `${recovered.slice(0, -1)}; ${others} more ${others === 1 ? 'thing was' : 'things were'} found.`;
}

const bytesOf = (bytes: number): string => `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;

/** How many names fit into a sentence. */
const mostNames = 3;

function namesOf(names: readonly string[]): string {
  const more = names.length - mostNames;
  // “and 1 more” is no shorter than the name.
  if (more > 1) return `${names.slice(0, mostNames).join(', ')} and ${more} more documents`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** What a person is told when the disk does not let an incomplete write be taken off. */
export const unrepairedSentence = (name: string, reason: string): string =>
  `The last change to ${name} is incomplete and could not be set aside (${reason}), so it cannot be changed until it is opened again when the cause is mended; everything before it is there.`;

export function mergeSentence(name: string, fault: MergeFault, left: Left): string {
  switch (fault.kind) {
    case 'forked':
      return `${capitalised(name)} was changed in two copies of this collection at once (from change ${fault.seq} on), so ${readable(left)}; nothing is lost: look at both, and keep one or make a document of each.`;
    case 'gap':
      return `Changes to ${name} are missing from change ${fault.seq} on, as when a copy is still being made, so ${readable(left)}; finish the copy, or bring its journal folder back from a backup.`;
    default:
      return unreachable(fault);
  }
}

/** What a person is told when a program that synchronises folders kept two versions of a journal. */
export const conflictSentence = (name: string, seq: number, file: string, left: Left): string =>
  `${capitalised(name)} was changed in two copies of this collection at once (after change ${seq}; see ${file}), so ${readable(left)}; nothing is lost: look at both, and keep one or make a document of each.`;

export const replaySentence = (name: string, seq: number, reason: string, left: Left): string =>
  `Change ${seq} to ${name} cannot be repeated (${reason}), so ${readable(left)}; nothing was removed.`;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

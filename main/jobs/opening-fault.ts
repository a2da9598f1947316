import type { Fault } from '../../shared/contract/fault.ts';
import { unreachable } from '../../shared/document/unreachable.ts';
import type { CreateOutcome, OpenOutcome } from '../storage/collection.ts';
import { holderInWords } from '../storage/collection-lock.ts';

/** Why a collection could not be opened or made. */
export type OpeningFailure = Exclude<OpenOutcome | CreateOutcome, { readonly kind: 'opened' }>;

/** What a person is told when a collection could not be opened or made.
 *  @param folder as the person named it */
export function openingFault(failure: OpeningFailure, folder: string): Fault {
  const unchanged = 'Nothing in the folder was changed.';
  switch (failure.kind) {
    case 'not a collection':
      return {
        what: `“${folder}” is not a collection.`,
        kept: unchanged,
        next: 'Choose the folder that holds collection.json, or make a new collection.',
        details: null,
      };
    case 'not empty':
      return {
        what: `“${folder}” is not a collection, and it is not empty, so none can be made there.`,
        kept: unchanged,
        next: 'Choose an empty folder, or a name that is not taken yet.',
        details: null,
      };
    case 'locked':
      return {
        what: `“${folder}” is being changed by another program: ${holderInWords(failure.holder)}.`,
        kept: unchanged,
        next: failure.holder.canTakeOver
          ? 'Close it there first, or, when nobody works with it there any more, take it over (--take-over). It can be read meanwhile.'
          : 'Close it there first. It can be read meanwhile.',
        details: `held since ${failure.holder.since}, last sign of life ${failure.holder.seen}`,
      };
    case 'unreadable':
      return {
        what: `“${folder}” could not be read: ${failure.reason}.`,
        kept: unchanged,
        next: 'See that the disk is there and that you may read the folder, then try again.',
        details: null,
      };
    case 'not writable':
      return {
        what: `No collection could be made in “${folder}”: ${failure.reason}.`,
        kept: 'What was in the folder before is as it was.',
        next: 'See that the disk has room and that you may write there, or choose another folder.',
        details: null,
      };
    default:
      return unreachable(failure);
  }
}

/** A fault as sentences on one line. */
export const faultSentences = ({ what, kept, next }: Fault): string => `${what} ${kept} ${next}`;

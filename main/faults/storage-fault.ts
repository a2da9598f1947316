import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { CreateOutcome, OpenOutcome } from '../storage/collection/collection.ts';
import { CollectionAwayError, holderInWords, LockLostError } from '../storage/disk/collection-lock.ts';
import { RefusedPathError } from '../storage/disk/file-system.ts';
import { ReplaceFileError } from '../storage/disk/replace-file.ts';
import { HistoricalStateUnreadableError } from '../storage/document/historical-states.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { AppendRefusedError, JournalMismatchError, JournalWriteError } from '../storage/journal/journal-writer.ts';
import { SourceMissingError } from '../storage/journal/source-file.ts';
import { diskReason } from './unexpected-fault.ts';

const savedBefore = inEnglish`Everything saved before is kept.`;

/** What a person is told of an error of storage; null for an error that is not storage's.
 *  @param title what the person calls the document that was worked on */
export function storageFault(error: unknown, title: string): Fault | null {
  if (error instanceof AppendRefusedError) return refusalFault(error, title);
  if (error instanceof JournalWriteError || error instanceof ReplaceFileError) return writeFault(error, title);
  if (error instanceof DocumentUnreadableError) {
    const next = error.isArriving
      ? inEnglish`Wait until the program that copies the collection is done, then open it again.`
      : inEnglish`Bring the folder of the document back from a backup.`;
    return { what: error.sentence, kept: inEnglish`Nothing was changed.`, next, details: null };
  }
  if (error instanceof HistoricalStateUnreadableError) {
    return {
      what: inEnglish`The journal of “${title}” can be read up to change ${error.reached} only, so what was asked for is not known.`,
      kept: inEnglish`The document as it is now is not concerned.`,
      next: inEnglish`Check the collection, and bring the journal back from a backup.`,
      details: error.message,
    };
  }
  if (error instanceof SourceMissingError) {
    return {
      what:
        error.reason === null
          ? inEnglish`The file that “${title}” was imported from, ${error.source.name}, is not in the collection as it was.`
          : inEnglish`The file that “${title}” was imported from, ${error.source.name}, is not in the collection as it was (${error.reason}).`,
      kept: inEnglish`The document itself and its journal are not concerned.`,
      next: inEnglish`Put ${error.source.name} back into its source folder; its SHA-256 is ${error.source.sha256}.`,
      details: null,
    };
  }
  if (error instanceof CollectionAwayError) {
    return {
      what: inEnglish`The folder of the collection, “${error.folder}”, is not at its place any more, so nothing can be saved in it.`,
      kept: inEnglish`Everything saved before is in the folder, wherever it is now.`,
      next: inEnglish`Put it back, or connect the disk that it is on: what is only in the window is saved then by itself.`,
      details: null,
      canRetry: true,
    };
  }
  if (error instanceof LockLostError) {
    return {
      what: inEnglish`Another program has taken the collection over, so nothing more can be saved from here.`,
      kept: savedBefore,
      next: inEnglish`Copy what was typed last, close the collection and open it again.`,
      details: null,
    };
  }
  if (error instanceof JournalMismatchError) {
    return {
      what: inEnglish`The disk does not hold what was shown of “${title}”.`,
      kept: inEnglish`What the disk holds is as it was; nothing was removed.`,
      next: inEnglish`Have the collection checked, and compare the document with its source.`,
      details: error.message,
    };
  }
  return diskFault(error, title);
}

/** What a person is told when the system, or the gate to the collection, does not give a file. */
function diskFault(error: unknown, title: string): Fault | null {
  const reason = diskReason(error);
  if (reason === null || !(error instanceof Error)) return null;
  const isRefused = error instanceof RefusedPathError;
  return {
    what: inEnglish`“${title}” could not be read or written: ${reason}.`,
    kept: savedBefore,
    next: isRefused
      ? inEnglish`Put a plain file or folder in that place, or bring it back from a backup.`
      : inEnglish`See that the disk is there and that you may read and write there, then try again.`,
    details: error.message,
  };
}

function writeFault(error: JournalWriteError | ReplaceFileError, title: string): Fault {
  return {
    what: inEnglish`“${title}” could not be saved: ${diskReason(error) ?? inEnglish`the disk refused it`}.`,
    kept: savedBefore,
    next: inEnglish`Copy what was typed last, mend the cause, then open the document again.`,
    details: error.message,
  };
}

function refusalFault(error: AppendRefusedError, title: string): Fault {
  switch (error.kind) {
    case 'read-only':
      return {
        what: inEnglish`“${title}” can only be read. ${error.message}`,
        kept: inEnglish`Everything saved before is kept; what was typed since is not.`,
        next: inEnglish`Copy what was typed, then see to the reason.`,
        details: null,
      };
    case 'out of step':
    case 'does not replay':
      return {
        what: inEnglish`A change of “${title}” does not fit what is on the disk, so it was not written.`,
        kept: savedBefore,
        next: inEnglish`Copy what was typed last, open the document again and put it in once more.`,
        details: `${error.kind}: ${error.message}`,
      };
    case 'closed':
      return {
        what: inEnglish`“${title}” is closed already, so the change was not written.`,
        kept: savedBefore,
        next: inEnglish`Open the document again.`,
        details: error.message,
      };
    case 'in use':
      return {
        what: inEnglish`“${title}” is open, so it was left as it is.`,
        kept: savedBefore,
        next: inEnglish`Close it, then try again.`,
        details: error.message,
      };
    default:
      return unreachable(error.kind);
  }
}

/** Why a collection could not be opened or made. */
export type OpeningFailure = Exclude<OpenOutcome | CreateOutcome, { readonly kind: 'opened' }>;

/** What a person is told when a collection could not be opened or made.
 *  @param folder as the person named it */
export function openingFault(failure: OpeningFailure, folder: string): Fault {
  const unchanged = inEnglish`Nothing in the folder was changed.`;
  switch (failure.kind) {
    case 'not a collection':
      return {
        what: inEnglish`“${folder}” is not a collection.`,
        kept: unchanged,
        next: inEnglish`Choose the folder that holds collection.json, or make a new collection.`,
        details: null,
      };
    case 'not empty':
      return {
        what: inEnglish`“${folder}” is not a collection, and it is not empty, so none can be made there.`,
        kept: unchanged,
        next: inEnglish`Choose an empty folder, or a name that is not taken yet.`,
        details: null,
      };
    case 'locked':
      return {
        what: inEnglish`“${folder}” is being changed by another program: ${holderInWords(failure.holder)}.`,
        kept: unchanged,
        next: failure.holder.canTakeOver
          ? inEnglish`Close it there first, or, when nobody works with it there any more, take it over (--take-over). It can be read meanwhile.`
          : inEnglish`Close it there first. It can be read meanwhile.`,
        details: `held since ${failure.holder.since}, last sign of life ${failure.holder.seen}`,
      };
    case 'unreadable':
      return {
        what: inEnglish`“${folder}” could not be read: ${failure.reason}.`,
        kept: unchanged,
        next: inEnglish`See that the disk is there and that you may read the folder, then try again.`,
        details: null,
      };
    case 'not writable':
      return {
        what: inEnglish`No collection could be made in “${folder}”: ${failure.reason}.`,
        kept: inEnglish`What was in the folder before is as it was.`,
        next: inEnglish`See that the disk has room and that you may write there, or choose another folder.`,
        details: null,
      };
    default:
      return unreachable(failure);
  }
}

/** A fault as sentences on one line. */
export const faultSentences = ({ what, kept, next }: Fault): string => `${what} ${kept} ${next}`;

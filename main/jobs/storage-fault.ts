import type { Fault } from '../../shared/contract/fault.ts';
import { unreachable } from '../../shared/document/unreachable.ts';
import { AppendRefusedError } from '../storage/append-errors.ts';
import { DocumentUnreadableError } from '../storage/load-document.ts';
import { SourceMissingError } from '../storage/source-file.ts';

/** What a person is told of an error of storage that they, or another program, can have caused; null for any other error.
 *  @param title what the person calls the document */
export function storageFault(error: unknown, title: string): Fault | null {
  if (error instanceof AppendRefusedError) return refusalFault(error, title);
  if (error instanceof DocumentUnreadableError) {
    return {
      what: error.sentence,
      kept: 'Nothing was changed.',
      next: 'Bring the folder of the document back from a backup.',
      details: null,
    };
  }
  if (error instanceof SourceMissingError) {
    return {
      what: `The file that “${title}” was imported from, ${error.source.name}, is not in the collection as it was.`,
      kept: 'The document itself and its journal are not concerned.',
      next: `Put ${error.source.name} back into its source folder; its SHA-256 is ${error.source.sha256}.`,
      details: null,
    };
  }
  return null;
}

function refusalFault(error: AppendRefusedError, title: string): Fault {
  switch (error.kind) {
    case 'read-only':
      return {
        what: `“${title}” can only be read. ${error.message}`,
        kept: 'Everything saved before is kept; what was typed since is not.',
        next: 'Copy what was typed, then see to the reason.',
        details: null,
      };
    case 'out of step':
    case 'does not replay':
      return {
        what: `A change of “${title}” does not fit what is on the disk, so it was not written.`,
        kept: 'Everything saved before is kept.',
        next: 'Copy what was typed last, open the document again and put it in once more.',
        details: `${error.kind}: ${error.message}`,
      };
    case 'closed':
      return {
        what: `“${title}” is closed already, so the change was not written.`,
        kept: 'Everything saved before is kept.',
        next: 'Open the document again.',
        details: error.message,
      };
    default:
      return unreachable(error.kind);
  }
}

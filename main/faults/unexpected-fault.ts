import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { RefusedPathError } from '../storage/disk/file-system.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: inEnglish`the disk is full`,
  EDQUOT: inEnglish`there is no more room for you on the disk`,
  EIO: inEnglish`the disk reports a fault`,
  EROFS: inEnglish`the disk can only be read`,
  EFBIG: inEnglish`the file would be larger than the system allows`,
  EACCES: inEnglish`you have no permission`,
  EPERM: inEnglish`you have no permission`,
  ENOENT: inEnglish`a file or folder is not there any more`,
  ENOTDIR: inEnglish`a file stands where a folder should be`,
  EEXIST: inEnglish`a file stands there already`,
  EISDIR: inEnglish`a folder stands where a file should be`,
  EMFILE: inEnglish`too many files are open`,
  ELOOP: inEnglish`a link leads back to itself`,
  ENOTEMPTY: inEnglish`a folder is not empty`,
};

/** What the disk or the system refused, as a clause; null when neither the error nor any of its causes is theirs. */
export function diskReason(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof RefusedPathError) return error.message;
  const { code } = error as { readonly code?: unknown };
  return (typeof code === 'string' ? reasons[code] : undefined) ?? diskReason(error.cause);
}

/** Tells a person of something that went wrong inside: a bug, or a disk that failed.
 *  @param doing what was asked for, as `document:append` */
export function unexpectedFault(doing: string, error: unknown): Fault {
  const disk = diskReason(error);
  return {
    what:
      disk === null
        ? inEnglish`Something inside Anchorite went wrong, so this was not done.`
        : inEnglish`Reading or writing failed: ${disk}.`,
    kept: inEnglish`Everything that was shown as saved is kept.`,
    next:
      disk === null
        ? inEnglish`Try again. If it happens again, copy the details and send them to the developers.`
        : inEnglish`See that the disk is there and has room, then try again.`,
    details: withoutPaths(`${doing}\n${describe(error)}`),
  };
}

/** An error with its causes, as lines; stack frames included. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by ${describe(error.cause)}`;
}

/** Leaves of every file path in a text only its last part: what a person copies into a report must not tell the names of
 *  their folders. */
function withoutPaths(text: string): string {
  return text
    .replaceAll(/\b(?:file|app):\/\/[^\s'"()]*\//g, '')
    .replaceAll(/[A-Za-z]:\\(?:[^\\\n'"]+\\)+/g, '')
    .replaceAll(/'(?:\/[^/\n']+)*\/([^/\n']*)'/g, "'$1'")
    .replaceAll(/(?<![\w.])(?:\/[^/\s'"():]+)+\//g, '');
}

import { RefusedPathError } from '../storage/file-system.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'there is no more room for you on the disk',
  EIO: 'the disk reports a fault',
  EROFS: 'the disk can only be read',
  EFBIG: 'the file would be larger than the system allows',
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  ENOENT: 'a file or folder is not there any more',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands there already',
  EISDIR: 'a folder stands where a file should be',
  EMFILE: 'too many files are open',
  ELOOP: 'a link leads back to itself',
  ENOTEMPTY: 'a folder is not empty',
};

/** What the disk or the system refused, as a clause; null when neither the error nor any of its causes is theirs. */
export function diskReason(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof RefusedPathError) return error.message;
  const { code } = error as { readonly code?: unknown };
  return (typeof code === 'string' ? reasons[code] : undefined) ?? diskReason(error.cause);
}

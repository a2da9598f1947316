import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { besideCollection } from '../storage/backup/make-backup.ts';
import { restoreBackup } from '../storage/backup/restore-backup.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { makeFolders, nodeFileSystem } from '../storage/disk/file-system.ts';

/** What came of a backup, and the sentence that tells it. */
export interface BackedUp {
  /** Null when the newest one holds all that there is, or when it cannot be used. */
  readonly backup: string | null;
  readonly isUsable: boolean;
  readonly sentence: string;
}

/** Copies the journals and small files of a collection and opens the copy.
 *  @param place the folder of the backups; beside the collection when null */
export async function backUp(collection: Collection, place: string | null): Promise<BackedUp> {
  const backups = place === null ? besideCollection(collection.folder) : await ownFolder(place);
  const outcome = await collection.backUp(backups);
  switch (outcome.kind) {
    case 'made': {
      const leftOut = outcome.leftOut.map(
        (what) => inEnglish`${what}, so it is not in the backup, or was left as it is.`,
      );
      return {
        backup: outcome.backup,
        isUsable: true,
        sentence: [inEnglish`A backup is in “${outcome.backup}”.`, ...leftOut].join(' '),
      };
    }
    case 'nothing new':
      return {
        backup: null,
        isUsable: true,
        sentence: inEnglish`The newest backup in “${backups}” holds all that there is.`,
      };
    case 'not usable':
      return {
        backup: null,
        isUsable: false,
        sentence: inEnglish`A backup was made in “${backups}”, but it could not be opened again: ${outcome.reason}. Those before it are as they were.`,
      };
    default:
      return unreachable(outcome);
  }
}

/** A folder that a person named for backups, made when it is missing, without the links that lead to it. */
async function ownFolder(place: string): Promise<string> {
  await makeFolders(nodeFileSystem, place);
  return nodeFileSystem.realPath(place);
}

export type BackupRestored =
  /** `damaged` are files that are not what was backed up, and are in their places neither. */
  | { readonly kind: 'restored'; readonly damaged: readonly string[]; readonly sentence: string }
  | { readonly kind: 'refused'; readonly fault: Fault };

/** Makes a collection of a backup, in a folder of its own.
 *  @param backup one folder of the backups, such as `Letters backups/000012 2026-03-01 10.00.00` */
export async function restoreBackupInto(backup: string, target: string): Promise<BackupRestored> {
  const kept = inEnglish`Nothing was written.`;
  const outcome = await restoreBackup(nodeFileSystem, backup, target);
  switch (outcome.kind) {
    case 'restored': {
      const { damaged } = outcome;
      const files = damaged.join(', ');
      const warning =
        damaged.length === 1
          ? inEnglish`1 file is not as it was backed up, so what can be read of it is in recovered/damaged and not in its place: ${files}.`
          : inEnglish`${damaged.length} files are not as they were backed up, so what can be read of it is in recovered/damaged and not in its place: ${files}.`;
      const made = inEnglish`The backup is now a collection in “${target}”.`;
      return {
        kind: 'restored',
        damaged,
        sentence: damaged.length === 0 ? made : `${made} ${warning}`,
      };
    }
    case 'not empty':
      return {
        kind: 'refused',
        fault: {
          what: inEnglish`“${target}” is not empty, and a backup is never put over anything.`,
          kept,
          next: inEnglish`Choose an empty folder, or a name that is not taken yet.`,
          details: null,
        },
      };
    case 'not a backup':
      return {
        kind: 'refused',
        fault: {
          what:
            outcome.reason === null
              ? inEnglish`“${backup}” is no backup of a collection.`
              : inEnglish`“${backup}” is no backup of a collection (${outcome.reason}).`,
          kept,
          next: inEnglish`Choose one of the numbered folders in the folder of backups.`,
          details: null,
        },
      };
    default:
      return unreachable(outcome);
  }
}

import type { ReplicaId } from '../../../shared/document/identifier.ts';
import { type ConfinedFileSystem, confined } from './confined-file-system.ts';
import type { FileSystem } from './file-system.ts';
import type { ProcessIdentities } from './process-identity.ts';
import type { WorkingCopy } from './working-copy.ts';

/** What storage works with: given from outside, so that tests can put a failing disk, another clock or another machine
 *  underneath the real code. */
export interface StorageContext {
  /** Opening a collection puts its gate in the place of this one. */
  readonly fileSystem: FileSystem;
  /** Identity of the working copy; only files of its own are ever written. Before a collection is open: of this installation, when
   *  `workingCopies` is given. */
  readonly replica: ReplicaId;
  /** The folder, of the person's own, that says which replica each folder of a collection on this machine is. Unless given, every one is
   *  `replica`. */
  readonly workingCopies?: string;
  /** While a collection is open for writing. */
  readonly workingCopy?: WorkingCopy;
  /** Siglum of the editor. */
  readonly editor: string;
  readonly now: () => Date;
  /** This process and machine, unless given. */
  readonly host?: ProcessIdentities;
  /** A journal's file that has reached this size is followed by a new one, in bytes; 8 MiB unless given. */
  readonly segmentLimit?: number;
  /** After how many records of a document closing it keeps a checkpoint; 500 unless given. */
  readonly checkpointEvery?: number;
  /** Where the backups of a collection go, by its folder; none are made unless it is given. */
  readonly backups?: (folder: string) => string;
  /** Takes what is of no concern to a person, such as a checkpoint that was passed over. */
  readonly log?: (entry: string) => void;
}

/** What an open collection works with. */
export interface ConfinedContext extends StorageContext {
  readonly fileSystem: ConfinedFileSystem;
}

/** The same with the gate to a folder in the place of the file system. */
export async function confinedTo<Context extends StorageContext>(
  context: Context,
  folder: string,
): Promise<Context & ConfinedContext> {
  const fileSystem = await confined(context.fileSystem, folder);
  return {
    ...context,
    fileSystem,
    // May be another one by the next record.
    get editor() {
      return context.editor;
    },
  };
}

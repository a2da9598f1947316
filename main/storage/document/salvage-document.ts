import { imageEncoding, type SourceFile } from '../../../shared/document/document-state.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { encodeRecord, type JournalRecord, journalFormat, noHash } from '../../../shared/journal/record.ts';
import { documentFolder, facsimileFolder } from '../disk/collection-paths.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import { readSource, SourceMissingError } from '../journal/source-file.ts';
import type { DocumentBranch } from './document-branches.ts';
import { stageFolder } from './stage-document.ts';

/** How a document is to be salvaged. */
export interface SalvageOptions {
  /** Which branch; the one with most changes unless given. */
  readonly tip?: string;
  /** Whether the new document takes the place of the old one, whose files are kept in `recovered/`. */
  readonly replace: boolean;
}

/** What came of a salvage. */
export interface Salvaged {
  /** The new document. */
  readonly id: DocumentId;
  /** Where the files of the old one are, relative to the collection; null when they were left where they are. */
  readonly kept: string | null;
}

/** Makes the folder of a new document from a branch of another: its records, with their times and editors, in a journal of this
 *  replica, and its source. The other one is not touched. */
export async function stageBranch(
  context: StorageContext,
  folder: string,
  from: DocumentId,
  branch: DocumentBranch,
  id: DocumentId,
): Promise<void> {
  const { source, pages } = branch.state;
  const document = documentFolder(folder, from);
  const bytes = await sourceBytes(context, document, source);
  const journal = rechained(context, branch.records, id);
  const images = { folder: facsimileFolder(document), names: [...new Set(pages.map(({ file }) => file))] };
  await stageFolder(context, folder, id, { journal, source: bytes && { name: source.name, bytes }, images });
}

/** The bytes of the source; null when it is lost, or one of the images. */
async function sourceBytes(
  { fileSystem }: StorageContext,
  document: string,
  source: SourceFile,
): Promise<Uint8Array | null> {
  if (source.encoding === imageEncoding) return null;
  try {
    return await readSource(fileSystem, document, source);
  } catch (error) {
    if (error instanceof SourceMissingError) return null;
    throw error;
  }
}

function rechained({ replica }: StorageContext, records: readonly JournalRecord[], document: DocumentId): Uint8Array {
  const frames: Uint8Array[] = [];
  let prev = noHash;
  for (const record of records) {
    // All before it had been on the disk.
    const synced = record.seq - 1;
    const moved = { ...record, format: journalFormat, document, replica, prev, parent: prev, synced };
    const { frame, hash } = encodeRecord(moved);
    frames.push(frame);
    prev = hash;
  }
  return Buffer.concat(frames);
}

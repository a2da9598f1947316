import path from 'node:path';
import type { Node } from 'prosemirror-model';
import type { SourceFile } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { ImportReport } from '../../shared/document/import-report.ts';
import type { DocumentMetadata } from '../../shared/document/metadata.ts';
import { encodeRecord } from '../../shared/journal/encode-record.ts';
import { parseRecord } from '../../shared/journal/parse-record.ts';
import { type JournalRecord, journalFormat, noHash } from '../../shared/journal/record.ts';
import { Replay } from '../../shared/journal/replay.ts';
import { AppendRefusedError } from './append-errors.ts';
import {
  documentFolder,
  documentJournals,
  documentsFolder,
  replicaFolder,
  safeFileName,
  segmentFile,
  sourceFolder,
  stagingFolder,
} from './collection-paths.ts';
import { makeFolders, removeTree } from './folders.ts';
import { readFolderOrNone } from './journal-folder.ts';
import { writeWhole } from './replace-file.ts';
import { sha256Of } from './source-file.ts';
import type { StorageContext } from './storage-context.ts';

/** An imported document that is to be kept. */
export interface NewDocument {
  readonly source: {
    /** Base name of the imported file. It is shown as it is; on the disk it may differ. */
    readonly name: string;
    readonly bytes: Uint8Array;
    /** The encoding that the bytes were read in. */
    readonly encoding: string;
  };
  readonly doc: Node;
  readonly metadata: DocumentMetadata;
  readonly report: ImportReport;
}

/** Builds the folder of a new document where nobody looks and renames it into place, so that `documents` only ever holds
 *  whole ones. When this returns it is there and on the disk.
 *  @throws AppendRefusedError when the document cannot be read back from its record */
export async function stageDocument(
  context: StorageContext,
  folder: string,
  id: DocumentId,
  added: NewDocument,
): Promise<void> {
  await stageFolder(context, folder, id, { journal: importFrame(context, id, added), source: added.source });
}

/** What the folder of a document holds at first. */
interface FolderContent {
  /** Of this replica: whole lines. */
  readonly journal: Uint8Array;
  /** Null when it is lost. */
  readonly source: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** As `stageDocument`, for a document that has a journal already. */
export async function stageFolder(
  context: StorageContext,
  folder: string,
  id: DocumentId,
  content: FolderContent,
): Promise<void> {
  const { fileSystem } = context;
  const staged = path.join(stagingFolder(folder), id);
  try {
    await buildFolder(context, staged, content);
    await makeFolders(fileSystem, documentsFolder(folder));
    await fileSystem.rename(staged, documentFolder(folder, id));
  } catch (error) {
    // What is left takes room that a full disk needs; if it cannot be removed the next opening sets it aside.
    await removeTree(fileSystem, staged).catch(() => undefined);
    throw error;
  }
  await fileSystem.syncFolder(documentsFolder(folder));
  await fileSystem.syncFolder(stagingFolder(folder));
}

async function buildFolder(
  { fileSystem, replica }: StorageContext,
  staged: string,
  { journal: lines, source }: FolderContent,
): Promise<void> {
  await makeFolders(fileSystem, sourceFolder(staged));
  if (source) await writeWhole(fileSystem, path.join(sourceFolder(staged), safeFileName(source.name)), source.bytes);
  await fileSystem.syncFolder(sourceFolder(staged));
  const journal = replicaFolder(documentJournals(staged), replica);
  await makeFolders(fileSystem, journal);
  await writeWhole(fileSystem, segmentFile(journal, 1), lines);
  await fileSystem.syncFolder(journal);
}

/** Moves what an interrupted import left out of the way.
 *  @returns where each went */
export async function clearStaging(context: StorageContext, folder: string, aside: string): Promise<readonly string[]> {
  const { fileSystem } = context;
  const moved: string[] = [];
  for (const { name } of await readFolderOrNone(fileSystem, stagingFolder(folder))) {
    await makeFolders(fileSystem, aside);
    const target = await freeName(context, path.join(aside, `import-${name}`));
    await fileSystem.rename(path.join(stagingFolder(folder), name), target);
    moved.push(target);
  }
  if (moved.length > 0) await fileSystem.syncFolder(aside);
  return moved;
}

async function freeName({ fileSystem }: StorageContext, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if ((await fileSystem.stat(name)) === null) return name;
  }
}

function importFrame(context: StorageContext, id: DocumentId, added: NewDocument): Uint8Array {
  const { name, bytes, encoding } = added.source;
  const source: SourceFile = { name, bytes: bytes.length, sha256: sha256Of(bytes), encoding };
  const record: JournalRecord = {
    format: journalFormat,
    seq: 1,
    prev: noHash,
    parent: noHash,
    synced: 0,
    document: id,
    editor: context.editor,
    replica: context.replica,
    time: context.now().toISOString(),
    kind: 'import',
    payload: { source, doc: added.doc.toJSON() as unknown, report: added.report, metadata: added.metadata },
  };
  const { json, frame } = encodeRecord(record);
  const parsed = parseRecord(json);
  if (!parsed.ok) throw new AppendRefusedError('does not replay', `the import: ${JSON.stringify(parsed.fault)}`);
  const fault = new Replay(id).apply(parsed.value);
  if (fault) throw new AppendRefusedError('does not replay', `the import: ${fault.reason}`);
  return frame;
}

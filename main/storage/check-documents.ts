import path from 'node:path';
import { canonicalHash, canonicalJson } from '../../shared/document/canonical.ts';
import { imageEncoding } from '../../shared/document/document-state.ts';
import { type DocumentId, isIdentifier } from '../../shared/document/identifier.ts';
import type { Replay } from '../../shared/journal/replay.ts';
import { loadCollectionJournal } from './collection-journal.ts';
import {
  checkpointsFolder,
  documentFolder,
  documentJournals,
  documentsFolder,
  facsimileFolder,
  isConflictCopy,
  segmentNumber,
} from './collection-paths.ts';
import { isFresh, readHint } from './document-hint.ts';
import { checkImages } from './facsimile-files.ts';
import { journalSize, readFolderOrNone, replicasIn } from './journal-folder.ts';
import { DocumentUnreadableError, loadDocument } from './load-document.ts';
import { readSource, SourceMissingError } from './source-file.ts';
import type { StorageContext } from './storage-context.ts';

/** Something that a check found. */
export interface CheckFinding {
  /** Null when it concerns the collection as a whole. */
  readonly document: DocumentId | null;
  /** A sentence. */
  readonly what: string;
}

/** What a check of a collection looked at and found. */
export interface CheckReport {
  readonly documents: number;
  /** Journal records read, of documents. */
  readonly records: number;
  readonly findings: readonly CheckFinding[];
}

/** What is to be checked. */
interface Checked {
  readonly context: StorageContext;
  readonly folder: string;
  readonly documents: ReadonlyMap<DocumentId, string>;
  /** Whether someone may be writing to the document just now. */
  readonly isShared: (id: DocumentId) => boolean;
}

/** Reads everything of a collection again and compares what must agree. Changes nothing. */
export async function checkDocuments(checked: Checked): Promise<CheckReport> {
  const findings: CheckFinding[] = [...(await checkList(checked))];
  let records = 0;
  for (const [id, name] of checked.documents) {
    const found = await checkDocument(checked, id, `“${name}”`);
    records += found.records;
    findings.push(...found.sentences.map((what) => ({ document: id, what })));
  }
  return { documents: checked.documents.size, records, findings };
}

async function checkList({ context, folder, documents }: Checked): Promise<readonly CheckFinding[]> {
  const findings: CheckFinding[] = [];
  const { readOnly, facts } = await loadCollectionJournal(context, folder, null);
  if (readOnly !== null) findings.push({ document: null, what: readOnly });
  const known = new Set<string>([...documents.keys(), ...facts.documents.keys(), ...facts.replaced]);
  const entries = await readFolderOrNone(context.fileSystem, documentsFolder(folder));
  for (const { name } of entries)
    if (!known.has(name))
      findings.push({ document: null, what: `documents/${name} belongs to no document of the list.` });
  const there = new Set(entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name));
  for (const [id, source] of facts.documents)
    if (!there.has(id))
      findings.push({
        document: id,
        what: `The folder documents/${id} of “${source}” is not there; bring it back from a backup.`,
      });
  return findings;
}

async function checkDocument(
  { context, folder, isShared }: Checked,
  id: DocumentId,
  name: string,
): Promise<{ readonly records: number; readonly sentences: readonly string[] }> {
  const { fileSystem, replica } = context;
  const document = documentFolder(folder, id);
  const sentences: string[] = [...(await strangeFiles(context, document))];
  try {
    const mayRecover = async (): Promise<boolean> => false;
    const options = { fileSystem, replica, folder, id, name, mayRecover, isShared: isShared(id) };
    const loaded = await loadDocument({ ...options, useCheckpoints: false });
    const quick = await loadDocument(options);
    if (quick.checkpointed > 0 && snapshotJson(quick.replay) !== snapshotJson(loaded.replay))
      sentences.push(
        `A checkpoint of ${name} holds another state than its journal; delete the folder ${checkpointsFolder(document)}, which loses nothing.`,
      );
    if (loaded.readOnly !== null) sentences.push(loaded.readOnly);
    sentences.push(...loaded.notices);
    const { state } = loaded.replay;
    const misfit = misfitOf(() => state.doc.check());
    if (misfit !== null) sentences.push(`${name} does not keep to the document schema: ${misfit}.`);
    const hint = await readHint(fileSystem, document);
    const isCurrent = hint !== null && isFresh(hint, await journalSize(fileSystem, documentJournals(document)));
    if (isCurrent && loaded.readOnly === null && hint.state !== canonicalHash(state.doc))
      sentences.push(`${name} reads otherwise than when it was last closed, although its journal is the same.`);
    sentences.push(...(await checkImages(fileSystem, facsimileFolder(document), state.pages, name)));
    if (state.source.encoding !== imageEncoding) await readSource(fileSystem, document, state.source);
    return { records: state.seq, sentences };
  } catch (error) {
    if (error instanceof SourceMissingError)
      sentences.push(
        `The source of ${name} is not in ${error.folder} as it was imported; bring it back from a backup.`,
      );
    else if (error instanceof DocumentUnreadableError) sentences.push(error.sentence);
    else throw error;
    return { records: 0, sentences };
  }
}

/** Everything that a checkpoint holds, but for what undo needs: how much of that is kept may differ. */
function snapshotJson(replay: Replay): string {
  const { history: _, doc: __, ...rest } = replay.snapshot();
  return canonicalJson(replay.doc) + JSON.stringify(rest);
}

function misfitOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Files among the journals that are no segments, such as the conflict copies of a synchronised folder. */
async function strangeFiles({ fileSystem }: StorageContext, document: string): Promise<readonly string[]> {
  const journals = documentJournals(document);
  const strange: string[] = [];
  for (const { name, kind } of await readFolderOrNone(fileSystem, journals))
    if (kind !== 'folder' || !isIdentifier(name)) strange.push(path.join(journals, name));
  for (const replica of await replicasIn(fileSystem, journals))
    for (const { name, kind } of await readFolderOrNone(fileSystem, path.join(journals, replica)))
      if (kind !== 'file' || segmentNumber(name) === null) strange.push(path.join(journals, replica, name));
  return strange.map((file) =>
    isConflictCopy(path.basename(file))
      ? `${file} is a conflict copy of a synchronised folder.`
      : `${file} is no part of a journal, and is not read.`,
  );
}

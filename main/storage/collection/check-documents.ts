import path from 'node:path';
import type { DocumentTrouble } from '../../../shared/contract/payloads/recovery.ts';
import { imageEncoding } from '../../../shared/document/document-state.ts';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { readCollectionFile } from '../disk/collection-file.ts';
import {
  checkpointSeq,
  checkpointsFolder,
  documentFolder,
  documentJournals,
  documentsFolder,
  facsimileFolder,
  isConflictCopy,
  keptPath,
  recoveredFolder,
  removedFolder,
  segmentNumber,
  stagingFolder,
} from '../disk/collection-paths.ts';
import { errorCode, type FileSystem, type FolderEntry, RefusedPathError } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import type { ConfinedContext, StorageContext } from '../disk/storage-context.ts';
import { disposableFiles } from '../document/disposable-files.ts';
import { DocumentUnreadableError, loadDocument } from '../document/load-document.ts';
import { collectionParts, misplacedIn, passedOver, strangersBelow } from '../document/misplaced-parts.ts';
import { checkImages } from '../document/page-images.ts';
import { unownedStaging } from '../document/stage-document.ts';
import { loadCollectionJournal } from '../journal/collection-journal.ts';
import { collectionCopies, hintCopies } from '../journal/conflict-copies.ts';
import { missingFolderSentence } from '../journal/journal-messages.ts';
import { findSource, SourceMissingError } from '../journal/source-file.ts';
import { loadEntities } from './entity-store.ts';
import { removedFaults } from './removed-documents.ts';

/** Something that a check found. */
export interface CheckFinding {
  /** Null when it concerns the collection as a whole. */
  readonly document: DocumentId | null;
  /** A sentence. */
  readonly what: string;
}

/** A document that only a salvage makes one that can be changed. */
export interface TroubledDocument {
  readonly document: DocumentId;
  /** Name of the file it was imported from. */
  readonly source: string;
  /** `unreadable`: not even its import can be read where it should stand. */
  readonly trouble: Exclude<DocumentTrouble, 'waiting'> | 'unreadable';
}

/** What a check of a collection looked at and found. */
export interface CheckReport {
  readonly documents: number;
  /** Journal records read, of documents. */
  readonly records: number;
  readonly findings: readonly CheckFinding[];
  /** Of files that can be made again, such as a checkpoint that is passed over, and of changes of others that have not arrived
   *  yet: they are no fault of the collection. */
  readonly remarks: readonly CheckFinding[];
  readonly troubled: readonly TroubledDocument[];
}

/** What is to be checked. */
interface Checked {
  readonly context: ConfinedContext;
  readonly folder: string;
  readonly documents: ReadonlyMap<DocumentId, string>;
  /** Whether someone may be writing to the document just now. */
  readonly isShared: (id: DocumentId) => boolean;
}

/** Reads everything of a collection again and compares what must agree. Changes nothing. */
export async function checkDocuments(checked: Checked): Promise<CheckReport> {
  const findings: CheckFinding[] = [...(await checkList(checked))];
  const remarks: CheckFinding[] = (await unownedStaging(checked.context, checked.folder)).map((name) => ({
    document: null,
    what: inEnglish`staging/${name} is of an import by an earlier version of Anchorite, which was interrupted, or goes on in another copy of this collection.`,
  }));
  const copies = await collectionCopies(checked.context.fileSystem, checked.folder);
  findings.push(...copies.telling.map((what) => ({ document: null, what })));
  remarks.push(...copies.idle.map((what) => ({ document: null, what })));
  const troubled: TroubledDocument[] = [];
  let records = 0;
  for (const [id, source] of checked.documents) {
    const found = await checkDocument(checked, id, `“${source}”`);
    records += found.records;
    findings.push(...found.sentences.map((what) => ({ document: id, what })));
    remarks.push(...found.remarks.map((what) => ({ document: id, what })));
    if (found.trouble !== null) troubled.push({ document: id, source, trouble: found.trouble });
  }
  return { documents: checked.documents.size, records, findings, remarks, troubled };
}

async function checkList({ context, folder, documents }: Checked): Promise<readonly CheckFinding[]> {
  const findings: CheckFinding[] = [];
  const file = await readCollectionFile(context.fileSystem, folder);
  for (const what of [
    ...(await misplacedIn(context.fileSystem, folder, collectionParts, '')),
    ...(await strangersIn(context.fileSystem, folder)),
  ])
    findings.push({ document: null, what });
  if (file.kind === 'missing' || file.kind === 'unreadable') {
    findings.push({
      document: null,
      what:
        file.kind === 'missing'
          ? inEnglish`collection.json is missing; the collection's journal says the same.`
          : inEnglish`collection.json cannot be read (${file.reason}); the collection's journal says the same.`,
    });
  }
  const { readOnly, facts } = await loadCollectionJournal(context, folder, null);
  if (readOnly !== null) findings.push({ document: null, what: readOnly });
  const entities = await loadEntities({ context, folder, collection: '', lock: null, readOnly: null });
  for (const what of entities.notices) findings.push({ document: null, what });
  const removed = [...facts.removed.keys(), ...facts.emptied.keys()];
  const known = new Set<string>([...documents.keys(), ...facts.documents.keys(), ...facts.replaced, ...removed]);
  for (const [id, what] of await removedFaults(context, folder, facts.removed)) findings.push({ document: id, what });
  const entries = await readFolderOrNone(context.fileSystem, documentsFolder(folder));
  for (const { name } of entries)
    if (!known.has(name))
      findings.push({ document: null, what: inEnglish`documents/${name} belongs to no document of the list.` });
  const there = new Set(entries.map(({ name }) => name));
  for (const [id, source] of facts.documents)
    if (!there.has(id))
      findings.push({
        document: id,
        what: missingFolderSentence(id, source, facts.addedByOthers.get(id) ?? null),
      });
  return findings;
}

/** In folders that everything of a collection but its documents and its list is in. */
async function strangersIn(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  const sentences: string[] = [];
  // What stands in the place of the folder itself is told as that.
  for (const place of [stagingFolder(folder), removedFolder(folder), recoveredFolder(folder)])
    if ((await fileSystem.stat(place))?.kind === 'folder')
      sentences.push(...(await strangersBelow(fileSystem, place, keptPath(folder, place))));
  return sentences;
}

interface FoundOfDocument {
  readonly records: number;
  readonly sentences: readonly string[];
  readonly remarks: readonly string[];
  readonly trouble: TroubledDocument['trouble'] | null;
}

async function checkDocument(
  { context, folder, isShared }: Checked,
  id: DocumentId,
  name: string,
): Promise<FoundOfDocument> {
  const { fileSystem, replica } = context;
  const document = documentFolder(folder, id);
  const sentences: string[] = [];
  const remarks: string[] = [];
  let trouble: FoundOfDocument['trouble'] = null;
  try {
    sentences.push(...(await strangeFiles(context, document)));
    sentences.push(...(await strangersBelow(fileSystem, document, keptPath(folder, document))));
    sentences.push(...(await foldersAmongCheckpoints(fileSystem, document)));
    const mayRecover = async (): Promise<boolean> => false;
    const options = { fileSystem, replica, folder, id, name, mayRecover, isShared: isShared(id) };
    const loaded = await loadDocument({ ...options, useCheckpoints: false });
    if (loaded.trouble !== 'waiting') trouble = loaded.trouble;
    if (loaded.readOnly !== null) sentences.push(loaded.readOnly);
    // What others did and has not arrived is no fault of the document as it is here.
    (loaded.trouble === 'waiting' ? remarks : sentences).push(...loaded.notices);
    const { state } = loaded.replay;
    const misfit = misfitOf(() => state.doc.check());
    if (misfit !== null) sentences.push(inEnglish`${name} does not keep to the document schema: ${misfit}.`);
    const disposable = loaded.readOnly === null ? await disposableFiles(options, loaded.replay) : [];
    for (const copy of await hintCopies(fileSystem, document))
      remarks.push(
        inEnglish`${copy} of ${name} is a conflict copy of a synchronised folder that nothing needs, and can be deleted.`,
      );
    // Those of journals are told of already.
    for (const { kind, what, isFalse } of disposable) if (kind !== 'copy') (isFalse ? sentences : remarks).push(what);
    sentences.push(...(await checkImages(fileSystem, facsimileFolder(document), state.pages, name)));
    if (state.source.encoding !== imageEncoding) {
      const { isConverted } = await findSource(fileSystem, document, state.source);
      if (isConverted) sentences.push(convertedSourceSentence(name));
    }
    return { records: state.seq, sentences, remarks, trouble };
  } catch (error) {
    if (error instanceof SourceMissingError)
      sentences.push(
        error.reason === null
          ? inEnglish`The source of ${name} is not in ${error.folder} as it was imported; bring it back from a backup.`
          : inEnglish`The source of ${name} is not in ${error.folder} as it was imported (${error.reason}); bring it back from a backup.`,
      );
    else if (error instanceof DocumentUnreadableError) {
      if (!error.isArriving) trouble = 'unreadable';
      sentences.push(error.sentence);
    } else if (error instanceof Error && errorCode(error) !== null) {
      trouble = 'unreadable';
      sentences.push(inEnglish`${name} cannot be read whole: ${error.message}.`);
    } else throw error;
    return { records: 0, sentences, remarks, trouble };
  }
}

const convertedSourceSentence = (name: string): string =>
  inEnglish`The line ends of the source of ${name} were converted by another program, as Git does with core.autocrlf; it is read as it was imported, and checking the file out again without that setting puts it right.`;
async function plainEntries(fileSystem: FileSystem, folder: string): Promise<readonly FolderEntry[]> {
  const entries = await readFolderOrNone(fileSystem, folder);
  return entries.filter(({ kind }) => kind === 'file' || kind === 'folder');
}

/** Folders in the place of checkpoints. */
async function foldersAmongCheckpoints(fileSystem: FileSystem, document: string): Promise<readonly string[]> {
  const folder = checkpointsFolder(document);
  if ((await fileSystem.stat(folder))?.kind !== 'folder') return [];
  const entries = await plainEntries(fileSystem, folder);
  return entries
    .filter(({ name, kind }) => kind === 'folder' && checkpointSeq(name) !== null)
    .map(({ name }) => path.join(folder, name))
    .map((file) =>
      passedOver(new RefusedPathError({ kind: 'folder' }, file, keptPath(path.dirname(path.dirname(document)), file))),
    );
}

function misfitOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Files among the journals that are no segments, such as the conflict copies of a synchronised folder. Links are told as such. */
async function strangeFiles({ fileSystem }: StorageContext, document: string): Promise<readonly string[]> {
  const journals = documentJournals(document);
  const strange: string[] = [];
  for (const { name, kind } of await plainEntries(fileSystem, journals)) {
    if (kind === 'file' || !isIdentifier(name)) strange.push(path.join(journals, name));
    else
      for (const segment of await plainEntries(fileSystem, path.join(journals, name)))
        if (segmentNumber(segment.name) === null) strange.push(path.join(journals, name, segment.name));
  }
  const collection = path.dirname(path.dirname(document));
  return strange.map((file) =>
    isConflictCopy(path.basename(file))
      ? inEnglish`${keptPath(collection, file)} is a conflict copy of a synchronised folder.`
      : inEnglish`${keptPath(collection, file)} is no part of a journal, and is not read.`,
  );
}

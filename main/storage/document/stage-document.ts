import path from 'node:path';
import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import type { AnnotationAct, AnnotationKind } from '../../../shared/document/annotation.ts';
import { imageEncoding, type SourceFile, type StepJson } from '../../../shared/document/document-state.ts';
import { type DocumentId, newAnnotationId, newGroupId } from '../../../shared/document/identifier.ts';
import type { ImportReport } from '../../../shared/document/import-report.ts';
import type { PageReading } from '../../../shared/document/layout.ts';
import type { DocumentMetadata } from '../../../shared/document/metadata.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { schema } from '../../../shared/document/schema.ts';
import { wordsBetween } from '../../../shared/edit/tag-commands.ts';
import {
  encodeRecord,
  type JournalEntry,
  type JournalRecord,
  journalFormat,
  noHash,
} from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import {
  documentFolder,
  documentJournals,
  documentsFolder,
  facsimileFolder,
  keptPath,
  recoveredFolder,
  replicaFolder,
  replicaStaging,
  safeFileName,
  segmentFile,
  sourceFolder,
  stagingFolder,
} from '../disk/collection-paths.ts';
import { type FileSystem, type FolderEntry, makeFolders, RefusedPathError, removeTree } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { writeWhole } from '../disk/replace-file.ts';
import { mostBytesOf } from '../disk/size-limits.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import { interruptedSentence } from '../journal/journal-messages.ts';
import { AppendRefusedError } from '../journal/journal-writer.ts';
import { sha256Of } from '../journal/source-file.ts';
import type { ImageDraft } from './page-images.ts';

/** A document that is to be kept: as it was imported, or as it came of another one. */
export type NewDocument = ImportedDocument | CopiedDocument;

/** An imported document. */
export interface ImportedDocument {
  readonly source: NewSource;
  readonly doc: Node;
  readonly metadata: DocumentMetadata;
  readonly report: ImportReport;
  /** Passages that what was imported tags, by their positions in `doc`. */
  readonly tags?: readonly ImportedTag[];
  /** The images of its pages, whose files are in the draft that becomes the document, and what was read on them. */
  readonly facsimile?: { readonly pages: readonly PageImage[]; readonly readings: readonly PageReading[] };
}

/** A document that is to be kept, with the images of its pages when it has some. */
export interface AddedDocument {
  readonly added: NewDocument;
  readonly draft?: ImageDraft;
}

/** A passage that is tagged in what was imported. */
export interface ImportedTag {
  readonly as: AnnotationKind;
  readonly from: number;
  readonly to: number;
}

/** A document that another one was until now, with all of its history, and what makes another document of it. */
export interface CopiedDocument {
  /** The records of the other, in their order, from its import on. */
  readonly records: readonly JournalRecord[];
  /** Said in the report of its import: where it comes from. */
  readonly origin: string;
  /** What follows them. */
  readonly entries: readonly JournalEntry[];
  /** Null when it is lost, or one of the images. */
  readonly source: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** What a new document is imported from. */
export type NewSource =
  /** One of its page images. */
  | { readonly image: PageImage }
  | {
      /** Base name of the imported file. It is shown as it is; on the disk it may differ. */
      readonly name: string;
      readonly bytes: Uint8Array;
      /** The encoding that the bytes were read in. */
      readonly encoding: string;
    };

/** Builds the folder of a new document where nobody looks and renames it into place, so that `documents` only ever holds
 *  whole ones. When this returns it is there and on the disk.
 *  @throws AppendRefusedError when the document cannot be read back from its record */
export async function stageDocument(
  context: StorageContext,
  folder: string,
  id: DocumentId,
  added: NewDocument,
): Promise<void> {
  if ('records' in added) {
    await stageFolder(context, folder, id, { journal: copiedFrames(context, id, added), source: added.source });
    return;
  }
  const source = 'image' in added.source ? null : added.source;
  await stageFolder(context, folder, id, { journal: firstFrames(context, id, added), source });
}

/** What the folder of a document holds at first. */
interface FolderContent {
  /** Of this replica: whole lines. */
  readonly journal: Uint8Array;
  /** Null when it is lost, or one of the images. */
  readonly source: { readonly name: string; readonly bytes: Uint8Array } | null;
  /** A folder of images that the document is to have, too, and their names; those that are not there are left out. */
  readonly images?: { readonly folder: string; readonly names: readonly string[] };
}

/** As `stageDocument`, for a document that has a journal already. */
export async function stageFolder(
  context: StorageContext,
  folder: string,
  id: DocumentId,
  content: FolderContent,
): Promise<void> {
  const { fileSystem, replica } = context;
  const staging = replicaStaging(folder, replica);
  const staged = path.join(staging, id);
  if (content.journal.length > mostBytesOf(segmentFile(staged, 1)))
    throw new AppendRefusedError('does not replay', 'its journal would be larger than one is read');
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
  await fileSystem.syncFolder(staging);
}

async function buildFolder(
  { fileSystem, replica }: StorageContext,
  staged: string,
  { journal: lines, source, images }: FolderContent,
): Promise<void> {
  await makeFolders(fileSystem, sourceFolder(staged));
  if (source) await writeWhole(fileSystem, path.join(sourceFolder(staged), safeFileName(source.name)), source.bytes);
  await fileSystem.syncFolder(sourceFolder(staged));
  await takeImages(fileSystem, staged, images);
  const journal = replicaFolder(documentJournals(staged), replica);
  await makeFolders(fileSystem, journal);
  await writeWhole(fileSystem, segmentFile(journal, 1), lines);
  await fileSystem.syncFolder(journal);
}

/** Images that a draft brought are there already; their names are not on the disk yet. */
async function takeImages(fileSystem: FileSystem, staged: string, images: FolderContent['images']): Promise<void> {
  const target = facsimileFolder(staged);
  if (images && images.names.length > 0) await makeFolders(fileSystem, target);
  for (const name of images?.names ?? []) {
    const from = path.join(images?.folder ?? '', name);
    if ((await fileSystem.stat(from))?.kind !== 'file') continue;
    await fileSystem.link(from, path.join(target, name)).catch(async () => {
      // Many a stick has no second names.
      await writeWhole(fileSystem, path.join(target, name), await fileSystem.readFile(from));
    });
  }
  if ((await fileSystem.stat(target)) !== null) await fileSystem.syncFolder(target);
}

/** Moves what an interrupted import of this replica left out of the way; what others are building is theirs.
 *  @returns where each went */
export async function clearStaging(context: StorageContext, folder: string): Promise<readonly string[]> {
  const staging = replicaStaging(folder, context.replica);
  const names = importsAmong(await readFolderOrNone(context.fileSystem, staging));
  return setImportsAside(context, folder, staging, names);
}

/** What imports of earlier versions left in `staging/`, which had no folders of replicas: nobody can tell whose it is, and whether it is still
 *  being built on another machine. */
export async function unownedStaging({ fileSystem }: StorageContext, folder: string): Promise<readonly string[]> {
  // A link in the place of staging holds nothing of ours, and whatever looks for links names it.
  const entries = await readFolderOrNone(fileSystem, stagingFolder(folder)).catch((error: unknown) => {
    if (error instanceof RefusedPathError) return [];
    throw error;
  });
  return importsAmong(entries).filter((name) => !/^r[0-9a-z]{11}$/.test(name));
}

/** No import leaves a link. */
const importsAmong = (entries: readonly FolderEntry[]): readonly string[] =>
  entries.filter(({ kind }) => kind !== 'link').map(({ name }) => name);

/** Moves what imports of earlier versions left: a person who asks for a repair knows that nobody imports just now.
 *  @returns a sentence for each */
export async function tidyStaging(context: StorageContext, folder: string): Promise<readonly string[]> {
  const left = await unownedStaging(context, folder);
  const moved = await setImportsAside(context, folder, stagingFolder(folder), left);
  return moved.map((aside) => interruptedSentence(keptPath(folder, aside)));
}

/** Moves what interrupted imports left to `recovered/`.
 *  @returns where each went */
async function setImportsAside(
  context: StorageContext,
  folder: string,
  staging: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const { fileSystem } = context;
  const aside = recoveredFolder(folder);
  const moved: string[] = [];
  for (const name of names) {
    await makeFolders(fileSystem, aside);
    const target = await freeName(context, path.join(aside, `import-${name}`));
    await fileSystem.rename(path.join(staging, name), target);
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

type SignedEntry = JournalEntry & Pick<JournalRecord, 'editor' | 'time'>;

/** What a journal of a new document begins with: its import, then its pages and what was read on them. */
function firstFrames(context: StorageContext, id: DocumentId, added: ImportedDocument): Uint8Array {
  return framesOf(context, id, firstEntries(added).map(signedBy(context)), () => 0);
}

/** The journal of a document that was another one: who did what, and when, stays. */
function copiedFrames(
  context: StorageContext,
  id: DocumentId,
  { records, entries, origin }: CopiedDocument,
): Uint8Array {
  const [first, ...rest] = records;
  if (first?.kind !== 'import') throw new AppendRefusedError('does not replay', 'it does not begin with an import');
  const { report } = first.payload;
  const told = { ...report, remarks: [{ what: origin, source: null }, ...report.remarks] };
  const imported: JournalRecord = { ...first, payload: { ...first.payload, report: told } };
  // All of it comes into its place at once, and each record before another one has been on the disk.
  return framesOf(context, id, [imported, ...rest, ...entries.map(signedBy(context))], (seq) => seq - 1);
}

const signedBy =
  ({ editor, now }: StorageContext) =>
  (entry: JournalEntry): SignedEntry => ({ ...entry, editor, time: now().toISOString() });

/** @param syncedAt what a record says was on the disk, by its number
 *  @throws AppendRefusedError when one of them cannot follow those before */
function framesOf(
  { replica }: StorageContext,
  id: DocumentId,
  entries: readonly SignedEntry[],
  syncedAt: (seq: number) => number,
): Uint8Array {
  const replay = new Replay(id);
  const frames: Uint8Array[] = [];
  let prev = noHash;
  for (const [index, { editor, time, kind, payload }] of entries.entries()) {
    const record = {
      format: journalFormat,
      seq: index + 1,
      prev,
      parent: prev,
      synced: syncedAt(index + 1),
      document: id,
      editor,
      replica,
      time,
      kind,
      payload,
    } as JournalRecord;
    const { json, frame, hash } = encodeRecord(record);
    const parsed = parseRecord(json);
    if (!parsed.ok) throw new AppendRefusedError('does not replay', `the ${kind}: ${JSON.stringify(parsed.fault)}`);
    const fault = replay.apply(parsed.value);
    if (fault) throw new AppendRefusedError('does not replay', `the ${kind}: ${fault.reason}`);
    frames.push(frame);
    prev = hash;
  }
  return Buffer.concat(frames);
}

function firstEntries(added: ImportedDocument): readonly JournalEntry[] {
  const { doc, report, metadata, facsimile } = added;
  const payload = { source: sourceOf(added.source), doc: doc.toJSON() as unknown, report, metadata };
  return [
    { kind: 'import', payload },
    ...(facsimile ? [{ kind: 'facsimile' as const, payload: { pages: facsimile.pages } }] : []),
    ...(facsimile?.readings ?? []).map((reading) => ({ kind: 'reading' as const, payload: reading })),
    ...tagEntries(added),
  ];
}

/** All tags in one act, which can be undone. Tags move nothing, so that the positions of the others stay right. */
function tagEntries({ doc, tags = [] }: ImportedDocument): readonly JournalEntry[] {
  const transform = new Transform(doc);
  const annotations: AnnotationAct[] = [];
  for (const { as, from, to } of tags) {
    const range = wordsBetween(doc, from, to);
    if (!range) continue;
    const id = newAnnotationId();
    transform.addMark(range.from, range.to, schema.mark('annotation', { id, kind: as }));
    annotations.push({ kind: 'created', id, as, text: readingOf(doc, range.from, range.to) });
  }
  if (annotations.length === 0) return [];
  const steps = transform.steps.map((step) => step.toJSON() as StepJson);
  return [{ kind: 'annotation', payload: { group: newGroupId(), steps, annotations } }];
}

function sourceOf(source: NewSource): SourceFile {
  if ('image' in source) {
    const { name, bytes, sha256 } = source.image;
    return { name, bytes, sha256, encoding: imageEncoding };
  }
  const { name, bytes, encoding } = source;
  return { name, bytes: bytes.length, sha256: sha256Of(bytes), encoding };
}

/** What a document made of a new one is called in lists. */
export function sourceName(added: NewDocument): string {
  if ('records' in added) return added.records[0]?.kind === 'import' ? added.records[0].payload.source.name : '';
  return 'image' in added.source ? added.source.image.name : added.source.name;
}

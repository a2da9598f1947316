import { createHash } from 'node:crypto';
import { Low } from 'lowdb';
import * as v from 'valibot';
import { misreadings } from '../../../shared/alignment/misreadings.ts';
import { archiveEntries } from '../../../shared/archive/stored-acts.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import type { DocumentState, SourceFile } from '../../../shared/document/document-state.ts';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import {
  type ArchiveFacts,
  type DocumentMetadata,
  documentStatuses,
  knownArchiveFacts,
} from '../../../shared/document/metadata.ts';
import { anchorKinds, anchorsOf } from '../../../shared/document/page-anchor.ts';
import { wordCount } from '../../../shared/document/reading-text.ts';
import { isKeptAlike } from '../../../shared/document/review.ts';
import { metadataSchema, sourceFileSchema } from '../../../shared/journal/record-codec.ts';
import { documentFolder, documentJournals, hintFile } from '../disk/collection-paths.ts';
import { errorCode, type FileSystem } from '../disk/file-system.ts';
import { type JournalSize, journalSize } from '../disk/journal-folder.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';

/** What `document.json` says of a document, so that a collection can be listed without replaying every journal. All of it can
 *  be made again; one that is missing, damaged or older than the journal is. */
export interface CachedSummary {
  readonly format: 3;
  readonly id: DocumentId;
  readonly source: SourceFile;
  readonly metadata: DocumentMetadata;
  readonly status: DocumentSummary['status'];
  readonly summary: DocumentSummary;
  /** The journals that it was made from, by replica. */
  readonly journal: JournalSize;
  /** The last record of each replica, which was on the disk then: a journal that ends before it has lost something. */
  readonly heads: Readonly<Record<string, number>>;
  /** `canonicalHash` of the document after the last record. */
  readonly state: string;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const status = v.picklist(documentStatuses);

/** A row of the table as a file keeps it. */
export const summarySchema: v.GenericSchema<unknown, DocumentSummary> = v.object({
  id: v.custom<DocumentId>(isIdentifier, 'no identifier'),
  source: v.string(),
  title: v.string(),
  type: v.picklist(['telegram', 'letter', 'memorandum', 'message', 'other']),
  number: v.string(),
  date: v.string(),
  when: v.string(),
  from: v.string(),
  to: v.string(),
  status,
  anchors: v.array(v.object({ kind: v.picklist(anchorKinds), label: v.string(), inferred: v.boolean() })),
  notes: count,
  corrections: count,
  tags: count,
  words: count,
  // Number 1 did not have it.
  suspects: v.optional(v.nullable(count), null),
  archive: v.exactOptional(v.object(archiveEntries) as v.GenericSchema<unknown, ArchiveFacts>),
  changed: v.string(),
  changedBy: v.string(),
});

const hintEntries = v.object({
  format: v.pipe(
    v.picklist([1, 2, 3]),
    v.transform(() => 3 as const),
  ),
  id: v.custom<DocumentId>(isIdentifier, 'no identifier'),
  source: sourceFileSchema,
  metadata: metadataSchema,
  status,
  summary: summarySchema,
  journal: v.record(v.string(), v.object({ segments: count, bytes: count })),
  heads: v.record(v.string(), count),
  state: v.string(),
});

/** Numbers 1 and 2 had the facts of the archive beside the row only. */
const hintSchema: v.GenericSchema<unknown, CachedSummary> = v.pipe(
  hintEntries,
  v.transform((hint) => ({ ...hint, summary: { ...hint.summary, ...archiveOf(hint.metadata) } })),
);

/** What a row says of the archive. */
function archiveOf(metadata: DocumentMetadata): Pick<DocumentSummary, 'archive'> {
  const known = knownArchiveFacts(metadata);
  return known.length === 0 ? {} : { archive: Object.fromEntries(known) };
}

/** The hint with a checksum of itself: a flipped bit must not pass for a fact about the journal. */
const sealedSchema: v.GenericSchema<unknown, CachedSummary | null> = v.pipe(
  v.unknown(),
  v.check(isSealed, 'the checksum is wrong'),
  hintSchema,
);

function isSealed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { checksum, ...hint } = value as { readonly checksum?: unknown };
  return checksum === checksumOf(hint);
}

const checksumOf = (hint: object): string =>
  createHash('sha256').update(JSON.stringify(hint)).digest('hex').slice(0, 32);

/** Null when there is none that can be believed, or something else stands in its place. */
export async function readCachedSummary(fileSystem: FileSystem, document: string): Promise<CachedSummary | null> {
  const database = new Low<CachedSummary | null>(
    new CheckedJsonFile(fileSystem, hintFile(document), sealedSchema),
    null,
  );
  try {
    await database.read();
    return database.data;
  } catch (error) {
    if (error instanceof UnreadableFileError) return null;
    throw error;
  }
}

/** Only to be called with what is on the disk already. */
export async function writeCachedSummary(fileSystem: FileSystem, document: string, hint: CachedSummary): Promise<void> {
  const sealed = { ...hint, checksum: checksumOf(hint) };
  const database = new Low<CachedSummary>(new CheckedJsonFile(fileSystem, hintFile(document), hintSchema), sealed);
  await database.write();
}

/** What `document.json` says, when it was made from the journals as they are; else null.
 *  @param folder the collection's */
export async function freshSummary(
  fileSystem: FileSystem,
  folder: string,
  id: DocumentId,
): Promise<CachedSummary | null> {
  const document = documentFolder(folder, id);
  try {
    const hint = await readCachedSummary(fileSystem, document);
    if (hint?.id !== id) return null;
    return isFresh(hint, await journalSize(fileSystem, documentJournals(document))) ? hint : null;
  } catch (error) {
    // Reading the document tells what keeps it from being read.
    if (errorCode(error) === null) throw error;
    return null;
  }
}

/** Whether a hint was made from the journals as they are now. */
export function isFresh(hint: CachedSummary, now: JournalSize): boolean {
  const replicas = Object.keys(now);
  if (replicas.length !== Object.keys(hint.journal).length) return false;
  return replicas.every((replica) => {
    const [then, size] = [hint.journal[replica], now[replica]];
    return then !== undefined && then.segments === size?.segments && then.bytes === size.bytes;
  });
}

/** A document as a row of the collection table. Costs the whole document, so it is made when asked for and not with each
 *  change.
 *  @param suspects how many are left; null when that is not known */
export function summariseDocument(state: DocumentState, suspects: number | null): DocumentSummary {
  const { metadata, doc } = state;
  return {
    id: state.id,
    source: state.source.name,
    title: metadata.title,
    type: metadata.type,
    number: metadata.number,
    date: metadata.date?.text ?? '',
    when: metadata.date?.when ?? '',
    from: metadata.from,
    to: metadata.to,
    status: state.status,
    anchors: anchorsOf(doc).map(({ anchor: { kind, label, inferred } }) => ({ kind, label, inferred })),
    notes: noteCount(state),
    corrections: misreadings(state.imported, doc).length,
    tags: tagCount(state),
    words: wordCount(doc),
    suspects,
    ...archiveOf(metadata),
    changed: state.changed.time,
    changedBy: state.changed.editor,
  };
}

function noteCount({ doc }: DocumentState): number {
  let count = 0;
  doc.descendants((node) => {
    if (node.type.name === 'note') count += 1;
    return !node.isTextblock;
  });
  return count;
}

function tagCount({ doc, annotations }: DocumentState): number {
  const standing = new Set(annotationRanges(doc).map(({ id }) => id));
  return [...standing].filter((id) => annotations.get(id)?.withdrawn !== true).length;
}

/** How many suspects a state of a document had. */
export interface CountedSuspects {
  readonly of: DocumentState;
  readonly left: number;
}

/** How many suspects are left in a state; null when that is not known, because what they come from has changed since they were found. */
export function suspectsLeft(found: CountedSuspects | null, { doc, readings, reviews }: DocumentState): number | null {
  if (!found) return null;
  const { of, left } = found;
  return of.doc === doc && of.readings === readings && isKeptAlike(of.reviews, reviews) ? left : null;
}

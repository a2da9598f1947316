import { createHash } from 'node:crypto';
import path from 'node:path';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import { encodeFrame, frameAt } from '../../../shared/journal/frame.ts';
import type { Searchable } from '../../../shared/search/searchable.ts';
import type { Segment } from '../../../shared/search/segment.ts';
import { indexFolder } from '../disk/collection-paths.ts';
import { type FileSystem, makeFolders, type OpenFile } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { replaceFile, temporarySuffix } from '../disk/replace-file.ts';

/** A document in a segment. */
export interface IndexedDocument {
  readonly id: DocumentId;
  /** What its journals held when it was read: sizes, by replica. */
  readonly journals: string;
}

/** A segment of the full-text index with what it was made from. */
export interface StoredSegment {
  readonly segment: Segment;
  readonly documents: readonly IndexedDocument[];
  /** By document: 0 when a later one is in its place. */
  readonly alive: Uint8Array;
  readonly texts: StoredTexts;
  /** Name of its files; null while it has none. */
  readonly name: string | null;
}

/** The documents of a segment as they are searched, each a line as of a journal: in memory until they are in a file. */
export interface StoredTexts {
  /** By document, and one more: where each begins. */
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array | null;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const format = 1;

const manifestSchema = v.object({
  format: v.literal(format),
  segments: v.array(v.object({ name: v.pipe(v.string(), v.regex(/^[\w-]{6,20}$/)), gone: v.array(count) })),
});

const headSchema = v.object({
  format: v.literal(format),
  documents: v.array(
    v.object({ id: v.custom<DocumentId>((id) => isIdentifier(id), 'no identifier'), journals: v.string() }),
  ),
  sections: v.record(v.string(), count),
  sha256: v.string(),
});

const searchableSchema: v.GenericSchema<unknown, Searchable> = v.object({
  id: v.custom<DocumentId>((id) => isIdentifier(id), 'no identifier'),
  title: v.string(),
  text: v.string(),
  notesFrom: count,
  places: v.array(v.tuple([count, count])),
  sourceText: v.nullable(v.string()),
  tags: v.array(v.object({ kind: v.string(), from: count, to: count })),
  facts: v.record(v.string(), v.string()),
  when: v.string(),
});

const manifestFile = (folder: string): string => path.join(indexFolder(folder), 'search.json');
const wordsFile = (folder: string, name: string): string => path.join(indexFolder(folder), `search-${name}.words`);
const textsFile = (folder: string, name: string): string => path.join(indexFolder(folder), `search-${name}.texts`);

/** A document as it is kept beside a segment. */
export const packedText = (document: Searchable): Uint8Array => encodeFrame(Buffer.from(JSON.stringify(document)));

const longestText = 256 * 1024 * 1024;

/** Null when it is not what `packedText` made. */
function unpackedText(bytes: Uint8Array): Searchable | null {
  const frame = frameAt(bytes, 0);
  const read = frame && v.safeParse(searchableSchema, jsonOf(frame.json));
  return read?.success ? read.output : null;
}

/** The files with the documents of segments, each opened once. */
export class TextFiles {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #open = new Map<string, Promise<OpenFile | null>>();

  /** @param folder the collection's */
  constructor(fileSystem: FileSystem, folder: string) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
  }

  /** Reads documents of a segment, in the order in which they are named; null for each that cannot be read. */
  async read(
    { texts: { starts, bytes }, name }: StoredSegment,
    documents: readonly number[],
  ): Promise<readonly (Searchable | null)[]> {
    const bounds = documents.map((document) => [starts[document] ?? 0, starts[document + 1] ?? 0] as const);
    if (bytes) return bounds.map(([from, to]) => unpackedText(bytes.subarray(from, to)));
    const file = name === null ? null : await this.#file(name);
    if (!file) return documents.map(() => null);
    const read: (Searchable | null)[] = [];
    for (const [from, to] of bounds) read.push(await readTextAt(file, from, to));
    return read;
  }

  async close(): Promise<void> {
    const files = [...this.#open.values()];
    this.#open.clear();
    for (const file of files) await (await file)?.close();
  }

  #file(name: string): Promise<OpenFile | null> {
    const known =
      this.#open.get(name) ?? this.#fileSystem.open(textsFile(this.#folder, name), 'read').catch(() => null);
    this.#open.set(name, known);
    return known;
  }
}

async function readTextAt(file: OpenFile, from: number, to: number): Promise<Searchable | null> {
  if (to <= from || to - from > longestText) return null;
  const piece = new Uint8Array(to - from);
  const length = await file.readAt(piece, from).catch(() => 0);
  return length === piece.length ? unpackedText(piece) : null;
}

/** Reads the full-text index of a collection. What is missing or damaged is not there: its documents are indexed again. */
export async function readSearchIndex(fileSystem: FileSystem, folder: string): Promise<readonly StoredSegment[]> {
  const manifest = await readManifest(fileSystem, folder);
  const segments: StoredSegment[] = [];
  for (const { name, gone } of manifest?.segments ?? []) {
    const bytes = await fileSystem.readFile(wordsFile(folder, name)).catch(() => null);
    const stat = bytes && (await fileSystem.stat(textsFile(folder, name)).catch(() => null));
    const stored = bytes && readSegment(bytes, name, gone);
    if (stored && stat?.kind === 'file' && stat.size === stored.texts.starts.at(-1)) segments.push(stored);
  }
  return segments;
}

async function readManifest(
  fileSystem: FileSystem,
  folder: string,
): Promise<v.InferOutput<typeof manifestSchema> | null> {
  const bytes = await fileSystem.readFile(manifestFile(folder)).catch(() => null);
  const json = bytes && frameAt(bytes, 0)?.json;
  const read = json && v.safeParse(manifestSchema, jsonOf(json));
  return read?.success ? read.output : null;
}

/** Writes those segments that have no files yet, and then what names them all; removes the files of others. Only to be called by who holds the
 *  lock of the collection.
 *  @returns the segments with their names
 *  @throws ReplaceFileError or the file system's error; the index is as it was then */
export async function writeSearchIndex(
  fileSystem: FileSystem,
  folder: string,
  segments: readonly StoredSegment[],
): Promise<readonly StoredSegment[]> {
  await makeFolders(fileSystem, indexFolder(folder));
  const named: StoredSegment[] = [];
  for (const stored of segments) named.push(await writeSegment(fileSystem, folder, stored));
  const manifest = {
    format,
    segments: named.map(({ name, alive }) => ({
      name,
      gone: [...alive.keys()].filter((document) => alive[document] === 0),
    })),
  };
  await replaceFile(fileSystem, manifestFile(folder), encodeFrame(Buffer.from(JSON.stringify(manifest))));
  const kept = new Set(named.flatMap(({ name }) => [`search-${name}.words`, `search-${name}.texts`]));
  for (const { name, kind } of await readFolderOrNone(fileSystem, indexFolder(folder))) {
    const isOurs = /^\.?search-[\w-]+\.(words|texts)/.test(name) && !name.endsWith(temporarySuffix);
    if (kind === 'file' && isOurs && !kept.has(name)) await fileSystem.removeFile(path.join(indexFolder(folder), name));
  }
  return named;
}

async function writeSegment(fileSystem: FileSystem, folder: string, stored: StoredSegment): Promise<StoredSegment> {
  const { bytes, starts } = stored.texts;
  if (stored.name !== null || !bytes) return stored;
  const name = nanoid(12);
  await replaceFile(fileSystem, textsFile(folder, name), bytes);
  await replaceFile(fileSystem, wordsFile(folder, name), segmentBytes(stored));
  return { ...stored, name, texts: { starts, bytes: null } };
}

/** The arrays of a segment, in the order in which they are written. */
const sectionNames = ['terms', 'lengths', 'ownSource', 'counts', 'headStarts', 'spotStarts', 'heads', 'spots', 'texts'];

function segmentBytes({ segment, documents, texts }: StoredSegment): Uint8Array {
  const sections: Readonly<Record<string, Uint8Array>> = {
    terms: Buffer.from(segment.terms.join('\n')),
    lengths: bytesOf(segment.lengths),
    ownSource: segment.ownSource,
    counts: bytesOf(segment.counts),
    headStarts: bytesOf(segment.headStarts),
    spotStarts: bytesOf(segment.spotStarts),
    heads: segment.heads,
    spots: segment.spots,
    texts: bytesOf(texts.starts),
  };
  const body = Buffer.concat(sectionNames.map((name) => sections[name] ?? new Uint8Array()));
  const head = {
    format,
    documents,
    sections: Object.fromEntries(sectionNames.map((name) => [name, sections[name]?.length ?? 0])),
    sha256: sha256Of(body),
  };
  return Buffer.concat([encodeFrame(Buffer.from(JSON.stringify(head))), body]);
}

/** Null when it is not what `segmentBytes` made, or cannot be. */
function readSegment(bytes: Uint8Array, name: string, gone: readonly number[]): StoredSegment | null {
  const frame = frameAt(bytes, 0);
  const read = frame && v.safeParse(headSchema, jsonOf(frame.json));
  if (!frame || !read?.success) return null;
  const { documents, sections, sha256 } = read.output;
  if (sha256 !== sha256Of(bytes.subarray(frame.end))) return null;
  let at = frame.end;
  const parts = new Map<string, Uint8Array>();
  for (const section of sectionNames) {
    const end = at + (sections[section] ?? 0);
    parts.set(section, bytes.slice(at, end));
    at = end;
  }
  const part = (section: string): Uint8Array => parts.get(section) ?? new Uint8Array();
  const segment: Segment = {
    size: documents.length,
    lengths: numbersOf(part('lengths')),
    ownSource: part('ownSource'),
    terms: part('terms').length === 0 ? [] : Buffer.from(part('terms')).toString('utf8').split('\n'),
    counts: numbersOf(part('counts')),
    headStarts: numbersOf(part('headStarts')),
    spotStarts: numbersOf(part('spotStarts')),
    heads: part('heads'),
    spots: part('spots'),
  };
  const texts = { starts: numbersOf(part('texts')), bytes: null };
  if (at !== bytes.length || !isSound(segment) || texts.starts.length !== documents.length + 1) return null;
  const alive = new Uint8Array(documents.length).fill(1);
  for (const document of gone) alive[document] = 0;
  return { segment, documents, alive, texts, name };
}

function isSound({ size, lengths, ownSource, terms, counts, headStarts, spotStarts }: Segment): boolean {
  return (
    lengths.length === size &&
    ownSource.length === size &&
    counts.length === terms.length &&
    headStarts.length === terms.length + 1 &&
    spotStarts.length === terms.length + 1 &&
    counts.every((each) => each <= size)
  );
}

const bytesOf = (numbers: Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** Copied to where numbers of four bytes may begin. */
const numbersOf = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(Uint8Array.from(bytes).buffer, 0, Math.floor(bytes.length / 4));

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function jsonOf(json: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(json).toString('utf8'));
  } catch {
    return null;
  }
}

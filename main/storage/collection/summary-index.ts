import path from 'node:path';
import * as v from 'valibot';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import { encodeFrame, frameAt, lineAt } from '../../../shared/journal/frame.ts';
import { type CollectionLock, isLockFault } from '../disk/collection-lock.ts';
import { documentFolder, documentJournals, indexFolder, segmentFile } from '../disk/collection-paths.ts';
import type { ConfinedFileSystem } from '../disk/confined-file-system.ts';
import { errorCode, makeFolders, type OpenFile } from '../disk/file-system.ts';
import { type JournalSize, settledTime } from '../disk/journal-folder.ts';
import { ReplaceFileError, replaceFile, writeAll } from '../disk/replace-file.ts';
import { summarySchema } from '../document/summary-cache.ts';

/** Where the journals of a document ended when its summary was made, and when their folders were changed last: with that, asking
 *  the disk for a few times and sizes tells whether the summary is true still. */
interface JournalFacts {
  /** When the folder of all journals was changed, in milliseconds since 1970: a journal that arrives changes it. */
  readonly changedMs: number;
  /** By replica: the same of its folder, and the number and the bytes of each segment. */
  readonly replicas: Readonly<
    Record<string, { readonly changedMs: number; readonly segments: readonly (readonly [number, number])[] }>
  >;
}

interface IndexedSummary {
  readonly summary: DocumentSummary;
  readonly journal: JournalFacts;
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema: v.GenericSchema<unknown, IndexedSummary> = v.object({
  summary: summarySchema,
  journal: v.object({
    changedMs: v.number(),
    replicas: v.record(
      v.pipe(
        v.string(),
        v.check((name: string) => isIdentifier(name)),
      ),
      v.object({ changedMs: v.number(), segments: v.array(v.tuple([whole, whole])) }),
    ),
  }),
});

/** The first line. A file with a line of another format is made again.
 *  `orderedBytes`: how many bytes of lines follow it in the order of the collection; behind them are those that were added since. */
interface IndexHead {
  readonly format: 3;
  readonly orderedBytes: number;
}

const headSchema: v.GenericSchema<unknown, IndexHead> = v.object({ format: v.literal(3), orderedBytes: whole });

/** What is known of a document: what its line says, or only where that stands. */
type IndexLine = IndexedSummary | { readonly bytes: Uint8Array; readonly start: number };
type IndexLines = Map<DocumentId, IndexLine>;

/** Each line begins so, behind its length: whose it is can be told without reading it. */
const lineBeginning = Buffer.from('{"summary":{"id":"');
const idEnd = 0x22;

/** How long the disk is asked before others get their turn. */
const sliceMs = 8;
/** So many summaries, such as the first screen shows, are looked for at the beginning of the file before all of it is read. */
const fewDocuments = 400;
/** What is read of the file for them, in bytes. */
const beginningBytes = 512 * 1024;
/** When more than so many bytes were added since the file was put in order, it is read whole. */
const mostAddedBytes = 4 * 1024 * 1024;
/** Lines that are added before the file is written anew: at least so many, and so great a part of all documents. */
const [leastAdded, mostAddedShare] = [200, 0.05] as const;

/** The summaries of a collection's documents in one file, so that opening it does not read a file for each. It is checked, never trusted: by
 *  the checksum of each line, and by the sizes and times of the journals. One that is missing, damaged or not true costs time and
 *  nothing else. */
export class SummaryIndex {
  readonly #fileSystem: ConfinedFileSystem;
  /** The collection's. */
  readonly #folder: string;
  /** Null before the whole file is looked through. */
  #reading: Promise<IndexLines> | null = null;
  /** Summaries that are news, with the sizes of the journals that they were made from. */
  readonly #news = new Map<DocumentId, { readonly summary: DocumentSummary; readonly journal: JournalSize }>();
  readonly #known = new Map<DocumentId, JournalSize>();
  /** How many lines were added since the file was put in order; null when it has to be written anew. */
  #added: number | null = null;

  constructor(fileSystem: ConfinedFileSystem, folder: string) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
  }

  /** The summaries of those of the documents whose journals are as they were. */
  async fresh(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, DocumentSummary>> {
    const lines = await this.#linesFor(ids);
    const found = new Map<DocumentId, DocumentSummary>();
    const folders = new Set<string>();
    const pause = pauses();
    for (const id of ids) {
      const entry = entryIn(lines, id);
      if (entry && this.#isFresh(id, entry.journal, folders)) {
        found.set(id, entry.summary);
        this.#known.set(id, sizesOf(entry.journal));
      } else if (!this.#news.has(id)) this.#known.delete(id);
      const rest = pause();
      if (rest) await rest;
    }
    return found;
  }

  /** What the journals of a document hold by which its summary was made, or found to be true, last; null when that is not known. */
  journalsOf(id: DocumentId): JournalSize | null {
    return this.#known.get(id) ?? null;
  }

  /** Takes a summary that was made, or found to be true, for the next `write`.
   *  @param journal what the journals held that it was made from */
  note(summary: DocumentSummary, journal: JournalSize): void {
    this.#news.set(summary.id, { summary, journal });
    this.#known.set(summary.id, journal);
  }

  /** Writes what is news. Not being able to is no fault: nothing is lost then but time.
   *  @param lock of the collection, which is open for writing
   *  @param ids of the documents that the collection has */
  async write(lock: CollectionLock, ids: readonly DocumentId[], log?: (entry: string) => void): Promise<void> {
    try {
      await lock.confirm();
      await this.#write(ids);
    } catch (error) {
      if (!(error instanceof ReplaceFileError || isLockFault(error) || errorCode(error))) throw error;
      log?.(error instanceof Error ? error.message : String(error));
    }
  }

  async #write(ids: readonly DocumentId[]): Promise<void> {
    const news = [...this.#news].flatMap(([id, { summary, journal }]): IndexedSummary[] => {
      const facts = this.#factsOf(id, journal);
      return facts ? [{ summary, journal: facts }] : [];
    });
    this.#news.clear();
    if (news.length === 0 || ids.length === 0) return;
    const lines = await this.#read();
    for (const entry of news) lines.set(entry.summary.id, entry);
    await makeFolders(this.#fileSystem, indexFolder(this.#folder));
    const mostAdded = leastAdded + mostAddedShare * ids.length;
    if (this.#added !== null && this.#added + news.length <= mostAdded) await this.#append(news);
    else await this.#rewrite(ids.flatMap((id) => entryIn(lines, id) ?? []));
  }

  async #append(news: readonly IndexedSummary[]): Promise<void> {
    const file = await this.#fileSystem.open(this.#file, 'append');
    try {
      await writeAll(file, Buffer.concat(news.map(frameOf)));
      this.#added = (this.#added ?? 0) + news.length;
    } finally {
      await file.close();
    }
  }

  async #rewrite(entries: readonly IndexedSummary[]): Promise<void> {
    const lines = entries.map(frameOf);
    const orderedBytes = lines.reduce((total, { length }) => total + length, 0);
    const head: IndexHead = { format: 3, orderedBytes };
    await replaceFile(
      this.#fileSystem,
      this.#file,
      Buffer.concat([encodeFrame(Buffer.from(JSON.stringify(head))), ...lines]),
    );
    this.#added = 0;
  }

  get #file(): string {
    return path.join(indexFolder(this.#folder), 'summaries.jsonl');
  }

  /** Of a few documents what stands at the beginning of the file, and what was added to it, is mostly enough. */
  async #linesFor(ids: readonly DocumentId[]): Promise<IndexLines> {
    if (this.#reading || ids.length > fewDocuments) return this.#read();
    const some = await this.#readEnds().catch(() => null);
    const known = ids.filter((id) => some?.has(id)).length;
    return some && 2 * known >= ids.length ? some : this.#read();
  }

  /** The first lines in the order of the collection, and all that were added behind them: a line that was added counts for more than one
   *  before. Null when more was added than is worth it. */
  async #readEnds(): Promise<IndexLines | null> {
    const file = await this.#fileSystem.open(this.#file, 'read');
    try {
      const { size } = await file.stat();
      const beginning = await readPart(file, 0, Math.min(size, beginningBytes));
      const head = headOf(beginning);
      if (!head) return null;
      const orderedEnd = head.end + head.orderedBytes;
      if (size - orderedEnd > mostAddedBytes) return null;
      const lines: IndexLines = new Map();
      await takeLines(lines, beginning.subarray(0, orderedEnd), head.end);
      if (size > orderedEnd) await takeLines(lines, await readPart(file, orderedEnd, size - orderedEnd), 0);
      return lines;
    } finally {
      await file.close();
    }
  }

  #read(): Promise<IndexLines> {
    this.#reading ??= this.#readWhole();
    return this.#reading;
  }

  async #readWhole(): Promise<IndexLines> {
    const lines: IndexLines = new Map();
    const bytes = await this.#fileSystem.readFile(this.#file).catch(() => null);
    const head = bytes && headOf(bytes);
    if (!head) return lines;
    const orderedEnd = head.end + head.orderedBytes;
    const ordered = await takeLines(lines, bytes.subarray(0, orderedEnd), head.end);
    const added = await takeLines(lines, bytes, orderedEnd);
    // What was cut off in the middle of a line must not swallow the next one.
    this.#added = ordered.isWhole && added.isWhole ? added.count : null;
    return lines;
  }

  #isFresh(id: DocumentId, journal: JournalFacts, folders: Set<string>): boolean {
    const journals = documentJournals(documentFolder(this.#folder, id));
    const stat = (name: string) => this.#fileSystem.statNow(name, folders);
    if (stat(journals)?.modifiedMs !== journal.changedMs) return false;
    return Object.entries(journal.replicas).every(([replica, { changedMs, segments }]) => {
      const folder = journals + path.sep + replica;
      if (stat(folder)?.modifiedMs !== changedMs) return false;
      return segments.every(([number, bytes]) => {
        const file = stat(segmentFile(folder, number));
        return file?.kind === 'file' && file.size === bytes;
      });
    });
  }

  /** Where the journals end now; null when that is not where they ended when the summary was made, or is too fresh to be told from what
   *  comes next. */
  #factsOf(id: DocumentId, size: JournalSize): JournalFacts | null {
    const journals = documentJournals(documentFolder(this.#folder, id));
    const changedMs = this.#changed(journals);
    if (changedMs === null) return null;
    const replicas: Record<string, JournalFacts['replicas'][string]> = {};
    for (const [replica, { segments: count, bytes }] of Object.entries(size)) {
      const folder = path.join(journals, replica);
      const at = this.#changed(folder);
      const segments = Array.from({ length: count }, (_, index) => {
        const file = this.#fileSystem.statNow(segmentFile(folder, index + 1));
        return [index + 1, file?.size ?? 0] as const;
      });
      if (at === null || segments.reduce((total, [, each]) => total + each, 0) !== bytes) return null;
      replicas[replica] = { changedMs: at, segments };
    }
    return { changedMs, replicas };
  }

  #changed(folder: string): number | null {
    return settledTime(this.#fileSystem.statNow(folder));
  }
}

const sizesOf = ({ replicas }: JournalFacts): JournalSize =>
  Object.fromEntries(
    Object.entries(replicas).map(([replica, { segments }]) => [
      replica,
      { segments: segments.length, bytes: segments.reduce((total, [, bytes]) => total + bytes, 0) },
    ]),
  );

const frameOf = (entry: IndexedSummary): Uint8Array => encodeFrame(Buffer.from(JSON.stringify(entry)));

/** Lets others have their turn when enough time has passed since it was called last. */
function pauses(): () => Promise<void> | undefined {
  let until = Date.now() + sliceMs;
  return () => {
    if (Date.now() < until) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        until = Date.now() + sliceMs;
        resolve();
      });
    });
  };
}

async function readPart(file: OpenFile, from: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let read = 0;
  while (read < length) {
    const count = await file.readAt(bytes.subarray(read), from + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}

/** What the first line says, and where it ends; null when it is none of this format. */
function headOf(bytes: Uint8Array): (IndexHead & { readonly end: number }) | null {
  const frame = frameAt(bytes, 0);
  const read = frame && readJson(headSchema, frame.json);
  return read ? { ...read, end: frame.end } : null;
}

/** Takes up where the line of each document stands; of several the last. What lines hold is read when it is asked for.
 *  @returns how many there are, and whether they lead up to the end */
async function takeLines(
  lines: IndexLines,
  bytes: Uint8Array,
  from: number,
): Promise<{ readonly count: number; readonly isWhole: boolean }> {
  const pause = pauses();
  let [start, count] = [from, 0];
  for (let line = lineAt(bytes, start); line; line = lineAt(bytes, start)) {
    const id = idIn(line.json);
    if (id !== null) lines.set(id, { bytes, start });
    start = line.end;
    count += 1;
    const rest = pause();
    if (rest) await rest;
  }
  return { count, isWhole: start === bytes.length };
}

/** The document that a line is about; null when it does not begin as one does. */
function idIn(json: Uint8Array): DocumentId | null {
  if (!lineBeginning.every((byte, at) => json[at] === byte)) return null;
  const end = json.indexOf(idEnd, lineBeginning.length);
  const id = Buffer.from(json.buffer, json.byteOffset + lineBeginning.length, end - lineBeginning.length).toString(
    'latin1',
  );
  return isIdentifier(id) ? (id as DocumentId) : null;
}

/** What the line of a document says, when it can be believed. */
function entryIn(lines: IndexLines, id: DocumentId): IndexedSummary | null {
  const line = lines.get(id);
  if (!line || 'summary' in line) return line ?? null;
  const frame = frameAt(line.bytes, line.start);
  const entry = frame && readJson(entrySchema, frame.json);
  if (entry?.summary.id === id) {
    lines.set(id, entry);
    return entry;
  }
  lines.delete(id);
  return null;
}

function readJson<Value>(schema: v.GenericSchema<unknown, Value>, json: Uint8Array): Value | null {
  try {
    const read = v.safeParse(schema, JSON.parse(Buffer.from(json).toString('utf8')));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

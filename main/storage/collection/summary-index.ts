import path from 'node:path';
import * as v from 'valibot';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import { encodeFrame, frameAt } from '../../../shared/journal/frame.ts';
import { type CollectionLock, isLockFault } from '../disk/collection-lock.ts';
import { documentFolder, documentJournals, indexFolder, segmentFile } from '../disk/collection-paths.ts';
import type { ConfinedFileSystem } from '../disk/confined-file-system.ts';
import { errorCode, makeFolders } from '../disk/file-system.ts';
import type { JournalSize } from '../disk/journal-folder.ts';
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

/** The first line: a file with another is made again. */
const head = encodeFrame(Buffer.from(JSON.stringify({ format: 1 })));

/** So coarse are the times of some disks: a folder that was changed less than this ago may change again at the same time. */
const coarsestMs = 2_000;
/** How long the disk is asked before others get their turn. */
const sliceMs = 8;

/** The summaries of a collection's documents in one file, so that opening it does not read a file for each. It is checked, never trusted: by
 *  the checksum of each line, and by the sizes and times of the journals. One that is missing, damaged or not true costs time and
 *  nothing else. */
export class SummaryIndex {
  readonly #fileSystem: ConfinedFileSystem;
  /** The collection's. */
  readonly #folder: string;
  #entries: Map<DocumentId, IndexedSummary> | null = null;
  /** Summaries that are news, with the sizes of the journals that they were made from. */
  readonly #news = new Map<DocumentId, { readonly summary: DocumentSummary; readonly journal: JournalSize }>();
  readonly #known = new Map<DocumentId, JournalSize>();
  /** How many lines the file has; null when it has to be written anew. */
  #lines: number | null = null;

  constructor(fileSystem: ConfinedFileSystem, folder: string) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
  }

  /** The summaries of those of the documents whose journals are as they were. */
  async fresh(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, DocumentSummary>> {
    const entries = await this.#read();
    const found = new Map<DocumentId, DocumentSummary>();
    const folders = new Set<string>();
    let until = Date.now() + sliceMs;
    for (const id of ids) {
      const entry = entries.get(id);
      if (entry && this.#isFresh(id, entry.journal, folders)) {
        found.set(id, entry.summary);
        this.#known.set(id, sizesOf(entry.journal));
      } else if (!this.#news.has(id)) this.#known.delete(id);
      if (Date.now() < until) continue;
      await new Promise(setImmediate);
      until = Date.now() + sliceMs;
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
    const entries = await this.#read();
    for (const entry of news) entries.set(entry.summary.id, entry);
    await makeFolders(this.#fileSystem, indexFolder(this.#folder));
    // Lines that were replaced by later ones are left out now and then.
    const mostLines = 1.5 * ids.length + 100;
    if (this.#lines !== null && this.#lines + news.length <= mostLines) await this.#append(news);
    else await this.#rewrite(ids.flatMap((id) => entries.get(id) ?? []));
  }

  async #append(news: readonly IndexedSummary[]): Promise<void> {
    const file = await this.#fileSystem.open(this.#file, 'append');
    try {
      await writeAll(file, Buffer.concat(news.map(frameOf)));
      this.#lines = (this.#lines ?? 0) + news.length;
    } finally {
      await file.close();
    }
  }

  async #rewrite(entries: readonly IndexedSummary[]): Promise<void> {
    await replaceFile(this.#fileSystem, this.#file, Buffer.concat([head, ...entries.map(frameOf)]));
    this.#lines = entries.length;
  }

  get #file(): string {
    return path.join(indexFolder(this.#folder), 'summaries.jsonl');
  }

  async #read(): Promise<Map<DocumentId, IndexedSummary>> {
    if (this.#entries) return this.#entries;
    const entries = new Map<DocumentId, IndexedSummary>();
    this.#entries = entries;
    const bytes = await this.#fileSystem.readFile(this.#file).catch(() => null);
    if (!bytes || !head.every((byte, at) => bytes[at] === byte)) return entries;
    let at = head.length;
    let lines = 0;
    for (let frame = frameAt(bytes, at); frame; frame = frameAt(bytes, at)) {
      const entry = entryOf(frame.json);
      if (entry) entries.set(entry.summary.id, entry);
      at = frame.end;
      lines += 1;
    }
    // What was cut off in the middle of a line must not swallow the next one.
    this.#lines = at === bytes.length ? lines : null;
    return entries;
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
    const changed = this.#fileSystem.statNow(folder)?.modifiedMs ?? 0;
    return changed > 0 && changed < Date.now() - coarsestMs ? changed : null;
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

function entryOf(json: Uint8Array): IndexedSummary | null {
  try {
    const read = v.safeParse(entrySchema, JSON.parse(Buffer.from(json).toString('utf8')));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

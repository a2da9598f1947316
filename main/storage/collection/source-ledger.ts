import path from 'node:path';
import * as v from 'valibot';
import { imageEncoding } from '../../../shared/document/document-state.ts';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import { encodeFrame, frameAt } from '../../../shared/journal/frame.ts';
import { type CollectionLock, isLockFault } from '../disk/collection-lock.ts';
import { documentFolder, indexFolder } from '../disk/collection-paths.ts';
import type { ConfinedFileSystem } from '../disk/confined-file-system.ts';
import { errorCode, makeFolders } from '../disk/file-system.ts';
import { ReplaceFileError, replaceFile, writeAll } from '../disk/replace-file.ts';
import type { NewDocument } from '../document/stage-document.ts';
import { readCachedSummary } from '../document/summary-cache.ts';
import { sha256Of } from '../journal/source-file.ts';

/** What a file holds, told by its size and its SHA-256 in hex. */
export interface FileContent {
  readonly bytes: number;
  readonly sha256: string;
}

interface LedgerLine {
  readonly id: DocumentId;
  /** What it was imported from: one file, or the images of its pages. */
  readonly files: readonly (readonly [bytes: number, sha256: string])[];
}

const lineSchema: v.GenericSchema<unknown, LedgerLine> = v.object({
  id: v.custom<DocumentId>(isIdentifier, 'no identifier'),
  files: v.array(
    v.tuple([v.pipe(v.number(), v.safeInteger(), v.minValue(0)), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))]),
  ),
});

const head = encodeFrame(Buffer.from('{"format":1}'));

/** What the ledger needs of its collection. */
interface LedgerHost {
  readonly fileSystem: ConfinedFileSystem;
  /** The collection's. */
  readonly folder: string;
  /** Source names by id, of the documents that it has. */
  readonly documents: ReadonlyMap<DocumentId, string>;
  /** The images of a document's pages as they were imported; none when nothing of it can be read. */
  readonly imagesOf: (id: DocumentId) => Promise<readonly FileContent[]>;
}

/** How many documents are looked at at a time. */
const readersAtOnce = 16;

/** From which files the documents of a collection were imported, told by what the files hold. A document never changes what it was imported
 *  from, so that a line of `index/sources.jsonl` is true for ever; documents without one are looked at. The file can be deleted.
 *  @example
 *  await collection.sources.read();
 *  const known = collection.sources.documentsOf({ bytes, sha256 }); */
export class SourceLedger {
  readonly #host: LedgerHost;
  readonly #byContent = new Map<string, DocumentId[]>();
  readonly #known = new Map<DocumentId, LedgerLine['files']>();
  readonly #sizes = new Set<number>();
  #news: LedgerLine[] = [];
  /** Whether the end of the file is no whole line, or there is no file of this format: then it is written anew. */
  #isBroken = false;
  #reading: Promise<void> | null = null;

  constructor(host: LedgerHost) {
    this.#host = host;
  }

  /** Brings it up to the documents that there are now. Costs a look at each that is not in the file yet. */
  async read(): Promise<void> {
    this.#reading ??= this.#readFile();
    await this.#reading;
    const others = [...this.#host.documents.keys()].filter((id) => !this.#known.has(id));
    for (let from = 0; from < others.length; from += readersAtOnce) {
      const some = others.slice(from, from + readersAtOnce);
      const found = await Promise.all(some.map((id) => this.#filesOf(id)));
      for (const [at, id] of some.entries()) this.#take({ id, files: found[at] ?? [] });
      // Between them others have their turn.
      await new Promise(setImmediate);
    }
  }

  /** The documents that were imported from a file of this content, in the order in which they came; after `read`. */
  documentsOf({ bytes, sha256 }: FileContent): readonly DocumentId[] {
    const found = this.#byContent.get(keyOf(bytes, sha256)) ?? [];
    return found.filter((id) => this.#host.documents.has(id));
  }

  /** Base name of the file that a document was imported from. */
  nameOf(id: DocumentId): string {
    return this.#host.documents.get(id) ?? id;
  }

  /** Whether any file that was imported is so long: when none is, nothing needs to be read of one that is. */
  hasSize(bytes: number): boolean {
    return this.#sizes.has(bytes);
  }

  /** Takes a document that was just added. */
  note(id: DocumentId, added: NewDocument): void {
    if (!this.#known.has(id)) this.#take({ id, files: filesOf(added) });
  }

  /** Keeps what is news, when somebody asked for it: else its documents are looked at by who does. Not being able to is no fault: nothing is
   *  lost then but time.
   *  @param lock of the collection, which is open for writing */
  async write(lock: CollectionLock, log?: (entry: string) => void): Promise<void> {
    if (this.#news.length === 0 || this.#reading === null) return;
    try {
      await lock.confirm();
      await this.#write();
    } catch (error) {
      if (!(error instanceof ReplaceFileError || isLockFault(error) || errorCode(error))) throw error;
      log?.(error instanceof Error ? error.message : String(error));
    }
  }

  async #write(): Promise<void> {
    const { fileSystem, folder } = this.#host;
    const news = this.#news;
    this.#news = [];
    await makeFolders(fileSystem, indexFolder(folder));
    if (this.#isBroken || (await fileSystem.stat(this.#file)) === null) {
      const all = [...this.#known].flatMap(([id, files]) => (files.length === 0 ? [] : [{ id, files }]));
      await replaceFile(fileSystem, this.#file, Buffer.concat([head, ...all.map(frameOf)]));
      this.#isBroken = false;
      return;
    }
    const file = await fileSystem.open(this.#file, 'append');
    try {
      await writeAll(file, Buffer.concat(news.map(frameOf)));
    } finally {
      await file.close();
    }
  }

  async #readFile(): Promise<void> {
    const bytes = await this.#host.fileSystem.readFile(this.#file).catch((error: unknown) => {
      if (errorCode(error) === null) throw error;
      return null;
    });
    if (bytes === null) return;
    if (!Buffer.from(bytes.subarray(0, head.length)).equals(head)) {
      this.#isBroken = true;
      return;
    }
    let end = head.length;
    for (let frame = frameAt(bytes, end); frame; frame = frameAt(bytes, end)) {
      end = frame.end;
      const line = lineIn(frame.json);
      if (line && !this.#known.has(line.id)) this.#index(line);
    }
    this.#isBroken = end !== bytes.length;
  }

  async #filesOf(id: DocumentId): Promise<LedgerLine['files']> {
    const { fileSystem, folder, imagesOf } = this.#host;
    const hint = await readCachedSummary(fileSystem, documentFolder(folder, id)).catch((error: unknown) => {
      if (errorCode(error) === null) throw error;
      return null;
    });
    if (hint?.id === id && hint.source.encoding !== imageEncoding) return [[hint.source.bytes, hint.source.sha256]];
    return (await imagesOf(id)).map(({ bytes, sha256 }) => [bytes, sha256] as const);
  }

  /** Of a document that cannot be read nothing is kept: it may still arrive. */
  #take(line: LedgerLine): void {
    this.#index(line);
    if (line.files.length > 0) this.#news.push(line);
  }

  #index({ id, files }: LedgerLine): void {
    this.#known.set(id, files);
    for (const [bytes, sha256] of files) {
      this.#sizes.add(bytes);
      const key = keyOf(bytes, sha256);
      const same = this.#byContent.get(key);
      if (!same) this.#byContent.set(key, [id]);
      else if (!same.includes(id)) same.push(id);
    }
  }

  get #file(): string {
    return path.join(indexFolder(this.#host.folder), 'sources.jsonl');
  }
}

const keyOf = (bytes: number, sha256: string): string => `${bytes} ${sha256}`;

const frameOf = (line: LedgerLine): Uint8Array => encodeFrame(Buffer.from(JSON.stringify(line)));

function lineIn(json: Uint8Array): LedgerLine | null {
  try {
    const read = v.safeParse(lineSchema, JSON.parse(Buffer.from(json).toString('utf8')));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

function filesOf(added: NewDocument): LedgerLine['files'] {
  if ('records' in added) {
    const [first] = added.records;
    return first?.kind === 'import' ? [[first.payload.source.bytes, first.payload.source.sha256]] : [];
  }
  const { source, facsimile } = added;
  if (!('image' in source)) return [[source.bytes.length, sha256Of(source.bytes)]];
  const images = new Map((facsimile?.pages ?? [source.image]).map((page) => [page.sha256, page.bytes]));
  return [...images].map(([sha256, bytes]) => [bytes, sha256] as const);
}

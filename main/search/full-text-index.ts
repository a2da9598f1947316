import type { DocumentId } from '../../shared/document/identifier.ts';
import { rankDocuments } from '../../shared/search/evaluate.ts';
import { type FoundDocument, foundDocument } from '../../shared/search/found.ts';
import type { SearchQuery } from '../../shared/search/query.ts';
import type { Searchable } from '../../shared/search/searchable.ts';
import { SegmentBuilder } from '../../shared/search/segment.ts';
import {
  type IndexedDocument,
  packedText,
  readSearchIndex,
  type StoredSegment,
  TextFiles,
  writeSearchIndex,
} from '../storage/collection/search-files.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';

/** A document as it is searched, and what its journals held when it was read. */
export interface DocumentToIndex {
  readonly document: Searchable;
  readonly journals: string;
}

/** What a query found. */
export interface SearchResult {
  /** How many documents. */
  readonly total: number;
  /** The best ones, best first. */
  readonly found: readonly FoundDocument[];
}

/** Segments with fewer bytes of positions are put together when there are many of them: a query asks each. */
const smallBytes = 256 * 1024;
const mostSmall = 8;

/** The full-text index of a collection: segments that never change, and which of their documents a later one took the place of. It can be
 *  dropped at any time, and made again from the documents. */
export class FullTextIndex {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #files: TextFiles;
  #segments: StoredSegment[];
  readonly #places = new Map<DocumentId, { readonly stored: StoredSegment; readonly document: number }>();
  #isChanged = false;

  private constructor(fileSystem: FileSystem, folder: string, segments: readonly StoredSegment[]) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#files = new TextFiles(fileSystem, folder);
    this.#segments = [];
    for (const stored of segments) this.#put(stored);
  }

  /** Reads what was kept; what cannot be believed is left out.
   *  @param fileSystem the gate to the folder of the collection */
  static async open(fileSystem: FileSystem, folder: string): Promise<FullTextIndex> {
    return new FullTextIndex(fileSystem, folder, await readSearchIndex(fileSystem, folder));
  }

  /** Whether it differs from what `save` wrote last. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** How many bytes of documents are in memory until the next `save`. */
  get unsavedBytes(): number {
    return this.#segments.reduce((total, { texts }) => total + (texts.bytes?.length ?? 0), 0);
  }

  /** The documents that are in it. */
  get documents(): readonly DocumentId[] {
    return [...this.#places.keys()];
  }

  /** What the journals of a document held when it was read; null when it is not in the index. */
  journalsOf(id: DocumentId): string | null {
    const place = this.#places.get(id);
    return place?.stored.documents[place.document]?.journals ?? null;
  }

  /** Adds documents, in the place of what there was of them. */
  async add(documents: readonly DocumentToIndex[]): Promise<void> {
    if (documents.length === 0) return;
    this.#put(segmentOf(documents));
    this.#isChanged = true;
    await this.#mergeSmall();
  }

  remove(id: DocumentId): void {
    const place = this.#places.get(id);
    if (!place) return;
    place.stored.alive[place.document] = 0;
    this.#places.delete(id);
    this.#isChanged = true;
  }

  /** @param limit how many documents are shown at most */
  async search(query: SearchQuery, limit: number): Promise<SearchResult> {
    const segments = [...this.#segments];
    const { total, best } = rankDocuments(query, segments, limit);
    const texts = new Map<string, Searchable>();
    for (const [index, stored] of segments.entries()) {
      const documents = best.flatMap(({ segment, document }) => (segment === index ? [document] : []));
      if (documents.length === 0) continue;
      const read = await this.#files.read(stored, documents);
      for (const [at, text] of read.entries()) if (text) texts.set(`${index} ${documents[at]}`, text);
    }
    const found = best.flatMap(({ segment, document }) => {
      const text = texts.get(`${segment} ${document}`);
      return text ? [foundDocument(query, text)] : [];
    });
    return { total, found };
  }

  /** Keeps it for the next opening of the collection; only to be called by who holds its lock.
   *  @throws ReplaceFileError or the file system's error */
  async save(): Promise<void> {
    if (!this.#isChanged) return;
    // Files that are open cannot be removed everywhere.
    await this.close();
    const living = this.#segments.filter(({ alive }) => alive.includes(1));
    const named = await writeSearchIndex(this.#fileSystem, this.#folder, living);
    this.#segments = [];
    for (const stored of named) this.#put(stored);
    this.#isChanged = false;
  }

  /** Closes its files; it can be used further. */
  close(): Promise<void> {
    return this.#files.close();
  }

  #put(stored: StoredSegment): void {
    this.#segments.push(stored);
    for (const [document, { id }] of stored.documents.entries()) {
      if (stored.alive[document] !== 1) continue;
      const before = this.#places.get(id);
      // After a save the same documents stand where they stood.
      const isSame = before?.stored.alive === stored.alive && before.document === document;
      if (before && !isSame) before.stored.alive[before.document] = 0;
      this.#places.set(id, { stored, document });
    }
  }

  async #mergeSmall(): Promise<void> {
    const small = this.#segments.filter(({ segment }) => segment.spots.length < smallBytes);
    if (small.length <= mostSmall) return;
    const documents: DocumentToIndex[] = [];
    for (const stored of small) {
      const living = [...stored.alive.keys()].filter((document) => stored.alive[document] === 1);
      const texts = await this.#files.read(stored, living);
      for (const [at, document] of texts.entries()) {
        const journals = stored.documents[living[at] ?? 0]?.journals ?? '';
        if (document) documents.push({ document, journals });
        // What cannot be read any more is read from its journals the next time.
        else this.#places.delete((stored.documents[living[at] ?? 0] as IndexedDocument).id);
      }
    }
    this.#segments = this.#segments.filter((stored) => !small.includes(stored));
    if (documents.length > 0) this.#put(segmentOf(documents));
  }
}

function segmentOf(documents: readonly DocumentToIndex[]): StoredSegment {
  const builder = new SegmentBuilder();
  const starts = new Uint32Array(documents.length + 1);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const [index, { document }] of documents.entries()) {
    builder.add(document);
    const piece = packedText(document);
    pieces.push(piece);
    length += piece.length;
    starts[index + 1] = length;
  }
  return {
    segment: builder.finish(),
    documents: documents.map(({ document: { id }, journals }) => ({ id, journals })),
    alive: new Uint8Array(documents.length).fill(1),
    texts: { starts, bytes: Buffer.concat(pieces) },
    name: null,
  };
}

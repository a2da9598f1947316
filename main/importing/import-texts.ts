import path from 'node:path';
import type { Node } from 'prosemirror-model';
import type { DivisibleText, ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { DuplicateFile, ImportedFile, ImportFidelity } from '../../shared/contract/payloads/import.ts';
import { furnitureInWords, furnitureOf } from '../../shared/document/furniture.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Fidelity } from '../../shared/document/import-report.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { namedLike } from '../../shared/import/detect-format.ts';
import { joinedPages } from '../../shared/import/packages/read-fromthepage.ts';
import { type TextEncoding, textInsteadSentence, wordEncoding } from '../../shared/import/read-fault.ts';
import { withKeptHyphens } from '../../shared/import/word-hyphens.ts';
import { teiWarnings } from '../../shared/tei/tei-report.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { tieImported } from '../entities/tie-imported.ts';
import { outsideFileFault, readFault } from '../faults/read-fault.ts';
import { type HyphenDictionary, hyphensOf } from '../language/hyphenation.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import type { ImportedDocument } from '../storage/document/stage-document.ts';
import { tieImportedTypes } from '../tag-types/imported-types.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { oneAhead } from '../workers/one-ahead.ts';
import { importVolume } from './import-volume.ts';
import type { ReadRequest } from './import-worker.ts';
import type { KnownContent, KnownDocument } from './known-content.ts';
import { type ReadSource, type SourceReader, sourceReader } from './source-reader.ts';

/** Larger files are refused before they are read: the largest document known has 120 kB. */
const longestSourceBytes = 32 * 1024 * 1024;

/** So many texts, or so many bytes of them, are read together: what waiting for the disk takes is shared, and memory stays bounded. */
const batchFiles = 16;
const batchBytes = 8 * 1024 * 1024;

/** A text to import. */
export interface TextFile {
  /** Its path; that which it would have, when its pages are files of their own. */
  readonly file: string;
  readonly pages?: readonly string[];
}

interface TextImport {
  readonly files: readonly TextFile[];
  readonly encoding: TextEncoding | null;
  readonly divideTexts: boolean;
  readonly known: KnownContent;
  /** Told of documents when they are in. */
  readonly onImported?: ((documents: readonly DocumentSummary[]) => void) | undefined;
}

/** Makes a document of each text, or each that it holds. Some are read by threads while those before are kept, in their order. */
export async function importTexts(
  context: JobContext,
  collection: Collection,
  wanted: TextImport,
  control: JobControl,
): Promise<ImportOutcome> {
  const { files, encoding } = wanted;
  if (files.length === 0) return { imported: [], refused: [], cancelled: false };
  const readers: Readers = {
    even: sourceReader(context.workers),
    odd: sourceReader(context.workers),
    hyphens: hyphensOf(context, collection),
  };
  const keeping = new TextKeeping(collection, wanted, control);
  try {
    const prepare = (batch: readonly FileBytes[]): Promise<readonly PreparedFile[]> =>
      Promise.all(batch.map((read, at) => preparedFile(readers, at, collection, read, wanted, control.signal)));
    for await (const batch of oneAhead(batchesOf(files, encoding), prepare))
      if (!(await keeping.keep(batch))) return keeping.outcome(true);
    control.progress({ what: inEnglish`Importing`, done: files.length, total: files.length });
    return keeping.outcome(false);
  } finally {
    for (const { close } of Object.values(readers)) await close();
  }
}

/** Two threads read texts, by turns, and each starts with its first: with the one that keeps them, no processor of two is idle. */
interface Readers {
  readonly even: SourceReader;
  readonly odd: SourceReader;
  readonly hyphens: HyphenDictionary;
}

interface FileBytes extends TextFile {
  readonly read: TextBytes;
}

async function* batchesOf(
  files: readonly TextFile[],
  encoding: TextEncoding | null,
): AsyncGenerator<readonly FileBytes[]> {
  let batch: FileBytes[] = [];
  let bytes = 0;
  for (const one of files) {
    const read = one.pages ? await readPagedText(one.file, one.pages, encoding) : await readTextFile(one.file);
    batch.push({ ...one, read });
    bytes += read.kind === 'read' ? read.bytes.length : 0;
    if (batch.length < batchFiles && bytes < batchBytes) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

type TextBytes =
  | { readonly kind: 'read'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly fault: Fault };

async function readTextFile(file: string): Promise<TextBytes> {
  const read = await readOutsideFile(file, longestSourceBytes);
  if (read.kind === 'read') return { kind: 'read', name: read.name, bytes: read.bytes };
  return { kind: 'refused', fault: outsideFileFault(read, path.basename(file) || file) };
}

/** Puts the pages of a text together, which is its source then. A page that cannot be read holds up the text: none is left out. */
async function readPagedText(
  file: string,
  pages: readonly string[],
  encoding: TextEncoding | null,
): Promise<TextBytes> {
  const texts: string[] = [];
  let room = longestSourceBytes;
  for (const page of pages) {
    const read = await readOutsideFile(page, room);
    if (read.kind !== 'read') return { kind: 'refused', fault: outsideFileFault(read, path.basename(page)) };
    room -= read.bytes.length;
    const decoded = decodeText(read.bytes, encoding === null ? {} : { encoding });
    if (decoded.kind !== 'text' && decoded.kind !== 'empty')
      return { kind: 'refused', fault: readFault(decoded, path.basename(page)) };
    texts.push(decoded.kind === 'text' ? decoded.text : '');
  }
  return { kind: 'read', name: path.basename(file), bytes: new TextEncoder().encode(joinedPages(texts)) };
}

/** A file that was read, or why not. */
interface PreparedFile extends TextFile {
  readonly sources: readonly PreparedSource[];
}

/** What one source was read as; a file that is divided has several. */
type PreparedSource =
  | { readonly kind: 'read'; readonly source: ReadRequest; readonly as: ReadSource; readonly reader: SourceReader }
  /** The collection has it already. */
  | { readonly kind: 'known'; readonly known: KnownDocument }
  | { readonly kind: 'refused'; readonly fault: Fault };

async function preparedFile(
  readers: Readers,
  at: number,
  collection: Collection,
  { read, ...file }: FileBytes,
  { encoding, divideTexts, known }: TextImport,
  signal: AbortSignal,
): Promise<PreparedFile> {
  if (read.kind !== 'read') return { ...file, sources: [read] };
  const reader = at % 2 === 0 ? readers.even : readers.odd;
  const { name, bytes } = read;
  const whole = { name, bytes, encoding: file.pages ? ('utf-8' as const) : encoding };
  const sources = divideTexts ? await reader.divide(whole, signal) : [whole];
  const prepared = sources.map(async (source): Promise<PreparedSource> => {
    const same = known.findBytes(source.bytes);
    if (same) return { kind: 'known', known: same };
    const as = await reader.read(source, signal);
    return { kind: 'read', source, reader, as: await withHyphens(as, readers.hyphens, collection, signal) };
  });
  return { ...file, sources: await Promise.all(prepared) };
}

/** A line end of TEI says itself whether it breaks a word. */
async function withHyphens(
  read: ReadSource,
  hyphens: HyphenDictionary,
  { vocabulary }: Collection,
  signal: AbortSignal,
): Promise<ReadSource> {
  if (read.kind !== 'document' || read.report.tei) return read;
  return { ...read, doc: withKeptHyphens(read.doc, await hyphens.kept(read.doc, vocabulary.words, signal)) };
}

/** A document that is in, or is about to be. */
interface KeptText {
  readonly at: TextFile;
  readonly doc: Node;
  readonly documents: number;
  /** What was kept of a TEI file. */
  readonly tei: Fidelity | null;
  readonly isWord: boolean;
}

/** Keeps texts that were read, in their order, and gathers what becomes of them. */
class TextKeeping {
  readonly #collection: Collection;
  readonly #wanted: TextImport;
  readonly #control: JobControl;
  readonly #imported: DocumentSummary[] = [];
  readonly #files: ImportedFile[] = [];
  readonly #duplicates: DuplicateFile[] = [];
  readonly #remarks: string[] = [];
  readonly #divisible: DivisibleText[] = [];
  readonly #fidelity: ImportFidelity[] = [];
  readonly #refused: { readonly file: string; readonly fault: Fault }[] = [];
  /** Those that are kept together next, by what they hold. */
  readonly #waiting: (KeptText & { readonly added: ImportedDocument })[] = [];
  /** Files that hold what one of those holds. */
  readonly #alike: { readonly file: string; readonly bytes: Uint8Array }[] = [];
  #done = 0;

  constructor(collection: Collection, wanted: TextImport, control: JobControl) {
    this.#collection = collection;
    this.#wanted = wanted;
    this.#control = control;
  }

  outcome(cancelled: boolean): ImportOutcome {
    return {
      imported: this.#imported,
      files: this.#files,
      duplicates: this.#duplicates,
      remarks: this.#remarks,
      divisible: this.#divisible,
      fidelity: this.#fidelity,
      refused: this.#refused,
      cancelled,
    };
  }

  /** @returns false when it was cancelled: then those that come before are in */
  async keep(batch: readonly PreparedFile[]): Promise<boolean> {
    const { progress, signal } = this.#control;
    for (const file of batch) {
      progress({
        what: inEnglish`Importing ${path.basename(file.file)}`,
        done: this.#done,
        total: this.#wanted.files.length,
      });
      for (const source of file.sources)
        if (signal.aborted || !(await this.#take(file, source))) {
          await this.#keepWaiting();
          return false;
        }
      this.#done += 1;
    }
    await this.#keepWaiting();
    return true;
  }

  /** @returns false when it was cancelled */
  async #take(at: PreparedFile, source: PreparedSource): Promise<boolean> {
    if (source.kind === 'known') this.#duplicates.push({ file: at.file, ...source.known });
    else if (source.kind === 'refused') this.#refused.push({ file: at.file, fault: source.fault });
    else if (source.as.kind === 'cancelled') return false;
    else if (source.as.kind === 'fault') this.#refused.push({ file: at.file, fault: source.as.fault });
    else if (source.as.kind === 'volume') return this.#keepVolume(at, { ...source, as: source.as });
    else this.#wait(at, source.source, source.as);
    return true;
  }

  #wait(at: TextFile, source: ReadRequest, read: Extract<ReadSource, { kind: 'document' }>): void {
    const { known } = this.#wanted;
    const { encoding, doc, metadata, report, documents } = read;
    const { name, bytes } = source;
    const isAlike = this.#waiting.some(({ added }) => 'bytes' in added.source && isSame(added.source.bytes, bytes));
    const same = known.findBytes(bytes);
    if (same) this.#duplicates.push({ file: at.file, ...same });
    else if (isAlike && !known.keepsDuplicates) this.#alike.push({ file: at.file, bytes });
    else
      this.#waiting.push({
        at,
        added: { source: { name, bytes, encoding }, doc, metadata, report },
        doc,
        documents,
        tei: report.tei ?? null,
        isWord: encoding === wordEncoding,
      });
  }

  async #keepWaiting(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    if (waiting.length === 0) return;
    const summaries = await this.#collection.addDocuments(waiting);
    this.#wanted.onImported?.(summaries);
    const tied = new Map<TextFile, DocumentId[]>();
    for (const [index, kept] of waiting.entries()) {
      const summary = summaries[index];
      if (!summary) continue;
      this.#note(summary, kept);
      const ids = tied.get(kept.at) ?? [];
      tied.set(kept.at, ids);
      if (kept.tei) ids.push(summary.id);
    }
    for (const [{ file, pages }, documents] of tied) {
      if (pages) this.#remarks.push(putTogether(path.basename(file), pages.length));
      this.#remarks.push(...(await tiedRemarks(this.#collection, file, documents)));
    }
    for (const { file, bytes } of this.#alike.splice(0)) {
      const known = this.#wanted.known.findBytes(bytes);
      if (known) this.#duplicates.push({ file, ...known });
    }
  }

  #note(summary: DocumentSummary, { at: { file }, ...kept }: KeptText): void {
    this.#imported.push(summary);
    this.#files.push({ file, document: summary.id });
    this.#remarks.push(...importRemarks(summary.source, kept));
    if (kept.tei) this.#fidelity.push({ document: summary.id, source: summary.source, ...kept.tei });
    if (kept.documents > 1) this.#divisible.push({ file, documents: kept.documents });
  }

  /** @returns false when it was cancelled */
  async #keepVolume(
    at: TextFile,
    {
      source,
      reader,
      as: volume,
    }: { source: ReadRequest; reader: SourceReader; as: Extract<ReadSource, { kind: 'volume' }> },
  ): Promise<boolean> {
    await this.#keepWaiting();
    const { known, onImported } = this.#wanted;
    const documents: DocumentId[] = [];
    let isWhole = true;
    for await (const one of importVolume(reader, this.#collection, { source, volume, known }, this.#control)) {
      if ('summary' in one) {
        this.#note(one.summary, { at, doc: one.doc, documents: 1, tei: one.tei, isWord: false });
        onImported?.([one.summary]);
        if (one.tei) documents.push(one.summary.id);
      } else if (one.kind === 'duplicate') this.#duplicates.push({ file: at.file, document: one.document, of: one.of });
      else if (one.kind === 'fault') this.#refused.push({ file: at.file, fault: one.fault });
      else if (one.kind === 'cancelled') isWhole = false;
      else throw new TypeError('a volume stands in a volume');
    }
    this.#remarks.push(...(await tiedRemarks(this.#collection, at.file, documents)));
    return isWhole;
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && Buffer.compare(a, b) === 0;

const putTogether = (name: string, pages: number): string =>
  inEnglish`“${name}” was put together of ${pages} files, one a page, with a marker before each.`;

/** Ties the names of a TEI file to its lists of persons and places.
 *  @param documents those of TEI that were made of the file */
async function tiedRemarks(
  collection: Collection,
  file: string,
  documents: readonly DocumentId[],
): Promise<readonly string[]> {
  if (documents.length === 0) return [];
  const tied = await tieImported(collection, file, documents);
  await tieImportedTypes(collection, file, documents);
  if (!tied) return [];
  const { entities, tags } = tied;
  return [
    inEnglish`“${path.basename(file)}”: ${entities} entities of its lists are new in the collection, and ${tags} tags mean one of its entities.`,
  ];
}

/** What a person should know of a text that was imported.
 *  @param source base name of its file */
function importRemarks(source: string, { doc, tei, isWord }: Omit<KeptText, 'at'>): readonly string[] {
  if (tei) return teiWarnings(tei).map((what) => `“${source}”: ${what}`);
  const named = isWord ? null : namedLike(source);
  const furniture = furnitureOf(doc);
  return [
    ...(named === null ? [] : [textInsteadSentence(source, named)]),
    ...(furniture.length === 0 ? [] : [setApartSentence(source, furniture)]),
  ];
}

/** What is in the document, marked, and is not exported with it. */
const setApartSentence = (source: string, furniture: readonly string[]): string =>
  inEnglish`“${source}”: taken for what surrounds the document and left out of its exports, ${furnitureInWords(furniture)}.`;

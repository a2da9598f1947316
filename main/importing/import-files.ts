import path from 'node:path';
import type { Node } from 'prosemirror-model';
import type { DivisibleText, ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { ImportDivision, ImportFidelity } from '../../shared/contract/payloads/import.ts';
import { furnitureInWords, furnitureOf } from '../../shared/document/furniture.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Fidelity } from '../../shared/document/import-report.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { namedLike } from '../../shared/import/detect-format.ts';
import { joinedPages } from '../../shared/import/packages/read-fromthepage.ts';
import { type TextEncoding, textInsteadSentence, wordEncoding } from '../../shared/import/read-fault.ts';
import { withKeptHyphens } from '../../shared/import/word-hyphens.ts';
import { teiWarnings } from '../../shared/tei/tei-report.ts';
import { tieImported } from '../entities/tie-imported.ts';
import { outsideFileFault, readFault } from '../faults/read-fault.ts';
import type { ReadImagePage } from '../images/draft-pages.ts';
import { type HyphenDictionary, hyphensOf } from '../language/hyphenation.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import { tieImportedTypes } from '../tag-types/imported-types.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { importImages, importLayouts } from './import-images.ts';
import { importArchive, importPackaged } from './import-packages.ts';
import { importVolume, type KeptPart } from './import-volume.ts';
import type { ReadRequest } from './import-worker.ts';
import { dividedImages, doubtfulFault, type ImportPlan } from './plan-import.ts';
import { type ReadSource, type SourceReader, sourceReader } from './source-reader.ts';

/** Larger files are refused before they are read: the largest document known has 120 kB. */
const longestSourceBytes = 32 * 1024 * 1024;

export interface ImportRequest {
  readonly plan: ImportPlan;
  /** How the images of the plan become documents. */
  readonly division: ImportDivision;
  /** Of the doubtful files of the plan, those that are to be imported as texts; when nobody was asked about them, they are told. */
  readonly asTexts?: readonly string[];
  /** What a person says the files are written in; null when each is to tell it itself. */
  readonly encoding: TextEncoding | null;
  /** Makes a document of each that a text seems to hold, instead of one of the whole text. */
  readonly divideTexts?: boolean;
  /** Reads pages that have no text of their own. */
  readonly readPage?: ReadImagePage;
}

/** Imports files into a collection: texts as a document each, images as the pages of documents, with what files with layouts beside them
 *  say of their words. What is wrong with one is told and does not hold up the others. */
export async function importFiles(
  context: JobContext,
  collection: Collection,
  { plan, division, asTexts, encoding, divideTexts = false, readPage }: ImportRequest,
  control: JobControl,
): Promise<ImportOutcome> {
  const { images, layouts } = plan;
  const named = [...plan.texts, ...plan.doubtful.filter((file) => asTexts?.includes(file))];
  const files: readonly TextFile[] = [
    ...named.map((file) => ({ file })),
    ...plan.paged.map(({ name, files: pages }) => ({ file: path.join(path.dirname(pages[0] ?? ''), name), pages })),
  ];
  const parts = [
    () => importTexts(context, collection, { files, encoding, divideTexts }, control),
    ...packageParts(context, collection, { plan, encoding, ...(readPage && { readPage }) }, control),
    async () => {
      if (images.length + layouts.length === 0) return nothing;
      const pages = { groups: dividedImages(plan, division), layouts, ...(readPage && { readPage }) };
      return images.length > 0
        ? importImages(context, collection, pages, control)
        : importLayouts(context, collection, layouts, control);
    },
  ];
  const left = asTexts ? [] : plan.doubtful.map((file) => ({ file, fault: doubtfulFault(file) }));
  let outcome: ImportOutcome = { imported: [], refused: [...plan.refused, ...left], cancelled: false };
  let remarks = plan.remarks;
  const divisible: DivisibleText[] = [];
  const fidelity: ImportFidelity[] = [];
  for (const part of parts) {
    if (outcome.cancelled) break;
    const {
      imported,
      remarks: more = [],
      divisible: some = [],
      fidelity: kept = [],
      refused,
      cancelled,
    } = await part();
    divisible.push(...some);
    fidelity.push(...kept);
    remarks = [...remarks, ...more];
    outcome = {
      ...outcome,
      imported: [...outcome.imported, ...imported],
      refused: [...outcome.refused, ...refused],
      cancelled,
    };
  }
  const { collections } = plan;
  return {
    ...outcome,
    ...(remarks.length > 0 && { remarks }),
    ...(divisible.length > 0 && { divisible }),
    ...(fidelity.length > 0 && { fidelity }),
    ...(collections.length > 0 && { collections }),
  };
}

/** What becomes of packages: their documents, and what archives hold. */
function packageParts(
  context: JobContext,
  collection: Collection,
  { plan, ...how }: Omit<ImportRequest, 'division'>,
  control: JobControl,
): readonly (() => Promise<ImportOutcome>)[] {
  const unpacked = (inside: ImportPlan) =>
    importFiles(context, collection, { plan: inside, division: 'proposed', ...how }, control);
  return [
    ...plan.packaged.map((document) => () => importPackaged(context, collection, document, how.readPage, control)),
    ...plan.archives.map((file) => () => importArchive(context, file, unpacked, control)),
  ];
}

const nothing: ImportOutcome = { imported: [], refused: [], cancelled: false };

/** A text to import. */
interface TextFile {
  /** Its path; that which it would have, when its pages are files of their own. */
  readonly file: string;
  readonly pages?: readonly string[];
}

interface TextImport {
  readonly files: readonly TextFile[];
  readonly encoding: TextEncoding | null;
  readonly divideTexts: boolean;
}

async function importTexts(
  context: JobContext,
  collection: Collection,
  { files, ...how }: TextImport,
  control: JobControl,
): Promise<ImportOutcome> {
  const { progress, signal } = control;
  if (files.length === 0) return nothing;
  const readers = { reader: sourceReader(context.workers), hyphens: hyphensOf(context, collection) };
  const imported: DocumentSummary[] = [];
  const remarks: string[] = [];
  const divisible: DivisibleText[] = [];
  const fidelity: ImportFidelity[] = [];
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  const outcome = (cancelled: boolean): ImportOutcome => ({
    imported,
    remarks,
    divisible,
    refused,
    cancelled,
    fidelity,
  });
  try {
    for (const [done, { file, pages }] of files.entries()) {
      progress({ what: `Importing ${path.basename(file)}`, done, total: files.length });
      const outcomes = signal.aborted
        ? (['cancelled'] as const)
        : importFile(readers, collection, { file, ...(pages && { pages }), ...how }, control);
      const ofFile: DocumentId[] = [];
      for await (const one of outcomes) {
        if (one === 'cancelled') return outcome(true);
        if (one.kind === 'refused') refused.push({ file, fault: one.fault });
        else {
          imported.push(one.summary);
          remarks.push(...importRemarks(one));
          if (one.tei) {
            fidelity.push({ document: one.summary.id, source: one.summary.source, ...one.tei });
            ofFile.push(one.summary.id);
          }
          if (one.documents > 1) divisible.push({ file, documents: one.documents });
        }
      }
      if (pages) remarks.push(putTogether(path.basename(file), pages.length));
      remarks.push(...(await tiedRemarks(collection, file, ofFile)));
    }
    progress({ what: 'Importing', done: files.length, total: files.length });
    return outcome(false);
  } finally {
    await readers.reader.close();
    await readers.hyphens.close();
  }
}

/** Ties the names of a TEI file to its lists of persons and places.
 *  @param documents those of TEI that were made of the file */
async function tiedRemarks(
  collection: Collection,
  file: string,
  documents: readonly DocumentId[],
): Promise<readonly string[]> {
  const tied = documents.length === 0 ? null : await tieImported(collection, file, documents);
  if (documents.length > 0) await tieImportedTypes(collection, file, documents);
  if (!tied) return [];
  const { entities, tags } = tied;
  return [
    `“${path.basename(file)}”: ${entities} entities of its lists are new in the collection, and ${tags} tags mean one of its entities.`,
  ];
}

/** What a person should know of a text that was imported. */
function importRemarks({
  summary: { source },
  doc,
  tei,
  isWord,
}: Extract<FileOutcome, { readonly kind: 'imported' }>): readonly string[] {
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
  `“${source}”: taken for what surrounds the document and left out of its exports, ${furnitureInWords(furniture)}.`;

type FileOutcome =
  | {
      readonly kind: 'imported';
      readonly summary: DocumentSummary;
      readonly doc: Node;
      readonly documents: number;
      /** What was kept of a TEI file. */
      readonly tei: Fidelity | null;
      readonly isWord: boolean;
    }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | 'cancelled';

interface Readers {
  readonly reader: SourceReader;
  readonly hyphens: HyphenDictionary;
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

const putTogether = (name: string, pages: number): string =>
  `“${name}” was put together of ${pages} files, one a page, with a marker before each.`;

/** A file that is divided has an outcome for each of its documents. */
async function* importFile(
  readers: Readers,
  collection: Collection,
  { file, pages, encoding, divideTexts }: Omit<TextImport, 'files'> & TextFile,
  control: JobControl,
): AsyncGenerator<FileOutcome> {
  const read = pages ? await readPagedText(file, pages, encoding) : await readTextFile(file);
  if (read.kind !== 'read') {
    yield { kind: 'refused', fault: read.fault };
    return;
  }
  const whole = { name: read.name, bytes: read.bytes, encoding: pages ? ('utf-8' as const) : encoding };
  const sources = divideTexts ? await readers.reader.divide(whole, control.signal) : [whole];
  for (const source of sources) yield* importSource(readers, collection, source, control);
}

/** Reads the bytes of one file in a thread of its own and keeps them, with what was recognised in them, in the collection. */
async function* importSource(
  { reader, hyphens }: Readers,
  collection: Collection,
  source: ReadRequest,
  control: JobControl,
): AsyncGenerator<FileOutcome> {
  const result = await reader.read(source, control.signal);
  if (result.kind === 'cancelled') yield 'cancelled';
  else if (result.kind === 'fault') yield { kind: 'refused', fault: result.fault };
  else if (result.kind === 'volume')
    for await (const one of importVolume(reader, collection, { source, volume: result }, control))
      yield partOutcome(one);
  else {
    const { encoding, doc, metadata, report, documents } = result;
    const { name, bytes } = source;
    // A line end of TEI says itself whether it breaks a word.
    const kept = report.tei
      ? doc
      : withKeptHyphens(doc, await hyphens.kept(doc, collection.vocabulary.words, control.signal));
    const summary = await collection.addDocument({ source: { name, bytes, encoding }, doc: kept, metadata, report });
    yield { kind: 'imported', summary, doc, documents, tei: report.tei ?? null, isWord: encoding === wordEncoding };
  }
}

function partOutcome(one: KeptPart | Exclude<ReadSource, { kind: 'document' }>): FileOutcome {
  if ('summary' in one) return { kind: 'imported', ...one, documents: 1, isWord: false };
  if (one.kind === 'fault') return { kind: 'refused', fault: one.fault };
  if (one.kind === 'cancelled') return 'cancelled';
  throw new TypeError('a volume stands in a volume');
}

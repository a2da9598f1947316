import path from 'node:path';
import type { Node } from 'prosemirror-model';
import type { Reply } from '../../shared/contract/ipc.ts';
import {
  type CatalogueFormat,
  type EditionShape,
  type ExportedDocument,
  type ExportFormat,
  type ExportOutcome,
  type ExportReply,
  isTeiFormat,
  type ReadingFormat,
} from '../../shared/contract/payloads/edition.ts';
import type { StateName } from '../../shared/contract/payloads/versions.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { type LayoutWord, layoutWords, type PageLayout } from '../../shared/document/layout.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { readingOf } from '../../shared/document/reading.ts';
import { blockTextWithCalls, lineHyphens } from '../../shared/document/reading-text.ts';
import { altoXml } from '../../shared/export/alto.ts';
import type { ReadingView } from '../../shared/export/reading/reading-marks.ts';
import { siteFiles } from '../../shared/export/site/site-pages.ts';
import { TemplateLimitError } from '../../shared/export/templates/mustache-template.ts';
import { fitLayout } from '../../shared/import/ocr/fit-layout.ts';
import { type PlacedLayoutWord, placeWords } from '../../shared/tracking/placed-words.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { ReferenceReader } from '../correspondence/reference-reader.ts';
import { pagesAtPresent, trustedReading } from '../ocr/placed-pages.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type Documents, documentsOf } from '../storage/collection/named-documents.ts';
import { errorCode } from '../storage/disk/file-system.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { filesThere, filesWithEnding, makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { catalogueEndings, cmifName, exportArchive, iiifEnding } from './archive-exports.ts';
import { bagTagFiles } from './bag-export.ts';
import { editionTargets, meantEntities } from './edition-targets.ts';
import { docxTemplateOf, templateFault, templatesOf } from './edition-templates.ts';
import { type ExportRequest, exportEditions, fileNames } from './export-edition.ts';
import { exportReadings, readingEndings } from './reading-editions.ts';
import { documentsFolder, exportSite } from './site-edition.ts';
import { divisionIds, exportTeiFiles, volumeName } from './tei-files.ts';
import type { TeiFilesRequest } from './tei-parts.ts';
import { writeEach } from './write-each.ts';

/** Tells what the words of a reading read at present: the text that stands for them now. A word that has a place in the text no
 *  more is null; one that never had, because the text leaves out what the page shows there, is what was read.
 *  @param doc the present document
 *  @param then the words of the page with a place in the imported document
 *  @param now those with a place in `doc` */
export function wordTexts(
  doc: Node,
  layout: PageLayout,
  then: readonly PlacedLayoutWord[],
  now: readonly PlacedLayoutWord[],
): (word: LayoutWord) => string | null {
  const words = layoutWords(layout);
  const numbers = new Map(words.map((word, number) => [word, number]));
  const known = new Set(then.flatMap(({ read }) => read));
  const together = new Set(then.map(({ read }) => read.join(' ')));
  const shown = shownTexts(doc, words, joinedPlaces(layout, now), together);
  return (word) => {
    const number = numbers.get(word) ?? -1;
    const text = shown.get(number);
    if (text === undefined) return known.has(number) ? null : word.text;
    // A hyphen at a line end is no part of the text, and has not been corrected for that.
    return text !== null && isWithoutHyphen(text, word.text) ? word.text : text;
  };
}

/** Places in the order of the text. Words of one line between which nothing stands any more are one word now. */
function joinedPlaces(layout: PageLayout, now: readonly PlacedLayoutWord[]): readonly PlacedLayoutWord[] {
  const lineOf = layout.blocks.flatMap(({ lines }) => lines).flatMap((line) => line.words.map(() => line));
  const joined: PlacedLayoutWord[] = [];
  for (const place of [...now].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    const [before = -1, after = -1] = [last?.read.at(-1), place.read[0]];
    const isNext = after === before + 1 && lineOf[after] === lineOf[before];
    if (last && last.to === place.from && isNext)
      joined[joined.length - 1] = { ...last, to: place.to, read: [...last.read, ...place.read] };
    else joined.push(place);
  }
  return joined;
}

/** What stands for each word, by its number. Of several words that are one in the text, the first has all of it. Those that were one in the
 *  imported text already, and read together as the text does, are as they were.
 *  @param together the numbers of words that were one, joined by spaces */
function shownTexts(
  doc: Node,
  words: readonly LayoutWord[],
  now: readonly PlacedLayoutWord[],
  together: ReadonlySet<string>,
): ReadonlyMap<number, string | null> {
  const places = new Map<string, PlacedLayoutWord[]>();
  for (const place of now) {
    const key = place.read.join(' ');
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  const texts = new Map<number, string | null>();
  for (const [key, own] of places) {
    const read = own[0]?.read ?? [];
    const text = joinedText(doc, own);
    const isAsRead =
      together.has(key) &&
      read.length > 1 &&
      plain(text) === plain(read.map((number) => words[number]?.text ?? '').join(''));
    for (const [index, number] of read.entries()) {
      const before = texts.get(number);
      const part = isAsRead ? (words[number]?.text ?? '') : index === 0 ? text : null;
      texts.set(number, before && part ? `${before} ${part}` : (before ?? part));
    }
  }
  return texts;
}

const plain = (text: string): string => text.replace(/\s+/g, '');

const isWithoutHyphen = (text: string, read: string): boolean =>
  read.length > 1 && lineHyphens.includes(read.slice(-1)) && text === read.slice(0, -1);

function joinedText(doc: Node, places: readonly PlacedLayoutWord[]): string {
  let text = '';
  let end: number | null = null;
  for (const { from, to } of places) {
    if (end !== null && from > end) text += ' ';
    text += readingOf(doc, from, to, blockTextWithCalls);
    end = to;
  }
  return text;
}

interface AltoRequest {
  readonly documents: readonly DocumentId[];
  /** Is made when it is not there. */
  readonly folder: string;
}

/** Writes the ALTO of pages as the text reads at present: a folder a document, named after its source, and in it a file for each
 *  page on which something was read, named after its image. Each file is whole or not there; cancelling leaves those that were
 *  written. */
export async function exportAlto(
  context: JobContext,
  documents: Documents,
  request: AltoRequest,
  control: JobControl,
): Promise<Reply<ExportOutcome>> {
  const folderOf = fileNames('');
  return writeEach(context, documents, request, control, (store) =>
    exportPages(context, store, request.folder, folderOf),
  );
}

async function exportPages(
  { fileSystem, application }: JobContext,
  { id, state }: DocumentStore,
  folder: string,
  folderOf: (source: string, id: string) => string,
): Promise<ExportedDocument> {
  const read = state.pages.flatMap((page, index) => {
    const reading = trustedReading(state.readings, page);
    return reading ? [{ image: page, number: index + 1, page: page.id, layout: inPixelsOf(page, reading.layout) }] : [];
  });
  const placed = placeWords(state.imported, read);
  const present = pagesAtPresent(state, placed);
  const place = path.join(folder, folderOf(state.source.name, id));
  const nameOf = fileNames('.xml');
  const files: string[] = [];
  if (read.length > 0) await makeEditionFolder(fileSystem, place);
  for (const [index, { image, number, layout }] of read.entries()) {
    const then = placed[index]?.words ?? [];
    const now = present.find(({ page }) => page === image.id)?.words ?? [];
    const presentText = wordTexts(state.doc, layout, then, now);
    const xml = altoXml({ layout, image: image.name, number, presentText }, application);
    files.push(await writeEditionFile(fileSystem, place, nameOf(pageName(state.pages, image), image.id), xml));
  }
  const title = state.metadata.title || state.source.name;
  return { kind: 'pages', document: id, title, files, unread: state.pages.length - read.length, findings: [] };
}

/** A reading of another shape than the image stays as it is. */
function inPixelsOf({ width, height }: PageImage, layout: PageLayout): PageLayout {
  const fitted = fitLayout(layout, width, height);
  return fitted.kind === 'fits' ? fitted.layout : layout;
}

/** Pages of one file are numbered. */
function pageName(pages: readonly PageImage[], { name, file, frame }: PageImage): string {
  if (pages.filter((page) => page.file === file).length < 2) return name;
  const { name: stem, ext } = path.parse(name);
  return `${stem}-${String(frame + 1).padStart(4, '0')}${ext}`;
}

interface FolderExport extends ExportRequest {
  readonly format: ExportFormat;
  /** Of an edition for readers; null for the usual one of the format. */
  readonly view: ReadingView | null;
  /** Of an edition in TEI; a file a document when not given. */
  readonly shape?: EditionShape | undefined;
  /** Of an edition for readers: a folder of templates, of a Word document another Word document; null for those that the collection keeps, or else the program's own. */
  readonly template: string | null;
  /** Which two versions stand side by side; the import and the present when not given. */
  readonly versions?: readonly [StateName, StateName] | undefined;
  /** Takes the place of files that are there; unless given they are told of, and nothing is written. */
  readonly overwrite: boolean;
}

/** Writes documents to a folder in a format. Files that are there already are not overwritten unasked.
 *  @param reader of the references of the collection, which keeps what it has read */
export async function exportToFolder(
  context: JobContext,
  collection: Collection,
  request: FolderExport,
  control: JobControl,
  reader = new ReferenceReader(collection),
): Promise<Reply<ExportReply>> {
  const { folder, overwrite } = request;
  const files = overwrite ? [] : await existingFiles(context, collection, request);
  if (files.length > 0) return { ok: true, value: { kind: 'exists', folder, files } };
  const reply = await written(context, collection, request, control, reader);
  return reply.ok ? { ok: true, value: { kind: 'written', ...reply.value } } : reply;
}

async function written(
  context: JobContext,
  collection: Collection,
  request: FolderExport,
  control: JobControl,
  reader: ReferenceReader,
): Promise<Reply<ExportOutcome>> {
  const { format, documents } = request;
  const work = documentsOf(collection);
  if (format === 'alto') return exportAlto(context, work, request, control);
  const shape = request.shape ?? 'folder';
  if (isTeiFormat(format) && !(format === 'tei' && shape === 'folder'))
    return teiFiles(context, collection, { ...request, format, shape }, control, reader);
  const withTargets = editionTargets(reader, documents, endingOf(format), control);
  if (format === 'tei') {
    const entities = await meantEntities(collection);
    return exportEditions(
      context,
      work,
      { ...request, withTargets, entities, tagTypes: collection.tagTypes.types },
      control,
    );
  }
  if (format === 'site' || isReading(format)) {
    const folder = format === 'docx' ? null : request.template;
    const templates = await templatesOf(context.fileSystem, collection, folder);
    if (!templates.ok) return templates;
    const docx = format === 'docx' && request.template !== null ? await docxTemplateOf(request.template) : null;
    if (docx && !docx.ok) return docx;
    const means = {
      ...request,
      versions: request.versions ?? null,
      withTargets,
      entities: await meantEntities(collection),
      templates: templates.value,
      docxTemplate: docx?.value ?? null,
    };
    try {
      if (format === 'site') return await exportSite(context, collection, means, control, reader);
      return await exportReadings(context, work, { ...means, format }, control);
    } catch (error) {
      if (!(error instanceof TemplateLimitError)) throw error;
      return { ok: false, fault: templateFault([error.fault], inEnglish`The documents before it are done.`) };
    }
  }
  return exportArchive(context, collection, { ...request, format }, control, reader);
}

/** References lead into the file when all documents stand in it. */
async function teiFiles(
  context: JobContext,
  collection: Collection,
  request: TeiFilesRequest,
  control: JobControl,
  reader: ReferenceReader,
): Promise<Reply<ExportOutcome>> {
  const { documents, format, shape } = request;
  const chosen = new Set(documents);
  const summaries = (await collection.summaries()).filter(({ id }) => chosen.has(id));
  const ids = divisionIds(summaries);
  const nameOf = fileNames('.xml');
  const address = (source: string, id: DocumentId): string => {
    const name = nameOf(source, id);
    if (shape === 'folder' || !chosen.has(id)) return name;
    return format === 'frus' ? `#${ids.get(id) ?? id}` : `#${id}-text`;
  };
  const withTargets = editionTargets(reader, documents, address, control);
  const entities = await meantEntities(collection);
  const tagTypes = collection.tagTypes.types;
  return exportTeiFiles(context, collection, { ...request, withTargets, entities, tagTypes }, ids, control);
}

const isReading = (format: ExportFormat): format is ReadingFormat => Object.hasOwn(readingEndings, format);
const isCatalogue = (format: ExportFormat): format is CatalogueFormat => Object.hasOwn(catalogueEndings, format);

/** How the file of a document ends; ALTO and IIIF have a folder for each, the letters and the bag of a collection one file or folder for all. */
function endingOf(format: ExportFormat): string {
  if (format === 'alto') return '';
  if (format === 'site') return readingEndings.html;
  if (format === 'iiif') return iiifEnding;
  if (isReading(format)) return readingEndings[format];
  return isCatalogue(format) ? catalogueEndings[format] : '.xml';
}

/** The files of a folder that an export would overwrite or, in a folder of a document's pages, mix with. A folder that cannot be
 *  looked into is told of by the export itself. */
async function existingFiles(
  { fileSystem }: JobContext,
  collection: Collection,
  { documents, folder, format, shape = 'folder' }: FolderExport,
): Promise<readonly string[]> {
  const sources = new Map((await collection.summaries()).map(({ id, source }) => [id, source]));
  const nameOf = fileNames(endingOf(format));
  const names = documents.map((id) => nameOf(sources.get(id) ?? '', id));
  try {
    if (format === 'site') {
      const pages = await filesThere(fileSystem, path.join(folder, documentsFolder), names);
      return [...(await filesThere(fileSystem, folder, siteFiles)), ...pages];
    }
    if (isTeiFormat(format) && shape !== 'folder')
      return await filesThere(fileSystem, folder, [await volumeName(collection), ...(shape === 'volume' ? names : [])]);
    if (format === 'cmif') return await filesThere(fileSystem, folder, [cmifName]);
    if (format === 'bagit') return await filesThere(fileSystem, folder, bagTagFiles);
    if (format !== 'alto') return await filesThere(fileSystem, folder, names);
    const folders = names.map((name) => path.join(folder, name));
    return (await Promise.all(folders.map((one) => filesWithEnding(fileSystem, one, '.xml')))).flat();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return [];
  }
}

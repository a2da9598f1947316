import path from 'node:path';
import type { ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { DuplicateFile, ImportedFile } from '../../shared/contract/payloads/import.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { layoutRemarkSentence } from '../../shared/import/ocr/layout-fault.ts';
import { isLayoutOf } from '../../shared/import/ocr/match-layouts.ts';
import type { PackageDocument } from '../../shared/import/packages/package-document.ts';
import type { PagesDocument } from '../../shared/import/pages/read-pages.ts';
import { withKeptHyphens } from '../../shared/import/word-hyphens.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import {
  type DraftPage,
  draftPages,
  inNaturalOrder,
  type ReadImagePage,
  readDrafts,
  withLayouts,
} from '../images/draft-pages.ts';
import { type ImageReader, imageReader } from '../images/image-reader.ts';
import { type HyphenDictionary, hyphensOf } from '../language/hyphenation.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { ImageDraft } from '../storage/document/page-images.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { oneAhead } from '../workers/one-ahead.ts';
import type { KnownContent, KnownDocument } from './known-content.ts';
import { type LayoutFileResult, type LayoutReader, layoutReader, readPageLayouts } from './layout-reader.ts';

/** Files that become one document. */
interface FileGroup {
  readonly images: readonly string[];
  /** Files with layouts that may describe them. */
  readonly layouts: readonly string[];
}

interface DividedFiles {
  readonly groups: readonly FileGroup[];
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
}

/** Gives each document that is to be made the layouts of its images: a layout goes to the image that it names or is named like; when there
 *  is one document only, all go to it. Null when it was cancelled.
 *  @param groups the images of each */
async function dividedFiles(
  reader: LayoutReader,
  groups: readonly (readonly string[])[],
  layouts: readonly string[],
  { signal }: JobControl,
): Promise<DividedFiles | null> {
  if (groups.length < 2 || layouts.length === 0)
    return { groups: groups.map((images) => ({ images, layouts })), refused: [] };
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  const layoutsOf = new Map<readonly string[], string[]>(groups.map((images) => [images, []]));
  for (const file of layouts) {
    const result = await reader.read(file, [], signal);
    if (result.kind === 'cancelled') return null;
    if (result.kind === 'refused') {
      refused.push({ file, fault: result.fault });
      continue;
    }
    const { name, layout } = result;
    const isOwn = (image: string): boolean =>
      layout.pages.some((page) => isLayoutOf({ file: name, image: page.image }, { name: path.basename(image) }));
    const own = groups.filter((images) => images.some(isOwn));
    for (const images of own) layoutsOf.get(images)?.push(file);
    if (own.length === 0) refused.push({ file, fault: noImage(name) });
  }
  return { groups: [...layoutsOf].map(([images, own]) => ({ images, layouts: own })), refused };
}

const noImage = (name: string): Fault => ({
  what: inEnglish`“${name}” names none of the images, so no document got its words.`,
  kept: inEnglish`The images are imported without it.`,
  next: inEnglish`Add it to the document it belongs to.`,
  details: null,
});

/** How pages are imported. */
export interface PagesImport {
  readonly known: KnownContent;
  readonly readPage?: ReadImagePage | undefined;
  /** Told of documents when they are in. */
  readonly onImported?: ((documents: readonly DocumentSummary[]) => void) | undefined;
}

interface ImageImport extends PagesImport {
  /** The paths of the images of each document, in the order of its pages. */
  readonly groups: readonly (readonly string[])[];
  /** Files with the layouts of some of them. */
  readonly layouts: readonly string[];
  /** What is known of the document; there is one group then. */
  readonly given?: GivenFacts;
}

/** What a package says of its document. */
interface GivenFacts extends Pick<PackageDocument, 'title' | 'metadata'> {
  readonly remarks: readonly string[];
}

/** Makes documents of images: a page of each picture, and as text what is read on them: in a file with their layout, in themselves, or by
 *  `readPage`. The next document is got ready while one is kept, each with a decoder of its own: never are there more than two. */
export async function importImages(
  context: JobContext,
  collection: Collection,
  { groups, layouts, readPage, given, known, onImported }: ImageImport,
  control: JobControl,
): Promise<ImportOutcome> {
  const { workers } = context;
  const readers: Readers = {
    even: imageReader(context),
    odd: imageReader(context),
    layouts: layoutReader(workers),
    readPage: readPage && oneAtATime(readPage),
    hyphens: hyphensOf(context, collection),
    known,
    given,
  };
  const imported: DocumentSummary[] = [];
  const files: ImportedFile[] = [];
  const duplicates: DuplicateFile[] = [];
  const refused: ImportOutcome['refused'][number][] = [];
  const outcome = (cancelled: boolean): ImportOutcome => ({ imported, files, duplicates, refused, cancelled });
  try {
    const divided = await dividedFiles(readers.layouts, groups, inNaturalOrder(layouts), control);
    if (divided === null) return outcome(true);
    refused.push(...divided.refused);
    const total = groups.reduce((sum, images) => sum + images.length, 0);
    let done = 0;
    // Of a single document each page counts; of many all that are kept.
    const counting: JobControl =
      groups.length < 2 ? control : { ...control, progress: ({ what }) => control.progress({ what, done, total }) };
    const prepare = ([at, group]: readonly [number, FileGroup]) =>
      preparedPages(readers, at, collection, group, counting);
    for await (const prepared of oneAhead(divided.groups.entries(), prepare, discardPages)) {
      const { group, draft } = prepared;
      try {
        refused.push(...prepared.refused);
        const same = prepared.same ?? known.findAll(prepared.drafted?.pages.map(({ image }) => image) ?? []);
        if (prepared.cancelled || (!same && control.signal.aborted)) return outcome(true);
        const own = [...group.images, ...group.layouts].filter(
          (file) => !prepared.refused.some((one) => one.file === file),
        );
        if (same) duplicates.push(...own.map((file) => ({ file, ...same })));
        else if (draft && prepared.drafted) {
          const summary = await keep(collection, draft, prepared.drafted);
          imported.push(summary);
          files.push(...own.map((file) => ({ file, document: summary.id })));
          onImported?.([summary]);
        }
      } finally {
        await discardPages(prepared);
      }
      done += group.images.length;
    }
    control.progress({ what: inEnglish`Importing`, done: total, total });
    return outcome(false);
  } finally {
    readers.even.close();
    readers.odd.close();
    await readers.layouts.close();
    await readers.hyphens.close();
  }
}

/** One page is read at a time: reading it takes all processors by itself. */
function oneAtATime(readPage: ReadImagePage): ReadImagePage {
  let previous: Promise<unknown> = Promise.resolve();
  return (...page) => {
    const read = previous.then(() => readPage(...page));
    previous = read.catch(() => undefined);
    return read;
  };
}

interface Readers {
  /** They decode the pages of documents by turns, and each starts with its first. */
  readonly even: ImageReader;
  readonly odd: ImageReader;
  readonly layouts: LayoutReader;
  readonly readPage: ReadImagePage | undefined;
  readonly hyphens: HyphenDictionary;
  readonly known: KnownContent;
  readonly given: GivenFacts | undefined;
}

/** Pages that are about to become a document. */
interface PreparedPages {
  readonly group: FileGroup;
  readonly refused: ImportOutcome['refused'];
  readonly cancelled: boolean;
  /** The collection has all of them already. */
  readonly same: KnownDocument | null;
  /** Copies of the images, to be discarded. */
  readonly draft: ImageDraft | null;
  /** Null when nothing is left that could become a document. */
  readonly drafted: Drafted | null;
}

/** Nothing is left of the copies when they became a document. */
const discardPages = async ({ draft }: PreparedPages): Promise<void> => draft?.discard();

async function preparedPages(
  readers: Readers,
  at: number,
  collection: Collection,
  group: FileGroup,
  control: JobControl,
): Promise<PreparedPages> {
  const nothing = { group, refused: [], cancelled: false, same: null, draft: null, drafted: null };
  const same = await readers.known.findFiles(group.images, control.signal);
  if (same) return { ...nothing, same };
  if (control.signal.aborted) return { ...nothing, cancelled: true };
  const draft = await collection.draftImages();
  try {
    return { ...nothing, draft, ...(await draftDocument(readers, at, draft, group, control)) };
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

async function draftDocument(
  { even, odd, layouts, readPage, hyphens, known: content, given }: Readers,
  at: number,
  draft: ImageDraft,
  group: FileGroup,
  control: JobControl,
): Promise<Partial<PreparedPages>> {
  const drafted = await draftPages(at % 2 === 0 ? even : odd, draft, group.images, control);
  const stopped = { refused: drafted.refused, cancelled: true };
  if (drafted.cancelled) return stopped;
  // Where one of them was refused, too.
  const same = content.findAll(drafted.pages.map(({ image }) => image));
  if (same) return { refused: drafted.refused, same };
  const known = await readPageLayouts(
    layouts,
    group.layouts,
    drafted.pages.map(({ image }) => image),
    control,
  );
  if (known.cancelled) return stopped;
  const filed = withLayouts(drafted.pages, known.readings);
  const pages = readPage ? await readDrafts(filed, readPage, control) : filed;
  if (pages === null || control.signal.aborted) return stopped;
  const refused = [...drafted.refused, ...known.refused];
  // Images whose text was to come from a file that is refused would make a document without words.
  if (known.refused.length > 0 && pages.every(({ layout }) => layout === null)) return { refused };
  const [first] = pages;
  if (!first) return { refused };
  const read = { pages: pages.map(({ layout }) => layout), title: stemOf(first), language: known.language };
  const result = await layouts.document(read, first.image.name, control.signal);
  if (result.kind === 'cancelled') return stopped;
  if (result.kind === 'refused') return { refused: [...refused, { file: group.images[0] ?? '', fault: result.fault }] };
  const { made } = result;
  const { signal } = control;
  return { refused, drafted: { pages, made, remarks: known.remarks, hyphens, given, signal } };
}

const stemOf = ({ image }: DraftPage): string => path.parse(image.name).name;

interface Drafted {
  readonly pages: readonly DraftPage[];
  readonly made: PagesDocument;
  readonly remarks: readonly string[];
  readonly hyphens: HyphenDictionary;
  readonly given: GivenFacts | undefined;
  readonly signal: AbortSignal;
}

async function keep(
  collection: Collection,
  draft: ImageDraft,
  { pages, made, remarks, hyphens, given, signal }: Drafted,
): Promise<DocumentSummary> {
  const { doc, metadata, report, anchors, statedJoins, tags } = made;
  const linked = pages.map(({ image }, index): PageImage => ({ ...image, anchor: anchors[index] ?? null }));
  const [source] = linked;
  if (!source) throw new TypeError('a document of images has no page');
  const facsimile = { pages: linked, readings: pages.flatMap(({ readings }) => readings) };
  const sentences = [...(given?.remarks ?? []), ...remarks];
  const told = { ...report, remarks: [...sentences.map((what) => ({ what, source: null })), ...report.remarks] };
  const known = { ...metadata, ...given?.metadata, ...(given && given.title !== '' && { title: given.title }) };
  const found = await hyphens.kept(doc, collection.vocabulary.words, signal);
  const kept = found.filter((pos) => !statedJoins.has(pos));
  return collection.addDocument(
    { source: { image: source }, doc: withKeptHyphens(doc, kept), metadata: known, report: told, facsimile, tags },
    draft,
  );
}

/** Makes a document of each file with layouts that came without images: its text, with an anchor where each page begins, so that the
 *  images can follow. */
export async function importLayouts(
  context: Pick<JobContext, 'workers' | 'ownData'>,
  collection: Collection,
  { layouts: files, known, onImported }: PagesImport & Pick<ImageImport, 'layouts'>,
  { progress, signal }: JobControl,
): Promise<ImportOutcome> {
  const reader = layoutReader(context.workers);
  const hyphens = hyphensOf(context, collection);
  const imported: DocumentSummary[] = [];
  const made: ImportedFile[] = [];
  const duplicates: DuplicateFile[] = [];
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  const outcome = (cancelled: boolean): ImportOutcome => ({ imported, files: made, duplicates, refused, cancelled });
  try {
    for (const [done, file] of files.entries()) {
      progress({ what: inEnglish`Importing ${path.basename(file)}`, done, total: files.length });
      if (signal.aborted) return outcome(true);
      const same = await known.findFiles([file], signal);
      if (same) {
        duplicates.push({ file, ...same });
        continue;
      }
      const read = await readLayoutDocument(reader, file, signal);
      if (read.kind === 'cancelled') return outcome(true);
      if (read.kind === 'refused') refused.push({ file, fault: read.fault });
      else {
        const summary = await keepLayout(collection, hyphens, read, signal);
        imported.push(summary);
        made.push({ file, document: summary.id });
        onImported?.([summary]);
      }
    }
    progress({ what: inEnglish`Importing`, done: files.length, total: files.length });
    return outcome(false);
  } finally {
    await reader.close();
    await hyphens.close();
  }
}

type LayoutFile = Extract<LayoutFileResult, { readonly kind: 'read' }> & { readonly made: PagesDocument };

async function readLayoutDocument(
  reader: LayoutReader,
  file: string,
  signal: AbortSignal,
): Promise<LayoutFile | Exclude<LayoutFileResult, { readonly kind: 'read' }>> {
  const result = await reader.read(file, [], signal);
  if (result.kind !== 'read') return result;
  const { pages } = result.layout;
  const read = {
    pages: pages.map(({ layout }) => layout),
    title: path.parse(result.name).name,
    language: pages.find(({ language }) => language !== null)?.language ?? null,
  };
  const document = await reader.document(read, result.name, signal);
  return document.kind === 'made' ? { ...result, made: document.made } : document;
}

async function keepLayout(
  collection: Collection,
  hyphens: HyphenDictionary,
  { name, bytes, layout: { remarks, encoding }, made }: LayoutFile,
  signal: AbortSignal,
): Promise<DocumentSummary> {
  const { doc, metadata, report, statedJoins, tags } = made;
  const kept = await hyphens.kept(doc, collection.vocabulary.words, signal);
  const told = [withoutImages, ...remarks.map(layoutRemarkSentence)].map((what) => ({ what, source: null }));
  return collection.addDocument({
    source: { name, bytes, encoding },
    doc: withKeptHyphens(
      doc,
      kept.filter((pos) => !statedJoins.has(pos)),
    ),
    metadata,
    report: { ...report, remarks: [...told, ...report.remarks] },
    tags,
  });
}

const withoutImages = inEnglish`The words came from a file with the layout of pages, without their images: where they stand on the page is not known here until the images are added, and then this file once more.`;

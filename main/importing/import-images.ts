import path from 'node:path';
import type { ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { layoutRemarkSentence } from '../../shared/import/ocr/layout-fault.ts';
import { isLayoutOf } from '../../shared/import/ocr/match-layouts.ts';
import type { PackageDocument } from '../../shared/import/packages/package-document.ts';
import type { PagesDocument } from '../../shared/import/pages/read-pages.ts';
import { withKeptHyphens } from '../../shared/import/word-hyphens.ts';
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
  what: `“${name}” names none of the images, so no document got its words.`,
  kept: 'The images are imported without it.',
  next: 'Add it to the document it belongs to.',
  details: null,
});

interface ImageImport {
  /** The paths of the images of each document, in the order of its pages. */
  readonly groups: readonly (readonly string[])[];
  /** Files with the layouts of some of them. */
  readonly layouts: readonly string[];
  readonly readPage?: ReadImagePage;
  /** What is known of the document; there is one group then. */
  readonly given?: GivenFacts;
}

/** What a package says of its document. */
interface GivenFacts extends Pick<PackageDocument, 'title' | 'metadata'> {
  readonly remarks: readonly string[];
}

/** Makes documents of images: a page of each picture, and as text what is read on them: in a file with their layout, in themselves, or by
 *  `readPage`. */
export async function importImages(
  context: JobContext,
  collection: Collection,
  { groups, layouts, readPage, given }: ImageImport,
  control: JobControl,
): Promise<ImportOutcome> {
  const { workers } = context;
  const hyphens = hyphensOf(context, collection);
  const readers: Readers = { images: imageReader(context), layouts: layoutReader(workers), readPage, hyphens, given };
  const imported: DocumentSummary[] = [];
  const refused: ImportOutcome['refused'][number][] = [];
  try {
    const divided = await dividedFiles(readers.layouts, groups, inNaturalOrder(layouts), control);
    if (divided === null) return { imported, refused, cancelled: true };
    refused.push(...divided.refused);
    for (const group of divided.groups) {
      const outcome = await importDocument(readers, collection, group, control);
      refused.push(...outcome.refused);
      imported.push(...outcome.imported);
      if (outcome.cancelled) return { imported, refused, cancelled: true };
    }
    const total = groups.reduce((sum, images) => sum + images.length, 0);
    control.progress({ what: 'Importing', done: total, total });
    return { imported, refused, cancelled: false };
  } finally {
    readers.images.close();
    await readers.layouts.close();
    await hyphens.close();
  }
}

interface Readers {
  readonly images: ImageReader;
  readonly layouts: LayoutReader;
  readonly readPage: ReadImagePage | undefined;
  readonly hyphens: HyphenDictionary;
  readonly given: GivenFacts | undefined;
}

async function importDocument(
  { images, layouts, readPage, hyphens, given }: Readers,
  collection: Collection,
  group: FileGroup,
  control: JobControl,
): Promise<ImportOutcome> {
  const draft = await collection.draftImages();
  try {
    const drafted = await draftPages(images, draft, group.images, control);
    const stopped = (): ImportOutcome => ({ imported: [], refused: drafted.refused, cancelled: true });
    if (drafted.cancelled) return stopped();
    const known = await readPageLayouts(
      layouts,
      group.layouts,
      drafted.pages.map(({ image }) => image),
      control,
    );
    if (known.cancelled) return stopped();
    const filed = withLayouts(drafted.pages, known.readings);
    const pages = readPage ? await readDrafts(filed, readPage, control) : filed;
    if (pages === null || control.signal.aborted) return stopped();
    const withFiled = [...drafted.refused, ...known.refused];
    // Images whose text was to come from a file that is refused would make a document without words.
    if (known.refused.length > 0 && pages.every(({ layout }) => layout === null))
      return { imported: [], refused: withFiled, cancelled: false };
    const [first] = pages;
    if (!first) return { imported: [], refused: withFiled, cancelled: false };
    const read = { pages: pages.map(({ layout }) => layout), title: stemOf(first), language: known.language };
    const result = await layouts.document(read, first.image.name, control.signal);
    if (result.kind === 'cancelled') return stopped();
    if (result.kind === 'refused')
      return {
        imported: [],
        refused: [...withFiled, { file: group.images[0] ?? '', fault: result.fault }],
        cancelled: false,
      };
    const { made } = result;
    const drafts = { pages, made, remarks: known.remarks, hyphens, given, signal: control.signal };
    return { imported: [await keep(collection, draft, drafts)], refused: withFiled, cancelled: false };
  } finally {
    // Nothing is left of it when it became a document.
    await draft.discard();
  }
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
  files: readonly string[],
  { progress, signal }: JobControl,
): Promise<ImportOutcome> {
  const reader = layoutReader(context.workers);
  const hyphens = hyphensOf(context, collection);
  const imported: DocumentSummary[] = [];
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  try {
    for (const [done, file] of files.entries()) {
      progress({ what: `Importing ${path.basename(file)}`, done, total: files.length });
      const result = signal.aborted ? { kind: 'cancelled' as const } : await reader.read(file, [], signal);
      if (result.kind === 'cancelled') return { imported, refused, cancelled: true };
      if (result.kind === 'refused') {
        refused.push({ file, fault: result.fault });
        continue;
      }
      const { pages } = result.layout;
      const read = {
        pages: pages.map(({ layout }) => layout),
        title: path.parse(result.name).name,
        language: pages.find(({ language }) => language !== null)?.language ?? null,
      };
      const document = await reader.document(read, result.name, signal);
      if (document.kind === 'cancelled') return { imported, refused, cancelled: true };
      if (document.kind === 'refused') refused.push({ file, fault: document.fault });
      else imported.push(await keepLayout(collection, hyphens, { ...result, made: document.made }, signal));
    }
    progress({ what: 'Importing', done: files.length, total: files.length });
    return { imported, refused, cancelled: false };
  } finally {
    await reader.close();
    await hyphens.close();
  }
}

async function keepLayout(
  collection: Collection,
  hyphens: HyphenDictionary,
  {
    name,
    bytes,
    layout: { remarks, encoding },
    made,
  }: Extract<LayoutFileResult, { readonly kind: 'read' }> & { readonly made: PagesDocument },
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

const withoutImages =
  'The words came from a file with the layout of pages, without their images: where they stand on the page is not known here until the images are added, and then this file once more.';

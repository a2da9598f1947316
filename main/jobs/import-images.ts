import path from 'node:path';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { ImportOutcome } from '../../shared/contract/ipc.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { readLayout } from '../../shared/import/read-layout.ts';
import { withKeptHyphens } from '../../shared/import/word-hyphens.ts';
import type { Collection } from '../storage/collection.ts';
import type { ImageDraft } from '../storage/image-draft.ts';
import { dividedFiles, type FileGroup } from './divide-files.ts';
import { type DraftPage, draftPages, inNaturalOrder, type ReadPage, readDrafts, withLayouts } from './draft-pages.ts';
import { type ImageReader, imageReader } from './image-reader.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { type HyphenDictionary, hyphenDictionary } from './kept-hyphens.ts';
import { type LayoutReader, layoutReader } from './layout-reader.ts';
import { readPageLayouts } from './page-layouts.ts';

export interface ImageImport {
  /** The paths of the images of each document, in the order of its pages. */
  readonly groups: readonly (readonly string[])[];
  /** Files with the layouts of some of them. */
  readonly layouts: readonly string[];
  readonly readPage?: ReadPage;
}

/** Makes documents of images: a page of each picture, and as text what is read on them: in a file with their layout, in themselves, or by
 *  `readPage`. */
export async function importImages(
  context: JobContext,
  collection: Collection,
  { groups, layouts, readPage }: ImageImport,
  control: JobControl,
): Promise<ImportOutcome> {
  const { workers } = context;
  const hyphens = hyphenDictionary(workers);
  const readers: Readers = { images: imageReader(context), layouts: layoutReader(workers), readPage, hyphens };
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
  readonly readPage: ReadPage | undefined;
  readonly hyphens: HyphenDictionary;
}

async function importDocument(
  { images, layouts, readPage, hyphens }: Readers,
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
    const summary = await keep(collection, draft, { pages, remarks: known.remarks, hyphens, signal: control.signal });
    return { imported: summary ? [summary] : [], refused: withFiled, cancelled: false };
  } finally {
    // Nothing is left of it when it became a document.
    await draft.discard();
  }
}

interface Drafted {
  readonly pages: readonly DraftPage[];
  readonly remarks: readonly string[];
  readonly hyphens: HyphenDictionary;
  readonly signal: AbortSignal;
}

/** Null when there is no page. */
async function keep(
  collection: Collection,
  draft: ImageDraft,
  { pages, remarks, hyphens, signal }: Drafted,
): Promise<DocumentSummary | null> {
  const [first] = pages;
  if (!first) return null;
  const { doc, metadata, report, anchors, statedJoins } = readLayout(
    pages.map(({ layout }) => layout),
    path.parse(first.image.name).name,
  );
  const linked = pages.map(({ image }, index): PageImage => ({ ...image, anchor: anchors[index] ?? null }));
  const [source = first.image] = linked;
  const facsimile = { pages: linked, readings: pages.flatMap(({ readings }) => readings) };
  const told = { ...report, remarks: remarks.map((what) => ({ what, source: null })) };
  const found = await hyphens.kept(doc, collection.vocabulary.words, signal);
  const kept = found.filter((pos) => !statedJoins.has(pos));
  return collection.addDocument(
    { source: { image: source }, doc: withKeptHyphens(doc, kept), metadata, report: told, facsimile },
    draft,
  );
}

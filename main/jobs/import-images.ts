import path from 'node:path';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { ImportOutcome } from '../../shared/contract/ipc.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { detectImage, imageDetectionBytes } from '../../shared/import/images/image-header.ts';
import { readLayout } from '../../shared/import/read-layout.ts';
import type { Collection } from '../storage/collection.ts';
import type { ImageDraft } from '../storage/image-draft.ts';
import { beginningOf } from '../storage/outside-file.ts';
import { type DraftedPages, type DraftPage, draftPages, inNaturalOrder, type ReadPage } from './draft-pages.ts';
import { type ImageReader, imageReader } from './image-reader.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';

/** Whether a file is an image by how it begins. One that cannot be read is none: whoever reads it tells. */
export async function isImageFile(file: string): Promise<boolean> {
  const beginning = await beginningOf(file, imageDetectionBytes);
  return beginning !== null && detectImage(beginning) !== null;
}

export interface ImageImport {
  /** Paths, as a person named them. */
  readonly files: readonly string[];
  /** A document of each file instead of one of all. */
  readonly each: boolean;
  readonly readPage?: ReadPage;
}

/** Makes documents of images: a page of each picture, in the order of the names of the files, and as text what is read on them. */
export async function importImages(
  context: JobContext,
  collection: Collection,
  { files, each, readPage }: ImageImport,
  control: JobControl,
): Promise<ImportOutcome> {
  const ordered = inNaturalOrder(files);
  const reader = imageReader(context);
  const imported: DocumentSummary[] = [];
  const refused: ImportOutcome['refused'][number][] = [];
  try {
    for (const group of each ? ordered.map((file) => [file]) : [ordered]) {
      const outcome = await importDocument(reader, collection, group, control, readPage);
      refused.push(...outcome.refused);
      imported.push(...outcome.imported);
      if (outcome.cancelled) return { imported, refused, cancelled: true };
    }
    control.progress({ what: 'Importing', done: files.length, total: files.length });
    return { imported, refused, cancelled: false };
  } finally {
    reader.close();
  }
}

async function importDocument(
  reader: ImageReader,
  collection: Collection,
  files: readonly string[],
  control: JobControl,
  readPage: ReadPage | undefined,
): Promise<ImportOutcome> {
  const draft = await collection.draftImages();
  try {
    const drafted = await draftPages(reader, draft, files, control, readPage);
    const { refused, cancelled } = drafted;
    const summary = cancelled || control.signal.aborted ? null : await keep(collection, draft, drafted);
    return { imported: summary ? [summary] : [], refused, cancelled: cancelled || control.signal.aborted };
  } finally {
    // Nothing is left of it when it became a document.
    await draft.discard();
  }
}

async function keep(
  collection: Collection,
  draft: ImageDraft,
  { pages }: DraftedPages,
): Promise<DocumentSummary | null> {
  const [first] = pages;
  if (!first) return null;
  const { doc, metadata, report, anchors } = readLayout(
    pages.map(({ layout }) => layout),
    path.parse(first.image.name).name,
  );
  const linked = pages.map(({ image }, index): PageImage => ({ ...image, anchor: anchors[index] ?? null }));
  const [source = first.image] = linked;
  const facsimile = { pages: linked, readings: readingsOf(pages) };
  return collection.addDocument({ source: { image: source }, doc, metadata, report, facsimile }, draft);
}

const readingsOf = (pages: readonly DraftPage[]) => pages.flatMap(({ readings }) => readings);

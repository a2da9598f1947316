import path from 'node:path';
import type { ExportedDocument, ExportOutcome } from '../../shared/contract/edition.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { PageLayout } from '../../shared/document/layout.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { placeWords } from '../../shared/document/place-words.ts';
import { altoXml } from '../../shared/export/alto.ts';
import { fitLayout } from '../../shared/import/ocr/fit-layout.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { makeEditionFolder, writeEditionFile } from '../storage/edition-files.ts';
import { unreadableAs, writingFault } from './export-edition.ts';
import { fileNames } from './file-names.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { pagesAtPresent, trustedReading } from './placed-pages.ts';
import type { Documents } from './with-document.ts';
import { wordTexts } from './word-texts.ts';

export interface AltoRequest {
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
  { documents: ids, folder }: AltoRequest,
  { progress, signal }: JobControl,
): Promise<Reply<ExportOutcome>> {
  const exported: ExportedDocument[] = [];
  const folderOf = fileNames('');
  try {
    await makeEditionFolder(context.fileSystem, folder);
    for (const [done, id] of ids.entries()) {
      progress({ what: `Document ${done + 1} of ${ids.length}`, done, total: ids.length });
      if (signal.aborted) break;
      const pages = documents.withDocument(id, (store) => exportPages(context, store, folder, folderOf));
      exported.push(
        await pages.catch((error: unknown): ExportedDocument => ({ kind: 'not valid', ...unreadableAs(error, id) })),
      );
    }
    return { ok: true, value: { folder, documents: exported, cancelled: exported.length < ids.length } };
  } catch (error) {
    const fault = writingFault(error, folder, exported.length);
    if (fault) return { ok: false, fault };
    throw error;
  }
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

import path from 'node:path';
import type { Reply } from '../../shared/contract/ipc.ts';
import type {
  ArchiveFormat,
  CatalogueFormat,
  ExportedDocument,
  ExportOutcome,
} from '../../shared/contract/payloads/edition.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { type Catalogued, catalogued } from '../../shared/export/archive/catalogued.ts';
import { cslJson, ris } from '../../shared/export/archive/citation.ts';
import { dublinCore } from '../../shared/export/archive/dublin-core.ts';
import { eadReference } from '../../shared/export/archive/ead.ts';
import { iiifManifest, localBase } from '../../shared/export/archive/iiif-manifest.ts';
import { cmifFile } from '../../shared/export/tei/cmif.ts';
import { correspondence } from '../../shared/references/correspondence.ts';
import type { ReferenceReader } from '../correspondence/reference-reader.ts';
import { writingFault } from '../faults/writing-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type Documents, documentsOf } from '../storage/collection/named-documents.ts';
import { makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { exportBag } from './bag-export.ts';
import { fileNames } from './export-edition.ts';
import { writePageImages } from './page-image-files.ts';
import { writeEach } from './write-each.ts';

/** How the file of a document ends, by format. */
export const catalogueEndings: Readonly<Record<CatalogueFormat, string>> = {
  'dublin-core': '.dc.xml',
  ead: '.ead.xml',
  'csl-json': '.csl.json',
  ris: '.ris',
};

/** The file of a collection's correspondence. */
export const cmifName = 'correspondence.cmif.xml';

/** How the folder of a document's IIIF bundle ends. */
export const iiifEnding = '-iiif';

export interface ArchiveRequest {
  readonly documents: readonly DocumentId[];
  /** Is made when it is not there. */
  readonly folder: string;
  readonly format: ArchiveFormat;
}

const isCatalogue = (format: ArchiveFormat): format is CatalogueFormat => Object.hasOwn(catalogueEndings, format);

/** Writes what catalogues, viewers and depots take up of documents. */
export async function exportArchive(
  context: JobContext,
  collection: Collection,
  request: ArchiveRequest,
  control: JobControl,
  reader: ReferenceReader,
): Promise<Reply<ExportOutcome>> {
  const documents = documentsOf(collection);
  const { format } = request;
  if (isCatalogue(format)) return exportRecords(context, documents, { ...request, format }, control);
  if (format === 'cmif') return exportCmif(context, collection, request, control, reader);
  if (format === 'iiif') return exportBundles(context, documents, request, control);
  return exportBag(context, collection, request, control);
}

function exportRecords(
  context: JobContext,
  documents: Documents,
  request: ArchiveRequest & { readonly format: CatalogueFormat },
  control: JobControl,
): Promise<Reply<ExportOutcome>> {
  const { folder, format } = request;
  const nameOf = fileNames(catalogueEndings[format]);
  return writeEach(context, documents, request, control, async ({ id, state }): Promise<ExportedDocument> => {
    const content = recordOf(catalogued(state), format, context.application);
    const file = await writeEditionFile(context.fileSystem, folder, nameOf(state.source.name, id), content);
    return { kind: 'written', document: id, file, findings: [] };
  });
}

function recordOf(document: Catalogued, format: CatalogueFormat, application: JobContext['application']): string {
  switch (format) {
    case 'dublin-core':
      return dublinCore(document);
    case 'ead':
      return eadReference(document, application);
    case 'csl-json':
      return cslJson(document);
    case 'ris':
      return ris(document);
  }
}

async function exportCmif(
  { fileSystem, application, editors }: JobContext,
  collection: Collection,
  { documents: ids, folder }: ArchiveRequest,
  control: JobControl,
  reader: ReferenceReader,
): Promise<Reply<ExportOutcome>> {
  const { documents: letters } = await reader.read(control);
  if (control.signal.aborted) return { ok: true, value: { folder, documents: [], cancelled: true } };
  const exported = new Set(ids);
  const rows = correspondence(letters.filter(({ id }) => exported.has(id)));
  try {
    await makeEditionFolder(fileSystem, folder);
    const file = await writeEditionFile(
      fileSystem,
      folder,
      cmifName,
      cmifFile(rows, {
        title: collection.title,
        editors: editors.map(({ name }) => name),
        application,
        day: today(),
      }),
    );
    const [first] = rows;
    const documents: readonly ExportedDocument[] = first
      ? [{ kind: 'written', document: first.document, file, findings: [] }]
      : [];
    return { ok: true, value: { folder, documents, cancelled: false } };
  } catch (error) {
    const fault = writingFault(error, folder, 0);
    if (fault) return { ok: false, fault };
    throw error;
  }
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** A folder a document: the manifest and, beside it, the page images. The manifest is written last. */
function exportBundles(
  context: JobContext,
  documents: Documents,
  request: ArchiveRequest,
  control: JobControl,
): Promise<Reply<ExportOutcome>> {
  const nameOf = fileNames(iiifEnding);
  return writeEach(context, documents, request, control, async (store): Promise<ExportedDocument | null> => {
    const { id, state } = store;
    const name = nameOf(state.source.name, id);
    const place = path.join(request.folder, name);
    await makeEditionFolder(context.fileSystem, place);
    const images = await writePageImages(context, store, place, { stem: 'page', signal: control.signal });
    if (control.signal.aborted) return null;
    const base = `${localBase}${encodeURIComponent(name)}/`;
    const manifest = iiifManifest(catalogued(state), images, { base });
    const file = await writeEditionFile(context.fileSystem, place, 'manifest.json', manifest);
    return { kind: 'written', document: id, file, findings: [] };
  });
}

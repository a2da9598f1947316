import path from 'node:path';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { ExportedDocument, ExportOutcome } from '../../shared/contract/payloads/edition.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { annotationReadings } from '../../shared/document/reading.ts';
import { htmlEdition } from '../../shared/export/html/html-edition.ts';
import { readingEdition } from '../../shared/export/reading/reading-edition.ts';
import { type SiteDocument, sitePages, siteSections } from '../../shared/export/site/site-pages.ts';
import { cleanText } from '../../shared/export/text/text-edition.ts';
import { correspondence } from '../../shared/references/correspondence.ts';
import type { ReferenceReader } from '../correspondence/reference-reader.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type Documents, documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { fileNames, type WithTargets } from './export-edition.ts';
import { writePageImages } from './page-image-files.ts';
import { writeEach } from './write-each.ts';

/** The folder of the pages of the documents. */
export const documentsFolder = 'documents';

interface SiteRequest {
  readonly documents: readonly DocumentId[];
  /** Is made when it is not there. */
  readonly folder: string;
  readonly withTargets: WithTargets;
}

/** Writes an edition of several documents as a folder of pages that is read from a disk. The front pages are written last, when all that they lead to is there;
 *  cancelled, there are none. */
export async function exportSite(
  context: JobContext,
  collection: Collection,
  request: SiteRequest,
  control: JobControl,
  reader: ReferenceReader,
): Promise<Reply<ExportOutcome>> {
  const documents: Documents = documentsOf(collection);
  const folder = path.join(request.folder, documentsFolder);
  const nameOf = fileNames('');
  const pages: SiteDocument[] = [];
  const reply = await writeEach(
    context,
    documents,
    { ...request, folder },
    control,
    async (store): Promise<ExportedDocument> => {
      const stem = nameOf(store.state.source.name, store.id);
      const images = await writePageImages(context, store, folder, { stem, signal: control.signal });
      const state = await request.withTargets(store.state);
      const content = htmlEdition(readingEdition(state, { view: null, withCorrections: true }), {
        application: context.application,
        images,
        view: 'reading',
        source: state.source.name,
        links: siteSections.map(({ file, name }) => ({ name, address: `../${file}` })),
      });
      const file = await writeEditionFile(context.fileSystem, folder, `${stem}.html`, content);
      pages.push(siteDocument(store, `${documentsFolder}/${encodeURIComponent(stem)}.html`));
      return { kind: 'written', document: store.id, file, findings: [] };
    },
  );
  if (!reply.ok || reply.value.cancelled) return reply;
  const { documents: letters } = await reader.read({ ...control, progress: () => undefined });
  const exported = new Set(request.documents);
  const rows = correspondence(letters.filter(({ id }) => exported.has(id)));
  const options = { title: collection.title, application: context.application, correspondence: rows };
  for (const [name, content] of sitePages(pages, options))
    await writeEditionFile(context.fileSystem, request.folder, name, content);
  return { ok: true, value: { ...reply.value, folder: request.folder } };
}

function siteDocument({ id, state }: DocumentStore, address: string): SiteDocument {
  const { metadata, source, doc } = state;
  const { title, number, date, from, to } = metadata;
  return {
    id,
    address,
    title: title || source.name,
    number,
    date: date?.text ?? '',
    when: date?.when ?? '',
    from,
    to,
    text: cleanText(readingEdition(state, { view: 'reading' })),
    tags: [...annotationReadings(doc).values()].map(({ as, text }) => ({ as, text })),
  };
}

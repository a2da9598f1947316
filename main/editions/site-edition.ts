import path from 'node:path';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { ExportedDocument, ExportOutcome } from '../../shared/contract/payloads/edition.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { annotationReadings } from '../../shared/document/reading.ts';
import { localBase } from '../../shared/export/archive/iiif-manifest.ts';
import { htmlEdition } from '../../shared/export/html/html-edition.ts';
import type { Templates } from '../../shared/export/html/template-set.ts';
import { readingEdition } from '../../shared/export/reading/reading-edition.ts';
import { publicSearchable, SearchShards, searchFolder } from '../../shared/export/site/search-shards.ts';
import { type SiteDocument, sitePages, siteSections } from '../../shared/export/site/site-pages.ts';
import { searchPrograms } from '../../shared/export/site/site-script.ts';
import { correspondence } from '../../shared/references/correspondence.ts';
import type { ReferenceReader } from '../correspondence/reference-reader.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type Documents, documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { fileNames, type MeantEntities, type WithTargets } from './export-edition.ts';
import { writePageImages } from './page-image-files.ts';
import { writeEach } from './write-each.ts';

/** The folder of the pages of the documents. */
export const documentsFolder = 'documents';

interface SiteRequest {
  readonly documents: readonly DocumentId[];
  /** Is made when it is not there. */
  readonly folder: string;
  readonly withTargets: WithTargets;
  /** What the ids of entities mean. */
  readonly entities: MeantEntities;
  readonly templates: Templates;
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
  const { entities, templates } = request;
  const pages: SiteDocument[] = [];
  const shards = new SearchShards();
  const writeAll = async (files: Iterable<readonly [string, string]>): Promise<void> => {
    for (const [inner, text] of files)
      await writeEditionFile(
        context.fileSystem,
        path.join(request.folder, path.dirname(inner)),
        path.basename(inner),
        text,
      );
  };
  await makeEditionFolder(context.fileSystem, path.join(request.folder, searchFolder));
  const reply = await writeEach(
    context,
    documents,
    { ...request, folder },
    control,
    async (store): Promise<ExportedDocument> => {
      const stem = nameOf(store.state.source.name, store.id);
      const service = `${localBase}${documentsFolder}/`;
      const images = await writePageImages(context, store, folder, { stem, signal: control.signal, service });
      const state = await request.withTargets(store.state);
      const content = htmlEdition(readingEdition(state, { view: null, withCorrections: true, entities }), {
        application: context.application,
        images,
        view: 'reading',
        source: state.source.name,
        links: siteSections.map(({ file, name }) => ({ name, address: `../${file}` })),
        allNames: '../names.html',
        templates,
      });
      const file = await writeEditionFile(context.fileSystem, folder, `${stem}.html`, content);
      const page = siteDocument(store, `${documentsFolder}/${encodeURIComponent(stem)}.html`, entities);
      pages.push(page);
      await writeAll(shards.add({ ...publicSearchable(store.state), title: page.title }, page));
      return { kind: 'written', document: store.id, file, findings: [] };
    },
  );
  if (!reply.ok || reply.value.cancelled) return reply;
  const { documents: letters } = await reader.read({ ...control, progress: () => undefined });
  const exported = new Set(request.documents);
  const rows = correspondence(letters.filter(({ id }) => exported.has(id)));
  await writeAll([...searchPrograms, ...shards.finish()]);
  const { application } = context;
  const { wordFiles } = shards;
  await writeAll(
    sitePages(pages, { title: collection.title, application, correspondence: rows, templates, wordFiles }),
  );
  return { ok: true, value: { ...reply.value, folder: request.folder } };
}

function siteDocument({ id, state }: DocumentStore, address: string, entities: MeantEntities): SiteDocument {
  const { metadata, source, doc, annotations } = state;
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
    tags: [...annotationReadings(doc)].map(([tag, { as, text }]) => {
      const meant = annotations.get(tag)?.entity ?? null;
      return { as, text, entity: meant === null ? null : entities(meant) };
    }),
  };
}

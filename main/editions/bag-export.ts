import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { ExportedDocument, ExportOutcome } from '../../shared/contract/payloads/edition.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { imageEncoding } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { type BagFile, bagFiles, bagManifest, tagManifest } from '../../shared/export/archive/bag.ts';
import { catalogued } from '../../shared/export/archive/catalogued.ts';
import { dublinCore } from '../../shared/export/archive/dublin-core.ts';
import { readingEdition } from '../../shared/export/reading/reading-edition.ts';
import { cleanText } from '../../shared/export/text/text-edition.ts';
import type { Finding } from '../../shared/export/validation/validate-xml.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { writingFault } from '../faults/writing-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { errorCode } from '../storage/disk/file-system.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { readPictureFile } from '../storage/document/page-images.ts';
import { SourceMissingError } from '../storage/journal/source-file.ts';
import { filesWithEnding, makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { meantEntities } from './edition-targets.ts';
import { exportEditions, fileNames, wholeFinding } from './export-edition.ts';
import { writeEach } from './write-each.ts';

interface BagRequest {
  readonly documents: readonly DocumentId[];
  /** The bag itself. */
  readonly folder: string;
}

/** What a bag holds besides its payload: where one of these stands already, nothing is written unasked. */
export const bagTagFiles = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', tagManifest] as const;

/** Writes a bag (RFC 8493): of each document its source and page images byte for byte, its text, its Dublin Core and its TEI. Files whose
 *  checksum is not the one that the journal has are left out and told. The manifests are written last: a bag without them is none. */
export async function exportBag(
  context: JobContext,
  collection: Collection,
  { documents: ids, folder }: BagRequest,
  control: JobControl,
): Promise<Reply<ExportOutcome>> {
  if (await holdsPayload(context, folder)) return { ok: false, fault: notEmpty(folder) };
  const payload: BagFile[] = [];
  const nameOf = fileNames('');
  const documents = documentsOf(collection);
  const reply = await writeEach(context, documents, { documents: ids, folder }, control, async (store) => {
    const stem = nameOf(store.state.source.name, store.id);
    const packed = await packDocument(context, store, folder, `data/${stem}`);
    payload.push(...packed.files);
    return { kind: 'written', document: store.id, file: path.join(folder, 'data', stem), findings: packed.findings };
  });
  if (!reply.ok || reply.value.cancelled) return reply;
  const tei = path.join(folder, 'data', 'tei');
  const request = {
    documents: ids,
    folder: tei,
    writeInvalid: true,
    schemaFile: null,
    entities: await meantEntities(collection),
  };
  const editions = await exportEditions(context, documents, request, control);
  if (!editions.ok || editions.value.cancelled) return editions;
  try {
    for (const edition of editions.value.documents)
      if (edition.kind === 'written') {
        const bytes = await context.fileSystem.readFile(edition.file);
        payload.push(fileOf(`data/tei/${path.basename(edition.file)}`, bytes));
      }
    await writeManifests(context, collection.title, folder, payload);
  } catch (error) {
    const fault = writingFault(error, folder, reply.value.documents.length);
    if (fault) return { ok: false, fault };
    throw error;
  }
  return { ok: true, value: { ...reply.value, documents: withFindings(reply.value.documents, editions.value) } };
}

/** Whether something of a bag is there already, such as of one that was cancelled. A folder that cannot be looked into is told of by the
 *  export itself. */
async function holdsPayload({ fileSystem }: JobContext, folder: string): Promise<boolean> {
  try {
    return (await filesWithEnding(fileSystem, path.join(folder, 'data'), '')).length > 0;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}

/** A file of an older bag that no manifest names would make the new one invalid. */
const notEmpty = (folder: string): Fault => ({
  what: inEnglish`“${folder}” holds the files of another package, which cannot be written over.`,
  kept: inEnglish`Nothing was written.`,
  next: inEnglish`Choose an empty folder.`,
  details: null,
});

/** What is not valid is in the bag all the same, and is told. */
function withFindings(packed: readonly ExportedDocument[], { documents }: ExportOutcome): readonly ExportedDocument[] {
  const found = new Map(documents.map(({ document, findings }) => [document, findings]));
  return packed.map((one) =>
    one.kind === 'written' ? { ...one, findings: [...one.findings, ...(found.get(one.document) ?? [])] } : one,
  );
}

async function writeManifests(
  { fileSystem, application }: JobContext,
  title: string,
  folder: string,
  payload: readonly BagFile[],
): Promise<void> {
  const tags: BagFile[] = [];
  for (const [name, content] of bagFiles(payload, { title, application, day: new Date().toISOString().slice(0, 10) })) {
    await writeEditionFile(fileSystem, folder, name, content);
    tags.push(fileOf(name, new TextEncoder().encode(content)));
  }
  await writeEditionFile(fileSystem, folder, tagManifest, bagManifest(tags));
}

const fileOf = (name: string, bytes: Uint8Array): BagFile => ({
  path: name,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

interface Packed {
  readonly files: readonly BagFile[];
  readonly findings: readonly Finding[];
}

/** @param below the folder of the document below the bag, with slashes */
async function packDocument(context: JobContext, store: DocumentStore, bag: string, below: string): Promise<Packed> {
  const files: BagFile[] = [];
  const findings: Finding[] = [];
  const { state } = store;
  const put = async (part: string, name: string, content: string | Uint8Array): Promise<void> => {
    const place = path.join(bag, ...below.split('/'), part);
    await makeEditionFolder(context.fileSystem, place);
    await writeEditionFile(context.fileSystem, place, name, content);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    files.push(fileOf([below, part, name].filter((one) => one !== '').join('/'), bytes));
  };
  await put('', 'text.txt', cleanText(readingEdition(state, { view: 'reading' })));
  await put('', 'dublin-core.xml', dublinCore(catalogued(state)));
  if (state.source.encoding !== imageEncoding) {
    const bytes = await sourceBytes(store);
    if (bytes) await put('source', safeName(state.source.name), bytes);
    else findings.push(wholeFinding(inEnglish`its source file is missing or changed, so it is not in the bag`));
  }
  for (const image of new Map(state.pages.map((page) => [page.file, page])).values()) {
    const bytes = await imageBytes(store, image.file);
    const isWhole = bytes !== null && fileOf('', bytes).sha256 === image.sha256;
    if (isWhole) await put('facsimile', image.file, bytes);
    else
      findings.push(
        wholeFinding(inEnglish`the page image ${image.name} is missing or changed, so it is not in the bag`),
      );
  }
  return { files, findings };
}

/** Null when they are missing, or not those of the journal. */
async function sourceBytes(store: DocumentStore): Promise<Uint8Array | null> {
  try {
    return await store.sourceBytes();
  } catch (error) {
    if (error instanceof SourceMissingError) return null;
    throw error;
  }
}

async function imageBytes(store: DocumentStore, file: string): Promise<Uint8Array | null> {
  try {
    return await readPictureFile(store.files, path.join(store.facsimileFolder, file));
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}

/** The name of a source as every system takes it. */
const safeName = (name: string): string => fileNames(path.extname(name).replace(/[^.\w-]/g, '_'))(name, 'source');

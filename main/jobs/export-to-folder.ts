import path from 'node:path';
import type { ExportFormat, ExportReply } from '../../shared/contract/edition.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { Collection } from '../storage/collection.ts';
import { filesThere, filesWithEnding } from '../storage/edition-files.ts';
import { errorCode } from '../storage/file-system.ts';
import { exportAlto } from './export-alto.ts';
import { type ExportRequest, exportEditions } from './export-edition.ts';
import { fileNames } from './file-names.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { documentsOf } from './with-document.ts';

export interface FolderExport extends ExportRequest {
  readonly format: ExportFormat;
  /** Takes the place of files that are there; unless given they are told of, and nothing is written. */
  readonly overwrite: boolean;
}

/** Writes documents to a folder in a format. Files that are there already are not overwritten unasked. */
export async function exportToFolder(
  context: JobContext,
  collection: Collection,
  request: FolderExport,
  control: JobControl,
): Promise<Reply<ExportReply>> {
  const { folder, overwrite, format } = request;
  const files = overwrite ? [] : await existingFiles(context, collection, request);
  if (files.length > 0) return { ok: true, value: { kind: 'exists', folder, files } };
  const write = format === 'alto' ? exportAlto : exportEditions;
  const reply = await write(context, documentsOf(collection), request, control);
  return reply.ok ? { ok: true, value: { kind: 'written', ...reply.value } } : reply;
}

/** The files of a folder that an export would overwrite or, in a folder of a document's pages, mix with. A folder that cannot be
 *  looked into is told of by the export itself. */
async function existingFiles(
  { fileSystem }: JobContext,
  collection: Collection,
  { documents, folder, format }: FolderExport,
): Promise<readonly string[]> {
  const sources = new Map((await collection.summaries()).map(({ id, source }) => [id, source]));
  const nameOf = fileNames(format === 'tei' ? '.xml' : '');
  const names = documents.map((id) => nameOf(sources.get(id) ?? '', id));
  try {
    if (format === 'tei') return await filesThere(fileSystem, folder, names);
    const folders = names.map((name) => path.join(folder, name));
    return (await Promise.all(folders.map((one) => filesWithEnding(fileSystem, one, '.xml')))).flat();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return [];
  }
}

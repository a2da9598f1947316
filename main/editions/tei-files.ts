import type { Reply } from '../../shared/contract/ipc.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { ExportedDocument, ExportOutcome } from '../../shared/contract/payloads/edition.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { frusFile } from '../../shared/export/frus/frus-file.ts';
import { XmlIdentifiers } from '../../shared/export/tei/tei-names.ts';
import type { Finding } from '../../shared/export/validation/validate-xml.ts';
import { type Chapter, readChapters } from '../../shared/export/volume/chapter-list.ts';
import { corpusXml, type EditionPart, volumeXml } from '../../shared/export/volume/volume-edition.ts';
import { checkTei } from '../../shared/tei/source/check-tei.ts';
import { documentsIn } from '../../shared/tei/volume.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { writingFault } from '../faults/writing-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import { type EditionProject, editionHeader, readEditionProject } from '../tei/edition-project.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { fileNames, keepsFromWriting, wholeFinding } from './export-edition.ts';
import { eachPart, type ReadPart, type TeiFilesRequest } from './tei-parts.ts';

/** What the file of a volume or corpus is called: the identifier of the edition, or else the title of the collection. */
export async function volumeName(collection: Pick<Collection, 'folder' | 'title'>): Promise<string> {
  const project = await readEditionProject(collection.folder);
  const identifier = project.ok ? project.value.facts.identifier.trim() : '';
  return fileNames('.xml')(`${identifier || collection.title || 'volume'}.xml`, 'volume');
}

/** Gives the divisions of a file of the dialect their ids: after the numbers of the documents where they have one, else after their places. */
export function divisionIds(
  summaries: readonly Pick<DocumentSummary, 'id' | 'number'>[],
): ReadonlyMap<DocumentId, string> {
  const identifiers = new XmlIdentifiers();
  const numbered = summaries.map(({ number }) => (/^\d{1,6}[a-z]?$/i.test(number) ? number : null));
  const ids = new Map<DocumentId, string>();
  for (const [index, { id }] of summaries.entries()) {
    const number = numbered[index];
    if (number) ids.set(id, identifiers.claim(`d${number}`));
  }
  for (const [index, { id }] of summaries.entries()) if (!ids.has(id)) ids.set(id, identifiers.claim(`d${index + 1}`));
  return ids;
}

/** Writes the TEI of documents as one volume or corpus, or in the dialect of FRUS. What was imported from TEI stands there as it is exported by itself; of a volume that was imported, all
 *  of whose frame is among the documents, the volume is written with what stands around them. Each file is whole or not there. */
export async function exportTeiFiles(
  context: JobContext,
  collection: Collection,
  request: TeiFilesRequest,
  ids: ReadonlyMap<DocumentId, string>,
  control: JobControl,
): Promise<Reply<ExportOutcome>> {
  const project = await readEditionProject(collection.folder);
  if (!project.ok) return project;
  const read = await eachPart(context, documentsOf(collection), request, ids, control);
  if ('stopped' in read) {
    if (read.stopped !== 'cancelled') return { ok: false, fault: read.stopped };
    return { ok: true, value: { folder: request.folder, documents: [], cancelled: true } };
  }
  const { parts } = read;
  const isMissing = ({ part, bytes, findings }: ReadPart): boolean =>
    (part === null && bytes === null) || (!request.writeInvalid && findings.some(keepsFromWriting));
  const missing = parts.filter(isMissing);
  // In one file all stand or none.
  const whole = request.shape === 'folder' || missing.length === 0 ? parts.filter((part) => !isMissing(part)) : [];
  const files = filesOf(project.value, await volumeName(collection), request, whole);
  const exported: ExportedDocument[] = missing.map((part) => refusal(part));
  try {
    await makeEditionFolder(context.fileSystem, request.folder);
    for (const { name, parts: inFile, content } of files) {
      const { bytes, findings } = content();
      const isRefused = findings.some(keepsFromWriting) && !request.writeInvalid;
      const file = isRefused ? null : await writeEditionFile(context.fileSystem, request.folder, name, bytes);
      for (const [index, one] of inFile.entries()) {
        const all = index === 0 ? [...findings, ...one.findings] : one.findings;
        exported.push(
          file === null ? refusal(one, all) : { kind: 'written', document: one.document, file, findings: all },
        );
      }
    }
    return { ok: true, value: { folder: request.folder, documents: exported, cancelled: false } };
  } catch (error) {
    const fault = writingFault(error, request.folder, exported.length);
    if (fault) return { ok: false, fault };
    throw error;
  }
}

const refusal = ({ document, title, findings: own }: ReadPart, findings = own): ExportedDocument => ({
  kind: 'not valid',
  document,
  title,
  findings,
});

interface PlannedFile {
  readonly name: string;
  readonly parts: readonly ReadPart[];
  readonly content: () => { readonly bytes: string | Uint8Array; readonly findings: readonly Finding[] };
}

/** Which files are written, and what stands in each. */
function filesOf(
  project: EditionProject,
  volume: string,
  { format, shape }: TeiFilesRequest,
  parts: readonly ReadPart[],
): readonly PlannedFile[] {
  const nameOf = fileNames('.xml');
  if (shape === 'folder') return parts.flatMap((part) => singleFile(project, part, nameOf(part.source, part.document)));
  const frames = parts.filter((part) => part.volume !== null);
  const inFrames = new Set(frames.flatMap(({ volume: whole }) => documentsIn(whole?.frame ?? '')));
  const volumes = shape === 'volume' ? frames : [];
  const whole = volumes.map(
    (frame): PlannedFile => ({
      name: nameOf(frame.source, frame.document),
      parts: [frame, ...parts.filter(({ document }) => documentsIn(frame.volume?.frame ?? '').includes(document))],
      content: () => ({ bytes: frame.volume?.bytes ?? '', findings: [] }),
    }),
  );
  const rest = parts.filter((part) => !volumes.includes(part) && !inFrames.has(part.document));
  if (rest.length === 0) return whole;
  const content = (): ReturnType<PlannedFile['content']> => combined(project, shape, format, rest);
  return [...whole, { name: nameOf(volume, 'volume'), parts: rest, content }];
}

function singleFile(project: EditionProject, part: ReadPart, name: string): readonly PlannedFile[] {
  const bytes = part.volume?.bytes ?? part.bytes;
  if (bytes) return [{ name, parts: [part], content: () => ({ bytes, findings: [] }) }];
  if (part.part?.kind !== 'frus') return [];
  const { division, entities, id } = part.part;
  const header = editionHeader(project, { title: part.title, source: sourceWords([part]) });
  const xml = frusFile({ identifier: `${id}-file`, header, entities, content: [division] });
  return [{ name, parts: [part], content: () => ({ bytes: xml, findings: [] }) }];
}

function combined(
  project: EditionProject,
  shape: 'corpus' | 'volume',
  format: 'tei' | 'frus',
  parts: readonly ReadPart[],
): { readonly bytes: string; readonly findings: readonly Finding[] } {
  const identifier =
    project.facts.identifier.trim() === '' ? null : new XmlIdentifiers().claim(project.facts.identifier.trim());
  const title = project.facts.title.trim() || 'Documents';
  const header = editionHeader(project, { title, source: sourceWords(parts) });
  const items = parts.map(({ document, number, source, part }) => ({ id: document, number, source, part }));
  const list = readChapters(project.chapters ?? '', shape === 'volume' ? items : []);
  const partOf = ({ part }: (typeof items)[number]): readonly EditionPart[] => (part ? [part] : []);
  const chaptered = (chapter: Chapter<(typeof items)[number]>): Chapter<EditionPart> => ({
    title: chapter.title,
    items: chapter.items.flatMap(partOf),
    chapters: chapter.chapters.map(chaptered),
  });
  const xml =
    shape === 'corpus'
      ? corpusXml(identifier, header, corpusParts(project, format, parts))
      : volumeXml({ identifier, header, chapters: list.chapters.map(chaptered), others: list.others.flatMap(partOf) });
  const unknown = list.unknown.map((name) =>
    warning(inEnglish`the list of chapters names “${name}”, and no document that is exported is called so`),
  );
  const left =
    list.chapters.length > 0
      ? list.others.map(({ source }) => warning(inEnglish`“${source}” is in no chapter, and stands behind them`))
      : [];
  return { bytes: xml, findings: [...wholeFindings(xml), ...unknown, ...left] };
}

const warning = (message: string): Finding => ({ ...wholeFinding(message), severity: 'warning' });

/** What only a file of several documents can have: two of one identifier, or entities of a document type. */
function wholeFindings(xml: string): readonly Finding[] {
  const checked = checkTei(xml);
  if (!checked.ok) {
    const { line, column, reason } = checked.fault;
    return [{ ...wholeFinding(inEnglish`the documents do not make one file together: ${reason}`), line, column }];
  }
  return checked.doubled.map((id) => warning(inEnglish`the identifier "${id}" is used by more than one document`));
}

/** A corpus holds a `TEI` for each document. */
function corpusParts(
  project: EditionProject,
  format: 'tei' | 'frus',
  parts: readonly ReadPart[],
): readonly EditionPart[] {
  return parts.flatMap((one): readonly EditionPart[] => {
    if (one.root !== null) return [{ kind: 'source', id: one.document, xml: one.root }];
    if (one.part === null) return [];
    if (one.part.kind === 'tei' && format === 'tei') return [one.part];
    const header = editionHeader(project, { title: one.title, source: sourceWords([one]) });
    const file = volumeXml({ identifier: null, header, chapters: [], others: [one.part] });
    return [{ kind: 'source', id: one.document, xml: file.replace(/^<\?xml[^>]*\?>\s*/, '').trimEnd() }];
  });
}

const sourceWords = (parts: readonly ReadPart[]): string =>
  parts.length === 1 ? `Made from the file ${parts[0]?.source ?? ''}.` : `Made from ${parts.length} documents.`;

import type { EditionShape } from '../../shared/contract/payloads/edition.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Fidelity } from '../../shared/document/import-report.ts';
import { frusDocument } from '../../shared/export/frus/frus-document.ts';
import { frusFile, frusNamespace } from '../../shared/export/frus/frus-file.ts';
import type { TeiOptions } from '../../shared/export/tei/edition-plan.ts';
import { teiEdition, teiParts } from '../../shared/export/tei/tei-edition.ts';
import { teiNamespace, XmlIdentifiers } from '../../shared/export/tei/tei-names.ts';
import type { Finding } from '../../shared/export/validation/validate-xml.ts';
import type { EditionPart } from '../../shared/export/volume/volume-edition.ts';
import { TagTypes } from '../../shared/tag-types/tag-types.ts';
import { divisionPart, rootPart, type SourcePart, textPart } from '../../shared/tei/source-parts.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { container, element, type XmlElement } from '../../shared/xml/xml-tree.ts';
import { pagesAtPresent, placedPages } from '../ocr/placed-pages.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { decodeSource } from '../storage/document/journal-entries.ts';
import { SourceMissingError } from '../storage/journal/source-file.ts';
import { importedTei, volumeFrame } from '../tei/imported-tei.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { type ExportRequest, sourceMissing, sourceTextOf, unreadableAs, wholeFinding } from './export-edition.ts';
import { importedFindings } from './imported-findings.ts';
import { ownSources, schemaFault } from './schema-files.ts';
import { frusRulesSource, type Validator, validator } from './validate-files.ts';

/** A TEI edition that is not a file of the full record for each document. */
export interface TeiFilesRequest extends ExportRequest {
  readonly format: 'tei' | 'frus';
  readonly shape: EditionShape;
}

/** A document as it goes into a file. */
export interface ReadPart {
  readonly document: DocumentId;
  readonly title: string;
  /** Base name of the imported file. */
  readonly source: string;
  readonly number: string;
  /** What stands in a file with others; null when nothing of it can. */
  readonly part: EditionPart | null;
  /** Of what was imported as a whole file: its root element, for a corpus. */
  readonly root: string | null;
  /** Of what was imported: its file by itself. */
  readonly bytes: Uint8Array | null;
  /** Of what stands around the documents of a volume: the whole volume, and the text that names its documents. */
  readonly volume: { readonly bytes: Uint8Array; readonly frame: string } | null;
  readonly findings: readonly Finding[];
}

/** What a file of several documents declares. */
const declaredNamespaces: Readonly<Record<string, string>> = { '': teiNamespace, frus: frusNamespace };

interface PartMeans
  extends Required<Pick<TeiFilesRequest, 'format' | 'shape' | 'withTargets' | 'entities' | 'tagTypes'>> {
  readonly documents: Documents;
  /** `xml:id` of the division of each document, in the dialect. */
  readonly ids: ReadonlyMap<DocumentId, string>;
  /** Of what is named in the file. */
  readonly identifiers: XmlIdentifiers;
  /** For what was made here, and for what was imported from TEI. */
  readonly checker: Validator | null;
  readonly foreign: Validator | null;
  readonly signal: AbortSignal;
}

/** Reads documents one after the other as parts of files, with what is found in each.
 *  @param ids of the divisions, by document */
export async function eachPart(
  context: JobContext,
  documents: Documents,
  request: TeiFilesRequest,
  ids: ReadonlyMap<DocumentId, string>,
  { progress, signal }: JobControl,
): Promise<{ readonly parts: readonly ReadPart[] } | { readonly stopped: Fault | 'cancelled' }> {
  const { format } = request;
  const own = await ownSources(request);
  if (!own.ok) return { stopped: own.fault };
  const { grammars, rules } = own.value;
  const ofDialect = format === 'frus' ? [frusRulesSource] : [];
  const isHeld = grammars.length + rules.length + ofDialect.length > 0;
  const foreign = isHeld ? validator(context.workers, grammars, [...rules, ...ofDialect]) : null;
  const checker = format === 'frus' ? foreign : validator(context.workers, [{ kind: 'built-in' }, ...grammars], rules);
  const means: PartMeans = {
    documents,
    ids,
    identifiers: new XmlIdentifiers(),
    checker,
    foreign,
    signal,
    format,
    shape: request.shape,
    withTargets: request.withTargets ?? (async (state) => state),
    entities: request.entities ?? (() => null),
    tagTypes: request.tagTypes ?? new TagTypes(),
  };
  const parts: ReadPart[] = [];
  try {
    for (const [done, id] of request.documents.entries()) {
      progress({
        what: inEnglish`Document ${done + 1} of ${request.documents.length}`,
        done,
        total: request.documents.length,
      });
      if (signal.aborted) return { stopped: 'cancelled' };
      const part = await documents
        .withDocument(id, (store) => readPart(context, store, means))
        .catch((error: unknown): ReadPart => ({ ...nothing, number: '', ...unreadableAs(error, id) }));
      if ('stopped' in part) return part;
      parts.push(part);
    }
    return { parts };
  } finally {
    await checker?.close();
    await foreign?.close();
  }
}

const nothing = { part: null, root: null, bytes: null, volume: null } as const;

type Read = ReadPart | { readonly stopped: Fault | 'cancelled' };

async function readPart(context: JobContext, store: DocumentStore, means: PartMeans): Promise<Read> {
  const { id, state } = store;
  const { metadata, source, report } = state;
  const facts = { document: id, title: metadata.title || source.name, source: source.name, number: metadata.number };
  if (report.tei) return importedPart(store, means, report.tei, facts);
  const sourceText = await sourceTextOf(store);
  if (sourceText === null) return { ...facts, ...nothing, findings: [wholeFinding(sourceMissing)] };
  const { application, editors } = context;
  const { entities, tagTypes, format, shape, identifiers } = means;
  const options: TeiOptions = { profile: 'tei', application, editors, sourceText, entities, tagTypes };
  const targeted = await means.withTargets(state);
  if (format === 'frus') {
    const division = means.ids.get(id) ?? id;
    const place = { id: division, identifiers: shape === 'volume' ? identifiers : new XmlIdentifiers() };
    const part = { kind: 'frus' as const, id, ...frusDocument(targeted, options, place) };
    const xml = frusFile({
      identifier: null,
      header: checkedHeader,
      entities: part.entities,
      content: [part.division],
    });
    return checked(means, facts, part, xml);
  }
  const { pages, zones } = state;
  const facsimile = { pages, zones, placed: pagesAtPresent(state, placedPages(state)) };
  const single = { ...options, facsimile };
  // The documents of a volume share their header; those of a corpus have one each.
  const common = shape === 'volume' ? identifiers : new XmlIdentifiers(id);
  const part = { kind: 'tei' as const, id, parts: teiParts(targeted, { ...single, common }) };
  return checked(means, facts, part, teiEdition(targeted, single));
}

/** Stands for the header while a document of the dialect is checked, whose rules say nothing of it. */
const checkedHeader: XmlElement = container('teiHeader', {}, [
  container('fileDesc', {}, [
    container('titleStmt', {}, [element('title', {}, ['Document'])]),
    container('publicationStmt', {}, [element('p', {}, ['Unpublished.'])]),
    container('sourceDesc', {}, [element('p', {}, ['Checked.'])]),
  ]),
]);

type PartFacts = Pick<ReadPart, 'document' | 'title' | 'source' | 'number'>;

async function checked(
  { checker, signal }: PartMeans,
  facts: PartFacts,
  part: EditionPart,
  xml: string,
): Promise<Read> {
  const result = checker
    ? await checker.validate(xml, facts.title, signal)
    : { kind: 'findings' as const, findings: [] };
  switch (result.kind) {
    case 'findings':
      return { ...facts, ...nothing, part, findings: result.findings };
    case 'stopped':
      return { ...facts, ...nothing, part, findings: [wholeFinding(result.sentence)] };
    case 'bad schema':
      return { stopped: schemaFault(result.sentence) };
    case 'cancelled':
      return { stopped: 'cancelled' };
  }
}

/** What was imported from TEI stands there as it is exported by itself; what rules find in it is told, and what came with its file is no reason to keep it. */
async function importedPart(store: DocumentStore, means: PartMeans, tei: Fidelity, facts: PartFacts): Promise<Read> {
  try {
    const { bytes, faults } = await importedTei(means.documents, store, tei);
    const { source } = store.state;
    const now = decodeSource(bytes, source);
    const sourcePart = partOf(now, tei, facts);
    const found = faults.map(wholeFinding);
    if (sourcePart.fault !== null && means.shape !== 'folder') found.push(wholeFinding(sourcePart.fault));
    const part: EditionPart | null =
      tei.part === 'frame' ? null : { kind: 'source', id: facts.document, xml: sourcePart.xml };
    const read: ReadPart = {
      ...facts,
      part,
      root: tei.part === 'document' ? null : rootPart(now, declaredNamespaces).xml,
      bytes,
      volume: tei.part === 'frame' ? { bytes, frame: await volumeFrame(store) } : null,
      findings: found,
    };
    if (means.foreign === null || tei.part === 'frame') return read;
    const before = decodeSource(await store.sourceBytes(), source);
    const result = await importedFindings(means.foreign, { now, before, tei }, source.name, means.signal);
    switch (result.kind) {
      case 'findings':
        return { ...read, findings: [...found, ...result.findings] };
      case 'stopped':
        return { ...read, findings: [...found, { ...wholeFinding(result.sentence), severity: 'warning' }] };
      case 'bad schema':
        return { stopped: schemaFault(result.sentence) };
      case 'cancelled':
        return { stopped: 'cancelled' };
    }
  } catch (error) {
    if (!(error instanceof SourceMissingError)) throw error;
    return { ...facts, ...nothing, findings: [wholeFinding(sourceMissing)] };
  }
}

function partOf(xml: string, tei: Fidelity, { number }: PartFacts): SourcePart {
  if (tei.part === 'document') return divisionPart(xml, tei.namespaces, declaredNamespaces);
  if (tei.part === 'frame') return { xml: '', fault: null };
  const plain = /^[\w.-]+$/.test(number) ? ` n="${number}"` : '';
  return textPart(xml, ` type="document"${plain}`, declaredNamespaces);
}

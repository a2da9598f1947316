import type { Node } from 'prosemirror-model';
import type { DocumentFindings, FixedFinding } from '../../shared/contract/calls/edition.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { ExportedDocument, ExportOutcome } from '../../shared/contract/payloads/edition.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { DocumentState, StepJson } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Fidelity } from '../../shared/document/import-report.ts';
import type { TeiOptions } from '../../shared/export/tei/edition-plan.ts';
import { teiEdition } from '../../shared/export/tei/tei-edition.ts';
import type { Finding, TextEdit } from '../../shared/export/validation/validate-xml.ts';
import { TagTypes } from '../../shared/tag-types/tag-types.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { writingFault } from '../faults/writing-fault.ts';
import { pagesAtPresent, placedPages } from '../ocr/placed-pages.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { decodeSource } from '../storage/document/journal-entries.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { SourceMissingError } from '../storage/journal/source-file.ts';
import { makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import { importedTei } from '../tei/imported-tei.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { findingSteps, importedFindings, placedFindings } from './imported-findings.ts';
import { ownSources, type SchemaFiles, schemaFault } from './schema-files.ts';
import { frusRulesSource, type ValidationThread, type Validator, validator } from './validate-files.ts';

/** The entity that an id means; null when it was removed. */
export type MeantEntities = NonNullable<TeiOptions['entities']>;

/** Gives a document the targets of its references, for an edition. */
export type WithTargets = (state: DocumentState) => Promise<DocumentState>;

/** Names files after the sources of documents: the stem of the source, or the document's id when another file has that name
 *  already. Names that differ in their capitals only count as the same, because some disks take them so.
 *  @param ending of the names, with its dot */
export function fileNames(ending: string): (source: string, id: string) => string {
  const taken = new Set<string>();
  return (source, id) => {
    const stem = safeStem(source);
    const isFree = stem !== '' && !taken.has(stem.toLowerCase());
    const name = isFree ? stem : `${stem === '' ? '' : `${stem}-`}${id}`;
    taken.add(name.toLowerCase());
    return name + ending;
  };
}

const longestStem = 120;

/** The name of a source without its ending and without what some system does not take in a name. */
function safeStem(source: string): string {
  const dot = source.lastIndexOf('.');
  const stem = dot > 0 ? source.slice(0, dot) : source;
  const plain = [...stem].map((sign) => (isTaken(sign) ? '_' : sign)).join('');
  const cut = plain.slice(0, longestStem).replace(/^[. ]+|[. ]+$/g, '');
  return reserved.test(cut) ? `${cut}_` : cut;
}

const isTaken = (sign: string): boolean => sign.charCodeAt(0) < 32 || '/\\:*?"<>|'.includes(sign);

/** Names of devices on Windows. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

interface CheckRequest extends SchemaFiles {
  readonly documents: readonly DocumentId[];
  /** Validates in a thread that is there already, which stays. */
  readonly thread?: ValidationThread;
  /** Gives the references of a document their targets; they have none when not given. */
  readonly withTargets?: WithTargets;
  /** What the ids of entities mean now; tags lead to none when not given. */
  readonly entities?: MeantEntities;
  /** The types of tags of the collection; tags are of their kinds alone when not given. */
  readonly tagTypes?: TagTypes;
}

export interface ExportRequest extends CheckRequest {
  /** Is made when it is not there. */
  readonly folder: string;
  /** Write what is not valid all the same. */
  readonly writeInvalid: boolean;
}

/** Makes the TEI of documents and validates it; writes nothing. When cancelled, what was found so far. */
export async function checkEditions(
  context: JobContext,
  documents: Documents,
  request: CheckRequest,
  control: JobControl,
): Promise<Reply<readonly DocumentFindings[]>> {
  const checked: DocumentFindings[] = [];
  const checking = { ...request, isCheck: true };
  const fault = await eachEdition(context, documents, checking, control, async ({ document, title, findings, seq }) => {
    checked.push({ document, title, findings, seq });
  });
  return fault && fault !== 'cancelled' ? { ok: false, fault } : { ok: true, value: checked };
}

/** Makes the TEI of documents, validates it and writes what is valid, a file a document, named after its source. Each file is
 *  whole or not there; cancelling leaves those that were written. */
export async function exportEditions(
  context: JobContext,
  documents: Documents,
  request: ExportRequest,
  control: JobControl,
): Promise<Reply<ExportOutcome>> {
  const { folder, writeInvalid } = request;
  const exported: ExportedDocument[] = [];
  const nameOf = fileNames('.xml');
  try {
    await makeEditionFolder(context.fileSystem, folder);
    const fault = await eachEdition(context, documents, request, control, async (edition) => {
      const { document, title, source, xml, findings } = edition;
      const name = nameOf(source, document);
      if (xml === null || (findings.some(keepsFromWriting) && !writeInvalid)) {
        exported.push({ kind: 'not valid', document, title, findings });
      } else {
        const file = await writeEditionFile(context.fileSystem, folder, name, xml);
        exported.push({ kind: 'written', document, file, findings });
      }
    });
    if (fault && fault !== 'cancelled') return { ok: false, fault };
    return { ok: true, value: { folder, documents: exported, cancelled: fault === 'cancelled' } };
  } catch (error) {
    const fault = writingFault(error, folder, exported.length);
    if (fault) return { ok: false, fault };
    throw error;
  }
}

/** Warnings, and faults that came with an imported file, do not. */
export const keepsFromWriting = ({ severity, cameWithFile }: Finding): boolean =>
  severity !== 'warning' && !cameWithFile;

interface CheckedEdition {
  readonly document: DocumentId;
  /** The number of the state that it is of; 0 when it could not be read. */
  readonly seq: number;
  readonly title: string;
  /** Base name of the imported file. */
  readonly source: string;
  /** Null when none could be made; the findings say why. */
  readonly xml: string | Uint8Array | null;
  readonly findings: readonly Finding[];
}

/** Makes and validates one edition after another. For a check findings get their places in the text, and imported documents of the dialect of
 *  FRUS are held against its rules, too: what breaks these may be exported as TEI all the same. */
async function eachEdition(
  context: JobContext,
  documents: Documents,
  {
    documents: ids,
    isCheck = false,
    schemaFile,
    rulesFile,
    thread,
    withTargets = async (state) => state,
    entities = () => null,
    tagTypes = new TagTypes(),
  }: CheckRequest & { readonly isCheck?: boolean },
  { progress, signal }: JobControl,
  use: (edition: CheckedEdition) => Promise<void>,
): Promise<Fault | 'cancelled' | null> {
  const own = await ownSources({ schemaFile, rulesFile });
  if (!own.ok) return own.fault;
  const { grammars, rules } = own.value;
  const checker = validator(context.workers, [{ kind: 'built-in' }, ...grammars], rules, thread);
  // What came from elsewhere is held to no schema but a person's own.
  const foreign = grammars.length + rules.length > 0 ? validator(context.workers, grammars, rules, thread) : null;
  const dialect = isCheck ? validator(context.workers, grammars, [frusRulesSource, ...rules], thread) : null;
  try {
    for (const [done, id] of ids.entries()) {
      progress({ what: inEnglish`Document ${done + 1} of ${ids.length}`, done, total: ids.length });
      if (signal.aborted) return 'cancelled';
      const edition = await documents
        .withDocument(id, (store) =>
          checkedEdition(
            context,
            { documents, checker, foreign, dialect, withTargets, entities, tagTypes },
            store,
            signal,
          ),
        )
        .catch((error: unknown): CheckedEdition => ({ ...unreadableAs(error, id), seq: 0, xml: null }));
      if ('refusal' in edition) return edition.refusal;
      await use(edition);
    }
    progress({ what: inEnglish`${ids.length} documents`, done: ids.length, total: ids.length });
    return null;
  } finally {
    await checker.close();
    await foreign?.close();
    await dialect?.close();
  }
}

interface EditionMeans {
  readonly documents: Documents;
  readonly checker: Validator;
  /** For what was imported from TEI; null when there is no schema of a person's own. */
  readonly foreign: Validator | null;
  /** For what was imported in the dialect of FRUS, and is checked; null when nothing is. */
  readonly dialect: Validator | null;
  readonly withTargets: WithTargets;
  readonly entities: MeantEntities;
  readonly tagTypes: TagTypes;
}

async function checkedEdition(
  context: JobContext,
  { documents, checker, foreign, dialect, withTargets, entities, tagTypes }: EditionMeans,
  store: DocumentStore,
  signal: AbortSignal,
): Promise<CheckedEdition | { readonly refusal: Fault | 'cancelled' }> {
  const { id, state } = store;
  const title = state.metadata.title || state.source.name;
  const facts = { document: id, seq: state.seq, title, source: state.source.name };
  if (state.report.tei) {
    const edition = await importedEdition({ documents, foreign, dialect }, store, state.report.tei, signal);
    return 'refusal' in edition ? edition : { ...facts, ...edition };
  }
  const sourceText = await sourceTextOf(store);
  if (sourceText === null) return { ...facts, xml: null, findings: [wholeFinding(sourceMissing)] };
  const { application, editors } = context;
  const { pages, zones } = state;
  const facsimile = { pages, zones, placed: pagesAtPresent(state, placedPages(state)) };
  const options: TeiOptions = { profile: 'tei', application, editors, sourceText, facsimile, entities, tagTypes };
  const xml = teiEdition(await withTargets(state), options);
  const result = await checker.validate(xml, title, signal);
  switch (result.kind) {
    case 'findings':
      return { ...facts, xml, findings: dialect ? placedById(state.doc, result.findings) : result.findings };
    case 'stopped':
      return { ...facts, xml, findings: [wholeFinding(result.sentence)] };
    case 'bad schema':
      return { refusal: schemaFault(result.sentence) };
    case 'cancelled':
      return { refusal: 'cancelled' };
  }
}

export const sourceMissing = inEnglish`its source file is missing or changed`;

/** What was imported from TEI is held against no schema but a person's own, and what came with the file is told apart: it is no reason
 *  to keep it. */
async function importedEdition(
  { documents, foreign, dialect }: Pick<EditionMeans, 'documents' | 'foreign' | 'dialect'>,
  store: DocumentStore,
  tei: Fidelity,
  signal: AbortSignal,
): Promise<Pick<CheckedEdition, 'xml' | 'findings'> | { readonly refusal: Fault | 'cancelled' }> {
  try {
    const { bytes, faults } = await importedTei(documents, store, tei);
    const ours = faults.map(wholeFinding);
    const { source } = store.state;
    const before = decodeSource(await store.sourceBytes(), source);
    const held = dialect && isFrus(tei, before) ? dialect : foreign;
    if (held === null) return { xml: bytes, findings: ours };
    const imported = { now: decodeSource(bytes, source), before, tei };
    const result = await importedFindings(held, imported, source.name, signal);
    switch (result.kind) {
      case 'findings': {
        const found = dialect ? await placedFindings(store, result.findings, imported) : result.findings;
        return { xml: bytes, findings: [...ours, ...found] };
      }
      case 'stopped':
        return { xml: bytes, findings: [...ours, { ...wholeFinding(result.sentence), severity: 'warning' }] };
      case 'bad schema':
        return { refusal: schemaFault(result.sentence) };
      case 'cancelled':
        return { refusal: 'cancelled' };
    }
  } catch (error) {
    if (!(error instanceof SourceMissingError)) throw error;
    return { xml: null, findings: [wholeFinding(sourceMissing)] };
  }
}

/** Gives findings of what was made here their places: the things of the text whose identifiers they name. */
function placedById(doc: Node, findings: readonly Finding[]): readonly Finding[] {
  const wanted = new Set(findings.map(({ nearestId }) => nearestId));
  const ranges = new Map<unknown, NonNullable<Finding['range']>>();
  if (wanted.size > 0)
    doc.descendants((node, pos) => {
      const [from, to] = node.isInline ? [pos, pos + node.nodeSize] : [pos + 1, pos + node.nodeSize - 1];
      for (const id of [node.attrs.id, ...node.marks.map(({ attrs }) => attrs.id)])
        if (wanted.has(id as string) && !ranges.has(id)) ranges.set(id, { from, to });
    });
  return findings.map((finding) => {
    const range = finding.nearestId === null ? undefined : ranges.get(finding.nearestId);
    return range ? { ...finding, range } : finding;
  });
}

const frusNamespace = 'http://history.state.gov/frus/ns/1.0';

const isFrus = ({ namespaces }: Fidelity, source: string): boolean =>
  source.includes(frusNamespace) || Object.values(namespaces).includes(frusNamespace);

/** Works out how a rule's fix is done in the text of an imported document; the window does it, as an act that undo takes back.
 *  @param found the number of the state that was checked, and what the fix changes in its XML */
export async function fixedFinding(
  documents: Documents,
  store: DocumentStore,
  { seq, edits }: { readonly seq: number; readonly edits: readonly TextEdit[] },
): Promise<FixedFinding> {
  const { state } = store;
  const { tei } = state.report;
  if (state.seq !== seq)
    return {
      kind: 'left',
      sentence: inEnglish`The text was changed since this was found; check again, and then fix it.`,
    };
  if (!tei)
    return {
      kind: 'left',
      sentence: inEnglish`The edition is made from the text, and the fix would change the edition alone.`,
    };
  const { bytes } = await importedTei(documents, store, tei);
  const steps = await findingSteps(store, edits, { now: decodeSource(bytes, state.source), tei });
  if (!steps) return { kind: 'left', sentence: carriedSentence };
  return { kind: 'steps', steps: steps.map((step) => step.toJSON() as StepJson) };
}

const carriedSentence = inEnglish`The fix changes what is carried from the file and not edited here; “anchorite validate --fix” does it in a copy of the exported file.`;

/** Stands for a document that cannot be read, so that the others are done all the same.
 *  @throws every other error */
export function unreadableAs(error: unknown, document: DocumentId): Omit<CheckedEdition, 'xml' | 'seq'> {
  if (!(error instanceof DocumentUnreadableError)) throw error;
  return { document, title: document, source: document, findings: [wholeFinding(error.sentence)] };
}

/** The decoded text of a document's source; null when the file is missing or was changed. */
export async function sourceTextOf(store: DocumentStore): Promise<string | null> {
  try {
    return await store.sourceText();
  } catch (error) {
    if (error instanceof SourceMissingError) return null;
    throw error;
  }
}

/** A finding that has no place in the XML. */
export const wholeFinding = (message: string): Finding => ({
  message,
  line: 0,
  column: 0,
  path: '',
  schema: 'Anchorite',
  nearestId: null,
});

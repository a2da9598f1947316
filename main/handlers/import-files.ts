import path from 'node:path';
import { nanoid } from 'nanoid';
import type { ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { ImportDivision, ImportQuestion } from '../../shared/contract/payloads/import.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { describe } from '../faults/unexpected-fault.ts';
import { type ImportRequest, importFiles } from '../importing/import-files.ts';
import { ImportReport } from '../importing/import-report.ts';
import { dividedImages, type ImportPlan, planImport } from '../importing/plan-import.ts';
import { collectionOcr } from '../ocr/ocr-languages.ts';
import { importOcr, readAgain } from '../ocr/ocr-pages.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { ReplaceFileError, replaceFile } from '../storage/disk/replace-file.ts';
import type { JobControl } from '../workers/job.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** What the latest import did, and how. */
interface LatestImport {
  readonly collection: Collection;
  readonly request: ImportRequest;
  readonly duplicates: readonly string[];
  readonly report: ImportReport;
}

type ImportChannel =
  | 'collection:import'
  | 'collection:import-as'
  | 'collection:import-duplicates'
  | 'collection:import-rows'
  | 'collection:save-import-report';

/** Files become documents, after what is not clear was asked. */
export function importHandlers(session: CollectionSession): HandlersOf<ImportChannel> {
  // The page names no files that it was not given: it answers for those that it was asked about.
  let asked: { readonly question: ImportQuestion; readonly plan: ImportPlan } | null = null;
  let latest: LatestImport | null = null;
  const ofThis = (): LatestImport | null =>
    session.hasCollection && latest?.collection === session.collection ? latest : null;
  const imported = async (request: ImportRequest): Promise<ImportOutcome> => {
    const { collection } = session;
    const outcome = await importPlanned(session, request);
    const report = new ImportReport(outcome);
    latest = { collection, request, duplicates: (outcome.duplicates ?? []).map(({ file }) => file), report };
    return forTheWindow(outcome, report);
  };
  return {
    async 'collection:import'({ files: dropped, folder = false }) {
      const { shell } = session;
      if (dropped?.some((file) => !shell.wasDropped(file))) return refused(notDropped);
      const chosen = dropped ?? (await chosenFiles(session, folder));
      if (chosen === null) return done(null);
      const { isCancelled, plan } = await session.jobs.run(inEnglish`Importing`, async (control) => ({
        plan: await planImport(session.jobContext.fileSystem, chosen, control),
        isCancelled: control.signal.aborted,
      }));
      if (isCancelled) return done({ imported: [], refused: [], cancelled: true });
      for (const found of plan.collections) session.foundCollections.add(found);
      const question = questionOf(plan);
      asked = question && { question, plan };
      if (question) return done({ imported: [], refused: [], cancelled: false, question });
      return done(await imported({ plan, division: 'proposed', encoding: null }));
    },
    async 'collection:import-as'({ plan: named, division, asTexts }) {
      if (asked?.question.plan !== named) return done(null);
      const { plan } = asked;
      asked = null;
      return done(await imported({ plan, division, asTexts, encoding: null }));
    },
    async 'collection:import-duplicates'() {
      const last = ofThis();
      if (!last || last.duplicates.length === 0) return done(null);
      const plan = planOfDuplicates(last);
      return done(await imported({ ...last.request, plan, asTexts: plan.doubtful, duplicates: 'keep' }));
    },
    async 'collection:import-rows'({ fate, from, count }) {
      const all = ofThis()?.report.rows ?? [];
      const rows = fate === null ? all : all.filter((row) => row.fate === fate);
      return done({ rows: rows.slice(from, from + count), total: rows.length });
    },
    async 'collection:save-import-report'({ format }) {
      const last = ofThis();
      return last ? saveReport(session, last.report, format) : done(null);
    },
  };
}

async function chosenFiles({ shell }: CollectionSession, isFolder: boolean): Promise<readonly string[] | null> {
  if (!isFolder) return shell.chooseSourceFiles();
  const folder = await shell.chooseFolder('import');
  return folder === null ? null : [folder];
}

/** What is in an archive, or was put together of several files, is no file by itself: it is not among them. */
function planOfDuplicates({ request: { plan }, duplicates }: LatestImport): ImportPlan {
  const wanted = new Set(duplicates);
  const among = (files: readonly string[]): readonly string[] => files.filter((file) => wanted.has(file));
  return {
    texts: among(plan.texts),
    doubtful: among(plan.doubtful),
    images: among(plan.images),
    layouts: among(plan.layouts),
    packaged: plan.packaged.filter(({ images, layouts }) => [...images, ...layouts].some((file) => wanted.has(file))),
    paged: [],
    archives: [],
    refused: [],
    remarks: [],
    leftOut: [],
    collections: [],
  };
}

/** Of each list so many come to the window at once. */
const mostAtOnce = 100;

/** The window asks for the lines of a large import when they are in sight. */
function forTheWindow({ files: _, ...outcome }: ImportOutcome, { counts, reasons }: ImportReport): ImportOutcome {
  const { imported, refused: without, duplicates, leftOut, remarks, divisible, fidelity } = outcome;
  return {
    ...outcome,
    imported: imported.slice(0, mostAtOnce),
    refused: without.slice(0, mostAtOnce),
    ...(duplicates && { duplicates: duplicates.slice(0, mostAtOnce) }),
    ...(leftOut && { leftOut: leftOut.slice(0, mostAtOnce) }),
    ...(remarks && { remarks: fewRemarks(remarks) }),
    ...(divisible && { divisible: divisible.slice(0, mostAtOnce) }),
    ...(fidelity && { fidelity: fidelity.slice(0, mostAtOnce) }),
    report: { documents: imported.length, counts, reasons },
  };
}

const mostRemarks = 20;

const fewRemarks = (remarks: readonly string[]): readonly string[] =>
  remarks.length <= mostRemarks
    ? remarks
    : [
        ...remarks.slice(0, mostRemarks),
        inEnglish`There are ${remarks.length - mostRemarks} more such remarks: each is in the report of its document.`,
      ];

async function saveReport(
  { shell, jobContext }: CollectionSession,
  report: ImportReport,
  format: 'csv' | 'json',
): Promise<Reply<string | null>> {
  const kind = format === 'csv' ? 'Table' : 'JSON';
  const file = await shell.chooseSaveFile({
    title: inEnglish`Where shall the report be written?`,
    name: `Import report.${format}`,
    kind,
    ending: format,
  });
  if (file === null) return done(null);
  try {
    await replaceFile(jobContext.fileSystem, file, Buffer.from(format === 'csv' ? report.csv() : report.json()));
    return done(file);
  } catch (error) {
    if (!(error instanceof ReplaceFileError)) throw error;
    return refused({
      what: inEnglish`The report was not written.`,
      kept: inEnglish`What was imported is in the collection, and no half file was left.`,
      next: inEnglish`Choose another folder, or look whether the disk is full.`,
      details: error.message,
    });
  }
}

const notDropped = {
  what: inEnglish`The window named files that you did not drop on it, so nothing was imported.`,
  kept: inEnglish`The collection is as it was.`,
  next: inEnglish`Drop the files on the window again, or choose them with “Import Files…”.`,
  details: null,
};

const divisions: readonly ImportDivision[] = ['proposed', 'together', 'one each'];

/** What a person is to be asked; null when all is clear. */
function questionOf(plan: ImportPlan): ImportQuestion | null {
  if (plan.images.length < 2 && plan.doubtful.length === 0) return null;
  const names = (division: ImportDivision): readonly (readonly string[])[] =>
    dividedImages(plan, division).map((group) => group.map((file) => path.basename(file)));
  return {
    plan: nanoid(),
    texts: plan.texts.length + plan.paged.length,
    divisions: Object.fromEntries(divisions.map((one) => [one, names(one)])) as ImportQuestion['divisions'],
    doubtful: plan.doubtful,
  };
}

async function importPlanned(session: CollectionSession, request: ImportRequest): Promise<ImportOutcome> {
  const { outcome, wasRead } = await session.jobs.run(inEnglish`Importing`, (control) =>
    importAndRead(session, request, control),
  );
  const imported = outcome.imported.map(({ id }) => id);
  if (wasRead) void readAgainLater(session, imported);
  return outcome;
}

interface ImportedAndRead {
  readonly outcome: ImportOutcome;
  /** Whether any page was read. */
  readonly wasRead: boolean;
}

/** Pages that come without their words are read. What was not read is told with what was not imported. */
async function importAndRead(
  session: CollectionSession,
  request: ImportRequest,
  control: JobControl,
): Promise<ImportedAndRead> {
  const { jobContext, collection } = session;
  let wasRead = false;
  const unread: ImportOutcome['refused'][number][] = [];
  const ocr = importOcr(jobContext, collectionOcr(collection.vocabulary, jobContext.ownData), (file, fault) =>
    unread.push({ file, fault }),
  );
  try {
    const readPage: typeof ocr.readPage = (...page) => {
      wasRead = true;
      return ocr.readPage(...page);
    };
    const rows = new AddedRows(session);
    const onImported = rows.add;
    const outcome = await importFiles(jobContext, collection, { ...request, readPage, onImported }, control).finally(
      rows.send,
    );
    return { outcome: { ...outcome, refused: [...outcome.refused, ...unread] }, wasRead };
  } finally {
    await ocr.close();
  }
}

/** So many rows come to the table together: each time it is put in order anew. */
const rowsAtOnce = 250;

/** Shows documents in the table while others are still coming. */
class AddedRows {
  readonly #session: CollectionSession;
  readonly #folder: string;
  #waiting: DocumentSummary[] = [];

  constructor(session: CollectionSession) {
    this.#session = session;
    this.#folder = session.collection.folder;
  }

  readonly add = (documents: readonly DocumentSummary[]): void => {
    this.#waiting.push(...documents);
    if (this.#waiting.length >= rowsAtOnce) this.send();
  };

  readonly send = (): void => {
    if (this.#waiting.length === 0) return;
    this.#session.shared.tell('documents-added', { folder: this.#folder, documents: this.#waiting });
    this.#waiting = [];
  };
}

/** The reading that only serves comparison is made when the import is over. Closing the collection stops it. */
async function readAgainLater(
  { jobs, jobContext, collection, shell }: CollectionSession,
  documents: readonly DocumentId[],
) {
  const work = documentsOf(collection);
  try {
    const settings = collectionOcr(collection.vocabulary, jobContext.ownData);
    await jobs.run(inEnglish`Reading again`, (control) => readAgain(jobContext, work, documents, settings, control));
  } catch (error) {
    shell.log(`Pages were not read a second time:\n${describe(error)}`);
  }
}

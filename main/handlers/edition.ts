import path from 'node:path';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { ExportedDocument } from '../../shared/contract/payloads/edition.ts';
import type { MeasuredDocument, Measurement } from '../../shared/contract/payloads/proofreading.ts';
import type { SampleRequest } from '../../shared/review/sample.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { ReferenceReader } from '../correspondence/reference-reader.ts';
import { editionTargets, meantEntities } from '../editions/edition-targets.ts';
import { checkTemplateFolder, docxTemplateOf, writeTemplates } from '../editions/edition-templates.ts';
import { checkEditions, fixedFinding } from '../editions/export-edition.ts';
import { exportToFolder } from '../editions/export-to-folder.ts';
import type { SchemaFiles } from '../editions/schema-files.ts';
import { type ValidationThread, validationThread } from '../editions/validate-files.ts';
import { writingFault } from '../faults/writing-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { readExportFolder, writeExportFolder } from '../storage/settings/user-folder.ts';
import { keepEditionFacts, readEditionProject } from '../tei/edition-project.ts';
import { type MeasureRequest, measureErrors, readTruth } from '../usecases/measure-errors.ts';
import { reviewCollection, writeReview } from '../usecases/review-collection.ts';
import { readAnnotationFile, takeOverAnnotations } from '../usecases/take-over-annotations.ts';
import type { JobContext } from '../workers/job.ts';
import { answeringOf } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';
import type { Shell } from './session/shell.ts';

type Channels =
  | 'edition:check'
  | 'edition:watch'
  | 'edition:fix'
  | 'edition:export'
  | 'edition:facts'
  | 'edition:keep-facts'
  | 'edition:review'
  | 'edition:write-review'
  | 'edition:import-annotations'
  | 'edition:show-in-folder'
  | 'edition:choose-template'
  | 'edition:write-templates';

export function editionHandlers(session: CollectionSession): HandlersOf<Channels> {
  // The page names no folder: what it may write to and show is what a person chose in a dialog.
  let chosen: string | null = null;
  let exported: string | null = null;
  const templates = templateHandlers(session);
  const readerOf = referenceReaders();
  return {
    ...findingHandlers(session, readerOf),
    async 'edition:export'({ overwrite, template: which, ...asked }) {
      const { jobs, jobContext, collection, shell } = session;
      const isGoingOn = overwrite && chosen !== null;
      const folder = isGoingOn ? chosen : await chooseFolder(shell);
      if (folder === null) return done(null);
      chosen = folder;
      await writeExportFolder(shell.userFolder, folder).catch(() => undefined);
      const template = which === 'chosen' ? templates.chosen() : null;
      const request = { ...asked, folder, template, overwrite: isGoingOn, ...schemaFiles(session) };
      const reply = await jobs.run(inEnglish`Exporting`, (control) =>
        exportToFolder(jobContext, collection, request, control, readerOf(collection)),
      );
      if (reply.ok && reply.value.kind === 'written')
        exported = reply.value.documents.flatMap(filesOf)[0] ?? reply.value.folder;
      return reply;
    },
    async 'edition:facts'() {
      const read = await readEditionProject(session.collection.folder);
      return read.ok ? done(read.value.facts) : read;
    },
    'edition:keep-facts': ({ facts }) => keepEditionFacts(session.jobContext.fileSystem, session.collection, facts),
    'edition:review': ({ sample }) =>
      session.jobs.run(inEnglish`Reviewing`, (control) => reviewCollection(session.collection, sample, control)),
    async 'edition:write-review'({ sample }) {
      const folder = await chooseFolder(session.shell);
      if (folder === null) return done(null);
      const written = await reportWritten(session, folder, sample);
      if (written.ok) exported = written.value[0] ?? folder;
      return written;
    },
    async 'edition:import-annotations'({ document }) {
      const file = await session.shell.chooseAnnotationFile();
      if (file === null) return done(null);
      const read = await readAnnotationFile(file);
      if (!read.ok) return read;
      return answeringOf(session, document, (store) => takeOverAnnotations(store, read.value, { dryRun: false }));
    },
    ...templates.handlers,
    async 'edition:show-in-folder'() {
      if (exported !== null) session.shell.showInFolder(exported);
      return done(null);
    },
  };
}

/** What was read of other documents is kept for the next export. */
function referenceReaders(): (collection: Collection) => ReferenceReader {
  const readers = new WeakMap<Collection, ReferenceReader>();
  return (collection) => {
    const reader = readers.get(collection) ?? new ReferenceReader(collection);
    readers.set(collection, reader);
    return reader;
  };
}

function schemaFiles({ preferences }: CollectionSession): SchemaFiles {
  const { schemaFile, rulesFile } = preferences.preferences;
  return { schemaFile, rulesFile };
}

/** What is wrong with editions, and what rules offer to do about it. */
function findingHandlers(
  session: CollectionSession,
  readerOf: ReturnType<typeof referenceReaders>,
): HandlersOf<'edition:check' | 'edition:watch' | 'edition:fix'> {
  const watching = watchingThread(session);
  return {
    async 'edition:check'({ documents }) {
      const { jobs, jobContext, collection } = session;
      const work = documentsOf(collection);
      return jobs.run(inEnglish`Checking`, async (control) => {
        const withTargets = editionTargets(readerOf(collection), documents, '.xml', control);
        const entities = await meantEntities(collection);
        const request = {
          documents,
          ...schemaFiles(session),
          withTargets,
          entities,
          tagTypes: collection.tagTypes.types,
        };
        return checkEditions(jobContext, work, request, control);
      });
    },
    async 'edition:watch'({ document }) {
      const { jobContext, collection } = session;
      const { thread, signal } = watching();
      const request = { documents: [document], ...schemaFiles(session), thread, tagTypes: collection.tagTypes.types };
      const reply = await checkEditions(jobContext, documentsOf(collection), request, {
        // Nobody waits for it.
        progress: () => undefined,
        signal,
      });
      return reply.ok ? done(reply.value[0] ?? null) : reply;
    },
    'edition:fix': ({ document, ...found }) =>
      answeringOf(session, document, async (store) =>
        done(await fixedFinding(documentsOf(session.collection), store, found)),
      ),
  };
}

interface Watching {
  readonly thread: ValidationThread;
  readonly signal: AbortSignal;
}

/** The thread that checks the open document while somebody types: it keeps the schemas that it has read, and ends with the collection. */
function watchingThread(session: CollectionSession): () => Watching {
  let watching: Watching | null = null;
  return () => {
    if (watching) return watching;
    const abort = new AbortController();
    const thread = validationThread(session.jobContext.workers);
    session.atClose(async () => {
      watching = null;
      abort.abort();
      await thread.close();
    });
    watching = { thread, signal: abort.signal };
    return watching;
  };
}

/** Reviews the collection and writes the report to a folder. */
async function reportWritten(
  { jobs, jobContext, collection }: CollectionSession,
  folder: string,
  sample: SampleRequest,
): Promise<Reply<readonly string[]>> {
  const reviewed = await jobs.run(inEnglish`Reviewing`, (control) => reviewCollection(collection, sample, control));
  if (!reviewed.ok) return reviewed;
  try {
    return done(await writeReview(jobContext, folder, collection.title, reviewed.value));
  } catch (error) {
    const fault = writingFault(error, folder, 0);
    if (fault) return refused(fault);
    throw error;
  }
}

/** Asks for templates and writes the program's own; keeps the place of those that a person chose. */
function templateHandlers({ shell, jobContext }: CollectionSession): {
  readonly chosen: () => string | null;
  readonly handlers: HandlersOf<'edition:choose-template' | 'edition:write-templates'>;
} {
  let template: string | null = null;
  const handlers: HandlersOf<'edition:choose-template' | 'edition:write-templates'> = {
    async 'edition:choose-template'({ kind }) {
      const place = kind === 'folder' ? await shell.chooseFolder('templates') : await shell.chooseWordTemplate();
      if (place === null) return done(null);
      const checked =
        kind === 'folder' ? await checkTemplateFolder(jobContext.fileSystem, place) : await docxTemplateOf(place);
      if (!checked.ok) return checked;
      template = place;
      return done({ name: path.basename(place) });
    },
    async 'edition:write-templates'() {
      const folder = await shell.chooseFolder('new templates');
      if (folder === null) return done(null);
      const reply = await writeTemplates(jobContext.fileSystem, folder);
      return reply.ok ? done({ folder, files: reply.value.length }) : reply;
    },
  };
  return { chosen: () => template, handlers };
}

/** Begins where something was exported last. */
const chooseFolder = async (shell: Shell): Promise<string | null> =>
  shell.chooseFolder('export', await readExportFolder(shell.userFolder));

function filesOf(document: ExportedDocument): readonly string[] {
  if (document.kind === 'written') return [document.file];
  return document.kind === 'pages' ? document.files : [];
}

/** What measuring needs of the window's session. */
interface Measuring extends Pick<CollectionSession, 'openedDocument' | 'jobs'> {
  readonly shell: Pick<Shell, 'chooseTruthFile'>;
  readonly jobContext: Pick<JobContext, 'workers'>;
}

/** How much was read wrong. */
export function measureHandlers(session: Measuring): HandlersOf<'document:error-rate'> {
  return {
    'document:error-rate': ({ document, measure }) =>
      answeringOf(session, document, async (store): Promise<Reply<MeasuredDocument | null>> => {
        const request = await requestOf(session, measure);
        if (request === null) return done(null);
        return request.ok ? measured(session, store, request.value) : request;
      }),
  };
}

/** Null when the person cancelled the dialog. */
async function requestOf(
  { shell, jobs, jobContext }: Measuring,
  measure: Measurement,
): Promise<Reply<MeasureRequest> | null> {
  switch (measure.kind) {
    case 'import':
      return done({ truth: null, version: null });
    case 'version':
      return done({ truth: null, version: measure.number });
    case 'truth': {
      const file = await shell.chooseTruthFile();
      if (file === null) return null;
      const read = await jobs.run(inEnglish`Reading`, ({ signal }) => readTruth(jobContext, { file }, signal));
      if (read === 'cancelled') return null;
      return read.ok ? done({ truth: read.text, version: null }) : refused(read.fault);
    }
    default:
      return unreachable(measure);
  }
}

async function measured(
  session: Measuring,
  store: DocumentStore,
  request: MeasureRequest,
): Promise<Reply<MeasuredDocument>> {
  const outcome = await session.jobs.run(inEnglish`Measuring`, ({ signal }) =>
    measureErrors(session.jobContext, store, request, signal),
  );
  if (outcome.kind === 'measured') return done(outcome.value);
  const reason = outcome.kind === 'stopped' ? outcome.reason : inEnglish`there is no version ${request.version ?? ''}`;
  return refused({
    what: inEnglish`The error rate was not measured: ${reason}.`,
    kept: inEnglish`Nothing was changed.`,
    next: inEnglish`See that the ground truth belongs to this document, and try again.`,
    details: null,
  });
}

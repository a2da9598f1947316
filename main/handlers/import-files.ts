import path from 'node:path';
import { nanoid } from 'nanoid';
import type { ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { ImportDivision, ImportQuestion } from '../../shared/contract/payloads/import.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { describe } from '../faults/unexpected-fault.ts';
import { type ImportRequest, importFiles } from '../importing/import-files.ts';
import { dividedImages, type ImportPlan, planImport } from '../importing/plan-import.ts';
import { collectionOcr } from '../ocr/ocr-languages.ts';
import { importOcr, readAgain } from '../ocr/ocr-pages.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import type { JobControl } from '../workers/job.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** Files become documents, after what is not clear was asked. */
export function importHandlers(session: CollectionSession): HandlersOf<'collection:import' | 'collection:import-as'> {
  // The page names no files that it was not given: it answers for those that it was asked about.
  let asked: { readonly question: ImportQuestion; readonly plan: ImportPlan } | null = null;
  return {
    async 'collection:import'({ files: dropped }) {
      const { shell } = session;
      if (dropped?.some((file) => !shell.wasDropped(file))) return refused(notDropped);
      const chosen = dropped ?? (await shell.chooseSourceFiles());
      if (chosen === null) return done(null);
      const plan = await planImport(session.jobContext.fileSystem, chosen);
      for (const folder of plan.collections) session.foundCollections.add(folder);
      const question = questionOf(plan);
      asked = question && { question, plan };
      if (question) return done({ imported: [], refused: [], cancelled: false, question });
      return done(await importPlanned(session, { plan, division: 'proposed', encoding: null }));
    },
    async 'collection:import-as'({ plan: named, division, asTexts }) {
      if (asked?.question.plan !== named) return done(null);
      const { plan } = asked;
      asked = null;
      return done(await importPlanned(session, { plan, division, asTexts, encoding: null }));
    },
  };
}

const notDropped = {
  what: 'The window named files that you did not drop on it, so nothing was imported.',
  kept: 'The collection is as it was.',
  next: 'Drop the files on the window again, or choose them with “Import Files…”.',
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
  const { outcome, wasRead } = await session.jobs.run('Importing', (control) =>
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
  { jobContext, collection }: CollectionSession,
  request: ImportRequest,
  control: JobControl,
): Promise<ImportedAndRead> {
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
    const outcome = await importFiles(jobContext, collection, { ...request, readPage }, control);
    return { outcome: { ...outcome, refused: [...outcome.refused, ...unread] }, wasRead };
  } finally {
    await ocr.close();
  }
}

/** The reading that only serves comparison is made when the import is over. Closing the collection stops it. */
async function readAgainLater(
  { jobs, jobContext, collection, shell }: CollectionSession,
  documents: readonly DocumentId[],
) {
  const work = documentsOf(collection);
  try {
    const settings = collectionOcr(collection.vocabulary, jobContext.ownData);
    await jobs.run('Reading again', (control) => readAgain(jobContext, work, documents, settings, control));
  } catch (error) {
    shell.log(`Pages were not read a second time:\n${describe(error)}`);
  }
}

import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { CollectionView, ImportOutcome, Reply } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { type ImportRequest, importFiles } from '../jobs/import-files.ts';
import type { JobControl } from '../jobs/job-control.ts';
import { builtInLanguage } from '../jobs/ocr-languages.ts';
import { importOcr, readAgain } from '../jobs/ocr-pages.ts';
import { storageFault } from '../jobs/storage-fault.ts';
import { describe } from '../jobs/unexpected-fault.ts';
import { documentsOf } from '../jobs/with-document.ts';
import { filesWithin } from '../storage/outside-file.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import { openSampleCollection } from './open-sample.ts';
import type { Session } from './session.ts';

type Channels =
  | 'collection:choose'
  | 'collection:new'
  | 'collection:open'
  | 'collection:open-sample'
  | 'collection:close'
  | 'collection:documents'
  | 'collection:import'
  | 'collection:set-status';

export function collectionHandlers(session: Session): HandlersOf<Channels> {
  return {
    'collection:choose': async (asked) => done(await session.choices.ask(asked)),
    async 'collection:new'({ title }) {
      const chosen = await session.choices.take({ purpose: 'new', title });
      return chosen === null ? done(null) : session.newCollection(chosen.folder, title);
    },
    async 'collection:open'({ folder }) {
      if (folder !== null) return openNamed(session, folder);
      const chosen = await session.choices.take({ purpose: 'open' });
      return chosen === null ? done(null) : session.openCollection(chosen.folder);
    },
    'collection:open-sample': () => openSampleCollection(session),
    async 'collection:close'() {
      await session.closeCollection();
      return done(null);
    },
    async 'collection:documents'() {
      return done(await session.collection.summaries());
    },
    'collection:import': ({ files }) => importInto(session, files),
    async 'collection:set-status'({ documents, status }) {
      const { withDocument } = documentsOf(session.collection);
      const changed: DocumentSummary[] = [];
      for (const id of documents) {
        try {
          await withDocument(id, async (store) => {
            await store.setStatus(status);
            changed.push(store.summary());
          });
        } catch (error) {
          const fault = storageFault(error, id);
          if (fault) return refused(fault);
          throw error;
        }
      }
      return done(changed);
    },
  };
}

/** The page may open by name only what it was told of: a recent collection, or a folder that was dropped on it. Opening writes into a
 *  folder, and of a drop only the page tells: there the person is asked where the page has no say. */
async function openNamed(session: Session, folder: string): Promise<Reply<CollectionView | null>> {
  const { recent, shell } = session;
  if (recent.list().some((known) => known.folder === folder)) return session.openCollection(folder);
  if (!shell.wasDropped(folder)) return refused(notOffered(folder));
  return (await shell.confirmOpening(folder)) ? session.openCollection(folder) : done(null);
}

const notOffered = (folder: string) => ({
  what: `“${folder}” is not one of the recent collections.`,
  kept: 'Nothing was changed.',
  next: 'Choose it with “Open Collection…”.',
  details: null,
});

async function importInto(session: Session, dropped: readonly string[] | null) {
  const { shell, jobs } = session;
  if (dropped?.some((file) => !shell.wasDropped(file))) {
    return refused({
      what: 'The window named files that you did not drop on it, so nothing was imported.',
      kept: 'The collection is as it was.',
      next: 'Drop the files on the window again, or choose them with “Import Files…”.',
      details: null,
    });
  }
  const chosen = dropped ?? (await shell.chooseSourceFiles());
  if (chosen === null) return done(null);
  const files = (await Promise.all(chosen.map(filesWithin))).flat();
  const request = { files, encoding: null };
  const { outcome, wasRead } = await jobs.run('Importing', (control) => importAndRead(session, request, control));
  const imported = outcome.imported.map(({ id }) => id);
  if (wasRead) void readAgainLater(session, imported);
  return done(outcome);
}

interface ImportedAndRead {
  readonly outcome: ImportOutcome;
  /** Whether any page was read. */
  readonly wasRead: boolean;
}

/** Pages that come without their words are read. What was not read is told with what was not imported. */
async function importAndRead(
  { jobContext, collection }: Session,
  request: ImportRequest,
  control: JobControl,
): Promise<ImportedAndRead> {
  let wasRead = false;
  const unread: ImportOutcome['refused'][number][] = [];
  const ocr = importOcr(jobContext, builtInLanguage, (file, fault) => unread.push({ file, fault }));
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
async function readAgainLater({ jobs, jobContext, collection, shell }: Session, documents: readonly DocumentId[]) {
  const work = documentsOf(collection);
  try {
    await jobs.run('Reading again', (control) => readAgain(jobContext, work, documents, builtInLanguage, control));
  } catch (error) {
    shell.log(`Pages were not read a second time:\n${describe(error)}`);
  }
}

import type { Assignment } from '../../shared/archive/collection-desk.ts';
import type { DescribedDocument, Description } from '../../shared/archive/description.ts';
import { factsTable } from '../../shared/archive/facts-table.ts';
import type { ArchiveCalls } from '../../shared/contract/calls/archive.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { SecondReading } from '../../shared/contract/payloads/proofreading.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { describeDocuments, describedDocuments, takeBackDescription } from '../archive/describe-documents.ts';
import { readFactsFile, takeFactsTable } from '../archive/facts-file.ts';
import { drawSample } from '../archive/sample-collection.ts';
import { assignmentOf, assignReader, endReading, readSecond, settleReading } from '../archive/second-reader.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { nodeFileSystem } from '../storage/disk/file-system.ts';
import { writeEditionFile } from '../storage/outside/edition-files.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** The file that the facts of documents are written to. */
const tableName = 'facts.csv';

type ReadingChannels =
  | 'archive:assign'
  | 'archive:second-reading'
  | 'archive:settle-reading'
  | 'archive:end-reading'
  | 'archive:draw-sample';

/** Facts of an archive, over many documents. The last act is kept here, to be taken back: the page cannot say what was before. */
export function archiveHandlers(session: CollectionSession): HandlersOf<Exclude<keyof ArchiveCalls, ReadingChannels>> {
  let last: { readonly collection: Collection; readonly acts: readonly DescribedDocument[] } | null = null;
  const answer = <Value>(act: () => Promise<Reply<Value>>): Promise<Reply<Value>> =>
    answering(session.collection.title, act);
  const described = async <Outcome extends Description>(outcome: Outcome) => {
    const { collection } = session;
    if (outcome.changed.length > 0) last = { collection, acts: outcome.changed };
    const changed = new Set(outcome.changed.map(({ document }) => document));
    return done({ outcome, rows: (await collection.summaries()).filter(({ id }) => changed.has(id)) });
  };
  return {
    'archive:describe': ({ documents, facts }) =>
      answer(async () => {
        const wanted = documents.map((document) => ({ document, facts }));
        const work = documentsOf(session.collection);
        return described(
          await session.jobs.run(inEnglish`Describing`, (control) => describeDocuments(work, wanted, control)),
        );
      }),
    'archive:take-back': () =>
      answer(async () => {
        const { collection } = session;
        if (last?.collection !== collection) return refused(nothingToTakeBack);
        const { acts } = last;
        last = null;
        const outcome = await session.jobs.run(inEnglish`Taking back`, (control) =>
          takeBackDescription(documentsOf(collection), acts, control),
        );
        const reply = await described(outcome);
        // What was taken back is not to be taken back once more.
        last = null;
        return reply;
      }),
    'archive:import-table': () =>
      answer(async () => {
        const file = await session.shell.chooseFactsTable();
        if (file === null) return done(null);
        const read = await readFactsFile(file, false);
        if (!read.ok) return refused(read.fault);
        const { collection } = session;
        return described(
          await session.jobs.run(inEnglish`Describing`, (control) =>
            takeFactsTable(collection, documentsOf(collection), read.reading, control),
          ),
        );
      }),
    'archive:export-table': ({ documents }) =>
      answer(async () => {
        const folder = await session.shell.chooseFolder('export');
        if (folder === null) return done(null);
        const work = documentsOf(session.collection);
        const { rows } = await session.jobs.run(inEnglish`Reading`, (control) =>
          describedDocuments(work, documents, control),
        );
        return done(await writeEditionFile(nodeFileSystem, folder, tableName, factsTable(rows)));
      }),
    async 'archive:templates'() {
      return done(session.collection.desk.templates);
    },
    'archive:keep-template': (act) =>
      answer(async () => {
        const { desk } = session.collection;
        await desk.keepTemplate(act);
        return done(desk.templates);
      }),
  };
}

/** Second readers: who reads what, where they differ, and which reading is right. */
export function readingHandlers(session: CollectionSession): HandlersOf<ReadingChannels> {
  const answer = <Value>(act: () => Promise<Reply<Value>>): Promise<Reply<Value>> =>
    answering(session.collection.title, act);
  const found = async (document: DocumentId): Promise<Reply<SecondReading | null>> => {
    const assignment = openAssignment(session, document);
    return done(assignment && (await readSecond(documentsOf(session.collection), assignment)));
  };
  return {
    'archive:assign': ({ document, reader }) =>
      answer(async () => {
        const { collection, jobContext, jobs } = session;
        const outcome = await jobs.run(inEnglish`Copying`, ({ signal }) =>
          assignReader(jobContext, collection, { document, reader }, signal),
        );
        return outcome.kind === 'done' ? done(await collection.summaries()) : refused(notDone(outcome.why));
      }),
    'archive:second-reading': ({ document }) => answer(() => found(document)),
    'archive:settle-reading': ({ document, settling }) =>
      answer(async () => {
        const assignment = openAssignment(session, document);
        if (!assignment) return done(null);
        const outcome = await settleReading(documentsOf(session.collection), assignment, settling);
        return outcome.kind === 'done' ? found(document) : refused(notDone(outcome.why));
      }),
    'archive:end-reading': ({ document, how }) =>
      answer(async () => {
        const { collection } = session;
        const assignment = openAssignment(session, document);
        const outcome = assignment && (await endReading(collection, assignment, how));
        return outcome?.kind === 'refused' ? refused(notDone(outcome.why)) : done(await collection.summaries());
      }),
    'archive:draw-sample': (request) =>
      answer(async () => {
        const { collection, jobs } = session;
        const drawn = await jobs.run(inEnglish`Drawing lines`, (control) =>
          drawSample(documentsOf(collection), request, control),
        );
        const titles = new Map((await collection.summaries()).map(({ id, title, source }) => [id, title || source]));
        return done(drawn.map((line) => ({ ...line, title: titles.get(line.document) ?? '' })));
      }),
  };
}

function openAssignment({ collection }: CollectionSession, document: DocumentId): Assignment | null {
  const assignment = assignmentOf(collection, document);
  return assignment?.settled === null ? assignment : null;
}

const notDone = (what: string) => ({
  what,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Look at the second reading again.`,
  details: null,
});

const nothingToTakeBack = {
  what: inEnglish`There is nothing to take back.`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Set the facts anew, or correct them in the details of a document.`,
  details: null,
};

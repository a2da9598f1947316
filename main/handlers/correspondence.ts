import type { CorrespondenceCalls } from '../../shared/contract/calls/correspondence.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import { cmifFile } from '../../shared/export/tei/cmif.ts';
import type { CorrespondenceRow } from '../../shared/references/correspondence.ts';
import { correspondenceCsv } from '../../shared/references/correspondence-csv.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { CorrespondenceDesk } from '../correspondence/correspondence-desk.ts';
import { fixDate } from '../correspondence/date-findings.ts';
import { documentThread } from '../correspondence/document-thread.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { ReplaceFileError, replaceFile } from '../storage/disk/replace-file.ts';
import { undoBatch } from '../usecases/undo-batch.ts';
import { tellRows } from './find.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

const desks = new WeakMap<Collection, CorrespondenceDesk>();

/** The desk of the collection that is open: what was read of one is kept as long as it is. */
export function correspondenceDesk({ collection }: CollectionSession): CorrespondenceDesk {
  const desk = desks.get(collection) ?? new CorrespondenceDesk(collection);
  desks.set(collection, desk);
  return desk;
}

/** How documents of a collection are tied to one another, by whom and when they were written. */
export function correspondenceHandlers(session: CollectionSession): HandlersOf<keyof CorrespondenceCalls> {
  const desk = (): CorrespondenceDesk => correspondenceDesk(session);
  const answer = <Value>(act: () => Promise<Value>): Promise<Reply<Value>> =>
    answering(session.collection.title, async () => done(await act()));
  return {
    'document:thread': ({ document }) => answer(async () => documentThread(await desk().reader.read(), document)),
    'correspondence:look': () => answer(() => desk().look()),
    'correspondence:timeline': (asked) => answer(() => desk().timeline(asked)),
    'correspondence:pairs': (asked) => answer(() => desk().pairs(asked)),
    'correspondence:papers': (asked) => answer(() => desk().papers(asked)),
    'correspondence:thread': ({ document }) =>
      answer(() => session.jobs.run(inEnglish`Threads`, (control) => desk().thread(document, control))),
    'dates:findings': ({ document }) =>
      answer(async () => {
        const found = await session.jobs.run(inEnglish`Dates`, (control) => desk().dates.read(control, document));
        return { ...found, findings: found.findings.slice(0, mostFindings), total: found.findings.length };
      }),
    'dates:fix': ({ fix }) =>
      answer(async () => {
        const fixed = await fixDate(session.collection, fix);
        await tellRows(session, [fix.document]);
        return fixed;
      }),
    'dates:undo': ({ document, group }) =>
      answer(async () => {
        const { documents } = await session.jobs.run(inEnglish`Taking back`, (control) =>
          undoBatch(documentsOf(session.collection), [{ document, group }], control),
        );
        await tellRows(session, documents);
        return documents.length > 0;
      }),
    'correspondence:export': ({ format }) => exportCorrespondence(session, desk(), format),
  };
}

/** Further ones come when these are mended. */
const mostFindings = 2_000;

const formats = {
  csv: { title: inEnglish`Export as CSV`, name: 'correspondence.csv', kind: 'CSV', ending: 'csv' },
  cmif: { title: inEnglish`Export as CMIF`, name: 'correspondence.cmif.xml', kind: 'CMIF', ending: 'xml' },
} as const;

async function exportCorrespondence(
  session: CollectionSession,
  desk: CorrespondenceDesk,
  format: keyof typeof formats,
): Promise<Reply<CorrespondenceCalls['correspondence:export']['reply']>> {
  const { shell, jobs, jobContext, collection } = session;
  const file = await shell.chooseSaveFile(formats[format]);
  if (file === null) return done(null);
  return answering(collection.title, async () => {
    const found = await jobs.run(inEnglish`Correspondence`, async (control) => {
      const all = await desk.rows(control);
      return control.signal.aborted ? null : all;
    });
    if (found === null) return done(null);
    const { rows, unreadable } = found;
    try {
      await replaceFile(jobContext.fileSystem, file, new TextEncoder().encode(textOf(session, rows, format)));
    } catch (error) {
      if (!(error instanceof ReplaceFileError)) throw error;
      return refused({
        what: inEnglish`The correspondence was not written.`,
        kept: inEnglish`The collection is as it was, and no half file was left.`,
        next: inEnglish`Choose another folder, or look whether the disk is full.`,
        details: error.message,
      });
    }
    return done({ file, documents: rows.length, unreadable });
  });
}

function textOf(
  { jobContext: { application, editors }, collection: { title } }: CollectionSession,
  rows: readonly CorrespondenceRow[],
  format: keyof typeof formats,
): string {
  if (format === 'csv') return correspondenceCsv(rows);
  const day = new Date().toISOString().slice(0, 10);
  return cmifFile(rows, { title, editors: editors.map(({ name }) => name), application, day });
}

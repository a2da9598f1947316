import type { AlikeCalls } from '../../shared/contract/calls/alike.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { CollectionHits, CollectionReplaced } from '../../shared/contract/payloads/find.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { findAlike, findAlikeGroups } from '../alike/find-alike.ts';
import { settleAlike, takeBackAlike } from '../alike/settle-alike.ts';
import { cutWords } from '../alike/word-pictures.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { type CorrectionOutcome, type CorrectionRequest, correctDocuments } from '../usecases/correct-documents.ts';
import { undoBatch } from '../usecases/undo-batch.ts';
import { taskFaultSentence } from '../workers/task-thread.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

type Channels = 'collection:find' | 'collection:replace' | 'collection:take-back';

/** Finding and replacing over the documents of a collection. */
export function findHandlers(session: CollectionSession): HandlersOf<Channels> {
  return {
    async 'collection:find'({ documents, query, replacement }) {
      const ids = documents ?? (await session.collection.summaries()).map(({ id }) => id);
      const request = { documents: ids, query, replacement, emendation: false, dryRun: true };
      return correct(
        session,
        'Looking',
        request,
        ({ documents, left, cancelled }): CollectionHits => ({ documents, left: left.length, cancelled }),
      );
    },
    async 'collection:replace'({ query, replacement, emendation, chosen }) {
      const only = new Map(chosen.map(({ document, seq, hits }) => [document, { seq, hits: new Set(hits) }]));
      const documents = chosen.map(({ document }) => document);
      const request = { documents, query, replacement, emendation, dryRun: false, only };
      const reply = await correct(session, 'Correcting', request, (outcome) => replaced(outcome, documents));
      await tellRows(session, documents);
      return reply;
    },
    async 'collection:take-back'({ acts }) {
      const work = documentsOf(session.collection);
      const outcome = await session.jobs.run(inEnglish`Taking back`, (control) => undoBatch(work, acts, control));
      await tellRows(session, outcome.documents);
      return done(outcome);
    },
  };
}

/** Tells the windows how the rows of documents that a job changed read now. */
export async function tellRows(
  { collection, shared }: CollectionSession,
  documents: readonly DocumentId[],
): Promise<void> {
  const changed = new Set(documents);
  const rows = (await collection.summaries()).filter(({ id }) => changed.has(id));
  shared.tell('documents-changed', { documents: rows });
}

type Done = CorrectionOutcome & { readonly kind: 'done' };

function correct<Value>(
  session: CollectionSession,
  what: string,
  request: CorrectionRequest,
  reply: (outcome: Done) => Value,
): Promise<Reply<Value>> {
  const { jobs, jobContext, collection } = session;
  return answering(collection.title, async () => {
    const work = documentsOf(collection);
    const outcome = await jobs.run(what, (control) => correctDocuments(jobContext, work, request, control));
    if (outcome.kind === 'bad expression') return refused(expressionFault(outcome.reason, request.query.text));
    const [left] = outcome.left;
    const isRefused = left && !request.dryRun && outcome.documents.length === 0;
    return isRefused ? refused(leftFault(left.reason)) : done(reply(outcome));
  });
}

const expressionFault = (reason: string, text: string): Fault => ({
  what: inEnglish`“${text}” cannot be looked for: ${reason}.`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Mend the expression and look again.`,
  details: null,
});

/** Of a document that cannot be read or changed.
 *  @param reason as a sentence */
export const leftFault = (reason: string): Fault => ({
  what: reason,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Check the collection.`,
  details: null,
});

function replaced({ documents, cancelled }: Done, asked: readonly DocumentId[]): CollectionReplaced {
  const acts = documents.flatMap(({ document, group }) => (group ? [{ document, group }] : []));
  // One that was changed since has no chosen hits any more, so that it is not among them.
  const known = new Set(documents.map(({ document }) => document));
  const hits = documents.flatMap((document) => document.hits).filter(({ text, replacement }) => text !== replacement);
  return {
    acts,
    hits: hits.length,
    left: cancelled ? [] : asked.filter((id) => !known.has(id)),
    cancelled,
  };
}

/** Words of the collection that are decided together. */
export function alikeHandlers(session: CollectionSession): HandlersOf<keyof AlikeCalls> {
  const allDocuments = async () => (await session.collection.summaries()).map(({ id }) => id);
  return {
    'alike:groups': () =>
      answering(session.collection.title, async () => {
        const { jobContext, collection } = session;
        const ids = await allDocuments();
        const found = await session.jobs.run(inEnglish`Looking for alike words`, (control) =>
          findAlikeGroups(jobContext, collection, ids, control),
        );
        if (found.kind === 'found') return done(found.value);
        const what = `${taskFaultSentence(found.fault, inEnglish`Looking for doubtful words`)}.`;
        return refused({
          what,
          kept: inEnglish`Nothing was changed.`,
          next: inEnglish`Try again.`,
          details: found.document,
        });
      }),
    'alike:words': (question) =>
      answering(session.collection.title, async () => {
        const documents = documentsOf(session.collection);
        const ids = await allDocuments();
        return done(
          await session.jobs.run(inEnglish`Looking`, (control) => findAlike(documents, ids, question, control)),
        );
      }),
    'alike:pictures': (request) =>
      answering(session.collection.title, async () => {
        const documents = documentsOf(session.collection);
        return done(await cutWords(session.imageReader, documents, request, new AbortController().signal));
      }),
    'alike:settle': (request) =>
      answering(session.collection.title, async () => {
        const { collection } = session;
        const settled = await session.jobs.run(inEnglish`Deciding`, (control) =>
          settleAlike(collection, documentsOf(collection), request, control),
        );
        await tellRows(
          session,
          [...settled.acts, ...settled.kept].map(({ document }) => document),
        );
        return done(settled);
      }),
    'alike:take-back': (settled) =>
      answering(session.collection.title, async () => {
        const { collection } = session;
        const undone = await session.jobs.run(inEnglish`Taking back`, (control) =>
          takeBackAlike(collection, documentsOf(collection), settled, control),
        );
        await tellRows(session, undone.documents);
        return done(undone);
      }),
  };
}

import type { DividedDocuments, Reply } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import {
  type DivisionOutcome,
  type DivisionUndo,
  joinWithDocument,
  splitDocument,
  takeBackDivision,
} from '../jobs/divide-documents.ts';
import { answering } from './answering.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

type Channels = 'document:split' | 'document:join' | 'document:undo-division';

/** One document becomes two, and two become one. */
export function divisionHandlers(session: Session): HandlersOf<Channels> {
  let last: DivisionUndo | null = null;
  const outcomeOf = async (outcome: DivisionOutcome): Promise<Reply<DividedDocuments>> => {
    if (outcome.kind === 'refused') return refused(notDone(outcome.reason));
    last = outcome.undo;
    const { first, sentence } = outcome;
    return done({ first, sentence, documents: await session.collection.summaries() });
  };
  return {
    'document:split': ({ document, at, title }) =>
      answering(session.collection.title, async () => {
        await session.closeDocument(document);
        const { jobContext, collection, jobs } = session;
        const request = { document, at, title };
        return outcomeOf(
          await jobs.run('Dividing the document', ({ signal }) =>
            splitDocument(jobContext, collection, request, signal),
          ),
        );
      }),
    'document:join': ({ first, second }) =>
      answering(session.collection.title, async () => {
        const both: readonly [DocumentId, DocumentId] = [first, second];
        for (const id of both) await session.closeDocument(id);
        const { collection, jobs } = session;
        return outcomeOf(
          await jobs.run('Joining the documents', ({ signal }) => joinWithDocument(collection, both, signal)),
        );
      }),
    'document:undo-division': () =>
      answering(session.collection.title, async () => {
        if (last === null) return refused(notDone('There is nothing to take back.'));
        const undo = last;
        for (const id of [undo.first, undo.second]) await session.closeDocument(id);
        const { signal } = new AbortController();
        const { isDone, sentence } = await takeBackDivision(session.collection, undo, signal);
        if (!isDone) return refused(notDone(sentence));
        last = null;
        return done({ first: undo.first, sentence, documents: await session.collection.summaries() });
      }),
  };
}

const notDone = (reason: string) => ({
  what: reason,
  kept: 'Nothing was changed.',
  next: 'Look at the documents, then try again.',
  details: null,
});

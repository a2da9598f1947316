import type { Fault } from '../../shared/contract/fault.ts';
import type { Calls, Reply } from '../../shared/contract/ipc.ts';
import { type SuspectAnswer, SuspectAnswers } from '../jobs/suspect-answers.ts';
import type { SuspectsOfBlock } from '../jobs/suspect-finder.ts';
import { taskFaultSentence } from '../jobs/task-thread.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { answeringOf } from './answering.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

/** What of a document may have been read wrong. */
export function suspectHandlers(session: Session): HandlersOf<'document:suspects'> {
  const answers = new WeakMap<DocumentStore, SuspectAnswers>();
  return {
    'document:suspects': ({ document, since, edited }) =>
      answeringOf(session, document, (store) => {
        const given = answers.get(store) ?? new SuspectAnswers();
        answers.set(store, given);
        return suspects(session, store, (blocks) => given.next(blocks, since, edited));
      }),
  };
}

async function suspects(
  session: Session,
  store: DocumentStore,
  answerOf: (blocks: readonly SuspectsOfBlock[]) => SuspectAnswer,
): Promise<Reply<Calls['document:suspects']['reply']>> {
  const { finder, texts, signal } = session.suspects;
  const { state } = store;
  const sources = { others: () => texts.others(state.id), sourceText: () => store.sourceText() };
  const result = await finder.find(state, session.collection.vocabulary, sources, signal);
  if (result.kind === 'found') {
    const { isSettled } = result;
    const { count, ...answer } = answerOf(result.blocks);
    if (isSettled && store.noteSuspects(state, count)) session.rowChanged(store);
    return done({ seq: state.seq, isSettled, ...answer });
  }
  const what = `${taskFaultSentence(result.fault, `Looking for doubtful words in “${state.metadata.title}”`)}.`;
  return refused({ ...kept, what });
}

const kept: Omit<Fault, 'what'> = {
  kept: 'The document is as it was.',
  next: 'Open the document again; when that does not help, divide it into shorter ones.',
  details: null,
};

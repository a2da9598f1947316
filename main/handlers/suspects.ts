import type { Calls, Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { SpellingAnswer } from '../language/spelling-worker.ts';
import { ownModels } from '../line-reading/known-models.ts';
import { knownLanguages } from '../ocr/ocr-languages.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { type SuspectAnswer, SuspectAnswers } from '../suspects/suspect-answers.ts';
import type { SuspectsOfBlock } from '../suspects/suspect-finder.ts';
import { ownDataIn } from '../workers/job.ts';
import { taskFaultSentence } from '../workers/task-thread.ts';
import { answering, answeringOf } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** What of a document may have been read wrong. */
export function suspectHandlers(session: CollectionSession): HandlersOf<'document:suspects'> {
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
  session: CollectionSession,
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
  const what = `${taskFaultSentence(result.fault, inEnglish`Looking for doubtful words in “${state.metadata.title}”`)}.`;
  return refused({ ...kept, what });
}

const kept: Omit<Fault, 'what'> = {
  kept: inEnglish`The document is as it was.`,
  next: inEnglish`Open the document again; when that does not help, divide it into shorter ones.`,
  details: null,
};

/** What a collection learns from its editors. */
export function vocabularyHandlers(
  session: CollectionSession,
): HandlersOf<'collection:vocabulary' | 'collection:readers' | 'collection:learn'> {
  return {
    async 'collection:vocabulary'() {
      return done(session.collection.vocabulary);
    },
    async 'collection:readers'() {
      const folders = ownDataIn(session.shell.userFolder);
      return done({
        languages: await knownLanguages(folders.languages),
        readers: await ownModels(folders.readers),
        folders,
      });
    },
    async 'collection:learn'({ changes }) {
      const { collection } = session;
      return answering(collection.title, async () => {
        await collection.learn(changes);
        return done(collection.vocabulary);
      });
    },
  };
}

/** The spelling of what a person writes in fields, by the dictionaries of the open collection. */
export function spellingHandlers(
  session: CollectionSession,
): HandlersOf<'collection:misspelled' | 'collection:spellings'> {
  const asked = (words: readonly string[], withSpellings: boolean): Promise<SpellingAnswer> =>
    session.spelling.ask(session.collection.vocabulary, words, withSpellings);
  return {
    'collection:misspelled': async ({ words }) => done((await asked(words, false)).map(({ word }) => word)),
    'collection:spellings': async ({ word }) => done((await asked([word], true))[0]?.spellings ?? []),
  };
}

import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { StateName, VersionComparison } from '../../shared/contract/payloads/versions.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { blamePlaces, compareVersions, historyOfNote, pastState, versionTimeline } from '../versions/versions.ts';
import { answeringOf } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

type Channels =
  | 'document:versions'
  | 'document:compare'
  | 'document:state-at'
  | 'document:word-history'
  | 'document:note-history';

export function versionHandlers(session: CollectionSession): HandlersOf<Channels> {
  return {
    'document:versions': ({ document }) =>
      answeringOf(session, document, async (store) => done(await versionTimeline(store))),
    'document:compare': ({ document, states }) =>
      answeringOf(session, document, (store) => compared(session, store, states)),
    'document:state-at': ({ document, at }) =>
      answeringOf(session, document, async (store) => {
        const state = await pastState(store, at);
        const asked = at.kind === 'version' ? inEnglish`a version ${at.number}` : inEnglish`that state of the tag`;
        return state ? done(state) : refused(unknownState(asked));
      }),
    'document:word-history': ({ document, from, to }) =>
      answeringOf(session, document, async (store) => {
        const [blame] = await blamePlaces(store, [{ from, to }]);
        if (!blame) throw new Error('a place has no answer');
        return done(blame);
      }),
    'document:note-history': ({ document, note }) =>
      answeringOf(session, document, async (store) => done(await historyOfNote(store, note))),
  };
}

async function compared(
  session: CollectionSession,
  store: DocumentStore,
  states: readonly [StateName, StateName],
): Promise<Reply<VersionComparison>> {
  const outcome = await session.jobs.run(inEnglish`Comparing`, ({ signal }) =>
    compareVersions(session.jobContext, store, states, signal),
  );
  switch (outcome.kind) {
    case 'compared':
      return done(outcome.value);
    case 'no such version':
      return refused(unknownState(inEnglish`a version ${outcome.name}`));
    case 'stopped':
      return refused(notCompared(outcome.reason));
    case 'cancelled':
      return refused(notCompared(inEnglish`it was cancelled`));
    default:
      return unreachable(outcome);
  }
}

const unknownState = (what: string): Fault => ({
  what: inEnglish`The document never had ${what}.`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Choose one from the list of versions.`,
  details: null,
});

const notCompared = (reason: string): Fault => ({
  what: inEnglish`The versions were not compared: ${reason}.`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Choose two versions that lie nearer to each other, or try again.`,
  details: null,
});

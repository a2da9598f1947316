import type { Acknowledged, DividedDocuments, OpenedDocument } from '../../shared/contract/calls/document.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { LeftPlace } from '../../shared/contract/payloads/preferences.ts';
import type { StoredChange } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { storageFault } from '../faults/storage-fault.ts';
import { pageViews } from '../images/page-views.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { SourceMissingError } from '../storage/journal/source-file.ts';
import type { LeftPlaces } from '../storage/settings/left-places.ts';
import {
  type DivisionOutcome,
  type DivisionUndo,
  joinWithDocument,
  splitDocument,
  takeBackDivision,
} from '../usecases/divide-documents.ts';
import type { VersionKeeper } from '../versions/version-keeper.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import { openWhenFree } from './session/other-windows.ts';
import type { CollectionSession } from './session/session.ts';

type Channels =
  | 'document:open'
  | 'document:bring-forward'
  | 'document:append'
  | 'document:set-metadata'
  | 'document:name-version'
  | 'document:restore'
  | 'document:review'
  | 'document:note-place'
  | 'document:close';

const openElsewhere = (title: string): Fault => ({
  what: inEnglish`“${title}” is open in another window, and is changed there.`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Go on in the other window, or close the document there and open it here again.`,
  details: null,
});

/** How many acts can be taken back after a document was opened again. */
const historyLimit = 200;

export function documentHandlers(session: CollectionSession, places: LeftPlaces): HandlersOf<Channels> {
  return {
    async 'document:open'({ document }) {
      return answering(document, async () => {
        const store = await openWhenFree(session, document);
        return store === null
          ? refused(openElsewhere(session.shared.titleOf(document)))
          : done(await openedDocument(store, places.of(document)));
      });
    },
    async 'document:bring-forward'({ document, place }) {
      const holder = session.hasCollection ? session.shared.viewerOf(document) : null;
      if (holder === null || holder === session) return done(null);
      holder.shell.comeForward();
      const title = session.shared.titleOf(document);
      holder.shell.send('shown-already', { document, title, place });
      return done({ title });
    },
    'document:append': ({ document, baseSeq, changes }) =>
      change(session, document, (_store, keeper) => keeper.append(baseSeq, changes, new Date())),
    'document:set-metadata': ({ document, metadata }) =>
      change(session, document, (store) => store.setMetadata(metadata)),
    'document:name-version': ({ document, name }) =>
      change(session, document, async (store, keeper) => {
        const acknowledged = await keeper.nameVersion(name);
        return { ...acknowledged, versions: store.state.versions };
      }),
    'document:restore': ({ document, baseSeq, change: made, name }) =>
      change(session, document, async (store, keeper) => {
        const acknowledged = await keeper.restore(baseSeq, made, name);
        return { ...acknowledged, versions: store.state.versions };
      }),
    'document:review': ({ document, acts }) => change(session, document, (store) => store.addReviews(acts)),
    async 'document:note-place'({ document, place }) {
      places.note(document, place);
      return done(null);
    },
    async 'document:close'({ document }) {
      await session.closeDocument(document);
      return done(null);
    },
  };
}

/** Changes a document that the window has open, and has its row in the collection table follow. */
function change<Value extends Acknowledged>(
  session: CollectionSession,
  id: DocumentId,
  act: (store: DocumentStore, keeper: VersionKeeper) => Promise<Value>,
): Promise<Reply<Value>> {
  const store = session.openedDocument(id);
  const keeper = session.versionKeeper(id);
  if (!store || !keeper) throw new Error(`${id} is not open in the window`);
  return withFaults(store.state.metadata.title || store.state.source.name, async () => {
    const acknowledged = await act(store, keeper);
    session.rowChanged(store);
    return acknowledged;
  });
}

const withFaults = <Value>(title: string, act: () => Promise<Value>): Promise<Reply<Value>> =>
  answering(title, async () => done(await act()));

async function openedDocument(store: DocumentStore, left: LeftPlace | null): Promise<OpenedDocument> {
  const { text, notice } = await sourceText(store);
  const { state } = store;
  const [doc, imported] = [JSON.stringify(state.doc), JSON.stringify(state.imported)];
  const history = sinceDivision(store.history(historyLimit));
  const reached = new Set(history.map(({ group }) => group));
  return {
    id: store.id,
    status: state.status,
    seq: state.seq,
    doc,
    imported: imported === doc ? null : imported,
    source: state.source,
    sourceText: text,
    report: state.report,
    metadata: state.metadata,
    annotations: [...state.annotations],
    versions: state.versions,
    pages: await pageViews(store),
    zones: state.zones,
    treated: (state.treated?.acts ?? []).filter(({ group }) => !reached.has(group)).map(({ act }) => act),
    reviews: state.reviews,
    history,
    readOnly: store.readOnly,
    trouble: store.trouble,
    notices: notice === null ? store.notices : [...store.notices, notice],
    left,
  };
}

/** What can be taken back by itself: not the division of a document, which concerns another one, and nothing before it. */
const sinceDivision = (history: readonly StoredChange[]): readonly StoredChange[] =>
  history.slice(history.findLastIndex(({ importedSteps }) => importedSteps !== undefined) + 1);

/** A document whose source file is gone can be worked on all the same. */
async function sourceText(store: DocumentStore): Promise<{ readonly text: string; readonly notice: string | null }> {
  try {
    return { text: await store.sourceText(), notice: null };
  } catch (error) {
    if (!(error instanceof SourceMissingError)) throw error;
    const fault = storageFault(error, store.state.metadata.title);
    return { text: '', notice: fault === null ? null : `${fault.what} ${fault.next}` };
  }
}

type DivisionChannels = 'document:split' | 'document:join' | 'document:undo-division';

/** One document becomes two, and two become one. */
export function divisionHandlers(session: CollectionSession): HandlersOf<DivisionChannels> {
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
          await jobs.run(inEnglish`Dividing the document`, ({ signal }) =>
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
          await jobs.run(inEnglish`Joining the documents`, ({ signal }) => joinWithDocument(collection, both, signal)),
        );
      }),
    'document:undo-division': () =>
      answering(session.collection.title, async () => {
        if (last === null) return refused(notDone(inEnglish`There is nothing to take back.`));
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
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Look at the documents, then try again.`,
  details: null,
});

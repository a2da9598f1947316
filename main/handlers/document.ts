import type { Acknowledged, OpenedDocument, Reply } from '../../shared/contract/ipc.ts';
import type { LeftPlace } from '../../shared/contract/left-place.ts';
import type { StoredChange } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { pageViews } from '../jobs/page-views.ts';
import { storageFault } from '../jobs/storage-fault.ts';
import type { VersionKeeper } from '../jobs/version-keeper.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import type { LeftPlaces } from '../storage/left-places.ts';
import { SourceMissingError } from '../storage/source-file.ts';
import { answering } from './answering.ts';
import { done, type HandlersOf } from './handler.ts';
import type { Session } from './session.ts';

type Channels =
  | 'document:open'
  | 'document:append'
  | 'document:set-metadata'
  | 'document:name-version'
  | 'document:restore'
  | 'document:review'
  | 'document:note-place'
  | 'document:close';

/** How many acts can be taken back after a document was opened again. */
const historyLimit = 200;

export function documentHandlers(session: Session, places: LeftPlaces): HandlersOf<Channels> {
  return {
    async 'document:open'({ document }) {
      return withFaults(document, async () =>
        openedDocument(await session.openDocument(document), places.of(document)),
      );
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
  session: Session,
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
  return {
    summary: store.summary(),
    seq: state.seq,
    doc: state.doc.toJSON() as unknown,
    imported: state.imported.toJSON() as unknown,
    source: state.source,
    sourceText: text,
    report: state.report,
    metadata: state.metadata,
    annotations: [...state.annotations],
    versions: state.versions,
    pages: await pageViews(store),
    zones: state.zones,
    reviews: state.reviews,
    history: sinceDivision(store.history(historyLimit)),
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

import type { CollectionView } from '../../../shared/contract/calls/collection.ts';
import type { Calls, Channel, Reply } from '../../../shared/contract/ipc.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { Fault } from '../../../shared/contract/payloads/fault.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import type { DocumentStore } from '../../storage/document/document-store.ts';
import { type Handler, type Handlers, refused } from './handler.ts';
import type { OpenCollection, Viewer } from './open-collection.ts';

/** How long a window has to save a document that another one is to change. */
const lettingGoMs = 8_000;

/** The documents that a call changes without their being open in its window. */
type Touched = readonly DocumentId[] | 'all';

/** What the other windows of the collection hear of a call. */
type News =
  | { readonly kind: 'changed' | 'all'; readonly documents: readonly DocumentSummary[] }
  | { readonly kind: 'removed'; readonly documents: readonly DocumentId[] }
  | { readonly kind: 'collection'; readonly collection: CollectionView }
  | { readonly kind: 'entities' | 'tag types' | 'vocabulary' | 'removed documents' };

/** What a channel has to do with other windows that show the same collection. */
interface Effect<C extends Channel> {
  readonly touches?: (argument: Calls[C]['argument']) => Touched;
  readonly news?: (value: Calls[C]['reply'], argument: Calls[C]['argument']) => readonly News[];
}

type Effects = { readonly [C in Channel]?: Effect<C> };

const all = (): Touched => 'all';
const documentsIn = (of: readonly { readonly document: DocumentId }[]): Touched => of.map(({ document }) => document);
const theOne = ({ document }: { readonly document: DocumentId }): Touched => [document];
const rows = (documents: readonly DocumentSummary[]): readonly News[] => [{ kind: 'changed', documents }];
const everyRow = (documents: readonly DocumentSummary[]): readonly News[] => [{ kind: 'all', documents }];
const entities = { news: (): readonly News[] => [{ kind: 'entities' }] };
const tagTypes = { news: (): readonly News[] => [{ kind: 'tag types' }] };

/** All that changes documents which may be open in another window, and all that another window shows and would not hear of. Rows of single
 *  documents are told by `OpenCollection.rowChanged`, those that an import brings by the import, as they come. */
const effects: Effects = {
  'collection:set-status': { touches: ({ documents }) => documents, news: rows },
  'collection:set-statuses': { touches: ({ changes }) => documentsIn(changes), news: (outcome) => rows(outcome.rows) },
  'collection:remove': {
    touches: ({ documents }) => documents,
    news: (_outcome, { documents }) => [{ kind: 'removed', documents }, { kind: 'removed documents' }],
  },
  'collection:put-back': { news: ({ documents }) => [...everyRow(documents), { kind: 'removed documents' }] },
  'collection:empty-removed': { news: () => [{ kind: 'removed documents' }] },
  'collection:reopen': { touches: all, news: (collection) => [{ kind: 'collection', collection }] },
  'collection:share': {
    touches: all,
    news: (outcome) => (outcome ? [{ kind: 'collection', collection: outcome.collection }] : []),
  },
  'collection:sync': { touches: all, news: ({ collection }) => [{ kind: 'collection', collection }] },
  'collection:settle': { touches: theOne },
  'collection:learn': { news: () => [{ kind: 'vocabulary' }] },
  'collection:replace': { touches: ({ chosen }) => documentsIn(chosen) },
  'collection:tag': { touches: ({ chosen }) => documentsIn(chosen) },
  'collection:take-back': { touches: ({ acts }) => documentsIn(acts) },
  'alike:settle': { touches: ({ words }) => documentsIn(words) },
  'alike:take-back': { touches: ({ acts, kept }) => documentsIn([...acts, ...kept]) },
  'dates:fix': { touches: ({ fix }) => theOne(fix) },
  'dates:undo': { touches: theOne },
  'archive:describe': { touches: ({ documents }) => documents, news: (described) => rows(described.rows) },
  'archive:take-back': { touches: all, news: (described) => rows(described.rows) },
  'archive:import-table': { touches: all, news: (described) => (described ? rows(described.rows) : []) },
  'archive:assign': { touches: theOne, news: everyRow },
  'archive:settle-reading': { touches: all },
  'archive:end-reading': { touches: all, news: everyRow },
  'document:split': { touches: theOne, news: ({ documents }) => everyRow(documents) },
  'document:join': { touches: ({ first, second }) => [first, second], news: ({ documents }) => everyRow(documents) },
  'document:undo-division': { touches: all, news: ({ documents }) => everyRow(documents) },
  'document:keep-branches': { touches: theOne, news: ({ collection }) => [{ kind: 'collection', collection }] },
  'facsimile:group': { touches: ({ documents }) => documents, news: ({ documents }) => everyRow(documents) },
  'facsimile:ungroup': { touches: all, news: everyRow },
  'entities:split': { touches: ({ mentions }) => documentsIn(mentions), ...entities },
  'entities:make': entities,
  'entities:take': entities,
  'entities:change': entities,
  'entities:broader': entities,
  'entities:merge': entities,
  'entities:remove': entities,
  'entities:undo': entities,
  'entities:import': entities,
  'tag-types:define': tagTypes,
  'tag-types:remove': tagTypes,
  'tag-types:undo': tagTypes,
};

/** What of a window's session this needs. */
interface Session extends Viewer {
  readonly hasCollection: boolean;
  readonly shared: OpenCollection;
}

/** What opens documents for a window. */
interface Opener extends Session {
  openDocument(id: DocumentId): Promise<DocumentStore | null>;
  closeDocument(id: DocumentId): Promise<void>;
}

/** Handlers that mind the other windows of the same collection: what is to change a document has the window that shows it save it and let it
 *  go first, and give it back afterwards; what others show of the collection follows.
 *  @param session the window's own; null before anything was opened */
export function besideOthers(handlers: Handlers, session: () => Session | null): Handlers {
  const beside = <C extends Channel>(channel: C, effect: Effect<C>): Handler<C> => {
    const answer = handlers[channel] as Handler<C>;
    return async (argument) => {
      const own = session();
      const shared = own?.hasCollection ? own.shared : null;
      if (own === null || shared === null) return answer(argument);
      const act = async (): Promise<Reply<Calls[C]['reply']>> => {
        const reply = await answer(argument);
        if (reply.ok) for (const news of effect.news?.(reply.value, argument) ?? []) tell(shared, own, news);
        return reply;
      };
      const touched = notOwn(shared, own, effect.touches?.(argument) ?? []);
      return touched.length === 0 ? act() : whileOthersLetGo(shared, own, touched, act);
    };
  };
  const wrapped = Object.keys(effects) as (keyof typeof effects)[];
  const changed = Object.fromEntries(
    wrapped.map((channel) => [channel, beside(channel, effects[channel] as Effect<typeof channel>)]),
  );
  return { ...handlers, ...changed } as Handlers;
}

function tell(shared: OpenCollection, except: Viewer, news: News): void {
  const { folder } = shared;
  switch (news.kind) {
    case 'changed':
      shared.tell('documents-changed', { documents: news.documents }, except);
      break;
    case 'removed':
      shared.tell('documents-removed', { documents: news.documents }, except);
      break;
    case 'all':
      shared.tell('all-documents', { folder, documents: news.documents }, except);
      break;
    case 'collection':
      shared.tell('collection-changed', { collection: news.collection }, except);
      break;
    default:
      shared.tell('facts-changed', { what: news.kind }, except);
  }
}

/** What a window has open itself it may change, also while it lets it go for another one. */
const notOwn = (shared: OpenCollection, viewer: Viewer, touched: Touched): Touched =>
  touched === 'all' ? touched : touched.filter((id) => shared.viewerOf(id) !== viewer);

/** Documents that a window changes without having them open. */
interface Hold {
  readonly viewer: Viewer;
  readonly touched: Touched;
  readonly ended: Promise<void>;
}

const holds = new WeakMap<OpenCollection, Set<Hold>>();

const meet = (one: Touched, other: Touched): boolean =>
  one === 'all' || other === 'all' || one.some((id) => other.includes(id));

const holdOn = (shared: OpenCollection, viewer: Viewer, touched: Touched): Hold | undefined =>
  [...(holds.get(shared) ?? [])].find((hold) => hold.viewer !== viewer && meet(hold.touched, touched));

/** Waits as long as other windows change what is to be touched. */
async function whenFree(shared: OpenCollection, viewer: Viewer, touched: Touched): Promise<void> {
  for (let hold = holdOn(shared, viewer, touched); hold; hold = holdOn(shared, viewer, touched)) await hold.ended;
}

/** Opens a document for a window while no other one changes it.
 *  @returns null when another window has it open */
export async function openWhenFree(session: Opener, id: DocumentId): Promise<DocumentStore | null> {
  for (;;) {
    await whenFree(session.shared, session, [id]);
    const store = await session.openDocument(id);
    // Another window may have begun meanwhile, and believes that nobody has it open.
    if (store === null || !holdOn(session.shared, session, [id])) return store;
    await session.closeDocument(id);
  }
}

/** Does something to documents while no other window has them open. A window that cannot save one keeps it, and nothing is done. */
async function whileOthersLetGo<Value>(
  shared: OpenCollection,
  viewer: Viewer,
  touched: Touched,
  act: () => Promise<Reply<Value>>,
): Promise<Reply<Value>> {
  await whenFree(shared, viewer, touched);
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const hold: Hold = { viewer, touched, ended };
  const all = holds.get(shared) ?? new Set();
  holds.set(shared, all.add(hold));
  const wanted = shared.heldByOthers(viewer).filter((id) => meet([id], touched));
  const holders = wanted.map((id) => ({ id, holder: shared.viewerOf(id) }));
  try {
    for (const { id, holder } of holders) holder?.shell.send('document-wanted', { document: id });
    const areFree = await Promise.all(wanted.map((id) => shared.whenClosed(id, lettingGoMs)));
    const kept = wanted.find((_id, index) => !areFree[index]);
    return kept === undefined ? await act() : refused(notLetGo(shared.titleOf(kept)));
  } finally {
    all.delete(hold);
    end();
    for (const { id, holder } of holders) holder?.shell.send('document-free', { document: id });
  }
}

const notLetGo = (title: string): Fault => ({
  what: inEnglish`“${title}” is open in another window, which could not save it just now, so nothing was done.`,
  kept: inEnglish`All documents are as they were.`,
  next: inEnglish`Look at the other window, and close the document there. Then try again.`,
  details: null,
});

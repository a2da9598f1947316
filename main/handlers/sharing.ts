import type { Joined } from '../../shared/contract/calls/collection.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { ConflictView, SharingWish } from '../../shared/contract/payloads/sharing.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { hasGit, hasGitLfs } from '../sharing/git.ts';
import { type JoinOutcome, joinCollection } from '../sharing/join-collection.ts';
import {
  type ShareContext,
  type ShareOutcome,
  shareCollection,
  syncSharedCollection,
} from '../sharing/share-collection.ts';
import { joinSentence, syncSentence } from '../sharing/sync-words.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { nodeFileSystem } from '../storage/disk/file-system.ts';
import { sharingOf } from '../storage/settings/shared-collections.ts';
import { workingCopiesFolder } from '../storage/settings/user-folder.ts';
import { conflictsOf, settleConflict } from '../usecases/settle-conflicts.ts';
import type { JobControl } from '../workers/job.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

type SharingChannels =
  | 'collection:sharing'
  | 'collection:choose-place'
  | 'collection:share'
  | 'collection:join'
  | 'collection:sync'
  | 'collection:conflicts'
  | 'collection:settle';

/** What several people do to one collection. */
export function sharingHandlers(session: CollectionSession): HandlersOf<SharingChannels> {
  const siglum = (): string => session.preferences.preferences.editor.siglum;
  const conflicts = async (): Promise<readonly ConflictView[]> => conflictsOf(session.collection, siglum());
  const places = new Places(session);
  return {
    async 'collection:sharing'() {
      const { hasCollection, shell } = session;
      const shared = hasCollection ? await sharingOf(shell.userFolder, session.collection.folder) : null;
      const [isGit, isLfs] = await Promise.all([hasGit(), hasGitLfs()]);
      return done({
        shared: shared && { remote: shared.remote, way: shared.way, images: shared.images },
        hasGit: isGit,
        hasLargeFiles: isLfs,
      });
    },
    'collection:choose-place': async ({ purpose }) => done(await places.choose(purpose)),
    async 'collection:share'(wish) {
      const remote = await places.of(wish, 'share');
      if (remote === null) return done(null);
      return exchanged(session, (collection, context) => shareCollection(collection, { ...wish, remote }, context));
    },
    async 'collection:join'(wish) {
      const remote = await places.of(wish, 'join');
      const chosen = remote === null ? null : await session.choices.take({ purpose: 'new', title: joinTitle });
      if (remote === null || chosen === null) return done(null);
      return joined(session, { remote, folder: chosen.folder, images: wish.images });
    },
    'collection:sync': ({ images }) =>
      exchanged(session, (collection, context) => syncSharedCollection(collection, context, images)),
    'collection:conflicts': () => answering(session.collection.title, async () => done(await conflicts())),
    'collection:settle': ({ document, conflict, take }) =>
      answering(session.collection.title, async () => {
        const store = await session.collection.openDocument(document);
        try {
          const chosen = 'side' in take ? { side: take.side } : { text: take.text };
          const outcome = await settleConflict(store, conflict, chosen, siglum());
          if (outcome.kind === 'refused') return refused(notSettled(outcome.why));
        } finally {
          await store.close();
        }
        return done(await conflicts());
      }),
  };
}

/** What a new folder is called at first, in which a copy of a shared collection is made. */
const joinTitle = inEnglish`Shared collection`;

/** Where collections are shared, as persons chose it where the page has no say. */
class Places {
  readonly #session: CollectionSession;
  #chosen: { readonly purpose: 'share' | 'join'; readonly folder: string } | null = null;

  constructor(session: CollectionSession) {
    this.#session = session;
  }

  /** @returns the folder; null when the person cancelled */
  async choose(purpose: 'share' | 'join'): Promise<string | null> {
    const folder = await this.#session.shell.chooseFolder(purpose);
    if (folder !== null) this.#chosen = { purpose, folder };
    return folder;
  }

  /** @returns the folder that was chosen for it, or is chosen now, or the address, when the person says yes to it */
  async of({ address }: SharingWish, purpose: 'share' | 'join'): Promise<string | null> {
    if (address !== null) return (await this.#session.shell.confirmAddress(address, purpose)) ? address : null;
    return this.#chosen?.purpose === purpose ? this.#chosen.folder : this.choose(purpose);
  }
}

const contextOf = (
  { shell, preferences }: CollectionSession,
  { progress, signal }: Pick<JobControl, 'progress' | 'signal'>,
): ShareContext => ({
  fileSystem: nodeFileSystem,
  userFolder: shell.userFolder,
  editor: preferences.preferences.editor.siglum,
  signal,
  onProgress: (what, count, total) => progress({ what, done: count, total }),
});

async function exchanged(
  session: CollectionSession,
  work: (collection: Collection, context: ShareContext) => Promise<ShareOutcome>,
): Promise<
  Reply<{
    readonly collection: Awaited<ReturnType<CollectionSession['view']>>;
    readonly sentence: string;
    readonly conflicts: number;
  }>
> {
  return answering(session.collection.title, async () => {
    let outcome: ShareOutcome | null = null;
    const reply = await session.exchange((open) =>
      session.jobs.run(inEnglish`Synchronising`, async (control) => {
        outcome = await work(open, contextOf(session, control)).catch((error: unknown): ShareOutcome => {
          if (!control.signal.aborted) throw error;
          return {
            kind: 'refused',
            why: inEnglish`The synchronisation was cancelled. What had come in stays, and what was done here is saved.`,
          };
        });
      }),
    );
    if (!reply.ok) return reply;
    const ended = outcome as ShareOutcome | null;
    if (ended?.kind !== 'done') return refused(notShared(ended?.why ?? inEnglish`Nothing was synchronised.`));
    return done({ collection: reply.value, sentence: syncSentence(ended.sync), conflicts: ended.sync.conflicts });
  });
}

/** Makes a copy of a shared collection, and opens it in the place of the present one. */
function joined(session: CollectionSession, wish: Parameters<typeof joinCollection>[0]): Promise<Reply<Joined>> {
  const { preferences, shell } = session;
  const { replica, editor } = preferences.preferences;
  const storage = {
    fileSystem: nodeFileSystem,
    replica,
    workingCopies: workingCopiesFolder(shell.userFolder),
    editor: editor.siglum,
    now: () => new Date(),
  };
  return answering(inEnglish`The shared collection`, async () => {
    const outcome = await session.jobs.run(inEnglish`Joining`, (control) =>
      joinCollection(wish, storage, contextOf(session, control)).catch((error: unknown): JoinOutcome => {
        if (!control.signal.aborted) throw error;
        return { kind: 'refused', why: inEnglish`Joining was cancelled.` };
      }),
    );
    if (outcome.kind === 'refused') return refused(notJoined(outcome.why));
    const reply = await session.openCollection(outcome.folder);
    return reply.ok ? done({ collection: reply.value, sentence: joinSentence(outcome.folder, outcome) }) : reply;
  });
}

const notShared = (what: string): Fault => ({
  what,
  kept: inEnglish`Everything that was done here is in the collection.`,
  next: inEnglish`Look at what is said above, and synchronise again.`,
  details: null,
});

const notJoined = (what: string): Fault => ({
  what,
  kept: inEnglish`Nothing was made on this computer, and the place where the collection is shared is as it was.`,
  next: inEnglish`Look at what is said above, and join again.`,
  details: null,
});

const notSettled = (what: string): Fault => ({
  what,
  kept: inEnglish`Both readings are kept.`,
  next: inEnglish`Open the document and look at the place.`,
  details: null,
});

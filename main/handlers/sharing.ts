import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { ConflictView } from '../../shared/contract/payloads/sharing.ts';
import {
  type ShareContext,
  type ShareOutcome,
  shareCollection,
  syncSharedCollection,
} from '../sharing/share-collection.ts';
import { syncSentence } from '../sharing/sync-words.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { nodeFileSystem } from '../storage/disk/file-system.ts';
import { conflictsOf, settleConflict } from '../usecases/settle-conflicts.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

type SharingChannels = 'collection:share' | 'collection:sync' | 'collection:conflicts' | 'collection:settle';

/** What several people do to one collection. */
export function sharingHandlers(session: CollectionSession): HandlersOf<SharingChannels> {
  const siglum = (): string => session.preferences.preferences.editor.siglum;
  const conflicts = async (): Promise<readonly ConflictView[]> => conflictsOf(session.collection, siglum());
  return {
    async 'collection:share'() {
      const remote = await session.shell.chooseFolder('share');
      if (remote === null) return done(null);
      return exchanged(session, (collection, context) =>
        shareCollection(collection, { remote, withoutGit: false, images: 'include' }, context),
      );
    },
    'collection:sync': () => exchanged(session, (collection, context) => syncSharedCollection(collection, context)),
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
  const { collection, preferences, shell } = session;
  return answering(collection.title, async () => {
    let outcome: ShareOutcome | null = null;
    const reply = await session.exchange((open) =>
      session.jobs.run('Synchronising', async ({ progress, signal }) => {
        outcome = await work(open, {
          fileSystem: nodeFileSystem,
          userFolder: shell.userFolder,
          editor: preferences.preferences.editor.siglum,
          signal,
          onProgress: (what, done, total) => progress({ what, done, total }),
        }).catch((error: unknown): ShareOutcome => {
          if (!signal.aborted) throw error;
          return {
            kind: 'refused',
            why: 'The synchronisation was cancelled. What had come in stays, and what was done here is saved.',
          };
        });
      }),
    );
    if (!reply.ok) return reply;
    const ended = outcome as ShareOutcome | null;
    if (ended?.kind !== 'done') return refused(notShared(ended?.why ?? 'Nothing was synchronised.'));
    return done({ collection: reply.value, sentence: syncSentence(ended.sync), conflicts: ended.sync.conflicts });
  });
}

const notShared = (what: string): Fault => ({
  what,
  kept: 'Everything that was done here is in the collection.',
  next: 'Look at what is said above, and synchronise again.',
  details: null,
});

const notSettled = (what: string): Fault => ({
  what,
  kept: 'Both readings are kept.',
  next: 'Open the document and look at the place.',
  details: null,
});

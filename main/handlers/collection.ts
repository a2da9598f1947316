import type { CollectionView } from '../../shared/contract/calls/collection.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { BranchComparison } from '../../shared/contract/payloads/recovery.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { storageFault } from '../faults/storage-fault.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { backUp, restoreBackupInto } from '../usecases/back-up.ts';
import { documentRecovery, keepBranches } from '../usecases/recover-documents.ts';
import { emptyRemoved, putBackDocuments, removeDocuments } from '../usecases/remove-documents.ts';
import { setStatuses } from '../usecases/set-statuses.ts';
import { compareStates } from '../versions/versions.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import { openSampleCollection } from './session/launch.ts';
import type { CollectionSession } from './session/session.ts';

type Channels =
  | 'collection:choose'
  | 'collection:new'
  | 'collection:open'
  | 'collection:reopen'
  | 'collection:open-sample'
  | 'collection:close'
  | 'collection:rest'
  | 'collection:documents'
  | 'collection:set-status'
  | 'collection:set-statuses';

export function collectionHandlers(session: CollectionSession): HandlersOf<Channels> {
  return {
    'collection:choose': async (asked) => done(await session.choices.ask(asked)),
    async 'collection:new'({ title }) {
      const chosen = await session.choices.take({ purpose: 'new', title });
      return chosen === null ? done(null) : session.newCollection(chosen.folder, title);
    },
    async 'collection:open'({ folder }) {
      if (folder !== null) return openNamed(session, folder);
      const chosen = await session.choices.take({ purpose: 'open' });
      return chosen === null ? done(null) : session.openCollection(chosen.folder);
    },
    'collection:reopen': ({ takeOver }) => session.reopenCollection(takeOver),
    'collection:open-sample': () => openSampleCollection(session),
    async 'collection:close'() {
      await session.closeCollection();
      return done(null);
    },
    async 'collection:rest'() {
      return done(await session.sendRest());
    },
    async 'collection:documents'() {
      return done(await session.collection.summaries());
    },
    async 'collection:set-status'({ documents, status }) {
      const { withDocument } = documentsOf(session.collection);
      const changed: DocumentSummary[] = [];
      for (const id of documents) {
        try {
          await withDocument(id, async (store) => {
            await store.setStatus(status);
            changed.push(store.summary());
          });
        } catch (error) {
          const fault = storageFault(error, id);
          if (fault) return refused(fault);
          throw error;
        }
      }
      return done(changed);
    },
    'collection:set-statuses': ({ changes }) =>
      answering(inEnglish`The status`, async () =>
        done(
          await session.jobs.run(inEnglish`Setting the status`, (control) =>
            setStatuses(documentsOf(session.collection), changes, control),
          ),
        ),
      ),
  };
}

/** The page may open by name only what it was told of: a recent collection, a collection that was found among what it was to import, or a folder
 *  that was dropped on it. Opening writes into a folder, and of a drop only the page tells: there the person is asked where the page has no
 *  say. */
async function openNamed(session: CollectionSession, folder: string): Promise<Reply<CollectionView | null>> {
  const { recent, shell, foundCollections } = session;
  if (shell.wasLaunched(folder) || recent.list().some((known) => known.folder === folder))
    return session.openCollection(folder);
  if (!shell.wasDropped(folder) && !foundCollections.has(folder)) return refused(notOffered(folder));
  return (await shell.confirmOpening(folder)) ? session.openCollection(folder) : done(null);
}

const notOffered = (folder: string) => ({
  what: inEnglish`“${folder}” is not one of the recent collections.`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Choose it with “Open Collection…”.`,
  details: null,
});

type RecoveryChannels = 'document:recovery' | 'document:compare-branches' | 'document:keep-branches';

export function recoveryHandlers(session: CollectionSession): HandlersOf<RecoveryChannels> {
  return {
    'document:recovery': ({ document }) =>
      answeringFor(session, document, async () => done(await documentRecovery(session.collection, document))),
    'document:compare-branches': ({ document, tips }) =>
      answeringFor(session, document, () => compared(session, document, tips)),
    'document:keep-branches': ({ document, tips }) =>
      answeringFor(session, document, async () => {
        await session.closeDocument(document);
        const kept = await keepBranches(session.collection, document, tips);
        return done({ ...kept, collection: await session.view() });
      }),
  };
}

const answeringFor = <Value>(
  session: CollectionSession,
  id: DocumentId,
  act: () => Promise<Reply<Value>>,
): Promise<Reply<Value>> => answering(session.openedDocument(id)?.state.source.name ?? id, act);

async function compared(
  session: CollectionSession,
  document: DocumentId,
  tips: readonly [string, string],
): Promise<Reply<BranchComparison>> {
  const { branches } = await session.collection.branches(document);
  const [first, second] = tips.map((tip) => branches.find((branch) => branch.tip === tip));
  if (!first || !second) return refused(notCompared(inEnglish`the files were changed meanwhile`));
  const outcome = await session.jobs.run(inEnglish`Comparing`, ({ signal }) =>
    compareStates(session.jobContext, first.state, second.state, signal),
  );
  switch (outcome.kind) {
    case 'compared':
      return done(outcome.value);
    case 'stopped':
      return refused(notCompared(outcome.reason));
    case 'cancelled':
      return refused(notCompared(inEnglish`it was cancelled`));
    default:
      return unreachable(outcome);
  }
}

const notCompared = (reason: string): Fault => ({
  what: inEnglish`The two lines of changes were not compared: ${reason}.`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Look at the document again, or keep both and compare them as documents.`,
  details: null,
});

type RemovalChannels = 'collection:remove' | 'collection:removed' | 'collection:put-back' | 'collection:empty-removed';

/** Documents that leave the collection, and those that come back. */
export function removalHandlers(session: CollectionSession): HandlersOf<RemovalChannels> {
  return {
    'collection:remove': ({ documents }) =>
      answering(session.collection.title, async () => {
        const ids = unique(documents);
        for (const id of ids) await session.closeDocument(id);
        const outcome = await removeDocuments(session.collection, ids);
        return done({ removed: outcome.documents, sentence: outcome.sentence });
      }),
    async 'collection:removed'() {
      return done(await session.collection.removed.list());
    },
    'collection:put-back': ({ documents }) =>
      answering(session.collection.title, async () => {
        const { sentence } = await putBackDocuments(session.collection, unique(documents));
        return done({ documents: await session.collection.summaries(), sentence });
      }),
    'collection:empty-removed': ({ documents }) =>
      answering(session.collection.title, async () => {
        const { sentence } = await emptyRemoved(session.collection, unique(documents));
        return done({ removed: await session.collection.removed.list(), sentence });
      }),
  };
}

const unique = (ids: readonly DocumentId[]): readonly DocumentId[] => [...new Set(ids)];

/** Backups of a collection; one is also made whenever a collection that was changed is closed. */
export function backupHandlers(
  session: CollectionSession,
): HandlersOf<'collection:back-up' | 'collection:restore-backup'> {
  return {
    async 'collection:back-up'() {
      const { collection } = session;
      return answering(collection.title, async () => {
        const { sentence, isUsable } = await backUp(collection, null);
        return done({ sentence, isUsable });
      });
    },
    async 'collection:restore-backup'() {
      const chosen = await session.choices.take({ purpose: 'restore' });
      if (!chosen?.backup) return done(null);
      const outcome = await restoreBackupInto(chosen.backup, chosen.folder);
      return outcome.kind === 'refused' ? refused(outcome.fault) : session.openCollection(chosen.folder);
    },
  };
}

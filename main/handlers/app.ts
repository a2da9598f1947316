import path from 'node:path';
import type { StartState } from '../../shared/contract/ipc.ts';
import { findDocument } from '../jobs/find-document.ts';
import { done, type HandlersOf } from './handler.ts';
import { openSampleCollection } from './open-sample.ts';
import type { Session } from './session.ts';

type Channels = 'app:start' | 'menu:offer' | 'job:cancel';
type Opened = Pick<StartState, 'opened' | 'fault'>;

export function appHandlers(session: Session): HandlersOf<Channels> {
  let launching: Promise<Opened> | null = null;
  return {
    async 'app:start'() {
      const { shell, preferences, recent } = session;
      const isFirst = launching === null;
      launching ??= openLaunched(session);
      const launched = await launching;
      const opened = isFirst ? launched : await reopened(session);
      return done({
        version: shell.version,
        platform: shell.platform,
        preferences: preferences.preferences,
        recent: recent.list(),
        ...opened,
      });
    },
    async 'menu:offer'({ commands }) {
      session.shell.offerCommands(commands);
      return done(null);
    },
    async 'job:cancel'({ job }) {
      session.jobs.cancel(job);
      return done(null);
    },
  };
}

/** The page was loaded again, as after a crash: it goes on where it was. */
async function reopened(session: Session): Promise<Opened> {
  await session.closeDocuments();
  if (!session.hasCollection) return { opened: null, fault: null };
  return { opened: { collection: await session.view(), document: session.lastDocument }, fault: null };
}

/** Opens what the command line asked for. */
async function openLaunched(session: Session): Promise<Opened> {
  const { collection, document, sample } = session.shell.launch;
  if (collection === null && !sample) return { opened: null, fault: null };
  const reply =
    collection === null ? await openSampleCollection(session) : await session.openCollection(path.resolve(collection));
  if (!reply.ok) return { opened: null, fault: reply.fault };
  const named = document === null ? null : await findDocument(session.collection, document);
  return {
    opened: { collection: reply.value, document: named?.ok ? named.id : null },
    fault: named === null || named.ok ? null : named.fault,
  };
}

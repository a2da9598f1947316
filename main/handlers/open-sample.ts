import path from 'node:path';
import type { CollectionView } from '../../shared/contract/calls/collection.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import { importMissingSamples, sampleTitle } from '../importing/sample-collection.ts';
import { done } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** Opens the sample collection in the user's folder; makes it first, or completes one that was begun, when that is needed. */
export async function openSampleCollection(session: CollectionSession): Promise<Reply<CollectionView>> {
  const folder = path.join(session.shell.userFolder, sampleTitle);
  const reply = await session.openCollection(folder, sampleTitle);
  if (!reply.ok || reply.value.readOnly !== null) return reply;
  const { collection, jobContext } = session;
  const imported = await session.jobs.run('Importing', (control) =>
    importMissingSamples(jobContext, collection, control),
  );
  return imported.length === 0 ? reply : done(await session.view());
}

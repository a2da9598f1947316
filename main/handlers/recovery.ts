import type { Fault } from '../../shared/contract/fault.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { BranchComparison } from '../../shared/contract/recovery.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { unreachable } from '../../shared/document/unreachable.ts';
import { compareStates } from '../jobs/compare-versions.ts';
import { documentRecovery, keepBranches } from '../jobs/recover-documents.ts';
import { answering } from './answering.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

type Channels = 'document:recovery' | 'document:compare-branches' | 'document:keep-branches';

export function recoveryHandlers(session: Session): HandlersOf<Channels> {
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
  session: Session,
  id: DocumentId,
  act: () => Promise<Reply<Value>>,
): Promise<Reply<Value>> => answering(session.openedDocument(id)?.state.source.name ?? id, act);

async function compared(
  session: Session,
  document: DocumentId,
  tips: readonly [string, string],
): Promise<Reply<BranchComparison>> {
  const { branches } = await session.collection.branches(document);
  const [first, second] = tips.map((tip) => branches.find((branch) => branch.tip === tip));
  if (!first || !second) return refused(notCompared('the files were changed meanwhile'));
  const outcome = await session.jobs.run('Comparing', ({ signal }) =>
    compareStates(session.jobContext, first.state, second.state, signal),
  );
  switch (outcome.kind) {
    case 'compared':
      return done(outcome.value);
    case 'stopped':
      return refused(notCompared(outcome.reason));
    case 'cancelled':
      return refused(notCompared('it was cancelled'));
    default:
      return unreachable(outcome);
  }
}

const notCompared = (reason: string): Fault => ({
  what: `The two lines of changes were not compared: ${reason}.`,
  kept: 'Nothing was changed.',
  next: 'Look at the document again, or keep both and compare them as documents.',
  details: null,
});

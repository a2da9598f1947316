import { describe, expect, it } from 'vitest';
import { type Collection, openCollection } from '../../main/storage/collection/collection.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { type CrashState, crashStates } from '../helpers/crash-states.ts';
import { RecordingDisk } from '../helpers/recording-disk.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { imported, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { report, trials } from './fault-report.ts';
import { inParallel } from './in-parallel.ts';
import { sessionContext, sessionFolder } from './recorded-session.ts';

const atOnce = 64;

/** Where a document is: exactly one of these, at any time. */
type Where = 'list' | 'removed' | 'gone';

/** What was acknowledged by the time that so many operations of the disk had been carried out. */
interface Mark {
  readonly operations: number;
  readonly where: Where;
}

interface Session {
  readonly disk: RecordingDisk;
  readonly id: DocumentId;
  readonly marks: readonly Mark[];
  /** When the document was acknowledged to be there. */
  readonly begun: number;
}

/** Removes a document, puts it back, closes, removes it again, and empties it, beside one that stays. */
async function session(): Promise<Session> {
  const disk = new RecordingDisk();
  const first = await newCollection(sessionFolder, sessionContext(disk, 1));
  await first.addDocument(imported('stays.txt'));
  const { id } = await first.addDocument(imported('goes.txt'));
  const marks: Mark[] = [];
  const mark = (where: Where): void => void marks.push({ operations: disk.operations.length, where });
  mark('list');
  await first.removed.remove([id]);
  mark('removed');
  await first.removed.putBack([id]);
  mark('list');
  await first.close();
  const second = await reopened(sessionFolder, sessionContext(disk, 2));
  await second.removed.remove([id]);
  mark('removed');
  await second.removed.empty([id]);
  mark('gone');
  await second.close();
  return { disk, id, marks, begun: marks[0]?.operations ?? 0 };
}

async function whereIs(collection: Collection, id: DocumentId): Promise<readonly Where[]> {
  const isListed = (await collection.summaries()).some((summary) => summary.id === id);
  const isKept = (await collection.removed.list()).some((one) => one.id === id);
  const found: Where[] = [...(isListed ? ['list' as const] : []), ...(isKept ? ['removed' as const] : [])];
  return found.length === 0 ? ['gone'] : found;
}

/** What is wrong with a state; null when nothing is. */
async function faultOf(
  { id, marks }: Session,
  disk: RecordingDisk,
  { completed }: Pick<CrashState, 'completed'>,
): Promise<string | null> {
  const last = marks.findLastIndex(({ operations }) => operations <= completed);
  const allowed = [marks[last]?.where, marks[last + 1]?.where];
  const outcome = await openCollection(sessionFolder, sessionContext(disk, 100 + completed));
  if (outcome.kind !== 'opened') return `it does not open: ${outcome.kind}`;
  const { collection } = outcome;
  const found = await whereIs(collection, id);
  const [where] = found;
  if (found.length !== 1 || !allowed.includes(where)) return `it is in ${found.join(' and ')} instead of ${allowed}`;
  if (collection.readOnly !== null) return collection.readOnly;
  const { findings } = await collection.check();
  if (findings.length > 0) return findings.map(({ what }) => what).join(' ');
  if (where === 'removed') await collection.removed.putBack([id]);
  if (where !== 'gone') {
    const store = await collection.openDocument(id);
    if ((await store.sourceText()) !== 'The source.\n' || store.readOnly !== null) return 'it is not whole';
    await store.close();
  }
  await collection.close();
  return null;
}

describe('a loss of power while documents are removed, put back and emptied', () => {
  it('at any moment leaves the document in one place, whole, and never back where it was acknowledged to have left', async () => {
    const work = await session();
    const faults: string[] = [];
    let states = 0;
    const random = new SeededRandom(1);
    const moments = (completed: number): boolean => completed >= work.begun;
    const all = crashStates(work.disk.base, work.disk.operations, { random, mostStates: trials(40, 2_000), moments });
    await inParallel(all, atOnce, async (state) => {
      states += 1;
      const fault = await faultOf(work, new RecordingDisk(state.image), state);
      if (fault !== null) faults.push(`after ${state.completed} (${state.fates.join()}): ${fault}`);
    });
    report({
      fault: 'power loss while removing',
      store: 'Anchorite',
      trials: states,
      lost: faults.length,
      unopened: 0,
    });
    expect(faults.slice(0, 5)).toEqual([]);
    expect(states).toBeGreaterThan(300);
  }, 300_000);
});

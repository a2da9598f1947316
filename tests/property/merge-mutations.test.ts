import { afterEach, expect, test, vi } from 'vitest';
import {
  betweenFolders,
  copiesInMemory,
  letteredSession,
  liveCopies,
  noCopyFigures,
} from '../helpers/copy-sessions.ts';
import { liveLines } from '../helpers/line-sessions.ts';

type Mutation =
  | 'takes one line for both'
  | 'tells of no conflict'
  | 'asks who came first'
  | 'forgets who else wrote it down'
  | 'undoes what anybody did'
  | 'is not written down';

const planted = vi.hoisted(() => ({ mutation: null as Mutation | null, asked: 0 }));

vi.mock('../../shared/merge/merge-documents.ts', async (original) => {
  const real = await original<typeof import('../../shared/merge/merge-documents.ts')>();
  const mergeDocuments: typeof real.mergeDocuments = (...given) => {
    if (planted.mutation === 'takes one line for both') return { doc: given[1], conflicts: [], sameAnchors: [] };
    const merged = real.mergeDocuments(...given);
    return planted.mutation === 'tells of no conflict' ? { ...merged, conflicts: [] } : merged;
  };
  return { ...real, mergeDocuments };
});

vi.mock('../../shared/merge/record-graph.ts', async (original) => {
  const real = await original<typeof import('../../shared/merge/record-graph.ts')>();
  const trunkFirst: typeof real.trunkFirst = (one, other) => {
    planted.asked += 1;
    return planted.mutation === 'asks who came first' ? (planted.asked % 3) - 1 : real.trunkFirst(one, other);
  };
  const recordGraph: typeof real.recordGraph = (all) => {
    if (planted.mutation !== 'forgets who else wrote it down') return real.recordGraph(all);
    return real.recordGraph(all.filter(({ record }) => record.kind !== 'merge'));
  };
  return { ...real, trunkFirst, recordGraph };
});

vi.mock('../../shared/merge/own-history.ts', async (original) => {
  const real = await original<typeof import('../../shared/merge/own-history.ts')>();
  const ownHistory: typeof real.ownHistory = (log, ...rest) =>
    planted.mutation === 'undoes what anybody did'
      ? real.ownHistory(
          log.map((one) => ({ ...one, isOwn: true })),
          ...rest,
        )
      : real.ownHistory(log, ...rest);
  return { ...real, ownHistory };
});

vi.mock('../../main/storage/document/journal-entries.ts', async (original) => {
  const real = await original<typeof import('../../main/storage/document/journal-entries.ts')>();
  const encodeBehindMerges: typeof real.encodeBehindMerges = (pending, ...rest) =>
    real.encodeBehindMerges(planted.mutation === 'is not written down' ? [] : pending, ...rest);
  return { ...real, encodeBehindMerges };
});

afterEach(() => {
  planted.mutation = null;
});

/** Whether sessions of any kind find something, each beginning with the same seed. */
async function isFoundOut(sessions: number): Promise<boolean> {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = letteredSession(seed);
    const figures = { ...noCopyFigures(), merges: 0 };
    try {
      if (liveLines(seed, figures).length > 0) return true;
      if ((await liveCopies(await copiesInMemory(session.initial), session, betweenFolders, figures)).length > 0)
        return true;
    } catch {
      return true;
    }
  }
  return false;
}

test.each<Mutation>([
  'takes one line for both',
  'tells of no conflict',
  'asks who came first',
  'forgets who else wrote it down',
  'undoes what anybody did',
  'is not written down',
])('sessions of three people find out a merge that %s', async (mutation) => {
  planted.mutation = mutation;
  expect(await isFoundOut(12)).toBe(true);
});

test('sessions of three people find nothing where nothing is planted', async () => {
  expect(await isFoundOut(3)).toBe(false);
});

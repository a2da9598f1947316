import { describe, expect, it } from 'vitest';
import { type CrashState, crashStates } from '../helpers/crash-states.ts';
import type { Operation } from '../helpers/disk-image.ts';
import { RecordingDisk } from '../helpers/recording-disk.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { inTemporaryFolder } from '../helpers/storage-fixtures.ts';
import { bundleProgram } from './child-program.ts';
import { verdictOn, type Wrong } from './crash-verdict.ts';
import { report, trials } from './fault-report.ts';
import { inParallel } from './in-parallel.ts';
import type * as lowdbProgram from './programs/lowdb-on-a-disk.ts';
import { RecordedSession } from './recorded-session.ts';

/** Half-written locks are waited for, two seconds each. */
const atOnce = 64;
const longRunMs = 3_600_000;

interface Figures {
  states: number;
  readonly wrong: (Wrong & { readonly state: readonly string[] })[];
}

const count = ({ wrong }: Figures, kind: Wrong['kind']): number => wrong.filter((one) => one.kind === kind).length;

async function sessionOf(random: SeededRandom): Promise<RecordedSession> {
  const session = new RecordedSession(random);
  await session.run(trials(4, 8));
  return session;
}

/** Every state of a session, and, of a share of them, states that another loss of power leaves while they are mended. */
async function lossesOf(seed: number, sharePerMille: number, figures: Figures): Promise<void> {
  const session = await sessionOf(new SeededRandom(seed));
  const { base, operations } = session.disk;
  let index = 0;
  await inParallel(
    crashStates(base, operations, { random: new SeededRandom(seed), mostStates: 60 }),
    atOnce,
    async (state) => {
      // Of its own, so that what is drawn does not depend on what else is at work.
      const random = new SeededRandom(seed * 1_000_003 + index++);
      const disk = new RecordingDisk(state.image);
      await judge(disk, session, state, [`seed ${seed}`], figures);
      if (random.below(1_000) >= sharePerMille) return;
      const moments = (): boolean => random.below(4) === 0;
      const again = crashStates(disk.base, disk.operations, { random, mostStates: 12, moments });
      await inParallel(again, atOnce, async ({ image, completed, fates }) => {
        const within = [
          `seed ${seed}`,
          `after ${state.completed}: ${state.fates.join()}`,
          `mending, after ${completed}`,
        ];
        await judge(new RecordingDisk(image), session, { image, fates, completed: state.completed }, within, figures);
      });
    },
  );
}

async function judge(
  disk: RecordingDisk,
  session: RecordedSession,
  { completed, fates }: CrashState,
  within: readonly string[],
  figures: Figures,
): Promise<void> {
  figures.states += 1;
  const wrong = await verdictOn(disk, session, completed);
  if (wrong) figures.wrong.push({ ...wrong, state: [...within, `after ${completed}: ${fates.join()}`] });
}

describe('a loss of power', () => {
  it(
    'at any moment, also while a loss before is mended, loses nothing that was reported as saved',
    async () => {
      const figures: Figures = { states: 0, wrong: [] };
      const wanted = trials(200, 100_000);
      for (let seed = 1; figures.states < wanted; seed++) await lossesOf(seed, trials(5, 40), figures);
      report({
        fault: 'power loss',
        store: 'Anchorite',
        trials: figures.states,
        lost: count(figures, 'lost'),
        unopened: count(figures, 'unopened'),
      });
      expect(figures.wrong.slice(0, 5)).toEqual([]);
      expect(figures.states).toBeGreaterThanOrEqual(wanted);
    },
    trials(600_000, longRunMs),
  );

  it.each<Operation['kind']>(['sync', 'syncFolder'])(
    'is seen to lose what was saved when every %s of the same session is left out',
    async (kind) => {
      const random = new SeededRandom(1);
      const session = await sessionOf(random);
      const { operations, base } = session.disk;
      // What is left out keeps its place, so that what had been acknowledged by then is still known.
      const without = operations.map((one): Operation => (one.kind === kind ? { kind: 'sync', inode: -1 } : one));
      const figures: Figures = { states: 0, wrong: [] };
      const moments = (completed: number): boolean => completed % 8 === 0;
      const states = crashStates(base, without, { random, mostStates: 4, moments });
      await inParallel(states, atOnce, (state) => judge(new RecordingDisk(state.image), session, state, [], figures));
      expect(figures.wrong.length).toBeGreaterThan(figures.states / 10);
    },
  );

  it(
    'loses what lowdb’s own adapter said was written, and leaves files that it cannot read',
    async () => {
      await inTemporaryFolder(async (folder) => {
        const program = await bundleProgram(new URL('./programs/lowdb-on-a-disk.ts', import.meta.url), folder, {
          'node:fs/promises': new URL('./programs/fs-promises-on-a-disk.ts', import.meta.url),
        });
        const lowdb = (await import(/* @vite-ignore */ program)) as typeof lowdbProgram;
        const disk = new RecordingDisk();
        const written = await lowdb.writeWithLowdb(disk, trials(40, 300));
        const figures = { trials: 0, lost: 0, unopened: 0 };
        const random = new SeededRandom(1);
        for (const state of crashStates(disk.base, disk.operations, { random, mostStates: 20 })) {
          const acknowledged = written.filter((operations) => operations <= state.completed).length;
          const found = await lowdb.readWithLowdb(new RecordingDisk(state.image)).catch(() => null);
          figures.trials += 1;
          if (found === null) figures.unopened += 1;
          if ((found ?? 0) < acknowledged) figures.lost += 1;
        }
        report({ fault: 'power loss', store: 'lowdb JSONFile', ...figures });
        expect(figures.lost).toBeGreaterThan(figures.trials / 2);
        expect(figures.unopened).toBeGreaterThan(0);
      });
    },
    longRunMs,
  );
});

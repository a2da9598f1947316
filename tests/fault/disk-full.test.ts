import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { bundleProgram, ChildProgram } from './child-program.ts';
import { report, trials } from './fault-report.ts';

/** How large a file may become, in blocks of 1,024 bytes. */
const limits = Array.from({ length: trials(6, 60) }, (_, index) => 3 + index);

interface Trial {
  readonly lost: boolean;
  readonly unopened: boolean;
  readonly told: string;
}

async function fill(program: string, folder: string, blocks: number): Promise<Trial> {
  const collection = await newCollection(folder, contextOn(nodeFileSystem));
  const { id } = await collection.addDocument(imported());
  await collection.close();
  const child = new ChildProgram(program, [folder, id], `ulimit -f ${blocks}`);
  await child.ended();
  const numbers = child.lines.map(Number).filter((number) => !Number.isNaN(number));
  const again = await reopened(folder, contextOn(nodeFileSystem));
  try {
    const store = await again.openDocument(id);
    const { findings } = await again.check();
    const unopened = store.readOnly !== null || findings.length > 0;
    return { lost: store.state.seq < (numbers.at(-1) ?? 1), unopened, told: child.lines.at(-1) ?? '' };
  } finally {
    await again.close();
  }
}

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  it(
    'leaves everything that was saved, and the person is told',
    async () => {
      await inTemporaryFolder(async (parent) => {
        const program = await bundleProgram(new URL('./programs/append-until-refused.ts', import.meta.url), parent);
        const done: Trial[] = [];
        for (const blocks of limits) done.push(await fill(program, `${parent}/letters-${blocks}`, blocks));
        const lost = done.filter((trial) => trial.lost).length;
        const unopened = done.filter((trial) => trial.unopened).length;
        report({ fault: 'disk full', store: 'Anchorite', trials: done.length, lost, unopened });
        expect([lost, unopened]).toEqual([0, 0]);
        for (const { told } of done) expect(told).toMatch(/^Changes to “001.txt” since change \d+ could not be saved/);
      });
    },
    trials(60_000, 600_000),
  );
});

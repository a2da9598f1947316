import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { growCollection } from './grown-collection.ts';
import { inTurn, timed } from './measure.ts';
import { inWindow, startedWindow } from './started-window.ts';

/** Collections of ever more documents, made of the sample documents, beside the smallest of them:
 *  `npm run bench -- collection [rounds] [sizes]`. Growing 100,000 documents takes some minutes. */
const [, , samples = '', roundCount = '5', sizeList = '1000,10000,100000'] = process.argv.slice(2);
const rounds = Number(roundCount);
const [few = 1_000, ...sizes] = sizeList.split(',').map(Number);
const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
/** The first paint of so many documents may take so many times that of the smallest collection. */
const [largest, largestGoal, usualGoal] = [100_000, 1.5, 1.2] as const;
/** What a whole list costs grows with it, and may not grow faster: a start of the program is in both. */
const printed = 50;

const started = (folder: string, parent: string) => () =>
  inWindow(startedWindow(root, parent, [`--collection=${folder}`]), (window) =>
    window.untilPainted('tbody tr[id^="row-"]'),
  );

const listed = (folder: string, options: readonly string[]) => () =>
  timed(() =>
    run(process.execPath, [path.join(root, 'out/cli/anchorite.js'), 'list', folder, '--json', ...options], {
      maxBuffer: 1 << 30,
    }),
  );

async function main(parent: string): Promise<void> {
  const small = await growCollection(few, path.join(parent, `documents-${few}`), samples);
  // The first opening writes what the later ones read.
  await started(small, parent)();
  for (const size of sizes) {
    const large = await growCollection(size, path.join(parent, `documents-${size}`), samples);
    await started(large, parent)();
    const goal = size >= largest ? largestGoal : usualGoal;
    const against = `${size} documents against ${few}`;
    await inTurn(`start to first row, ${against}`, rounds, goal, {
      ours: started(large, parent),
      peer: started(small, parent),
    });
    const few50 = ['--limit', String(printed)];
    await inTurn(`anchorite list --limit ${printed}, ${against}`, rounds, goal, {
      ours: listed(large, few50),
      peer: listed(small, few50),
    });
    await inTurn(`anchorite list, ${against}`, rounds, size / few, {
      ours: listed(large, []),
      peer: listed(small, []),
    });
  }
}

const parent = await mkdtemp(path.join(tmpdir(), 'anchorite-collections-'));
try {
  await main(parent);
} finally {
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
}

import { expect, test } from 'vitest';
import {
  betweenFolders,
  copiesInMemory,
  copiesThroughGit,
  letteredSession,
  liveCopies,
  noCopyFigures,
  throughGit,
} from '../helpers/copy-sessions.ts';
import { inTemporaryFolder } from '../helpers/storage-fixtures.ts';

// More of them: npm run test:sessions -- --merges folders, or git.
const sessions = 40;
const throughRepository = 2;

test(`three copies that reach each other in parts, with programs that end at any moment, come to the same text in ${sessions} random sessions`, async () => {
  const found: string[] = [];
  const figures = noCopyFigures();
  for (let seed = 1; seed <= sessions && found.length < 10; seed++) {
    const session = letteredSession(seed);
    const faults = await liveCopies(await copiesInMemory(session.initial), session, betweenFolders, figures);
    if (faults.length > 0) found.push(`seed ${seed}: ${faults.join('; ')}`);
  }
  expect(found).toEqual([]);
  // Something of each came to pass.
  expect(Object.entries(figures).filter(([, count]) => count === 0)).toEqual([]);
});

test('copies that share a repository on a disk come to the same text', async () => {
  const figures = noCopyFigures();
  for (let seed = 1; seed <= throughRepository; seed++)
    await inTemporaryFolder(async (place) => {
      const session = letteredSession(seed);
      expect(await liveCopies(await copiesThroughGit(session.initial, place), session, throughGit, figures)).toEqual(
        [],
      );
    });
  expect(figures.merges).toBeGreaterThan(0);
});

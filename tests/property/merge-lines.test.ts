import { expect, test } from 'vitest';
import { type LineFigures, liveLines } from '../helpers/line-sessions.ts';

const sessions = 200;

test(`three copies of a document come to the same text in ${sessions} random sessions, whatever arrives where and when, and lose no word`, () => {
  const found: string[] = [];
  const figures: LineFigures = { merges: 0, undone: 0 };
  for (let seed = 1; seed <= sessions && found.length < 10; seed++) {
    const faults = liveLines(seed, figures);
    if (faults.length > 0) found.push(`seed ${seed}: ${faults.join('; ')}`);
  }
  expect(found).toEqual([]);
  expect(Math.min(figures.merges, figures.undone)).toBeGreaterThan(0);
});

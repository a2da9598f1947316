import { expect, test } from 'vitest';
import { faultsOf, writtenTei } from '../helpers/tei-round-trip.ts';
import { teiSession } from '../helpers/tei-sessions.ts';

/** How many sessions are lived through; more when somebody looks for what is rare. */
const sessions = Number(process.env.TEI_SESSIONS ?? 250);

test('whatever is edited, what comes out is XML, has every page in order and every letter, and is else as it was', () => {
  const failed: unknown[] = [];
  for (let seed = 1; seed <= sessions; seed += 1) {
    const { imported, names, edited } = teiSession(seed);
    const faults = faultsOf(imported, edited);
    if (faults.length > 0) failed.push({ seed, faults, names: names.join(' ') });
  }
  expect(failed).toEqual([]);
}, 600_000);

test('after all was undone the file comes out byte for byte', () => {
  const failed: number[] = [];
  for (let seed = 1; seed <= Math.ceil(sessions / 5); seed += 1) {
    const { imported, undone } = teiSession(seed);
    if (writtenTei(imported, undone) !== imported.xml) failed.push(seed);
  }
  expect(failed).toEqual([]);
}, 600_000);

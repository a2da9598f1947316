import { describe, expect, it } from 'vitest';
import type { StorageContext } from '../../main/storage/disk/storage-context.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { canonicalHash } from '../../shared/text/canonical-json.ts';
import { tagging, typing } from '../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../helpers/memory-file-system.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { contextOn, imported, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { report, trials } from './fault-report.ts';

const folder = '/letters';
const tenYearsMs = 10 * 365 * 24 * 3_600_000;
const changes = 12;

/** Everything of a state that is not a time. */
const timeless = (state: DocumentState): unknown => [
  state.seq,
  canonicalHash(state.doc),
  state.status,
  state.metadata,
  state.versions.map(({ number, name, seq, status }) => ({ number, name, seq, status })),
  [...state.annotations.values()].map(({ id, as, withdrawn }) => ({ id, as, withdrawn })),
];

/** Works on a document under a clock, closing and opening the collection between changes.
 *  @returns what is there in the end, and whether anything had to be told of */
async function workUnder(now: () => Date): Promise<{ readonly state: unknown; readonly notices: readonly string[] }> {
  const disk = new MemoryFileSystem();
  let pid = 1;
  const context = (): StorageContext => ({ ...contextOn(disk, { pid: pid++ }), now });
  const first = await newCollection(folder, context());
  const { id } = await first.addDocument(imported());
  await first.close();
  for (let number = 0; number < changes; number++) {
    const collection = await reopened(folder, context());
    const store = await collection.openDocument(id);
    const { seq, doc } = store.state;
    const name = `${number}`;
    if (number % 4 === 0) await store.nameVersion(`Version ${number}`);
    else if (number % 4 === 1) await store.append(seq, [tagging(name, doc, 2, 6, `a${number}`, 'person')]);
    else await store.append(seq, [typing(name, doc, `${number}.`)]);
    await store.setStatus(number % 2 === 0 ? 'correcting' : 'corrected');
    await collection.close();
  }
  const last = await reopened(folder, context());
  const { findings } = await last.check();
  const { state } = await last.openDocument(id);
  const found = { state: timeless(state), notices: [...last.notices, ...findings.map(({ what }) => what)] };
  await last.close();
  return found;
}

describe('a clock that is set ten years forward or back between changes', () => {
  it(
    'changes nothing but the times',
    async () => {
      const expected = await workUnder(() => new Date(Date.UTC(2026, 2, 1)));
      const jumps = trials(40, 2_000);
      let lost = 0;
      let unopened = 0;
      for (let seed = 1; seed <= jumps; seed++) {
        const random = new SeededRandom(seed);
        const jump = (): Date => new Date(Date.UTC(2026, 2, 1) + Math.round((2 * random.next() - 1) * tenYearsMs));
        const found = await workUnder(jump).catch(() => null);
        if (!found || found.notices.length > 0) unopened += 1;
        else if (JSON.stringify(found.state) !== JSON.stringify(expected.state)) lost += 1;
      }
      report({ fault: 'clock', store: 'Anchorite', trials: jumps, lost, unopened });
      expect([expected.notices, lost, unopened]).toEqual([[], 0, 0]);
    },
    trials(60_000, 600_000),
  );
});

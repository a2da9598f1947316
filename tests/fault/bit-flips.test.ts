import { describe, expect, it } from 'vitest';
import { openCollection } from '../../main/storage/collection/collection.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { MemoryFileSystem } from '../helpers/memory-file-system.ts';
import { contextOn, reopened } from '../helpers/storage-fixtures.ts';
import { crashedCollection, folder, stateOf } from './crashed-collection.ts';
import { isLongRun, report, trials } from './fault-report.ts';

/** What a person is shown and told of a collection. */
interface Shown {
  readonly state: string;
  readonly title: string;
  readonly told: boolean;
}

async function shown(disk: MemoryFileSystem, id: DocumentId): Promise<Shown> {
  const outcome = await openCollection(folder, contextOn(disk, { pid: 7 }));
  if (outcome.kind !== 'opened') return { state: 'none', title: '', told: true };
  const { collection } = outcome;
  try {
    const summaries = await collection.summaries();
    const store = await collection.openDocument(id).catch(() => null);
    const { findings } = await collection.check();
    const sentences = [collection.readOnly, store?.readOnly, ...collection.notices, ...findings];
    return {
      state: `${stateOf(store?.state.doc)} ${summaries.map(({ words }) => words).join()}`,
      title: collection.title,
      told: sentences.some((sentence) => sentence !== null && sentence !== undefined) || store === null,
    };
  } finally {
    await collection.close();
  }
}

/** Places of bits in a file: all of them in the long run; else one of every third byte, another one from byte to byte. (Every
 *  bit of a journal is flipped under its reader, in the unit tests.) */
function* bitsOf(bytes: Uint8Array): Generator<{ readonly offset: number; readonly mask: number }> {
  if (!isLongRun) for (let offset = 0; offset < bytes.length; offset += 3) yield { offset, mask: 1 << (offset % 8) };
  else for (let bit = 0; bit < bytes.length * 8; bit++) yield { offset: bit >> 3, mask: 1 << (bit & 7) };
}

function flipped(whole: Uint8Array, { offset, mask }: { readonly offset: number; readonly mask: number }): Uint8Array {
  const bytes = Uint8Array.from(whole);
  bytes[offset] = (bytes[offset] ?? 0) ^ mask;
  return bytes;
}

/** Flips bits of a file, one at a time, and tells which flips changed what is shown without a word. */
async function silentFlips(
  disk: MemoryFileSystem,
  id: DocumentId,
  file: string,
): Promise<{ readonly flips: number; readonly silent: readonly number[] }> {
  const healthy = await shown(disk.copy(), id);
  expect(healthy.told).toBe(false);
  const silent: number[] = [];
  let flips = 0;
  for (const bit of bitsOf(disk.bytes(file))) {
    flips += 1;
    const damaged = disk.copy();
    damaged.setBytes(file, flipped(disk.bytes(file), bit));
    const { state, title, told } = await shown(damaged, id);
    if (!told && (state !== healthy.state || title !== healthy.title)) silent.push(bit.offset);
  }
  return { flips, silent };
}

const longestMs = trials(60_000, 3_600_000);

describe('a flipped bit', () => {
  it(
    'in a closed collection changes nothing that is shown without telling',
    async () => {
      const { disk, id } = await crashedCollection();
      await (await reopened(folder, contextOn(disk, { pid: 2, checkpointEvery: 1 }))).close();
      const files = disk.files.filter((file) => !file.endsWith('.gitignore') && !file.endsWith('collection.json'));
      expect(files.filter((file) => file.includes('/checkpoints/'))).toHaveLength(1);
      const figures = { trials: 0, lost: 0, unopened: 0 };
      for (const file of files) {
        const { flips, silent } = await silentFlips(disk, id, file);
        figures.trials += flips;
        figures.lost += silent.length;
        expect(silent, file).toEqual([]);
      }
      report({ fault: 'bit flips', store: 'Anchorite', ...figures });
    },
    longestMs,
  );

  it(
    'in a closed journal is damage, never an unfinished write, and nothing is cut off',
    async () => {
      const { disk, id } = await crashedCollection();
      await (await reopened(folder, contextOn(disk, { pid: 2 }))).close();
      const file = disk.files.find((name) => name.includes('documents') && name.endsWith('.jsonl')) ?? '';
      const whole = disk.bytes(file);
      for (const bit of bitsOf(whole)) {
        const damaged = disk.copy();
        const bytes = flipped(whole, bit);
        damaged.setBytes(file, bytes);
        const collection = await reopened(folder, contextOn(damaged, { pid: 7 }));
        await collection.summaries();
        await collection.openDocument(id).catch(() => null);
        await collection.close();
        expect(Buffer.compare(damaged.bytes(file), bytes), `byte ${bit.offset}`).toBe(0);
      }
    },
    longestMs,
  );
});

import { describe, expect, it } from 'vitest';
import { openCollection } from '../../main/storage/collection.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { MemoryFileSystem } from '../helpers/memory-file-system.ts';
import { contextOn, reopened } from '../helpers/storage-fixtures.ts';
import { crashedCollection, folder, stateOf } from './crashed-collection.ts';

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

/** Flips one bit of every third byte of a file, another one from byte to byte, and tells which flips changed what is shown
 *  without a word. (Every bit of a journal is flipped under its reader, in the unit tests.) */
async function silentFlips(disk: MemoryFileSystem, id: DocumentId, file: string): Promise<readonly number[]> {
  const healthy = await shown(disk.copy(), id);
  expect(healthy.told).toBe(false);
  const silent: number[] = [];
  for (let offset = 0; offset < disk.bytes(file).length; offset += 3) {
    const damaged = disk.copy();
    const bytes = Uint8Array.from(disk.bytes(file));
    bytes[offset] = (bytes[offset] ?? 0) ^ (1 << (offset % 8));
    damaged.setBytes(file, bytes);
    const { state, title, told } = await shown(damaged, id);
    if (!told && (state !== healthy.state || title !== healthy.title)) silent.push(offset);
  }
  return silent;
}

describe('a flipped bit', () => {
  it('in a closed collection changes nothing that is shown without telling', async () => {
    const { disk, id } = await crashedCollection();
    await (await reopened(folder, contextOn(disk, { pid: 2 }))).close();
    const files = disk.files.filter((file) => !file.endsWith('.gitignore') && !file.endsWith('collection.json'));
    for (const file of files) expect(await silentFlips(disk, id, file), file).toEqual([]);
  });

  it('in a closed journal is damage, never an unfinished write, and nothing is cut off', async () => {
    const { disk, id } = await crashedCollection();
    await (await reopened(folder, contextOn(disk, { pid: 2 }))).close();
    const file = disk.files.find((name) => name.includes('documents') && name.endsWith('.jsonl')) ?? '';
    const length = disk.bytes(file).length;
    for (let offset = 0; offset < length; offset += 3) {
      const damaged = disk.copy();
      const bytes = Uint8Array.from(disk.bytes(file));
      bytes[offset] = (bytes[offset] ?? 0) ^ (1 << (offset % 8));
      damaged.setBytes(file, bytes);
      const collection = await reopened(folder, contextOn(damaged, { pid: 7 }));
      await collection.summaries();
      await collection.openDocument(id).catch(() => null);
      await collection.close();
      expect(Buffer.compare(damaged.bytes(file), bytes), `byte ${offset}`).toBe(0);
    }
  });
});

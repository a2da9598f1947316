import { expect, test, vi } from 'vitest';
import { openLeftPlaces } from '../../../main/storage/settings/left-places.ts';
import type { LeftPlace } from '../../../shared/contract/payloads/preferences.ts';
import type { DocumentId, PageImageId } from '../../../shared/document/identifier.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';

const folder = '/user';
const file = `${folder}/places.json`;
const id = (number: number): DocumentId => `d${number}` as DocumentId;
const at = (head: number): LeftPlace => ({ anchor: head, head, top: 1, page: 's1' as PageImageId });
const neverFails = (error: unknown): void => {
  throw error;
};

test('where documents were left is known again in the next session', async () => {
  const disk = new MemoryFileSystem();
  const places = await openLeftPlaces(folder, neverFails, disk);
  expect(places.of(id(1))).toBeNull();
  places.note(id(1), at(5));
  places.note(id(2), { ...at(7), page: null });
  places.note(id(1), at(9));
  expect(places.of(id(1))).toEqual(at(9));
  await places.close();
  const again = await openLeftPlaces(folder, neverFails, disk);
  expect([again.of(id(1)), again.of(id(2)), again.of(id(3))]).toEqual([at(9), { ...at(7), page: null }, null]);
});

test('a place is on the disk a moment after it was noted, with nothing closed', async () => {
  vi.useFakeTimers();
  try {
    const disk = new MemoryFileSystem();
    const places = await openLeftPlaces(folder, neverFails, disk);
    places.note(id(1), at(5));
    expect(disk.files).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await openLeftPlaces(folder, neverFails, disk.copy())).of(id(1))).toEqual(at(5));
  } finally {
    vi.useRealTimers();
  }
});

test('of more documents than are kept those are forgotten that were left longest ago', async () => {
  const disk = new MemoryFileSystem();
  const places = await openLeftPlaces(folder, neverFails, disk);
  for (let number = 1; number <= 520; number++) places.note(id(number), at(number));
  places.note(id(21), at(1));
  places.note(id(521), at(521));
  await places.close();
  const again = await openLeftPlaces(folder, neverFails, disk);
  expect([20, 21, 22, 521].map((number) => again.of(id(number))?.head)).toEqual([undefined, 1, undefined, 521]);
  again.note(id(522), at(522));
  await again.close();
  expect((JSON.parse(Buffer.from(disk.bytes(file)).toString()) as { places: unknown[] }).places).toHaveLength(500);
  expect(disk.bytes(file).length).toBeLessThan(100_000);
});

test('a list that cannot be read is begun anew, and one that cannot be written fails nothing', async () => {
  const disk = new MemoryFileSystem();
  disk.makeFolders(folder);
  disk.setBytes(file, Buffer.from('{"format":1,"places":[{"document":"../../x"}]}'));
  const told: unknown[] = [];
  const places = await openLeftPlaces(folder, (error) => told.push(error), disk);
  disk.inject = ({ name }) => (name === 'open' ? { error: 'ENOSPC' } : null);
  places.note(id(1), at(5));
  await places.close();
  expect([places.of(id(1)), told.length]).toEqual([at(5), 1]);
});

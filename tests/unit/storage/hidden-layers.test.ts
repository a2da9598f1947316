import { expect, test } from 'vitest';
import { hiddenLayersOf, keepHiddenLayers } from '../../../main/storage/settings/hidden-layers.ts';
import { type HiddenLayers, nothingHidden } from '../../../shared/contract/payloads/tagging.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';

const user = '/user';
const withoutDates: HiddenLayers = { ...nothingHidden, kinds: ['date'], editors: ['MK'] };

test('what a person hides is known again for each collection, and for no other', async () => {
  const disk = new MemoryFileSystem();
  await keepHiddenLayers(user, '/letters', withoutDates, disk);
  await keepHiddenLayers(user, '/cables', { ...nothingHidden, marks: ['look'] }, disk);
  expect(await hiddenLayersOf(user, '/letters/', disk)).toEqual(withoutDates);
  expect((await hiddenLayersOf(user, '/cables', disk)).marks).toEqual(['look']);
  expect(await hiddenLayersOf(user, '/maps', disk)).toEqual(nothingHidden);
});

test('where everything is shown again nothing is kept of the collection', async () => {
  const disk = new MemoryFileSystem();
  await keepHiddenLayers(user, '/letters', withoutDates, disk);
  await keepHiddenLayers(user, '/letters', nothingHidden, disk);
  expect(await hiddenLayersOf(user, '/letters', disk)).toEqual(nothingHidden);
  expect(Buffer.from(disk.bytes(`${user}/layers.json`)).toString()).not.toContain('letters');
});

test('a file that cannot be read hides nothing, and is written anew', async () => {
  const disk = new MemoryFileSystem();
  await keepHiddenLayers(user, '/letters', withoutDates, disk);
  const broken = '{"format":1,"collections":[{"folder":"/letters","hidden":{"kinds":["weapon"]}}]}';
  disk.setBytes(`${user}/layers.json`, Buffer.from(broken));
  expect(await hiddenLayersOf(user, '/letters', disk)).toEqual(nothingHidden);
  await keepHiddenLayers(user, '/letters', withoutDates, disk);
  expect(await hiddenLayersOf(user, '/letters', disk)).toEqual(withoutDates);
});

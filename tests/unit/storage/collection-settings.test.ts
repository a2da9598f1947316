import { expect, test } from 'vitest';
import {
  CollectionSettings,
  keptHiddenLayers,
  keptTableViews,
} from '../../../main/storage/settings/collection-settings.ts';
import { type HiddenLayers, hiddenLayersSchema, nothingHidden } from '../../../shared/contract/payloads/tagging.ts';
import type { TableView, TableViews } from '../../../shared/table/table-view.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';

const user = '/user';
const withoutDates: HiddenLayers = { ...nothingHidden, kinds: ['date'], editors: ['MK'] };
const view: TableView = {
  columns: ['title', 'sender', 'suspects'],
  order: { column: 'suspects', direction: 'descending' },
  group: 'year',
  filters: [{ kind: 'count', column: 'suspects', least: 1, most: null }],
};
const views: TableViews = { current: view, named: [{ name: 'To be read', view }] };

test('what a person set is known again for each collection, and for no other', async () => {
  const disk = new MemoryFileSystem();
  await keptHiddenLayers.keep(user, '/letters', withoutDates, disk);
  await keptHiddenLayers.keep(user, '/cables', { ...nothingHidden, marks: ['look'] }, disk);
  await keptTableViews.keep(user, '/letters', views, disk);
  expect(await keptHiddenLayers.of(user, '/letters/', disk)).toEqual(withoutDates);
  expect((await keptHiddenLayers.of(user, '/cables', disk))?.marks).toEqual(['look']);
  expect(await keptHiddenLayers.of(user, '/maps', disk)).toBeNull();
  expect(await keptTableViews.of(user, '/letters', disk)).toEqual(views);
  expect(await keptTableViews.of(user, '/cables', disk)).toBeNull();
});

test('what is kept no longer is not in the file', async () => {
  const disk = new MemoryFileSystem();
  await keptHiddenLayers.keep(user, '/letters', withoutDates, disk);
  await keptHiddenLayers.keep(user, '/letters', null, disk);
  expect(await keptHiddenLayers.of(user, '/letters', disk)).toBeNull();
  expect(Buffer.from(disk.bytes(`${user}/layers.json`)).toString()).not.toContain('letters');
});

test.each([
  ['layers.json', keptHiddenLayers, withoutDates, '"weapon"', '"date"'] as const,
  ['table-views.json', keptTableViews, views, '"password"', '"suspects"'] as const,
])('%s that another hand spoiled is begun anew, and can be kept again', async (name, settings, value, bad, good) => {
  const disk = new MemoryFileSystem();
  const kept = settings as CollectionSettings<unknown>;
  await kept.keep(user, '/letters', value, disk);
  const text = Buffer.from(disk.bytes(`${user}/${name}`)).toString();
  expect(text).toContain(good);
  disk.setBytes(`${user}/${name}`, Buffer.from(text.replace(good, bad)));
  expect(await kept.of(user, '/letters', disk)).toBeNull();
  await kept.keep(user, '/letters', value, disk);
  expect(await kept.of(user, '/letters', disk)).toEqual(value);
});

test('changes that are asked for at once are all kept', async () => {
  const disk = new MemoryFileSystem();
  const settings = new CollectionSettings('layers.json', hiddenLayersSchema);
  const folders = ['/a', '/b', '/c', '/d'];
  await Promise.all(
    folders.map((folder) => settings.keep(user, folder, { ...nothingHidden, editors: [folder.slice(1)] }, disk)),
  );
  for (const folder of folders) expect((await settings.of(user, folder, disk))?.editors).toEqual([folder.slice(1)]);
});

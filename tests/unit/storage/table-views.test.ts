import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { keepTableViews, tableViewsOf } from '../../../main/storage/settings/table-views.ts';
import type { TableView, TableViews } from '../../../shared/table/table-view.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

const view: TableView = {
  columns: ['title', 'sender', 'suspects'],
  order: { column: 'suspects', direction: 'descending' },
  group: 'year',
  filters: [{ kind: 'count', column: 'suspects', least: 1, most: null }],
};
const views: TableViews = { current: view, named: [{ name: 'To be read', view }] };
const nothing: TableViews = { current: null, named: [] };

test('each collection has the views that were kept for it', () =>
  inTemporaryFolder(async (user) => {
    await keepTableViews(user, '/archive/one', views);
    await keepTableViews(user, '/archive/two', nothing);
    expect(await tableViewsOf(user, '/archive/one/')).toEqual(views);
    expect(await tableViewsOf(user, '/archive/two')).toEqual(nothing);
    expect(await tableViewsOf(user, '/archive/three')).toEqual(nothing);
  }));

test('a file that another hand spoiled is begun anew, and views can be kept again', () =>
  inTemporaryFolder(async (user) => {
    await keepTableViews(user, '/archive/one', views);
    const file = path.join(user, 'table-views.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"suspects"', '"password"'));
    expect(await tableViewsOf(user, '/archive/one')).toEqual(nothing);
    await keepTableViews(user, '/archive/one', views);
    expect(await tableViewsOf(user, '/archive/one')).toEqual(views);
  }));

import { beforeEach, expect, test } from 'vitest';
import {
  addRest,
  allRows,
  beginRest,
  endRest,
  mergeRows,
  removeRows,
  updateRows,
} from '../../../renderer/model/rows.ts';
import { beginSession, session, type WindowSession } from '../../../renderer/model/session.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';

const row = (id: string, title = id): DocumentSummary => ({ id: id as DocumentId, title }) as DocumentSummary;
const told = { notices: [], headline: null, unreadable: [] };

const show = (folder: string): void => {
  const collection = { folder, documents: [row('a'), row('b')], isWhole: false, count: 5, unreadable: [] };
  beginSession({ collection } as unknown as WindowSession);
  beginRest();
};

const titles = (): readonly string[] => session().collection?.documents.map(({ title }) => title) ?? [];

beforeEach(() => show('letters'));

test('the rest of a large collection stands behind its first rows, in the order in which it comes', () => {
  addRest('letters', [row('c'), row('d')]);
  addRest('letters', [row('e')]);
  endRest({ folder: 'letters', ...told });
  expect([titles(), session().collection?.isWhole, session().collection?.count]).toEqual([
    ['a', 'b', 'c', 'd', 'e'],
    true,
    5,
  ]);
});

test('what was changed before its row came is shown as it is now', () => {
  updateRows([row('d', 'changed')]);
  addRest('letters', [row('c'), row('d'), row('e')]);
  endRest({ folder: 'letters', ...told });
  expect(titles()).toEqual(['a', 'b', 'c', 'changed', 'e']);
});

test('what is imported meanwhile stands behind all others, and what was removed does not come back', () => {
  mergeRows([row('new')]);
  removeRows(new Set(['b' as DocumentId]));
  updateRows([row('b', 'late')]);
  addRest('letters', [row('c'), row('d'), row('e')]);
  endRest({ folder: 'letters', ...told });
  expect(titles()).toEqual(['a', 'c', 'd', 'e', 'new']);
});

test('an act on all documents waits for all rows', async () => {
  let isThere = false;
  const waiting = allRows().then((whole) => {
    isThere = whole;
  });
  addRest('letters', [row('c')]);
  await Promise.resolve();
  expect(isThere).toBe(false);
  endRest({ folder: 'letters', ...told });
  await waiting;
  expect(isThere).toBe(true);
});

test('rows of a collection that was left come into no other, and nothing is done to its documents', async () => {
  const waiting = allRows();
  show('telegrams');
  addRest('letters', [row('c')]);
  endRest({ folder: 'letters', ...told });
  expect([titles(), session().collection?.isWhole, await waiting]).toEqual([['a', 'b'], false, false]);
});

import { expect, test } from 'vitest';
import { mergeRows, updateRows } from '../../../renderer/model/rows.ts';
import { beginSession, session, type WindowSession } from '../../../renderer/model/session.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';

const row = (id: string, title: string): DocumentSummary =>
  ({ id, title }) as Partial<DocumentSummary> as DocumentSummary;

const titles = (): readonly (string | undefined)[] =>
  session().collection?.documents.map(({ id, title }) => `${id} ${title}`) ?? [];

test('rows that changed take the place of those in the table; only what was imported comes in anew', () => {
  const collection = { documents: [row('d1', 'One'), row('d2', 'Two')] };
  beginSession({ collection } as unknown as WindowSession);
  mergeRows([row('d2', 'Second'), row('d3', 'Three')]);
  expect(titles()).toEqual(['d1 One', 'd2 Second', 'd3 Three']);
  updateRows([row('d1', 'First'), row('d9', 'Removed a moment ago')]);
  expect(titles()).toEqual(['d1 First', 'd2 Second', 'd3 Three']);
});

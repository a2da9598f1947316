import { expect, test } from 'vitest';
import { assignmentsOf, templatesOf, withTemplate } from '../../../shared/archive/collection-desk.ts';
import { factsTable, readFactsTable, tableFacts } from '../../../shared/archive/facts-table.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { emptyMetadata } from '../../../shared/document/metadata.ts';

const id = 'd1' as DocumentId;

test('a table of facts reads back as it was, commas, quotation marks and all', () => {
  const facts = Object.fromEntries(tableFacts.map((name, index) => [name, `${index}, “${name}” "in" ; quotes`]));
  const table = factsTable([{ id, source: 'a.txt', status: 'raw', metadata: { ...emptyMetadata, ...facts } }]);
  expect(readFactsTable(table)).toEqual({
    rows: [{ row: 2, name: 'd1', facts }],
    faults: [],
    passedOver: ['status', 'type', 'date', 'when'],
  });
});

test('an empty value leaves what is known, and takes it away only on request', () => {
  const table = 'source;box;folder\na.txt;;7\n';
  expect(readFactsTable(table)).toMatchObject({ rows: [{ name: 'a.txt', facts: { folder: '7' } }] });
  expect(readFactsTable(table, { clears: true })).toMatchObject({ rows: [{ facts: { box: '', folder: '7' } }] });
});

test('a broken row is told with its line, and costs itself alone', () => {
  const table = 'document,Shelf mark\nd1,A 1\n,A 2\nd3,A 3,more\n"d4,A 4\nd5,A 5\n';
  expect(readFactsTable(table)).toEqual({
    rows: [
      { row: 2, name: 'd1', facts: { callNumber: 'A 1' } },
      { row: 6, name: 'd5', facts: { callNumber: 'A 5' } },
    ],
    faults: [
      { row: 3, reason: 'it does not name a document', text: ',A 2' },
      { row: 4, reason: 'it has 3 values for 2 columns', text: 'd3,A 3,more' },
      { row: 5, reason: 'a quotation mark is not closed where its value ends', text: '"d4,A 4' },
    ],
    passedOver: [],
  });
});

test.each([
  ['', 'The table is empty.'],
  ['box,folder\n1,2\n', 'The first row must name the columns, one of them “document” or “source”.'],
  ['document,box,Box\nd1,2,3\n', 'Two columns are “box”.'],
])('a table without the columns it needs says which: %j', (text, reason) => {
  expect(readFactsTable(text)).toEqual({ reason });
});

test('of two default templates the later one is the default', () => {
  const acts = [
    { act: 'kept', name: 'RG 59', facts: { fonds: 'RG 59' }, isDefault: true },
    { act: 'kept', name: 'Papers', facts: { box: '1' }, isDefault: true },
    { act: 'kept', name: 'Gone', facts: {}, isDefault: false },
    { act: 'dropped', name: 'Gone' },
  ] as const;
  expect(templatesOf(acts).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['Papers', true],
    ['RG 59', false],
  ]);
});

test('a template fills in what an imported document does not state itself', () => {
  const template = { name: 'x', facts: { box: '1', fonds: 'RG 59' }, isDefault: true };
  expect(withTemplate({ ...emptyMetadata, box: '7' }, template)).toEqual({
    ...emptyMetadata,
    box: '7',
    fonds: 'RG 59',
  });
});

test('a document has the second reader whom it was assigned to last', () => {
  const event = (act: Parameters<typeof assignmentsOf>[0][number]['act'], time: string) => ({
    act,
    editor: 'AA',
    time,
  });
  const copy = 'd2' as DocumentId;
  const events = [
    event({ act: 'assigned', document: id, copy, reader: 'BB' }, '1'),
    event({ act: 'assigned', document: id, copy, reader: 'CC' }, '2'),
    event({ act: 'settled', document: id }, '3'),
  ];
  expect(assignmentsOf(events)).toEqual([{ document: id, copy, reader: 'CC', by: 'AA', time: '2', settled: '3' }]);
  expect(assignmentsOf([...events, event({ act: 'withdrawn', document: id }, '4')])).toEqual([]);
});

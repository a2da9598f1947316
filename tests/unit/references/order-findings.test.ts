import { expect, test } from 'vitest';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { CorrespondenceRow } from '../../../shared/references/correspondence.ts';
import { orderFindings } from '../../../shared/references/order-findings.ts';

const id = (name: string): DocumentId => name as DocumentId;

const row = (name: string, when: string | null, answers: readonly string[] = []): CorrespondenceRow => ({
  document: id(name),
  title: name,
  number: '',
  when,
  date: '',
  from: '',
  to: '',
  placeSent: '',
  answers: answers.map(id),
  answeredBy: [],
  refersTo: [],
  namedBy: [],
});

const found = (...rows: readonly CorrespondenceRow[]) =>
  orderFindings(
    rows,
    rows.map(({ document }) => document),
  ).map(({ kind, document, others, dates }) => [kind, document, others.map((other) => other.document), dates]);

test('an answer of January that has the year of the question is found, and the next year offered with its hour', () => {
  expect(found(row('q', '1962-12-28'), row('a', '1962-01-03T15:00:00', ['q']))).toEqual([
    ['older than its question', 'a', ['q'], ['1963-01-03T15:00:00']],
  ]);
});

test('an answer of the same day, or of the day before by another clock, and one without a date, is no finding', () => {
  expect(found(row('q', '1962-11-13'), row('a', '1962-11-13', ['q']))).toEqual([]);
  expect(found(row('q', '1962-11-13'), row('a', '1962-11-12T23:00:00', ['q']))).toEqual([]);
  expect(found(row('q', '1962-11-13'), row('a', null, ['q']), row('b', '1962', ['q']))).toEqual([]);
});

test('in a collection by date, the one document that stands out of order is found, with the year that fits', () => {
  expect(
    found(
      row('a', '1962-10-01'),
      row('b', '1962-10-05'),
      row('c', '1952-10-08'),
      row('d', '1962-10-08'),
      row('e', '1962-10-09'),
      row('f', null),
    ),
  ).toEqual([['out of order', 'c', ['b', 'd'], ['1962-10-08']]]);
});

test('dates before 1970 and documents of one day are in order, and a collection in no order of time has no findings', () => {
  expect(found(row('a', '1801-01-01'), row('b', '1801-01-01'), row('c', '1969-12-31'), row('d', '1970-01-01'))).toEqual(
    [],
  );
  expect(found(row('a', '1962-10-09'), row('b', '1962-10-05'), row('c', '1962-10-01'), row('d', '1962-10-02'))).toEqual(
    [],
  );
});

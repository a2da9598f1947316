import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterDocuments, orderDocuments } from '../../../renderer/model/table/collection-table.ts';
import { RowSort } from '../../../renderer/model/table/sorted-rows.ts';
import type { ColumnId } from '../../../shared/table/table-view.ts';
import { tableRow as row } from '../../helpers/document-rows.ts';

describe('sorting in steps', () => {
  test('comes to the order that sorting at once gives, however often it is interrupted', () => {
    const columns: readonly ColumnId[] = ['title', 'date', 'words', 'suspects'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.nat(3)), { maxLength: 3_500, size: 'max' }),
        fc.constantFrom(...columns),
        fc.constantFrom('ascending' as const, 'descending' as const),
        (values, column, direction) => {
          const rows = values.map(([words, title], id) => row(id, { words, title: `Telegram ${title}` }));
          const sort = new RowSort(rows, { column, direction });
          let sorted = sort.goOn(() => true);
          for (let steps = 0; sorted === null && steps < 10_000; steps++) sorted = sort.goOn(() => true);
          expect(sorted).toEqual(orderDocuments(rows, { column, direction }));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the filter of the table', () => {
  const rows = [
    row(1, { status: 'raw', from: 'Kennedy', suspects: 3 }),
    row(2, { status: 'corrected', from: 'Khrushchev', to: 'Kennedy', suspects: 0 }),
    row(3, { status: 'corrected', words: 500 }),
  ];
  const found = (typed: string): readonly string[] => filterDocuments(rows, { kind: 'all' }, typed).map(({ id }) => id);

  test.each([
    ['kennedy', ['d1', 'd2']],
    ['from:kennedy', ['d1']],
    ['to:kennedy status:corrected', ['d2']],
    // Of the third nobody knows how many are left.
    ['suspects=0', ['d2']],
    ['suspects>0', ['d1']],
    ['words>499', ['d3']],
    ['words<1 status:raw', ['d1']],
    ['nowhere:raw', []],
  ])('%s is about what it names', (typed, ids) => {
    expect(found(typed)).toEqual(ids);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterDocuments, orderDocuments } from '../../../renderer/model/table/collection-table.ts';
import {
  columnValues,
  filterLabel,
  groupDocuments,
  lineHeights,
  movedColumn,
  TableLines,
  usualColumns,
  withColumn,
} from '../../../renderer/model/table/table-columns.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ColumnFilter } from '../../../shared/table/table-view.ts';
import { tableRow as row } from '../../helpers/document-rows.ts';

describe('a filter of a column', () => {
  const rows = [
    row(1, { when: '1962-11-01', suspects: 0, changedBy: 'AB' }),
    row(2, { when: '1962-11-15', status: 'corrected', suspects: 4 }),
    row(3, { when: '1962-12', from: 'Embassy in Moscow', status: 'published', words: 12 }),
    row(4, { type: 'letter', to: '' }),
  ];
  const found = (filter: ColumnFilter, mentions = new Map<string, ReadonlySet<DocumentId>>()): readonly string[] =>
    filterDocuments(rows, { kind: 'all' }, '', [filter], mentions).map(({ id }) => id);

  test.each<[string, ColumnFilter, readonly string[]]>([
    ['one of some statuses', { kind: 'one of', column: 'status', values: ['corrected', 'published'] }, ['d2', 'd3']],
    ['an editor', { kind: 'one of', column: 'editor', values: ['AB'] }, ['d1']],
    ['words in any order and case', { kind: 'has', column: 'sender', text: 'moscow EMBASSY' }, ['d3']],
    ['days, both included', { kind: 'days', column: 'date', from: '1962-11-01', to: '1962-11-15' }, ['d1', 'd2']],
    [
      'a whole month, which a day of it is in',
      { kind: 'days', column: 'date', from: '1962-11', to: '1962-11' },
      ['d1', 'd2'],
    ],
    ['days up to the end of a year', { kind: 'days', column: 'date', from: '', to: '1962' }, ['d1', 'd2', 'd3']],
    [
      'the day of the last change',
      { kind: 'days', column: 'changed', from: '2026-03-05', to: '2026-03-05' },
      ['d1', 'd2', 'd3', 'd4'],
    ],
    [
      'suspects that are left, not those nobody looked for',
      { kind: 'count', column: 'suspects', least: null, most: 3 },
      ['d1'],
    ],
    ['at least so many', { kind: 'count', column: 'words', least: 12, most: null }, ['d3']],
  ])('%s', (_, filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });

  test('somebody who is mentioned, once it was looked who is; until then nothing is hidden', () => {
    const filter: ColumnFilter = { kind: 'mentions', name: 'Thompson' };
    expect(found(filter)).toHaveLength(4);
    expect(found(filter, new Map([['Thompson', new Set(['d2' as DocumentId])]]))).toEqual(['d2']);
  });

  test('says in words what it asks for', () => {
    expect(filterLabel({ kind: 'count', column: 'suspects', least: 1, most: null })).toBe('Suspects left: from 1');
    expect(filterLabel({ kind: 'days', column: 'date', from: '1962', to: '1963' })).toBe('Date: 1962 to 1963');
    expect(filterLabel({ kind: 'one of', column: 'type', values: ['letter', 'other'] })).toBe('Type: letter, other');
  });

  test('the values of a column are counted, statuses in their order', () => {
    expect(columnValues(rows, 'status')).toEqual([
      { value: 'raw', count: 2 },
      { value: 'corrected', count: 1 },
      { value: 'published', count: 1 },
    ]);
  });
});

describe('what is known of the archive', () => {
  const rows = [
    row(1, { archive: { repository: 'National Archives', box: '1762', folder: 'Cuba 10' } }),
    row(2, { archive: { box: '17' } }),
    row(3),
  ];
  const ids = (documents: readonly { readonly id: DocumentId }[]): readonly string[] => documents.map(({ id }) => id);

  test('is chosen, typed, and found by its name and a colon', () => {
    const found = (filter: ColumnFilter): readonly string[] =>
      ids(filterDocuments(rows, { kind: 'all' }, '', [filter]));
    expect(found({ kind: 'one of', column: 'box', values: ['17'] })).toEqual(['d2']);
    expect(found({ kind: 'one of', column: 'repository', values: [''] })).toEqual(['d2', 'd3']);
    expect(found({ kind: 'has', column: 'folder', text: 'cuba' })).toEqual(['d1']);
    expect(ids(filterDocuments(rows, { kind: 'all' }, 'box:1762'))).toEqual(['d1']);
    expect(ids(filterDocuments(rows, { kind: 'all' }, 'national'))).toEqual(['d1']);
  });

  test('is a column in the place where it is asked for, sorted as people count, what is not known last', () => {
    expect(withColumn(usualColumns, 'box', true)).toEqual(usualColumns.toSpliced(-1, 0, 'box'));
    expect(ids(orderDocuments(rows.toReversed(), { column: 'box', direction: 'ascending' }))).toEqual([
      'd2',
      'd1',
      'd3',
    ]);
    expect(columnValues(rows, 'box')).toEqual([
      { value: '', count: 1 },
      { value: '17', count: 1 },
      { value: '1762', count: 1 },
    ]);
  });
});

describe('the columns', () => {
  test('one that is shown has its usual place, and the title cannot be taken away', () => {
    expect(withColumn(['title', 'status'], 'date', true)).toEqual(['title', 'date', 'status']);
    expect(withColumn(['status', 'title'], 'changed', true)).toEqual(['status', 'title', 'changed']);
    expect(withColumn(usualColumns, 'title', false)).toEqual(usualColumns);
    expect(withColumn(['title', 'date'], 'date', false)).toEqual(['title']);
  });

  test('one moves by one place, and not beyond the ends', () => {
    expect(movedColumn(['title', 'date', 'words'], 'words', -1)).toEqual(['title', 'words', 'date']);
    expect(movedColumn(['title', 'date', 'words'], 'words', 1)).toEqual(['title', 'date', 'words']);
  });
});

describe('groups', () => {
  test('by year have what has no date last, and statuses follow the way of the work', () => {
    const rows = [row(1), row(2, { when: '1963-01' }), row(3, { when: '1962' }), row(4, { status: 'corrected' })];
    expect(groupDocuments(rows, 'year').map(({ label }) => label)).toEqual(['1962', '1963', 'Without a date']);
    expect(groupDocuments(rows, 'status').map(({ value, documents }) => [value, documents.length])).toEqual([
      ['raw', 3],
      ['corrected', 1],
    ]);
  });

  test('lines are where a list of all of them says, whatever is folded', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('1961', '1962', '1963', ''), { maxLength: 40 }),
        fc.subarray(['1961', '1962', '1963', '']),
        (years, closed) => {
          const groups = groupDocuments(
            years.map((when, id) => row(id, { when })),
            'year',
          );
          const lines = TableLines.grouped(groups, new Set(closed));
          // The plain way: every line by itself.
          const plain = groups.flatMap(({ value, documents }) => [
            { height: lineHeights.group, id: `group ${value}` },
            ...(closed.includes(value)
              ? []
              : documents.map(({ id }) => ({ height: lineHeights.document, id: String(id) }))),
          ]);
          expect(lines.count).toBe(plain.length);
          let top = 0;
          for (const [index, { height, id }] of plain.entries()) {
            const line = lines.line(index);
            expect(line?.kind === 'group' ? `group ${line.value}` : line?.document.id).toBe(id);
            expect(lines.topOf(index)).toBe(top);
            expect(lines.lineAt(top)).toBe(index);
            expect(lines.lineAt(top + height - 1)).toBe(index);
            if (line?.kind === 'document') {
              expect(lines.lineOf(line.place)).toBe(index);
              expect(lines.documents[line.place]).toBe(line.document);
              expect(lines.groupOf(line.place)).toBe(line.document.when);
            }
            top += height;
          }
          expect(lines.height).toBe(top);
          expect(lines.line(plain.length)).toBeNull();
          expect(lines.shownCount).toBe(years.length);
        },
      ),
    );
  });

  test('a table without groups makes no line before it is drawn', () => {
    const rows = Array.from({ length: 1_000 }, (_, id) => row(id));
    const lines = TableLines.flat(rows);
    expect(lines.documents).toBe(rows);
    expect(lines.line(999)).toEqual({ kind: 'document', document: rows[999], place: 999 });
    expect(lines.groupOf(5)).toBeNull();
  });
});

import * as v from 'valibot';
import {
  type ColumnFilter,
  columnIds,
  groupings,
  type TableView,
  type TableViews,
  viewLimits,
} from '../../table/table-view.ts';

const text = v.pipe(v.string(), v.maxLength(viewLimits.text));
const column = v.picklist(columnIds);
const day = v.pipe(v.string(), v.regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/));
const limit = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)));

const columnFilter: v.GenericSchema<unknown, ColumnFilter> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('one of'),
    column,
    values: v.pipe(v.array(text), v.maxLength(viewLimits.values)),
  }),
  v.strictObject({ kind: v.literal('has'), column, text }),
  v.strictObject({ kind: v.literal('days'), column, from: day, to: day }),
  v.strictObject({ kind: v.literal('count'), column, least: limit, most: limit }),
  v.strictObject({ kind: v.literal('mentions'), name: text }),
]);

const tableView: v.GenericSchema<unknown, TableView> = v.strictObject({
  columns: v.pipe(v.array(column), v.minLength(1), v.maxLength(columnIds.length)),
  order: v.nullable(v.strictObject({ column, direction: v.picklist(['ascending', 'descending']) })),
  group: v.nullable(v.picklist(groupings)),
  filters: v.pipe(v.array(columnFilter), v.maxLength(viewLimits.filters)),
});

/** The views of a collection, as the window sends them and as they are kept. */
export const tableViews: v.GenericSchema<unknown, TableViews> = v.strictObject({
  current: v.nullable(tableView),
  named: v.pipe(
    v.array(v.strictObject({ name: v.pipe(text, v.trim(), v.minLength(1)), view: tableView })),
    v.maxLength(viewLimits.views),
  ),
});

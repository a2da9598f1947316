import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { TableOrder } from '../../../shared/table/table-view.ts';
import { keyOf } from './collection-table.ts';

interface KeyedRow {
  readonly row: DocumentSummary;
  readonly key: string | number;
  /** Its place in the collection: equal ones keep their order. */
  readonly at: number;
}

/** So many rows are sorted at a time, and then put together: some milliseconds. */
const runLength = 1_000;
/** After so many steps the clock is looked at. */
const stepsAtOnce = 500;

/** Puts rows in the order of a column, in steps as short as one likes: with 100,000 rows it takes longer than a key may wait. */
export class RowSort {
  readonly #rows: readonly DocumentSummary[];
  readonly #order: TableOrder;
  readonly #keyed: KeyedRow[] = [];
  #runs: KeyedRow[][] = [];
  #merged: KeyedRow[][] = [];
  #merge: Merge | null = null;

  constructor(rows: readonly DocumentSummary[], order: TableOrder) {
    this.#rows = rows;
    this.#order = order;
  }

  /** Goes on until the time is up.
   *  @returns the rows in their order; null while there is more to do */
  goOn(isTimeUp: () => boolean): readonly DocumentSummary[] | null {
    while (this.#keyed.length < this.#rows.length) {
      this.#sortRun();
      if (isTimeUp()) return null;
    }
    while (this.#runs.length + this.#merged.length > 1 || this.#merge) {
      this.#mergeSome();
      if (isTimeUp()) return null;
    }
    return (this.#runs[0] ?? this.#merged[0] ?? []).map(({ row }) => row);
  }

  #sortRun(): void {
    const from = this.#keyed.length;
    const some = this.#rows.slice(from, from + runLength);
    const key = keyOf[this.#order.column];
    const run = some.map((row, index): KeyedRow => ({ row, key: key(row), at: from + index }));
    for (const keyed of run) this.#keyed.push(keyed);
    this.#runs.push(run.sort(this.#compare));
  }

  #mergeSome(): void {
    if (!this.#merge) {
      const [one, other] = this.#runs.splice(0, 2);
      if (!one || !other) {
        // One is left over: the next round begins.
        this.#runs = [...this.#merged, ...(one ? [one] : [])];
        this.#merged = [];
        return;
      }
      this.#merge = { one, other, a: 0, b: 0, into: [] };
    }
    const { one, other, into } = this.#merge;
    for (let step = 0; step < stepsAtOnce; step++) {
      const [first, second] = [one[this.#merge.a], other[this.#merge.b]];
      const isFirst = first !== undefined && (second === undefined || this.#compare(first, second) <= 0);
      const next = isFirst ? first : second;
      if (next === undefined) {
        this.#merged.push(into);
        this.#merge = null;
        return;
      }
      into.push(next);
      if (isFirst) this.#merge.a += 1;
      else this.#merge.b += 1;
    }
  }

  readonly #compare = (one: KeyedRow, other: KeyedRow): number => {
    if (one.key === other.key) return one.at - other.at;
    const isBefore = one.key < other.key === (this.#order.direction === 'ascending');
    return isBefore ? -1 : 1;
  };
}

interface Merge {
  readonly one: readonly KeyedRow[];
  readonly other: readonly KeyedRow[];
  a: number;
  b: number;
  readonly into: KeyedRow[];
}

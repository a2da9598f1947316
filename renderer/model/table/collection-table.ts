import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import {
  type ArchiveFact,
  archiveFacts,
  type DocumentStatus,
  type DocumentType,
  documentStatuses,
} from '../../../shared/document/metadata.ts';
import type { ColumnFilter, ColumnId, TableOrder, TableView } from '../../../shared/table/table-view.ts';
import { t } from '../../../shared/translation/translate.ts';
import { createStore, type ReadableStore, type Store } from '../../platform/store.ts';
import { archiveTexts, columnTest, groupDocuments, type Mentions, usualView } from './table-columns.ts';

/** Which documents of a collection are in the table. */
export type DocumentFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'type'; readonly type: DocumentType }
  | { readonly kind: 'status'; readonly status: DocumentStatus }
  | { readonly kind: 'changed by'; readonly siglum: string };

export const filterKey = (filter: DocumentFilter): string => JSON.stringify(filter);

function passes(document: DocumentSummary, filter: DocumentFilter): boolean {
  if (filter.kind === 'type') return document.type === filter.type;
  if (filter.kind === 'status') return document.status === filter.status;
  if (filter.kind === 'changed by') return document.changedBy === filter.siglum;
  return true;
}

/** Rows never change, so what is looked through is kept with the row: typing a letter joins nothing again. */
const searchableTexts = new WeakMap<DocumentSummary, string>();

function searchable(document: DocumentSummary): string {
  const known = searchableTexts.get(document);
  if (known !== undefined) return known;
  const { title, number, date, from, to, source, type, archive = {} } = document;
  const text = [title, number, date, from, to, source, type, ...Object.values(archive)].join('\n').toLowerCase();
  searchableTexts.set(document, text);
  return text;
}

/** The columns that a word with their name and a colon, or a comparison, is about: `status:raw`, `suspects>0`. */
const columnTexts: Readonly<Record<string, (document: DocumentSummary) => string>> = {
  title: ({ title }) => title,
  number: ({ number }) => number,
  type: ({ type }) => type,
  status: ({ status }) => status,
  date: ({ date, when }) => `${date}\n${when}`,
  from: ({ from }) => from,
  to: ({ to }) => to,
  file: ({ source }) => source,
  editor: ({ changedBy }) => changedBy,
  changed: ({ changed }) => changed,
  repository: archiveTexts.repository,
  fonds: archiveTexts.fonds,
  box: archiveTexts.box,
  folder: archiveTexts.folder,
  item: archiveTexts.item,
  callnumber: archiveTexts.callNumber,
  rights: archiveTexts.rights,
  access: archiveTexts.access,
  holder: archiveTexts.originalHolder,
  identifier: archiveTexts.persistentIdentifier,
};
const columnNumbers: Readonly<Record<string, (document: DocumentSummary) => number>> = {
  words: ({ words }) => words,
  suspects: ({ suspects }) => suspects ?? Number.NaN,
  corrections: ({ corrections }) => corrections,
  tags: ({ tags }) => tags,
  notes: ({ notes }) => notes,
  anchors: ({ anchors }) => anchors.length,
};

/** Whether a document has a word that was typed.
 *  @param typed in small letters */
function wordFilter(typed: string): (document: DocumentSummary) => boolean {
  const [, name = '', sign = '', value = ''] = /^([a-z]+)([:<>=])(.+)$/.exec(typed) ?? [];
  const text = sign === ':' ? columnTexts[name] : undefined;
  if (text) return (document) => text(document).toLowerCase().includes(value);
  const number = columnNumbers[name];
  if (number && /^\d{1,9}$/.test(value)) {
    const limit = Number(value);
    if (sign === '<') return (document) => number(document) < limit;
    return sign === '>' ? (document) => number(document) > limit : (document) => number(document) === limit;
  }
  return (document) => searchable(document).includes(typed);
}

/** The documents that pass a filter and hold every word typed, in their order.
 *  @param typed words, parted by white space, in any case; `status:raw`, `from:kennedy`, `suspects>0` are about one column
 *  @param columns what the view asks of columns besides */
export function filterDocuments(
  documents: readonly DocumentSummary[],
  filter: DocumentFilter,
  typed: string,
  columns: readonly ColumnFilter[] = [],
  mentions: Mentions = new Map(),
): readonly DocumentSummary[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean).map(wordFilter);
  const tests = [...columns.map((one) => columnTest(one, mentions)), ...words];
  if (filter.kind === 'all' && tests.length === 0) return documents;
  return documents.filter((document) => passes(document, filter) && tests.every((has) => has(document)));
}

/** A chip above the table: a filter that would leave some, with how many. */
export interface FilterChoice {
  readonly filter: DocumentFilter;
  readonly label: string;
  readonly count: number;
}

const plural: Readonly<Record<DocumentType, string>> = {
  telegram: t`Telegrams`,
  letter: t`Letters`,
  memorandum: t`Memoranda`,
  message: t`Messages`,
  other: t`Other`,
};

/** The filters worth offering for these documents.
 *  @param siglum the editor's own */
export function filterChoices(documents: readonly DocumentSummary[], siglum: string): readonly FilterChoice[] {
  const types = new Map<DocumentType, number>();
  let mine = 0;
  for (const document of documents) {
    types.set(document.type, (types.get(document.type) ?? 0) + 1);
    if (document.changedBy === siglum && document.status !== 'raw') mine += 1;
  }
  const ofTypes = [...types].map(([type, count]) => ({
    filter: { kind: 'type' as const, type },
    label: plural[type],
    count,
  }));
  return [
    { filter: { kind: 'all' }, label: t`All`, count: documents.length },
    ...(ofTypes.length > 1 ? ofTypes : []),
    ...(mine > 0 ? [{ filter: { kind: 'changed by' as const, siglum }, label: t`Changed by me`, count: mine }] : []),
  ];
}

/** A text in the form that sorts as people count: numbers by value, letters without case. */
const sortable = (text: string): string =>
  text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(largestNumberDigits, '0'));

const largestNumberDigits = 10;

/** Documents of which nothing is known come last. */
const archiveKeys = Object.fromEntries(
  archiveFacts.map((name) => [name, (document: DocumentSummary) => sortable(archiveTexts[name](document)) || '\uffff']),
) as Readonly<Record<ArchiveFact, (document: DocumentSummary) => string>>;

/** What each column sorts by. Documents without a date come last, such as nobody has looked at for suspects first. */
export const keyOf: Readonly<Record<ColumnId, (document: DocumentSummary) => string | number>> = {
  title: ({ title }) => sortable(title),
  number: ({ number }) => sortable(number),
  type: ({ type }) => type,
  date: ({ when }) => when || '9999',
  from: ({ from, to }) => sortable(`${from}\n${to}`),
  sender: ({ from }) => sortable(from),
  recipient: ({ to }) => sortable(to),
  anchors: ({ anchors }) => anchors.length,
  status: ({ status }) => documentStatuses.indexOf(status),
  words: ({ words }) => words,
  suspects: ({ suspects }) => suspects ?? -1,
  corrections: ({ corrections }) => corrections,
  tags: ({ tags }) => tags,
  notes: ({ notes }) => notes,
  editor: ({ changedBy }) => changedBy,
  file: ({ source }) => sortable(source),
  ...archiveKeys,
  changed: ({ changed }) => changed,
};

/** Documents in the order of a column; null leaves them as the collection has them. Equal ones keep their order. */
export function orderDocuments(
  documents: readonly DocumentSummary[],
  order: TableOrder | null,
): readonly DocumentSummary[] {
  if (!order) return documents;
  const sign = order.direction === 'ascending' ? 1 : -1;
  // Keys are made once: a large collection has two million comparisons.
  const keyed = documents.map((document) => ({ document, key: keyOf[order.column](document) }));
  keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign));
  return keyed.map(({ document }) => document);
}

/** What a click on a column's head makes of the order: ascending, descending, then the collection's own. */
export function nextOrder(order: TableOrder | null, column: ColumnId): TableOrder | null {
  if (order?.column !== column) return { column, direction: 'ascending' };
  return order.direction === 'ascending' ? { column, direction: 'descending' } : null;
}

/** Which rows of the table are chosen, and where the keyboard is. */
export interface TableSelection {
  readonly chosen: ReadonlySet<DocumentId>;
  /** The row that Enter opens. */
  readonly focused: DocumentId | null;
  /** Where a stretch that Shift extends begins. */
  readonly origin: DocumentId | null;
}

export const nothingSelected: TableSelection = { chosen: new Set(), focused: null, origin: null };

/** How a row is pointed at. */
interface Pointing {
  /** Shift: the stretch from the origin to here. */
  readonly extend: boolean;
  /** Ctrl or ⌘: this row in addition, or no longer. */
  readonly toggle: boolean;
}

/** Chooses the row at an index of the rows as they stand in the table. */
export function pointAt(
  selection: TableSelection,
  rows: readonly DocumentId[],
  index: number,
  { extend, toggle }: Pointing,
): TableSelection {
  const row = rows[index];
  if (row === undefined) return selection;
  if (extend) {
    const from = selection.origin === null ? index : Math.max(0, rows.indexOf(selection.origin));
    const stretch = rows.slice(Math.min(from, index), Math.max(from, index) + 1);
    return { chosen: new Set(stretch), focused: row, origin: rows[from] ?? row };
  }
  if (!toggle) return { chosen: new Set([row]), focused: row, origin: row };
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(row)) chosen.add(row);
  return { chosen, focused: row, origin: row };
}

/** Chooses every row. */
export const chooseAll = (selection: TableSelection, rows: readonly DocumentId[]): TableSelection => ({
  ...selection,
  chosen: new Set(rows),
});

/** Where a key moves the keyboard: an index of the rows, or null when the key moves nothing.
 *  @param page rows that fit on the screen */
export function movedIndex(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const target = {
    ArrowDown: index + 1,
    ArrowUp: index < 0 ? 0 : index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  }[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}

/** How a person has set up the table of a collection. It is the same when one comes back from a document. */
export interface CollectionTable {
  /** Folder of the collection that it is set up for. */
  readonly folder: string;
  readonly typed: string;
  readonly filter: DocumentFilter;
  readonly view: TableView;
  /** The groups whose documents are folded away, by their values. */
  readonly closedGroups: ReadonlySet<string>;
  readonly selection: TableSelection;
  /** CSS pixels that the table is scrolled down. */
  readonly scrolled: number;
}

/** Whether the field that the table is filtered by is to get the focus. */
export const searching: Store<boolean> = createStore(false);

const untouched = (folder: string): CollectionTable => ({
  folder,
  typed: '',
  filter: { kind: 'all' },
  view: usualView,
  closedGroups: new Set(),
  selection: nothingSelected,
  scrolled: 0,
});

const store: Store<CollectionTable> = createStore(untouched(''));

/** Which documents mention those whom the table is filtered by, as far as that was looked for. */
export const tableMentions: Store<Mentions> = createStore<Mentions>(new Map());

/** The table of the collection that was open last. */
export const lastTable: ReadableStore<CollectionTable> = store;

/** The table of a collection: as it was left, or untouched when another was open in between. */
export function tableOf(folder: string, last: CollectionTable): CollectionTable {
  return last.folder === folder ? last : untouched(folder);
}

export const patchTable = (folder: string, patch: Partial<CollectionTable>): void =>
  store.update((last) => ({ ...tableOf(folder, last), ...patch }));

/** The way through the documents of a collection, as its table stood when a person left it. What they change on the way gives a document
 *  another place in the table, or none; on the way it keeps its own. */
export interface DocumentWalk {
  /** Folder of the collection. */
  readonly folder: string;
  /** All documents in the order of the table. */
  readonly order: readonly DocumentId[];
  /** Those that the table showed. */
  readonly shown: ReadonlySet<DocumentId>;
}

export function walkThrough(
  documents: readonly DocumentSummary[],
  { folder, typed, filter, view }: Pick<CollectionTable, 'folder' | 'typed' | 'filter' | 'view'>,
  mentions: Mentions = new Map(),
): DocumentWalk {
  const ordered = orderDocuments(documents, view.order);
  const grouped = view.group ? groupDocuments(ordered, view.group).flatMap((group) => group.documents) : ordered;
  return {
    folder,
    order: grouped.map(({ id }) => id),
    shown: new Set(filterDocuments(documents, filter, typed, view.filters, mentions).map(({ id }) => id)),
  };
}

/** The next document that the table showed, or the one before; null at either end. From one that it did not show, such as one that was
 *  opened by another way, the walk goes on from the place that it would have had.
 *  @param isThere whether a document is still in the collection */
export function stepFrom(
  { order, shown }: DocumentWalk,
  document: DocumentId,
  step: -1 | 1,
  isThere: (document: DocumentId) => boolean,
): DocumentId | null {
  const index = order.indexOf(document);
  // What came in meanwhile stands behind all others.
  const here = index < 0 ? order.length : index;
  for (let at = here + step; at >= 0 && at < order.length; at += step) {
    const id = order[at];
    if (id !== undefined && shown.has(id) && isThere(id)) return id;
  }
  return null;
}

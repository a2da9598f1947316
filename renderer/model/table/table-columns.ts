import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import {
  type ArchiveFact,
  archiveFactLabels,
  archiveFacts,
  documentStatuses,
} from '../../../shared/document/metadata.ts';
import {
  type ColumnFilter,
  type ColumnId,
  columnIds,
  type Grouping,
  type TableView,
} from '../../../shared/table/table-view.ts';
import { t } from '../../../shared/translation/translate.ts';
import { spanLabel, valueLabel, valuesLabel } from '../labels.ts';

/** What a column holds, which decides how it is filtered. */
export type ColumnKind = 'choice' | 'text' | 'day' | 'count';

export interface TableColumn {
  readonly id: ColumnId;
  readonly label: string;
  readonly kind: ColumnKind;
  /** In CSS pixels; null takes what is left. */
  readonly width: number | null;
}

/** Every column that there is. */
export const tableColumns: Readonly<Record<ColumnId, TableColumn>> = {
  title: { id: 'title', label: t`Document`, kind: 'text', width: null },
  number: { id: 'number', label: t`Number`, kind: 'text', width: 92 },
  type: { id: 'type', label: t`Type`, kind: 'choice', width: 122 },
  date: { id: 'date', label: t`Date`, kind: 'day', width: 138 },
  from: { id: 'from', label: t`From → to`, kind: 'text', width: 176 },
  sender: { id: 'sender', label: t`From`, kind: 'text', width: 150 },
  recipient: { id: 'recipient', label: t`To`, kind: 'text', width: 150 },
  anchors: { id: 'anchors', label: t`Page anchors`, kind: 'count', width: 176 },
  status: { id: 'status', label: t`Status`, kind: 'choice', width: 112 },
  words: { id: 'words', label: t`Words`, kind: 'count', width: 72 },
  suspects: { id: 'suspects', label: t`Suspects left`, kind: 'count', width: 122 },
  corrections: { id: 'corrections', label: t`Corrections`, kind: 'count', width: 98 },
  tags: { id: 'tags', label: t`Tags`, kind: 'count', width: 62 },
  notes: { id: 'notes', label: t`Notes`, kind: 'count', width: 68 },
  editor: { id: 'editor', label: t`Editor`, kind: 'choice', width: 84 },
  file: { id: 'file', label: t`File`, kind: 'text', width: 176 },
  repository: ofArchive('repository', 'choice', 176),
  fonds: ofArchive('fonds', 'choice', 150),
  box: ofArchive('box', 'choice', 72),
  folder: ofArchive('folder', 'text', 92),
  item: ofArchive('item', 'text', 72),
  callNumber: ofArchive('callNumber', 'text', 138),
  rights: ofArchive('rights', 'choice', 150),
  access: ofArchive('access', 'choice', 122),
  originalHolder: ofArchive('originalHolder', 'choice', 150),
  persistentIdentifier: ofArchive('persistentIdentifier', 'text', 176),
  changed: { id: 'changed', label: t`Changed`, kind: 'day', width: 138 },
};

/** What few documents share is typed, what many share is chosen. */
function ofArchive(id: ArchiveFact, kind: 'choice' | 'text', width: number): TableColumn {
  return { id, label: archiveFactLabels[id], kind, width };
}

/** One function for each fact of the archive. */
export const archiveTexts = Object.fromEntries(
  archiveFacts.map((name) => [name, ({ archive }: DocumentSummary) => archive?.[name] ?? '']),
) as Readonly<Record<ArchiveFact, (document: DocumentSummary) => string>>;

/** Narrowest width of the column that takes what is left, in CSS pixels. */
const leastTitleWidth = 220;

/** Width in CSS pixels under which a table of these columns is scrolled sideways. */
export const leastTableWidth = (columns: readonly ColumnId[]): number =>
  columns.reduce((sum, id) => sum + (tableColumns[id].width ?? leastTitleWidth), 0);

/** The columns of a table that nobody has set up. In a narrow window it leaves some of them out. */
export const usualColumns: readonly ColumnId[] = [
  'title',
  'date',
  'from',
  'anchors',
  'status',
  'words',
  'suspects',
  'corrections',
  'tags',
  'changed',
];

export const usualView: TableView = { columns: usualColumns, order: null, group: null, filters: [] };

export const isUsualColumns = (columns: readonly ColumnId[]): boolean =>
  columns.length === usualColumns.length && columns.every((id, index) => id === usualColumns[index]);

/** Shows a column, in its usual place among the others, or no longer. The title stays: a row needs a name. */
export function withColumn(columns: readonly ColumnId[], column: ColumnId, isShown: boolean): readonly ColumnId[] {
  if (!isShown) return column === 'title' ? columns : columns.filter((id) => id !== column);
  if (columns.includes(column)) return columns;
  const after = columnIds.slice(0, columnIds.indexOf(column));
  const at = columns.findLastIndex((id) => after.includes(id)) + 1;
  return columns.toSpliced(at, 0, column);
}

/** Moves a column by one place. */
export function movedColumn(columns: readonly ColumnId[], column: ColumnId, step: -1 | 1): readonly ColumnId[] {
  const from = columns.indexOf(column);
  const to = from + step;
  if (from < 0 || to < 0 || to >= columns.length) return columns;
  return columns.toSpliced(from, 1).toSpliced(to, 0, column);
}

/** What a document has in a column that holds words or a day. */
const columnText: Readonly<Record<ColumnId, (document: DocumentSummary) => string>> = {
  title: ({ title }) => title,
  number: ({ number }) => number,
  type: ({ type }) => type,
  date: ({ when }) => when,
  from: ({ from, to }) => `${from}\n${to}`,
  sender: ({ from }) => from,
  recipient: ({ to }) => to,
  anchors: ({ anchors }) => anchors.map(({ label }) => label).join('\n'),
  status: ({ status }) => status,
  words: ({ words }) => String(words),
  suspects: ({ suspects }) => (suspects === null ? '' : String(suspects)),
  corrections: ({ corrections }) => String(corrections),
  tags: ({ tags }) => String(tags),
  notes: ({ notes }) => String(notes),
  editor: ({ changedBy }) => changedBy,
  file: ({ source }) => source,
  ...archiveTexts,
  changed: ({ changed }) => changed.slice(0, dayLength),
};

const dayLength = 'yyyy-mm-dd'.length;
const yearLength = 'yyyy'.length;

const counts: Readonly<Partial<Record<ColumnId, (document: DocumentSummary) => number>>> = {
  anchors: ({ anchors }) => anchors.length,
  words: ({ words }) => words,
  suspects: ({ suspects }) => suspects ?? Number.NaN,
  corrections: ({ corrections }) => corrections,
  tags: ({ tags }) => tags,
  notes: ({ notes }) => notes,
};

/** The documents that mention somebody, by the name that was asked for; without one that was not looked for yet. */
export type Mentions = ReadonlyMap<string, ReadonlySet<DocumentId>>;

/** Whether a document passes one filter.
 *  @param mentions a name that is not in it lets everything pass: it is being looked for */
export function columnTest(filter: ColumnFilter, mentions: Mentions): (document: DocumentSummary) => boolean {
  if (filter.kind === 'mentions') {
    const found = mentions.get(filter.name);
    return found ? ({ id }) => found.has(id) : () => true;
  }
  const text = columnText[filter.column];
  if (filter.kind === 'one of') {
    const values = new Set(filter.values);
    return (document) => values.has(text(document));
  }
  if (filter.kind === 'has') {
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    return (document) => {
      const own = text(document).toLowerCase();
      return words.every((word) => own.includes(word));
    };
  }
  if (filter.kind === 'days') {
    const { from, to } = filter;
    // A month that is asked for ends with its last day, so a day is compared as far as the limit says.
    return (document) => {
      const day = text(document);
      return day !== '' && (from === '' || day >= from) && (to === '' || day.slice(0, to.length) <= to);
    };
  }
  const { least, most } = filter;
  const count = counts[filter.column] ?? (() => Number.NaN);
  return (document) => {
    const own = count(document);
    return !Number.isNaN(own) && own >= (least ?? 0) && own <= (most ?? Number.POSITIVE_INFINITY);
  };
}

/** A filter in words, as its chip says it. */
export function filterLabel(filter: ColumnFilter): string {
  if (filter.kind === 'mentions') return t`Mentions: ${filter.name}`;
  const { label } = tableColumns[filter.column];
  if (filter.kind === 'one of') return `${label}: ${valuesLabel(filter.column, filter.values)}`;
  if (filter.kind === 'has') return `${label}: ${filter.text}`;
  if (filter.kind === 'days') return `${label}: ${spanLabel(filter.from, filter.to)}`;
  return `${label}: ${spanLabel(filter.least === null ? '' : String(filter.least), filter.most === null ? '' : String(filter.most))}`;
}

/** The values that the documents have in a column, with how many have each: the statuses in their order, others by the alphabet. */
export function columnValues(
  documents: readonly DocumentSummary[],
  column: ColumnId,
): readonly { readonly value: string; readonly count: number }[] {
  const found = new Map<string, number>();
  const text = columnText[column];
  for (const document of documents) found.set(text(document), (found.get(text(document)) ?? 0) + 1);
  const rank = (value: string): number => (column === 'status' ? statusRank(value) : 0);
  return [...found]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => rank(a.value) - rank(b.value) || byAlphabet(a.value, b.value));
}

/** Where a status comes in the work. */
const statusRank = (value: string): number => (documentStatuses as readonly string[]).indexOf(value);

const byAlphabet = new Intl.Collator('en', { numeric: true }).compare;

export const groupingLabels: Readonly<Record<Grouping, string>> = {
  status: t`Status`,
  type: t`Type`,
  year: t`Year`,
  sender: t`From`,
  recipient: t`To`,
  editor: t`Editor`,
};

const groupText = (document: DocumentSummary, grouping: Grouping): string =>
  grouping === 'year' ? document.when.slice(0, yearLength) : columnText[grouping](document);

/** Documents that have the same in what they are grouped by. */
export interface DocumentGroup {
  /** What they have; empty where nothing is known. */
  readonly value: string;
  readonly label: string;
  readonly documents: readonly DocumentSummary[];
}

const unknownLabels: Readonly<Record<Grouping, string>> = {
  status: t`No status`,
  type: t`No type`,
  year: t`Without a date`,
  sender: t`Sender not known`,
  recipient: t`Addressee not known`,
  editor: t`No editor`,
};

/** Puts documents together, in their order within each group: statuses in their own order, others by the alphabet, what is not known last. */
export function groupDocuments(documents: readonly DocumentSummary[], grouping: Grouping): readonly DocumentGroup[] {
  const groups = new Map<string, DocumentSummary[]>();
  for (const document of documents) {
    const value = groupText(document, grouping);
    const group = groups.get(value);
    if (group) group.push(document);
    else groups.set(value, [document]);
  }
  const rank = (value: string): number => (grouping === 'status' ? statusRank(value) : value === '' ? 1 : 0);
  return [...groups]
    .map(([value, group]) => ({
      value,
      label: valueLabel(grouping, value) || unknownLabels[grouping],
      documents: group,
    }))
    .sort((a, b) => rank(a.value) - rank(b.value) || byAlphabet(a.value, b.value));
}

/** A line of the table: a document, or the head of a group. */
export type TableLine =
  | {
      readonly kind: 'document';
      readonly document: DocumentSummary;
      /** Among the documents that are shown, from 0. */
      readonly place: number;
    }
  | {
      readonly kind: 'group';
      readonly value: string;
      readonly label: string;
      readonly count: number;
      readonly isOpen: boolean;
    };

/** Heights in CSS pixels of the lines of a table; the style sheet sets the same. */
export const lineHeights = { document: 64, group: 36 } as const;

/** Documents that follow each other, under the head of their group or, in a table without groups, under none. */
interface Block {
  readonly head: Omit<DocumentGroup, 'documents'> | null;
  readonly isOpen: boolean;
  readonly documents: readonly DocumentSummary[];
  /** Index of its first line, and where that begins in CSS pixels. */
  readonly line: number;
  readonly top: number;
  /** Place of its first document among all that are shown. */
  readonly place: number;
}

const headLines = ({ head }: Block): number => (head ? 1 : 0);
const shownIn = ({ isOpen, documents }: Block): number => (isOpen ? documents.length : 0);
const headHeight = ({ head }: Block): number => (head ? lineHeights.group : 0);

/** What a table shows from top to bottom, and where each line is. Nothing is made for each line: there may be a hundred thousand. */
export class TableLines {
  readonly #blocks: readonly Block[];
  /** How many lines there are, and their height in CSS pixels. */
  readonly count: number;
  readonly height: number;
  /** The documents among the lines. */
  readonly documents: readonly DocumentSummary[];

  private constructor(groups: readonly Pick<Block, 'head' | 'isOpen' | 'documents'>[]) {
    const blocks: Block[] = [];
    let [line, top, place] = [0, 0, 0];
    for (const group of groups) {
      const block = { ...group, line, top, place };
      blocks.push(block);
      line += headLines(block) + shownIn(block);
      top += headHeight(block) + shownIn(block) * lineHeights.document;
      place += shownIn(block);
    }
    this.#blocks = blocks;
    this.count = line;
    this.height = top;
    const open = groups.filter(({ isOpen }) => isOpen);
    this.documents = open.length === 1 ? (open[0]?.documents ?? []) : open.flatMap(({ documents }) => documents);
  }

  /** How many documents pass, also those in groups that are folded. */
  get shownCount(): number {
    return this.#blocks.reduce((sum, { documents }) => sum + documents.length, 0);
  }

  static flat(documents: readonly DocumentSummary[]): TableLines {
    return new TableLines([{ head: null, isOpen: true, documents }]);
  }

  /** @param closed the values of groups whose documents are folded away */
  static grouped(groups: readonly DocumentGroup[], closed: ReadonlySet<string>): TableLines {
    return new TableLines(
      groups.map(({ value, label, documents }) => ({ head: { value, label }, isOpen: !closed.has(value), documents })),
    );
  }

  /** A line by its index, from 0; null past the last. */
  line(index: number): TableLine | null {
    const block = this.#blockBefore(({ line }) => line <= index);
    if (!block) return null;
    const at = index - block.line - headLines(block);
    if (at < 0 && block.head)
      return { kind: 'group', ...block.head, count: block.documents.length, isOpen: block.isOpen };
    const document = block.isOpen ? block.documents[at] : undefined;
    return document ? { kind: 'document', document, place: block.place + at } : null;
  }

  /** Where a line begins, in CSS pixels; of one past the last, where that ends. */
  topOf(index: number): number {
    if (index >= this.count) return this.height;
    const block = this.#blockBefore(({ line }) => line <= index);
    if (!block) return 0;
    const at = index - block.line - headLines(block);
    return at < 0 ? block.top : block.top + headHeight(block) + at * lineHeights.document;
  }

  /** The line at a height; one past the last below all. */
  lineAt(height: number): number {
    if (height >= this.height) return this.count;
    const block = this.#blockBefore(({ top }) => top <= height);
    if (!block) return 0;
    const under = height - block.top - headHeight(block);
    return block.line + (under < 0 ? 0 : headLines(block) + Math.floor(under / lineHeights.document));
  }

  /** The line of a document, by its place among those that are shown. */
  lineOf(place: number): number {
    const block = this.#blockOf(place);
    return block ? block.line + headLines(block) + place - block.place : place;
  }

  /** The value of the group that a document is in; null in a table without groups. */
  groupOf(place: number): string | null {
    return this.#blockOf(place)?.head?.value ?? null;
  }

  /** Folded groups have the place of what follows them, so the last one that begins here is meant, and has the document. */
  #blockOf(place: number): Block | undefined {
    return this.#blockBefore((block) => block.place <= place);
  }

  /** The last block for which this is true; it is true of all before that one. */
  #blockBefore(isBefore: (block: Block) => boolean): Block | undefined {
    let [low, high] = [0, this.#blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = this.#blocks[middle];
      if (block && isBefore(block)) low = middle + 1;
      else high = middle;
    }
    return this.#blocks[low - 1];
  }
}

import { type MouseEvent, memo, type ReactNode } from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { type ArchiveFact, archiveFacts } from '../../../shared/document/metadata.ts';
import type { ColumnId } from '../../../shared/table/table-view.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { anchorSummary, changedLabel, typeNames } from '../../model/labels.ts';
import { archiveTexts, tableColumns } from '../../model/table/table-columns.ts';
import { classNames } from '../../ui/class-names.ts';
import { AnchorLabel, StatusMark, statusNames } from '../../ui/marks.tsx';
import styles from './document-table.module.css';

interface DocumentRowProps {
  readonly document: DocumentSummary;
  /** From left to right. */
  readonly columns: readonly ColumnId[];
  /** Its line in the table, from 0. */
  readonly line: number;
  /** Its place among the documents of the table, from 0. */
  readonly place: number;
  readonly isChosen: boolean;
  readonly isFocused: boolean;
  readonly onPoint: (place: number, event: MouseEvent) => void;
  readonly onOpen: (document: DocumentId) => void;
}

export const rowId = (document: DocumentId): string => `row-${document}`;

/** Number and sort of paper under the title: `495 · letter`. */
const subtitle = (document: DocumentSummary): string =>
  [document.number, document.type === 'other' ? '' : typeNames[document.type], document.source]
    .filter(Boolean)
    .join(' · ');

const numbers = new Intl.NumberFormat(interfaceLocale());

export const DocumentRow = memo(function DocumentRow(props: DocumentRowProps): ReactNode {
  const { document, columns, line, place, isChosen, isFocused, onPoint, onOpen } = props;
  return (
    <tr
      id={rowId(document.id)}
      aria-rowindex={line + 2}
      aria-selected={isChosen}
      data-focused={isFocused || undefined}
      className={styles.row}
      onMouseDown={(event) => onPoint(place, event)}
      onDoubleClick={() => onOpen(document.id)}
    >
      {columns.map((column) => (
        <td
          key={column}
          className={classNames(
            styles[column],
            tableColumns[column].kind === 'count' && column !== 'anchors' && styles.number,
          )}
        >
          {cells[column](document)}
        </td>
      ))}
    </tr>
  );
});

const archiveCells = Object.fromEntries(
  archiveFacts.map((name) => [name, (document: DocumentSummary) => <Two>{archiveTexts[name](document)}</Two>]),
) as Readonly<Record<ArchiveFact, (document: DocumentSummary) => ReactNode>>;

/** What a row has in each column. */
const cells: Readonly<Record<ColumnId, (document: DocumentSummary) => ReactNode>> = {
  title: (document) => (
    <>
      <div className={styles.name} title={document.title}>
        {document.title || t`Untitled`}
      </div>
      <div className={styles.subtitle}>{subtitle(document)}</div>
    </>
  ),
  number: ({ number }) => <Two>{number}</Two>,
  type: ({ type }) => typeNames[type],
  date: ({ date }) => <Two>{date}</Two>,
  from: ({ from, to }) => <Correspondents from={from} to={to} />,
  sender: ({ from }) => <Two>{from}</Two>,
  recipient: ({ to }) => <Two>{to}</Two>,
  anchors: ({ anchors }) => (
    <div className={styles.labels}>
      {anchorSummary(anchors).map(({ kind, text }) => (
        <AnchorLabel key={kind} kind={kind} text={text} />
      ))}
    </div>
  ),
  status: ({ status }) => (
    <span className={styles.statusText}>
      <StatusMark status={status} />
      {statusNames[status]}
    </span>
  ),
  words: ({ words }) => numbers.format(words),
  suspects: ({ suspects }) => (suspects === null ? '' : numbers.format(suspects)),
  corrections: ({ corrections }) => numbers.format(corrections),
  tags: ({ tags }) => numbers.format(tags),
  notes: ({ notes }) => numbers.format(notes),
  editor: ({ changedBy }) => changedBy,
  file: ({ source }) => <Two>{source}</Two>,
  ...archiveCells,
  changed: (document) => {
    const changed = changedLabel(document.changed, new Date());
    return <Two>{isUntouched(document) ? t`imported ${changed}` : changed}</Two>;
  },
};

/** Two lines of anything, and no more. */
function Two({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.two} title={typeof children === 'string' ? children : undefined}>
      {children}
    </div>
  );
}

function Correspondents({ from, to }: { readonly from: string; readonly to: string }): ReactNode {
  if (!from && !to) return null;
  return (
    <div className={styles.two} title={`${from} → ${to}`}>
      {from || '?'} → {to || '?'}
    </div>
  );
}

const isUntouched = ({ status, corrections, tags }: DocumentSummary): boolean =>
  status === 'raw' && corrections === 0 && tags === 0;

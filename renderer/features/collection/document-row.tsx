import { type MouseEvent, memo, type ReactNode } from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { anchorSummary, changedLabel } from '../../model/labels.ts';
import { classNames } from '../../ui/class-names.ts';
import { AnchorLabel, StatusMark } from '../../ui/marks.tsx';
import styles from './document-table.module.css';

interface DocumentRowProps {
  readonly document: DocumentSummary;
  /** Place in the table, from 0. */
  readonly index: number;
  readonly isChosen: boolean;
  readonly isFocused: boolean;
  readonly onPoint: (index: number, event: MouseEvent) => void;
  readonly onOpen: (document: DocumentId) => void;
}

export const rowId = (document: DocumentId): string => `row-${document}`;

/** Number and sort of paper under the title: `495 · letter`. */
const subtitle = (document: DocumentSummary): string =>
  [document.number, document.type === 'other' ? '' : document.type, document.source].filter(Boolean).join(' · ');

const numbers = new Intl.NumberFormat('en');

export const DocumentRow = memo(function DocumentRow(props: DocumentRowProps): ReactNode {
  const { document, index, isChosen, isFocused, onPoint, onOpen } = props;
  return (
    <tr
      id={rowId(document.id)}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-focused={isFocused || undefined}
      className={styles.row}
      onMouseDown={(event) => onPoint(index, event)}
      onDoubleClick={() => onOpen(document.id)}
    >
      <td className={styles.title}>
        <div className={styles.name} title={document.title}>
          {document.title || 'Untitled'}
        </div>
        <div className={styles.subtitle}>{subtitle(document)}</div>
      </td>
      <td className={styles.date}>
        <div className={styles.two}>{document.date}</div>
      </td>
      <td className={styles.from}>
        <Correspondents from={document.from} to={document.to} />
      </td>
      <td className={styles.anchors}>
        <div className={styles.labels}>
          {anchorSummary(document.anchors).map(({ kind, text }) => (
            <AnchorLabel key={kind} kind={kind} text={text} />
          ))}
        </div>
      </td>
      <td className={styles.status}>
        <span className={styles.statusText}>
          <StatusMark status={document.status} />
          {document.status}
        </span>
      </td>
      <td className={classNames(styles.words, styles.number)}>{numbers.format(document.words)}</td>
      <td className={classNames(styles.suspects, styles.number)}>
        {document.suspects === null ? '' : numbers.format(document.suspects)}
      </td>
      <td className={classNames(styles.corrections, styles.number)}>{numbers.format(document.corrections)}</td>
      <td className={classNames(styles.tags, styles.number)}>{numbers.format(document.tags)}</td>
      <td className={styles.changed}>
        <div className={styles.two}>
          {isUntouched(document) ? 'imported ' : ''}
          {changedLabel(document.changed, new Date())}
        </div>
      </td>
    </tr>
  );
});

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

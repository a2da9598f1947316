import type { ReactNode } from 'react';
import type { Page, PaperChoice, PaperRow } from '../../../shared/contract/payloads/correspondence.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { closePanel } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import type { Item } from '../../ui/item-list.tsx';
import styles from './correspondence-panel.module.css';
import { patchCorrespondence } from './correspondence-view.ts';
import { usePagedList } from './paged-list.ts';
import { PagedRows } from './paged-rows.tsx';
import { periodName } from './period-names.ts';

export function openPaper(document: DocumentId): void {
  closePanel();
  void openDocument(document, null);
}

export const showThread = (document: DocumentId): void => patchCorrespondence({ part: 'thread', document });

function partiesOf({ from, to }: PaperRow): string {
  if (from === '') return to === '' ? '' : t`to ${to}`;
  return to === '' ? t`from ${from}` : t`from ${from} to ${to}`;
}

/** A document in a line: Enter opens it. */
export function paperItem(paper: PaperRow): Item {
  const { id, title, date, number } = paper;
  return {
    name: [title, date].filter((part) => part !== '').join(', '),
    content: (
      <span className={styles.paper}>
        <span className={styles.title}>{title}</span>
        <span className={styles.soft}>
          {[date || t`undated`, number !== '' && t`no. ${number}`, partiesOf(paper)].filter(Boolean).join(' · ')}
        </span>
      </span>
    ),
    actions: <Button look="quiet" label={t`Thread of ${title}`} onPress={() => showThread(id)}>{t`Thread`}</Button>,
  };
}

interface PaperListProps {
  readonly label: string;
  readonly choice: PaperChoice;
  readonly text: string;
  /** What is done with the document of a line. */
  readonly onAction: (document: DocumentId) => void;
}

/** The documents that something leads to, by date. */
export function PaperList({ label, choice, text, onAction }: PaperListProps): ReactNode {
  const list = usePagedList<PaperRow, Page<PaperRow>>(JSON.stringify([choice, text]), (first) =>
    ask('correspondence:papers', { choice, text, first }),
  );
  if (!list) return null;
  return (
    <>
      <h3 className={styles.heading}>
        {label} <span className={styles.count}>{counted(list.head.total, 'document')}</span>
      </h3>
      {list.head.total === 0 && <p className={styles.hint}>{t`No document is there.`}</p>}
      <PagedRows label={label} list={list} itemOf={paperItem} height={52} onAction={({ id }) => onAction(id)} />
    </>
  );
}

/** What the chosen documents have in common. */
export function choiceName(choice: PaperChoice): string {
  switch (choice.kind) {
    case 'all':
      return t`All documents`;
    case 'undated':
      return t`Undated`;
    case 'period':
      return periodName(choice.period);
    default:
      return t`${choice.from || t`unknown`} to ${choice.to || t`unknown`}`;
  }
}

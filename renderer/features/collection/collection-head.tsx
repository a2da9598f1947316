import { ArrowLeft } from 'lucide-react';
import { type ReactNode, type Ref, useMemo } from 'react';
import type { CollectionView } from '../../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { type DocumentStatus, documentStatuses } from '../../../shared/document/metadata.ts';
import { counted, interfaceLocale, plural, t } from '../../../shared/translation/translate.ts';
import { closeCollection, requestImport } from '../../actions/collection-actions.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { PaletteButton } from '../../commands/command-palette.tsx';
import { openPanel } from '../../model/session.ts';
import { StatusBar, TopBar } from '../../ui/bars.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SearchBox } from '../../ui/field.tsx';
import { StatusMark, statusNames } from '../../ui/marks.tsx';
import { openCorrespondence } from '../correspondence/correspondence-view.ts';
import { FinishedImport } from '../import-report/finished-import.tsx';
import { JobProgressBar } from '../notices/job-progress.tsx';
import collectionBarStyles from './collection-bar.module.css';
import styles from './collection-head.module.css';
import collectionStatusStyles from './collection-status.module.css';

/** What the head of a collection counts. */
interface CollectionFigures {
  readonly documents: number;
  readonly anchors: number;
  readonly corrections: number;
  readonly tags: number;
  readonly words: number;
  /** How many documents stand at each status, from raw to published. */
  readonly byStatus: readonly { readonly status: DocumentStatus; readonly count: number }[];
}

function collectionFigures(documents: readonly DocumentSummary[]): CollectionFigures {
  const sum = (of: (document: DocumentSummary) => number): number =>
    documents.reduce((total, document) => total + of(document), 0);
  const counts = new Map<DocumentStatus, number>();
  for (const { status } of documents) counts.set(status, (counts.get(status) ?? 0) + 1);
  return {
    documents: documents.length,
    anchors: sum((document) => document.anchors.length),
    corrections: sum((document) => document.corrections),
    tags: sum((document) => document.tags),
    words: sum((document) => document.words),
    byStatus: documentStatuses.map((status) => ({ status, count: counts.get(status) ?? 0 })),
  };
}

const numbers = new Intl.NumberFormat(interfaceLocale());

/** What a collection holds, in figures, and how far the work on it is. */
export function CollectionHead({ collection }: { readonly collection: CollectionView }): ReactNode {
  const { documents, isWhole, count } = collection;
  const figures = useMemo(() => (isWhole ? collectionFigures(documents) : null), [documents, isWhole]);
  // A figure of some of the documents would be none of the collection.
  if (!figures)
    return (
      <div className={styles.head}>
        <Figure value={count} label={t`documents`} />
      </div>
    );
  return (
    <div className={styles.head}>
      <Figure value={figures.documents} label={figures.documents === 1 ? t`document` : t`documents`} />
      <Figure value={figures.anchors} label={figures.anchors === 1 ? t`page anchor` : t`page anchors`} />
      <Figure value={figures.corrections} label={figures.corrections === 1 ? t`correction` : t`corrections`} />
      <Figure value={figures.tags} label={figures.tags === 1 ? t`tag` : t`tags`} />
      <div className={styles.progress}>
        <ul className={styles.legend} aria-label={t`Documents by status`}>
          {figures.byStatus.map(({ status, count }) => (
            <li key={status} className={classNames(styles.share, count === 0 && styles.none)}>
              <StatusMark status={status} />
              {statusNames[status]} {numbers.format(count)}
            </li>
          ))}
        </ul>
        <div className={styles.track} aria-hidden>
          {[...figures.byStatus]
            .reverse()
            .filter(({ count }) => count > 0)
            .map(({ status, count }) => (
              <div key={status} className={styles[status]} style={{ flexGrow: count }} />
            ))}
        </div>
      </div>
    </div>
  );
}

function Figure({ value, label }: { readonly value: number; readonly label: string }): ReactNode {
  return (
    <div className={styles.figure}>
      <b>{numbers.format(value)}</b> {label}
    </div>
  );
}

interface CollectionBarProps {
  readonly collection: CollectionView;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onExport: () => void;
}

export function CollectionBar({ collection, typed, onTyped, searchRef, onExport }: CollectionBarProps): ReactNode {
  return (
    <TopBar>
      <IconButton icon={ArrowLeft} label={t`Close the collection`} onPress={() => void closeCollection()} />
      <h1 className={collectionBarStyles.title}>{collection.title}</h1>
      <div className={collectionBarStyles.space} />
      <SearchBox
        label={t`Filter documents`}
        placeholder={t`Filter by title, name, number, date…`}
        value={typed}
        onChange={onTyped}
        keys={keysLabel('collection.search')}
        inputRef={searchRef}
        className={collectionBarStyles.search ?? ''}
      />
      <Button look="quiet" onPress={() => openPanel({ kind: 'search', text: typed })}>{t`Search in the Texts…`}</Button>
      <Button
        look="quiet"
        className={classNames(collectionBarStyles.onlyWide)}
        onPress={() => openCorrespondence()}
      >{t`Correspondence`}</Button>
      <PaletteButton />
      {collection.readOnly === null && (
        <Button look="quiet" onPress={() => void requestImport(null)}>{t`Import…`}</Button>
      )}
      <Button look="primary" isDisabled={collection.documents.length === 0} onPress={onExport}>{t`Export…`}</Button>
    </TopBar>
  );
}

interface CollectionStatusProps {
  readonly collection: CollectionView;
  readonly shown: number;
  readonly chosen: number;
}

export function CollectionStatus({ collection, shown, chosen }: CollectionStatusProps): ReactNode {
  const total = collection.isWhole ? collection.documents.length : collection.count;
  const all =
    shown === total
      ? counted(total, 'document')
      : plural(total, t`${shown} of ${total} document`, t`${shown} of ${total} documents`);
  return (
    <StatusBar
      left={
        <>
          <span>{all}</span>
          {collection.unreadable.length > 0 && <span>{t`${collection.unreadable.length} cannot be read`}</span>}
          {chosen > 0 && <span>{t`${chosen} selected`}</span>}
          {chosen === 1 && <span>{t`↵ opens`}</span>}
        </>
      }
      right={
        <>
          <JobProgressBar />
          <FinishedImport />
          <span data-selectable className={collectionStatusStyles.folder}>
            {collection.folder}
          </span>
        </>
      }
    />
  );
}

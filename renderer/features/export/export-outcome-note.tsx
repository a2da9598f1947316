import { CircleCheck, FolderOpen, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExportedDocument, ExportOutcome } from '../../../shared/contract/payloads/edition.ts';
import { unreachable } from '../../../shared/text/unreachable.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './export.module.css';
import { FindingList } from './finding-list.tsx';

/** What was written and what was not. */
export function ExportOutcomeNote({ outcome }: { readonly outcome: ExportOutcome }): ReactNode {
  const written = [...new Set(outcome.documents.flatMap(writtenFiles))];
  const unread = outcome.documents.flatMap((document) => (document.kind === 'pages' ? document.unread : []));
  const pagesUnread = unread.reduce((sum, count) => sum + count, 0);
  const refused = outcome.documents.filter((document) => document.kind === 'not valid');
  const isComplete = refused.length === 0 && pagesUnread === 0 && !outcome.cancelled;
  const Icon = isComplete ? CircleCheck : TriangleAlert;
  return (
    <section aria-label={t`What was written`} className={classNames(styles.outcome, isComplete && styles.complete)}>
      <div role="status" className={styles.outcomeHead}>
        <Icon size={18} strokeWidth={1.8} aria-hidden />
        <b>{filesWritten(written.length, outcome.cancelled)}</b>
      </div>
      <p data-selectable className={styles.folder}>
        {outcome.folder}
      </p>
      {written.length > 0 && (
        <Button onPress={() => void ask('edition:show-in-folder', null)}>
          <FolderOpen size={15} aria-hidden /> {t`Show in folder`}
        </Button>
      )}
      {written.map((file) => (
        <p key={file} data-selectable className={styles.file}>
          {file}
        </p>
      ))}
      {unread.length > 0 && written.length === 0 && pagesUnread === 0 && (
        <p>{t`There are no page images in what was chosen, so there is nothing to write.`}</p>
      )}
      {pagesUnread > 0 && (
        <p>
          {plural(
            pagesUnread,
            t`Nothing was read on ${pagesUnread} page yet; read them by OCR, then write again.`,
            t`Nothing was read on ${pagesUnread} pages yet; read them by OCR, then write again.`,
          )}
        </p>
      )}
      {refused.map((document) => (
        <div key={document.document} className={styles.refused}>
          <p>{t`${document.title} was not written, because it is not valid:`}</p>
          <FindingList found={{ ...document, seq: 0 }} onFixed={null} />
        </div>
      ))}
    </section>
  );
}

function writtenFiles(document: ExportedDocument): readonly string[] {
  switch (document.kind) {
    case 'written':
      return [document.file];
    case 'pages':
      return document.files;
    case 'not valid':
      return [];
    default:
      return unreachable(document);
  }
}

function filesWritten(count: number, isCancelled: boolean): string {
  if (isCancelled) {
    if (count === 0) return t`No file was written, then it was cancelled`;
    return count === 1
      ? t`One file was written, then it was cancelled`
      : t`${count} files were written, then it was cancelled`;
  }
  if (count === 0) return t`No file was written`;
  return count === 1 ? t`One file was written` : t`${count} files were written`;
}

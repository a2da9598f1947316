import type { EditorState } from 'prosemirror-state';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { positionBefore } from '../../../shared/derived/changed-ranges.ts';
import { counted, interfaceLocale, t } from '../../../shared/translation/translate.ts';
import type { Saving } from '../../model/change-queue.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { countInWords } from '../../model/labels.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { StatusBar } from '../../ui/bars.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FindingCount } from '../export/finding-count.tsx';
import { FinishedImport } from '../import-report/finished-import.tsx';
import { JobProgressBar } from '../notices/job-progress.tsx';
import { proofProgress } from '../proofread/proofreading.ts';
import { SuspectCount, SuspectRemark } from '../suspects/live-region.tsx';
import type { SuspectQueue } from '../suspects/suspect-queue.ts';
import { HiddenCount } from '../tagging/tag-layers-panel.tsx';
import styles from './workbench-status.module.css';

interface WorkbenchStatusProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly queue: SuspectQueue;
}

const numbers = new Intl.NumberFormat(interfaceLocale());
const clock = new Intl.DateTimeFormat(interfaceLocale(), { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function WorkbenchStatus({ session, outline, queue }: WorkbenchStatusProps): ReactNode {
  const words = useStore(outline, ({ followed, words: count }) => (followed ? count : null));
  const corrections = useStore(outline, ({ misreadings }) => misreadings);
  const tags = useStore(outline, ({ tagCount }) => tagCount);
  const progress = useWholeStore(proofProgress);
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  const page = useStore(
    session.editor,
    useCallback(
      ({ selection }: EditorState) =>
        anchors.length === 0 ? '' : outline.get().pagesAt(positionBefore(session.derived.since, selection.head)),
      [session, outline, anchors],
    ),
  );
  return (
    <StatusBar
      left={
        <>
          {page !== '' && <span>{page}</span>}
          {progress && <span>{countInWords(progress)}</span>}
          <SuspectCount queue={queue} />
          <FindingCount session={session} />
          {words !== null && (
            <>
              <span>{t`${numbers.format(words)} words`}</span>
              <span>{grouped(counted(corrections, 'correction'), corrections)}</span>
              <span>{grouped(counted(tags, 'tag'), tags)}</span>
              <HiddenCount outline={outline} />
            </>
          )}
        </>
      }
      right={
        <>
          <SuspectRemark queue={queue} />
          <JobProgressBar />
          <FinishedImport />
          <SavingState session={session} />
        </>
      }
    />
  );
}

/** What was counted, with a sign between its thousands. */
const grouped = (label: string, count: number): string => label.replace(String(count), numbers.format(count));

/** Says saved only when it is on the disk. */
function SavingState({ session }: { readonly session: DocumentSession }): ReactNode {
  const saving = useShownSaving(session);
  if (session.readOnly !== null) return <span>{t`Read only`}</span>;
  return (
    <span role="status" aria-label={t`Saving`} className={classNames(styles[saving.kind])}>
      {inWords(saving)}
    </span>
  );
}

/** How long everything must be on the disk before that is said again, while somebody types on and on. */
const calmMs = 300;

/** What is said of the saving: never that it is saved before it is, and not again and again between one letter and the next. */
function useShownSaving({ saving }: DocumentSession): Saving {
  const now = useWholeStore(saving);
  const [shown, setShown] = useState(now);
  const isCalming = now.kind === 'saved' && shown.kind === 'saving';
  useEffect(() => {
    if (!isCalming) return setShown(now);
    const timer = setTimeout(() => setShown(now), calmMs);
    return () => clearTimeout(timer);
  }, [now, isCalming]);
  return isCalming ? shown : now;
}

function inWords(saving: Saving): string {
  if (saving.kind === 'saving') return t`Saving…`;
  if (saving.kind === 'failed') return t`Not saved`;
  if (saving.kind === 'kept') return t`Not saved yet`;
  return saving.at === null ? t`No changes yet` : t`Saved ${clock.format(new Date(saving.at))}`;
}

import { ChevronRight, Crosshair } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import type { RecognitionId } from '../../../shared/document/identifier.ts';
import type { ImportRemark, ImportReport, Recognition } from '../../../shared/document/import-report.ts';
import { ownGroup } from '../../../shared/edit/undo-history.ts';
import { undoRecognition } from '../../../shared/import/plain-text/undo-recognition.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { Place } from '../../model/places.ts';
import { useQuietDocument } from '../../model/workbench-view.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './import-report.module.css';
import {
  quotesSource,
  type RecognitionGroup,
  recognitionGroups,
  sourceSnippet,
  standingRecognitions,
} from './report-groups.ts';

interface ReportSectionProps {
  readonly heading: string;
  readonly count: number;
  readonly isOpenAtFirst: boolean;
  readonly children: ReactNode;
}

/** A part of the report that can be folded. */
function ReportSection({ heading, count, isOpenAtFirst, children }: ReportSectionProps): ReactNode {
  return (
    <Disclosure defaultExpanded={isOpenAtFirst} className={classNames(styles.section)}>
      <Heading level={3} className={classNames(styles.heading)}>
        <AriaButton slot="trigger" className={classNames(styles.trigger)}>
          <ChevronRight size={14} aria-hidden />
          {heading}
          <span className={styles.count}>{count}</span>
        </AriaButton>
      </Heading>
      <DisclosurePanel className={classNames(styles.items)}>{children}</DisclosurePanel>
    </Disclosure>
  );
}

interface RecognitionSectionProps {
  readonly group: RecognitionGroup;
  /** Recognitions that the document still shows, and those it showed when it came in. */
  readonly standing: ReadonlySet<string>;
  readonly imported: ReadonlySet<string>;
  readonly isWritable: boolean;
  readonly onGoTo: (place: Place) => void;
  readonly onUndo: (id: RecognitionId) => void;
}

/** Longer groups are folded at first. */
const openAtMost = 12;

function RecognitionSection(props: RecognitionSectionProps): ReactNode {
  const { group, standing, imported, isWritable, onGoTo, onUndo } = props;
  return (
    <ReportSection
      heading={group.heading}
      count={group.recognitions.length}
      isOpenAtFirst={group.recognitions.length <= openAtMost}
    >
      <ul>
        {group.recognitions.map((recognition) => (
          <RecognitionEntry
            key={recognition.id}
            recognition={recognition}
            isStanding={standing.has(recognition.id)}
            isUndone={imported.has(recognition.id) && !standing.has(recognition.id)}
            isWritable={isWritable}
            onGoTo={() => onGoTo({ kind: 'recognition', id: recognition.id })}
            onUndo={() => onUndo(recognition.id)}
          />
        ))}
      </ul>
    </ReportSection>
  );
}

interface RecognitionEntryProps {
  readonly recognition: Recognition;
  readonly isStanding: boolean;
  readonly isUndone: boolean;
  readonly isWritable: boolean;
  readonly onGoTo: () => void;
  readonly onUndo: () => void;
}

function RecognitionEntry(props: RecognitionEntryProps): ReactNode {
  const { recognition, isStanding, isUndone, isWritable, onGoTo, onUndo } = props;
  const what = retold(recognition.what);
  return (
    <li className={classNames(styles.item, isUndone && styles.undone)}>
      <div className={styles.words}>
        <span className={styles.what}>
          {what}
          {recognition.certainty === 'inferred' && !recognition.what.includes('inferred') && (
            <span className={styles.inferred}>{t`inferred`}</span>
          )}
        </span>
        {!quotesSource(recognition) && <code className={styles.source}>{sourceSnippet(recognition.source.text)}</code>}
      </div>
      {isUndone && <span className={styles.state}>{t`undone`}</span>}
      {isStanding && (
        <div className={styles.actions}>
          <IconButton icon={Crosshair} label={t`Go to ${what}`} onPress={onGoTo} />
          {isWritable && (
            <Button
              look="quiet"
              className={styles.undo ?? ''}
              label={t`Undo ${what}`}
              onPress={onUndo}
            >{t`Undo`}</Button>
          )}
        </div>
      )}
    </li>
  );
}

/** What a person should look at. */
function RemarkSection({ remarks }: { readonly remarks: readonly ImportRemark[] }): ReactNode {
  if (remarks.length === 0) return null;
  return (
    <ReportSection heading={t`Needs review`} count={remarks.length} isOpenAtFirst>
      <ul>
        {remarks.map((remark) => (
          <li key={`${remark.what}${remark.source?.from ?? ''}`} className={styles.remark}>
            <span>{retold(remark.what)}</span>
            {remark.source && <code className={styles.source}>{sourceSnippet(remark.source.text)}</code>}
          </li>
        ))}
      </ul>
    </ReportSection>
  );
}

/** What of the source is not in the document. */
function SetAsideSection({ setAside }: Pick<ImportReport, 'setAside'>): ReactNode {
  if (setAside.length === 0) return null;
  return (
    <ReportSection heading={t`Left out of the text`} count={setAside.length} isOpenAtFirst={setAside.length <= 6}>
      <ul>
        {setAside.map((stretch) => (
          <li key={stretch.from} className={styles.item}>
            <div className={styles.words}>
              <span>{retold(stretch.why)}</span>
              <code className={styles.source}>{sourceSnippet(stretch.text)}</code>
            </div>
          </li>
        ))}
      </ul>
    </ReportSection>
  );
}

interface ImportReportListProps {
  readonly session: DocumentSession;
  /** Leads to a place of the document. */
  readonly onGoTo: (place: Place) => void;
}

/** What the import of a document did: what needs a look, what was recognised, what was left out. */
export function ImportReportList({ session, onGoTo }: ImportReportListProps): ReactNode {
  const { report } = session.opened;
  const doc = useQuietDocument(session, 120);
  const groups = useMemo(() => recognitionGroups(report), [report]);
  const standing = useMemo(() => standingRecognitions(doc), [doc]);
  const imported = useMemo(() => standingRecognitions(session.imported), [session]);
  const undo = (id: RecognitionId): void => {
    session.run((state, dispatch) => {
      const transform = undoRecognition(state.doc, id);
      if (!transform) return false;
      const transaction = state.tr;
      for (const step of transform.steps) transaction.step(step);
      dispatch?.(transaction.setMeta(ownGroup, true));
      return true;
    });
  };
  return (
    <div className={styles.report}>
      <p className={styles.summary} data-selectable>
        {doneInWords(report, session.opened.source.name)}{' '}
        {report.recognitions.length > 0 && t`Each can be undone here; the words themselves always stay.`}
      </p>
      <RemarkSection remarks={report.remarks} />
      {groups.map((group) => (
        <RecognitionSection
          key={group.kind}
          group={group}
          standing={standing}
          imported={imported}
          isWritable={session.readOnly === null}
          onGoTo={onGoTo}
          onUndo={undo}
        />
      ))}
      <SetAsideSection setAside={report.setAside} />
    </div>
  );
}

function doneInWords({ tei, recognitions: { length } }: ImportReport, file: string): string {
  if (tei) return t`All is kept of ${file}.`;
  if (length === 0) return t`Anchorite recognised nothing but words in ${file}.`;
  return t`Anchorite recognised ${counted(length, 'thing')} in ${file}.`;
}

import { type ReactNode, useMemo } from 'react';
import type { RecognitionId } from '../../shared/document/identifier.ts';
import { ownGroup } from '../../shared/edit/undo-history.ts';
import { undoRecognition } from '../../shared/import/plain-text/undo-recognition.ts';
import type { DocumentSession } from '../workbench/document-session.ts';
import type { Place } from '../workbench/place.ts';
import { useQuietDocument } from '../workbench/use-quiet-document.ts';
import styles from './import-report.module.css';
import { RecognitionSection } from './recognition-section.tsx';
import { RemarkSection } from './remark-section.tsx';
import { recognitionGroups, standingRecognitions } from './report-groups.ts';
import { SetAsideSection } from './set-aside-section.tsx';

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
      <p className={styles.summary}>
        Anchorite recognised {recognisedInWords(report.recognitions.length)} in{' '}
        <span data-selectable>{session.opened.source.name}</span>.{' '}
        {report.recognitions.length > 0 && 'Each can be undone here; the words themselves always stay.'}
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

function recognisedInWords(count: number): string {
  if (count === 0) return 'nothing but words';
  return count === 1 ? '1 thing' : `${count} things`;
}

import { type ReactNode, useState } from 'react';
import type { ImportOutcome } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { openDocument } from '../session/document-actions.ts';
import { closePanel } from '../session/session-store.ts';
import { useSession } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { showImportReport } from '../workbench/workbench-view.ts';
import styles from './import-panel.module.css';
import { ImportReportList } from './import-report-list.tsx';
import { importSummary } from './import-summary.ts';
import { ImportedDocument } from './imported-document.tsx';
import { RefusedFiles } from './refused-files.tsx';
import { useReportSession } from './use-report-session.ts';

/** What an import did, straight after it. */
export function ImportPanel({ outcome }: { readonly outcome: ImportOutcome }): ReactNode {
  const { imported, refused } = outcome;
  const inWorkbench = useSession(({ screen }) => (screen.kind === 'workbench' ? screen.document.id : null));
  const [shown, setShown] = useState<DocumentId | null>(imported.find(({ id }) => id !== inWorkbench)?.id ?? null);
  const session = useReportSession(shown);
  const open = (id: DocumentId): void => {
    closePanel();
    void openDocument(id, null);
  };
  const show = (id: DocumentId): void => {
    if (id !== inWorkbench) {
      setShown(id === shown ? null : id);
      return;
    }
    // One session writes to a document at a time: the workbench has the report of its own in the left pane.
    closePanel();
    showImportReport();
  };
  return (
    <SidePanel
      title="Import report"
      isWide
      onClose={closePanel}
      foot={
        <Button look="primary" onPress={closePanel}>
          Done
        </Button>
      }
    >
      <p className={styles.summary}>{importSummary(outcome)} The files themselves were copied and not changed.</p>
      <RefusedFiles refused={refused} />
      <ul className={styles.documents}>
        {imported.map((document) => (
          <li key={document.id}>
            <ImportedDocument
              document={document}
              isShown={document.id === shown}
              onShow={() => show(document.id)}
              onOpen={() => open(document.id)}
            />
            {document.id === shown && session && (
              <div className={styles.report}>
                <ImportReportList
                  session={session}
                  onGoTo={(place) => {
                    closePanel();
                    void session.flush().then(() => openDocument(document.id, place));
                  }}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { requestCollection } from '../../actions/collection-actions.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { editorPlugins } from '../../editor/editor-plugins.ts';
import { createDocumentSession, type DocumentSession } from '../../model/document-session.ts';
import { anchorSummary } from '../../model/labels.ts';
import { closePanel, useSession, session as windowSession } from '../../model/session.ts';
import { showImportReport } from '../../model/workbench-view.ts';
import { ask, call } from '../../platform/bridge.ts';
import { Button, CopyButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { AnchorLabel } from '../../ui/marks.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './import-panel.module.css';
import { ImportReportList } from './import-report-list.tsx';
import { importSummary } from './import-summary.ts';

interface ImportedDocumentProps {
  readonly document: DocumentSummary;
  /** Whether its report is unfolded. */
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly onOpen: () => void;
}

function ImportedDocumentReport({ document, isShown, onShow, onOpen }: ImportedDocumentProps): ReactNode {
  return (
    <div className={styles.document}>
      <AriaButton
        aria-expanded={isShown}
        aria-label={`Report on ${document.title}`}
        className={classNames(styles.trigger)}
        onPress={onShow}
      >
        <ChevronRight size={15} aria-hidden className={classNames(styles.arrow, isShown && styles.open)} />
        <span className={styles.words}>
          <b>{document.title}</b>
          <span className={styles.facts}>
            {document.source} · {document.words.toLocaleString('en')} words
            {document.notes > 0 && ` · ${document.notes} ${document.notes === 1 ? 'note' : 'notes'}`}
          </span>
          <span className={styles.labels}>
            {anchorSummary(document.anchors).map(({ kind, text }) => (
              <AnchorLabel key={kind} kind={kind} text={text} />
            ))}
          </span>
        </span>
      </AriaButton>
      <Button label={`Open ${document.title}`} onPress={onOpen}>
        Open
      </Button>
    </div>
  );
}

/** Files that did not come in, and why. */
function RefusedFiles({ refused }: Pick<ImportOutcome, 'refused'>): ReactNode {
  if (refused.length === 0) return null;
  return (
    <ul aria-label="Files that did not come in" className={styles.refused}>
      {refused.map(({ file, fault }) => (
        <li key={file} className={styles.fault}>
          <b data-selectable>{file}</b>
          <p>{fault.what}</p>
          <p>
            {fault.kept} {fault.next}
          </p>
          {fault.details !== null && <CopyButton label="Copy details" text={() => fault.details ?? ''} />}
        </li>
      ))}
    </ul>
  );
}

/** Opens a document without a workbench, so that its import report can be read and undone; saves and closes it afterwards. */
function useReportSession(document: DocumentId | null): DocumentSession | null {
  const [session, setSession] = useState<DocumentSession | null>(null);
  useEffect(() => {
    if (!document) return;
    let isWanted = true;
    let opened: DocumentSession | null = null;
    void ask('document:open', { document }).then((reply) => {
      if (!reply || !isWanted) return;
      opened = createDocumentSession(reply, () => windowSession().preferences.editor.siglum, editorPlugins);
      setSession(opened);
    });
    return () => {
      isWanted = false;
      setSession(null);
      // The workbench may have opened it in the meantime: then it stays open.
      void opened?.flush().then(() => {
        const { screen } = windowSession();
        if (screen.kind !== 'workbench' || screen.document.id !== document) void call('document:close', { document });
      });
    };
  }, [document]);
  return session?.id === document ? session : null;
}

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
      {outcome.remarks?.map((remark) => (
        <p key={remark} className={styles.summary}>
          {remark}
        </p>
      ))}
      <FoundCollections folders={outcome.collections ?? []} />
      <RefusedFiles refused={refused} />
      <ul className={styles.documents}>
        {imported.map((document) => (
          <li key={document.id}>
            <ImportedDocumentReport
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

/** Collections among what was to be imported: they are opened, not imported. */
function FoundCollections({ folders }: { readonly folders: readonly string[] }): ReactNode {
  return folders.map((folder) => (
    <p key={folder} className={styles.summary}>
      <Button onPress={() => void requestCollection(folder)}>
        Open the collection “{folder.split(/[\\/]/).at(-1)}”
      </Button>
    </p>
  ));
}

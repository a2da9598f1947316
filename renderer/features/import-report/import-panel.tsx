import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ImportFigures, ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { type ImportFate, importFates, type LeftOutFile } from '../../../shared/contract/payloads/import.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { importDuplicates, requestCollection, saveImportReport } from '../../actions/collection-actions.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { editorPlugins } from '../../editor/editor-plugins.ts';
import { createDocumentSession, type DocumentSession } from '../../model/document-session.ts';
import { anchorSummary } from '../../model/labels.ts';
import { closePanel, useSession, session as windowSession } from '../../model/session.ts';
import { showImportReport } from '../../model/workbench-view.ts';
import { ask, call } from '../../platform/bridge.ts';
import { Button, CopyButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SegmentedControl } from '../../ui/field.tsx';
import { AnchorLabel } from '../../ui/marks.tsx';
import { MenuButton, MenuEntry } from '../../ui/menu.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './import-panel.module.css';
import { ImportReportList } from './import-report-list.tsx';
import rowStyles from './import-rows.module.css';
import { ImportRows } from './import-rows.tsx';
import { figuresOf, filesInWords, importSummary, inDigits } from './import-summary.ts';

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
        aria-label={t`Report on ${document.title}`}
        className={classNames(styles.trigger)}
        onPress={onShow}
      >
        <ChevronRight size={15} aria-hidden className={classNames(styles.arrow, isShown && styles.open)} />
        <span className={styles.words}>
          <b>{document.title}</b>
          <span className={styles.facts}>
            {document.source} · {t`${inDigits(document.words)} words`}
            {document.notes > 0 && ` · ${counted(document.notes, 'note')}`}
          </span>
          <span className={styles.labels}>
            {anchorSummary(document.anchors).map(({ kind, text }) => (
              <AnchorLabel key={kind} kind={kind} text={text} />
            ))}
          </span>
        </span>
      </AriaButton>
      <Button label={t`Open ${document.title}`} onPress={onOpen}>{t`Open`}</Button>
    </div>
  );
}

/** Files that did not come in, and why. */
function RefusedFiles({ refused }: Pick<ImportOutcome, 'refused'>): ReactNode {
  if (refused.length === 0) return null;
  return (
    <ul aria-label={t`Files that did not come in`} className={styles.refused}>
      {refused.map(({ file, fault }) => (
        <li key={file} className={styles.fault}>
          <b data-selectable>{file}</b>
          <p>{retold(fault.what)}</p>
          <p>
            {retold(fault.kept)} {retold(fault.next)}
          </p>
          {fault.details !== null && <CopyButton label={t`Copy details`} text={() => fault.details ?? ''} />}
        </li>
      ))}
    </ul>
  );
}

/** More are shown as lines that are drawn when they are in sight. */
const mostListed = 50;

/** What the collection has already, and how to have it twice. */
function DuplicateFiles({ outcome }: { readonly outcome: ImportOutcome }): ReactNode {
  const { duplicates = [] } = outcome;
  const { duplicate: count } = figuresOf(outcome).counts;
  if (count === 0) return null;
  return (
    <section aria-label={t`Files that are in the collection already`}>
      <p className={styles.summary}>
        {plural(
          count,
          t`${inDigits(count)} file is in the collection already, by what it holds, and was not imported again.`,
          t`${inDigits(count)} files are in the collection already, by what they hold, and were not imported again.`,
        )}
      </p>
      {count <= mostListed && (
        <ul className={styles.refused}>
          {duplicates.map(({ file, of, document }) => (
            <li key={`${file} ${document}`} className={styles.known}>
              <b data-selectable>{file}</b>
              <p>{t`The same was imported from “${of}”.`}</p>
            </li>
          ))}
        </ul>
      )}
      <div className={rowStyles.actions}>
        <Button onPress={() => void importDuplicates()}>
          {count === 1 ? t`Import it all the same` : t`Import them all the same`}
        </Button>
      </div>
    </section>
  );
}

/** What nobody means who names the folder around it. */
function LeftOutFiles({ leftOut }: { readonly leftOut: readonly LeftOutFile[] }): ReactNode {
  if (leftOut.length === 0) return null;
  return (
    <ul aria-label={t`Files that were left out`} className={styles.refused}>
      {leftOut.map(({ file, why }) => (
        <li key={file} className={styles.known}>
          <b data-selectable>{file}</b>
          <p>{retold(why)}</p>
        </li>
      ))}
    </ul>
  );
}

/** Fates as one chooses among them. */
const fateLabels: Readonly<Record<ImportFate | 'all', string>> = {
  all: t`All`,
  imported: t`Came in`,
  duplicate: t`There already`,
  refused: t`Did not come in`,
  'left out': t`Left out`,
};

/** What became of each of many files: how many shared which fate and why, and all of them as lines. */
function LargeReport({ figures: { counts, reasons } }: { readonly figures: ImportFigures }): ReactNode {
  const [fate, setFate] = useState<ImportFate | 'all'>('all');
  const total = importFates.reduce((sum, one) => sum + counts[one], 0);
  const shown = ['all' as const, ...importFates.filter((one) => counts[one] > 0)];
  return (
    <>
      <ul aria-label={t`Why files did not come in`} className={rowStyles.reasons}>
        {reasons
          .filter(({ fate: of }) => of === 'refused' || of === 'left out')
          .slice(0, mostListed)
          .map(({ fate: of, reason, files }) => (
            <li key={`${of} ${reason}`}>
              <span className={rowStyles.files}>{filesInWords(files)}</span>
              <span>{retold(reason)}</span>
            </li>
          ))}
      </ul>
      <div className={rowStyles.filter}>
        <SegmentedControl
          label={t`Which files`}
          value={fate}
          options={shown.map((value) => ({ value, label: fateLabels[value] }))}
          onChange={setFate}
        />
      </div>
      <ImportRows fate={fate === 'all' ? null : fate} count={fate === 'all' ? total : counts[fate]} />
    </>
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

interface ImportedDocumentsProps {
  readonly imported: readonly DocumentSummary[];
  /** The document that is open. */
  readonly inWorkbench: DocumentId | null;
}

/** Documents that came in, of which one shows its report. */
function ImportedDocuments({ imported, inWorkbench }: ImportedDocumentsProps): ReactNode {
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
  );
}

/** What an import did, straight after it. */
export function ImportPanel({ outcome }: { readonly outcome: ImportOutcome }): ReactNode {
  const { imported, refused } = outcome;
  const figures = figuresOf(outcome);
  const isLarge = Object.values(figures.counts).some((count) => count > mostListed);
  const inWorkbench = useSession(({ screen }) => (screen.kind === 'workbench' ? screen.document.id : null));
  return (
    <SidePanel
      title={t`Import report`}
      isWide
      onClose={closePanel}
      foot={
        <>
          <Button look="primary" onPress={closePanel}>{t`Done`}</Button>
          <MenuButton label={t`Save the report`} button={<Button look="quiet">{t`Save the report…`}</Button>}>
            <MenuEntry label={t`As a table (CSV)…`} onAction={() => void saveImportReport('csv')} />
            <MenuEntry label={t`As JSON…`} onAction={() => void saveImportReport('json')} />
          </MenuButton>
        </>
      }
    >
      <p className={styles.summary}>
        {importSummary(outcome)} {t`The files themselves were copied and not changed.`}
      </p>
      {outcome.remarks?.map((remark) => (
        <p key={remark} className={styles.summary}>
          {retold(remark)}
        </p>
      ))}
      <FoundCollections folders={outcome.collections ?? []} />
      <DuplicateFiles outcome={outcome} />
      {isLarge ? <LargeReport figures={figures} /> : <RefusedFiles refused={refused} />}
      {!isLarge && <LeftOutFiles leftOut={outcome.leftOut ?? []} />}
      {!isLarge && <ImportedDocuments imported={imported} inWorkbench={inWorkbench} />}
    </SidePanel>
  );
}

/** Collections among what was to be imported: they are opened, not imported. */
function FoundCollections({ folders }: { readonly folders: readonly string[] }): ReactNode {
  return folders.map((folder) => (
    <p key={folder} className={styles.summary}>
      <Button
        onPress={() => void requestCollection(folder)}
      >{t`Open the collection “${folder.split(/[\\/]/).at(-1) ?? folder}”`}</Button>
    </p>
  ));
}

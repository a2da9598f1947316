import { type ReactNode, useState } from 'react';
import type { Printed } from '../../../shared/contract/payloads/edition.ts';
import type { ReadingView } from '../../../shared/export/reading/reading-marks.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openedDocument } from '../../actions/document-actions.ts';
import { useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, SegmentedControl } from '../../ui/field.tsx';
import { SmallDialog } from '../../ui/panel.tsx';
import { printedCorrespondence } from '../correspondence/correspondence-view.ts';
import styles from './print-dialog.module.css';
import { print, printQuestion } from './printing.ts';

const views: readonly { readonly value: ReadingView; readonly label: string }[] = [
  { value: 'reading', label: t`Reading text` },
  { value: 'diplomatic', label: t`As on the page` },
];

/** Asks how a document or a report is printed. */
export function PrintDialog(): ReactNode {
  const what = useWholeStore(printQuestion);
  const hasCorrections = useSession(({ preferences }) => preferences.showCorrections);
  const [view, setView] = useState<ReadingView>('reading');
  const [corrections, setCorrections] = useState(hasCorrections);
  const close = (): void => printQuestion.set(null);
  const start = (to: 'paper' | 'pdf') => (): void => {
    const printed = what && printedOf(what, view, corrections);
    close();
    if (printed) void print(printed, to);
  };
  return (
    <SmallDialog title={t`Print or save as PDF`} isOpen={what !== null} onClose={close}>
      <p className={styles.what}>{what?.kind === 'report' ? what.report.title : what?.title}</p>
      {what?.kind === 'document' && (
        <div className={styles.choices}>
          <SegmentedControl label={t`Text`} value={view} options={views} onChange={setView} />
          <CheckBox label={t`Show the old reading beside corrections`} isOn={corrections} onChange={setCorrections} />
        </div>
      )}
      <div className={styles.buttons}>
        <Button look="primary" onPress={start('pdf')}>{t`Save as PDF…`}</Button>
        <Button onPress={start('paper')}>{t`Print…`}</Button>
        <Button look="quiet" onPress={close}>{t`Cancel`}</Button>
      </div>
    </SmallDialog>
  );
}

function printedOf(
  what: NonNullable<ReturnType<typeof printQuestion.get>>,
  view: ReadingView,
  corrections: boolean,
): Printed | null {
  if (what.kind === 'correspondence') {
    const view = printedCorrespondence();
    return view && { kind: 'correspondence', view };
  }
  if (what.kind === 'map') return { kind: 'map', view: what.view };
  if (what.kind === 'report') return { kind: 'report', report: what.report };
  const open = openedDocument();
  return open && { kind: 'document', document: open.id, view, corrections };
}

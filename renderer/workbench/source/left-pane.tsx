import { PanelLeftClose } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import { keysLabel } from '../../commands/command-keys.ts';
import { ImportReportList } from '../../import-report/import-report-list.tsx';
import { useStore } from '../../store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PaneHeader } from '../../ui/pane-header.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { goTo } from '../transcription/editor-handle.ts';
import { patchView, togglePane, workbenchView } from '../workbench-view.ts';
import styles from './left-pane.module.css';
import { SourceText } from './source-text.tsx';

interface LeftPaneProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** What the transcription is read against: the source, or what the import made of it. */
export const LeftPane = memo(function LeftPane({ session, outline }: LeftPaneProps): ReactNode {
  const shown = useStore(workbenchView, (view) => view.leftPane);
  return (
    <section aria-label="Source" className={styles.pane}>
      <PaneHeader>
        <VisuallyHidden elementType="h2">{shown === 'source' ? 'Source' : 'Import report'}</VisuallyHidden>
        <SegmentedControl
          label="Left pane"
          value={shown}
          options={[
            { value: 'source', label: 'Source' },
            { value: 'import report', label: 'Import report' },
          ]}
          onChange={(leftPane) => patchView({ leftPane })}
        />
        <span className={styles.name} title={session.opened.source.name}>
          {session.opened.source.name}
        </span>
        <IconButton
          icon={PanelLeftClose}
          label="Hide the source"
          keys={keysLabel('view.source')}
          onPress={() => togglePane('source')}
        />
      </PaneHeader>
      {shown === 'source' ? (
        <SourceText session={session} outline={outline} />
      ) : (
        <div className={styles.report}>
          <ImportReportList session={session} onGoTo={(place) => goTo(place)} />
        </div>
      )}
    </section>
  );
});

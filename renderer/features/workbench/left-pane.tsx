import { PanelLeftClose } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import { t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import {
  type LeftPaneContent,
  patchView,
  shownInLeftPane,
  togglePane,
  workbenchView,
} from '../../model/workbench-view.ts';
import { useStore } from '../../platform/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/field.tsx';
import { PaneHeader } from '../../ui/panel.tsx';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import { FacsimilePane } from '../facsimile/facsimile-pane.tsx';
import { facsimileView } from '../facsimile/facsimile-view.ts';
import { ImportReportList } from '../import-report/import-report-list.tsx';
import { SourceText } from '../source/source-text.tsx';
import styles from './left-pane.module.css';

interface LeftPaneProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
}

const headings: Readonly<Record<LeftPaneContent, string>> = {
  image: t`Page image`,
  source: t`Source`,
  'import report': t`Import report`,
};

const contents: readonly { readonly value: LeftPaneContent; readonly label: string }[] = [
  { value: 'image', label: t`Image` },
  { value: 'source', label: t`Source text` },
  { value: 'import report', label: t`Import report` },
];

/** What the transcription is read against: the image of the page, the source, or what the import made of it. */
export const LeftPane = memo(function LeftPane({ session, outline, facsimile }: LeftPaneProps): ReactNode {
  const hasPages = useStore(session.facts, (facts) => facts.pages.length > 0);
  const shown = useStore(workbenchView, (view) => shownInLeftPane(view, hasPages));
  return (
    <section aria-label={shown === 'image' ? t`Page image` : t`Source`} className={styles.pane}>
      <PaneHeader>
        <VisuallyHidden elementType="h2">{headings[shown]}</VisuallyHidden>
        <SegmentedControl
          label={t`Left pane`}
          value={shown}
          options={contents}
          onChange={(leftPane) => patchView({ leftPane })}
        />
        <FileName session={session} isImage={shown === 'image'} />
        <IconButton
          icon={PanelLeftClose}
          label={t`Hide the source`}
          keys={keysLabel('view.source')}
          onPress={() => togglePane('source')}
        />
      </PaneHeader>
      {shown === 'image' && <FacsimilePane session={session} outline={outline} facsimile={facsimile} />}
      {shown === 'source' && <SourceText session={session} outline={outline} />}
      {shown === 'import report' && (
        <div className={styles.report}>
          <ImportReportList session={session} onGoTo={(place) => goTo(place)} />
        </div>
      )}
    </section>
  );
});

interface FileNameProps {
  readonly session: DocumentSession;
  readonly isImage: boolean;
}

/** The file that is shown: of the page, or the source. */
function FileName({ session, isImage }: FileNameProps): ReactNode {
  const page = useStore(facsimileView, (view) => view.page);
  const pages = useStore(session.facts, (facts) => facts.pages);
  const name = isImage ? (pages.find(({ id }) => id === page)?.name ?? '') : session.opened.source.name;
  return (
    <span className={styles.name} title={name}>
      {name}
    </span>
  );
}

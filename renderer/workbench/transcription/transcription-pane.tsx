import { PanelLeftOpen, PanelRightClose, PanelRightOpen, PencilLine, WrapText } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { keysLabel } from '../../commands/command-keys.ts';
import { savePreferences } from '../../session/preferences-actions.ts';
import { useSession } from '../../session/use-session.ts';
import { useStore, useWholeStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PaneHeader } from '../../ui/pane-header.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import type { DocumentSession } from '../document-session.ts';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import { StripToggle } from '../facsimile/strip-toggle.tsx';
import { FindBar } from '../find/find-bar.tsx';
import type { OutlineStore } from '../outline-store.ts';
import type { SuspectQueue } from '../suspects/suspect-queue.ts';
import { isPaneShown, narrowStore, togglePane, workbenchView } from '../workbench-view.ts';
import { ModeTools } from './mode-tools.tsx';
import { Transcription } from './transcription.tsx';
import styles from './transcription-pane.module.css';

interface TranscriptionPaneProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly queue: SuspectQueue;
  readonly facsimile: Facsimile;
}

export const TranscriptionPane = memo(function TranscriptionPane({
  session,
  outline,
  queue,
  facsimile,
}: TranscriptionPaneProps): ReactNode {
  const showCorrections = useSession((now) => now.preferences.showCorrections);
  const showLineEnds = useSession((now) => now.preferences.showLineEnds);
  const mode = useStore(workbenchView, (view) => view.mode);
  const isNarrow = useWholeStore(narrowStore);
  const isSourceShown = useStore(workbenchView, (view) => isPaneShown(view, isNarrow, 'source'));
  const isInspectorShown = useStore(workbenchView, (view) => isPaneShown(view, isNarrow, 'inspector'));
  const find = useStore(workbenchView, (view) => view.find);
  return (
    <section aria-label="Transcription" className={styles.pane}>
      <PaneHeader>
        {!isSourceShown && (
          <IconButton
            icon={PanelLeftOpen}
            label="Show the source"
            keys={keysLabel('view.source')}
            onPress={() => togglePane('source')}
          />
        )}
        <h2 className={classNames(styles.title, mode !== 'correct' && styles.yielding)}>Transcription</h2>
        <ModeTools session={session} mode={mode} />
        <div className={styles.space} />
        {mode !== 'proofread' && (
          <Toggle
            label="Corrections"
            icon={PencilLine}
            isOn={showCorrections}
            onChange={(isOn) => void savePreferences({ showCorrections: isOn })}
            hint={showCorrections ? 'Show only the corrected text' : 'Show the old reading beside each correction'}
            keys={keysLabel('view.corrections')}
          />
        )}
        <Toggle
          label="Line ends"
          icon={WrapText}
          isOn={showLineEnds}
          onChange={(isOn) => void savePreferences({ showLineEnds: isOn })}
          hint={showLineEnds ? 'Let the text flow' : 'Break lines where the source does'}
          keys={keysLabel('view.line-ends')}
        />
        <StripToggle session={session} />
        <IconButton
          icon={isInspectorShown ? PanelRightClose : PanelRightOpen}
          label={isInspectorShown ? 'Hide the inspector' : 'Show the inspector'}
          keys={keysLabel('view.inspector')}
          onPress={() => togglePane('inspector')}
        />
      </PaneHeader>
      {find !== null && <FindBar session={session} outline={outline} kind={find} />}
      <Transcription session={session} outline={outline} facsimile={facsimile} queue={queue} />
    </section>
  );
});

import { PanelLeftOpen, PanelRightClose, PanelRightOpen, PencilLine, WrapText } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { TooltipTrigger } from 'react-aria-components/Tooltip';
import { type AnnotationKind, annotationKinds } from '../../../shared/document/annotation.ts';
import { t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { tagLetters } from '../../editor/tag-decorations.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { savePreferences } from '../../model/preferences-actions.ts';
import { useSession } from '../../model/session.ts';
import { tagCommand, tagNames, tagWithin } from '../../model/tag-kinds.ts';
import { isPaneShown, type Mode, narrowStore, togglePane, workbenchView } from '../../model/workbench-view.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { Button, IconButton, Toggle } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { TooltipText } from '../../ui/key-hint.tsx';
import { PaneHeader } from '../../ui/panel.tsx';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import { StripToggle } from '../facsimile/image-strip.tsx';
import { FindBar } from '../find/find-bar.tsx';
import type { SuspectQueue } from '../suspects/suspect-queue.ts';
import type { TagQueues } from '../tagging/use-tagging-commands.ts';
import modeToolsStyles from './mode-tools.module.css';
import { Transcription } from './transcription.tsx';
import styles from './transcription-pane.module.css';

interface ModeToolsProps {
  readonly session: DocumentSession;
  readonly mode: Mode;
}

/** What the mode of the workbench is for, at hand above the text. */
function ModeTools({ session, mode }: ModeToolsProps): ReactNode {
  if (session.readOnly !== null || mode === 'correct') return null;
  if (mode === 'proofread')
    return (
      <>
        <Button
          look="quiet"
          className={modeToolsStyles.proofread ?? ''}
          onPress={() => runCommand('proof.next-unread')}
        >
          {t`Next unread`}
          <span className={modeToolsStyles.word}> {t`line`}</span>{' '}
          <span className={modeToolsStyles.keys}>{keysLabel('proof.next-unread')}</span>
        </Button>
        <Button
          look="quiet"
          className={modeToolsStyles.proofread ?? ''}
          onPress={() => runCommand('document.proofread-next')}
        >
          {t`Mark proofread`}
          <span className={modeToolsStyles.name}>{t`, open the next`}</span>{' '}
          <span className={modeToolsStyles.keys}>{keysLabel('document.proofread-next')}</span>
        </Button>
      </>
    );
  return (
    <div role="toolbar" aria-label={t`Tag the selection as`} className={modeToolsStyles.kinds}>
      {annotationKinds.map((kind) => (
        <KindButton key={kind} kind={kind} />
      ))}
    </div>
  );
}

function KindButton({ kind }: { readonly kind: AnnotationKind }): ReactNode {
  const keys = keysLabel(tagCommand(kind));
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button
        look="quiet"
        label={t`Tag as ${tagWithin[kind]}`}
        className={modeToolsStyles.kind ?? ''}
        onPress={() => runCommand(tagCommand(kind))}
      >
        <span className={modeToolsStyles.letter} data-kind={kind}>
          {tagLetters[kind]}
        </span>
        <span className={modeToolsStyles.name}>{tagNames[kind]}</span>
      </Button>
      <TooltipText
        text={t`Tag the selection as ${tagWithin[kind]}`}
        keys={keys === undefined ? tagLetters[kind] : t`${tagLetters[kind]} or ${keys}`}
      />
    </TooltipTrigger>
  );
}

interface TranscriptionPaneProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly queue: SuspectQueue;
  readonly tagQueues: TagQueues;
  readonly facsimile: Facsimile;
}

export const TranscriptionPane = memo(function TranscriptionPane({
  session,
  outline,
  queue,
  tagQueues,
  facsimile,
}: TranscriptionPaneProps): ReactNode {
  const showCorrections = useSession((now) => now.preferences.showCorrections);
  const showLineEnds = useSession((now) => now.preferences.showLineEnds);
  const mode = useStore(workbenchView, (view) => view.mode);
  const isNarrow = useWholeStore(narrowStore);
  const isSourceShown = useStore(workbenchView, (view) => isPaneShown(view, isNarrow, 'source'));
  const isInspectorShown = useStore(workbenchView, (view) => isPaneShown(view, isNarrow, 'inspector'));
  const find = useStore(workbenchView, (view) => view.find);
  const isFocused = useStore(workbenchView, (view) => view.isFocused);
  return (
    <section aria-label={t`Transcription`} className={styles.pane}>
      {!isFocused && (
        <PaneHeader>
          {!isSourceShown && (
            <IconButton
              icon={PanelLeftOpen}
              label={t`Show the source`}
              keys={keysLabel('view.source')}
              onPress={() => togglePane('source')}
            />
          )}
          <h2 className={classNames(styles.title, mode !== 'correct' && styles.yielding)}>{t`Transcription`}</h2>
          <ModeTools session={session} mode={mode} />
          <div className={styles.space} />
          {mode !== 'proofread' && (
            <Toggle
              label={t`Corrections`}
              icon={PencilLine}
              isOn={showCorrections}
              onChange={(isOn) => void savePreferences({ showCorrections: isOn })}
              hint={showCorrections ? t`Show only the corrected text` : t`Show the old reading beside each correction`}
              keys={keysLabel('view.corrections')}
            />
          )}
          <Toggle
            label={t`Line ends`}
            icon={WrapText}
            isOn={showLineEnds}
            onChange={(isOn) => void savePreferences({ showLineEnds: isOn })}
            hint={showLineEnds ? t`Let the text flow` : t`Break lines where the source does`}
            keys={keysLabel('view.line-ends')}
          />
          <StripToggle session={session} />
          <IconButton
            icon={isInspectorShown ? PanelRightClose : PanelRightOpen}
            label={isInspectorShown ? t`Hide the inspector` : t`Show the inspector`}
            keys={keysLabel('view.inspector')}
            onPress={() => togglePane('inspector')}
          />
        </PaneHeader>
      )}
      {find !== null && <FindBar session={session} outline={outline} kind={find} />}
      <Transcription session={session} outline={outline} facsimile={facsimile} queue={queue} tagQueues={tagQueues} />
    </section>
  );
});

import { ArrowLeft, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { DocumentMetadata } from '../../../shared/document/metadata.ts';
import { canRedo, canUndo, redo, undo } from '../../../shared/edit/undo-history.ts';
import { t } from '../../../shared/translation/translate.ts';
import { leaveDocument } from '../../actions/document-actions.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { PaletteButton } from '../../commands/command-palette.tsx';
import { runCommand } from '../../commands/command-registry.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useSession } from '../../model/session.ts';
import { type Mode, patchView, workbenchView } from '../../model/workbench-view.ts';
import { useStore } from '../../platform/store.ts';
import { TopBar } from '../../ui/bars.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SegmentedControl } from '../../ui/field.tsx';
import styles from './workbench-bar.module.css';

interface WorkbenchBarProps {
  readonly session: DocumentSession;
}

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'correct', label: t`Correct` },
  { value: 'tag', label: t`Tag` },
  { value: 'proofread', label: t`Proofread` },
];

export function WorkbenchBar({ session }: WorkbenchBarProps): ReactNode {
  const collection = useSession((now) => now.collection?.title);
  const metadata = useStore(session.facts, (facts) => facts.metadata);
  const mode = useStore(workbenchView, (view) => view.mode);
  const back = (): void => void leaveDocument();
  return (
    <TopBar>
      <IconButton
        icon={ArrowLeft}
        label={t`Back to the collection`}
        keys={keysLabel('document.close')}
        onPress={back}
      />
      <nav aria-label={t`Where you are`} className={styles.path}>
        <AriaButton className={classNames(styles.collection)} onPress={back}>
          {collection}
        </AriaButton>
        <span aria-hidden className={styles.arrow}>
          ▸
        </span>
        <h1 className={styles.title} title={metadata.title}>
          {metadata.title || t`Untitled`}
        </h1>
        <span className={styles.date}>{dateBeside(metadata)}</span>
      </nav>
      <UndoButtons session={session} />
      <SegmentedControl label={t`Mode`} value={mode} options={modes} onChange={(next) => patchView({ mode: next })} />
      <PaletteButton />
      <Button look="primary" onPress={() => runCommand('edition.export')}>{t`Export…`}</Button>
    </TopBar>
  );
}

/** The date, unless the title says it already. */
function dateBeside({ date, title }: DocumentMetadata): string {
  const year = date?.when?.slice(0, 4);
  if (!date || (year !== undefined && title.includes(year)) || title.includes(date.text)) return '';
  return date.text;
}

function UndoButtons({ session }: { readonly session: DocumentSession }): ReactNode {
  const isUndoable = useStore(session.editor, canUndo);
  const isRedoable = useStore(session.editor, canRedo);
  if (session.readOnly !== null) return null;
  return (
    <div className={styles.undo}>
      <IconButton
        icon={Undo2}
        label={t`Undo`}
        keys={keysLabel('edit.undo')}
        isDisabled={!isUndoable}
        onPress={() => session.run(undo)}
      />
      <IconButton
        icon={Redo2}
        label={t`Redo`}
        keys={keysLabel('edit.redo')}
        isDisabled={!isRedoable}
        onPress={() => session.run(redo)}
      />
    </div>
  );
}

/** All that stands above text and image in the focus mode: what is open, and the way back. */
export function FocusBar({ session }: WorkbenchBarProps): ReactNode {
  const title = useStore(session.facts, (facts) => facts.metadata.title);
  return (
    <TopBar>
      <h1 className={classNames(styles.title, styles.focused)} title={title}>
        {title || t`Untitled`}
      </h1>
      <Button
        look="quiet"
        onPress={() => patchView({ isFocused: false })}
      >{t`Leave focus mode ${keysLabel('view.focus') ?? ''}`}</Button>
    </TopBar>
  );
}

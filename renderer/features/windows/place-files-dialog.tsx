import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { counted, t } from '../../../shared/translation/translate.ts';
import { filesToPlace, type ImportTarget, placeFiles } from '../../actions/window-actions.ts';
import { useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useFirstFocus } from '../../ui/focus.ts';
import { SmallDialog } from '../../ui/panel.tsx';
import styles from './place-files-dialog.module.css';

/** So many recent collections are offered. */
const mostOffered = 6;

/** Asks into which collection files go that a person opened with the program. */
export function PlaceFilesDialog(): ReactNode {
  const files = useWholeStore(filesToPlace);
  const close = (): void => filesToPlace.set([]);
  return (
    <SmallDialog title={t`Import ${inWords(files)}`} isOpen={files.length > 0} onClose={close}>
      <Targets />
      <Button look="quiet" onPress={close}>{t`Cancel`}</Button>
    </SmallDialog>
  );
}

/** The name of a file, or how many there are. */
function inWords(files: readonly string[]): string {
  const [first = ''] = files;
  return files.length === 1 ? `“${first.split(/[/\\]/).at(-1)}”` : counted(files.length, 'file');
}

function Targets(): ReactNode {
  const open = useSession(({ collection }) => (collection?.readOnly === null ? collection : null));
  const recent = useSession((session) => session.recent);
  const others = recent.filter(({ folder }) => folder !== open?.folder).slice(0, mostOffered);
  return (
    <div className={styles.choice}>
      <p id="place-files">{t`Into which collection?`}</p>
      <ul className={styles.targets} aria-labelledby="place-files">
        {open && <Target title={open.title} detail={t`Open in this window`} target={{ kind: 'open here' }} isFirst />}
        {others.map(({ folder, title }, index) => (
          <Target
            key={folder}
            title={title}
            detail={folder}
            target={{ kind: 'recent', folder }}
            isFirst={!open && index === 0}
          />
        ))}
        <Target
          title={t`New collection…`}
          detail={t`You choose its folder next`}
          target={{ kind: 'new' }}
          isFirst={!open && others.length === 0}
        />
      </ul>
    </div>
  );
}

interface TargetProps {
  readonly title: string;
  readonly detail: string;
  readonly target: ImportTarget;
  /** Whether it has the focus when it is asked. */
  readonly isFirst?: boolean;
}

function Target({ title, detail, target, isFirst = false }: TargetProps): ReactNode {
  const button = useFirstFocus<HTMLButtonElement>(isFirst);
  return (
    <li>
      <AriaButton ref={button} className={classNames(styles.target)} onPress={() => void placeFiles(target)}>
        <span className={styles.title}>{title}</span>
        <span className={styles.detail}>{detail}</span>
      </AriaButton>
    </li>
  );
}

import { BookOpen, FolderOpen, FolderPlus, type LucideIcon, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { t } from '../../../shared/translation/translate.ts';
import { requestCollection, requestSample } from '../../actions/collection-actions.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { openPanel, patchSession, useSession } from '../../model/session.ts';
import { classNames } from '../../ui/class-names.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { loadStartForms } from './load-start-forms.ts';
import styles from './start-actions.module.css';

/** What asks for words needs fields, which the first screen does without. */
const NewCollection = loadedLater(
  () => loadStartForms().then((loaded) => loaded.NewCollection),
  <div aria-busy="true" />,
);

/** @param isFirst whether there is no collection to go back to yet */
export function StartActions({ isFirst }: { readonly isFirst: boolean }): ReactNode {
  const isNaming = useSession((session) => session.isNamingCollection);
  const setNaming = (isNamingCollection: boolean): void => patchSession({ isNamingCollection });
  return (
    <section aria-label={t`Begin`} className={styles.actions}>
      {isNaming ? (
        <div className={styles.naming}>
          <NewCollection onDone={() => setNaming(false)} />
        </div>
      ) : (
        <StartAction
          icon={FolderPlus}
          title={t`New collection…`}
          text={t`An empty folder for your documents`}
          keys={keysLabel('collection.new')}
          onPress={() => setNaming(true)}
        />
      )}
      <StartAction
        icon={FolderOpen}
        title={t`Open…`}
        text={t`A collection that is on this computer already`}
        keys={keysLabel('collection.open')}
        onPress={() => void requestCollection(null)}
      />
      <StartAction
        icon={Users}
        title={t`Join a shared collection…`}
        text={t`A copy of one that others share in a folder or on a server`}
        keys={keysLabel('collection.join')}
        onPress={() => openPanel({ kind: 'join' })}
      />
      <StartAction
        icon={BookOpen}
        title={t`Open the sample collection`}
        text={isFirst ? t`A good place to begin: five documents of 1962` : t`Five documents of November 1962`}
        keys={undefined}
        onPress={() => void requestSample()}
      />
    </section>
  );
}

interface StartActionProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly keys: string | undefined;
  readonly onPress: () => void;
}

function StartAction({ icon: Icon, title, text, keys, onPress }: StartActionProps): ReactNode {
  return (
    <AriaButton aria-label={title} onPress={onPress} className={classNames(styles.action)}>
      <Icon size={20} strokeWidth={1.5} aria-hidden className={styles.icon} />
      <span className={styles.words}>
        <b>{title}</b>
        <span>{text}</span>
      </span>
      {keys !== undefined && <KeyHint keys={keys} />}
    </AriaButton>
  );
}

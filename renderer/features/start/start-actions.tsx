import { BookOpen, FolderOpen, FolderPlus, type LucideIcon } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { newCollection, requestCollection, requestSample } from '../../actions/collection-actions.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { patchSession, useSession } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Field } from '../../ui/field.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import newCollectionStyles from './new-collection.module.css';
import styles from './start-actions.module.css';

interface NewCollectionProps {
  readonly onDone: () => void;
}

/** Asks what a new collection is called; where it goes is asked next. */
export function NewCollection({ onDone }: NewCollectionProps): ReactNode {
  const [title, setTitle] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim() !== '') void newCollection(title.trim());
  };
  return (
    <form
      data-naming
      className={newCollectionStyles.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <Field
        label="Title of the new collection"
        value={title}
        onChange={setTitle}
        autoFocus
        placeholder="Cuba, autumn 1962"
        maxLength={200}
        face="text"
      />
      <div className={newCollectionStyles.buttons}>
        <Button type="submit" look="primary" isDisabled={title.trim() === ''}>
          Choose where…
        </Button>
        <Button look="quiet" onPress={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** @param isFirst whether there is no collection to go back to yet */
export function StartActions({ isFirst }: { readonly isFirst: boolean }): ReactNode {
  const isNaming = useSession((session) => session.isNamingCollection);
  const setNaming = (isNamingCollection: boolean): void => patchSession({ isNamingCollection });
  return (
    <section aria-label="Begin" className={styles.actions}>
      {isNaming ? (
        <div className={styles.naming}>
          <NewCollection onDone={() => setNaming(false)} />
        </div>
      ) : (
        <StartAction
          icon={FolderPlus}
          title="New collection…"
          text="An empty folder for your documents"
          keys={keysLabel('collection.new')}
          onPress={() => setNaming(true)}
        />
      )}
      <StartAction
        icon={FolderOpen}
        title="Open…"
        text="A collection that is on this computer already"
        keys={keysLabel('collection.open')}
        onPress={() => void requestCollection(null)}
      />
      <StartAction
        icon={BookOpen}
        title="Open the sample collection"
        text={isFirst ? 'A good place to begin: five documents of 1962' : 'Five documents of November 1962'}
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

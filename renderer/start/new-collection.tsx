import { type FormEvent, type ReactNode, useState } from 'react';
import { newCollection } from '../session/collection-actions.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import styles from './new-collection.module.css';

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
      className={styles.form}
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
      <div className={styles.buttons}>
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

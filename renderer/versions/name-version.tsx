import { type FormEvent, type ReactNode, useState } from 'react';
import { showFault } from '../faults.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import type { DocumentSession } from '../workbench/document-session.ts';
import { namingVersion } from '../workbench/naming-version.ts';
import { focusEditor } from '../workbench/transcription/editor-handle.ts';
import styles from './versions-tab.module.css';

/** Asks what the present state shall be called. */
export function NameVersion({ session }: { readonly session: DocumentSession }): ReactNode {
  const [name, setName] = useState('');
  const close = (): void => namingVersion.set(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    close();
    focusEditor();
    void session.nameVersion(name.trim()).then((fault) => fault && showFault(fault));
  };
  return (
    <form
      className={styles.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <Field
        label="Name of this version"
        value={name}
        onChange={setName}
        autoFocus
        maxLength={200}
        placeholder="First correction finished"
      />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isDisabled={name.trim() === ''}>
          Name it
        </Button>
        <Button
          look="quiet"
          onPress={() => {
            close();
            focusEditor();
          }}
        >
          Cancel
        </Button>
      </div>
    </form>
  );
}

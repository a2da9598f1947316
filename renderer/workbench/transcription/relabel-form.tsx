import { type FormEvent, type ReactNode, useState } from 'react';
import { anchorName, type PageAnchor } from '../../../shared/document/page-anchor.ts';
import { relabelAnchor } from '../../../shared/edit/anchor-commands.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { DocumentSession } from '../document-session.ts';
import styles from './anchor-menu.module.css';
import { focusEditor } from './editor-handle.ts';

interface RelabelFormProps {
  readonly session: DocumentSession;
  readonly anchor: PageAnchor;
  readonly onClose: () => void;
}

/** Asks for another label of a page anchor. */
export function RelabelForm({ session, anchor, onClose }: RelabelFormProps): ReactNode {
  const [label, setLabel] = useState(anchor.label);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    session.run(relabelAnchor(anchor.id, label.trim()));
    onClose();
    focusEditor();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={`Label of ${anchorName(anchor)}`}
        value={label}
        onChange={setLabel}
        autoFocus
        maxLength={40}
        className={styles.label ?? ''}
      />
      <Button type="submit" look="primary">
        Relabel
      </Button>
    </form>
  );
}

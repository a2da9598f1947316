import { type FormEvent, type ReactNode, useState } from 'react';
import { siglumError, siglumOf } from '../preferences/siglum.ts';
import { savePreferences } from '../session/preferences-actions.ts';
import { useSession } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import styles from './introduction.module.css';

/** Asks once who edits; everything else can be done before it is answered. */
export function Introduction(): ReactNode {
  const editor = useSession((session) => session.preferences.editor);
  const [name, setName] = useState(editor.name);
  const [chosenSiglum, setSiglum] = useState<string | null>(editor.siglum || null);
  const siglum = chosenSiglum ?? siglumOf(name);
  const error = siglum === '' ? null : siglumError(siglum);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && siglumError(siglum) === null)
      void savePreferences({ editor: { name: name.trim(), siglum }, introduced: true });
  };
  return (
    <form className={styles.panel} onSubmit={submit} aria-labelledby="introduction">
      <div className={styles.words}>
        <h2 id="introduction">Who is editing?</h2>
        <p>
          Every correction and tag is signed with your siglum, here and in the edition. Both can be changed in the
          preferences.
        </p>
      </div>
      <Field label="Name" value={name} onChange={setName} autoFocus className={styles.name ?? ''} maxLength={120} />
      <Field
        label="Siglum"
        value={siglum}
        onChange={setSiglum}
        error={error}
        maxLength={12}
        className={styles.siglum ?? ''}
      />
      <Button type="submit" look="primary" isDisabled={name.trim() === '' || siglumError(siglum) !== null}>
        That’s me
      </Button>
    </form>
  );
}

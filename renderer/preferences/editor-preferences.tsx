import { type ReactNode, useState } from 'react';
import { savePreferences } from '../session/preferences-actions.ts';
import { useSession } from '../session/use-session.ts';
import { Field } from '../ui/field.tsx';
import styles from './preferences.module.css';
import { siglumError } from './siglum.ts';

/** Who signs corrections and tags. */
export function EditorPreferences(): ReactNode {
  const editor = useSession((session) => session.preferences.editor);
  const [name, setName] = useState(editor.name);
  const [siglum, setSiglum] = useState(editor.siglum);
  const nameError = name.trim() === '' ? 'A name is needed for the edition.' : null;
  const keep = (): void => {
    const next = { name: name.trim(), siglum };
    const isChanged = next.name !== editor.name || next.siglum !== editor.siglum;
    if (isChanged && nameError === null && siglumError(siglum) === null) void savePreferences({ editor: next });
  };
  return (
    <section aria-labelledby="preferences-editor" className={styles.section}>
      <h3 id="preferences-editor" className={styles.heading}>
        Editor
      </h3>
      <div className={styles.pair}>
        <Field label="Name" value={name} onChange={setName} onBlur={keep} error={nameError} maxLength={120} />
        <Field
          label="Siglum"
          value={siglum}
          onChange={setSiglum}
          onBlur={keep}
          error={siglumError(siglum)}
          maxLength={12}
        />
      </div>
      <p className={styles.hint}>
        Corrections and tags are signed with the siglum from now on; earlier ones keep the siglum they were made with.
      </p>
    </section>
  );
}

import type { ReactNode } from 'react';
import { chooseSchema, savePreferences } from '../session/preferences-actions.ts';
import { useSession } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import styles from './preferences.module.css';

/** What editions are checked against besides TEI P5. A schema is chosen in a dialog of the system only: the window cannot name one. */
export function SchemaPreferences(): ReactNode {
  const file = useSession((session) => session.preferences.schemaFile);
  return (
    <section aria-labelledby="preferences-schema" className={styles.section}>
      <h3 id="preferences-schema" className={styles.heading}>
        Schema of your own
      </h3>
      <p className={styles.file} data-selectable>
        {file ?? 'None: editions are checked against TEI P5.'}
      </p>
      <div className={styles.buttons}>
        <Button onPress={() => void chooseSchema()}>Choose…</Button>
        {file !== null && (
          <Button look="quiet" onPress={() => void savePreferences({ schemaFile: null })}>
            Use none
          </Button>
        )}
      </div>
      <p className={styles.hint}>
        A RELAX NG schema in its XML form (.rng), complete in one file. Editions must be valid against it, too.
      </p>
    </section>
  );
}

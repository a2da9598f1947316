import { type ReactNode, useState } from 'react';
import { closePanel } from '../session/session-store.ts';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { EditorPreferences } from './editor-preferences.tsx';
import { LookPreferences } from './look-preferences.tsx';
import styles from './preferences.module.css';
import { SchemaPreferences } from './schema-preferences.tsx';
import { ShortcutList } from './shortcut-list.tsx';

type Part = 'editor' | 'shortcuts';

interface PreferencesPanelProps {
  readonly part: Part;
}

export function PreferencesPanel({ part: first }: PreferencesPanelProps): ReactNode {
  const [part, setPart] = useState<Part>(first);
  return (
    <SidePanel title="Preferences" onClose={closePanel}>
      <div className={styles.parts}>
        <SegmentedControl
          label="Part of the preferences"
          value={part}
          options={[
            { value: 'editor', label: 'Editor and look' },
            { value: 'shortcuts', label: 'Shortcuts' },
          ]}
          onChange={setPart}
        />
      </div>
      {part === 'editor' ? (
        <>
          <EditorPreferences />
          <LookPreferences />
          <SchemaPreferences />
        </>
      ) : (
        <ShortcutList />
      )}
    </SidePanel>
  );
}

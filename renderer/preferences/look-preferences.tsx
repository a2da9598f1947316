import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Preferences } from '../../shared/contract/preferences.ts';
import { savePreferences } from '../session/preferences-actions.ts';
import { useSession } from '../session/use-session.ts';
import { CheckBox } from '../ui/check-box.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import styles from './preferences.module.css';

const themes: readonly { readonly value: Preferences['theme']; readonly label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const suspectMarks: readonly { readonly value: Preferences['suspectMarks']; readonly label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'soft', label: 'Soft' },
  { value: 'strong', label: 'Strong' },
];

const smallestText = 12;
const largestText = 32;

/** How the window looks. */
export function LookPreferences(): ReactNode {
  const preferences = useSession((session) => session.preferences);
  const { textSizePx } = preferences;
  const resize = (by: number): void => {
    const size = Math.max(smallestText, Math.min(largestText, textSizePx + by));
    void savePreferences({ textSizePx: size });
  };
  return (
    <section aria-labelledby="preferences-look" className={styles.section}>
      <h3 id="preferences-look" className={styles.heading}>
        Look
      </h3>
      <div className={styles.line}>
        <span>Theme</span>
        <SegmentedControl
          label="Theme"
          value={preferences.theme}
          options={themes}
          onChange={(theme) => void savePreferences({ theme })}
        />
      </div>
      <div className={styles.line}>
        <span>Size of the text</span>
        <div className={styles.stepper}>
          <IconButton
            icon={Minus}
            label="Smaller text"
            isDisabled={textSizePx <= smallestText}
            onPress={() => resize(-1)}
          />
          <output aria-label="Size of the text">{textSizePx} px</output>
          <IconButton
            icon={Plus}
            label="Larger text"
            isDisabled={textSizePx >= largestText}
            onPress={() => resize(1)}
          />
        </div>
      </div>
      <p className={styles.sample}>We have received from the Soviet Ambassador here a confidential indication.</p>
      <div className={styles.line}>
        <span>Underline of doubtful words</span>
        <SegmentedControl
          label="Underline of doubtful words"
          value={preferences.suspectMarks}
          options={suspectMarks}
          onChange={(marks) => void savePreferences({ suspectMarks: marks })}
        />
      </div>
      <div className={styles.checks}>
        <CheckBox
          label="Show the old reading beside corrections"
          isOn={preferences.showCorrections}
          onChange={(showCorrections) => void savePreferences({ showCorrections })}
        />
        <CheckBox
          label="Show the line ends of the source"
          isOn={preferences.showLineEnds}
          onChange={(showLineEnds) => void savePreferences({ showLineEnds })}
        />
      </div>
    </section>
  );
}

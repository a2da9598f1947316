import type { ReactNode } from 'react';
import type { LanguageChoice } from '../../../shared/translation/catalogue.ts';
import { interfaceLanguage, t } from '../../../shared/translation/translate.ts';
import { savePreferences } from '../../model/preferences-actions.ts';
import { useSession } from '../../model/session.ts';
import { SegmentedControl } from '../../ui/field.tsx';
import styles from './preferences.module.css';

/** Languages are named in themselves, so that whoever does not read the present one finds the own. */
const languages: readonly { readonly value: LanguageChoice; readonly label: string }[] = [
  { value: 'system', label: t`The system’s` },
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
];

/** The language of menus, panels and messages. */
export function LanguageChoiceLine(): ReactNode {
  const language = useSession((session) => session.preferences.language);
  const isOther = language !== 'system' && language !== interfaceLanguage();
  return (
    <>
      <div className={styles.line}>
        <span>{t`Language`}</span>
        <SegmentedControl
          label={t`Language`}
          value={language}
          options={languages}
          onChange={(next) => void savePreferences({ language: next })}
        />
      </div>
      {isOther && (
        <p role="status" className={styles.hint}>
          {t`Anchorite speaks it from its next start on.`}
        </p>
      )}
    </>
  );
}

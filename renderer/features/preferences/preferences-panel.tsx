import { Minus, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Preferences } from '../../../shared/contract/payloads/preferences.ts';
import { t } from '../../../shared/translation/translate.ts';
import { chooseSchema, savePreferences, siglumError } from '../../model/preferences-actions.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { CheckBox, Field, SegmentedControl } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { LanguageChoiceLine } from './language-choice.tsx';
import styles from './preferences.module.css';
import { ShortcutList } from './shortcut-list.tsx';

/** What editions are checked against besides TEI P5. A schema is chosen in a dialog of the system only: the window cannot name one. */
function SchemaPreferences(): ReactNode {
  const schemaFile = useSession((session) => session.preferences.schemaFile);
  const isLive = useSession((session) => session.preferences.liveFindings);
  const rulesFile = useSession((session) => session.preferences.rulesFile);
  return (
    <section aria-labelledby="preferences-schema" className={styles.section}>
      <h3 id="preferences-schema" className={styles.heading}>{t`Schema of your own`}</h3>
      {schemaFile === null && rulesFile === null && (
        <p className={styles.file}>{t`None: editions are checked against TEI P5.`}</p>
      )}
      {schemaFile !== null && (
        <OwnSchema
          file={schemaFile}
          none={t`Use no schema`}
          onNone={() => void savePreferences({ schemaFile: null })}
        />
      )}
      {rulesFile !== null && (
        <OwnSchema file={rulesFile} none={t`Use no rules`} onNone={() => void savePreferences({ rulesFile: null })} />
      )}
      <div className={styles.buttons}>
        <Button onPress={() => void chooseSchema()}>{t`Choose…`}</Button>
      </div>
      <p
        className={styles.hint}
      >{t`A RELAX NG schema in its XML form (.rng), rules of Schematron (.sch), or one of each, with the files beside them that they include. Editions must be valid against them, too.`}</p>
      <div className={styles.checks}>
        <CheckBox
          label={t`Check while I type, and mark what is found`}
          isOn={isLive}
          onChange={(liveFindings) => void savePreferences({ liveFindings })}
        />
      </div>
    </section>
  );
}

interface OwnSchemaProps {
  readonly file: string;
  /** What the button says. */
  readonly none: string;
  readonly onNone: () => void;
}

function OwnSchema({ file, none, onNone }: OwnSchemaProps): ReactNode {
  return (
    <div className={styles.buttons}>
      <p className={styles.file} data-selectable>
        {file}
      </p>
      <Button look="quiet" onPress={onNone}>
        {none}
      </Button>
    </div>
  );
}

/** Who signs corrections and tags. */
function EditorPreferences(): ReactNode {
  const editor = useSession((session) => session.preferences.editor);
  const [name, setName] = useState(editor.name);
  const [siglum, setSiglum] = useState(editor.siglum);
  const nameError = name.trim() === '' ? t`A name is needed for the edition.` : null;
  const keep = (): void => {
    const next = { name: name.trim(), siglum };
    const isChanged = next.name !== editor.name || next.siglum !== editor.siglum;
    if (isChanged && nameError === null && siglumError(siglum) === null) void savePreferences({ editor: next });
  };
  return (
    <section aria-labelledby="preferences-editor" className={styles.section}>
      <h3 id="preferences-editor" className={styles.heading}>{t`Editor`}</h3>
      <div className={styles.pair}>
        <Field label={t`Name`} value={name} onChange={setName} onBlur={keep} error={nameError} maxLength={120} />
        <Field
          label={t`Siglum`}
          value={siglum}
          onChange={setSiglum}
          onBlur={keep}
          error={siglumError(siglum)}
          maxLength={12}
        />
      </div>
      <p
        className={styles.hint}
      >{t`Corrections and tags are signed with the siglum from now on; earlier ones keep the siglum they were made with.`}</p>
    </section>
  );
}

const themes: readonly { readonly value: Preferences['theme']; readonly label: string }[] = [
  { value: 'system', label: t`As the system` },
  { value: 'light', label: t`Light` },
  { value: 'dark', label: t`Dark` },
  { value: 'contrast', label: t`High contrast` },
];

const suspectMarks: readonly { readonly value: Preferences['suspectMarks']; readonly label: string }[] = [
  { value: 'none', label: t`None` },
  { value: 'soft', label: t`Soft` },
  { value: 'strong', label: t`Strong` },
];

const smallestText = 12;
const largestText = 32;

/** How the window looks. */
function LookPreferences(): ReactNode {
  const preferences = useSession((session) => session.preferences);
  const { textSizePx } = preferences;
  const resize = (by: number): void => {
    const size = Math.max(smallestText, Math.min(largestText, textSizePx + by));
    void savePreferences({ textSizePx: size });
  };
  return (
    <section aria-labelledby="preferences-look" className={styles.section}>
      <h3 id="preferences-look" className={styles.heading}>{t`Look`}</h3>
      <div className={styles.line}>
        <span>{t`Theme`}</span>
        <SegmentedControl
          label={t`Theme`}
          value={preferences.theme}
          options={themes}
          onChange={(theme) => void savePreferences({ theme })}
        />
      </div>
      <LanguageChoiceLine />
      <div className={styles.line}>
        <span>{t`Size of the text`}</span>
        <div className={styles.stepper}>
          <IconButton
            icon={Minus}
            label={t`Smaller text`}
            isDisabled={textSizePx <= smallestText}
            onPress={() => resize(-1)}
          />
          <output aria-label={t`Size of the text`}>{t`${textSizePx} px`}</output>
          <IconButton
            icon={Plus}
            label={t`Larger text`}
            isDisabled={textSizePx >= largestText}
            onPress={() => resize(1)}
          />
        </div>
      </div>
      <p className={styles.sample}>{t`We have received from the Soviet Ambassador here a confidential indication.`}</p>
      <div className={styles.line}>
        <span>{t`Underline of doubtful words`}</span>
        <SegmentedControl
          label={t`Underline of doubtful words`}
          value={preferences.suspectMarks}
          options={suspectMarks}
          onChange={(marks) => void savePreferences({ suspectMarks: marks })}
        />
      </div>
      <div className={styles.checks}>
        <CheckBox
          label={t`Show the old reading beside corrections`}
          isOn={preferences.showCorrections}
          onChange={(showCorrections) => void savePreferences({ showCorrections })}
        />
        <CheckBox
          label={t`Open what was open when Anchorite starts`}
          isOn={preferences.reopen}
          onChange={(reopen) => void savePreferences({ reopen })}
        />
        <CheckBox
          label={t`Show the line ends of the source`}
          isOn={preferences.showLineEnds}
          onChange={(showLineEnds) => void savePreferences({ showLineEnds })}
        />
      </div>
    </section>
  );
}

type Part = 'editor' | 'shortcuts';

interface PreferencesPanelProps {
  readonly part: Part;
}

export function PreferencesPanel({ part: first }: PreferencesPanelProps): ReactNode {
  const [part, setPart] = useState<Part>(first);
  return (
    <SidePanel title={t`Preferences`} onClose={closePanel}>
      <div className={styles.parts}>
        <SegmentedControl
          label={t`Part of the preferences`}
          value={part}
          options={[
            { value: 'editor', label: t`Editor and look` },
            { value: 'shortcuts', label: t`Shortcuts` },
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

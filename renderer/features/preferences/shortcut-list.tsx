import { Keyboard, RotateCcw } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Command } from '../../../shared/contract/commands/command.ts';
import { sectionNames } from '../../../shared/contract/commands/command.ts';
import { type CommandId, commands } from '../../../shared/contract/commands/commands.ts';
import { type KeyCombination, keyLabel } from '../../../shared/contract/commands/key-combination.ts';
import {
  combinationOf,
  holderOf,
  type KeyHolder,
  keysInForce,
  withKey,
} from '../../../shared/contract/commands/own-keys.ts';
import { t } from '../../../shared/translation/translate.ts';
import { matchesWords } from '../../commands/command-search.ts';
import { exportKeys, importKeys, savePreferences } from '../../model/preferences-actions.ts';
import { session, useSession } from '../../model/session.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './preferences.module.css';

type NamedCommand = Command & { readonly id: CommandId };

const sections = [...new Set(commands.map(({ section }) => section))];

/** Every command with its keys, which can be changed. */
export function ShortcutList(): ReactNode {
  const [typed, setTyped] = useState('');
  const [changing, setChanging] = useState<CommandId | null>(null);
  const platform = useSession((now) => now.platform);
  const own = useSession((now) => now.preferences.keys);
  const keys = (command: Command): readonly string[] => [
    ...keysInForce(command, platform, own).map((combination) => keyLabel(combination, platform)),
    ...(command.singleKey === undefined ? [] : [t`${keyLabel(command.singleKey, platform)} in Tag mode`]),
    ...(command.cardKey === undefined ? [] : [t`${keyLabel(command.cardKey, platform)} on the card`]),
  ];
  const shown = commands.filter((command) =>
    matchesWords(`${command.title} ${sectionNames[command.section]} ${keys(command).join(' ')}`, typed),
  );
  return (
    <>
      <SearchBox
        label={t`Find a shortcut`}
        placeholder={t`Find a shortcut`}
        value={typed}
        onChange={setTyped}
        autoFocus
      />
      <div className={styles.keyTools}>
        <Button onPress={() => void exportKeys()}>{t`Export…`}</Button>
        <Button onPress={() => void importKeys()}>{t`Import…`}</Button>
        <Button
          look="quiet"
          isDisabled={Object.keys(own).length === 0}
          onPress={() => void savePreferences({ keys: {} })}
        >{t`All as they were`}</Button>
      </div>
      {sections.map((section) => {
        const ofSection = shown.filter((command) => command.section === section);
        if (ofSection.length === 0) return null;
        return (
          <section key={section} aria-label={sectionNames[section]} className={styles.shortcuts}>
            <h3 className={styles.heading}>{sectionNames[section]}</h3>
            <dl>
              {ofSection.map((command) => (
                <div key={command.id} className={styles.shortcut}>
                  <dt>{command.title.replace('…', '')}</dt>
                  <dd>
                    {changing === command.id ? (
                      <KeyCatcher command={command} onDone={() => setChanging(null)} />
                    ) : (
                      <Keys command={command} labels={keys(command)} onChange={() => setChanging(command.id)} />
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      {shown.length === 0 && <p className={styles.hint}>{t`No shortcut is called that.`}</p>}
    </>
  );
}

interface KeysProps {
  readonly command: NamedCommand;
  readonly labels: readonly string[];
  readonly onChange: () => void;
}

function Keys({ command, labels, onChange }: KeysProps): ReactNode {
  const isOwn = useSession(({ preferences }) => Object.hasOwn(preferences.keys, command.id));
  const title = command.title.replace('…', '');
  const reset = (): void => {
    const { [command.id]: _, ...rest } = session().preferences.keys;
    void savePreferences({ keys: rest });
  };
  return (
    <>
      {labels.map((label) => (
        <KeyHint key={label} keys={label} />
      ))}
      {isOwn && <IconButton icon={RotateCcw} label={t`Usual key of ${title}`} onPress={reset} />}
      {command.cardKey === undefined && (
        <IconButton icon={Keyboard} label={t`Change the key of ${title}`} onPress={onChange} />
      )}
    </>
  );
}

interface Asked {
  readonly combination: KeyCombination;
  readonly holder: KeyHolder;
}

interface KeyCatcherProps {
  readonly command: NamedCommand;
  readonly onDone: () => void;
}

/** Waits for the key that a command is to have. Escape leaves it as it is, Delete takes its key away; a key that something else has is
 *  taken from there only when it was said so. */
function KeyCatcher({ command, onDone }: KeyCatcherProps): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  const platform = useSession((now) => now.platform);
  const take = (combination: KeyCombination): void => {
    const { keys } = session().preferences;
    void savePreferences({ keys: withKey(keys, platform, command.id, combination) });
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const isRemoval = event.key === 'Delete' || event.key === 'Backspace';
    if (isRemoval) void savePreferences({ keys: { ...session().preferences.keys, [command.id]: [] } });
    if (isRemoval || event.key === 'Escape') {
      onDone();
      return;
    }
    const combination = combinationOf(event, platform);
    if (combination === null) return;
    const holder = holderOf(combination, platform, session().preferences.keys, command.id);
    if (holder) setAsked({ combination, holder });
    else take(combination);
  };
  return (
    <span className={styles.catcher}>
      <input
        readOnly
        ref={(field) => field?.focus()}
        aria-label={t`New key of ${command.title.replace('…', '')}`}
        className={styles.catch}
        placeholder={t`Press the new key`}
        value={asked ? keyLabel(asked.combination, platform) : ''}
        onKeyDown={onKeyDown}
      />
      {asked && (
        <span role="alert" className={styles.conflict}>
          {asked.holder.kind === 'system'
            ? t`The system has it for ${asked.holder.title}. Press another.`
            : t`It is the key of “${asked.holder.title}”.`}
          {asked.holder.kind === 'command' && (
            <Button onPress={() => take(asked.combination)}>{t`Take it from there`}</Button>
          )}
        </span>
      )}
    </span>
  );
}

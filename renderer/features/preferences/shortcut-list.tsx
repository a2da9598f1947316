import { type ReactNode, useState } from 'react';
import type { Command, CommandSection } from '../../../shared/contract/commands/command.ts';
import { commands, keysOf } from '../../../shared/contract/commands/commands.ts';
import { keyLabel } from '../../../shared/contract/commands/key-combination.ts';
import { matchesWords } from '../../commands/command-search.ts';
import { useSession } from '../../model/session.ts';
import { SearchBox } from '../../ui/field.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './preferences.module.css';

const sections: readonly CommandSection[] = [
  'Collection',
  'Document',
  'Edit',
  'Suspects',
  'Suggested tags',
  'Tag',
  'Page anchor',
  'Structure',
  'Edition',
  'View',
  'Help',
];

/** Every command with its keys. */
export function ShortcutList(): ReactNode {
  const [typed, setTyped] = useState('');
  const platform = useSession((session) => session.platform);
  const keys = (command: Command): readonly string[] => [
    ...keysOf(command, platform).map((combination) => keyLabel(combination, platform)),
    ...(command.singleKey === undefined ? [] : [`${keyLabel(command.singleKey, platform)} in Tag mode`]),
    ...(command.cardKey === undefined ? [] : [`${keyLabel(command.cardKey, platform)} on the card`]),
  ];
  const shown = commands.filter(
    (command) =>
      keys(command).length > 0 && matchesWords(`${command.title} ${command.section} ${keys(command).join(' ')}`, typed),
  );
  return (
    <>
      <SearchBox label="Find a shortcut" placeholder="Find a shortcut" value={typed} onChange={setTyped} autoFocus />
      {sections.map((section) => {
        const ofSection = shown.filter((command) => command.section === section);
        if (ofSection.length === 0) return null;
        return (
          <section key={section} aria-label={section} className={styles.shortcuts}>
            <h3 className={styles.heading}>{section}</h3>
            <dl>
              {ofSection.map((command) => (
                <div key={command.id} className={styles.shortcut}>
                  <dt>{command.title.replace('…', '')}</dt>
                  <dd>
                    {keys(command).map((label) => (
                      <KeyHint key={label} keys={label} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      {shown.length === 0 && <p className={styles.hint}>No shortcut is called that.</p>}
    </>
  );
}

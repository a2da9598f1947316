import { type ReactNode, useEffect, useRef } from 'react';
import type { CommandId } from '../../../shared/contract/commands.ts';
import type { Suspect } from '../../../shared/correct/suspect.ts';
import { cardKeyLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { classNames } from '../../ui/class-names.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './suspect-card.module.css';

interface SuspectChoicesProps {
  readonly suspect: Suspect;
  /** 0 is the reading as it stands; suggestions count from 1. */
  readonly chosen: number;
  readonly isWritable: boolean;
}

/** The reading as it stands and what it may be meant to be, each under a key of its own. */
export function SuspectChoices({ suspect, chosen, isWritable }: SuspectChoicesProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.focus({ preventScroll: true }), []);
  useEffect(() => bringIntoList(list.current, chosen), [chosen]);
  return (
    <div className={styles.body}>
      <div
        ref={list}
        role="listbox"
        aria-label={`What “${suspect.text}” should read`}
        aria-activedescendant={optionId(chosen)}
        tabIndex={0}
        className={styles.choices}
      >
        <Option place={0} isChosen={chosen === 0} command="suspects.keep" why="as it stands" isWritable={isWritable}>
          {suspect.text}
        </Option>
        {suspect.suggestions.map(({ text, why }, index) => (
          <Option
            key={text}
            place={index + 1}
            isChosen={chosen === index + 1}
            command={takes[index] ?? 'suspects.take-5'}
            why={why}
            isWritable={isWritable}
          >
            {text}
          </Option>
        ))}
      </div>
      {isWritable ? (
        <div className={styles.actions}>
          <Action command="suspects.everywhere" label="Apply everywhere…" />
          <Action command="suspects.emend" label="The page is wrong" />
          <Action command="suspects.note" label="Note…" />
          <Action command="suspects.keep-always" label="Always right" />
          <Action command="suspects.skip" label="Skip" />
        </div>
      ) : (
        <p className={styles.hint}>Nothing can be changed in this document.</p>
      )}
      {isWritable && <p className={styles.hint}>Type another reading to write it, Space to mend this one.</p>}
    </div>
  );
}

/** In a low window the list scrolls; only the list may, not the text around the card. */
function bringIntoList(list: HTMLElement | null, place: number): void {
  const option = list?.children[place];
  if (!list || !option) return;
  const [frame, box] = [list.getBoundingClientRect(), option.getBoundingClientRect()];
  list.scrollTop += Math.ceil(Math.max(0, box.bottom - frame.bottom)) - Math.ceil(Math.max(0, frame.top - box.top));
}

const takes = ['suspects.take-1', 'suspects.take-2', 'suspects.take-3', 'suspects.take-4', 'suspects.take-5'] as const;

const optionId = (place: number): string => `suspect-choice-${place}`;

interface OptionProps {
  readonly place: number;
  readonly isChosen: boolean;
  readonly command: CommandId;
  readonly why: string;
  readonly isWritable: boolean;
  readonly children: string;
}

function Option({ place, isChosen, command, why, isWritable, children }: OptionProps): ReactNode {
  return (
    // The keys of the list are the card's.
    <div
      id={optionId(place)}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-disabled={!isWritable}
      aria-keyshortcuts={cardKeyLabel(command)}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => runCommand(command)}
      onKeyDown={() => undefined}
      className={classNames(styles.choice, isChosen && styles.chosen)}
    >
      <span className={styles.key}>
        <KeyHint keys={cardKeyLabel(command)} />
      </span>
      <span className={styles.reading}>{children}</span>
      <span className={styles.why}>{place === 0 ? `keep, ${why}` : why}</span>
    </div>
  );
}

/** Not in the order of Tab, which skips the suspect: every action has its key. */
function Action({ command, label }: { readonly command: CommandId; readonly label: string }): ReactNode {
  const keys = cardKeyLabel(command);
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-keyshortcuts={keys}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => runCommand(command)}
      className={styles.action}
    >
      <KeyHint keys={keys} /> {label}
    </button>
  );
}

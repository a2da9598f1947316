import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import type { CommandId } from '../../../shared/contract/commands/commands.ts';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { cardKeyLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CheckBox } from '../../ui/field.tsx';
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
        aria-label={t`What “${suspect.text}” should read`}
        aria-activedescendant={optionId(chosen)}
        tabIndex={0}
        className={styles.choices}
      >
        <Option
          place={0}
          isChosen={chosen === 0}
          command="suspects.keep"
          why={t`keep, as it stands`}
          isWritable={isWritable}
        >
          {suspect.text}
        </Option>
        {suspect.suggestions.map(({ text, why }, index) => (
          <Option
            key={text}
            place={index + 1}
            isChosen={chosen === index + 1}
            command={takes[index] ?? 'suspects.take-5'}
            why={retold(why)}
            isWritable={isWritable}
          >
            {text}
          </Option>
        ))}
      </div>
      {isWritable ? (
        <div className={styles.actions}>
          <Action command="suspects.everywhere" label={t`Apply everywhere…`} />
          <Action command="suspects.alike-here" label={t`By pictures…`} />
          <Action command="suspects.emend" label={t`The page is wrong`} />
          <Action command="suspects.note" label={t`Note…`} />
          <Action command="suspects.keep-always" label={t`Always right`} />
          <Action command="suspects.skip" label={t`Skip`} />
        </div>
      ) : (
        <p className={styles.hint}>{t`Nothing can be changed in this document.`}</p>
      )}
      {isWritable && (
        <p className={styles.hint}>{t`Type to write another reading, or press Space to correct this one.`}</p>
      )}
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
      <span className={styles.why}>{why}</span>
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

interface WordFormProps {
  readonly label: string;
  readonly button: string;
  readonly typed: string;
  /** Whether what stands in the field is selected, to be typed over. */
  readonly isSelected: boolean;
  /** Whether the page itself is wrong; undefined where that is no question. */
  readonly emendation?: boolean;
  readonly onDone: (text: string, emendation: boolean) => void;
  readonly onEverywhere?: (text: string, emendation: boolean) => void;
}

/** Asks for a few words; Enter is done. */
export function WordForm(props: WordFormProps): ReactNode {
  const { label, button, typed, isSelected, onDone, onEverywhere } = props;
  const [text, setText] = useState(typed);
  const [emendation, setEmendation] = useState(props.emendation ?? false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(isSelected ? 0 : end, end);
  }, [isSelected]);
  const written = text.trim();
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (written !== '') onDone(written, emendation);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.ctrlKey || !onEverywhere || written === '') return;
    event.preventDefault();
    onEverywhere(written, emendation);
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <TextField value={text} onChange={setText} maxLength={500} className={classNames(styles.field)}>
        <Label className={classNames(styles.label)}>{label}</Label>
        <Input ref={field} className={classNames(styles.input)} />
      </TextField>
      <div className={styles.foot}>
        {props.emendation !== undefined && (
          <CheckBox label={t`The page itself is wrong`} isOn={emendation} onChange={setEmendation} />
        )}
        <div className={styles.buttons}>
          <Button look="primary" type="submit" isDisabled={written === ''}>
            {button}
          </Button>
          {onEverywhere && (
            <Button
              isDisabled={written === ''}
              onPress={() => onEverywhere(written, emendation)}
            >{t`Everywhere…`}</Button>
          )}
        </div>
      </div>
    </form>
  );
}

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './suspect-card.module.css';

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
          <CheckBox label="The page itself is wrong" isOn={emendation} onChange={setEmendation} />
        )}
        <div className={styles.buttons}>
          <Button look="primary" type="submit" isDisabled={written === ''}>
            {button}
          </Button>
          {onEverywhere && (
            <Button isDisabled={written === ''} onPress={() => onEverywhere(written, emendation)}>
              Everywhere…
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

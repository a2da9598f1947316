import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { useFirstFocus } from './use-first-focus.ts';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called when the focus leaves it. */
  readonly onBlur?: () => void;
  readonly hint?: string;
  /** Why the value cannot be taken; null when it can. */
  readonly error?: string | null;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly className?: string;
  readonly face?: 'ui' | 'text' | 'code';
  /** Whether its border shows only when it is pointed at: for many fields that are mostly read. */
  readonly isQuiet?: boolean;
}

/** A line of text with its label. */
export function Field(props: FieldProps): ReactNode {
  const { label, hint, error = null, placeholder, className, face = 'ui', isQuiet = false, onBlur, ...others } = props;
  const { autoFocus = false, ...rest } = others;
  const input = useFirstFocus<HTMLInputElement>(autoFocus);
  return (
    <TextField
      {...rest}
      {...(onBlur && { onBlur })}
      isInvalid={error !== null}
      className={classNames(styles.field, isQuiet && styles.quiet, className)}
    >
      <Label className={classNames(styles.label)}>{label}</Label>
      <Input
        ref={input}
        className={classNames(styles.input, styles[face])}
        {...(placeholder !== undefined && { placeholder })}
      />
      {hint !== undefined && error === null && (
        <Text slot="description" className={classNames(styles.hint)}>
          {hint}
        </Text>
      )}
      <FieldError className={classNames(styles.error)}>{error}</FieldError>
    </TextField>
  );
}

import { type ReactNode, useEffect, useState } from 'react';
import { Field } from '../../ui/field.tsx';

interface KeptFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  /** Called with what stands in the field when the focus leaves it and it is another value. */
  readonly onKeep: (value: string) => void;
  /** Why a value cannot be kept; null when it can. */
  readonly errorOf?: (value: string) => string | null;
  readonly className?: string;
}

/** A field that keeps what was typed when one goes on. */
export function KeptField(props: KeptFieldProps): ReactNode {
  const { label, value, isReadOnly, onKeep, errorOf, className = '' } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const error = errorOf?.(typed.trim()) ?? null;
  const keep = (): void => {
    if (error === null && typed.trim() !== value) onKeep(typed.trim());
  };
  return (
    <Field
      label={label}
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      isReadOnly={isReadOnly}
      error={error}
      maxLength={500}
      className={className}
      isQuiet
    />
  );
}

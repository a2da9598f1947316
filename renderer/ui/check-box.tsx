import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import styles from './check-box.module.css';
import { classNames } from './class-names.ts';

interface CheckBoxProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
  /** Whether the label is only for those who listen. */
  readonly isLabelHidden?: boolean;
}

export function CheckBox({
  label,
  isOn,
  onChange,
  isDisabled = false,
  isLabelHidden = false,
}: CheckBoxProps): ReactNode {
  return (
    <AriaCheckbox
      isSelected={isOn}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(isLabelHidden && { 'aria-label': label })}
      className={classNames(styles.checkBox)}
    >
      <span className={styles.box}>
        <Check size={12} strokeWidth={3} aria-hidden />
      </span>
      {!isLabelHidden && label}
    </AriaCheckbox>
  );
}

import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import styles from './choice.module.css';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import menu from './menu.module.css';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
  /** Whether the label is only for those who listen. */
  readonly isLabelHidden?: boolean;
  /** Whether its border shows only when it is pointed at. */
  readonly isQuiet?: boolean;
}

/** One of several, folded away. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): ReactNode {
  const { label, value, options, onChange, isDisabled = false, isLabelHidden = false, isQuiet = false } = props;
  return (
    <Select
      value={value}
      isDisabled={isDisabled}
      {...(isLabelHidden && { 'aria-label': label })}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      className={classNames(field.field)}
    >
      {!isLabelHidden && <Label className={classNames(field.label)}>{label}</Label>}
      <Button className={classNames(styles.button, isQuiet && styles.quiet)}>
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={classNames(menu.popover)}>
        <ListBox items={options} className={classNames(menu.menu)}>
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.label} className={classNames(menu.entry, styles.option)}>
              <span className={menu.icon}>
                <Check size={14} aria-hidden className={styles.check} />
              </span>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

import { Check, ChevronDown, Search, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { SearchField } from 'react-aria-components/SearchField';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { t } from '../../shared/translation/translate.ts';
import checkBoxStyles from './check-box.module.css';
import choiceStyles from './choice.module.css';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import field from './field.module.css';
import { useFirstFocus } from './focus.ts';
import { KeyHint } from './key-hint.tsx';
import menuStyles from './menu.module.css';
import searchBoxStyles from './search-box.module.css';
import segmentedControlStyles from './segmented-control.module.css';

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
  /** Whether words in it are looked up in the dictionaries of the collection. */
  readonly isSpelled?: boolean;
  /** Whether its border shows only when it is pointed at: for many fields that are mostly read. */
  readonly isQuiet?: boolean;
}

/** A line of text with its label. */
export function Field(props: FieldProps): ReactNode {
  const {
    label,
    hint,
    error = null,
    placeholder,
    className,
    face = 'ui',
    isQuiet = false,
    isSpelled = false,
    onBlur,
    ...others
  } = props;
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
        {...(isSpelled && { 'data-spelled': '', spellCheck: false })}
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
      className={classNames(checkBoxStyles.checkBox)}
    >
      <span className={checkBoxStyles.box}>
        <Check size={12} strokeWidth={3} aria-hidden />
      </span>
      {!isLabelHidden && label}
    </AriaCheckbox>
  );
}

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
      <Button className={classNames(choiceStyles.button, isQuiet && choiceStyles.quiet)}>
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={classNames(menuStyles.popover)}>
        <ListBox items={options} className={classNames(menuStyles.menu)}>
          {(option) => (
            <ListBoxItem
              id={option.value}
              textValue={option.label}
              className={classNames(menuStyles.entry, choiceStyles.option)}
            >
              <span className={menuStyles.icon}>
                <Check size={14} aria-hidden className={choiceStyles.check} />
              </span>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly keys?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly className?: string;
  readonly autoFocus?: boolean;
}

export function SearchBox(props: SearchBoxProps): ReactNode {
  const { label, placeholder, value, onChange, keys, inputRef, onKeyDown, className, autoFocus = false } = props;
  const first = useFirstFocus<HTMLInputElement>(autoFocus);
  return (
    <SearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      className={classNames(searchBoxStyles.box, className)}
    >
      <Search size={14} aria-hidden className={searchBoxStyles.icon} />
      <Input
        ref={inputRef ?? first}
        placeholder={placeholder}
        {...(onKeyDown && { onKeyDown })}
        className={classNames(searchBoxStyles.input)}
      />
      {value === '' && keys !== undefined && <KeyHint keys={keys} />}
      <Button aria-label={t`Clear`} className={classNames(searchBoxStyles.clear)}>
        <X size={14} aria-hidden />
      </Button>
    </SearchField>
  );
}

interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly keys?: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>): ReactNode {
  const { label, value, options, onChange } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen) onChange(chosen.value);
      }}
      className={classNames(segmentedControlStyles.group)}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className={classNames(segmentedControlStyles.option)}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

import { Search, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { classNames } from './class-names.ts';
import { KeyHint } from './key-hint.tsx';
import styles from './search-box.module.css';
import { useFirstFocus } from './use-first-focus.ts';

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly keys?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string;
  readonly autoFocus?: boolean;
}

export function SearchBox(props: SearchBoxProps): ReactNode {
  const { label, placeholder, value, onChange, keys, inputRef, className, autoFocus = false } = props;
  const first = useFirstFocus<HTMLInputElement>(autoFocus);
  return (
    <SearchField aria-label={label} value={value} onChange={onChange} className={classNames(styles.box, className)}>
      <Search size={14} aria-hidden className={styles.icon} />
      <Input ref={inputRef ?? first} placeholder={placeholder} className={classNames(styles.input)} />
      {value === '' && keys !== undefined && <KeyHint keys={keys} />}
      <Button aria-label="Clear" className={classNames(styles.clear)}>
        <X size={14} aria-hidden />
      </Button>
    </SearchField>
  );
}

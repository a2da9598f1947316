import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { classNames } from '../ui/class-names.ts';
import { type DocumentFilter, type FilterChoice, filterKey } from './document-filter.ts';
import styles from './filter-chips.module.css';

interface FilterChipsProps {
  readonly choices: readonly FilterChoice[];
  readonly filter: DocumentFilter;
  readonly onFilter: (filter: DocumentFilter) => void;
}

export function FilterChips({ choices, filter, onFilter }: FilterChipsProps): ReactNode {
  return (
    <ToggleButtonGroup
      aria-label="Show"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[filterKey(filter)]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((choice) => keys.has(filterKey(choice.filter)));
        if (chosen) onFilter(chosen.filter);
      }}
      className={classNames(styles.chips)}
    >
      {choices.map((choice) => (
        <ToggleButton key={filterKey(choice.filter)} id={filterKey(choice.filter)} className={classNames(styles.chip)}>
          {choice.label}
          <span className={styles.count}>{choice.count.toLocaleString('en')}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

import type { ReactNode } from 'react';
import { Tooltip } from 'react-aria-components/Tooltip';
import { classNames } from './class-names.ts';
import styles from './tooltip-text.module.css';

interface TooltipTextProps {
  readonly text: string;
  readonly keys?: string | undefined;
}

export function TooltipText({ text, keys }: TooltipTextProps): ReactNode {
  return (
    <Tooltip className={classNames(styles.tooltip)} offset={6}>
      {text}
      {keys !== undefined && <span className={styles.keys}>{keys}</span>}
    </Tooltip>
  );
}

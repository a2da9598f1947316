import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { TooltipTrigger } from 'react-aria-components/Tooltip';
import { classNames } from './class-names.ts';
import styles from './toggle.module.css';
import { TooltipText } from './tooltip-text.tsx';

interface ToggleProps {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  /** What it does, in a few words. */
  readonly hint: string;
  readonly keys?: string | undefined;
}

/** Something that is on or off. */
export function Toggle({ label, icon: Icon, isOn, onChange, hint, keys }: ToggleProps): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <ToggleButton aria-label={label} isSelected={isOn} onChange={onChange} className={classNames(styles.toggle)}>
        {Icon && <Icon size={14} strokeWidth={1.8} aria-hidden />}
        <span className={Icon && styles.besideIcon}>{label}</span>
      </ToggleButton>
      <TooltipText text={hint} keys={keys} />
    </TooltipTrigger>
  );
}

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { TooltipTrigger } from 'react-aria-components/Tooltip';
import { classNames } from './class-names.ts';
import styles from './icon-button.module.css';
import { TooltipText } from './tooltip-text.tsx';

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** What it does; its accessible name and its tooltip. */
  readonly label: string;
  /** The keys that do the same, as a person reads them. */
  readonly keys?: string | undefined;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
  readonly className?: string;
}

export function IconButton(props: IconButtonProps): ReactNode {
  const { icon: Icon, label, keys, onPress, isDisabled = false, isPressed, className } = props;
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button
        aria-label={label}
        isDisabled={isDisabled}
        {...(onPress && { onPress })}
        {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
        className={classNames(styles.button, className)}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </Button>
      <TooltipText text={label} keys={keys} />
    </TooltipTrigger>
  );
}

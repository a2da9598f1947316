import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { TooltipTrigger } from 'react-aria-components/Tooltip';
import { t } from '../../shared/translation/translate.ts';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { useFirstFocus } from './focus.ts';
import iconButtonStyles from './icon-button.module.css';
import { TooltipText } from './key-hint.tsx';
import toggleStyles from './toggle.module.css';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** `primary`: the one thing to do here; `plain`: with a border; `quiet`: none until pointed at; `danger`: takes something away. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly isDisabled?: boolean;
  /** Its work is under way: it cannot be pressed but keeps the focus, which a disabled button would lose. */
  readonly isPending?: boolean;
  readonly label?: string;
  readonly className?: string;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
}

export function Button(props: ButtonProps): ReactNode {
  const { children, onPress, look = 'plain', label, className, autoFocus = false, ...rest } = props;
  const button = useFirstFocus<HTMLButtonElement>(autoFocus);
  return (
    <AriaButton
      {...rest}
      ref={button}
      {...(onPress && { onPress })}
      {...(label !== undefined && { 'aria-label': label })}
      className={classNames(styles.button, styles[look], className)}
    >
      {children}
    </AriaButton>
  );
}

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
      <AriaButton
        aria-label={label}
        isDisabled={isDisabled}
        {...(onPress && { onPress })}
        {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
        className={classNames(iconButtonStyles.button, className)}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <TooltipText text={label} keys={keys} />
    </TooltipTrigger>
  );
}

/** Puts text on the clipboard. The window has no permission to use the clipboard by itself, only to answer a copy command, so
 *  that is what it does.
 *  @returns whether it worked */
function copyText(text: string): boolean {
  const answer = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', answer, { capture: true, once: true });
  const worked = document.execCommand('copy');
  document.removeEventListener('copy', answer, { capture: true });
  return worked;
}

interface CopyButtonProps {
  readonly label: string;
  /** Called when it is pressed, so that long texts are made only then. */
  readonly text: () => string;
  readonly look?: 'primary' | 'plain' | 'quiet';
}

export function CopyButton({ label, text, look = 'quiet' }: CopyButtonProps): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    if (!copyText(text())) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1600);
  };
  return (
    <Button look={look} onPress={copy}>
      {isCopied ? t`Copied` : label}
    </Button>
  );
}

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
      <ToggleButton
        aria-label={label}
        isSelected={isOn}
        onChange={onChange}
        className={classNames(toggleStyles.toggle)}
      >
        {Icon && <Icon size={14} strokeWidth={1.8} aria-hidden />}
        <span className={toggleStyles.label}>{label}</span>
      </ToggleButton>
      <TooltipText text={hint} keys={keys} />
    </TooltipTrigger>
  );
}

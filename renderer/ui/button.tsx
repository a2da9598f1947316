import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { useFirstFocus } from './use-first-focus.ts';

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

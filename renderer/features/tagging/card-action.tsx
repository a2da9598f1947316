import type { ReactNode } from 'react';
import type { CommandId } from '../../../shared/contract/commands/commands.ts';
import { cardKeyLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './suggestion-card.module.css';

interface CardActionProps {
  readonly command: CommandId;
  readonly label: string;
}

/** Something that can be done with what a card is about. Not in the order of Tab, which skips it: every action has its key. */
export function CardAction({ command, label }: CardActionProps): ReactNode {
  const keys = cardKeyLabel(command);
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-keyshortcuts={keys}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => runCommand(command)}
      className={styles.action}
    >
      <KeyHint keys={keys} /> {label}
    </button>
  );
}

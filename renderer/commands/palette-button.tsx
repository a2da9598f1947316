import type { ReactNode } from 'react';
import { setPaletteOpen } from '../session/session-store.ts';
import { Button } from '../ui/button.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { keysLabel } from './command-keys.ts';
import styles from './palette-button.module.css';

export function PaletteButton(): ReactNode {
  const keys = keysLabel('view.palette');
  return (
    <Button look="quiet" label="Commands" onPress={() => setPaletteOpen(true)}>
      Commands
      {keys !== undefined && (
        <span className={styles.keys}>
          <KeyHint keys={keys} />
        </span>
      )}
    </Button>
  );
}

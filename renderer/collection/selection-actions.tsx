import { ChevronDown, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { documentStatuses } from '../../shared/document/metadata.ts';
import { setStatus } from '../session/collection-actions.ts';
import { openDocument } from '../session/document-actions.ts';
import { removalQuestion } from '../session/removal-actions.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { MenuEntry } from '../ui/menu-entry.tsx';
import styles from './selection-actions.module.css';

interface SelectionActionsProps {
  readonly chosen: readonly DocumentId[];
  readonly isWritable: boolean;
  readonly onExport: () => void;
}

/** What can be done with the chosen documents. */
export function SelectionActions({ chosen, isWritable, onExport }: SelectionActionsProps): ReactNode {
  const [first] = chosen;
  if (first === undefined) return null;
  return (
    <div role="toolbar" aria-label="Selected documents" className={styles.actions}>
      <span className={styles.count}>{chosen.length} selected</span>
      {chosen.length === 1 && <Button onPress={() => void openDocument(first, null)}>Open</Button>}
      {isWritable && (
        <MenuButton
          label="Status"
          button={
            <Button>
              Set status <ChevronDown size={14} aria-hidden />
            </Button>
          }
        >
          {documentStatuses.map((status) => (
            <MenuEntry key={status} label={status} onAction={() => void setStatus(chosen, status)} />
          ))}
        </MenuButton>
      )}
      <Button onPress={onExport}>Export…</Button>
      {isWritable && (
        <IconButton
          icon={Trash2}
          label="Remove from the collection…"
          keys="Delete"
          onPress={() => removalQuestion.set(chosen)}
        />
      )}
    </div>
  );
}

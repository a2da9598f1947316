import { GripVertical } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { classNames } from '../../ui/class-names.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { DocumentSession } from '../document-session.ts';
import styles from './block-handle.module.css';
import { BlockMenu } from './block-menu.tsx';
import { useHandlePlace } from './use-handle-place.ts';

interface BlockHandleProps {
  readonly session: DocumentSession;
  /** The element that the handle is placed in. */
  readonly column: RefObject<HTMLElement | null>;
}

/** The handle in the margin beside the block under the pointer, or else beside the caret's. */
export function BlockHandle({ session, column }: BlockHandleProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const place = useHandlePlace(column, session, isOpen);
  if (!place) return null;
  return (
    <div className={styles.place} style={{ top: place.top }}>
      <MenuButton
        label="Block"
        onOpenChange={setOpen}
        button={
          <Button aria-label={`Change this block: ${place.name || 'paragraph'}`} className={classNames(styles.handle)}>
            <GripVertical size={14} aria-hidden />
          </Button>
        }
      >
        <BlockMenu session={session} place={place} />
      </MenuButton>
    </div>
  );
}

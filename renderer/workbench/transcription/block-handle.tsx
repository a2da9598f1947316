import { GripVertical } from 'lucide-react';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { classNames } from '../../ui/class-names.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { DocumentSession } from '../document-session.ts';
import styles from './block-handle.module.css';
import { BlockMenu } from './block-menu.tsx';
import { focusEditor } from './editor-handle.ts';
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
  const box = useRef<HTMLDivElement>(null);
  if (!place) return null;
  return (
    <div ref={box} className={styles.place} style={{ top: place.top }}>
      <MenuButton
        label="Block"
        onOpenChange={(open) => {
          setOpen(open);
          if (!open) leadToText(box);
        }}
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

/** A menu that closes gives the focus back to its button, some frames later; whoever changes a block goes on in the text. */
function leadToText(box: RefObject<HTMLElement | null>, frames = 6): void {
  requestAnimationFrame(() => {
    if (box.current?.contains(document.activeElement)) focusEditor();
    else if (frames > 0) leadToText(box, frames - 1);
  });
}

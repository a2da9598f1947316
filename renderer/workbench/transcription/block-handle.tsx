import { GripVertical } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { setBlockType } from '../../../shared/edit/set-block-type.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { classNames } from '../../ui/class-names.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { MenuEntry } from '../../ui/menu-entry.tsx';
import { MenuGroup } from '../../ui/menu-group.tsx';
import { MenuLine } from '../../ui/menu-line.tsx';
import type { DocumentSession } from '../document-session.ts';
import styles from './block-handle.module.css';
import { type BlockChoice, blockChoices } from './block-kinds.ts';
import { focusEditor } from './editor-handle.ts';
import { selectBlock } from './select-block.ts';
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
  const entry = ({ kind, label, command }: BlockChoice): ReactNode => (
    <MenuEntry
      key={kind}
      label={label}
      keys={keysLabel(command)}
      isCurrent={place.kind === kind}
      onAction={() => {
        session.run(selectBlock(place.pos));
        session.run(setBlockType(kind));
        focusEditor();
      }}
    />
  );
  const group = (number: BlockChoice['group']): readonly ReactNode[] =>
    blockChoices.filter((choice) => choice.group === number).map(entry);
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
        <MenuGroup heading="This block is a">{group(1)}</MenuGroup>
        <MenuLine />
        {group(2)}
        <MenuLine />
        {group(3)}
      </MenuButton>
    </div>
  );
}

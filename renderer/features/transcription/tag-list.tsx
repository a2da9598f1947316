import { type ReactNode, useMemo } from 'react';
import { Menu } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../../../shared/translation/translate.ts';
import { editorView } from '../../editor/shown-view.ts';
import { tagWords } from '../../model/places.ts';
import { tagIcons, tagWithin } from '../../model/tag-kinds.ts';
import { chooseTag } from '../../model/workbench-view.ts';
import { classNames } from '../../ui/class-names.ts';
import menuStyles from '../../ui/menu.module.css';
import { MenuEntry } from '../../ui/menu.tsx';
import styles from './tag-list.module.css';
import type { TagHere } from './use-editor-view.ts';

/** Several tags over one place, and where that is in the window. */
export interface OpenTagList {
  readonly tags: readonly TagHere[];
  readonly x: number;
  readonly y: number;
}

interface TagListProps {
  readonly list: OpenTagList | null;
  readonly onClose: () => void;
}

/** Asks which of several overlapping tags is meant; innermost first. */
export function TagList({ list, onClose }: TagListProps): ReactNode {
  const spot = useMemo(() => ({ current: null as HTMLSpanElement | null }), []);
  if (!list) return null;
  const doc = editorView.get()?.state.doc;
  return (
    <>
      <span
        ref={(element) => {
          spot.current = element;
        }}
        className={styles.spot}
        style={{ left: list.x, top: list.y }}
      />
      <Popover
        isOpen
        onOpenChange={onClose}
        triggerRef={spot}
        placement="bottom start"
        offset={12}
        aria-label={t`Tags here`}
        className={classNames(menuStyles.popover)}
      >
        <Menu aria-label={t`Tags here`} autoFocus="first" className={classNames(menuStyles.menu)}>
          {list.tags.map(({ id, kind }) => (
            <MenuEntry
              key={id}
              icon={tagIcons[kind]}
              label={`${tagWithin[kind]}: ${doc ? tagWords(doc, id) : ''}`}
              onAction={() => {
                chooseTag(id);
                onClose();
              }}
            />
          ))}
        </Menu>
      </Popover>
    </>
  );
}

import { type ReactNode, useMemo, useState } from 'react';
import { Menu } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { documentStatuses } from '../../../shared/document/metadata.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { removalQuestion } from '../../actions/removal-actions.ts';
import { setStatus } from '../../actions/status-actions.ts';
import { openInNewWindow } from '../../actions/window-actions.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { openPanel } from '../../model/session.ts';
import { classNames } from '../../ui/class-names.ts';
import { statusNames } from '../../ui/marks.tsx';
import menuStyles from '../../ui/menu.module.css';
import { MenuBranch, MenuEntry, MenuLine } from '../../ui/menu.tsx';

/** Where a menu of the table opens, in CSS pixels of the window. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface RowMenuProps {
  readonly place: MenuPlace;
  readonly chosen: readonly DocumentId[];
  readonly isWritable: boolean;
  readonly onExport: () => void;
  readonly onClose: () => void;
}

/** What can be done with the chosen documents, at the place that was pointed at. */
export function RowMenu({ place, chosen, isWritable, onExport, onClose }: RowMenuProps): ReactNode {
  const [mark, setMark] = useState<HTMLElement | null>(null);
  const trigger = useMemo(() => ({ current: mark }), [mark]);
  const [first] = chosen;
  const act = (action: () => void) => (): void => {
    onClose();
    action();
  };
  return (
    <>
      <div ref={setMark} aria-hidden style={{ position: 'fixed', left: place.x, top: place.y }} />
      {mark && first !== undefined && (
        <Popover
          isOpen
          onOpenChange={onClose}
          triggerRef={trigger}
          placement="bottom start"
          className={classNames(menuStyles.popover)}
          aria-label={t`Selected documents`}
        >
          <Menu aria-label={t`Selected documents`} className={classNames(menuStyles.menu)} autoFocus="first">
            {chosen.length === 1 && <MenuEntry label={t`Open`} onAction={act(() => void openDocument(first, null))} />}
            {chosen.length === 1 && (
              <MenuEntry
                label={t`Open in New Window`}
                keys={keysLabel('document.new-window')}
                onAction={act(() => void openInNewWindow(first))}
              />
            )}
            {isWritable && (
              <MenuBranch label={t`Set status`}>
                {documentStatuses.map((status) => (
                  <MenuEntry
                    key={status}
                    label={statusNames[status]}
                    onAction={act(() => void setStatus(chosen, status))}
                  />
                ))}
              </MenuBranch>
            )}
            {isWritable && (
              <MenuEntry
                label={t`Archive Facts…`}
                onAction={act(() => openPanel({ kind: 'facts', documents: chosen }))}
              />
            )}
            <MenuEntry label={t`Export…`} onAction={act(onExport)} />
            {isWritable && <MenuLine />}
            {isWritable && (
              <MenuEntry
                label={t`Remove From the Collection…`}
                keys="Delete"
                isDanger
                onAction={act(() => removalQuestion.set(chosen))}
              />
            )}
          </Menu>
        </Popover>
      )}
    </>
  );
}

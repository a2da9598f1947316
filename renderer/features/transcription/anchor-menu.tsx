import { ArrowLeft, ArrowRight, BadgeCheck, PencilLine, Scissors, Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { Menu } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { AnchorId } from '../../../shared/document/identifier.ts';
import { anchorKinds, anchorsOf, type PageAnchor } from '../../../shared/document/page-anchor.ts';
import {
  changeAnchorKind,
  confirmAnchor,
  moveAnchor,
  relabelAnchor,
  removeAnchor,
} from '../../../shared/edit/anchor-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { askToSplit } from '../../actions/division-actions.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { anchorKindNames, shownAnchorName } from '../../model/labels.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Field } from '../../ui/field.tsx';
import menuStyles from '../../ui/menu.module.css';
import { MenuBranch, MenuEntry, MenuLine } from '../../ui/menu.tsx';
import styles from './anchor-menu.module.css';

interface RelabelFormProps {
  readonly session: DocumentSession;
  readonly anchor: PageAnchor;
  readonly onClose: () => void;
}

/** Asks for another label of a page anchor. */
function RelabelForm({ session, anchor, onClose }: RelabelFormProps): ReactNode {
  const [label, setLabel] = useState(anchor.label);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    session.run(relabelAnchor(anchor.id, label.trim()));
    onClose();
    focusEditor();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t`Label of ${shownAnchorName(anchor)}`}
        value={label}
        onChange={setLabel}
        autoFocus
        maxLength={40}
        className={styles.label ?? ''}
      />
      <Button type="submit" look="primary">{t`Relabel`}</Button>
    </form>
  );
}

/** The chip whose menu is open. */
export interface OpenAnchorMenu {
  readonly id: AnchorId;
  readonly element: HTMLElement;
}

interface AnchorMenuProps {
  readonly session: DocumentSession;
  readonly menu: OpenAnchorMenu | null;
  readonly onClose: () => void;
}

/** What can be done with a page anchor. */
export function AnchorMenu({ session, menu, onClose }: AnchorMenuProps): ReactNode {
  const trigger = useMemo(() => ({ current: menu?.element ?? null }), [menu]);
  const anchor = menu && anchorOfId(session, menu.id);
  if (!anchor) return null;
  return (
    <Popover
      isOpen
      onOpenChange={onClose}
      triggerRef={trigger}
      placement="bottom start"
      offset={5}
      className={classNames(menuStyles.popover)}
      aria-label={shownAnchorName(anchor)}
    >
      <AnchorActions session={session} anchor={anchor} onClose={onClose} />
    </Popover>
  );
}

interface AnchorActionsProps {
  readonly session: DocumentSession;
  readonly anchor: PageAnchor;
  readonly onClose: () => void;
}

function AnchorActions({ session, anchor, onClose }: AnchorActionsProps): ReactNode {
  const [isRelabelling, setRelabelling] = useState(false);
  if (isRelabelling) return <RelabelForm session={session} anchor={anchor} onClose={onClose} />;
  const { id } = anchor;
  const isLocked = session.readOnly !== null;
  const act = (command: Parameters<DocumentSession['run']>[0]) => (): void => {
    session.run(command);
    onClose();
    focusEditor();
  };
  return (
    <>
      <p className={styles.head}>
        <b>{shownAnchorName(anchor)}</b>
        <span>{anchor.inferred ? t`inferred: no marker in the source` : (anchor.raw ?? t`added by hand`)}</span>
      </p>
      <Menu aria-label={shownAnchorName(anchor)} className={classNames(menuStyles.menu)} autoFocus="first">
        {anchor.inferred && (
          <MenuEntry
            icon={BadgeCheck}
            label={t`Confirm: a page begins here`}
            isDisabled={isLocked}
            onAction={act(confirmAnchor(id))}
          />
        )}
        <MenuEntry
          icon={ArrowLeft}
          label={t`Move back one word`}
          isDisabled={!session.can(moveAnchor(id, -1))}
          onAction={act(moveAnchor(id, -1))}
        />
        <MenuEntry
          icon={ArrowRight}
          label={t`Move forward one word`}
          isDisabled={!session.can(moveAnchor(id, 1))}
          onAction={act(moveAnchor(id, 1))}
        />
        {!isLocked && (
          <MenuBranch label={t`Kind of page`}>
            {anchorKinds.map((kind) => (
              <MenuEntry
                key={kind}
                label={anchorKindNames[kind]}
                isCurrent={kind === anchor.kind}
                onAction={act(changeAnchorKind(id, kind))}
              />
            ))}
          </MenuBranch>
        )}
        <MenuEntry icon={PencilLine} label={t`Relabel…`} isDisabled={isLocked} onAction={() => setRelabelling(true)} />
        <MenuEntry
          icon={Scissors}
          label={t`Split the document here…`}
          isDisabled={isLocked}
          onAction={() => {
            onClose();
            askToSplit(session, anchor);
          }}
        />
        <MenuLine />
        <MenuEntry icon={Trash2} label={t`Remove`} isDanger isDisabled={isLocked} onAction={act(removeAnchor(id))} />
      </Menu>
    </>
  );
}

const anchorOfId = (session: DocumentSession, id: AnchorId): PageAnchor | null =>
  anchorsOf(session.editor.get().doc).find(({ anchor }) => anchor.id === id)?.anchor ?? null;

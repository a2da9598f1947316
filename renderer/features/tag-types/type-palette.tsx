import { type ReactNode, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { annotationKinds } from '../../../shared/document/annotation.ts';
import styles from '../../commands/command-palette.module.css';
import { matchesWords } from '../../commands/command-search.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { tagNames } from '../../model/tag-kinds.ts';
import { tagTypes } from '../../model/tags/tag-types.ts';
import { useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import { SearchBox } from '../../ui/field.tsx';
import { takeFirstOnEnter } from '../../ui/focus.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { tagAs, typePalette } from './tag-as-type.ts';

/** Asks of which type the selected words are to be tagged. */
export function TypePalette({ session }: { readonly session: DocumentSession }): ReactNode {
  const isOpen = useWholeStore(typePalette);
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={typePalette.set} isDismissable className={classNames(styles.overlay)}>
      <Modal className={classNames(styles.modal)}>
        <Dialog aria-label="Tag as a type" className={classNames(styles.dialog)}>
          <TypeList session={session} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function TypeList({ session }: { readonly session: DocumentSession }): ReactNode {
  const [typed, setTyped] = useState('');
  const types = useWholeStore(tagTypes);
  const items = annotationKinds.flatMap((kind) => types.tree(kind).map(({ type }) => type));
  const choose = (id: string): void => {
    const type = items.find((one) => one.id === id);
    typePalette.set(false);
    if (!type) return;
    tagAs(session, types.kindOf(type), type);
    // The dialog gives the focus back, to whatever had it, some frames after it is gone.
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(focusEditor)));
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped} filter={matchesWords}>
      <SearchBox
        label="Find a type"
        placeholder="What is it?"
        value={typed}
        onChange={setTyped}
        autoFocus
        onKeyDown={takeFirstOnEnter}
        className={styles.search ?? ''}
      />
      <Menu
        aria-label="Types of tags"
        items={items}
        className={classNames(styles.list)}
        onAction={(key) => choose(String(key))}
        renderEmptyState={() => (
          <p className={styles.none}>No type is called that. They are made in Tag ▸ Types of Tags.</p>
        )}
      >
        {(type) => (
          <MenuItem
            id={type.id}
            textValue={`${type.name} ${types.kindOf(type)}`}
            aria-label={type.name}
            className={classNames(styles.entry)}
          >
            <span className={styles.title}>
              {types
                .pathOf(type)
                .map(({ name }) => name)
                .join(' ▸ ')}
            </span>
            <span className={styles.section}>{tagNames[types.kindOf(type)]}</span>
            {type.key !== '' && <KeyHint keys={type.key} />}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}

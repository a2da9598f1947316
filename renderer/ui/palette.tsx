import type { ReactNode } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from './class-names.ts';
import { SearchBox } from './field.tsx';
import { takeFirstOnEnter } from './focus.ts';
import { KeyHint } from './key-hint.tsx';
import styles from './palette.module.css';

/** Something that can be chosen by typing some of its words. */
export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  /** What it is called where that is not all that is shown of it. */
  readonly name?: string;
  /** What it is, or belongs to. */
  readonly about: string;
  /** What it is found by; its title when not given. */
  readonly words?: string;
  readonly keys?: string | undefined;
}

interface PaletteProps {
  readonly label: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** The dialog that a list to choose from by typing stands in. */
export function Palette({ label, isOpen, onOpenChange, children }: PaletteProps): ReactNode {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={classNames(styles.overlay)}>
      <Modal className={classNames(styles.modal)}>
        <Dialog aria-label={label} className={classNames(styles.dialog)}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface PaletteListProps {
  /** What the field asks, and what the list is called. */
  readonly find: string;
  readonly placeholder: string;
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly entries: readonly PaletteEntry[];
  /** Which entries are shown for what is typed; all when not given. */
  readonly filter?: (words: string, typed: string) => boolean;
  readonly onChoose: (id: string) => void;
  /** Said where nothing is found. */
  readonly none: string;
}

/** A field, and what can be chosen below it: the arrow keys point, Enter chooses. */
export function PaletteList(props: PaletteListProps): ReactNode {
  const { find, placeholder, label, typed, onType, entries, filter, onChoose, none } = props;
  return (
    <Autocomplete inputValue={typed} onInputChange={onType} {...(filter && { filter })}>
      <SearchBox
        label={find}
        placeholder={placeholder}
        value={typed}
        onChange={onType}
        autoFocus
        onKeyDown={takeFirstOnEnter}
        className={styles.search ?? ''}
      />
      <Menu
        aria-label={label}
        items={entries}
        className={classNames(styles.list)}
        onAction={(key) => onChoose(String(key))}
        renderEmptyState={() => <p className={styles.none}>{none}</p>}
      >
        {({ id, title, name, about, words, keys }) => (
          <MenuItem
            id={id}
            textValue={words ?? title}
            className={classNames(styles.entry)}
            {...(name !== undefined && { 'aria-label': name })}
          >
            <span className={styles.title}>{title}</span>
            <span className={styles.section}>{about}</span>
            {keys !== undefined && keys !== '' && <KeyHint keys={keys} />}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}

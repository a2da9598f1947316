import { type ReactNode, useMemo, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { codePointOf, findCharacters } from '../../../shared/text/characters.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import { SearchBox } from '../../ui/field.tsx';
import { takeFirstOnEnter } from '../../ui/focus.ts';
import { SpotPopover } from '../../ui/spot-popover.tsx';
import {
  characterPalette,
  insertCharacter,
  namedCharacters,
  offeredCharacters,
  recentCharacters,
  rememberCharacter,
} from './character-handlers.ts';
import styles from './character-palette.module.css';

/** Characters by name and by likeness: Enter puts the first one in, the arrow keys choose another, Escape leaves. */
export function CharacterPalette({ session }: { readonly session: DocumentSession }): ReactNode {
  const spot = useWholeStore(characterPalette);
  if (!spot) return null;
  const close = (): void => {
    characterPalette.set(null);
    requestAnimationFrame(focusEditor);
  };
  return (
    <SpotPopover spot={spot} title={t`Special character`} onClose={close}>
      <CharacterList
        onChoose={(character) => {
          rememberCharacter(character);
          session.run(insertCharacter(character));
          close();
        }}
      />
    </SpotPopover>
  );
}

function CharacterList({ onChoose }: { readonly onChoose: (character: string) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const all = useWholeStore(namedCharacters);
  const recent = useWholeStore(recentCharacters);
  const shown = useMemo(() => {
    if (!all) return [];
    // Found while it is typed, and not a moment later: Enter takes what belongs to all that was typed.
    return typed.trim() === '' ? offeredCharacters(all, recent) : findCharacters(all, typed);
  }, [all, typed, recent]);
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchBox
        label={t`Find a character`}
        placeholder={t`Name, or what it looks like`}
        value={typed}
        onChange={setTyped}
        autoFocus
        onKeyDown={takeFirstOnEnter}
      />
      <Menu
        aria-label={t`Characters`}
        items={shown}
        className={classNames(styles.list)}
        onAction={(key) => onChoose(String(key))}
        renderEmptyState={() => <p className={styles.none}>{all ? t`No character is called that.` : ''}</p>}
      >
        {({ character, name }) => (
          <MenuItem
            id={character}
            textValue={name}
            lang="en"
            aria-label={name.toLowerCase()}
            className={classNames(styles.entry)}
          >
            <span className={styles.sign}>{character}</span>
            <span className={styles.name}>{name.toLowerCase()}</span>
            <span className={styles.code}>{codePointOf(character)}</span>
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}

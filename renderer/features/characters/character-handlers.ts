import type { Command } from 'prosemirror-state';
import { ownGroup } from '../../../shared/edit/undo-history.ts';
import { commonCharacters, type NamedCharacter, readCharacters } from '../../../shared/text/characters.ts';
import { type CommandHandlers, doable } from '../../commands/command-registry.ts';
import { editorView } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { createStore } from '../../platform/store.ts';
import type { Spot } from '../../ui/spot-popover.tsx';

/** Where in the window the palette of characters stands; null while it is closed. */
export const characterPalette = createStore<Spot | null>(null);

/** All characters by name; null until they were asked for. */
export const namedCharacters = createStore<readonly NamedCharacter[] | null>(null);

/** Those that were put in last, the latest first, until the window is closed. */
export const recentCharacters = createStore<readonly string[]>([]);

const mostRecent = 12;

/** Opens the palette of characters at the caret. */
export function characterHandlers(session: DocumentSession): CommandHandlers {
  if (session.readOnly !== null) return {};
  return {
    'mark.character': doable(
      () => session.editor.get().selection.$head.parent.inlineContent,
      () => {
        const view = editorView.get();
        if (!view) return;
        const { left, top, bottom } = view.coordsAtPos(view.state.selection.from);
        characterPalette.set({ left, top, height: bottom - top });
        void readNames();
      },
    ),
  };
}

async function readNames(): Promise<void> {
  if (namedCharacters.get()) return;
  const { default: names } = await import('virtual:unicode-names');
  namedCharacters.set(readCharacters(names));
}

/** Puts a character in the place of what is selected, as one act. */
export const insertCharacter =
  (character: string): Command =>
  ({ tr, selection }, dispatch) => {
    if (!selection.$from.parent.inlineContent) return false;
    dispatch?.(tr.insertText(character).setMeta(ownGroup, true).scrollIntoView());
    return true;
  };

export function rememberCharacter(character: string): void {
  recentCharacters.update((recent) => [character, ...recent.filter((one) => one !== character)].slice(0, mostRecent));
}

/** What is offered before anything is typed: what was put in last, then what is wanted most. */
export function offeredCharacters(
  all: readonly NamedCharacter[],
  recent: readonly string[],
): readonly NamedCharacter[] {
  const named = new Map(all.map((one) => [one.character, one]));
  return [...new Set([...recent, ...commonCharacters])].flatMap((character) => named.get(character) ?? []);
}

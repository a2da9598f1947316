import type { Command, EditorState } from 'prosemirror-state';
import { placedWords } from '../../../shared/alignment/align-blocks.ts';
import { isEmended } from '../../../shared/alignment/misreadings.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { markEmendation } from '../../../shared/edit/mark-commands.ts';
import type { DocumentOutline } from '../../model/outline.ts';
import type { Range } from '../../model/places.ts';
import { toggleEmendation } from '../inspector/corrections-tab.tsx';

/** What says of the words at the selection that the page itself is wrong, or takes that back: of the correction that the caret
 *  stands in, else of the selected words, which the page then reads as they are; null when there are neither. */
export function emendationAtSelection(state: EditorState, outline: DocumentOutline): Command | null {
  const { from, to } = state.selection;
  const correction = outline
    .corrections()
    .find((known) => known.from <= to && known.to >= from && known.from < known.to);
  if (correction) return toggleEmendation(correction);
  if (from === to) return null;
  const text = readingOf(state.doc, from, to);
  const selected = { from, to, before: text, after: text };
  return isEmended(state.doc, selected) ? toggleEmendation(selected) : markEmendation(from, to, text);
}

/** The word that the caret stands in or at, without the punctuation around it; null when it stands at none. */
export function wordAtCaret({ selection }: EditorState): Range | null {
  const { $head, head } = selection;
  if (!$head.parent.isTextblock) return null;
  const words = placedWords([{ block: $head.parent, start: $head.start() }]);
  const found = words.find(({ from, to }) => from <= head && head <= to);
  if (!found) return null;
  const [before] = /^[^\p{L}\p{N}]*/u.exec(found.word) ?? [''];
  const [after] = /[^\p{L}\p{N}]*$/u.exec(found.word) ?? [''];
  const range = { from: found.from + before.length, to: found.to - after.length };
  return range.from < range.to ? range : null;
}

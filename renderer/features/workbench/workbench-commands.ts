import type { Command, EditorState } from 'prosemirror-state';
import { isEmended } from '../../../shared/alignment/misreadings.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { markEmendation } from '../../../shared/edit/mark-commands.ts';
import type { DocumentOutline } from '../../model/outline.ts';
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

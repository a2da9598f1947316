import type { EditorState } from 'prosemirror-state';
import { placedWords } from '../../shared/document/align-words.ts';
import type { Range } from './place.ts';

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

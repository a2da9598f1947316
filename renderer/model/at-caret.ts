import type { EditorState } from 'prosemirror-state';
import { placedWords } from '../../shared/alignment/align-blocks.ts';
import type { PlacedTag } from '../../shared/derived/outline.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import type { Range } from './places.ts';

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

/** The innermost tag at the caret; null when it stands at none.
 *  @param tagOf what is known of a tag that stands in the text, such as `DocumentOutline.tag` */
export function tagAtCaret(
  { selection }: EditorState,
  tagOf: (id: AnnotationId) => PlacedTag | null,
): PlacedTag | null {
  const { $head } = selection;
  const marks = [$head.nodeBefore, $head.nodeAfter].flatMap((node) => node?.marks ?? []);
  const ids = new Set(
    marks.flatMap(({ type, attrs }) => (type.name === 'annotation' ? [attrs.id as AnnotationId] : [])),
  );
  const here = [...ids].flatMap((id) => tagOf(id) ?? []);
  return here.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0] ?? null;
}

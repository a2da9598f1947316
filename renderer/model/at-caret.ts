import type { EditorState } from 'prosemirror-state';
import type { PlacedTag } from '../../shared/derived/outline.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';

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

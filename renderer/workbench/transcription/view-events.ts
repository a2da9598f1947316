import type { EditorView } from 'prosemirror-view';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import type { AnchorId, AnnotationId } from '../../../shared/document/identifier.ts';
import type { DerivedDocument } from '../../model/derived/derived-document.ts';
import { highlightsOf, withHighlights } from './highlight-decorations.ts';

/** A tag over a position. */
export interface TagHere {
  readonly id: AnnotationId;
  readonly kind: AnnotationKind;
  readonly length: number;
}

/** The tags that cover the character after a position, innermost first. */
function tagsAt(view: EditorView, { known }: DerivedDocument, pos: number): readonly TagHere[] {
  const marks = view.state.doc.nodeAt(pos)?.marks.filter((mark) => mark.type.name === 'annotation') ?? [];
  return marks
    .map(({ attrs }) => {
      const { id, kind } = attrs as Pick<TagHere, 'id' | 'kind'>;
      return { id, kind, length: known?.tags.lengthOf(id) ?? 0 };
    })
    .sort((a, b) => a.length - b.length);
}

/** The position of the character under the pointer, if the pointer is over a tag's words; else null. */
function tagPosition(view: EditorView, event: MouseEvent): number | null {
  if (!(event.target instanceof Element) || !event.target.closest('[data-mark="annotation"]')) return null;
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (!found) return null;
  // A point in the right half of a character gives the position after it.
  const here = view.state.doc.nodeAt(found.pos)?.marks.some((mark) => mark.type.name === 'annotation');
  return here ? found.pos : Math.max(0, found.pos - 1);
}

/** Lifts the innermost tag under the pointer. */
export function liftTagUnder(view: EditorView, derived: DerivedDocument, event: MouseEvent): void {
  const pos = tagPosition(view, event);
  const hovered = pos === null ? null : (tagsAt(view, derived, pos)[0]?.id ?? null);
  if (highlightsOf(view.state).hovered !== hovered) view.dispatch(withHighlights(view.state.tr, { hovered }));
}

export function tagsUnder(view: EditorView, derived: DerivedDocument, event: MouseEvent): readonly TagHere[] {
  const pos = tagPosition(view, event);
  return pos === null ? [] : tagsAt(view, derived, pos);
}

/** The chip of a page anchor under the pointer. */
export function chipUnder(event: MouseEvent): { readonly id: AnchorId; readonly element: HTMLElement } | null {
  const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-anchor]') : null;
  if (!chip?.dataset.anchor) return null;
  const element = chip.firstElementChild instanceof HTMLElement ? chip.firstElementChild : chip;
  return { id: chip.dataset.anchor as AnchorId, element };
}

/** The call of a note under the pointer: its id. */
export function noteCallUnder(event: MouseEvent): string | null {
  const call = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-note-reference]') : null;
  return call?.dataset.noteReference ?? null;
}

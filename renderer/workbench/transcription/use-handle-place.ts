import type { EditorView } from 'prosemirror-view';
import { type RefObject, useEffect, useState } from 'react';
import type { DocumentSession } from '../document-session.ts';
import { blockName } from './block-kinds.ts';
import { editorView } from './editor-handle.ts';
import { isInSight } from './sight.ts';

/** The block that the handle stands beside. */
export interface HandlePlace {
  /** Position of the block's first inline place. */
  readonly pos: number;
  /** Name of the node type. */
  readonly kind: string;
  /** What the block is called; empty for a paragraph. */
  readonly name: string;
  /** What sort of a header field, stamp or running head it is; null for others. */
  readonly sort: string | null;
  readonly isInList: boolean;
  /** CSS pixels below the top of the column. */
  readonly top: number;
}

/** Follows the pointer and the caret.
 *  @param isHeld while true the handle stays where it is */
export function useHandlePlace(
  column: RefObject<HTMLElement | null>,
  session: DocumentSession,
  isHeld: boolean,
): HandlePlace | null {
  const [place, setPlace] = useState<HandlePlace | null>(null);
  useEffect(() => {
    const element = column.current;
    if (!element || isHeld) return;
    let frame = 0;
    const soon = (find: (view: EditorView) => number | null): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const view = editorView.get();
        const pos = view && find(view);
        if (!view || pos === null) return;
        // At once: React may ask for the next state only when the document is another, and then the position means nothing.
        const next = placeOf(view, pos, element);
        setPlace((known) => same(known, next));
      });
    };
    const onMove = (event: PointerEvent): void =>
      soon((view) => view.posAtCoords({ left: textLeft(view), top: event.clientY })?.pos ?? null);
    const onChange = (): void => soon((view) => (view.hasFocus() ? view.state.selection.head : null));
    element.addEventListener('pointermove', onMove);
    const unsubscribe = session.editor.subscribe(onChange);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('pointermove', onMove);
      unsubscribe();
    };
  }, [column, session, isHeld]);
  return place;
}

/** A little inside the left edge of the text. */
const textLeft = (view: EditorView): number => view.dom.getBoundingClientRect().left + 130;

function placeOf(view: EditorView, pos: number, column: HTMLElement): HandlePlace | null {
  const $pos = view.state.doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth--) {
    if (!$pos.node(depth).isTextblock) continue;
    if (!isInSight(view.state, pos)) return null;
    const start = $pos.start(depth);
    const block = view.nodeDOM(start - 1);
    if (!(block instanceof HTMLElement)) return null;
    const top = block.getBoundingClientRect().top - column.getBoundingClientRect().top;
    const node = $pos.node(depth);
    const sort = (node.attrs.field ?? node.attrs.type ?? null) as string | null;
    const isInList = depth > 1 && $pos.node(depth - 1).type.name === 'listItem';
    return { pos: start, kind: node.type.name, name: blockName(node), sort, isInList, top };
  }
  return null;
}

const same = (known: HandlePlace | null, next: HandlePlace | null): HandlePlace | null =>
  known && next && JSON.stringify(known) === JSON.stringify(next) ? known : next;

import type { EditorView } from 'prosemirror-view';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import type { AnchorId } from '../../../shared/document/identifier.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { anchorDropPlace, moveAnchorTo } from '../../../shared/edit/anchor-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { editorView } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { shownAnchorName } from '../../model/labels.ts';
import { createStore, useWholeStore } from '../../platform/store.ts';
import styles from './drag.module.css';
import { type DragPoint, dragNews, followPointer } from './follow-pointer.ts';

/** Where a page anchor would come to stand; null while none is dragged, or where it cannot be. */
const dropPlace = createStore<number | null>(null);

/** Begins to drag a page anchor by its chip. A press that does not move the pointer is none. */
export function dragAnchor(event: PointerEvent, view: EditorView, session: DocumentSession, chip: HTMLElement): void {
  const id = chip.dataset.anchor as AnchorId | undefined;
  if (id === undefined || event.button !== 0 || session.readOnly !== null) return;
  const placeAt = ({ pos, by }: DragPoint): number | null =>
    pos === null ? null : anchorDropPlace(view.state.doc, id, pos, by);
  const end = (): void => {
    delete chip.dataset.dragged;
    dropPlace.set(null);
  };
  followPointer(event, view, {
    move: (point) => {
      chip.dataset.dragged = '';
      dropPlace.set(placeAt(point));
    },
    drop: (point) => {
      const place = placeAt(point);
      end();
      const isMoved = place !== null && session.run(moveAnchorTo(id, place));
      dragNews.set(isMoved ? movedSentence(session, id) : t`The page anchor stays. None can be moved past another.`);
      view.focus();
    },
    cancel: () => {
      end();
      dragNews.set(t`The page anchor stays where it was.`);
    },
  });
}

/** How many positions of the text are read out. */
const readPositions = 40;

function movedSentence(session: DocumentSession, id: AnchorId): string {
  const { doc } = session.editor.get();
  const found = anchorsOf(doc).find(({ anchor }) => anchor.id === id);
  if (!found) return '';
  const words = readingOf(doc, found.pos, Math.min(doc.content.size, found.pos + readPositions)).trim();
  return t`${shownAnchorName(found.anchor)} begins before “${words}” now. One Undo takes it back.`;
}

/** The place where a page anchor that is dragged would come to stand, and what became of the last one. */
export function DropMark({ column }: { readonly column: RefObject<HTMLElement | null> }): ReactNode {
  const place = useWholeStore(dropPlace);
  const news = useWholeStore(dragNews);
  const mark = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const view = editorView.get();
    const frame = column.current?.getBoundingClientRect();
    if (place === null || !view || !frame || !mark.current || place > view.state.doc.content.size) return;
    const { left, top, bottom } = view.coordsAtPos(place, 1);
    mark.current.style.left = `${left - frame.left - 1}px`;
    mark.current.style.top = `${top - frame.top}px`;
    mark.current.style.height = `${bottom - top}px`;
  }, [place, column]);
  return (
    <>
      {place !== null && <div ref={mark} aria-hidden data-drop-mark className={styles.dropMark} />}
      <VisuallyHidden>
        <span role="status" aria-label={t`Dragged`}>
          {news}
        </span>
      </VisuallyHidden>
    </>
  );
}

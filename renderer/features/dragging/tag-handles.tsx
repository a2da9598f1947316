import {
  type ReactNode,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { positionAfter } from '../../../shared/derived/changed-ranges.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { type EndDrop, moveTagEndTo, rangeWithEndAt, type StandingTag } from '../../../shared/edit/tags/tag-ends.ts';
import { t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { withHighlights } from '../../editor/decorations.ts';
import { editorView } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import type { Range } from '../../model/places.ts';
import { tagWithin } from '../../model/tag-kinds.ts';
import { hiddenLayers, hiddenTags, isTagShown } from '../../model/tag-layers.ts';
import { chooseTag, workbenchView } from '../../model/workbench-view.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import styles from './drag.module.css';
import { type DragPoint, dragNews, followPointer } from './follow-pointer.ts';

interface TagHandlesProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  /** The element that the handles are placed in. */
  readonly column: RefObject<HTMLElement | null>;
}

/** Handles at both ends of the chosen tag, by which they are dragged. */
export function TagHandles({ session, outline, column }: TagHandlesProps): ReactNode {
  const chosen = useStore(workbenchView, (view) => (view.mode === 'proofread' ? null : view.chosenTag));
  useWholeStore(hiddenLayers);
  useWholeStore(hiddenTags);
  const kind = useStore(session.facts, (facts) =>
    chosen === null ? null : (facts.annotations.get(chosen)?.as ?? null),
  );
  if (chosen === null || kind === null || session.readOnly !== null || !isTagShown(chosen, kind)) return null;
  return <ChosenHandles key={chosen} id={chosen} session={session} outline={outline} column={column} />;
}

type End = EndDrop['end'];

function ChosenHandles({ id, session, outline, column }: TagHandlesProps & { readonly id: AnnotationId }): ReactNode {
  const handles = { start: useRef<HTMLButtonElement>(null), end: useRef<HTMLButtonElement>(null) };
  const latest = useRef(handles);
  const preview = useRef<Range | null>(null);
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    let frame = 0;
    const place = (): void => placeHandles(latest.current, column.current, preview.current ?? standing(session, id));
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(place);
    };
    const observer = new ResizeObserver(soon);
    for (const element of [editorView.get()?.dom, column.current]) if (element) observer.observe(element);
    soon();
    const ends = [session.editor.subscribe(soon), outline.subscribe(soon)];
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      for (const end of ends) end();
    };
  }, [session, outline, column, id]);
  const show = (range: Range | null): void => {
    preview.current = range;
    session.dispatch(withHighlights(session.editor.get().tr, { pointed: range }));
  };
  const begin = (end: End) => (event: ReactPointerEvent) => {
    const view = editorView.get();
    const tag = outline.now().tag(id);
    if (!view || !tag || event.button !== 0) return;
    event.preventDefault();
    const finish = (): void => {
      setDragging(false);
      show(null);
      view.focus();
    };
    followPointer(event.nativeEvent, view, {
      move: (point) => {
        setDragging(true);
        show(dropped(session, tag, end, point) ?? tag);
      },
      drop: (point) => {
        finish();
        drop(session, outline, tag, end, point);
      },
      cancel: () => {
        finish();
        dragNews.set(t`The tag is as it was.`);
      },
    });
  };
  return (
    <div data-dragging={isDragging || undefined} className={styles.handles}>
      <Handle ref={handles.start} end="start" onPointerDown={begin('start')} />
      <Handle ref={handles.end} end="end" onPointerDown={begin('end')} />
    </div>
  );
}

function dropped({ editor }: DocumentSession, tag: StandingTag, end: End, { pos, by }: DragPoint): Range | null {
  return pos === null ? null : rangeWithEndAt(editor.get().doc, tag, { end, at: pos, by });
}

function drop(session: DocumentSession, outline: OutlineStore, tag: StandingTag, end: End, point: DragPoint): void {
  const { pos, by } = point;
  const range = dropped(session, tag, end, point);
  if (pos === null || !range || (range.from === tag.from && range.to === tag.to)) {
    dragNews.set(t`The tag is as it was.`);
    return;
  }
  if (!session.run(moveTagEndTo(tag, { end, at: pos, by }))) {
    showToast(t`Nothing was changed: another tag says ${tagWithin[tag.kind]} of just these words already.`);
    return;
  }
  chooseTag(tag.id);
  dragNews.set(t`The tag covers “${outline.now().tag(tag.id)?.text ?? ''}” now. One Undo takes it back.`);
}

interface HandleProps {
  readonly end: End;
  readonly onPointerDown: (event: ReactPointerEvent) => void;
  readonly ref: RefObject<HTMLButtonElement | null>;
}

/** Not in the order of Tab: the ends have keys. */
function Handle({ end, onPointerDown, ref }: HandleProps): ReactNode {
  const isStart = end === 'start';
  const title = isStart
    ? t`Beginning of the tag. Drag it to another word, with Alt to any letter.`
    : t`End of the tag. Drag it to another word, with Alt to any letter.`;
  const keys = [keysLabel(`tag.${end}-word-back`), keysLabel(`tag.${end}-word-on`)].filter(Boolean).join(', ');
  return (
    <button
      ref={ref}
      type="button"
      tabIndex={-1}
      hidden
      aria-label={isStart ? t`Beginning of the tag: drag it` : t`End of the tag: drag it`}
      title={keys === '' ? title : `${title} ${t`By key: ${keys}.`}`}
      data-end={end}
      onPointerDown={onPointerDown}
      className={styles.handle}
    />
  );
}

/** Where a tag stands in the text as it is now; null when it does not. What it costs does not follow the length of the document. */
function standing({ derived }: DocumentSession, id: AnnotationId): Range | null {
  const tag = derived.known?.tags.tag(id);
  if (!tag) return null;
  return { from: positionAfter(derived.since, tag.from, 1), to: positionAfter(derived.since, tag.to, -1) };
}

type Handles = Readonly<Record<End, RefObject<HTMLButtonElement | null>>>;

function placeHandles({ start, end }: Handles, column: HTMLElement | null, range: Range | null): void {
  const view = editorView.get();
  if (!start.current || !end.current) return;
  const isThere = view !== null && column !== null && range !== null && range.to <= view.state.doc.content.size;
  start.current.hidden = !isThere;
  end.current.hidden = !isThere;
  if (!isThere) return;
  const frame = column.getBoundingClientRect();
  const [first, last] = [view.coordsAtPos(range.from, 1), view.coordsAtPos(range.to, -1)];
  placeHandle(start.current, first.left - frame.left, first.top - frame.top, first.bottom - first.top);
  placeHandle(end.current, last.right - frame.left, last.top - frame.top, last.bottom - last.top);
}

function placeHandle({ style }: HTMLElement, left: number, top: number, height: number): void {
  style.left = `${left}px`;
  style.top = `${top}px`;
  style.setProperty('--height', `${height}px`);
}

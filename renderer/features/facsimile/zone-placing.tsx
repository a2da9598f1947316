import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import type { Box, Point } from '../../../shared/document/layout.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useStore } from '../../platform/store.ts';
import {
  boxBetween,
  boxOnScreen,
  imagePoint,
  imageVector,
  isInBox,
  movedBox,
  type Size,
  sizedBox,
  smallestZone,
} from './page-geometry.ts';
import styles from './page-stage.module.css';
import { pageViewer } from './page-viewer.ts';
import { keepDraft, patchDraft, zoneDraft } from './zones.tsx';

interface ZonePlacingProps {
  readonly session: DocumentSession;
  readonly page: PageView;
}

/** What a person does with the pointer: draws another rectangle, moves it, or pulls its far corner. */
type Dragging =
  | { readonly kind: 'draw'; readonly from: Point }
  | { readonly kind: 'move' | 'size'; readonly from: Point; readonly box: Box };

/** Lies over the picture while a zone is placed: with the mouse, or with the arrow keys. */
export function ZonePlacing({ session, page }: ZonePlacingProps): ReactNode {
  const box = useStore(zoneDraft, (draft) => draft?.box ?? null);
  const element = useRef<HTMLDivElement>(null);
  const dragging = useRef<Dragging | null>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  const pointOf = (event: PointerEvent): Point | null => {
    const matrix = pageViewer.get()?.matrix();
    const frame = element.current?.getBoundingClientRect();
    return matrix && frame ? imagePoint(matrix, { x: event.clientX - frame.left, y: event.clientY - frame.top }) : null;
  };
  return (
    <div
      ref={element}
      role="application"
      {...focusable}
      aria-label={[t`Placing a zone.`, box ? inWords(box, page) : ''].join(' ')}
      aria-description={t`Arrow keys move it, Shift and arrow keys size it, Enter keeps it, Escape gives it up.`}
      className={styles.placing}
      onKeyDown={(event) => onKey(event, session, page)}
      onWheel={(event) => pageViewer.get()?.zoomBy(event.deltaY < 0 ? 1.25 : 0.8)}
      onPointerDown={(event) => {
        const from = pointOf(event);
        if (event.button !== 0 || !from || !box) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragging.current = beginning(from, box);
      }}
      onPointerMove={(event) => {
        const to = pointOf(event);
        if (dragging.current && to) patchDraft({ box: draggedBox(dragging.current, to, page) });
      }}
      onPointerUp={() => {
        dragging.current = null;
      }}
    />
  );
}

/** It takes the arrow keys for itself. */
const focusable = { tabIndex: 0 } as const;

/** Near the far corner, in CSS pixels. */
const cornerReachPx = 12;

function beginning(from: Point, box: Box): Dragging {
  const matrix = pageViewer.get()?.matrix();
  const far = { x: box.x + box.width, y: box.y + box.height, width: 0, height: 0 };
  if (matrix) {
    const corner = boxOnScreen(matrix, far);
    const at = boxOnScreen(matrix, { ...from, width: 0, height: 0 });
    if (Math.hypot(corner.x - at.x, corner.y - at.y) < cornerReachPx) return { kind: 'size', from, box };
  }
  return isInBox(from, box) ? { kind: 'move', from, box } : { kind: 'draw', from };
}

function draggedBox(dragging: Dragging, to: Point, page: Size): Box {
  const by = { x: to.x - dragging.from.x, y: to.y - dragging.from.y };
  if (dragging.kind === 'move') return movedBox(dragging.box, by, page);
  if (dragging.kind === 'size') return sizedBox(dragging.box, by, page);
  const drawn = boxBetween(dragging.from, to, page);
  return sizedBox(
    { ...drawn, width: smallestZone, height: smallestZone },
    {
      x: drawn.width - smallestZone,
      y: drawn.height - smallestZone,
    },
    page,
  );
}

/** How far an arrow key moves or sizes the rectangle, in CSS pixels. */
const keyStepPx = 8;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -keyStepPx, y: 0 },
  ArrowRight: { x: keyStepPx, y: 0 },
  ArrowUp: { x: 0, y: -keyStepPx },
  ArrowDown: { x: 0, y: keyStepPx },
};

function onKey(event: KeyboardEvent, session: DocumentSession, page: PageView): void {
  const draft = zoneDraft.get();
  if (!draft || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = arrows[event.key];
  const matrix = pageViewer.get()?.matrix();
  if (arrow && matrix) {
    const view = { scale: Math.hypot(matrix.a, matrix.b), degrees: (Math.atan2(matrix.b, matrix.a) * 180) / Math.PI };
    const by = imageVector(view, arrow);
    patchDraft({ box: event.shiftKey ? sizedBox(draft.box, by, page) : movedBox(draft.box, by, page) });
  } else if (event.key === 'Enter') keepDraft(session);
  else if (event.key === 'Escape') zoneDraft.set(null);
  else return;
  event.preventDefault();
  event.stopPropagation();
  if (zoneDraft.get() === null) focusEditor();
}

/** Where a zone lies, in parts of a hundred of the page. */
function inWords({ x, y, width, height }: Box, page: Size): string {
  const share = (part: number, whole: number): number => Math.round((100 * part) / whole);
  return t`${share(x, page.width)} percent from the left, ${share(y, page.height)} from the top, ${share(width, page.width)} wide, ${share(height, page.height)} high`;
}

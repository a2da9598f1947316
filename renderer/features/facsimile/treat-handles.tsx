import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import type { Box, Point } from '../../../shared/document/layout.ts';
import { pageWay } from '../../../shared/document/pages/treated-page.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { imagePoint, imageVector } from './page-geometry.ts';
import { pageViewer } from './page-viewer.ts';
import styles from './treat-page.module.css';
import { applyTreatment, type Handle, movedHandle, type PageDraft, pageDraft } from './treating.ts';

interface TreatHandlesProps {
  readonly session: DocumentSession;
  readonly page: PageView;
}

/** The edges of the page that is being cut out, and the line between two pages: each is moved with the mouse, or, with the focus on it, with
 *  the arrow keys. In pixels of the picture. */
export function TreatHandles({ session, page }: TreatHandlesProps): ReactNode {
  const draft = useWholeStore(pageDraft);
  if (draft?.page !== page.id) return null;
  const { crop, angle, gutter } = draft;
  const { width, height } = page;
  const outside = `M${-width} ${-height}H${2 * width}V${2 * height}H${-width}Z${boxPath(crop)}`;
  return (
    <g transform={`rotate(${-angle} ${width / 2} ${height / 2})`}>
      <path d={outside} fillRule="evenodd" className={styles.outside} />
      <path d={boxPath(crop)} className={styles.frame} />
      {edges.map((handle) => (
        <HandleLine key={handle} session={session} page={page} draft={draft} handle={handle} />
      ))}
      {gutter !== null && <HandleLine session={session} page={page} draft={draft} handle="gutter" />}
    </g>
  );
}

const edges = ['left', 'top', 'right', 'bottom'] as const;

const boxPath = ({ x, y, width, height }: Box): string => `M${x} ${y}h${width}v${height}h${-width}Z`;

interface HandleLineProps extends TreatHandlesProps {
  readonly draft: PageDraft;
  readonly handle: Handle;
}

/** What a person sees at the left after quarter turns is another side of the picture. */
const sides = [t`Left edge`, t`Top edge`, t`Right edge`, t`Bottom edge`] as const;

function nameOf(handle: Handle, page: PageView): string {
  if (handle === 'gutter') return t`Line between the two pages`;
  return sides[(edges.indexOf(handle) + page.turn / 90) % 4] ?? handle;
}

/** Where a handle lies: its two ends, and its place along the axis that it moves on. */
function lineOf({ crop, gutter }: PageDraft, handle: Handle, page: PageView): readonly [Point, Point, number] {
  const { x, y, width, height } = crop;
  const upright = (at: number): readonly [Point, Point, number] => [{ x: at, y }, { x: at, y: y + height }, at];
  const level = (at: number): readonly [Point, Point, number] => [{ x, y: at }, { x: x + width, y: at }, at];
  switch (handle) {
    case 'left':
      return upright(x);
    case 'right':
      return upright(x + width);
    case 'top':
      return level(y);
    case 'bottom':
      return level(y + height);
    case 'gutter':
      return page.turn === 90 || page.turn === 270 ? level(gutter ?? 0) : upright(gutter ?? 0);
  }
}

function HandleLine({ session, page, draft, handle }: HandleLineProps): ReactNode {
  const dragging = useRef<{ readonly from: Point; readonly draft: PageDraft } | null>(null);
  const [from, to, place] = lineOf(draft, handle, page);
  const isUpright = from.x === to.x;
  const most = isUpright ? page.width : page.height;
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return (
    <g
      role="slider"
      {...focusable}
      aria-label={nameOf(handle, page)}
      aria-orientation={isUpright === (page.turn % 180 === 0) ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.round(place)}
      aria-valuetext={t`${Math.round((100 * place) / most)} percent`}
      className={handle === 'gutter' ? `${styles.handle} ${styles.gutter}` : styles.handle}
      data-handle={handle}
      data-upright={isUpright}
      onKeyDown={(event) => onKey(event, session, page, handle)}
      onPointerDown={(event) => {
        const at = pointOf(event, page, draft);
        if (event.button !== 0 || !at) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus({ preventScroll: true });
        dragging.current = { from: at, draft };
      }}
      onPointerMove={(event) => {
        const begun = dragging.current;
        const at = begun && pointOf(event, page, begun.draft);
        if (begun && at)
          pageDraft.set(movedHandle(begun.draft, handle, page, { x: at.x - begun.from.x, y: at.y - begun.from.y }));
      }}
      onPointerUp={() => {
        dragging.current = null;
      }}
    >
      <line {...ends} className={styles.reach} />
      <line {...ends} className={styles.line} />
      <line x1={middle.x} y1={middle.y} x2={middle.x} y2={middle.y} className={styles.grip} />
    </g>
  );
}

/** It takes the arrow keys for itself. */
const focusable = { tabIndex: 0 } as const;

/** The point under the pointer, in pixels of the picture turned as drafted. */
function pointOf(event: PointerEvent<Element>, page: PageView, { angle }: PageDraft): Point | null {
  const matrix = pageViewer.get()?.matrix();
  const frame = event.currentTarget.closest('svg')?.getBoundingClientRect();
  if (!matrix || !frame) return null;
  const inPicture = imagePoint(matrix, { x: event.clientX - frame.left, y: event.clientY - frame.top });
  return pageWay({ ...page, treatment: { angle, crop: null } }).pointToPage(inPicture);
}

/** How far an arrow key moves a handle, in CSS pixels; with Shift it is a pixel of the picture. */
const keyStepPx = 6;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function onKey(event: KeyboardEvent, session: DocumentSession, page: PageView, handle: Handle): void {
  const draft = pageDraft.get();
  if (!draft || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = arrows[event.key];
  const matrix = pageViewer.get()?.matrix();
  if (arrow && matrix) {
    const scale = Math.hypot(matrix.a, matrix.b);
    const step = event.shiftKey ? 1 : Math.max(1, Math.round(keyStepPx / scale));
    const { x, y } = imageVector({ scale: 1, degrees: page.turn }, arrow);
    pageDraft.set(movedHandle(draft, handle, page, { x: Math.round(x) * step, y: Math.round(y) * step }));
  } else if (event.key === 'Enter') void applyTreatment(session);
  else if (event.key === 'Escape') pageDraft.set(null);
  else return;
  event.preventDefault();
  event.stopPropagation();
  if (pageDraft.get() === null) focusEditor();
}

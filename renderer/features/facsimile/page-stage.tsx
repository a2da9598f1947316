import type { Node } from 'prosemirror-model';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useId, useRef } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import type { PageImageId, ZoneId } from '../../../shared/document/identifier.ts';
import type { Box } from '../../../shared/document/layout.ts';
import type { PlacedAnchor } from '../../../shared/document/page-anchor.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { t } from '../../../shared/translation/translate.ts';
import { runSingleKey } from '../../commands/command-keys.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Facsimile } from './facsimile-model.ts';
import { type FacsimileView, facsimileView, lightFilter, pageMenu } from './facsimile-view.ts';
import styles from './page-stage.module.css';
import { pageViewer, usePageViewer } from './page-viewer.ts';
import { positionOfPage } from './pages.ts';
import { TreatHandles } from './treat-handles.tsx';
import { pageDraft } from './treating.ts';
import { ZonePlacing } from './zone-placing.tsx';
import { useZonesAtCaret, zoneDraft } from './zones.tsx';

interface PageOverlayProps {
  readonly session: DocumentSession;
  readonly facsimile: Facsimile;
  readonly page: PageView;
}

/** What is drawn on a page, in image pixels: the zones, and the word of the caret. */
function PageOverlay({ session, facsimile, page }: PageOverlayProps): ReactNode {
  const zones = useStore(session.facts, (facts) => facts.zones);
  const chosen = useStore(facsimileView, (view) => view.chosenZone);
  const placed = useStore(zoneDraft, (draft) => draft?.id ?? null);
  const atCaret = useZonesAtCaret(session);
  return (
    <>
      {zones
        .filter((zone) => zone.page === page.id && zone.id !== placed)
        .map(({ id, box, kind }) => (
          <rect
            key={id}
            {...box}
            rx={cornerOf(box)}
            transform={levelling(page, box)}
            className={classNames(styles.zone, (id === chosen || atCaret.includes(id)) && styles.chosen)}
            data-zone={kind}
            data-zone-id={id}
          />
        ))}
      <CaretWord facsimile={facsimile} page={page} />
      <Draft page={page} />
    </>
  );
}

function CaretWord({ facsimile, page }: Pick<PageOverlayProps, 'facsimile' | 'page'>): ReactNode {
  const word = useWholeStore(facsimile.caretWord);
  if (word?.page !== page.id) return null;
  return (
    <>
      {word.line && <rect {...grown(word.line)} transform={levelling(page, word.line)} className={styles.line} />}
      {word.boxes.map((box) => (
        <rect
          key={`${box.x} ${box.y}`}
          {...grown(box)}
          rx={cornerOf(box)}
          transform={levelling(page, box)}
          className={styles.word}
          data-caret-word
        />
      ))}
    </>
  );
}

/** The zone that is being placed. */
function Draft({ page }: Pick<PageOverlayProps, 'page'>): ReactNode {
  const draft = useWholeStore(zoneDraft);
  if (draft?.page !== page.id) return null;
  return <rect {...draft.box} className={styles.draft} />;
}

/** Boxes turn about their own middle when a page is straightened (`pageWay`): they lie as level as its lines then. */
function levelling({ treatment }: PageView, { x, y, width, height }: Box): string | undefined {
  const angle = treatment?.angle ?? 0;
  return angle === 0 ? undefined : `rotate(${-angle} ${x + width / 2} ${y + height / 2})`;
}

/** A little room between the letters and what is drawn around them. */
function grown({ x, y, width, height }: Box): Box {
  const room = height * 0.14;
  return { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
}

const cornerOf = ({ width, height }: Box): number => Math.min(width, height) * 0.12;

/** The words of the document that stand on a page: from where it begins to where the next page does; empty when that is not
 *  known. */
export function textOfPage(
  doc: Node,
  pages: readonly Pick<PageImage, 'id' | 'anchor'>[],
  anchors: readonly PlacedAnchor[],
  id: PageImageId,
): string {
  const from = positionOfPage(pages, anchors, id);
  if (from === null) return '';
  const later = pages
    .slice(pages.findIndex((page) => page.id === id) + 1)
    .flatMap((page) => positionOfPage(pages, anchors, page.id) ?? []);
  const to = later.find((pos) => pos > from) ?? doc.content.size;
  return readingOf(doc, from, to);
}

interface PageStageProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
  readonly page: PageView;
  /** What a person calls the page. */
  readonly name: string;
}

/** The picture of one page: what is drawn on it, and its text for those who do not see it. */
export function PageStage({ session, outline, facsimile, page, name }: PageStageProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const layer = useRef<SVGGElement>(null);
  const filter = useStore(facsimileView, filterOf);
  const isInverted = useStore(facsimileView, (view) => view.light.isInverted);
  const isPlacing = useStore(zoneDraft, (draft) => draft?.page === page.id);
  const treated = useStore(pageDraft, (draft) => (draft?.page === page.id ? draft.angle : null));
  // All of the picture is to be seen while one chooses a part of it.
  const seen = treated === null ? page : { ...page, treatment: { angle: treated, crop: null } };
  usePageViewer({ host, layer, page: seen, session, facsimile });
  const text = useId();
  return (
    <section
      {...focusable}
      aria-label={t`Image of ${name}`}
      aria-describedby={text}
      className={styles.stage}
      data-facsimile
      onKeyDown={onStageKey}
      onContextMenu={onStageMenu}
    >
      <VisuallyHidden id={text} elementType="p">
        <PageText session={session} outline={outline} page={page} />
      </VisuallyHidden>
      <div ref={host} aria-hidden className={styles.picture} style={{ filter }} />
      <svg aria-hidden={treated === null} className={classNames(styles.overlay, isInverted && styles.onDark)}>
        <title>{t`What is marked on ${name}`}</title>
        <g ref={layer}>
          {treated === null ? (
            <PageOverlay session={session} facsimile={facsimile} page={page} />
          ) : (
            <TreatHandles session={session} page={page} />
          )}
        </g>
      </svg>
      {isPlacing && <ZonePlacing session={session} page={page} />}
    </section>
  );
}

interface PageTextProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly page: PageView;
}

/** The transcription of the page: the alternative to its image. */
function PageText({ session, outline, page }: PageTextProps): ReactNode {
  const pages = useStore(session.facts, (facts) => facts.pages);
  const text = useStore(
    outline,
    useCallback(({ doc, anchors }: DocumentOutline) => textOfPage(doc, pages, anchors, page.id), [pages, page.id]),
  );
  return text === '' ? t`No text is linked to this page yet.` : t`Its transcription: ${text}`;
}

/** It takes the keys that move the picture, as a map does. */
const focusable = { tabIndex: 0 } as const;

/** Beside the pointer, or in the middle of the image when a key asked for it. */
function onStageMenu(event: MouseEvent<HTMLElement>): void {
  event.preventDefault();
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  const isPointed = event.button === 2;
  const [x, y] = isPointed ? [event.clientX, event.clientY] : [left + width / 2, top + height / 3];
  const zone = isPointed ? zoneUnder(event.currentTarget, x, y) : facsimileView.get().chosenZone;
  pageMenu.set({ left: x, top: y, height: 1, zone });
}

/** The zone that is drawn over a point of the window; of several the one drawn last. */
function zoneUnder(stage: HTMLElement, x: number, y: number): ZoneId | null {
  const zones = [...stage.querySelectorAll<SVGRectElement>('[data-zone-id]')];
  const found = zones.findLast((zone) => {
    const box = zone.getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  });
  return (found?.dataset.zoneId ?? null) as ZoneId | null;
}

const filterOf = (view: FacsimileView): string => lightFilter(view.light);

/** How far an arrow key moves the picture, as a share of what is in sight. */
const keyMove = 0.2;

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-keyMove, 0],
  ArrowRight: [keyMove, 0],
  ArrowUp: [0, -keyMove],
  ArrowDown: [0, keyMove],
};

function onStageKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const viewer = pageViewer.get();
  const move = event.shiftKey ? undefined : moves[event.key];
  if (move) viewer?.moveBy(...move);
  else if (!runSingleKey(event.nativeEvent)) return;
  event.preventDefault();
}

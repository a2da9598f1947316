import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PagePicture, PageView } from '../../../shared/contract/payloads/facsimile.ts';
import { boxAround, type Point } from '../../../shared/document/layout.ts';
import { type PageTreatment, untreated } from '../../../shared/document/page-image.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { createStore, type Store, useWholeStore } from '../../platform/store.ts';
import type { DeepZoom } from './deep-zoom.ts';
import { type Facsimile, wordAtPoint } from './facsimile-model.ts';
import { facsimileView, patchFacsimile } from './facsimile-view.ts';
import { isInBox, type Matrix } from './page-geometry.ts';

/** The page image on the screen; null while there is none. */
export const pageViewer: Store<DeepZoom | null> = createStore<DeepZoom | null>(null);

interface PageViewerOptions {
  readonly host: RefObject<HTMLElement | null>;
  /** What is drawn in image pixels over the picture. */
  readonly layer: RefObject<SVGGElement | null>;
  readonly page: PageView;
  readonly session: DocumentSession;
  readonly facsimile: Facsimile;
}

/** Shows a page in an element, lets what is drawn over it follow, and goes along with the caret. */
export function usePageViewer({ host, layer, page, session, facsimile }: PageViewerOptions): void {
  const [viewer, setViewer] = useState<DeepZoom | null>(null);
  const clicked = useRef<(point: Point) => void>(() => undefined);
  clicked.current = (point) => clickPage(session, facsimile, page, point);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let opened: DeepZoom | null = null;
    let isGone = false;
    void import('./deep-zoom.ts').then(({ DeepZoom: Picture }) => {
      if (isGone) return;
      opened = new Picture(element, {
        onMove: (matrix, scale) => move(layer.current, matrix, scale),
        onClick: (point) => clicked.current(point),
        onHandled: () => patchFacsimile({ fit: null }),
        onShown: () => element.setAttribute('data-shown', ''),
        onSharp: (isSharp) => element.toggleAttribute('data-sharp', isSharp),
        onFailed: () => element.setAttribute('data-failed', ''),
      });
      pageViewer.set(opened);
      setViewer(opened);
    });
    return () => {
      isGone = true;
      pageViewer.set(null);
      setViewer(null);
      opened?.destroy();
    };
  }, [host, layer]);
  useShownPage(viewer, host, page);
  useSightOfCaret(viewer, facsimile, page);
}

function useShownPage(viewer: DeepZoom | null, host: RefObject<HTMLElement | null>, page: PageView): void {
  const { width, height, turn } = page;
  // A list of pages that comes anew has the same pictures in other objects.
  const picture = JSON.stringify(page.picture);
  const treatment = JSON.stringify(page.treatment ?? untreated);
  const lies = useRef({ turn, treatment });
  useEffect(() => {
    const parsed = JSON.parse(picture) as PagePicture | null;
    if (!viewer || !parsed) return;
    for (const name of ['data-shown', 'data-sharp']) host.current?.removeAttribute(name);
    host.current?.removeAttribute('data-failed');
    const way = { turn: lies.current.turn, treatment: JSON.parse(lies.current.treatment) as PageTreatment };
    viewer.show({ picture: parsed, size: { width, height }, ...way }, facsimileView.get().fit);
  }, [viewer, host, picture, width, height]);
  useEffect(() => {
    lies.current = { turn, treatment };
    viewer?.turn({ turn, treatment: JSON.parse(treatment) as PageTreatment }, facsimileView.get().fit);
  }, [viewer, turn, treatment]);
  useEffect(() => {
    const element = host.current;
    if (!viewer || !element) return;
    const observer = new ResizeObserver(() => {
      const { fit } = facsimileView.get();
      if (fit) requestAnimationFrame(() => viewer.fit(fit));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [viewer, host]);
}

/** The word of the caret comes into sight, without a jump when it is. */
function useSightOfCaret(viewer: DeepZoom | null, facsimile: Facsimile, page: PageView): void {
  const word = useWholeStore(facsimile.caretWord);
  const box = word?.page === page.id ? boxAround(word.boxes) : null;
  const key = box && JSON.stringify(box);
  const latest = useRef(box);
  latest.current = box;
  useEffect(() => {
    if (viewer && key !== null && latest.current) viewer.bringIntoSight(latest.current);
  }, [viewer, key]);
}

function move(layer: SVGGElement | null, { a, b, c, d, e, f }: Matrix, scale: number): void {
  layer?.setAttribute('transform', `matrix(${a} ${b} ${c} ${d} ${e} ${f})`);
  const zoomPercent = Math.round(scale * 100);
  if (facsimileView.get().zoomPercent !== zoomPercent) patchFacsimile({ zoomPercent });
}

/** A click on a zone chooses it; one on a word puts the caret there. */
function clickPage(session: DocumentSession, facsimile: Facsimile, page: PageView, point: Point): void {
  const zone = session.facts.get().zones.findLast((known) => known.page === page.id && isInBox(point, known.box));
  patchFacsimile({ chosenZone: zone?.id ?? null });
  const words = facsimile.words.get();
  const word = words && wordAtPoint(words, page.id, point);
  if (word) facsimile.goToWord(word);
}

import OpenSeadragon from 'openseadragon';
import type { PagePicture } from '../../../shared/contract/facsimile.ts';
import type { Box, Point } from '../../../shared/document/layout.ts';
import type { PageTurn } from '../../../shared/document/page-image.ts';
import {
  boxOnScreen,
  type Fit,
  fittedView,
  imagePoint,
  imageVector,
  type Matrix,
  type PageView,
  type Size,
  shiftIntoSight,
  viewMatrix,
} from './page-geometry.ts';

/** A page as the zooming picture needs it. */
export interface PicturedPage {
  readonly picture: PagePicture;
  /** Of the image, in pixels, before any turn. */
  readonly size: Size;
  readonly turn: PageTurn;
}

export interface DeepZoomEvents {
  /** The picture lies otherwise in its frame. At every frame of a movement. */
  readonly onMove: (matrix: Matrix, scale: number) => void;
  /** A click that moved nothing, in image pixels. */
  readonly onClick: (point: Point) => void;
  /** A person zoomed or moved the picture. */
  readonly onHandled: () => void;
  readonly onShown: () => void;
  readonly onFailed: () => void;
}

/** A picture that can be zoomed and moved. */
export interface DeepZoom {
  /** @param fit null keeps place and zoom, as far as the page has them */
  show(page: PicturedPage, fit: Fit | null): void;
  turn(turn: PageTurn, fit: Fit | null): void;
  fit(fit: Fit): void;
  zoomBy(factor: number): void;
  /** Moves what is seen by shares of the frame: 1 is as much as is in sight. */
  moveBy(right: number, down: number): void;
  /** Moves gently until a box of the image is in sight; not at all when it is. */
  bringIntoSight(box: Box): void;
  /** The part of the image that is in sight, in image pixels. */
  visible(): Box;
  destroy(): void;
}

/** Room that stays around what is brought into sight, in CSS pixels. */
const sightMarginPx = 48;
/** How far a turn of the wheel zooms. */
const wheelZoom = 1.25;

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Opens a zooming picture in an element, which it fills.
 *  @param host positioned, and empty */
export function openDeepZoom(host: HTMLElement, events: DeepZoomEvents): DeepZoom {
  const viewer = createViewer(host);
  let page: PicturedPage | null = null;
  let pageShown = 0;

  const frame = (): Size => ({ width: host.clientWidth, height: host.clientHeight });
  /** As it lies just now, or where it is going to lie. */
  const viewOf = (isNow: boolean): PageView | null => {
    if (!page || host.clientWidth === 0) return null;
    const { viewport } = viewer;
    const center = viewport.getCenter(isNow);
    const { width } = page.size;
    return {
      center: { x: center.x * width, y: center.y * width },
      scale: (viewport.getZoom(isNow) * host.clientWidth) / width,
      degrees: viewport.getRotation(isNow),
    };
  };
  const matrixOf = (isNow: boolean): Matrix | null => {
    const view = viewOf(isNow);
    return view && viewMatrix(view, frame());
  };
  const tell = (): void => {
    const view = viewOf(true);
    if (view) events.onMove(viewMatrix(view, frame()), view.scale);
  };
  const lay = ({ center, scale, degrees }: PageView, isAtOnce: boolean): void => {
    if (!page) return;
    const { width } = page.size;
    const atOnce = isAtOnce || reducedMotion.matches;
    viewer.viewport.setRotation(degrees, atOnce);
    viewer.viewport.panTo(new OpenSeadragon.Point(center.x / width, center.y / width), atOnce);
    viewer.viewport.zoomTo((scale * width) / host.clientWidth, undefined, atOnce);
    tell();
  };
  const fitNow = (fit: Fit, isAtOnce: boolean): void => {
    if (page && host.clientWidth > 0) lay(fittedView(page.size, page.turn, frame(), fit), isAtOnce);
  };

  for (const event of ['update-viewport', 'animation', 'animation-finish', 'resize'] as const)
    viewer.addHandler(event, tell);
  for (const event of ['canvas-drag', 'canvas-scroll', 'canvas-pinch'] as const)
    viewer.addHandler(event, events.onHandled);
  viewer.addHandler('canvas-click', ({ quick, position }) => {
    const matrix = matrixOf(true);
    if (quick && matrix) events.onClick(imagePoint(matrix, position));
  });

  return {
    show: (next, fit) => {
      const before = viewOf(false);
      const isFirst = page === null;
      page = next;
      pageShown += 1;
      const turnOfShowing = pageShown;
      viewer.world.removeAll();
      const showing = { ...before, degrees: next.turn };
      viewer.addTiledImage({
        tileSource: tileSource(next),
        x: 0,
        y: 0,
        width: 1,
        success: () => {
          if (turnOfShowing !== pageShown) return;
          if (fit || isFirst || !before) fitNow(fit ?? 'page', true);
          else lay({ ...before, ...showing }, true);
          events.onShown();
        },
        error: () => {
          if (turnOfShowing === pageShown) events.onFailed();
        },
      });
    },
    turn: (turn, fit) => {
      if (!page) return;
      page = { ...page, turn };
      const view = viewOf(false);
      if (fit) fitNow(fit, false);
      else if (view) lay({ ...view, degrees: turn }, false);
    },
    fit: (fit) => fitNow(fit, false),
    zoomBy: (factor) => {
      viewer.viewport.zoomBy(factor, undefined, reducedMotion.matches);
      viewer.viewport.applyConstraints(reducedMotion.matches);
    },
    moveBy: (right, down) => {
      const view = viewOf(false);
      if (!view) return;
      const by = imageVector(view, { x: right * host.clientWidth, y: down * host.clientHeight });
      lay({ ...view, center: { x: view.center.x + by.x, y: view.center.y + by.y } }, false);
      viewer.viewport.applyConstraints(reducedMotion.matches);
    },
    bringIntoSight: (box) => {
      const view = viewOf(false);
      const matrix = matrixOf(false);
      if (!view || !matrix) return;
      const shift = shiftIntoSight(boxOnScreen(matrix, box), frame(), sightMarginPx);
      if (shift.x === 0 && shift.y === 0) return;
      const by = imageVector(view, shift);
      lay({ ...view, center: { x: view.center.x - by.x, y: view.center.y - by.y } }, false);
    },
    visible: () => {
      const matrix = matrixOf(false);
      if (!matrix || !page) return { x: 0, y: 0, width: 0, height: 0 };
      const { width, height } = frame();
      const one = imagePoint(matrix, { x: 0, y: 0 });
      const other = imagePoint(matrix, { x: width, y: height });
      const [left, top] = [Math.max(0, Math.min(one.x, other.x)), Math.max(0, Math.min(one.y, other.y))];
      return {
        x: left,
        y: top,
        width: Math.min(page.size.width, Math.max(one.x, other.x)) - left,
        height: Math.min(page.size.height, Math.max(one.y, other.y)) - top,
      };
    },
    destroy: () => viewer.destroy(),
  };
}

function createViewer(host: HTMLElement): OpenSeadragon.Viewer {
  forestallStyleElement();
  const gestures = { clickToZoom: false, dblClickToZoom: false, flickEnabled: false };
  const viewer = new OpenSeadragon.Viewer({
    element: host,
    drawer: 'canvas',
    showNavigationControl: false,
    keyboardNavEnabled: false,
    tabIndex: -1,
    animationTime: reducedMotion.matches ? 0 : 0.45,
    blendTime: 0,
    immediateRender: true,
    visibilityRatio: 0.4,
    constrainDuringPan: true,
    minZoomImageRatio: 0.4,
    maxZoomPixelRatio: 6,
    zoomPerScroll: wheelZoom,
    preserveImageSizeOnResize: true,
    preserveOverlays: true,
    gestureSettingsMouse: gestures,
    gestureSettingsPen: gestures,
    gestureSettingsTouch: { ...gestures, pinchRotate: false },
  });
  // The policy of trusted types lets nobody write HTML, and the viewer empties this element by writing an empty string.
  Object.defineProperty(viewer.overlaysContainer, 'innerHTML', {
    set: () => viewer.overlaysContainer.replaceChildren(),
  });
  return viewer;
}

/** The viewer adds a style element for touch screens unless there is one, and the content security policy forbids it: this one is
 *  found by its name and attribute, and is no style sheet, because it is no HTML. */
function forestallStyleElement(): void {
  if (document.querySelector('style[data-openseadragon-mobile-css]')) return;
  const placeholder = document.createElementNS('app://anchorite/placeholder', 'style');
  placeholder.setAttribute('data-openseadragon-mobile-css', 'true');
  document.head.append(placeholder);
}

function tileSource({ picture, size }: PicturedPage): OpenSeadragon.TileSourceOptions | string | object {
  switch (picture.kind) {
    case 'whole':
      return { type: 'image', url: picture.address };
    case 'tiles':
      return {
        width: size.width,
        height: size.height,
        tileSize: picture.tileSize,
        tileOverlap: picture.overlap,
        minLevel: 0,
        maxLevel: picture.levels - 1,
        getTileUrl: (level: number, column: number, row: number) => `${picture.address}${level}/${column}_${row}.jpg`,
      };
  }
}

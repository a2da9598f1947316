import OpenSeadragon from 'openseadragon';
import type { PagePicture } from '../../../shared/contract/payloads/facsimile.ts';
import type { Box, Point } from '../../../shared/document/layout.ts';
import type { PageTreatment, PageTurn } from '../../../shared/document/page-image.ts';
import { pageWay } from '../../../shared/document/pages/treated-page.ts';
import { unreachable } from '../../../shared/text/unreachable.ts';
import {
  boxBetween,
  boxOnScreen,
  degreesOf,
  type Fit,
  fittedView,
  imagePoint,
  imageVector,
  type Matrix,
  type PageViewport,
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
  /** Where the page lies in the picture: nothing else of it is seen. */
  readonly treatment: PageTreatment;
}

export interface DeepZoomEvents {
  /** The picture lies otherwise in its frame. At every frame of a movement. */
  readonly onMove: (matrix: Matrix, scale: number) => void;
  /** A click that moved nothing, in image pixels. */
  readonly onClick: (point: Point) => void;
  /** A person zoomed or moved the picture. */
  readonly onHandled: () => void;
  readonly onShown: () => void;
  /** Whether everything that is in sight is as sharp as it gets. */
  readonly onSharp: (isSharp: boolean) => void;
  readonly onFailed: () => void;
}

/** Room that stays around what is brought into sight, in CSS pixels. */
const sightMarginPx = 48;
/** How far a turn of the wheel zooms. */
const wheelZoom = 1.25;

const reducedMotion = (): MediaQueryList => window.matchMedia('(prefers-reduced-motion: reduce)');

/** A picture of a page that can be zoomed and moved. It fills the element it is opened in. */
export class DeepZoom {
  readonly #host: HTMLElement;
  readonly #events: DeepZoomEvents;
  readonly #viewer: OpenSeadragon.Viewer;
  #page: PicturedPage | null = null;
  #shown = 0;

  /** @param host positioned, and empty */
  constructor(host: HTMLElement, events: DeepZoomEvents) {
    this.#host = host;
    this.#events = events;
    this.#viewer = createViewer(host);
    const tell = (): void => this.#tell();
    for (const event of ['update-viewport', 'animation', 'animation-finish', 'resize'] as const)
      this.#viewer.addHandler(event, tell);
    for (const event of ['canvas-drag', 'canvas-scroll', 'canvas-pinch'] as const)
      this.#viewer.addHandler(event, () => events.onHandled());
    this.#viewer.addHandler('canvas-click', ({ quick, position }) => {
      const matrix = this.#matrix(true);
      if (quick && matrix) events.onClick(imagePoint(matrix, position));
    });
  }

  /** @param fit null keeps place and zoom, as far as the page has them */
  show(page: PicturedPage, fit: Fit | null): void {
    const before = this.#view(false);
    this.#page = page;
    this.#shown += 1;
    const showing = this.#shown;
    this.#viewer.world.removeAll();
    this.#viewer.addTiledImage({
      tileSource: tileSource(page),
      x: 0,
      y: 0,
      width: 1,
      success: () => {
        if (showing !== this.#shown) return;
        const image = this.#viewer.world.getItemAt(0);
        image.addHandler('fully-loaded-change', () => this.#events.onSharp(image.getFullyLoaded()));
        this.#cut();
        if (fit === null && before) this.#lay({ ...before, degrees: degreesOf(page, page.turn) }, true);
        else this.#fit(fit ?? 'page', true);
        this.#events.onShown();
      },
      error: () => {
        if (showing === this.#shown) this.#events.onFailed();
      },
    });
  }

  /** Turns the picture, and shows another part of it.
   *  @param fit null keeps place and zoom */
  turn({ turn, treatment }: Pick<PicturedPage, 'turn' | 'treatment'>, fit: Fit | null): void {
    if (!this.#page) return;
    this.#page = { ...this.#page, turn, treatment };
    this.#cut();
    const view = this.#view(false);
    if (fit) this.#fit(fit, false);
    else if (view) this.#lay({ ...view, degrees: degreesOf(this.#page, turn) }, false);
  }

  fit(fit: Fit): void {
    this.#fit(fit, false);
  }

  zoomBy(factor: number): void {
    this.#viewer.viewport.zoomBy(factor, undefined, reducedMotion().matches);
    this.#viewer.viewport.applyConstraints(reducedMotion().matches);
  }

  /** Moves what is seen by shares of the frame: 1 is as much as is in sight. */
  moveBy(right: number, down: number): void {
    const view = this.#view(false);
    if (!view) return;
    const by = imageVector(view, { x: right * this.#host.clientWidth, y: down * this.#host.clientHeight });
    this.#lay({ ...view, center: { x: view.center.x + by.x, y: view.center.y + by.y } }, false);
    this.#viewer.viewport.applyConstraints(reducedMotion().matches);
  }

  /** Moves gently until a box of the image is in sight; not at all when it is. */
  bringIntoSight(box: Box): void {
    const view = this.#view(false);
    if (!view) return;
    const shift = shiftIntoSight(boxOnScreen(viewMatrix(view, this.#frame()), box), this.#frame(), sightMarginPx);
    if (shift.x === 0 && shift.y === 0) return;
    const by = imageVector(view, shift);
    this.#lay({ ...view, center: { x: view.center.x - by.x, y: view.center.y - by.y } }, false);
  }

  /** The part of the image that is in sight, in image pixels. */
  visible(): Box {
    const matrix = this.#matrix(false);
    if (!matrix || !this.#page) return { x: 0, y: 0, width: 0, height: 0 };
    const { width, height } = this.#frame();
    return boxBetween(imagePoint(matrix, { x: 0, y: 0 }), imagePoint(matrix, { x: width, y: height }), this.#page.size);
  }

  /** What leads from image pixels to CSS pixels of the frame just now; null before the first page. */
  matrix(): Matrix | null {
    return this.#matrix(true);
  }

  destroy(): void {
    this.#viewer.destroy();
  }

  /** Whether anything of a picture can be seen: what would be fitted into nothing has no scale. */
  get #hasRoom(): boolean {
    const { width, height } = this.#frame();
    return width > 0 && height > 0;
  }

  #frame(): Size {
    return { width: this.#host.clientWidth, height: this.#host.clientHeight };
  }

  /** @param isNow whether as it lies just now, or as it is going to lie when a movement has ended */
  #view(isNow: boolean): PageViewport | null {
    if (!this.#page || !this.#hasRoom) return null;
    const { viewport } = this.#viewer;
    const center = viewport.getCenter(isNow);
    const { width } = this.#page.size;
    return {
      center: { x: center.x * width, y: center.y * width },
      scale: (viewport.getZoom(isNow) * this.#host.clientWidth) / width,
      degrees: viewport.getRotation(isNow),
    };
  }

  #matrix(isNow: boolean): Matrix | null {
    const view = this.#view(isNow);
    return view && viewMatrix(view, this.#frame());
  }

  #tell(): void {
    const view = this.#view(true);
    if (view) this.#events.onMove(viewMatrix(view, this.#frame()), view.scale);
  }

  #lay({ center, scale, degrees }: PageViewport, isAtOnce: boolean): void {
    if (!this.#page) return;
    const { width } = this.#page.size;
    const { viewport } = this.#viewer;
    const atOnce = isAtOnce || reducedMotion().matches;
    viewport.setRotation(degrees, atOnce);
    viewport.panTo(new OpenSeadragon.Point(center.x / width, center.y / width), atOnce);
    viewport.zoomTo((scale * width) / this.#host.clientWidth, undefined, atOnce);
    this.#tell();
  }

  #fit(fit: Fit, isAtOnce: boolean): void {
    if (!this.#page || !this.#hasRoom) return;
    const { size, turn, treatment } = this.#page;
    this.#lay(fittedView({ ...size, treatment }, turn, this.#frame(), fit), isAtOnce);
  }

  /** Shows only the part of the picture that is the page. */
  #cut(): void {
    const [image] = this.#viewer.world.getItemCount() > 0 ? [this.#viewer.world.getItemAt(0)] : [];
    if (!image || !this.#page) return;
    const { size: picture, treatment } = this.#page;
    if (treatment.crop === null) image.resetCroppingPolygons();
    else {
      const { size, pointToPicture } = pageWay({ ...picture, treatment });
      const corners = [
        { x: 0, y: 0 },
        { x: size.width, y: 0 },
        { x: size.width, y: size.height },
        { x: 0, y: size.height },
      ];
      image.setCroppingPolygons([corners.map(pointToPicture).map(({ x, y }) => new OpenSeadragon.Point(x, y))]);
    }
    this.#viewer.forceRedraw();
  }
}

/** Tiles of a page that is left are given up, which is no error. */
const givenUp = /load aborted/;
Object.assign(OpenSeadragon, {
  console: {
    ...globalThis.console,
    error: (...told: readonly unknown[]) => {
      if (!told.some((word) => typeof word === 'string' && givenUp.test(word))) globalThis.console.error(...told);
    },
  },
});

function createViewer(host: HTMLElement): OpenSeadragon.Viewer {
  forestallStyleElement();
  const gestures = { clickToZoom: false, dblClickToZoom: false, flickEnabled: false };
  const viewer = new OpenSeadragon.Viewer({
    element: host,
    drawer: 'canvas',
    showNavigationControl: false,
    keyboardNavEnabled: false,
    tabIndex: -1,
    animationTime: reducedMotion().matches ? 0 : 0.45,
    blendTime: 0,
    immediateRender: true,
    visibilityRatio: 0.4,
    constrainDuringPan: true,
    minZoomImageRatio: 0.4,
    maxZoomPixelRatio: 6,
    zoomPerScroll: wheelZoom,
    preserveImageSizeOnResize: true,
    preserveOverlays: true,
    // The main process may be busy making the tiles of another page.
    tileRetryMax: 3,
    tileRetryDelay: 1500,
    gestureSettingsMouse: gestures,
    gestureSettingsPen: gestures,
    gestureSettingsTouch: { ...gestures, pinchRotate: false },
  });
  // Resizing the canvas makes it forget.
  viewer.addHandler('viewport-change', () => {
    const context = viewer.drawer.canvas instanceof HTMLCanvasElement && viewer.drawer.canvas.getContext('2d');
    if (context) context.imageSmoothingQuality = 'medium';
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

function tileSource({ picture, size }: PicturedPage): OpenSeadragon.TileSource | object {
  switch (picture.kind) {
    case 'whole':
      return wholeSource(picture.address);
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
    default:
      return unreachable(picture);
  }
}

/** A picture that is one file: smaller ones are made of it, so that what is zoomed out is neither slow nor coarse. */
function wholeSource(url: string): OpenSeadragon.TileSource {
  const source = new OpenSeadragon.ImageTileSource({ url, buildPyramid: true, useCanvas: true });
  return Object.assign(source, {
    _createContext2D: (picture: CanvasImageSource, width: number, height: number) => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      if (context) context.imageSmoothingQuality = 'high';
      context?.drawImage(picture, 0, 0, width, height);
      return context;
    },
  });
}

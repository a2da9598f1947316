import { GalleryVerticalEnd } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { PagePicture } from '../../../shared/contract/payloads/facsimile.ts';
import type { Box } from '../../../shared/document/layout.ts';
import type { PageTurn } from '../../../shared/document/page-image.ts';
import { t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { editorView } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { Toggle } from '../../ui/button.tsx';
import { type Facsimile, lineBox } from './facsimile-model.ts';
import { facsimileView, lightFilter, patchFacsimile } from './facsimile-view.ts';
import styles from './image-strip.module.css';
import type { Size } from './page-geometry.ts';

/** A picture that shows a part of a page. */
interface PicturePiece {
  readonly address: string;
  /** Where it lies on the page, in image pixels. */
  readonly x: number;
  readonly y: number;
  /** How many of its own pixels show one pixel of the image; null when it shows the whole page. */
  readonly density: number | null;
}

/** The pictures that together show a part of a page, sharp enough for a scale.
 *  @param scale pixels on the screen for one of the image */
export function piecesOver(picture: PagePicture, page: Size, box: Box, scale: number): readonly PicturePiece[] {
  if (picture.kind === 'whole') return [{ address: picture.address, x: 0, y: 0, density: null }];
  const { tileSize, overlap, levels, address } = picture;
  const level = Math.max(0, Math.min(levels - 1, levels - 1 + Math.ceil(Math.log2(scale))));
  const density = 2 ** (level - levels + 1);
  const tileAt = (value: number): number => Math.floor((value * density) / tileSize);
  const pieces: PicturePiece[] = [];
  const lastColumn = tileAt(Math.min(page.width - 1, box.x + box.width));
  const lastRow = tileAt(Math.min(page.height - 1, box.y + box.height));
  for (let row = Math.max(0, tileAt(box.y)); row <= lastRow; row++)
    for (let column = Math.max(0, tileAt(box.x)); column <= lastColumn; column++)
      pieces.push({
        address: `${address}${level}/${column}_${row}.jpg`,
        x: Math.max(0, column * tileSize - overlap) / density,
        y: Math.max(0, row * tileSize - overlap) / density,
        density,
      });
  return pieces;
}

/** How a line of the image is laid into a strip. */
interface StripLayout {
  /** The part of the image that is shown, in image pixels. */
  readonly box: Box;
  /** CSS pixels an image pixel. */
  readonly scale: number;
  /** Of the strip, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Room above and below a line, as a share of its height. */
const lineRoom = 0.3;
/** A strip is never higher than this, in CSS pixels: short lines do not become posters. */
const mostHeightPx = 46;

/** Lays the line of a page into a strip as wide as the text, or as high as it may be.
 *  @param width of the text, in CSS pixels */
export function stripLayout(line: Box, turn: PageTurn, page: Size, width: number): StripLayout {
  const isLying = turn === 90 || turn === 270;
  const room = lineRoom * (isLying ? line.width : line.height);
  const left = Math.max(0, line.x - room);
  const top = Math.max(0, line.y - room);
  const box = {
    x: left,
    y: top,
    width: Math.min(page.width, line.x + line.width + room) - left,
    height: Math.min(page.height, line.y + line.height + room) - top,
  };
  const shown = isLying ? { width: box.height, height: box.width } : box;
  const scale = Math.min(width / shown.width, mostHeightPx / shown.height);
  return { box, scale, width: shown.width * scale, height: shown.height * scale };
}

/** Loads pictures and keeps the latest of them.
 *  @returns the picture; null until it is loaded, when `onLoad` is called */
type PictureLoader = (address: string, onLoad: () => void) => HTMLImageElement | null;

/** Enough for the tiles of two lines of a large page. */
const mostKept = 32;

function pictureLoader(): PictureLoader {
  const kept = new Map<string, HTMLImageElement>();
  return (address, onLoad) => {
    const known = kept.get(address);
    if (known) {
      if (known.complete) return known.naturalWidth > 0 ? known : null;
      known.addEventListener('load', onLoad, { once: true });
      return null;
    }
    const image = new Image();
    kept.set(address, image);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    image.addEventListener('load', onLoad, { once: true });
    image.src = address;
    return null;
  };
}

interface DrawnPage extends Size {
  readonly picture: PagePicture;
  readonly turn: PageTurn;
}

/** Draws a part of a page, and again when more of its pictures have come.
 *  @param boxes of the word that is made to stand out, in image pixels */
function drawStrip(
  canvas: HTMLCanvasElement,
  page: DrawnPage,
  layout: StripLayout,
  boxes: readonly Box[],
  load: PictureLoader,
): void {
  const ratio = window.devicePixelRatio;
  const key = JSON.stringify([page.picture, layout, boxes]);
  canvas.dataset.drawn = key;
  const draw = (): void => {
    // The caret may stand elsewhere by the time a picture is there.
    if (canvas.dataset.drawn === key) drawStrip(canvas, page, layout, boxes, load);
  };
  const pieces = piecesOver(page.picture, page, layout.box, layout.scale * ratio);
  const pictures = pieces.flatMap((piece) => {
    const image = load(piece.address, draw);
    return image ? [{ piece, image }] : [];
  });
  canvas.width = Math.round(layout.width * ratio);
  canvas.height = Math.round(layout.height * ratio);
  canvas.style.width = `${layout.width}px`;
  canvas.style.height = `${layout.height}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  turnTo(context, page.turn, layout);
  context.scale(layout.scale, layout.scale);
  context.translate(-layout.box.x, -layout.box.y);
  for (const { piece, image } of pictures) drawPiece(context, piece, image, page);
  drawWord(context, boxes, layout.scale);
}

/** Turns what is drawn clockwise and brings it back into the strip. */
function turnTo(context: CanvasRenderingContext2D, turn: PageTurn, { width, height }: StripLayout): void {
  if (turn === 90) context.translate(width, 0);
  if (turn === 180) context.translate(width, height);
  if (turn === 270) context.translate(0, height);
  context.rotate((turn * Math.PI) / 180);
}

function drawPiece(
  context: CanvasRenderingContext2D,
  { x, y, density }: PicturePiece,
  image: HTMLImageElement,
  page: Size,
): void {
  const own = density ?? image.naturalWidth / page.width;
  context.drawImage(image, x, y, image.naturalWidth / own, image.naturalHeight / own);
}

function drawWord(context: CanvasRenderingContext2D, boxes: readonly Box[], scale: number): void {
  context.strokeStyle = '#1d4f7c';
  context.fillStyle = 'rgb(29 79 124 / 12%)';
  context.lineWidth = 2 / scale;
  for (const { x, y, width, height } of boxes) {
    const room = height * 0.12;
    const rectangle = [x - room, y - room, width + 2 * room, height + 2 * room] as const;
    context.fillRect(...rectangle);
    context.strokeRect(...rectangle);
  }
}

interface ImageStripProps {
  readonly session: DocumentSession;
  readonly facsimile: Facsimile;
  /** The element that the strip is placed in. */
  readonly column: RefObject<HTMLElement | null>;
}

/** The line of the image that the caret stands in, right above its line of the text: the eye need not travel. It lies over the
 *  text and moves nothing. */
export function ImageStrip({ session, facsimile, column }: ImageStripProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const loader = useRef<PictureLoader | null>(null);
  loader.current ??= pictureLoader();
  const word = useWholeStore(facsimile.caretWord);
  const pages = useStore(session.facts, (facts) => facts.pages);
  const filter = useStore(facsimileView, ({ light }) => lightFilter(light));
  const page = word && pages.find(({ id }) => id === word.page);
  useEffect(() => {
    const words = facsimile.words.get();
    const line = word && words && lineBox(words, word);
    const place = (): void => {
      const element = canvas.current;
      const lines = column.current && textLine(column.current);
      if (!element || !page?.picture || !word || !line || !lines) {
        if (element) element.hidden = true;
        return;
      }
      const layout = stripLayout(line, page.turn, page, lines.width);
      drawStrip(element, { ...page, picture: page.picture }, layout, word.boxes, loader.current ?? pictureLoader());
      // The line above is covered whole: half of it would only be in the way.
      const cover = Math.max(0, lines.height - gapPx - layout.height);
      element.style.paddingTop = `${cover}px`;
      element.style.left = `${lines.left}px`;
      element.style.top = `${lines.top - layout.height - gapPx - cover}px`;
      element.hidden = false;
    };
    place();
    return followText(session, place);
  }, [session, facsimile, column, word, page]);
  return <canvas ref={canvas} aria-hidden hidden className={styles.strip} style={{ filter }} />;
}

/** Between the strip and the line under it, in CSS pixels. */
const gapPx = 3;

interface TextLine {
  readonly left: number;
  readonly top: number;
  /** Of its block, or of the table that the block stands in. */
  readonly width: number;
  /** From line to line. */
  readonly height: number;
}

/** Where the line of the caret begins, in CSS pixels from the top left of the column. */
function textLine(column: HTMLElement): TextLine | null {
  const view = editorView.get();
  if (!view) return null;
  const { $head } = view.state.selection;
  const block = $head.depth > 0 ? view.nodeDOM($head.before($head.depth)) : null;
  if (!(block instanceof HTMLElement)) return null;
  const frame = column.getBoundingClientRect();
  // A line of the page is as wide as the table, not as one of its cells.
  const bounds = (block.closest('table') ?? block).getBoundingClientRect();
  return {
    left: bounds.left - frame.left,
    top: view.coordsAtPos($head.pos).top - frame.top,
    width: bounds.width,
    height: Number.parseFloat(getComputedStyle(block).lineHeight) || 0,
  };
}

/** Places the strip again when the caret or the width of the text has changed. */
function followText(session: DocumentSession, place: () => void): () => void {
  let frame = 0;
  const soon = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(place);
  };
  const end = session.editor.subscribe(soon);
  const observer = new ResizeObserver(soon);
  const dom = editorView.get()?.dom;
  if (dom) observer.observe(dom);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    end();
  };
}

/** Lays the line of the image above the line of the text, or takes it off. */
export function StripToggle({ session }: { readonly session: DocumentSession }): ReactNode {
  const hasPages = useStore(session.facts, (facts) => facts.pages.length > 0);
  const isShown = useStore(facsimileView, (view) => view.isStripShown);
  if (!hasPages) return null;
  return (
    <Toggle
      label={t`Strip`}
      icon={GalleryVerticalEnd}
      isOn={isShown}
      onChange={(isStripShown) => patchFacsimile({ isStripShown })}
      hint={isShown ? t`Take the strip of the image off` : t`Show the line of the image above the line of the text`}
      keys={keysLabel('facsimile.strip')}
    />
  );
}

import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useStore, useWholeStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import { coordsOf, editorView } from '../transcription/editor-handle.ts';
import { drawStrip, type PictureLoader, pictureLoader } from './draw-strip.ts';
import type { Facsimile } from './facsimile-model.ts';
import { facsimileView, lightFilter } from './facsimile-view.ts';
import styles from './image-strip.module.css';
import { lineBox } from './present-words.ts';
import { stripLayout } from './strip-picture.ts';

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
  const caret = coordsOf(view, $head.pos);
  if (!caret || !(block instanceof HTMLElement)) return null;
  const frame = column.getBoundingClientRect();
  // A line of the page is as wide as the table, not as one of its cells.
  const bounds = (block.closest('table') ?? block).getBoundingClientRect();
  return {
    left: bounds.left - frame.left,
    top: caret.top - frame.top,
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

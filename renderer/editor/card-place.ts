import { type RefObject, useEffect, useLayoutEffect } from 'react';
import type { Range } from '../model/places.ts';
import { editorView } from './shown-view.ts';

/** Between the word and the card, in CSS pixels. */
const gapPx = 10;
/** Between the card and the edges of its pane. */
const edgePx = 8;
/** Above the word there stays room for a line of the page image, less in a low pane. */
const roomAbovePx = 56;
const roomAboveShare = 0.11;

/** Where the word of a card stands now; null when it is gone. */
type PlaceOf = () => Range | null;

/** Closes a card when somebody goes back to the text: they have done with it. */
export function useCardLeave(queue: { readonly close: () => void }): void {
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof Node && editorView.get()?.dom.contains(target)) queue.close();
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, [queue]);
}

/** Keeps a card under the last line of its word, and both in sight.
 *  @param placeOf the same function as long as possible */
export function useCardPlace(
  card: RefObject<HTMLElement | null>,
  column: RefObject<HTMLElement | null>,
  placeOf: PlaceOf,
): void {
  useLayoutEffect(() => {
    const place = (): void => {
      limitCard(card.current, placeOf);
      placeCard(card.current, column.current, placeOf);
    };
    // Blocks that were never drawn get their height in the frames after they come into sight.
    let frame = 0;
    const settle = (frames: number): void => {
      place();
      if (frames === 0) bringIntoSight(card.current, placeOf);
      else frame = requestAnimationFrame(() => settle(frames - 1));
    };
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      settle(3);
    });
    place();
    for (const element of [card.current, editorView.get()?.dom]) if (element) observer.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [card, column, placeOf]);
}

function placeCard(card: HTMLElement | null, column: HTMLElement | null, placeOf: PlaceOf): void {
  const view = editorView.get();
  const place = placeOf();
  if (!card || !column || !view || !place) return;
  const frame = column.getBoundingClientRect();
  const first = view.coordsAtPos(place.from, 1);
  const last = view.coordsAtPos(place.to, -1);
  const left = last.top > first.bottom ? last.left - card.offsetWidth / 2 : first.left;
  const most = frame.width - card.offsetWidth - edgePx;
  card.style.left = `${Math.max(edgePx, Math.min(most, left - frame.left))}px`;
  card.style.top = `${last.bottom - frame.top + gapPx}px`;
}

const roomAbove = ({ height }: DOMRect): number => Math.min(roomAbovePx, height * roomAboveShare);

interface Sight {
  readonly card: HTMLElement;
  /** What the text scrolls in. */
  readonly box: Element;
  readonly frame: DOMRect;
  /** Top of the first line of the word and bottom of its last. */
  readonly word: { readonly top: number; readonly bottom: number };
}

function sightOf(card: HTMLElement | null, placeOf: PlaceOf): Sight | null {
  const view = editorView.get();
  const place = placeOf();
  const box = card?.closest('[data-scroll]');
  if (!card || !box || !view || !place) return null;
  const [first, last] = [view.coordsAtPos(place.from, 1), view.coordsAtPos(place.to, -1)];
  return { card, box, frame: box.getBoundingClientRect(), word: { top: first.top, bottom: last.bottom } };
}

/** The card is never higher than what is left under its word, so that none of it is out of sight. */
function limitCard(card: HTMLElement | null, placeOf: PlaceOf): void {
  const sight = sightOf(card, placeOf);
  if (!sight) return;
  const { frame, word } = sight;
  const room = frame.height - roomAbove(frame) - (word.bottom - word.top) - gapPx - edgePx;
  sight.card.style.setProperty('--room', `${room}px`);
}

/** Scrolls just so far that the card is seen, but never past its word. */
function bringIntoSight(card: HTMLElement | null, placeOf: PlaceOf): void {
  const sight = sightOf(card, placeOf);
  if (!sight) return;
  const { box, frame, word } = sight;
  const below = sight.card.getBoundingClientRect().bottom + edgePx - frame.bottom;
  const above = word.top - roomAbove(frame) - frame.top;
  // A narrower pane has wrapped its word away.
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += Math.max(0, Math.min(below, above));
}

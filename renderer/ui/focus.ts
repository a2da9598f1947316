import type { KeyboardEvent } from 'react';
import { type RefObject, useEffect, useRef } from 'react';

/** What a command brings onto the screen may take some frames to be drawn. */
const mostFrames = 8;

/** Gives the focus to what a command brings onto the screen, as soon as it is there. It stays where it is when it has moved
 *  elsewhere meanwhile. */
export function leadFocus(find: () => HTMLElement | null): void {
  const before = document.activeElement;
  const look = (frames: number): void => {
    const element = find();
    if (element) {
      if (document.activeElement === before) element.focus();
    } else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  look(mostFrames);
}

/** Gives an element the focus as soon as it is there. React Aria's own `autoFocus` waits while a screen reader, or whatever else moves the
 *  focus without a key or a pointer, is at work, and gives up when something else has the focus by then: the panel around it.
 *  @returns what to attach to the element
 *  @param isWanted as it is first drawn */
export function useFirstFocus<Element extends HTMLElement>(isWanted: boolean): RefObject<Element | null> {
  const element = useRef<Element>(null);
  const wanted = useRef(isWanted);
  useEffect(() => {
    if (wanted.current) element.current?.focus();
  }, []);
  return element;
}

/** For the search field of a dialog with a menu below it: Enter takes the first item also where somebody types so quickly that none is
 *  pointed at yet. */
export function takeFirstOnEnter(event: KeyboardEvent<Element>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const items = event.currentTarget.closest('[role="dialog"]')?.querySelectorAll<HTMLElement>('[role="menuitem"]');
  const isPointedAt = [...(items ?? [])].some((item) => item.hasAttribute('data-focused'));
  if (!isPointedAt) items?.[0]?.click();
}

import { type RefObject, useEffect, useRef } from 'react';

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

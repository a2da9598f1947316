import { useEffect } from 'react';
import { editorView } from './workbench/transcription/editor-handle.ts';

/** What has the keyboard when nothing else has: the table or the text of a screen, a sheet or a dialog over them. */
const homes = '[data-keyboard-home], section[role="dialog"][tabindex]';

/** Whether what had the focus can no longer have it. */
const isLost = (element: Element | null): boolean =>
  element === null || !element.isConnected || element.matches(':disabled') || !element.checkVisibility();

/** Gives the focus to where the keyboard is at home when what had it is gone, such as a button that has done its work, a pane that was
 *  hidden or a screen that was left. Else it would be nowhere, and the next key with it. Whoever clicks beside everything has taken it
 *  away and keeps it so. */
export function useFocusKeeper(): void {
  useEffect(() => {
    let last: Element | null = null;
    let frame = 0;
    const note = ({ target }: Event): void => {
      last = target instanceof Element ? target : null;
    };
    const isNowhere = (): boolean => document.activeElement === document.body && isLost(last);
    const look = (): void => {
      if (frame !== 0 || !isNowhere()) return;
      // A dialog that closes gives the focus back by itself, a frame later.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          frame = 0;
          if (isNowhere()) focusHome();
        });
      });
    };
    const observer = new MutationObserver(look);
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note, { capture: true });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['disabled', 'data-keyboard-home'],
    });
    look();
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note, { capture: true });
      observer.disconnect();
    };
  }, []);
}

function focusHome(): void {
  const all = [...document.querySelectorAll<HTMLElement>(homes)];
  // What came last lies over the others.
  const home = all.findLast((element) => element.checkVisibility() && !element.closest('[inert]'));
  const view = editorView.get();
  if (view && home === view.dom) view.focus();
  else home?.focus({ preventScroll: true });
}

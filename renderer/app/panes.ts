/** What F6 goes through, in the order of the window; some are not there, or hidden. */
const panes = [
  'header',
  '#source',
  '#transcription',
  'main',
  '#inspector',
  'section[data-keyboard-home][aria-label]',
  'footer',
].join(', ');

const focusable =
  '[data-keyboard-home], [tabindex="0"], button:not([disabled]), input:not([disabled]), select, textarea, a[href], [role="radio"]';

/** What had the focus in a pane when it was left. */
const left = new WeakMap<Element, HTMLElement>();

/** Gives the keyboard to the next pane of the window, or to the one before: to what had it there last, or else to what comes first. */
export function focusPane(step: -1 | 1): void {
  const all = [...document.querySelectorAll<HTMLElement>(panes)].filter(
    // The innermost count: the main part of the workbench is its panes.
    (pane) => pane.checkVisibility() && !pane.closest('[inert]') && pane.querySelector(panes) === null && firstIn(pane),
  );
  const active = document.activeElement;
  const here = all.findIndex((pane) => pane.contains(active));
  if (here >= 0 && active instanceof HTMLElement && all[here]) left.set(all[here], active);
  const next = all[(here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step + all.length) % all.length];
  if (!next) return;
  const before = left.get(next);
  (before?.isConnected && next.contains(before) ? before : firstIn(next))?.focus();
}

const firstIn = (pane: HTMLElement): HTMLElement | null => {
  if (pane.matches('[data-keyboard-home]')) return pane;
  const home = pane.querySelector<HTMLElement>('[data-keyboard-home]');
  if (home?.checkVisibility()) return home;
  return [...pane.querySelectorAll<HTMLElement>(focusable)].find((element) => element.checkVisibility()) ?? null;
};

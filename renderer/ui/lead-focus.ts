/** What closes gives the focus back some frames later, to where it came from. */
const framesToSettle = 8;

/** Gives the focus to what a command has just brought onto the screen, also when that takes a moment to be drawn and a palette or
 *  menu that closes gives the focus back meanwhile. */
export function leadFocus(find: () => HTMLElement | null, frames = framesToSettle): void {
  requestAnimationFrame(() => {
    const element = find();
    if (element && !element.contains(document.activeElement)) element.focus();
    if (frames > 0) leadFocus(find, frames - 1);
  });
}

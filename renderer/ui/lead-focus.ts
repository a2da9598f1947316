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

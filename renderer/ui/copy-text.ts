/** Puts text on the clipboard. The window has no permission to use the clipboard by itself, only to answer a copy command, so
 *  that is what it does.
 *  @returns whether it worked */
export function copyText(text: string): boolean {
  const answer = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', answer, { capture: true, once: true });
  const worked = document.execCommand('copy');
  document.removeEventListener('copy', answer, { capture: true });
  return worked;
}

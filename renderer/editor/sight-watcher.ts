import type { ResolvedPos } from 'prosemirror-model';
import { type EditorState, type PluginView, Selection, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Range } from '../model/places.ts';
import { isInSight, isWholeLaidOut, mostSize, nearSize, sightOf, withSight } from './sight.ts';

/** Lets the sight move with scrolling, with the size of the window, and with keys that are pressed while the caret is out of it. */
export class SightWatcher implements PluginView {
  readonly #view: EditorView;
  readonly #resizes: ResizeObserver;
  readonly #before = spacer();
  readonly #behind = spacer();
  readonly #listening = new AbortController();
  #box: HTMLElement | null = null;
  #frame = 0;
  #generation = -1;
  /** The length of the sight when it was last looked at. */
  #size = 0;
  #beforeHeight = 0;
  /** How much of the text's height a position takes, in CSS pixels; 0 while it is not known. */
  #heightOfPosition = 0;
  #isPressed = false;

  constructor(view: EditorView) {
    this.#view = view;
    this.#resizes = new ResizeObserver(this.#soon);
    view.dom.before(this.#before);
    view.dom.after(this.#behind);
    const { signal } = this.#listening;
    view.dom.addEventListener('keydown', this.#onKey, { capture: true, signal });
    view.dom.addEventListener('mousedown', this.#onPress, { capture: true, signal });
    window.addEventListener('mouseup', this.#onRelease, { capture: true, signal });
    this.#soon();
  }

  update(): void {
    const { from, to, generation } = sightOf(this.#view.state);
    const isOtherSize = Math.abs(to - from - this.#size) > nearSize;
    if (!this.#box || isOtherSize) this.#soon();
    if (isOtherSize) this.#size = to - from;
    if (generation !== this.#generation) this.#setSpacers();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#box?.removeEventListener('scroll', this.#soon);
    this.#resizes.disconnect();
    this.#listening.abort();
    this.#before.remove();
    this.#behind.remove();
  }

  /** What is not laid out is as high as it is long. */
  #setSpacers(): void {
    const { state, dom } = this.#view;
    const { from, to, generation } = sightOf(state);
    this.#generation = generation;
    // Before anything is measured: what is too short for a moment would be scrolled back by the browser.
    this.#stretchSpacers();
    const height = isWholeLaidOut(state) ? 0 : dom.getBoundingClientRect().height;
    const measured = height / (to - from);
    const ratio = this.#heightOfPosition / measured;
    // Another width, or another size of the letters: until then the text keeps its length.
    if (!(measured > 0) || (ratio > leastRatio && ratio < 1 / leastRatio)) return;
    this.#heightOfPosition = measured;
    this.#stretchSpacers();
  }

  #stretchSpacers(): void {
    const { state } = this.#view;
    const { from, to } = sightOf(state);
    const height = isWholeLaidOut(state) ? 0 : this.#heightOfPosition;
    this.#stretchBefore(from * height);
    this.#behind.style.height = `${Math.max(0, state.doc.content.size - to) * height}px`;
  }

  #stretchBefore(height: number): void {
    this.#beforeHeight = height;
    this.#before.style.height = `${height}px`;
  }

  readonly #soon = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#look);
  };

  readonly #look = (): void => {
    const view = this.#view;
    if (view.isDestroyed) return;
    this.#watch(view.dom.closest<HTMLElement>('[data-scroll]'));
    const { state } = view;
    const box = this.#box;
    if (!box || box.clientHeight === 0) return;
    if (this.#generation < 0) this.#setSpacers();
    const sight = sightOf(state);
    const seen = this.#seen(box);
    if (!isSightLeft(state, seen) && (this.#isPressed || !isTooLong(state, seen))) return;
    if (isWholeLaidOut(state)) this.#layOut(seen);
    else if (seen.from > sight.to || seen.to < sight.from) this.#jump(box, seen);
    else this.#moveAlong(box, seen);
  };

  /** While a selection is drawn with the mouse it stays laid out from end to end. */
  #layOut(seen: Range): void {
    const { state } = this.#view;
    this.#view.dispatch(withSight(state.tr, this.#isPressed ? hull(seen, state.selection) : seen));
  }

  #jump(box: HTMLElement, seen: Range): void {
    const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
    this.#layOut(seen);
    if (isAtEnd) box.scrollTop = box.scrollHeight;
    else box.scrollTop += this.#view.coordsAtPos(seen.from).top - box.getBoundingClientRect().top;
    // Whoever follows scrolling has looked where no text was yet.
    box.dispatchEvent(new Event('scroll'));
  }

  /** What is seen stays where it is. Where possible what stands before it is stretched to that end, because setting the scroll position would end
   *  a movement of the wheel. The browser, which would keep something in its place too, looks away. */
  #moveAlong(box: HTMLElement, seen: Range): void {
    const view = this.#view;
    const kept = Math.max(seen.from, sightOf(view.state).from);
    const { scrollTop } = box;
    const { top } = view.coordsAtPos(kept);
    box.style.overflowAnchor = 'none';
    this.#layOut(seen);
    scrollBack(box, scrollTop);
    const shift = view.coordsAtPos(kept).top - top;
    const estimated = this.#beforeHeight;
    const isStretchable = Math.abs(shift) < estimated * mostStretch;
    if (isStretchable) this.#stretchBefore(estimated - shift);
    scrollBack(box, isStretchable ? scrollTop : scrollTop + shift);
    box.style.overflowAnchor = '';
  }

  #watch(box: HTMLElement | null): void {
    if (!box || box === this.#box) return;
    this.#box = box;
    box.addEventListener('scroll', this.#soon, { passive: true });
    this.#resizes.observe(box);
  }

  /** What stands at the edges of the box that the text scrolls in; by its height where nothing is laid out. */
  #seen(box: Element): Range {
    const { top, bottom } = box.getBoundingClientRect();
    const from = this.#positionAt(top + 1);
    return { from, to: Math.max(from, this.#positionAt(bottom - 1)) };
  }

  #positionAt(y: number): number {
    const { state, dom } = this.#view;
    const { size } = state.doc.content;
    const { left, top, bottom } = dom.getBoundingClientRect();
    const { from, to } = sightOf(state);
    const passed = (px: number): number => Math.round(px / (this.#heightOfPosition || 1));
    if (y < top) return Math.max(0, from - passed(top - y));
    if (y > bottom) return Math.min(size, to + passed(y - bottom));
    return this.#view.posAtCoords({ left: left + textIndentPx, top: y })?.pos ?? from;
  }

  /** Keys go to the caret: the browser moves and types only where text is laid out. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const { state } = this.#view;
    if (isWholeLaidOut(state) || event.defaultPrevented) return;
    const end = documentEnd(state, event);
    if (end !== null) {
      event.preventDefault();
      const anchor = event.shiftKey ? state.doc.resolve(state.selection.anchor) : end;
      this.#view.dispatch(state.tr.setSelection(TextSelection.between(anchor, end)).scrollIntoView());
    } else if (isAtCaret(event, this.#view) && !isSelectionInSight(this.#view)) {
      const { head } = state.selection;
      const wanted = event.shiftKey ? state.selection : { from: head, to: head };
      this.#view.dispatch(withSight(state.tr, wanted).scrollIntoView());
    }
  };

  readonly #onPress = (event: MouseEvent): void => {
    const view = this.#view;
    this.#isPressed = true;
    if (!event.shiftKey || event.button !== 0 || isInSight(view.state, view.state.selection.anchor)) return;
    // The browser would not know where the selection begins.
    const end = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (!end) return;
    event.preventDefault();
    const { doc, selection, tr } = view.state;
    view.focus();
    view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(selection.anchor), doc.resolve(end.pos))));
  };

  readonly #onRelease = (): void => {
    if (!this.#isPressed) return;
    this.#isPressed = false;
    this.#soon();
  };
}

/** Further right than the margin of the transcription is wide. */
const textIndentPx = 140;
/** The height of what is not laid out is estimated anew when it is further off than this. */
const leastRatio = 0.8;
/** What stands before the sight may be drawn so much higher or lower than it is estimated to be. */
const mostStretch = 0.3;

function spacer(): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** Lays out what was changed, and scrolls where that has led elsewhere. */
function scrollBack(box: Element, scrollTop: number): void {
  if (Math.abs(box.scrollTop - scrollTop) >= 1) box.scrollTop = scrollTop;
}

const isSelectionInSight = ({ state }: EditorView): boolean =>
  isInSight(state, state.selection.from) && isInSight(state, state.selection.to);

const hull = (one: Range, other: Range): Range => ({
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
});

const isSightLeft = (state: EditorState, seen: Range): boolean => {
  const { from, to } = sightOf(state);
  return (from > 0 && seen.from - from < nearSize) || (to < state.doc.content.size && to - seen.to < nearSize);
};

/** After a selection that was drawn over much of the document is no more. */
const isTooLong = (state: EditorState, seen: Range): boolean => {
  const { from, to } = sightOf(state);
  return state.selection.empty && to - from > mostSize + seen.to - seen.from;
};

const caretKeys = /^(Arrow|Page|Home|End|Backspace|Delete|Enter|Tab|Process|Unidentified|Dead)/;

/** Whether a key types, or moves the caret from where it is. */
const isAtCaret = ({ key, ctrlKey, metaKey }: KeyboardEvent, { dom }: EditorView): boolean =>
  caretKeys.test(key) || ([...key].length === 1 && !ctrlKey && !metaKey && dom.ariaReadOnly !== 'true');

const isMac = (): boolean => navigator.platform.startsWith('Mac');

/** Where a key leads that goes to an end of the document: the browser would go to the end of what is laid out. */
function documentEnd({ doc }: EditorState, { key, ctrlKey, metaKey }: KeyboardEvent): ResolvedPos | null {
  if (isMac() ? metaKey && key === 'ArrowUp' : ctrlKey && key === 'Home') return Selection.atStart(doc).$head;
  if (isMac() ? metaKey && key === 'ArrowDown' : ctrlKey && key === 'End') return Selection.atEnd(doc).$head;
  return null;
}

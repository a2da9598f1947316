import type { ResolvedPos } from 'prosemirror-model';
import { type EditorState, type PluginView, Selection, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Range } from '../place.ts';
import { isInSight, isWholeInSight, mostSize, nearSize, sightOf, withSight } from './sight.ts';

/** Lets the sight move with scrolling, with the size of the window, and with keys that are pressed while the caret is out of it. */
export class SightWatcher implements PluginView {
  readonly #view: EditorView;
  readonly #resizes: ResizeObserver;
  readonly #before = spacer();
  readonly #behind = spacer();
  readonly #listening = new AbortController();
  #box: Element | null = null;
  #frame = 0;
  #generation = -1;
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
    if (!this.#box) this.#soon();
    if (sightOf(this.#view.state).generation !== this.#generation) this.#setSpacers();
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
    const { size } = state.doc.content;
    const height = isWholeInSight(state) ? 0 : dom.getBoundingClientRect().height;
    // Another width, or another size of the letters: until then the text keeps its length.
    const measured = height / (to - from);
    const ratio = this.#heightOfPosition / measured;
    if (measured > 0 && !(ratio > leastRatio && ratio < 1 / leastRatio)) this.#heightOfPosition = measured;
    this.#before.style.height = `${from * this.#heightOfPosition}px`;
    this.#behind.style.height = `${Math.max(0, size - to) * this.#heightOfPosition}px`;
  }

  readonly #soon = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#look);
  };

  readonly #look = (): void => {
    const view = this.#view;
    if (view.isDestroyed) return;
    this.#watch(view.dom.closest('[data-scroll]'));
    const { state } = view;
    const box = this.#box;
    if (!box || box.clientHeight === 0) return;
    if (this.#generation < 0) this.#setSpacers();
    const sight = sightOf(state);
    const seen = this.#seen(box);
    if (!isSightLeft(state, seen) && (this.#isPressed || !isTooLong(state, seen))) return;
    const isElsewhere = seen.from > sight.to || seen.to < sight.from;
    const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
    this.#move(seen);
    // The browser keeps in its place what stays laid out.
    if (isElsewhere) this.#scrollTo(box, seen.from, isAtEnd);
  };

  /** While a selection is drawn with the mouse it stays laid out from end to end. */
  #move(seen: Range): void {
    const { state } = this.#view;
    const { from, to } = this.#isPressed ? hull(seen, state.selection) : seen;
    this.#view.dispatch(withSight(state.tr, { from, to }));
  }

  #scrollTo(box: Element, pos: number, isAtEnd: boolean): void {
    if (isAtEnd) box.scrollTop = box.scrollHeight;
    else box.scrollTop += this.#view.coordsAtPos(pos).top - box.getBoundingClientRect().top;
  }

  #watch(box: Element | null): void {
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
    if (isWholeInSight(state) || event.defaultPrevented) return;
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
    const { state } = this.#view;
    this.#isPressed = true;
    if (event.shiftKey && !isSelectionInSight(this.#view)) this.#move(sightOf(state));
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

function spacer(): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('aria-hidden', 'true');
  return element;
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

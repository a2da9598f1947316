import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Range } from '../model/places.ts';

/** The stretch of the document that is decorated: what is seen, with some screens around it. Its ends lie where it happens to end. */
export interface Sight extends Range {
  /** Another number whenever it has moved elsewhere rather than along with the text. */
  readonly generation: number;
}

/** Documents up to this size are decorated as a whole, in positions: about 3,500 words. */
const wholeSize = 20_000;
/** How much is decorated before and behind the caret, or what is seen, in positions: some screens. */
const aroundSize = 8_000;
/** It moves when what is seen comes this near to its ends. */
const nearSize = 3_000;

const sightKey = new PluginKey<Sight>('sight');

/** Knows what is in sight. Decorations are made for that alone: a key then costs what is seen of a document, however long it is. It comes
 *  before the plugins that ask it. */
export const sightPlugin = (): Plugin<Sight> =>
  new Plugin<Sight>({
    key: sightKey,
    state: {
      init: (_, state) => ({ ...around(state, state.selection.head, state.selection.head), generation: 0 }),
      apply: follow,
    },
    view: (view) => new SightWatcher(view),
  });

export const sightOf = (state: EditorState): Sight =>
  sightKey.getState(state) ?? { from: 0, to: state.doc.content.size, generation: 0 };

function follow(transaction: Transaction, sight: Sight, _before: EditorState, after: EditorState): Sight {
  const seen = transaction.getMeta(sightKey) as Range | undefined;
  if (seen) return { ...seen, generation: sight.generation + 1 };
  const { mapping } = transaction;
  const mapped = transaction.docChanged
    ? { ...sight, from: mapping.map(sight.from, -1), to: mapping.map(sight.to, 1) }
    : sight;
  const { head } = after.selection;
  if (head >= mapped.from && head <= mapped.to && mapped.to <= after.doc.content.size) return mapped;
  return { ...around(after, head, head), generation: sight.generation + 1 };
}

function around({ doc }: Pick<EditorState, 'doc'>, from: number, to: number): Range {
  const { size } = doc.content;
  if (size <= wholeSize) return { from: 0, to: size };
  return { from: Math.max(0, from - aroundSize), to: Math.min(size, to + aroundSize) };
}

/** Lets the sight move with scrolling and with the size of the window. */
class SightWatcher {
  readonly #view: EditorView;
  readonly #resizes: ResizeObserver;
  #box: Element | null = null;
  #frame = 0;

  constructor(view: EditorView) {
    this.#view = view;
    this.#resizes = new ResizeObserver(this.#soon);
    this.#soon();
  }

  update(): void {
    if (!this.#box) this.#soon();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#box?.removeEventListener('scroll', this.#soon);
    this.#resizes.disconnect();
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
    const { size } = state.doc.content;
    const sight = sightOf(state);
    if (!this.#box || (sight.from === 0 && sight.to === size)) return;
    const [top, bottom] = [this.#positionAt('top'), this.#positionAt('bottom')];
    const isNearStart = top !== null && sight.from > 0 && top - sight.from < nearSize;
    const isNearEnd = bottom !== null && sight.to < size && sight.to - bottom < nearSize;
    if (!isNearStart && !isNearEnd) return;
    const seen = around(state, top ?? bottom ?? 0, bottom ?? top ?? 0);
    view.dispatch(state.tr.setMeta(sightKey, seen).setMeta('addToHistory', false));
  };

  #watch(box: Element | null): void {
    if (!box || box === this.#box) return;
    this.#box = box;
    box.addEventListener('scroll', this.#soon, { passive: true });
    this.#resizes.observe(box);
  }

  /** What stands at an edge of the box that the text scrolls in; null when nothing does. */
  #positionAt(edge: 'top' | 'bottom'): number | null {
    const { top, bottom } = this.#box?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    const left = this.#view.dom.getBoundingClientRect().left + textIndentPx;
    return this.#view.posAtCoords({ left, top: edge === 'top' ? top + 1 : bottom - 1 })?.pos ?? null;
  }
}

/** Further right than the margin of the transcription is wide. */
const textIndentPx = 140;

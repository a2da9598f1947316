import { type RefObject, useEffect, useState } from 'react';
import { createStore, type ReadableStore } from '../platform/store.ts';

/** How far outside of what is in sight lines are drawn, in CSS pixels. */
const marginPx = 900;

/** Which chunks of a long list are near what is in sight. Chunks may be of any height; what was never drawn is as high as `usualHeightOf`
 *  says. It looks when something is scrolled or sized, and costs nothing in between. */
export class NearChunks {
  readonly #near = createStore<ReadonlySet<number>>(new Set([0]));
  readonly #drawn = new Map<Element, number>();
  readonly #heights = new Map<number, number>();
  readonly #sizes = new ResizeObserver((entries) => this.#measure(entries));
  #list: Element | null = null;
  #box: Element | null = null;
  #frame = 0;
  #usualHeights: readonly number[] = [];

  get store(): ReadableStore<ReadonlySet<number>> {
    return this.#near;
  }

  /** @param usual the height of each chunk before it was drawn, in CSS pixels */
  set usualHeights(usual: readonly number[]) {
    this.#usualHeights = usual;
    this.#soon();
  }

  /** Of a chunk that is not drawn, in CSS pixels. */
  heightOf(chunk: number): number {
    return this.#heights.get(chunk) ?? this.#usualHeights[chunk] ?? 0;
  }

  /** Draws a chunk that may be out of sight, until something is scrolled. */
  show(chunk: number): void {
    this.#near.update((near) => (near.has(chunk) ? near : new Set([...near, chunk])));
  }

  /** Follows the height of a chunk that is drawn.
   *  @returns what ends it */
  watch(element: Element, chunk: number): () => void {
    this.#drawn.set(element, chunk);
    this.#sizes.observe(element);
    return () => {
      this.#drawn.delete(element);
      this.#sizes.unobserve(element);
    };
  }

  /** Follows the scrolling around a list.
   *  @returns what ends it */
  follow(list: Element): () => void {
    const box = scrollParent(list);
    this.#list = list;
    this.#box = box;
    box?.addEventListener('scroll', this.#soon, { passive: true });
    if (box) this.#sizes.observe(box);
    this.#soon();
    return () => {
      cancelAnimationFrame(this.#frame);
      box?.removeEventListener('scroll', this.#soon);
      this.#sizes.disconnect();
      this.#list = null;
      this.#box = null;
    };
  }

  #measure(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      const chunk = this.#drawn.get(target);
      const height = borderBoxSize[0]?.blockSize;
      if (chunk !== undefined && height !== undefined) this.#heights.set(chunk, height);
    }
    this.#soon();
  }

  readonly #soon = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#look);
  };

  readonly #look = (): void => {
    const frame = this.#box?.getBoundingClientRect();
    if (!this.#list || !frame) return;
    const near = new Set<number>();
    let top = this.#list.getBoundingClientRect().top;
    for (const chunk of this.#usualHeights.keys()) {
      const bottom = top + this.heightOf(chunk);
      if (bottom > frame.top - marginPx && top < frame.bottom + marginPx) near.add(chunk);
      top = bottom;
    }
    // Whoever works in it with the keyboard does not lose it.
    for (const [element, chunk] of this.#drawn) if (element.contains(document.activeElement)) near.add(chunk);
    const before = this.#near.get();
    if (near.size !== before.size || [...near].some((chunk) => !before.has(chunk))) this.#near.set(near);
  };
}

export function useNearChunks(list: RefObject<Element | null>, usualHeights: readonly number[]): NearChunks {
  const [near] = useState(() => new NearChunks());
  useEffect(() => {
    near.usualHeights = usualHeights;
  }, [near, usualHeights]);
  useEffect(() => (list.current ? near.follow(list.current) : undefined), [list, near]);
  return near;
}

function scrollParent(element: Element): Element | null {
  let parent = element.parentElement;
  while (parent && !/auto|scroll/.test(getComputedStyle(parent).overflowY)) parent = parent.parentElement;
  return parent;
}

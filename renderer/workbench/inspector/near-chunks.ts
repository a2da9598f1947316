import { type RefObject, useEffect, useState } from 'react';
import { createStore, type ReadableStore } from '../../store.ts';

/** How far outside of what is in sight lines are drawn, in CSS pixels. */
const marginPx = 800;

/** Which chunks of a long list are near what is in sight. Chunks may be of any height. */
export class NearChunks {
  readonly #near = createStore<ReadonlySet<number>>(new Set([0]));
  readonly #chunks = new Map<Element, number>();
  readonly #heights = new Map<number, number>();
  #observer: IntersectionObserver | null = null;

  get store(): ReadableStore<ReadonlySet<number>> {
    return this.#near;
  }

  /** Height of a chunk when it was drawn last, in CSS pixels; undefined when it never was. */
  heightOf(chunk: number): number | undefined {
    return this.#heights.get(chunk);
  }

  /** Draws a chunk that may be out of sight, until it is next seen and left. */
  show(chunk: number): void {
    this.#near.update((near) => (near.has(chunk) ? near : new Set([...near, chunk])));
  }

  /** @returns what ends it */
  watch(element: Element, chunk: number): () => void {
    this.#chunks.set(element, chunk);
    this.#observer?.observe(element);
    return () => {
      this.#chunks.delete(element);
      this.#observer?.unobserve(element);
    };
  }

  /** Follows the scrolling around a list.
   *  @returns what ends it */
  follow(list: Element): () => void {
    const observer = new IntersectionObserver((entries) => this.#note(entries), {
      root: scrollParent(list),
      rootMargin: `${marginPx}px 0px`,
    });
    this.#observer = observer;
    for (const element of this.#chunks.keys()) observer.observe(element);
    return () => {
      observer.disconnect();
      this.#observer = null;
    };
  }

  #note(entries: readonly IntersectionObserverEntry[]): void {
    const near = new Set(this.#near.get());
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const chunk = this.#chunks.get(target);
      if (chunk === undefined) continue;
      if (near.has(chunk)) this.#heights.set(chunk, boundingClientRect.height);
      if (isIntersecting) near.add(chunk);
      // Whoever works in it with the keyboard does not lose it.
      else if (!target.contains(document.activeElement)) near.delete(chunk);
    }
    const before = this.#near.get();
    if (near.size !== before.size || [...near].some((chunk) => !before.has(chunk))) this.#near.set(near);
  }
}

export function useNearChunks(list: RefObject<Element | null>): NearChunks {
  const [near] = useState(() => new NearChunks());
  useEffect(() => (list.current ? near.follow(list.current) : undefined), [list, near]);
  return near;
}

function scrollParent(element: Element): Element | null {
  let parent = element.parentElement;
  while (parent && !/auto|scroll/.test(getComputedStyle(parent).overflowY)) parent = parent.parentElement;
  return parent;
}

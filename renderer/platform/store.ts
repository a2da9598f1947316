import { useCallback, useRef, useSyncExternalStore } from 'react';

/** A value that changes over time and tells who listens. */
export interface ReadableStore<State> {
  get(): State;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

export interface Store<State> extends ReadableStore<State> {
  /** Replaces the value; listeners hear of it unless it is the very same. */
  set(next: State): void;
  update(change: (state: State) => State): void;
}

export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  const set = (next: State): void => {
    if (Object.is(next, state)) return;
    state = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => state,
    set,
    update: (change) => set(change(state)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The part of a store that a component draws; it draws again only when that part is another value. A `select` that makes a
 *  new object each time should be a constant of its module. */
export function useStore<State, Part>(store: ReadableStore<State>, select: (state: State) => Part): Part {
  const last = useRef<{ readonly state: State; readonly select: unknown; readonly part: Part } | null>(null);
  const read = useCallback((): Part => {
    const state = store.get();
    const known = last.current;
    if (known && Object.is(known.state, state) && known.select === select) return known.part;
    const part = select(state);
    last.current = { state, select, part };
    return part;
  }, [store, select]);
  return useSyncExternalStore(store.subscribe, read);
}

/** All of a store. */
export const useWholeStore = <State>(store: ReadableStore<State>): State =>
  useSyncExternalStore(store.subscribe, store.get);

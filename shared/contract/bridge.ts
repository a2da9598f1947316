import type { Calls, Channel, EventName, Events, Reply } from './ipc.ts';

/** What the preload script puts on `window.anchorite`. */
export interface AnchoriteBridge {
  call<C extends Channel>(channel: C, argument: Calls[C]['argument']): Promise<Reply<Calls[C]['reply']>>;
  /** Returns a function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void;
  /** The path of a file that was dropped on the window. */
  pathOf(file: unknown): string;
  /** Answers `before-close`: everything is sent. */
  readyToClose(): void;
}

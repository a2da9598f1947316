import type { Calls, Channel, Reply } from '../../../shared/contract/ipc.ts';
import type { Fault } from '../../../shared/contract/payloads/fault.ts';

/** Answers one channel. Its argument is checked already; a fault that a person can cause is a value, anything else is thrown. */
export type Handler<C extends Channel> = (argument: Calls[C]['argument']) => Promise<Reply<Calls[C]['reply']>>;

/** The handlers of some channels. */
export type HandlersOf<C extends Channel> = { readonly [Name in C]: Handler<Name> };

/** A handler for every channel of the contract: one that is missing does not compile. */
export type Handlers = HandlersOf<Channel>;

export const done = <Value>(value: Value): Reply<Value> => ({ ok: true, value });

export const refused = (fault: Fault): Reply<never> => ({ ok: false, fault });

/** Something that is made when it is asked for first. What failed is tried again by the next one. */
export interface Once<Value> {
  get(): Promise<Value>;
  /** Null when nobody has asked for it yet. */
  now(): Promise<Value | null>;
}

export function once<Value>(make: () => Promise<Value>): Once<Value> {
  let making: Promise<Value> | null = null;
  return {
    get() {
      making ??= make().catch((error: unknown) => {
        making = null;
        throw error;
      });
      return making;
    },
    now: async () => making,
  };
}

/** Handlers whose module is read when one of them is called first: the start waits for none of it. A call that it could not be read for
 *  fails, and the next one tries again.
 *  @example later(['document:thread'], async () => threadHandlers(await session())) */
export function later<C extends Channel>(channels: readonly C[], load: () => Promise<HandlersOf<C>>): HandlersOf<C> {
  const read = once(load);
  const answer =
    <Name extends C>(channel: Name): Handler<Name> =>
    async (argument) =>
      (await read.get())[channel](argument);
  const handlers = {} as { [Name in C]: Handler<Name> };
  for (const channel of channels) handlers[channel] = answer(channel);
  return handlers;
}

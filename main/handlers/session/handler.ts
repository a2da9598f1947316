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

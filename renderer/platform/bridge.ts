import { longestDefect } from '../../shared/contract/calls/application.ts';
import type { AnchoriteBridge } from '../../shared/contract/channel-names.ts';
import type { Calls, Channel, EventName, Events, Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { t } from '../../shared/translation/translate.ts';
import { showFault } from './faults.ts';

declare global {
  interface Window {
    readonly anchorite: AnchoriteBridge;
  }
}

/** What a defect of the program is told as: never something a person caused.
 *  @param where the part of the program that it was noticed in */
export function defect(where: string, cause: unknown): Fault {
  const details = cause instanceof Error ? `${cause.message}\n${cause.stack ?? ''}` : String(cause);
  return {
    what: t`Anchorite could not carry out what you asked for, because of a defect of its own.`,
    kept: t`Everything that was shown as saved is on the disk.`,
    next: t`Try again. If it happens again, copy the details for the developers and restart Anchorite.`,
    details: `${where}: ${details}`,
  };
}

/** Asks the main process for something. Never rejects: what went wrong comes back as a fault. */
export async function call<C extends Channel>(
  channel: C,
  argument: Calls[C]['argument'],
): Promise<Reply<Calls[C]['reply']>> {
  try {
    return await window.anchorite.call(channel, argument);
  } catch (cause) {
    return { ok: false, fault: defect(channel, cause) };
  }
}

/** The same, and shows a fault in the place where all faults are shown.
 *  @returns undefined after a fault */
export async function ask<C extends Channel>(
  channel: C,
  argument: Calls[C]['argument'],
): Promise<Calls[C]['reply'] | undefined> {
  const reply = await call(channel, argument);
  if (reply.ok) return reply.value;
  showFault(reply.fault);
  return undefined;
}

/** So many defects are told: one that comes again and again would fill the log. */
const mostDefects = 20;
let defects = 0;

/** Writes a defect of the window to the log, which *About Anchorite* shows. */
export function tellDefect(details: string): void {
  defects += 1;
  if (defects <= mostDefects) void call('app:defect', { details: details.slice(0, longestDefect) });
}

/** Tells of every defect that nothing in the window has caught. */
export function tellUncaught(): void {
  const told = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  window.addEventListener('error', ({ error, message }) => tellDefect(told(error ?? message)));
  window.addEventListener('unhandledrejection', ({ reason }) => tellDefect(`unhandled: ${told(reason)}`));
}

/** Listens to what the main process tells unasked.
 *  @returns a function that ends the subscription */
export const listen = <E extends EventName>(event: E, listener: (value: Events[E]) => void): (() => void) =>
  window.anchorite.on(event, listener);

/** The paths of files that were dropped on the window; what is no file on the disk has none. */
export const pathsOf = (files: Iterable<File>): readonly string[] =>
  [...files].map((file) => window.anchorite.pathOf(file)).filter((path) => path !== '');

/** Tells the main process that everything is sent and the window may close. */
export const readyToClose = (): void => window.anchorite.readyToClose();

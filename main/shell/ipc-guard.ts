import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { safeParse } from 'valibot';
import { channels } from '../../shared/contract/channel-names.ts';
import type { Calls, Channel, Reply } from '../../shared/contract/ipc.ts';
import { ipcArguments } from '../../shared/contract/ipc-arguments.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { callLimits, plainValueFault } from '../../shared/contract/plain-value.ts';
import { t } from '../../shared/translation/translate.ts';
import { describe, unexpectedFault } from '../faults/unexpected-fault.ts';
import type { Handlers } from '../handlers/session/handler.ts';

/** Whether a message comes from the page of the application itself. */
export type SenderCheck = (event: IpcMainInvokeEvent | IpcMainEvent) => boolean;

/** What the guard needs of an Electron window: typed narrowly so that a test can stand in for it. */
interface GuardedWindow {
  isDestroyed(): boolean;
  readonly webContents: { readonly id: number; readonly mainFrame: unknown };
}

/** Trusts only the main frame of one of the application's own windows, and only while it shows a page of the application. Anything
 *  that cannot be told for certain is refused. */
export function senderCheck(origin: string, window: () => GuardedWindow | null): SenderCheck {
  return (event) => {
    try {
      const trusted = window();
      const frame = event.senderFrame;
      if (trusted === null || trusted.isDestroyed() || !frame) return false;
      return (
        event.sender.id === trusted.webContents.id &&
        frame === trusted.webContents.mainFrame &&
        frame.parent === null &&
        frame.origin === origin
      );
    } catch {
      // A frame that is gone throws when it is asked anything.
      return false;
    }
  };
}

/** The handlers of the window that a message comes from: they may still be loading, and calls wait for them. Null when the sender is the
 *  page of none of the application's windows. */
type SenderHandlers = (event: IpcMainInvokeEvent) => Promise<Handlers> | null;

/** Opens every channel of the contract, each behind the check of its sender and of its argument. What a page asks for is answered by what
 *  its own window has open, and nothing else.
 *  @param log is told of what was refused or went wrong */
export function guardChannels(
  ipc: Pick<IpcMain, 'handle'>,
  handlersFor: SenderHandlers,
  log: (line: string) => void,
): void {
  const open = <C extends Channel>(channel: C): void => {
    ipc.handle(channel, async (event, ...given: readonly unknown[]) => {
      const handlers = handlersFor(event);
      if (handlers === null) {
        log(`${channel}: refused, its sender is not the application's page`);
        throw new Error('refused');
      }
      const argument = checkedArgument(channel, given);
      if (!argument.ok) {
        log(`${channel}: refused, ${argument.fault.details ?? ''}`);
        return argument;
      }
      return answer(channel, argument.value, handlers, log);
    });
  };
  for (const channel of channels) open(channel);
}

async function answer<C extends Channel>(
  channel: C,
  argument: Calls[C]['argument'],
  handlers: Promise<Handlers>,
  log: (line: string) => void,
): Promise<Reply<Calls[C]['reply']>> {
  try {
    return await (await handlers)[channel](argument);
  } catch (error) {
    log(`${channel}: ${describe(error)}`);
    return { ok: false, fault: unexpectedFault(channel, error) };
  }
}

/** Checks what came over a channel: one argument, plain data within limits, of exactly the shape the contract says. */
function checkedArgument<C extends Channel>(channel: C, given: readonly unknown[]): Reply<Calls[C]['argument']> {
  if (given.length !== 1) return { ok: false, fault: argumentFault(channel, `${given.length} arguments`) };
  const plainFault = plainValueFault(given[0], callLimits);
  if (plainFault !== null) return { ok: false, fault: argumentFault(channel, plainFault) };
  const parsed = safeParse(ipcArguments[channel], given[0], { abortEarly: true });
  if (parsed.success) return { ok: true, value: parsed.output };
  const [issue] = parsed.issues;
  const place = issue.path?.map((part) => String(part.key)).join('.') ?? 'the argument';
  return { ok: false, fault: argumentFault(channel, `${place} is not ${issue.expected ?? 'what it must be'}`) };
}

function argumentFault(channel: Channel, reason: string): Fault {
  return {
    what: t`The window asked for something that Anchorite does not understand, so nothing was done.`,
    kept: t`Everything that was shown as saved is kept.`,
    next: t`Close the window and open it again. If it happens again, copy the details and send them to the developers.`,
    details: `${channel}: ${reason}`,
  };
}

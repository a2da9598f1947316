import { useEffect, useRef } from 'react';
import { type CommandId, commands } from '../../shared/contract/commands/commands.ts';
import { session } from '../model/session.ts';
import { call } from '../platform/bridge.ts';

/** What a command does just now. */
export interface CommandHandler {
  (): unknown;
  /** Whether that would be anything at all, where it depends on the caret or on what is shown: the menu and the palette leave a command
   *  out that would do nothing. A key does it all the same, and may say why nothing comes of it. Asked when nobody types, so it may cost
   *  a look at the document. */
  readonly can?: () => boolean;
  /** Whether what it switches is on: the menu ticks it. */
  readonly isOn?: () => boolean;
}

/** What commands do just now. One that is absent, or null, cannot be done. */
export type CommandHandlers = Readonly<Partial<Record<CommandId, CommandHandler | null>>>;

/** A handler that does something only at some times. */
export const doable = (can: () => boolean, run: () => unknown): CommandHandler =>
  Object.assign((): unknown => run(), { can });

/** A handler of something that is on or off, or of the one of several that is chosen. */
export const switching = (isOn: () => boolean, run: () => unknown): CommandHandler =>
  Object.assign((): unknown => run(), { isOn });

interface Registration {
  /** Read when a command is given, so that handlers may change with every drawing. */
  readonly current: CommandHandlers;
}

const registrations: Registration[] = [];

/** Offers handlers until the returned function is called. Of two for one command the later one counts. */
function offerCommands(registration: Registration): () => void {
  registrations.push(registration);
  return () => {
    registrations.splice(registrations.indexOf(registration), 1);
  };
}

function handlerOf(id: CommandId): CommandHandler | null {
  for (const { current } of [...registrations].reverse()) {
    const handler = current[id];
    if (handler !== undefined) return handler;
  }
  return null;
}

function isDoable(id: CommandId): boolean {
  const handler = handlerOf(id);
  return handler !== null && (handler.can?.() ?? true);
}

/** Does a command if it can be done now; none while something else is being opened, which would be gone before the command is done.
 *  @returns whether it could */
export function runCommand(id: CommandId): boolean {
  if (session().isOpening) return false;
  const handler = handlerOf(id);
  handler?.();
  return handler !== null;
}

/** The commands that would do something now, in the order of the menus. */
export const availableCommands = () => commands.filter((command) => isDoable(command.id));

/** How long nothing must change before the menu bar is told. */
const quietMs = 150;

let timer: ReturnType<typeof setTimeout> | undefined;
let slice = 0;
let told = '';

/** What must be left of an idle slice for one more command to be asked. */
const spareMs = 2;

/** Tells the menu bar, when nobody types, which commands would do something now. To be called whenever that may have changed. */
export function commandsMayHaveChanged(): void {
  clearTimeout(timer);
  cancelIdleCallback(slice);
  timer = setTimeout(() => offerFrom(0, []), quietMs);
}

/** Asks command after command in idle slices, from one on; begins anew when something changes meanwhile. */
function offerFrom(first: number, doable: readonly CommandId[]): void {
  slice = requestIdleCallback(
    (deadline) => {
      const ids = [...doable];
      let index = first;
      do {
        const id = commands[index]?.id;
        if (id !== undefined && isDoable(id)) ids.push(id);
        index += 1;
      } while (index < commands.length && (deadline.didTimeout || deadline.timeRemaining() > spareMs));
      if (index < commands.length) offerFrom(index, ids);
      else tell(ids);
    },
    { timeout: 400 },
  );
}

function tell(ids: readonly CommandId[]): void {
  const on = ids.filter((id) => handlerOf(id)?.isOn?.() ?? false);
  const all = `${ids.join()} ${on.join()}`;
  if (all === told) return;
  told = all;
  void call('menu:offer', { commands: ids, on });
}

/** Offers what commands do while the component is on the screen. */
export function useCommands(handlers: CommandHandlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const end = offerCommands(latest);
    return () => {
      end();
      commandsMayHaveChanged();
    };
  }, []);
  // With every drawing they may be others.
  useEffect(commandsMayHaveChanged);
}

import { type CommandId, commands } from '../../shared/contract/commands.ts';

/** What commands do just now. One that is absent, or null, cannot be done. */
export type CommandHandlers = Readonly<Partial<Record<CommandId, (() => void) | null>>>;

interface Registration {
  /** Read when a command is given, so that handlers may change with every drawing. */
  readonly current: CommandHandlers;
}

const registrations: Registration[] = [];

/** Offers handlers until the returned function is called. Of two for one command the later one counts. */
export function offerCommands(registration: Registration): () => void {
  registrations.push(registration);
  return () => {
    registrations.splice(registrations.indexOf(registration), 1);
  };
}

function handlerOf(id: CommandId): (() => void) | null {
  for (const { current } of [...registrations].reverse()) {
    const handler = current[id];
    if (handler !== undefined) return handler;
  }
  return null;
}

const canRun = (id: CommandId): boolean => handlerOf(id) !== null;

/** Does a command if it can be done now.
 *  @returns whether it could */
export function runCommand(id: CommandId): boolean {
  const handler = handlerOf(id);
  handler?.();
  return handler !== null;
}

/** The commands that can be done now, in the order of the menus. */
export const availableCommands = () => commands.filter((command) => canRun(command.id));

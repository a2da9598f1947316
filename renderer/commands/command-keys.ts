import type { CommandSection } from '../../shared/contract/commands/command.ts';
import { type CommandId, commands } from '../../shared/contract/commands/commands.ts';
import { isKeyPress, keyLabel } from '../../shared/contract/commands/key-combination.ts';
import { keysInForce } from '../../shared/contract/commands/own-keys.ts';
import { session } from '../model/session.ts';
import { runCommand } from './command-registry.ts';

/** In a field these belong to the field. */
export const belongToFields: ReadonlySet<string> = new Set<CommandId>([
  'edit.undo',
  'edit.redo',
  // What marks letters and notes them means those of the text.
  ...commands.filter(({ section }) => section === 'Mark' || section === 'Note').map(({ id }) => id),
]);

/** Whether something takes typed text of its own, outside the transcription. */
export const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Does what a key press names, unless something nearer to the keyboard has taken it. */
export function runKeyPress(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const { platform, preferences } = session();
  const command = commands.find((known) =>
    keysInForce(known, platform, preferences.keys).some((keys) => isKeyPress(event, keys, platform)),
  );
  if (!command || (isField(event.target) && belongToFields.has(command.id))) return;
  if (runCommand(command.id)) event.preventDefault();
}

const pressable = 'button, [role="button"], [role="tab"], a[href]';
/** Where Enter with Ctrl or ⌘ means what is asked there. */
const asking = 'form, dialog, [role="dialog"], [role="alertdialog"]';

/** Does what Enter names with Ctrl or ⌘ while a button has the focus, which would take any Enter for a press of its own and pass none
 *  on. To be asked before the button is. */
export function runInsteadOfPress(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  const { target } = event;
  if (!(target instanceof Element) || !target.closest(pressable) || target.closest(asking)) return;
  runKeyPress(event);
  if (event.defaultPrevented) event.stopPropagation();
}

/** Does the command of a single key, such as `P` in Tag mode.
 *  @returns whether there was one */
export function runSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const { platform } = session();
  const command = commands.find(({ singleKey }) => singleKey !== undefined && isKeyPress(event, singleKey, platform));
  return command !== undefined && runCommand(command.id);
}

/** Does the command of a key of a card. Digits count however the keyboard writes them.
 *  @param section of the commands of the card
 *  @returns whether there was one */
export function runCardKey(event: KeyboardEvent, section: CommandSection): boolean {
  const { platform } = session();
  const { key, code, ctrlKey, metaKey, altKey } = event;
  const press = { key, code, ctrlKey, metaKey, altKey, shiftKey: event.shiftKey && !/^\d$/.test(key) };
  const command = commands.find(
    (known) => known.section === section && known.cardKey !== undefined && isKeyPress(press, known.cardKey, platform),
  );
  return command !== undefined && runCommand(command.id);
}

/** The key of a command on its card as a person reads it. */
export function cardKeyLabel(id: CommandId): string {
  const keys = commands.find((known) => known.id === id)?.cardKey;
  return keys === undefined ? '' : keyLabel(keys, session().platform);
}

/** The first key combination of a command as a person reads it; undefined when it has none. */
export function keysLabel(id: CommandId): string | undefined {
  const { platform, preferences } = session();
  const command = commands.find((known) => known.id === id);
  const keys = command && keysInForce(command, platform, preferences.keys)[0];
  return keys === undefined ? undefined : keyLabel(keys, platform);
}

import * as v from 'valibot';
import { t } from '../../translation/translate.ts';
import type { Command } from './command.ts';
import { type CommandId, commands, isCommandId, keysOf } from './commands.ts';
import { type KeyCombination, type KeyPress, keyLabel, type Platform } from './key-combination.ts';

/** Keys that a person gave to commands in the place of those that they have by themselves; none of an empty list. */
export type OwnKeys = Readonly<Record<string, readonly KeyCombination[]>>;

/** The keys of a command on a platform as a person has set them, first the one that is shown. */
export const keysInForce = (command: Command, platform: Platform, own: OwnKeys): readonly KeyCombination[] =>
  own[command.id] ?? keysOf(command, platform);

/** Signs by their `KeyboardEvent.key`, as combinations write them. */
const signs: Readonly<Record<string, string>> = {
  ',': 'Comma',
  '/': 'Slash',
  '+': 'Plus',
  '-': 'Minus',
  ' ': 'Space',
};
const namedKey =
  /^(?:F(?:[1-9]|1\d|2[0-4])|Enter|PageUp|PageDown|Home|End|Insert|Arrow(?:Left|Right|Up|Down)|[=[\].;])$/;

/** The combination that a key press is; null for one that cannot name a command: a modifier alone, or what types a letter. */
export function combinationOf(press: KeyPress, platform: Platform): KeyCombination | null {
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const key = keyOf(press);
  if (key === null || (!mod && !press.altKey && !/^F\d/.test(key))) return null;
  return [mod && 'Mod', press.altKey && 'Alt', press.shiftKey && 'Shift', key].filter(Boolean).join('+');
}

function keyOf({ key, code, altKey, shiftKey }: KeyPress): string | null {
  if (/^[a-z0-9]$/i.test(key) && !(altKey || shiftKey)) return key.toUpperCase();
  // Alt and Shift change what a key writes: its place tells.
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  if (place !== undefined) return place;
  return signs[key] ?? (namedKey.test(key) ? key : null);
}

/** What copy, paste and the rest of the system have; they cannot be given away. */
const ofTheSystem: Readonly<Record<KeyCombination, string>> = {
  'Mod+X': t`Cut`,
  'Mod+C': t`Copy`,
  'Mod+V': t`Paste`,
  'Mod+Shift+V': t`Paste and Match Style`,
  'Mod+A': t`Select All`,
  'Mod+Q': t`Quit`,
  'Mod+Shift+W': t`Close Window`,
  'Mod+Alt+0': t`Window at Actual Size`,
  'Mod+Alt+Plus': t`Enlarge the Window`,
  'Mod+Alt+Minus': t`Reduce the Window`,
  F11: t`Full Screen`,
  'Alt+F4': t`Close Window`,
};

/** Who has a combination. */
export type KeyHolder =
  | { readonly kind: 'command'; readonly id: CommandId; readonly title: string }
  | { readonly kind: 'system'; readonly title: string };

/** Who has a combination already; null when it is free.
 *  @param except the command that is to have it */
export function holderOf(
  combination: KeyCombination,
  platform: Platform,
  own: OwnKeys,
  except: CommandId,
): KeyHolder | null {
  const system = ofTheSystem[combination];
  if (system !== undefined) return { kind: 'system', title: system };
  const command = commands.find(
    (known) => known.id !== except && keysInForce(known, platform, own).includes(combination),
  );
  return command ? { kind: 'command', id: command.id, title: command.title.replace('…', '') } : null;
}

/** Gives a combination to a command and takes it from whoever had it. */
export function withKey(own: OwnKeys, platform: Platform, id: CommandId, combination: KeyCombination): OwnKeys {
  const holder = holderOf(combination, platform, own, id);
  const next: Record<string, readonly KeyCombination[]> = { ...own, [id]: [combination] };
  const from = holder?.kind === 'command' && commands.find((command) => command.id === holder.id);
  if (from) next[from.id] = keysInForce(from, platform, own).filter((key) => key !== combination);
  return next;
}

const part = String.raw`(?:F(?:[1-9]|1\d|2[0-4])|[A-Z0-9]|Comma|Slash|Plus|Minus|Space|Enter|PageUp|PageDown|Home|End|Insert|Arrow(?:Left|Right|Up|Down)|[=[\].;])`;
const combination = v.pipe(v.string(), v.regex(new RegExp(`^(?:Mod\\+)?(?:Alt\\+)?(?:Shift\\+)?${part}$`)));

/** What `OwnKeys` may be, wherever they come from. Those of commands that are not known any more do no harm. */
export const ownKeysSchema: v.GenericSchema<unknown, OwnKeys> = v.record(
  v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,60}$/)),
  v.pipe(v.array(combination), v.maxLength(4)),
);

const keyFileSchema = v.object({ kind: v.literal('anchorite keys'), format: v.literal(1), keys: ownKeysSchema });

/** Keys as a file that another person, or the same one elsewhere, can take over. JSON. */
export const keyFile = (keys: OwnKeys): string =>
  `${JSON.stringify({ kind: 'anchorite keys', format: 1, keys }, null, 2)}\n`;

/** What a key file holds, without keys of commands that are not known here, or why it cannot be taken, as a part of a sentence. */
export function readKeyFile(
  text: string,
  platform: Platform,
): { readonly ok: true; readonly keys: OwnKeys } | { readonly ok: false; readonly reason: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, reason: t`it is not JSON` };
  }
  const read = v.safeParse(keyFileSchema, data);
  if (!read.success) return { ok: false, reason: t`it is not a file of keys of this program` };
  const keys = Object.fromEntries(Object.entries(read.output.keys).filter(([id]) => isCommandId(id)));
  const twice = firstConflict(keys, platform);
  return twice === null ? { ok: true, keys } : { ok: false, reason: twice };
}

/** What two commands, or a command and the system, would both have, as a part of a sentence; null when nothing. */
function firstConflict(own: OwnKeys, platform: Platform): string | null {
  for (const command of commands)
    for (const key of own[command.id] ?? []) {
      const holder = holderOf(key, platform, own, command.id);
      if (holder) return t`${keyLabel(key, platform)} would mean “${command.title}” and “${holder.title}”`;
    }
  return null;
}

import { t } from '../../translation/translate.ts';
/** Keys that are pressed together, as `commands.ts` writes them: modifiers and one key joined by `+`, such as `Mod+Shift+F`.
 *  `Mod` is ⌘ on macOS and Ctrl elsewhere. The key is a letter in upper case, a digit, a sign or a name: `Enter`, `F8`,
 *  `PageDown`, `Comma`, `Plus`. */
export type KeyCombination = string;

export type Platform = 'linux' | 'darwin' | 'win32';

/** What a keyboard event says; a DOM `KeyboardEvent` is one. */
export interface KeyPress {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  /** `KeyboardEvent.code`: the place on the keyboard, for digits and letters that modifiers change. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface Parsed {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

function parse(combination: KeyCombination): Parsed {
  const parts = combination.split('+');
  const modifiers = parts.slice(0, -1);
  return {
    key: parts.at(-1) ?? '',
    mod: modifiers.includes('Mod'),
    alt: modifiers.includes('Alt'),
    shift: modifiers.includes('Shift'),
  };
}

/** Names of keys whose `KeyboardEvent.key` is a sign. */
const signs: Readonly<Record<string, string>> = { Comma: ',', Slash: '/', Plus: '+', Minus: '-' };

/** Whether a key press is the combination on a platform. Letters and digits also count by their place on the keyboard, because
 *  Alt and Shift change what they write. */
export function isKeyPress(press: KeyPress, combination: KeyCombination, platform: Platform): boolean {
  const wanted = parse(combination);
  const [mod, other] = platform === 'darwin' ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (mod !== wanted.mod || other || press.altKey !== wanted.alt || press.shiftKey !== wanted.shift) return false;
  const written = press.key.toUpperCase();
  if (written === (signs[wanted.key] ?? wanted.key).toUpperCase()) return true;
  const changed = press.altKey || press.shiftKey;
  return changed && (press.code === `Key${wanted.key}` || press.code === `Digit${wanted.key}`);
}

/** What a person reads: `⇧⌘F` on macOS, `Ctrl+Shift+F` elsewhere. */
export function keyLabel(combination: KeyCombination, platform: Platform): string {
  const { key, mod, alt, shift } = parse(combination);
  const name = signs[key] ?? keyNames[platform === 'darwin' ? 'darwin' : 'other'][key] ?? key;
  if (platform === 'darwin') return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [...(mod ? [t`Ctrl`] : []), ...(alt ? [t`Alt`] : []), ...(shift ? [t`Shift`] : []), name].join('+');
}

const keyNames: Readonly<Record<'darwin' | 'other', Readonly<Record<string, string>>>> = {
  darwin: {
    Enter: '↵',
    PageUp: '⇞',
    PageDown: '⇟',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Backspace: '⌫',
  },
  other: {
    Enter: t`Enter`,
    Tab: t`Tab`,
    Space: t`Space`,
    Home: t`Home`,
    End: t`End`,
    Insert: t`Insert`,
    PageUp: t`Page Up`,
    PageDown: t`Page Down`,
    Backspace: t`Backspace`,
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
  },
};

/** The combination as Electron writes accelerators: `CommandOrControl+Shift+F`. */
export function accelerator(combination: KeyCombination): string {
  const { key, mod, alt, shift } = parse(combination);
  const name = key === 'Plus' ? 'Plus' : (signs[key] ?? key.replace('Arrow', ''));
  return [...(mod ? ['CommandOrControl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), name].join('+');
}

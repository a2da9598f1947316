import type { Command } from '../../shared/contract/commands/command.ts';
import type { CommandId } from '../../shared/contract/commands/commands.ts';

const recent: CommandId[] = [];
const mostRecent = 5;

/** Puts a command at the head of the palette's list until the window is closed. */
export function rememberCommand(id: CommandId): void {
  const index = recent.indexOf(id);
  if (index >= 0) recent.splice(index, 1);
  recent.unshift(id);
  recent.length = Math.min(recent.length, mostRecent);
}

/** Commands with those that were used last in front. */
export function recentFirst<Known extends Command & { readonly id: CommandId }>(
  commands: readonly Known[],
): readonly Known[] {
  const place = (command: Known): number => {
    const index = recent.indexOf(command.id);
    return index < 0 ? mostRecent : index;
  };
  return [...commands].sort((a, b) => place(a) - place(b));
}

/** Whether every word typed begins a word of the text. */
export function matchesWords(text: string, typed: string): boolean {
  const wordsOf = (words: string): readonly string[] =>
    words
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const known = wordsOf(text);
  const wanted = wordsOf(typed);
  return wanted.every((word) => known.some((one) => one.startsWith(word)));
}

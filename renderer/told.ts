import { createStore, type ReadableStore } from './store.ts';

const sentence = createStore<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
/** Long enough to be read twice. */
const shownMs = 12_000;

/** What was done, as a sentence that goes away by itself. */
export const toldSentence: ReadableStore<string | null> = sentence;

/** Tells that something is done where nothing else on the screen shows it. */
export function tell(said: string): void {
  clearTimeout(timer);
  sentence.set(said);
  timer = setTimeout(forgetTold, shownMs);
}

export function forgetTold(): void {
  clearTimeout(timer);
  sentence.set(null);
}

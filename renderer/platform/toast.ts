import { createStore, type ReadableStore } from './store.ts';

/** What was done, and how it is taken back. */
export interface Toast {
  readonly sentence: string;
  readonly action: ToastAction | null;
}

interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

const shown = createStore<Toast | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
/** Long enough to be read twice. */
const shownMs = 12_000;

/** What was done last, as a sentence that goes away by itself. */
export const shownToast: ReadableStore<Toast | null> = shown;

/** Tells that something is done where nothing else on the screen shows it.
 *  @param action what a button beside it does */
export function showToast(sentence: string, action: ToastAction | null = null): void {
  clearTimeout(timer);
  shown.set({ sentence, action });
  timer = setTimeout(dismissToast, shownMs);
}

export function dismissToast(): void {
  clearTimeout(timer);
  shown.set(null);
}

import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { createStore, type ReadableStore } from './store.ts';

/** A fault on the screen. */
export interface ShownFault {
  /** Counts up, so that the same fault shown twice is two. */
  readonly number: number;
  readonly fault: Fault;
}

const shown = createStore<readonly ShownFault[]>([]);
let count = 0;

/** The faults on the screen, oldest first. */
export const shownFaults: ReadableStore<readonly ShownFault[]> = shown;

export function showFault(fault: Fault): void {
  count += 1;
  const next = { number: count, fault };
  shown.update((faults) => [...faults.filter((known) => known.fault.what !== fault.what), next]);
}

export function dismissFault(number: number): void {
  shown.update((faults) => faults.filter((known) => known.number !== number));
}

import type { StateName } from '../../../shared/contract/payloads/versions.ts';
import { createStore } from '../../platform/store.ts';

/** Which two states the workbench compares in the place of the transcription. */
export interface Comparing {
  readonly older: StateName;
  readonly newer: StateName;
}

/** Null while the transcription is shown. */
export const comparing = createStore<Comparing | null>(null);

export type ComparisonLayout = 'inline' | 'side by side';

/** How comparisons are set out. It stays when another one is opened. */
export const comparisonLayout = createStore<ComparisonLayout>('inline');

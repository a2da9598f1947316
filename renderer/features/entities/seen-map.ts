import type { SeenMap } from '../../../shared/contract/payloads/entities.ts';
import { createStore } from '../../platform/store.ts';

/** What is seen of the map of places, to be printed so; null while no map is shown. */
export const seenOfMap = createStore<SeenMap | null>(null);

import { createStore, type Store } from '../../store.ts';
import type { DeepZoom } from './deep-zoom.ts';

/** The page image on the screen; null while there is none. */
export const pageViewer: Store<DeepZoom | null> = createStore<DeepZoom | null>(null);

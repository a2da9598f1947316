import { createStore } from '../store.ts';

/** Whether the inspector asks for the name of a version just now. */
export const namingVersion = createStore(false);

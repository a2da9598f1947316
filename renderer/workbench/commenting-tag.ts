import { createStore } from '../store.ts';

/** Whether the field for a comment on the chosen tag is to get the focus. */
export const commentingTag = createStore(false);

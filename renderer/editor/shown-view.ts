import type { EditorView } from 'prosemirror-view';
import { createStore, type Store } from '../platform/store.ts';

/** The transcription on the screen; null while there is none. */
export const editorView: Store<EditorView | null> = createStore<EditorView | null>(null);

export const focusEditor = (): void => editorView.get()?.focus();

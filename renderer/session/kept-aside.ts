import { plainText } from '../../shared/document/block-text.ts';
import { createStore, type ReadableStore } from '../store.ts';
import type { DocumentSession } from '../workbench/document-session.ts';

/** The text of a document as it stood in the window when it could not be saved. */
export interface KeptText {
  readonly title: string;
  readonly text: string;
}

const store = createStore<KeptText | null>(null);

/** Stays until the person puts it away. */
export const keptAside: ReadableStore<KeptText | null> = store;

/** Keeps the text of a document that is given up unsaved. */
export function keepAside(document: DocumentSession): void {
  if (document.unsentCount() === 0) return;
  store.set({ title: document.facts.get().metadata.title, text: plainText(document.editor.get().doc) });
}

export const forgetKept = (): void => store.set(null);

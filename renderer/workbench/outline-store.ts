import { createStore, type ReadableStore } from '../store.ts';
import { type DocumentOutline, outlineOf } from './document-outline.ts';
import type { DocumentSession } from './document-session.ts';
import { withCorrections } from './transcription/correction-decorations.ts';

/** Lists and counts of an open document, a moment behind the typing. */
export interface OutlineStore extends ReadableStore<DocumentOutline> {
  /** The lists as of this very moment. */
  now(): DocumentOutline;
  /** Counts again after changes until the returned function is called. */
  follow(): () => void;
}

/** How long after the last change things are counted again. */
const quietMs = 220;

/** The outline of an open document: counted again when nobody types; the corrections go on to the transcription. */
export function createOutlineStore(session: DocumentSession): OutlineStore {
  const store = createStore(outlineOf(session.editor.get().doc, session.imported));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = (): void => {
    session.dispatch(withCorrections(session.editor.get().tr, store.get().corrections));
  };
  const count = (): DocumentOutline => {
    clearTimeout(timer);
    timer = undefined;
    const { doc } = session.editor.get();
    if (store.get().doc !== doc) {
      store.set(outlineOf(doc, session.imported));
      draw();
    }
    return store.get();
  };
  const countSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => requestIdleCallback(countUnlessComposing, { timeout: 400 }), quietMs);
  };
  const countUnlessComposing = (): void => {
    if (session.composing.get()) countSoon();
    else count();
  };
  const follow = (): (() => void) => {
    draw();
    const unsubscribe = session.editor.subscribe(() => {
      if (session.editor.get().doc !== store.get().doc) countSoon();
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  };
  return { get: store.get, subscribe: store.subscribe, now: count, follow };
}

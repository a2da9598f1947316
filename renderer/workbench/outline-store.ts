import { createStore, type ReadableStore } from '../store.ts';
import { DocumentOutline } from './document-outline.ts';
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
/** How long a step of reading a document for the first time may keep a key waiting. */
const sliceMs = 4;
/** What is read at once before the first lists are drawn: all of an ordinary document. */
const firstSliceMs = 12;

/** The outline of an open document: it follows when nobody types; corrections that have come or gone are drawn in the transcription. */
export function createOutlineStore(session: DocumentSession): OutlineStore {
  const { derived } = session;
  derived.readOn(slice(firstSliceMs));
  const store = createStore(new DocumentOutline(session.editor.get().doc, derived.known, null));
  let waiting: (() => void) | null = null;
  const count = (): DocumentOutline => {
    waiting?.();
    const followed = derived.settled();
    const known = store.get();
    if (known.followed && known.doc === followed.doc) return known;
    const outline = new DocumentOutline(followed.doc, followed, known);
    store.set(outline);
    if (outline.correctionList !== known.correctionList) draw();
    return outline;
  };
  const draw = (): void => session.dispatch(withCorrections(session.editor.get().tr));
  const whenIdle = (act: () => void): void => {
    waiting?.();
    const idle = requestIdleCallback(act, { timeout: 400 });
    waiting = () => cancelIdleCallback(idle);
  };
  const countSoon = (): void => {
    waiting?.();
    const timer = setTimeout(() => whenIdle(countUnlessComposing), quietMs);
    waiting = () => clearTimeout(timer);
  };
  const countUnlessComposing = (): void => {
    if (session.composing.get()) countSoon();
    else if (derived.known || derived.readOn(slice(sliceMs))) count();
    else whenIdle(countUnlessComposing);
  };
  const follow = (): (() => void) => {
    const isBehind = (): boolean => !store.get().followed || store.get().doc !== session.editor.get().doc;
    if (isBehind()) whenIdle(countUnlessComposing);
    else if (store.get().correctionList.length > 0) draw();
    const unsubscribe = session.editor.subscribe(() => {
      if (isBehind()) countSoon();
    });
    return () => {
      waiting?.();
      unsubscribe();
    };
  };
  return { get: store.get, subscribe: store.subscribe, now: count, follow };
}

/** Whether so many milliseconds have passed. */
function slice(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() > end;
}

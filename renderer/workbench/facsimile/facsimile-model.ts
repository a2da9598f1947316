import type { PageView, PlacedPage } from '../../../shared/contract/facsimile.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { ask } from '../../bridge.ts';
import { createStore, type ReadableStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { goTo, showPosition } from '../transcription/editor-handle.ts';
import { facsimileView, patchFacsimile } from './facsimile-view.ts';
import { followScrolling } from './follow-scrolling.ts';
import { pageAtPosition, pageBeside, positionOfPage } from './page-of.ts';
import { type PresentWord, type PresentWords, presentWords, rangeNow, wordAtPosition } from './present-words.ts';

/** The page images of an open document and its text, each following the other. */
export interface Facsimile {
  /** The words that the images show, a moment behind the typing; null while nothing is known of any. */
  readonly words: ReadableStore<PresentWords | null>;
  /** The word that the caret stands in or at; null when no image shows it. */
  readonly caretWord: ReadableStore<PresentWord | null>;
  /** Shows a page and scrolls the text to where it begins. */
  turnTo(page: PageImageId): void;
  turnBy(step: -1 | 1): void;
  /** Puts the caret at a word of the image. */
  goToWord(word: PresentWord): void;
  /** Follows caret, scrolling and changes until the returned function is called. */
  follow(): () => void;
}

/** After a page was turned by hand the text scrolls, and that must not turn it again. */
const turnPrecedenceMs = 600;

export function createFacsimile(session: DocumentSession, outline: OutlineStore): Facsimile {
  const words = createStore<PresentWords | null>(null);
  const caretWord = createStore<PresentWord | null>(null);
  let places: readonly PlacedPage[] = [];
  let turnedAt = Number.NEGATIVE_INFINITY;

  const pages = (): readonly PageView[] => session.facts.get().pages;
  const showPage = (page: PageImageId | null): void => {
    if (page !== null && facsimileView.get().page !== page) patchFacsimile({ page });
  };
  const place = (): void => {
    const { doc } = outline.get();
    if (places.length > 0 && words.get()?.doc !== doc) words.set(presentWords(places, session.imported, doc));
  };
  const load = async (): Promise<void> => {
    places = pages().length === 0 ? [] : ((await ask('facsimile:places', { document: session.id })) ?? places);
    words.set(null);
    place();
    lookAtCaret();
  };
  const lookAtCaret = (): void => {
    const { doc, selection } = session.editor.get();
    const known = words.get();
    const word = known && wordAtPosition(known, doc, selection.head);
    caretWord.set(word);
  };
  const pageAt = (pos: number): PageImageId | null => pageAtPosition(pages(), outline.get().anchors, pos);
  const followCaret = (): void => {
    lookAtCaret();
    showPage(caretWord.get()?.page ?? pageAt(session.editor.get().selection.head));
  };
  const turnTo = (page: PageImageId): void => {
    showPage(page);
    turnedAt = performance.now();
    const pos = positionOfPage(pages(), outline.now().anchors, page);
    if (pos !== null) showPosition(pos);
  };

  return {
    words,
    caretWord,
    turnTo,
    turnBy: (step) => {
      const next = pageBeside(pages(), facsimileView.get().page, step);
      if (next !== null) turnTo(next);
    },
    goToWord: (word) => {
      const known = words.get();
      const range = known && rangeNow(known, session.editor.get().doc, word);
      if (range) goTo({ kind: 'range', from: range.from, to: range.from });
    },
    follow: () => {
      let knownPages = pages();
      let seen = session.editor.get();
      let frame = 0;
      const firstPage = pageAt(seen.selection.head) ?? knownPages[0]?.id ?? null;
      patchFacsimile({ page: firstPage, chosenZone: null });
      void load();
      const ends = [
        session.editor.subscribe(() => {
          const now = session.editor.get();
          // What stands out for the moment changes the state of the editor, too.
          if (now.doc === seen.doc && now.selection.eq(seen.selection)) return;
          seen = now;
          cancelAnimationFrame(frame);
          frame = requestAnimationFrame(followCaret);
        }),
        outline.subscribe(() => {
          place();
          lookAtCaret();
        }),
        session.facts.subscribe(() => {
          if (pages() === knownPages) return;
          knownPages = pages();
          const { page } = facsimileView.get();
          if (!knownPages.some(({ id }) => id === page)) patchFacsimile({ page: pageBeside(knownPages, null, 0) });
          void load();
        }),
        followScrolling((pos) => {
          if (performance.now() - turnedAt > turnPrecedenceMs) showPage(pageAt(pos));
        }),
      ];
      return () => {
        cancelAnimationFrame(frame);
        for (const end of ends) end();
      };
    },
  };
}

import type { PageView } from '../../../shared/contract/facsimile.ts';
import { positionBefore } from '../../../shared/derived/changed-ranges.ts';
import { PresentWords } from '../../../shared/derived/present-words.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { Zone } from '../../../shared/document/page-image.ts';
import { type PlaceOrigin, placeOrigin, type ShownWord } from '../../../shared/document/present-places.ts';
import { ask } from '../../bridge.ts';
import { inIdleSlices, sliceMs } from '../../idle-slices.ts';
import { createStore, type ReadableStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import type { Range } from '../place.ts';
import { goTo, showPosition } from '../transcription/editor-handle.ts';
import { showLeftPane } from '../workbench-view.ts';
import { facsimileView, patchFacsimile } from './facsimile-view.ts';
import { followScrolling } from './follow-scrolling.ts';
import { pageAtPosition, pageBeside, positionOfPage } from './page-of.ts';
import { type KnownWords, rangeNow, wordAtPosition, wordsInRange } from './present-words.ts';

/** After a page was turned by hand the text scrolls, and that must not turn it again. */
const turnPrecedenceMs = 600;

/** Where the word of the caret is on a page image. */
export type CaretWord = Pick<ShownWord, 'page' | 'boxes' | 'line'>;

/** The page images of an open document and its text, each following the other. */
export class Facsimile {
  readonly #session: DocumentSession;
  readonly #outline: OutlineStore;
  readonly #words = createStore<PresentWords | null>(null);
  readonly #caretWord = createStore<CaretWord | null>(null);
  readonly #readPages = createStore<ReadonlySet<PageImageId> | null>(null);
  #origin: PlaceOrigin | null = null;
  #turnedAt = Number.NEGATIVE_INFINITY;
  #stopLooking: () => void = () => undefined;

  constructor(session: DocumentSession, outline: OutlineStore) {
    this.#session = session;
    this.#outline = outline;
  }

  /** The words that the images show, a moment behind the typing; null while nothing is known of any. */
  get words(): ReadableStore<PresentWords | null> {
    return this.#words;
  }

  /** The word that the caret stands in or at, or the few words that are selected; null when no image shows them. */
  get caretWord(): ReadableStore<CaretWord | null> {
    return this.#caretWord;
  }

  /** The pages of which words are known; null before that was asked. */
  get readPages(): ReadableStore<ReadonlySet<PageImageId> | null> {
    return this.#readPages;
  }

  /** Shows a page and scrolls the text to where it begins. */
  turnTo(page: PageImageId): void {
    showPage(page);
    this.#turnedAt = performance.now();
    const pos = positionOfPage(this.#pages(), this.#outline.now().anchors, page);
    if (pos !== null) showPosition(pos);
  }

  /** Shows the page that was shown when the document was left; the text stays where it is. */
  showAsLeft(page: PageImageId | null): void {
    if (!this.#pages().some(({ id }) => id === page)) return;
    showPage(page);
    this.#turnedAt = performance.now();
  }

  turnBy(step: -1 | 1): void {
    const next = pageBeside(this.#pages(), facsimileView.get().page, step);
    if (next !== null) this.turnTo(next);
  }

  /** Puts the caret at a word of the image. */
  goToWord(word: Range): void {
    const { from } = rangeNow(this.#session.derived, word);
    goTo({ kind: 'range', from, to: from });
  }

  /** Shows a zone on its page, and its passage in the text. */
  goToZone(zone: Zone): void {
    showLeftPane('image');
    goTo({ kind: 'id', id: zone.id });
    showPage(zone.page);
    this.#turnedAt = performance.now();
    patchFacsimile({ chosenZone: zone.id });
  }

  /** Follows caret, scrolling and changes until the returned function is called. */
  follow(): () => void {
    const first = this.#pageAt(this.#session.editor.get().selection.head) ?? this.#pages()[0]?.id ?? null;
    patchFacsimile({ page: first, chosenZone: null });
    void this.#load();
    const ends = [
      this.#followCaret(),
      this.#followPages(),
      this.#outline.subscribe(() => this.#place()),
      followScrolling({
        onPosition: (pos) => {
          if (performance.now() - this.#turnedAt > turnPrecedenceMs) showPage(this.#pageAt(pos));
        },
        onHand: () => {
          this.#turnedAt = Number.NEGATIVE_INFINITY;
        },
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  #followCaret(): () => void {
    const { editor } = this.#session;
    let seen = editor.get();
    let frame = 0;
    const look = (): void => {
      this.#lookAtCaret();
      showPage(this.#caretWord.get()?.page ?? this.#pageAt(editor.get().selection.head));
    };
    const unsubscribe = editor.subscribe(() => {
      const now = editor.get();
      // What stands out for the moment changes the state of the editor, too.
      if (now.doc === seen.doc && now.selection.eq(seen.selection)) return;
      if (now.doc !== seen.doc) this.#stopLooking();
      seen = now;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    });
    return () => {
      cancelAnimationFrame(frame);
      this.#stopLooking();
      unsubscribe();
    };
  }

  #followPages(): () => void {
    let known = this.#pages();
    return this.#session.facts.subscribe(() => {
      if (this.#pages() === known) return;
      known = this.#pages();
      if (!known.some(({ id }) => id === facsimileView.get().page))
        patchFacsimile({ page: this.#pageAt(this.#session.editor.get().selection.head) ?? known[0]?.id ?? null });
      void this.#load();
    });
  }

  /** Asks where the words of the pages stand. */
  async #load(): Promise<void> {
    const pages = this.#pages().length === 0 ? [] : await ask('facsimile:places', { document: this.#session.id });
    if (pages) {
      this.#origin = pages.length === 0 ? null : placeOrigin(this.#session.imported, pages);
      this.#readPages.set(new Set(pages.flatMap(({ page, words }) => (words.length === 0 ? [] : [page]))));
    }
    this.#words.set(null);
    this.#place();
  }

  /** Finds the words in the document as it is now. */
  #place(): void {
    const { followed } = this.#outline.get();
    if (this.#origin && followed && this.#words.get()?.origin !== this.#origin)
      this.#words.set(new PresentWords(this.#origin, followed.index, followed.alignment));
    this.#lookAtCaret();
    this.#lookForMoved();
  }

  /** Whoever types on lets it go: it is looked for again when the lists have followed. */
  #lookForMoved(): void {
    this.#stopLooking();
    const steps = this.#words.get()?.lookForMoved();
    if (!steps) return;
    this.#stopLooking = inIdleSlices((isTimeUp) => {
      while (!isTimeUp()) {
        const step = steps.next();
        if (!step.done) continue;
        if (step.value) this.#lookAtCaret();
        return true;
      }
      return false;
    }, sliceMs);
  }

  #lookAtCaret(): void {
    const { selection } = this.#session.editor.get();
    const words = this.#words.get();
    const known: KnownWords | null = words && { words, since: this.#session.derived.since };
    const word = known && (wordsInRange(known, selection) ?? wordAtPosition(known, selection.head));
    // Nothing is drawn anew while one types in a word.
    if (!isSamePlace(word, this.#caretWord.get())) this.#caretWord.set(word);
  }

  #pageAt(pos: number): PageImageId | null {
    const anchors = this.#outline.get().followed?.anchors;
    return anchors ? pageAtPosition(this.#pages(), anchors, positionBefore(this.#session.derived.since, pos)) : null;
  }

  #pages(): readonly PageView[] {
    return this.#session.facts.get().pages;
  }
}

const isSamePlace = (one: CaretWord | null, other: CaretWord | null): boolean =>
  one === other ||
  (one !== null &&
    one.line === other?.line &&
    one.boxes.length === other.boxes.length &&
    one.boxes.every((box, index) => box === other.boxes[index]));

function showPage(page: PageImageId | null): void {
  if (page !== null && facsimileView.get().page !== page) patchFacsimile({ page });
}

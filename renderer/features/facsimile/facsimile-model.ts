import type { EditorView } from 'prosemirror-view';
import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import { type ChangedRange, positionAfter, positionBefore } from '../../../shared/derived/changed-ranges.ts';
import { PresentWords } from '../../../shared/derived/present-words.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { type Box, boxAround, type Point } from '../../../shared/document/layout.ts';
import type { Zone } from '../../../shared/document/page-image.ts';
import { type PlaceOrigin, placeOrigin, type ShownWord } from '../../../shared/tracking/word-tracking.ts';
import { editorView } from '../../editor/shown-view.ts';
import { goTo, showPosition } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import type { Range } from '../../model/places.ts';
import { showLeftPane } from '../../model/workbench-view.ts';
import { ask } from '../../platform/bridge.ts';
import { inIdleSlices, sliceMs } from '../../platform/idle-slices.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';
import { facsimileView, patchFacsimile } from './facsimile-view.ts';
import { isInBox } from './page-geometry.ts';
import { pageAtPosition, pageBeside, positionOfPage } from './pages.ts';

/** Further right than the margin of the transcription is wide. */
const textIndentPx = 140;
/** The caret has just moved and brought its place into sight: what follows the caret has gone along already. */
const caretPrecedenceMs = 300;

interface ScrollEvents {
  /** Which position stands a third below the top of the transcription while it is scrolled. */
  readonly onPosition: (pos: number) => void;
  /** A person begins to scroll, or does something else there. */
  readonly onHand: () => void;
}

/** Follows the scrolling of the transcription.
 *  @returns a function that ends it */
function followScrolling(events: ScrollEvents): () => void {
  let end: (() => void) | null = null;
  const attach = (): void => {
    end?.();
    const view = editorView.get();
    end = view && followView(view, events);
  };
  attach();
  const unsubscribe = editorView.subscribe(attach);
  return () => {
    unsubscribe();
    end?.();
  };
}

const handEvents = ['wheel', 'pointerdown', 'keydown'] as const;

function followView(view: EditorView, { onPosition, onHand }: ScrollEvents): (() => void) | null {
  const scrolled = view.dom.closest('[data-scroll]');
  if (!scrolled) return null;
  let frame = 0;
  let caret = view.state.selection.head;
  let caretMoved = Number.NEGATIVE_INFINITY;
  const look = (): void => {
    const bounds = scrolled.getBoundingClientRect();
    const left = view.dom.getBoundingClientRect().left + textIndentPx;
    const found = view.posAtCoords({ left, top: bounds.top + bounds.height / 3 });
    if (found) onPosition(found.pos);
  };
  const onScroll = (): void => {
    const { head } = view.state.selection;
    if (head !== caret) caretMoved = performance.now();
    caret = head;
    if (performance.now() - caretMoved < caretPrecedenceMs) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(look);
  };
  scrolled.addEventListener('scroll', onScroll, { passive: true });
  for (const event of handEvents) scrolled.addEventListener(event, onHand, { passive: true });
  return () => {
    cancelAnimationFrame(frame);
    scrolled.removeEventListener('scroll', onScroll);
    for (const event of handEvents) scrolled.removeEventListener(event, onHand);
  };
}

/** The words of a document that page images show, a moment behind the typing. */
export interface KnownWords {
  readonly words: PresentWords;
  /** What was changed since they were placed. */
  readonly since: readonly ChangedRange[];
}

/** The word at a position of the document as it is now; null when no image shows it. The cost follows what has changed. */
export const wordAtPosition = ({ words, since }: KnownWords, pos: number): ShownWord | null =>
  words.wordAt(positionBefore(since, pos));

/** Longer stretches are selected for other ends than to look at their words. */
const longestOutlined = 60;

/** The words of a short stretch of text that are on the page of its last one; null when no image shows any, or the stretch is long.
 *  What was read as two words is seen as both. */
export function wordsInRange(known: KnownWords, { from, to }: Range): ShownWord | null {
  if (to - from > longestOutlined) return null;
  const words: ShownWord[] = [];
  for (let pos = from + 1; pos <= to; pos++) {
    const word = wordAtPosition(known, pos);
    if (word && word.from !== words.at(-1)?.from) words.push(word);
  }
  const last = words.at(-1);
  if (!last) return null;
  return { ...last, boxes: words.filter(({ page }) => page === last.page).flatMap(({ boxes }) => boxes) };
}

/** The present place of a word; the reverse of `wordAtPosition`. */
export const rangeNow = ({ since }: Pick<KnownWords, 'since'>, { from, to }: Range): Range => ({
  from: positionAfter(since, from, 1),
  to: positionAfter(since, to),
});

/** The place in the text of the word at a point of a page, or nearest to it within a third of its own height; null when none is
 *  near.
 *  @param point in image pixels */
export function wordAtPoint(words: PresentWords, page: PageImageId, point: Point): Range | null {
  let nearest: { readonly word: Range; readonly distance: number } | null = null;
  for (const word of words.page(page)?.words ?? []) {
    const { box } = word;
    if (isInBox(point, box)) return word;
    if (!isInBox(point, box, box.height / 3)) continue;
    const distance = distanceTo(point, box);
    if (!nearest || distance < nearest.distance) nearest = { word, distance };
  }
  return nearest?.word ?? null;
}

function distanceTo({ x, y }: Point, box: Box): number {
  const beside = Math.max(box.x - x, 0, x - box.x - box.width);
  const above = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.hypot(beside, above);
}

/** The box of the line that a word stands in: as the reading has it, else around the words beside it. */
export function lineBox({ origin }: PresentWords, word: Pick<ShownWord, 'page' | 'boxes' | 'line'>): Box | null {
  if (word.line) return word.line;
  const [box] = word.boxes;
  if (!box) return null;
  const middle = box.y + box.height / 2;
  const words = origin.pages.find(({ page }) => page === word.page)?.words ?? [];
  const beside = words.filter((one) => one.box.y <= middle && middle <= one.box.y + one.box.height);
  return boxAround(beside.map((one) => one.box));
}

/** After a page was turned by hand the text scrolls, and that must not turn it again. */
const turnPrecedenceMs = 600;

/** Where the word of the caret is on a page image. */
type CaretWord = Pick<ShownWord, 'page' | 'boxes' | 'line'>;

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
    // What was said of how the pages lie may still be on its way.
    if (this.#session.saving.get().kind !== 'saved') await this.#session.flush();
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

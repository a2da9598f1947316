import type { Suspect } from '../../../shared/correct/suspect.ts';
import { standsInEditorsNote } from '../../../shared/document/misreadings.ts';
import { type WordInContext, wordKey } from '../../../shared/document/review.ts';
import { call } from '../../bridge.ts';
import { showFault } from '../../faults.ts';
import { createStore, type ReadableStore } from '../../store.ts';
import { vocabulary } from '../../vocabulary/vocabulary-store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { withSuspects } from '../transcription/suspect-decorations.ts';
import { inOrder, suspectName } from './suspect-order.ts';

/** What may have been read wrong, a moment behind the typing. */
export interface FoundSuspects {
  /** Whether the answer has come at least once. */
  readonly isKnown: boolean;
  /** In the order of the document; positions are those of the moment when they were found. */
  readonly suspects: readonly Suspect[];
  /** Those that a person's own change raised. */
  readonly own: ReadonlySet<Suspect>;
  /** The last of them that was not there before; null when there is none, or it is gone. */
  readonly news: Suspect | null;
}

const nothing: FoundSuspects = { isKnown: false, suspects: [], own: new Set(), news: null };

/** Asks for the suspects of an open document, again after every change that is on the disk, and marks them in the text. */
export class SuspectFinder {
  readonly #session: DocumentSession;
  readonly #outline: OutlineStore;
  readonly #found = createStore<FoundSuspects>(nothing);
  readonly #answers = createStore(0);
  /** Words that were settled in this window; the answer may not know of it yet. */
  readonly #settled = new Set<string>();
  #asked: readonly unknown[] = [];
  #isAsking = false;
  #isFollowing = false;

  constructor(session: DocumentSession, outline: OutlineStore) {
    this.#session = session;
    this.#outline = outline;
  }

  get found(): ReadableStore<FoundSuspects> {
    return this.#found;
  }

  /** How many answers have come and are marked in the text. */
  get answers(): ReadableStore<number> {
    return this.#answers;
  }

  /** This word is not asked again. */
  settle(word: WordInContext): void {
    this.#settled.add(wordKey(word));
    this.#found.update((known) => ({ ...known, suspects: this.#unsettled(known.suspects) }));
  }

  /** Whether a decision about it was made in this window. */
  isSettled(suspect: Suspect): boolean {
    return this.#settled.has(suspectName(suspect));
  }

  /** It is to be asked again. */
  restore(suspect: Suspect): void {
    this.#settled.delete(suspectName(suspect));
    this.#found.update((known) => ({ ...known, suspects: inOrder([...known.suspects, suspect]) }));
  }

  /** Finds and marks until the returned function is called. */
  follow(): () => void {
    const look = (): void => void this.#ask();
    const { saving, composing, facts } = this.#session;
    const ends = [saving, composing, facts, vocabulary].map((store) => store.subscribe(look));
    this.#isFollowing = true;
    look();
    return () => {
      this.#isFollowing = false;
      for (const end of ends) end();
    };
  }

  /** Asks when there is something new to ask about and everything is on the disk. */
  async #ask(): Promise<void> {
    const { doc } = this.#session.editor.get();
    const about = [doc, this.#session.facts.get().reviews, vocabulary.get()];
    const isNew = about.some((part, index) => part !== this.#asked[index]);
    if (this.#isAsking || !this.#isFollowing || !isNew || this.#session.composing.get()) return;
    if (this.#session.saving.get().kind !== 'saved') return;
    this.#isAsking = true;
    this.#asked = about;
    const reply = await call('document:suspects', { document: this.#session.id });
    this.#isAsking = false;
    if (!this.#isFollowing) return;
    if (!reply.ok) return showFault(reply.fault);
    // What was typed meanwhile is asked about when it is on the disk.
    const isSame = this.#session.editor.get().doc === doc && !this.#session.composing.get();
    if (isSame) this.#take(reply.value.suspects);
    if (!isSame || !reply.value.isSettled) this.#asked = [];
    void this.#ask();
  }

  #take(answer: readonly Suspect[]): void {
    const suspects = inOrder(this.#unsettled(answer));
    const { corrections, doc } = this.#outline.now();
    const own = new Set(
      suspects.filter(
        (suspect) =>
          standsInEditorsNote(doc, suspect.from) ||
          corrections.some(({ from, to }) => from < to && from <= suspect.from && suspect.to <= to),
      ),
    );
    this.#session.dispatch(withSuspects(this.#session.editor.get().tr, suspects, own));
    this.#found.set({ isKnown: true, suspects, own, news: newsOf(this.#found.get(), own) });
    this.#answers.update((count) => count + 1);
  }

  #unsettled(suspects: readonly Suspect[]): readonly Suspect[] {
    return this.#settled.size === 0 ? suspects : suspects.filter((suspect) => !this.#settled.has(suspectName(suspect)));
  }
}

/** What was there when the document was opened is no news. */
function newsOf(before: FoundSuspects, own: ReadonlySet<Suspect>): Suspect | null {
  if (!before.isKnown) return null;
  const known = new Set([...before.own].map(suspectName));
  const fresh = [...own].find((suspect) => !known.has(suspectName(suspect)));
  const last = before.news && suspectName(before.news);
  return fresh ?? [...own].find((suspect) => suspectName(suspect) === last) ?? null;
}

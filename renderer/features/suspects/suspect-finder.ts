import { isEditorsNote } from '../../../shared/alignment/misreadings.ts';
import type { Calls } from '../../../shared/contract/ipc.ts';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import type { FollowedDocument } from '../../../shared/derived/followed-document.ts';
import { type WordInContext, wordInContextKey } from '../../../shared/document/review.ts';
import { withSuspects } from '../../editor/suspect-decorations.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { suspectName } from '../../model/suspect-order.ts';
import { vocabulary } from '../../model/vocabulary.ts';
import { call } from '../../platform/bridge.ts';
import { showFault } from '../../platform/faults.ts';
import { inIdleSlices } from '../../platform/idle-slices.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';

/** What may have been read wrong, a moment behind the typing. Where it stands is marked (`SuspectMarks`). */
export interface FoundSuspects {
  /** Whether the answer has come at least once. */
  readonly isKnown: boolean;
  readonly count: number;
  /** Of those that a person's own change raised, the last that was not there before; null when there is none, or it is gone. */
  readonly news: Suspect | null;
  /** Another number whenever others are marked. */
  readonly generation: number;
}

type Answer = Calls['document:suspects']['reply'];

const nothing: FoundSuspects = { isKnown: false, count: 0, news: null, generation: 0 };

/** How long nobody must type before it is asked again: an answer draws marks anew, and a frame costs more the longer the text is. */
const quietMs = 300;

/** Whoever edited more blocks at once asks for all of them. */
const mostEdited = 1_000;

/** Asks for the suspects of an open document, again after every change that is on the disk, and marks them in the text. An answer tells
 *  only of blocks that have others. */
export class DocumentSuspects {
  readonly #session: DocumentSession;
  readonly #found = createStore<FoundSuspects>(nothing);
  readonly #answers = createStore(0);
  /** Words that were settled in this window; the answer may not know of it yet. */
  readonly #settled = new Set<string>();
  /** Names of the suspects that a person's own changes had raised when the last answer was taken. */
  #own: ReadonlySet<string> = new Set();
  #asked: readonly unknown[] = [];
  #taken: number | null = null;
  #isAsking = false;
  #isFollowing = false;

  constructor(session: DocumentSession) {
    this.#session = session;
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
    this.#settled.add(wordInContextKey(word));
  }

  /** Whether a decision about it was made in this window. */
  isSettled(suspect: Suspect): boolean {
    return this.#settled.has(suspectName(suspect));
  }

  /** It is to be asked again. */
  restore(suspect: Suspect): void {
    this.#settled.delete(suspectName(suspect));
  }

  /** Lets the marks be drawn, and counted, as they are now. */
  show(): void {
    this.#session.dispatch(withSuspects(this.#session.editor.get().tr));
    this.#note({});
  }

  /** Finds and marks until the returned function is called. */
  follow(): () => void {
    const look = (): void => void this.#ask();
    const { editor, saving, composing, facts, derived, suspects } = this.#session;
    const ends = [composing, facts, vocabulary].map((store) => store.subscribe(look));
    let typed = Number.NEGATIVE_INFINITY;
    let { doc } = editor.get();
    let timer: ReturnType<typeof setTimeout> | undefined;
    ends.push(
      editor.subscribe(() => {
        if (editor.get().doc !== doc) typed = performance.now();
        doc = editor.get().doc;
      }),
    );
    const lookWhenQuiet = (): void => {
      clearTimeout(timer);
      const restMs = typed + quietMs - performance.now();
      if (restMs <= 0) look();
      else timer = setTimeout(lookWhenQuiet, restMs);
    };
    ends.push(saving.subscribe(lookWhenQuiet), () => clearTimeout(timer));
    // A mark goes with its word.
    ends.push(derived.attach(() => suspects.count !== this.#found.get().count && this.#note({})));
    this.#isFollowing = true;
    // A long text is first read in slices: whoever opens it begins to work meanwhile.
    ends.push(
      inIdleSlices((isTimeUp) => {
        if (!derived.readOn(isTimeUp)) return false;
        look();
        return true;
      }),
    );
    return () => {
      this.#isFollowing = false;
      for (const end of ends) end();
    };
  }

  /** Asks when there is something new to ask about and everything is on the disk. */
  async #ask(): Promise<void> {
    const { editor, facts, composing, saving, derived, suspects } = this.#session;
    const { doc } = editor.get();
    const about = [doc, facts.get().reviews, vocabulary.get()];
    const isNew = about.some((part, index) => part !== this.#asked[index]);
    if (this.#isAsking || !this.#isFollowing || !isNew || composing.get() || !derived.known) return;
    if (saving.get().kind !== 'saved') return;
    this.#isAsking = true;
    this.#asked = about;
    const { tree } = derived.settled().index;
    const edited = [...suspects.edited].map((leaf) => tree.indexOf(leaf));
    const since = edited.length > mostEdited ? null : this.#taken;
    const document = this.#session.id;
    const reply = await call('document:suspects', { document, since, edited: since === null ? [] : edited });
    this.#isAsking = false;
    if (!this.#isFollowing) return;
    if (!reply.ok) return showFault(reply.fault);
    // What was typed meanwhile is asked about when it is on the disk.
    const isSame = editor.get().doc === doc && !composing.get();
    if (isSame) this.#take(reply.value);
    if (!isSame || !reply.value.isSettled) this.#asked = [];
    void this.#ask();
  }

  #take({ answer, since, changed }: Answer): void {
    const { suspects, derived } = this.#session;
    const followed = derived.settled();
    if (since === null) suspects.clear();
    let isOther = since === null;
    for (const { block, suspects: found } of changed) isOther = this.#mark(followed, block, found) || isOther;
    suspects.edited.clear();
    this.#taken = answer;
    if (isOther) this.#session.dispatch(withSuspects(this.#session.editor.get().tr));
    this.#note({ isKnown: true, news: this.#newsNow() });
    this.#answers.update((count) => count + 1);
  }

  /** @returns whether something is drawn otherwise now */
  #mark({ index, corrections }: FollowedDocument, block: number, found: readonly Suspect[]): boolean {
    const leaf = index.tree.at(block);
    if (!leaf) return false;
    const start = index.tree.startOf(leaf);
    const unsettled = found.filter((suspect) => !this.#settled.has(suspectName(suspect)));
    const changes = unsettled.length === 0 ? [] : corrections.between(start, start + leaf.block.content.size);
    // Whatever an editor's note says, a person wrote.
    const isNote = leaf.note !== null && isEditorsNote(leaf.note.node);
    const isOwn = ({ from, to }: Suspect): boolean =>
      isNote ||
      changes.some((change) => change.from < change.to && change.from <= start + from && start + to <= change.to);
    return this.#session.suspects.set(
      leaf,
      unsettled.map((suspect) => ({ suspect, from: suspect.from, to: suspect.to, isOwn: isOwn(suspect) })),
    );
  }

  /** What was there when the document was opened is no news. */
  #newsNow(): Suspect | null {
    const { isKnown, news } = this.#found.get();
    const own = this.#session.suspects.own();
    const before = this.#own;
    this.#own = new Set(own.map(suspectName));
    if (!isKnown) return null;
    const last = news && suspectName(news);
    const fresh = own.find((suspect) => !before.has(suspectName(suspect)));
    return fresh ?? own.find((suspect) => suspectName(suspect) === last) ?? null;
  }

  #note(patch: Partial<FoundSuspects>): void {
    const { count } = this.#session.suspects;
    this.#found.update((known) => ({ ...known, ...patch, count, generation: known.generation + 1 }));
  }
}

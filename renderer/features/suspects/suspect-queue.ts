import type { Node } from 'prosemirror-model';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { addNote } from '../../../shared/edit/notes/note-commands.ts';
import { ownGroup, undo } from '../../../shared/edit/undo-history.ts';
import { findMatches, type Match } from '../../../shared/find/find.ts';
import { replaceMatches } from '../../../shared/find/replace.ts';
import { t } from '../../../shared/translation/translate.ts';
import { withHighlights } from '../../editor/decorations.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { SuspectMarks } from '../../model/derived/suspect-marks.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { Range } from '../../model/places.ts';
import { type PlacedSuspect, suspectName } from '../../model/suspect-order.ts';
import { learn } from '../../model/vocabulary.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';
import type { DocumentSuspects, FoundSuspects } from './suspect-finder.ts';

/** A decision about a suspect, for taking it back. `doc` is the document as the decision left it. */
type SuspectDecision =
  | { readonly kind: 'kept'; readonly placed: PlacedSuspect; readonly always: boolean; readonly doc: Node }
  | {
      readonly kind: 'taken';
      readonly placed: PlacedSuspect;
      readonly text: string;
      readonly emendation: boolean;
      readonly doc: Node;
    };

/** Takes back what a decision changed, learned and kept. */
export function undoDecision(session: DocumentSession, act: SuspectDecision): void {
  const { before, text, after } = act.placed.suspect;
  if (act.kind === 'kept') {
    void session.review([{ kind: 'reopened', word: { before, text, after } }]);
    if (act.always) void learn([{ kind: 'word removed', word: text }]);
    return;
  }
  session.run(undo);
  if (!act.emendation) void learn([{ kind: 'correction taken back', from: text, to: act.text }]);
}

/** What a correction is besides its words. */
interface TakeOptions {
  /** The page itself is wrong: the old words become the `sic` of a `choice`. */
  readonly emendation: boolean;
}

/** Walks through the doubtful words of an open document: one card at a time, one key a decision. */
export class SuspectQueue {
  readonly #session: DocumentSession;
  readonly #finder: DocumentSuspects;
  readonly #card = createStore<Suspect | null>(null);
  readonly #said = createStore('');
  #settled: readonly SuspectDecision[] = [];
  /** A step that was asked for before the suspects were known. */
  #waiting: -1 | 1 | null = null;

  constructor(session: DocumentSession, finder: DocumentSuspects) {
    this.#session = session;
    this.#finder = finder;
  }

  get document(): DocumentId {
    return this.#session.id;
  }

  get found(): ReadableStore<FoundSuspects> {
    return this.#finder.found;
  }

  /** The suspect that is looked at; null while none is. */
  get card(): ReadableStore<Suspect | null> {
    return this.#card;
  }

  /** What happened last, for those who listen. */
  get said(): ReadableStore<string> {
    return this.#said;
  }

  /** Whether decisions can be kept. */
  get isWritable(): boolean {
    return this.#session.readOnly === null;
  }

  /** Follows what is found until the returned function is called. */
  follow(): () => void {
    const ends = [this.#finder.follow(), this.#finder.answers.subscribe(() => this.#onAnswer())];
    return () => {
      for (const end of ends) end();
    };
  }

  /** Goes to the suspect after the one that is looked at, or after the caret; or to the one before. */
  step(direction: -1 | 1): void {
    const { selection } = this.#session.editor.get();
    const here = this.place() ?? { from: selection.head, to: selection.head };
    this.#stepFrom(here, direction);
  }

  /** Shows the card of a suspect, if it is still there. */
  show(suspect: Suspect): void {
    const placed = this.#marks().placeOf(suspect);
    if (placed) this.#open(placed, '');
  }

  /** Shows the card of the suspect that is now what an earlier one was. */
  showLike(earlier: Suspect): void {
    const name = suspectName(earlier);
    const placed = this.marks().find(({ suspect }) => suspectName(suspect) === name);
    if (placed) this.#open(placed, '');
  }

  /** Puts the card away. */
  close(): void {
    if (!this.#card.get()) return;
    this.#card.set(null);
    this.#session.dispatch(withHighlights(this.#session.editor.get().tr, { pointed: null }));
  }

  closeToText(): void {
    this.close();
    focusEditor();
  }

  /** Where the suspect that is looked at stands now; null when it is gone. */
  place(): PlacedSuspect | null {
    const suspect = this.#card.get();
    return suspect && this.#marks().placeOf(suspect);
  }

  /** All suspects that are still there, in the order of the document. O(blocks). */
  marks(): readonly PlacedSuspect[] {
    return this.#marks().all();
  }

  /** The marks as they stand in the document as it is now. */
  #marks(): SuspectMarks {
    this.#session.derived.settled();
    return this.#session.suspects;
  }

  /** The reading is right as it stands; the next suspect comes by itself.
   *  @param always in this whole collection */
  keep({ always }: { readonly always: boolean }): void {
    const placed = this.place();
    if (!placed || !this.isWritable) return;
    const { suspect } = placed;
    this.#settle({ kind: 'kept', placed, always, doc: this.#session.editor.get().doc }, [suspect]);
    void this.#session.review([{ kind: 'kept', word: wordOf(suspect, suspect.text) }]);
    if (always) void learn([{ kind: 'word added', word: suspect.text }]);
    this.#stepFrom(placed, 1, always ? t`“${suspect.text}” is right, always.` : t`Kept “${suspect.text}”.`);
  }

  /** Writes another reading where the suspect stands; the next one comes by itself. */
  take(text: string, options: TakeOptions): void {
    const placed = this.place();
    if (!placed) return;
    const { from, to, suspect } = placed;
    this.#replace(placed, [{ from, to, text: suspect.text, groups: [suspect.text] }], text, options);
  }

  /** Writes a suggested reading without walking on: from the menu of a word. */
  takeHere(placed: PlacedSuspect, text: string): void {
    const { from, to, suspect } = placed;
    this.close();
    this.#replace(
      placed,
      [{ from, to, text: suspect.text, groups: [suspect.text] }],
      text,
      { emendation: false },
      false,
    );
  }

  /** Where else the document reads as the suspect does, the suspect itself among it, in order. */
  alike(suspect: Suspect): readonly Match[] {
    const query = { text: suspect.text, wholeWord: true, caseSensitive: true };
    const result = findMatches(this.#session.editor.get().doc, query);
    return result.ok ? result.matches : [];
  }

  /** Writes another reading in several places, as one act of undo.
   *  @returns whether it could be done */
  takeAll(matches: readonly Match[], text: string, options: TakeOptions, goOn = true): boolean {
    const placed = this.place();
    return placed !== null && this.#replace(placed, matches, text, options, goOn);
  }

  /** Adds a note after the suspect, which stays. */
  note(text: string): void {
    const placed = this.place();
    if (placed && this.isWritable && this.#session.run(addNote(placed.to, text)))
      this.#said.set(t`The note was added.`);
  }

  /** Takes the last decision back and shows its suspect again. */
  undo(): void {
    const last = this.#settled.at(-1);
    const { doc } = this.#session.editor.get();
    if (!last?.doc.eq(doc)) {
      this.#settled = [];
      this.#session.run(undo);
      return;
    }
    this.#settled = this.#settled.slice(0, -1);
    undoDecision(this.#session, last);
    this.#finder.restore(last.placed.suspect);
    this.#marks().add(last.placed.suspect, last.placed.from, last.placed.to);
    this.#finder.show();
    this.#open(last.placed, t`Taken back.`);
  }

  #replace(
    placed: PlacedSuspect,
    matches: readonly Match[],
    text: string,
    { emendation }: TakeOptions,
    goOn = true,
  ): boolean {
    const { suspect } = placed;
    const before = this.#session.editor.get();
    if (!this.isWritable || (text === suspect.text && !emendation) || text.trim() === '') return false;
    const after = placeAfter(this.#session, matches, text, emendation, placed);
    const { doc } = this.#session.editor.get();
    // A document that cannot be saved refuses.
    if (after === null || doc === before.doc) return false;
    this.#settle({ kind: 'taken', placed, text, emendation, doc }, [suspect]);
    if (!emendation) void learn([{ kind: 'correction learned', from: suspect.text, to: text }]);
    // A suggestion that was chosen was looked at.
    const isChosen = suspect.suggestions.some((suggestion) => suggestion.text === text);
    if (isChosen && !/\s/.test(text)) {
      this.#finder.settle(wordOf(suspect, text));
      void this.#session.review([{ kind: 'kept', word: wordOf(suspect, text) }]);
    }
    const said = matches.length > 1 ? t`“${text}” in ${matches.length} places.` : `“${text}”.`;
    if (goOn) this.#stepFrom({ from: after, to: after }, 1, said);
    else this.#said.set(said);
    return true;
  }

  #settle(act: SuspectDecision, suspects: readonly Suspect[]): void {
    this.#settled = [...this.#settled, act];
    this.#marks().remove(suspects);
    for (const suspect of suspects) this.#finder.settle(wordOf(suspect, suspect.text));
    this.#finder.show();
  }

  #stepFrom(here: Range, direction: -1 | 1, said = ''): void {
    const next = this.#marks().beside(here.from, here.to, direction);
    if (next) {
      const round = direction > 0 ? t`From the beginning again.` : t`From the end again.`;
      this.#open(next.mark, next.isRound ? `${said} ${round}` : said);
      return;
    }
    const isKnown = this.#finder.found.get().isKnown;
    this.#waiting = isKnown ? null : direction;
    this.#said.set(isKnown ? `${said} ${t`No suspects are left in this document.`}`.trim() : t`Looking for suspects…`);
    this.closeToText();
  }

  #open({ from, to, suspect }: PlacedSuspect, said: string): void {
    this.#waiting = null;
    if (!goTo({ kind: 'range', from, to }, { focus: false })) return;
    this.#said.set(said);
    this.#card.set(suspect);
  }

  /** A new answer has come. The card stays as it is under the reader's eyes, whatever the answer says of its word. */
  #onAnswer(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) {
      this.step(waiting);
      return;
    }
    const open = this.#card.get();
    if (!open || this.#finder.isSettled(open)) return;
    const { from, to } = this.#session.editor.get().selection;
    const marks = this.#marks();
    const same = [...marks.between(from, to)].filter((mark) => mark.from === from && mark.to === to);
    marks.remove(same.map(({ suspect }) => suspect));
    marks.add(open, from, to);
    this.#finder.show();
  }
}

const wordOf = ({ before, after }: Suspect, text: string) => ({ before, text, after });

/** Writes a reading in some places.
 *  @returns the position after the one that was looked at; null when nothing was changed */
function placeAfter(
  session: DocumentSession,
  matches: readonly Match[],
  text: string,
  emendation: boolean,
  { to }: Range,
): number | null {
  let after: number | null = null;
  session.run((state, dispatch) => {
    const { steps } = replaceMatches(state.doc, matches, () => text, { emendation });
    const transaction = state.tr;
    for (const step of steps) transaction.step(step);
    if (steps.length > 0) after = transaction.mapping.map(to, 1);
    dispatch?.(transaction.setMeta(ownGroup, true));
    return steps.length > 0;
  });
  return after;
}

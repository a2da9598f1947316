import type { Node } from 'prosemirror-model';
import type { TagSuggestion } from '../../../shared/contract/payloads/tagging.ts';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import { tagAll } from '../../../shared/edit/tags/occurrences.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { withHighlights } from '../../editor/decorations.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { Range } from '../../model/places.ts';
import { tagWithin } from '../../model/tag-kinds.ts';
import { call } from '../../platform/bridge.ts';
import { showFault } from '../../platform/faults.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';
import { everywhereQuestion } from './tagging-everywhere.ts';

/** What is suggested for the open document. */
export interface OpenSuggestions {
  /** Null before somebody asked. */
  readonly all: readonly TagSuggestion[] | null;
  readonly isLooking: boolean;
}

/** Walks through the suggested tags of an open document: one card at a time, one key a decision. Nothing is tagged unasked. Suggestions are looked
 *  for when the walk begins, and again when the text was changed by anything but the walk. */
export class SuggestionQueue {
  readonly #session: DocumentSession;
  readonly #open = createStore<OpenSuggestions>({ all: null, isLooking: false });
  readonly #card = createStore<TagSuggestion | null>(null);
  readonly #said = createStore('');
  /** What a person said is not to be tagged, by words and kind, as long as the document is open. */
  readonly #dismissed = new Set<string>();
  /** The document that the suggestions stand in. */
  #doc: Node | null = null;
  /** What the walk itself did, for taking it back: the suggestion, and the document as it left it. */
  #done: readonly { readonly suggestion: TagSuggestion; readonly doc: Node }[] = [];

  constructor(session: DocumentSession) {
    this.#session = session;
  }

  get suggestions(): ReadableStore<OpenSuggestions> {
    return this.#open;
  }

  /** The suggestion that is looked at; null while none is. */
  get card(): ReadableStore<TagSuggestion | null> {
    return this.#card;
  }

  /** What happened last, for those who listen. */
  get said(): ReadableStore<string> {
    return this.#said;
  }

  get isWritable(): boolean {
    return this.#session.readOnly === null;
  }

  /** Where the suggestion that is looked at stands; null while none is, or when the text was changed. */
  place(): Range | null {
    const card = this.#card.get();
    return card !== null && this.#doc === this.#session.editor.get().doc ? card : null;
  }

  /** Goes to the suggestion after the one that is looked at, or after the caret; or to the one before. */
  async step(direction: -1 | 1, said = ''): Promise<void> {
    const here = this.place() ?? this.#session.editor.get().selection;
    const { from, to } = here;
    if (this.#doc !== this.#session.editor.get().doc && !(await this.#look())) return;
    const all = this.#open.get().all ?? [];
    const next = direction > 0 ? all.find((one) => one.from >= to) : all.findLast((one) => one.to <= from);
    const round = direction > 0 ? all[0] : all.at(-1);
    const target = next ?? round;
    if (!target) {
      this.#said.set(`${said} ${t`No tags are suggested for this document any more.`}`.trim());
      this.closeToText();
      return;
    }
    const turned = next ? '' : direction > 0 ? t`From the beginning again.` : t`From the end again.`;
    this.show(target, `${said} ${turned}`.trim());
  }

  /** Shows the card of a suggestion. */
  show(suggestion: TagSuggestion, said = ''): void {
    const { from, to } = suggestion;
    if (!goTo({ kind: 'range', from, to }, { focus: false })) return;
    this.#said.set(said);
    this.#card.set(suggestion);
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

  /** Tags what is looked at; the next suggestion comes by itself.
   *  @param kind as what; as suggested unless given */
  accept(kind?: AnnotationKind): void {
    const suggestion = this.#card.get();
    if (!suggestion || !this.place() || !this.isWritable) return;
    const { from, to, text } = suggestion;
    const as = kind ?? suggestion.kind;
    if (!this.#session.run(tagAll([{ from, to, text, groups: [text] }], as))) return;
    this.#doc = this.#session.editor.get().doc;
    this.#done = [...this.#done, { suggestion, doc: this.#doc }];
    this.#leaveOut((other) => other === suggestion);
    void this.step(1, t`“${text}” is tagged as ${tagWithin[as]}.`);
  }

  /** What is looked at is not suggested again while the document is open, nor are the same words elsewhere. */
  dismiss(): void {
    const suggestion = this.#card.get();
    if (!suggestion) return;
    const name = nameOf(suggestion);
    this.#dismissed.add(name);
    this.#leaveOut((other) => nameOf(other) === name);
    void this.step(1, t`“${suggestion.text}” is not suggested again.`);
  }

  /** Asks about all occurrences of what is looked at. */
  everywhere(): void {
    const suggestion = this.#card.get();
    if (!suggestion) return;
    this.close();
    everywhereQuestion.set({ words: suggestion.text, as: suggestion.kind });
  }

  /** Takes the last decision back and shows its suggestion again. */
  undo(): void {
    const last = this.#done.at(-1);
    if (!last || last.doc !== this.#session.editor.get().doc) {
      this.#done = [];
      this.#session.run(undo);
      return;
    }
    this.#done = this.#done.slice(0, -1);
    this.#session.run(undo);
    this.#doc = this.#session.editor.get().doc;
    // The acts before it left documents that are the same again, as other objects.
    const before = this.#done.at(-1);
    if (before) this.#done = [...this.#done.slice(0, -1), { ...before, doc: this.#doc }];
    this.#open.update((now) => ({ ...now, all: inOrder([...(now.all ?? []), last.suggestion]) }));
    this.show(last.suggestion, t`Taken back.`);
  }

  #leaveOut(isLeft: (one: TagSuggestion) => boolean): void {
    this.#open.update((now) => ({ ...now, all: (now.all ?? []).filter((one) => !isLeft(one)) }));
  }

  /** @returns whether suggestions are known for the document as it is now */
  async #look(): Promise<boolean> {
    if (this.#open.get().isLooking) return false;
    this.#open.update((now) => ({ ...now, isLooking: true }));
    this.#said.set(t`Looking for what may be tagged…`);
    const isSaved = await this.#session.flush();
    const { doc } = this.#session.editor.get();
    const reply = isSaved ? await call('document:suggestions', { document: this.#session.id }) : null;
    this.#open.update((now) => ({ ...now, isLooking: false }));
    if (reply?.ok === false) showFault(reply.fault);
    if (!reply?.ok) return false;
    if (doc !== this.#session.editor.get().doc) return this.#look();
    this.#doc = doc;
    this.#done = [];
    const all = reply.value.suggestions.filter((one) => !this.#dismissed.has(nameOf(one)));
    this.#open.set({ all, isLooking: false });
    this.#said.set(t`${counted(all.length, 'tag')} suggested.`);
    return true;
  }
}

/** How surely a person would tag it so, in words. */
export function likelihoodInWords(score: number): string {
  if (score >= 0.85) return t`very likely`;
  return score >= 0.6 ? t`likely` : t`perhaps`;
}

const nameOf = ({ text, kind }: TagSuggestion): string => `${kind} ${text}`;

const inOrder = (all: readonly TagSuggestion[]): readonly TagSuggestion[] => all.toSorted((a, b) => a.from - b.from);

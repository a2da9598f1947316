import type { EntityId } from '../../../shared/document/identifier.ts';
import {
  conflictingTags,
  type KnownTag,
  settleTags,
  type TagConflict,
  type TagDecision,
} from '../../../shared/edit/tags/conflicting-tags.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { t } from '../../../shared/translation/translate.ts';
import { withHighlights } from '../../editor/decorations.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import type { Range } from '../../model/places.ts';
import { tagTypes } from '../../model/tags/tag-types.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';

/** A conflict that is looked at. */
export interface OpenConflict extends TagConflict {
  /** From 1, in the order of the document. */
  readonly number: number;
  readonly count: number;
  /** Whom or what each means, by name; empty when it does not say. */
  readonly means: readonly [string, string];
}

/** Walks through the tags by several editors that do not agree: one card at a time, one key a decision. What is in conflict is looked for anew at every step. */
export class ConflictQueue {
  readonly #session: DocumentSession;
  readonly #outline: OutlineStore;
  readonly #card = createStore<OpenConflict | null>(null);
  readonly #said = createStore('');
  /** What entities are called now, and which of those that were merged each is. */
  #entities: ReadonlyMap<EntityId, { readonly id: EntityId; readonly name: string }> = new Map();

  constructor(session: DocumentSession, outline: OutlineStore) {
    this.#session = session;
    this.#outline = outline;
  }

  /** The conflict that is looked at; null while none is. */
  get card(): ReadableStore<OpenConflict | null> {
    return this.#card;
  }

  /** What happened last, for those who listen. */
  get said(): ReadableStore<string> {
    return this.#said;
  }

  /** The words of both tags that are looked at; null while none are, or when one of them is gone. */
  place(): Range | null {
    const card = this.#card.get();
    if (!card) return null;
    const tags = [card.first, card.second].map(({ tag }) => this.#outline.now().tag(tag.id));
    const [first, second] = tags;
    return first && second ? { from: Math.min(first.from, second.from), to: Math.max(first.to, second.to) } : null;
  }

  /** Goes to the conflict after the one that is looked at, or after the caret; or to the one before. */
  async step(direction: -1 | 1, said = ''): Promise<void> {
    await this.#nameEntities();
    const all = this.#all();
    const { from, to } = this.place() ?? this.#session.editor.get().selection;
    const here = this.#card.get();
    const at = here ? all.findIndex((one) => isSame(one, here)) : -1;
    const next = at >= 0 ? all[at + direction] : direction > 0 ? all.find((one) => one.first.tag.from >= from) : null;
    const target = next ?? (at < 0 && direction < 0 ? all.findLast((one) => one.first.tag.from <= to) : null);
    const round = direction > 0 ? all[0] : all.at(-1);
    const shown = target ?? round;
    if (!shown) return this.#leave(said);
    const turned = target ? '' : direction > 0 ? t`From the beginning again.` : t`From the end again.`;
    this.#show(shown, all, `${said} ${turned}`.trim());
  }

  /** Shows the card of a conflict, if it is one still. */
  async show(conflict: TagConflict): Promise<void> {
    await this.#nameEntities();
    const all = this.#all();
    const shown = all.find((one) => isSame(one, conflict));
    if (shown) this.#show(shown, all, '');
  }

  /** Decides about what is looked at; the next conflict comes by itself. */
  settle(decision: TagDecision): void {
    const card = this.#card.get();
    if (!card || this.#session.readOnly !== null) return;
    const { first, second } = card;
    const after = this.place()?.from ?? 0;
    if (!this.#session.run(settleTags(card, decision))) return;
    this.#card.set(null);
    const kept = decision === 'second' ? second : first;
    const sentence =
      decision === 'both' ? t`Both tags stand.` : t`The tag of ${kept.said.editor} is kept, the other one withdrawn.`;
    const rest = this.#all();
    const next = rest.find((one) => one.first.tag.from >= after) ?? rest[0];
    if (next) this.#show(next, rest, sentence);
    else this.#leave(sentence);
  }

  /** Takes the last decision back and shows what it was about. */
  undo(): void {
    if (this.#session.run(undo)) void this.step(1, t`Taken back.`);
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

  #all(): readonly TagConflict[] {
    return conflictingTags(this.#outline.now().tags(), this.#session.facts.get().annotations, {
      types: tagTypes.get(),
      entityOf: (id) => this.#entities.get(id)?.id ?? id,
    });
  }

  #show(conflict: TagConflict, all: readonly TagConflict[], said: string): void {
    const { first, second } = conflict;
    const number = all.findIndex((one) => isSame(one, conflict)) + 1;
    const [from, to] = [Math.min(first.tag.from, second.tag.from), Math.max(first.tag.to, second.tag.to)];
    if (!goTo({ kind: 'range', from, to }, { focus: false })) return;
    const means = [this.#meant(first), this.#meant(second)] as const;
    this.#said.set(`${said} ${t`${number} of ${all.length}.`}`.trim());
    this.#card.set({ ...conflict, number, count: all.length, means });
  }

  #meant({ state: { entity } }: KnownTag): string {
    return entity === null ? '' : (this.#entities.get(entity)?.name ?? t`An entity that is not in the list any more`);
  }

  #leave(said: string): void {
    const sentence = `${said} ${t`No tags of several editors are in conflict here.`}`.trim();
    this.#said.set(sentence);
    showToast(sentence);
    this.closeToText();
  }

  /** Asks what the entities that tags of this document mean are called. */
  async #nameEntities(): Promise<void> {
    const tags = [...this.#session.facts.get().annotations.values()];
    const ids = [...new Set(tags.flatMap(({ entity }) => (entity === null ? [] : [entity])))];
    const named = new Map<EntityId, { readonly id: EntityId; readonly name: string }>();
    for (let first = 0; first < ids.length; first += entitiesAtOnce) {
      const asked = ids.slice(first, first + entitiesAtOnce);
      const found = (await ask('entities:get', { ids: asked })) ?? [];
      for (const [index, id] of asked.entries()) {
        const entity = found[index];
        if (entity) named.set(id, { id: entity.id, name: entity.name });
      }
    }
    this.#entities = named;
  }
}

const entitiesAtOnce = 500;

const isSame = (one: TagConflict, other: TagConflict): boolean =>
  one.first.tag.id === other.first.tag.id && one.second.tag.id === other.second.tag.id;

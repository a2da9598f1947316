import type { Node } from 'prosemirror-model';
import type { Change, StoredChange } from '../document/document-state.ts';
import type { GroupId } from '../document/identifier.ts';
import { invertSteps } from './apply-steps.ts';

/** How many acts of a person can be taken back after a document is opened again. */
const mostHistoryGroups = 200;

interface KeptChange {
  readonly change: Change;
  /** The document that the change was made on. Documents share what they have in common, so keeping them costs little. */
  readonly before: Node;
}

/** The latest changes of a document. What takes them back is computed when it is asked for, not while replaying. */
export class ChangeHistory {
  readonly #kept: KeptChange[] = [];
  /** Changes by group, oldest group first. */
  readonly #groups = new Map<GroupId, number>();

  add(change: Change, before: Node): void {
    this.#kept.push({ change, before });
    this.#groups.set(change.group, (this.#groups.get(change.group) ?? 0) + 1);
    // Trimmed by halves, so that an addition costs the same however long the journal is.
    if (this.#groups.size >= 2 * mostHistoryGroups) this.#trim();
  }

  /** The changes of the latest acts, oldest first, each act whole.
   *  @param limit the number of acts, at most `mostHistoryGroups` */
  latest(limit: number): readonly StoredChange[] {
    const known = [...this.#groups.keys()];
    const groups = new Set(known.slice(Math.max(0, known.length - Math.min(limit, mostHistoryGroups))));
    return this.#kept
      .filter(({ change }) => groups.has(change.group))
      .map(({ change, before }) => ({ ...change, inverse: invertSteps(before, change.steps) }));
  }

  #trim(): void {
    const groups = [...this.#groups.entries()].slice(-mostHistoryGroups);
    const left = new Set(groups.map(([group]) => group));
    const kept = this.#kept.filter(({ change }) => left.has(change.group));
    this.#kept.splice(0, this.#kept.length, ...kept);
    this.#groups.clear();
    for (const [group, changes] of groups) this.#groups.set(group, changes);
  }
}

import { Node } from 'prosemirror-model';
import type { Change, StepJson, StoredChange } from '../document/document-state.ts';
import type { GroupId } from '../document/identifier.ts';
import { invertSteps } from './apply-steps.ts';

/** How many acts of a person can be taken back after a document is opened again. */
export const mostHistoryGroups = 200;

interface KeptChange {
  readonly change: Change;
  /** The document that the change was made on. Documents share what they have in common, so keeping them costs little. From a
   *  checkpoint come the inverse steps instead. */
  readonly undone: Node | readonly StepJson[];
}

/** The latest changes of a document. What takes them back is computed when it is asked for, not while replaying. */
export class ChangeHistory {
  readonly #kept: KeptChange[] = [];
  /** Changes by group, oldest group first. */
  readonly #groups = new Map<GroupId, number>();

  /** @param before the document that the change was made on */
  add(change: Change, before: Node): void {
    this.#keep({ change, undone: before });
  }

  /** Adds a change as `latest` gave it. */
  restore({ inverse, ...change }: StoredChange): void {
    this.#keep({ change, undone: inverse });
  }

  #keep(kept: KeptChange): void {
    const { change } = kept;
    this.#kept.push(kept);
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
      .map(({ change, undone }) => ({
        ...change,
        inverse: undone instanceof Node ? invertSteps(undone, change.steps) : undone,
      }));
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

import type { GroupId } from '../document/identifier.ts';

/** A group, and the one that it takes back when it takes one back. */
export type KnownGroup = readonly [GroupId] | readonly [GroupId, GroupId];

/** Which acts of a document were taken back. An act is a group; undo is a group that undoes one, and redo a group that
 *  undoes an undo, so whether an act counts follows from the chain of what took back what. */
export class GroupLedger {
  /** Every group of the journal, and the one that it takes back. */
  readonly #undoes = new Map<GroupId, GroupId | null>();
  /** How many groups that count take a group back. */
  readonly #takers = new Map<GroupId, number>();

  /** What the group takes back; null when nothing; undefined when the journal does not know it. */
  target(group: GroupId): GroupId | null | undefined {
    return this.#undoes.get(group);
  }

  /** Every group in the order in which they came, with the one that it takes back if it does: `add` them again to have the
   *  same ledger. */
  groups(): readonly KnownGroup[] {
    return [...this.#undoes].map(([group, undoes]) => (undoes === null ? [group] : [group, undoes]));
  }

  isUndone(group: GroupId): boolean {
    return (this.#takers.get(group) ?? 0) > 0;
  }

  /** Adds a group, or another part of one that is there already. `undoes` names a group that was added before.
   *  @returns the groups that now count, or no longer count */
  add(group: GroupId, undoes: GroupId | null): readonly GroupId[] {
    if (this.#undoes.has(group)) return [];
    this.#undoes.set(group, undoes);
    const changed: GroupId[] = [];
    let target = undoes;
    let taking = true;
    // A group that starts or ceases to count changes what it takes back, and so on down the chain, which ends because a
    // group can only take back an older one.
    while (target !== null) {
      const before = this.#takers.get(target) ?? 0;
      const after: number = before + (taking ? 1 : -1);
      this.#takers.set(target, after);
      if (before > 0 === after > 0) break;
      changed.push(target);
      taking = after === 0;
      target = this.#undoes.get(target) ?? null;
    }
    return changed;
  }
}

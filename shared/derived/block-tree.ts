import type { Node } from 'prosemirror-model';

/** More members than this are divided. */
const mostMembers = 32;

/** A text block at its place among all of a document. Its position is found from here in O(log n); through edits of its text it stays
 *  the same object. */
export class PlacedLeaf {
  parent: Branch | null = null;

  /** @param lead what lies between the end of the block before, or the beginning of the document, and this block's content
   *  @param note the note whose text it is; null for any other */
  constructor(
    public block: Node,
    public lead: number,
    public note: NoteOfLeaf | null,
  ) {}

  get size(): number {
    return this.lead + this.block.content.size;
  }

  get count(): number {
    return 1;
  }
}

/** The note that a text block belongs to. */
export interface NoteOfLeaf {
  readonly node: Node;
  /** Whether the note begins with this block. */
  readonly isFirst: boolean;
}

type Member = Branch | PlacedLeaf;

class Branch {
  parent: Branch | null = null;
  size = 0;
  count = 0;

  constructor(readonly members: Member[]) {
    for (const member of members) {
      member.parent = this;
      this.size += member.size;
      this.count += member.count;
    }
  }
}

/** The text blocks of a document in order: a B+ tree that knows how long everything is. Insertion, removal and every question cost
 *  O(log n). */
export class BlockTree {
  #root: Branch;

  constructor(leaves: readonly PlacedLeaf[]) {
    this.#root = built(leaves);
  }

  get count(): number {
    return this.#root.count;
  }

  /** Position of the first inline place of a block. */
  startOf(leaf: PlacedLeaf): number {
    return before(leaf, 'size') + leaf.lead;
  }

  indexOf(leaf: PlacedLeaf): number {
    return before(leaf, 'count');
  }

  /** Whether a block is still one of these. */
  has(leaf: PlacedLeaf): boolean {
    return leaf.parent !== null;
  }

  at(index: number): PlacedLeaf | null {
    return this.#find((passed, member) => passed.count + member.count > index);
  }

  /** The first block that does not end before a position; null when all do. */
  reaching(pos: number): PlacedLeaf | null {
    return this.#find((passed, member) => passed.size + member.size >= pos);
  }

  /** The last block whose content begins at or before a position; null when none does. */
  beginningBefore(pos: number): PlacedLeaf | null {
    const reaching = this.reaching(pos);
    if (!reaching) return this.at(this.count - 1);
    return this.startOf(reaching) <= pos ? reaching : this.previous(reaching);
  }

  next(leaf: PlacedLeaf): PlacedLeaf | null {
    return beside(leaf, 1);
  }

  previous(leaf: PlacedLeaf): PlacedLeaf | null {
    return beside(leaf, -1);
  }

  /** Lets a block be another one, or stand further from the block before. */
  update(leaf: PlacedLeaf, { block, lead, note }: Pick<PlacedLeaf, 'block' | 'lead' | 'note'>): void {
    const before = leaf.size;
    leaf.block = block;
    leaf.lead = lead;
    leaf.note = note;
    const growth = leaf.size - before;
    for (let branch = leaf.parent; branch && growth !== 0; branch = branch.parent) branch.size += growth;
  }

  remove(leaf: PlacedLeaf): void {
    const branch = leaf.parent;
    if (!branch) return;
    for (let above: Branch | null = branch; above; above = above.parent) {
      above.size -= leaf.size;
      above.count -= 1;
    }
    leaf.parent = null;
    let [gone, from]: [Member, Branch | null] = [leaf, branch];
    while (from) {
      from.members.splice(from.members.indexOf(gone), 1);
      if (from.members.length > 0 || !from.parent) break;
      const above: Branch = from.parent;
      from.parent = null;
      [gone, from] = [from, above];
    }
  }

  /** @param behind the block that it follows; null for the first */
  insert(leaf: PlacedLeaf, behind: PlacedLeaf | null): void {
    const branch = behind?.parent ?? firstBranch(this.#root);
    branch.members.splice(behind ? branch.members.indexOf(behind) + 1 : 0, 0, leaf);
    leaf.parent = branch;
    for (let above: Branch | null = branch; above; above = above.parent) {
      above.size += leaf.size;
      above.count += 1;
    }
    this.#divide(branch);
  }

  #divide(full: Branch): void {
    for (let branch: Branch | null = full; branch && branch.members.length > mostMembers; branch = branch.parent) {
      const rest: Branch = new Branch(branch.members.splice(branch.members.length >> 1));
      branch.size -= rest.size;
      branch.count -= rest.count;
      if (!branch.parent) {
        this.#root = new Branch([branch, rest]);
        return;
      }
      branch.parent.members.splice(branch.parent.members.indexOf(branch) + 1, 0, rest);
      rest.parent = branch.parent;
    }
  }

  /** @param isHere whether what is looked for lies in a member, by what lies before it */
  #find(isHere: (passed: Readonly<Passed>, member: Member) => boolean): PlacedLeaf | null {
    const passed: Passed = { size: 0, count: 0 };
    let branch = this.#root;
    for (let index = 0; index < branch.members.length; ) {
      const member = branch.members[index];
      if (!member) break;
      if (!isHere(passed, member)) {
        passed.size += member.size;
        passed.count += member.count;
        index += 1;
      } else if (member instanceof PlacedLeaf) {
        return member;
      } else {
        branch = member;
        index = 0;
      }
    }
    return null;
  }
}

interface Passed {
  size: number;
  count: number;
}

function built(leaves: readonly PlacedLeaf[]): Branch {
  let level: readonly Member[] = leaves;
  do {
    const branches: Branch[] = [];
    // Half full, so that the next insertions find room.
    for (let at = 0; at < level.length; at += mostMembers / 2)
      branches.push(new Branch(level.slice(at, at + mostMembers / 2)));
    if (branches.length === 0) return new Branch([]);
    level = branches;
  } while (level.length > 1);
  return level[0] as Branch;
}

/** How much comes before a member in the whole tree. */
function before(member: Member, what: 'size' | 'count'): number {
  let sum = 0;
  let current = member;
  for (let branch = current.parent; branch; branch = branch.parent) {
    for (const one of branch.members) {
      if (one === current) break;
      sum += one[what];
    }
    current = branch;
  }
  return sum;
}

function beside(leaf: PlacedLeaf, step: -1 | 1): PlacedLeaf | null {
  let current: Member = leaf;
  for (let branch: Branch | null = leaf.parent; branch; branch = branch.parent) {
    const neighbour = branch.members[branch.members.indexOf(current) + step];
    if (neighbour) return endOf(neighbour, step);
    current = branch;
  }
  return null;
}

/** The first leaf of a member, or its last. */
function endOf(member: Member, step: -1 | 1): PlacedLeaf | null {
  let current: Member | undefined = member;
  while (current instanceof Branch) current = step > 0 ? current.members[0] : current.members.at(-1);
  return current ?? null;
}

function firstBranch(root: Branch): Branch {
  let branch = root;
  while (branch.members[0] instanceof Branch) branch = branch.members[0];
  return branch;
}

import { Fragment, type Mark, type Node } from 'prosemirror-model';
import type { AttributeChanges } from '../document/schema-carried.ts';

type Changes = AttributeChanges | null;

/** Two lines of changes with the attributes of imported elements put together attribute by attribute: what only one changed is in both, and of what
 *  both set otherwise ours stays. Where no element was changed by both they are given back as they are. O(documents).
 *  @param base the state that both began with */
export function withMergedChanges(base: Node, ours: Node, theirs: Node): readonly [Node, Node] {
  const [us, them] = [changesIn(ours), changesIn(theirs)];
  if (us.size === 0 || them.size === 0) return [ours, theirs];
  const before = changesIn(base);
  const merged = new Map<string, Changes>();
  for (const origin of new Set([...us.keys(), ...them.keys()])) {
    const [old, mine, other] = [before, us, them].map((known) => known.get(origin) ?? null);
    if (!same(old, mine) && !same(old, other) && !same(mine, other))
      merged.set(origin, mergedRecord(old ?? null, mine ?? null, other ?? null));
  }
  return merged.size === 0 ? [ours, theirs] : [withChanges(ours, merged), withChanges(theirs, merged)];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** What is changed of each element; of the halves of one that was split, of the first. */
function changesIn(doc: Node): ReadonlyMap<string, Changes> {
  const found = new Map<string, Changes>();
  const note = ({ origin, changes }: Readonly<Record<string, unknown>>): void => {
    if (changes && typeof origin === 'string' && !found.has(origin)) found.set(origin, changes as AttributeChanges);
  };
  doc.descendants((node) => {
    note(node.attrs);
    for (const mark of node.marks) note(mark.attrs);
  });
  return found;
}

function mergedRecord(base: Changes, ours: Changes, theirs: Changes): Changes {
  const names = [base, ours, theirs].flatMap((one) => Object.keys(one ?? {}));
  const merged: Record<string, string | null> = {};
  for (const name of [...new Set(names)].sort()) {
    const [old, mine, other] = [base?.[name], ours?.[name], theirs?.[name]];
    const value = mine === old ? other : mine;
    if (value !== undefined) merged[name] = value;
  }
  return Object.keys(merged).length === 0 ? null : merged;
}

/** A document in which some elements have these changes. */
function withChanges(node: Node, merged: ReadonlyMap<string, Changes>): Node {
  const marks = node.marks.map((mark) => markWithChanges(mark, merged));
  if (node.isText) return node.mark(marks);
  const children: Node[] = [];
  node.forEach((child) => {
    children.push(withChanges(child, merged));
  });
  const { origin } = node.attrs;
  const changes = 'changes' in node.attrs && typeof origin === 'string' ? merged.get(origin) : undefined;
  const attrs = changes === undefined ? node.attrs : { ...node.attrs, changes };
  return node.type.create(attrs, Fragment.from(children), marks);
}

function markWithChanges(mark: Mark, merged: ReadonlyMap<string, Changes>): Mark {
  const { origin } = mark.attrs;
  const changes = typeof origin === 'string' ? merged.get(origin) : undefined;
  return changes === undefined ? mark : mark.type.create({ ...mark.attrs, changes });
}

import type { RawBlock } from './raw-page.ts';

interface Group {
  readonly index: number | null;
  readonly children: (Group | Reference)[];
}

interface Reference {
  readonly index: number | null;
  readonly ids: readonly string[];
}

/** Gathers the reading order that a file states. Members with an index are read by it, others as they stand.
 *  PAGE: `ReadingOrder` with groups and `RegionRef`s; ALTO 4.3: `ReadingOrder` with groups and `ElementRef`s. */
export class ReadingOrder {
  private readonly root: Group = { index: null, children: [] };
  private readonly open: Group[] = [this.root];

  /** Whether the file states none. */
  get isEmpty(): boolean {
    return this.root.children.length === 0;
  }

  openGroup(index: number | null): void {
    const group: Group = { index, children: [] };
    this.open.at(-1)?.children.push(group);
    this.open.push(group);
  }

  closeGroup(): void {
    if (this.open.length > 1) this.open.pop();
  }

  refer(ids: readonly string[], index: number | null): void {
    this.open.at(-1)?.children.push({ index, ids });
  }

  /** Blocks in the stated order; those that it does not name follow as they stand. Where it names lines, they are sorted within their
   *  block, which has the place of the first of them. Without a stated order nothing moves. */
  sorted(blocks: readonly RawBlock[]): readonly RawBlock[] {
    const rank = new Map<string, number>();
    visitInOrder(this.root, (id) => {
      if (!rank.has(id)) rank.set(id, rank.size);
    });
    if (rank.size === 0) return blocks;
    const rankOf = ({ id }: { readonly id: string | null }): number | undefined =>
      id === null ? undefined : rank.get(id);
    for (const { lines } of blocks)
      if (lines.some((line) => rankOf(line) !== undefined))
        lines.sort((a, b) => (rankOf(a) ?? rank.size) - (rankOf(b) ?? rank.size));
    const place = (block: RawBlock): number =>
      rankOf(block) ?? Math.min(rank.size, ...block.lines.map((line) => rankOf(line) ?? rank.size));
    return [...blocks].sort((a, b) => place(a) - place(b));
  }
}

function visitInOrder(group: Group, visit: (id: string) => void): void {
  const sorted = [...group.children].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
  for (const member of sorted) {
    if ('ids' in member) for (const id of member.ids) visit(id);
    else visitInOrder(member, visit);
  }
}

import type { Mark } from 'prosemirror-model';
import type { LeafRange } from '../ranges-to-tree.ts';
import type { Token } from './inline-tokens.ts';

/** From outside to inside, where two marks cover the same words: a tag stands around what was done to its words. */
const nesting = [
  'furnitureText',
  'segment',
  'reference',
  'annotation',
  'zone',
  'struck',
  'byHand',
  'supplied',
  'unclear',
  'emendation',
  'rendition',
] as const;

/** The mark as a thing of its own: what it is and its id. Marks without id have none, and a zone is a thing of the page: its
 *  passages only point at it. */
export function identityOf(mark: Mark): string | null {
  const id = mark.attrs.id as string | undefined;
  return id === undefined || mark.type.name === 'zone' ? null : `${mark.type.name} ${id}`;
}

/** The stretches of tokens that marks cover, a range a stretch, in the order in which they are to be placed in the tree: what
 *  the page or an editor's decision is made of first, which may be cut only by its own kind; then annotations, which are
 *  never cut, longer ones first; then looks (`hi`) and passages that a zone shows, cut by everything.
 *  @param age tells annotations that cover the same words apart: the older one goes outside */
export function markRanges(tokens: readonly Token[], age: (annotation: string) => number): readonly LeafRange<Mark>[] {
  const stretches = markStretches(tokens);
  const ranks = new Map(stretches.map((stretch) => [stretch, rankOf(stretch.mark, age)]));
  const nested = [...stretches].sort((a, b) => compareRanks(ranks.get(a), ranks.get(b)));
  const ranges = nested.map(({ mark, from, to }, order) => ({
    from,
    to,
    order,
    divisible: isDivisible(mark),
    value: mark,
  }));
  return ranges.sort(
    (a, b) => turnOf(a.value) - turnOf(b.value) || a.from - b.from || b.to - a.to || a.order - b.order,
  );
}

const isDivisible = (mark: Mark): boolean => mark.type.name !== 'annotation';

function turnOf(mark: Mark): number {
  if (mark.type.name === 'rendition' || mark.type.name === 'zone') return 2;
  return mark.type.name === 'annotation' ? 1 : 0;
}

interface Stretch {
  readonly mark: Mark;
  readonly from: number;
  to: number;
}

function markStretches(tokens: readonly Token[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch[] = [];
  for (const [index, { marks }] of tokens.entries()) {
    open = marks.map((mark) => {
      const running = open.find((stretch) => stretch.mark.eq(mark));
      if (running) {
        running.to = index + 1;
        return running;
      }
      const stretch = { mark, from: index, to: index + 1 };
      stretches.push(stretch);
      return stretch;
    });
  }
  return stretches;
}

type Rank = readonly [nesting: number, age: number, key: string];

/** Mark order is no content of a document, so the rank asks nothing of it. */
function rankOf(mark: Mark, age: (annotation: string) => number): Rank {
  const name = mark.type.name;
  const years = name === 'annotation' ? age(mark.attrs.id as string) : 0;
  return [nesting.indexOf(name as (typeof nesting)[number]), years, JSON.stringify(mark.attrs)];
}

function compareRanks(a: Rank | undefined, b: Rank | undefined): number {
  if (!a || !b) return 0;
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : Number(a[2] > b[2]));
}

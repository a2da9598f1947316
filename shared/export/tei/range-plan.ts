import type { Mark, Node } from 'prosemirror-model';
import { readingOf } from '../../document/reading.ts';
import { schema } from '../../document/schema.ts';
import { unreachable } from '../../text/unreachable.ts';
import type { BlockTokens, InlineToken } from './inline-tokens.ts';
import { type LeafRange, type RangeBranch, rangesToTree } from './ranges-to-tree.ts';
import type { XmlIdentifiers } from './tei-names.ts';

/** From outside to inside, where two marks cover the same words: a tag stands around what was done to its words. */
const nesting = [
  'furnitureText',
  'segment',
  'reference',
  'annotation',
  'zone',
  'foreign',
  'otherHand',
  'struck',
  'byHand',
  'added',
  'supplied',
  'unclear',
  'emendation',
  'abbreviation',
  'rendition',
] as const;

/** The mark as a thing of its own: what it is and its id. Marks without id have none, and a zone is a thing of the page: its
 *  passages only point at it. */
function identityOf(mark: Mark): string | null {
  const id = mark.attrs.id as string | undefined;
  return id === undefined || mark.type.name === 'zone' ? null : `${mark.type.name} ${id}`;
}

/** The stretches of tokens that marks cover, a range a stretch, in the order in which they are to be placed in the tree: what
 *  the page or an editor's decision is made of first, which may be cut only by its own kind; then annotations, which are
 *  never cut, longer ones first; then looks (`hi`) and passages that a zone shows, cut by everything.
 *  @param age tells annotations that cover the same words apart: the older one goes outside */
function markRanges(tokens: readonly InlineToken[], age: (annotation: string) => number): readonly LeafRange<Mark>[] {
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

function markStretches(tokens: readonly InlineToken[]): readonly Stretch[] {
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

/** A text block with its marks in the order of a tree. */
export interface PlannedBlock extends BlockTokens {
  readonly branches: readonly RangeBranch<Mark>[];
}

/** One of the elements that a mark with an id becomes. It becomes several where it goes over several blocks, is interrupted
 *  or is cut. TEI: `@xml:id @next @prev`. */
export interface MarkPart {
  readonly identifier: string;
  /** 0 for the first part. */
  readonly index: number;
  readonly previous: string | null;
  readonly next: string | null;
}

/** A stretch of an annotation that crosses something and therefore stands off. TEI: `anchor` pair and `span`. */
export interface StandOffStretch {
  readonly annotation: string;
  /** `span/@xml:id`: the annotation's own for its first stretch. */
  readonly identifier: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export interface RangePlan {
  /** By the position of the block's first inline place. */
  readonly blocks: ReadonlyMap<number, PlannedBlock>;
  readonly parts: ReadonlyMap<RangeBranch<Mark>, MarkPart>;
  readonly standOff: readonly StandOffStretch[];
  /** What an annotation's record points at, in document order, by the annotation's id. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
}

/** Decides for every mark how it becomes XML. An annotation is either wholly inline, its stretches linked by `@next` and
 *  `@prev`, or, when one stretch crosses another mark, wholly stand-off; marks that say what the page holds are always inline and
 *  are cut where they cross. Pure but for the identifiers it claims. */
export function planRanges(
  blocks: readonly BlockTokens[],
  identifiers: XmlIdentifiers,
  age: (annotation: string) => number,
): RangePlan {
  const crossing = new Set<string>();
  for (const { tokens } of blocks)
    for (const range of rangesToTree(markRanges(tokens, age)).crossing) crossing.add(range.value.attrs.id as string);

  const standOff: StandOffStretch[] = [];
  const planned = new Map<number, PlannedBlock>();
  for (const block of blocks) {
    const tokens = pointStretches(block.tokens, crossing, identifiers, standOff);
    planned.set(block.start, { ...block, tokens, branches: rangesToTree(markRanges(tokens, age)).branches });
  }
  const { parts, inline } = linkParts([...planned.values()], identifiers);
  return { blocks: planned, parts, standOff, targets: targetsOf(inline, standOff) };
}

/** Takes the marks of crossing annotations off and puts points where their stretches begin and end. */
function pointStretches(
  tokens: readonly InlineToken[],
  crossing: ReadonlySet<string>,
  identifiers: XmlIdentifiers,
  found: StandOffStretch[],
): readonly InlineToken[] {
  const starts = new Map<number, string[]>();
  const ends = new Map<number, string[]>();
  for (const range of markRanges(tokens, () => 0)) {
    if (!isCrossing(range.value, crossing)) continue;
    const annotation = range.value.attrs.id as string;
    const base = identifiers.of('annotation', annotation);
    const from = identifiers.claim(`${base}-start`);
    const to = identifiers.claim(`${base}-end`);
    starts.set(range.from, [...(starts.get(range.from) ?? []), from]);
    ends.set(range.to, [to, ...(ends.get(range.to) ?? [])]);
    const text = textOf(tokens.slice(range.from, range.to));
    const isFirst = found.every((stretch) => stretch.annotation !== annotation);
    const identifier = isFirst ? base : identifiers.claim(base);
    found.push({ annotation, identifier, kind: range.value.attrs.kind as string, from, to, text });
  }
  if (starts.size === 0) return tokens;
  return withPoints(tokens, (index) => [...(ends.get(index) ?? []), ...(starts.get(index) ?? [])], crossing);
}

function withPoints(
  tokens: readonly InlineToken[],
  pointsAt: (index: number) => readonly string[],
  crossing: ReadonlySet<string>,
): readonly InlineToken[] {
  const kept = tokens.map(({ leaf, marks }) => ({ leaf, marks: marks.filter((mark) => !isCrossing(mark, crossing)) }));
  const result: InlineToken[] = [];
  for (let index = 0; index <= kept.length; index += 1) {
    const before = kept[index - 1]?.marks ?? [];
    const after = kept[index]?.marks ?? [];
    // A point takes the marks of both its sides, so that it interrupts none.
    const marks = before.filter((mark) => after.some((other) => other.eq(mark)));
    for (const identifier of pointsAt(index)) result.push({ leaf: { kind: 'point', identifier }, marks });
    const token = kept[index];
    if (token) result.push(token);
  }
  return result;
}

const isCrossing = (mark: Mark, crossing: ReadonlySet<string>): boolean =>
  mark.type.name === 'annotation' && crossing.has(mark.attrs.id as string);

/** The words of tokens, for a person to recognise the passage by, read as everywhere. */
function textOf(tokens: readonly InlineToken[]): string {
  const doc = schema.node('doc', null, [schema.node('paragraph', null, tokens.flatMap(readNodes))]);
  return readingOf(doc, 0, doc.content.size);
}

function readNodes({ leaf }: InlineToken): readonly Node[] {
  switch (leaf.kind) {
    case 'text':
      return [schema.text(leaf.text)];
    case 'line-end hyphen':
      return [schema.text(leaf.sign)];
    case 'line end':
      return [schema.node('lineBreak', { joins: leaf.joins })];
    case 'gap':
      return [leaf.node];
    case 'page':
    case 'note reference':
    case 'point':
      return [];
    default:
      return unreachable(leaf);
  }
}

/** Numbers the parts of every mark with an id through the document and links them. */
function linkParts(
  blocks: readonly PlannedBlock[],
  identifiers: XmlIdentifiers,
): {
  readonly parts: ReadonlyMap<RangeBranch<Mark>, MarkPart>;
  readonly inline: ReadonlyMap<string, readonly string[]>;
} {
  const chains = new Map<string, RangeBranch<Mark>[]>();
  const visit = (branch: RangeBranch<Mark>): void => {
    const identity = identityOf(branch.range.value);
    if (identity !== null) {
      const chain = chains.get(identity);
      if (chain) chain.push(branch);
      else chains.set(identity, [branch]);
    }
    for (const child of branch.children) visit(child);
  };
  for (const { branches } of blocks) for (const branch of branches) visit(branch);

  const parts = new Map<RangeBranch<Mark>, MarkPart>();
  const inline = new Map<string, readonly string[]>();
  for (const chain of chains.values()) {
    const names = chain.map((branch, index) => partName(branch.range.value, index, identifiers));
    for (const [index, branch] of chain.entries())
      parts.set(branch, {
        identifier: names[index] ?? '',
        index,
        previous: names[index - 1] ?? null,
        next: names[index + 1] ?? null,
      });
    const mark = chain[0]?.range.value;
    if (mark?.type.name === 'annotation') inline.set(mark.attrs.id as string, names);
  }
  return { parts, inline };
}

function partName(mark: Mark, index: number, identifiers: XmlIdentifiers): string {
  const first = identifiers.of(mark.type.name, mark.attrs.id as string);
  return index === 0 ? first : identifiers.claim(`${first}-${index + 1}`);
}

function targetsOf(
  inline: ReadonlyMap<string, readonly string[]>,
  standOff: readonly StandOffStretch[],
): ReadonlyMap<string, readonly string[]> {
  const targets = new Map(inline);
  for (const { annotation, from, to } of standOff)
    targets.set(annotation, [...(targets.get(annotation) ?? []), from, to]);
  return targets;
}

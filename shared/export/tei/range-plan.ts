import type { Mark, Node } from 'prosemirror-model';
import { readingOf } from '../../document/reading.ts';
import { schema } from '../../document/schema.ts';
import { unreachable } from '../../document/unreachable.ts';
import { type RangeBranch, rangesToTree } from '../ranges-to-tree.ts';
import type { BlockTokens, Token } from './inline-tokens.ts';
import { identityOf, markRanges } from './mark-ranges.ts';
import type { XmlIdentifiers } from './xml-identifiers.ts';

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
  tokens: readonly Token[],
  crossing: ReadonlySet<string>,
  identifiers: XmlIdentifiers,
  found: StandOffStretch[],
): readonly Token[] {
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
  tokens: readonly Token[],
  pointsAt: (index: number) => readonly string[],
  crossing: ReadonlySet<string>,
): readonly Token[] {
  const kept = tokens.map(({ leaf, marks }) => ({ leaf, marks: marks.filter((mark) => !isCrossing(mark, crossing)) }));
  const result: Token[] = [];
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
function textOf(tokens: readonly Token[]): string {
  const doc = schema.node('doc', null, [schema.node('paragraph', null, tokens.flatMap(readNodes))]);
  return readingOf(doc, 0, doc.content.size);
}

function readNodes({ leaf }: Token): readonly Node[] {
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

import type { Node } from 'prosemirror-model';
import { inEnglish } from '../translation/retell.ts';
import type { AnchorId, RecognitionId } from './identifier.ts';

/** What sequence of pages an anchor counts: pages of the scan, pages of the printed volume, or plain `[Page 200]`.
 *  TEI: `pb/@type` = facsimile, typeset, or absent. */
export type AnchorKind = 'facsimile' | 'typeset' | 'page';

/** Where `pb` goes on export while the anchor leads its text block (`after block`: ends it), and whether it is drawn as a divider. */
export type AnchorPlacement = 'text' | 'before block' | 'before item' | 'before row' | 'after block';

/** A page anchor. TEI: `pb`. The label is `pb/@n`; it may be empty. */
export interface PageAnchor {
  readonly id: AnchorId;
  readonly kind: AnchorKind;
  readonly label: string;
  readonly placement: AnchorPlacement;
  /** True while nobody has confirmed an anchor that no marker in the source states. */
  readonly inferred: boolean;
  /** The line of the import report that it comes from; null when a person added it. */
  readonly recognition: RecognitionId | null;
  /** The marker as the source has it, such as `[Facsimile Page 2]`; null when there is none. */
  readonly raw: string | null;
}

/** A page anchor and the position before it in the document. */
export interface PlacedAnchor {
  readonly pos: number;
  readonly anchor: PageAnchor;
}

export const anchorKinds: readonly AnchorKind[] = ['facsimile', 'typeset', 'page'];

/** What a person calls the anchor: `Facsimile 2`, `Typeset 1359`, `Page 200`. */
export function anchorName(anchor: Pick<PageAnchor, 'kind' | 'label'>): string {
  return anchor.label === '' ? withoutNumber[anchor.kind] : withNumber[anchor.kind](anchor.label);
}

const withNumber: Readonly<Record<AnchorKind, (label: string) => string>> = {
  facsimile: (label) => inEnglish`Facsimile ${label}`,
  typeset: (label) => inEnglish`Typeset ${label}`,
  page: (label) => inEnglish`Page ${label}`,
};

const withoutNumber: Readonly<Record<AnchorKind, string>> = {
  facsimile: inEnglish`Facsimile without a number`,
  typeset: inEnglish`Typeset without a number`,
  page: inEnglish`Page without a number`,
};

/** The marker as plain text: the source's own, or one made after its pattern. */
export function anchorMarker(anchor: Pick<PageAnchor, 'kind' | 'label' | 'raw'>): string {
  if (anchor.raw !== null) return anchor.raw;
  const kind = { facsimile: 'Facsimile Page', typeset: 'Typeset Page', page: 'Page' }[anchor.kind];
  return `[${kind} ${anchor.label}]`;
}

export const isAnchor = (node: Node): boolean => node.type.name === 'pageAnchor';

/** The attributes of a `pageAnchor` node, typed. */
export const anchorOf = (node: Node): PageAnchor => node.attrs as PageAnchor;

/** Every page anchor of a document, fragmentless part or slice, in document order. What is found in a block is kept with it: only what was
 *  changed is looked through again. */
export function anchorsOf(root: Node): readonly PlacedAnchor[] {
  if (root.inlineContent) return anchorsWithin(root);
  const found: PlacedAnchor[] = [];
  root.forEach((child, offset) => {
    for (const { pos, anchor } of anchorsWithin(child)) found.push({ pos: pos + offset + 1, anchor });
  });
  return found;
}

/** By the block that they are in, from the start of its content. */
const knownAnchors = new WeakMap<Node, readonly PlacedAnchor[]>();
const none: readonly PlacedAnchor[] = [];

function anchorsWithin(block: Node): readonly PlacedAnchor[] {
  const known = knownAnchors.get(block);
  if (known) return known;
  const found: PlacedAnchor[] = [];
  block.descendants((node, pos) => {
    if (isAnchor(node)) found.push({ pos, anchor: anchorOf(node) });
  });
  const kept = found.length === 0 ? none : found;
  knownAnchors.set(block, kept);
  return kept;
}

/** The page anchors that a person may mean by a name, in document order: `Facsimile 3`, `[Facsimile Page 3]`, a label alone, or the
 *  identity of one. Capitals make no difference. */
export function anchorsNamed(doc: Node, name: string): readonly PlacedAnchor[] {
  const wanted = folded(name);
  const all = anchorsOf(doc);
  const byId = all.filter(({ anchor }) => anchor.id === name);
  if (byId.length > 0) return byId;
  const byName = all.filter(({ anchor }) => [anchorName(anchor), anchorMarker(anchor)].map(folded).includes(wanted));
  return byName.length > 0 ? byName : all.filter(({ anchor }) => folded(anchor.label) === wanted);
}

const folded = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

import type { Mark, Node } from 'prosemirror-model';
import type { PageAnchor } from '../../document/page-anchor.ts';
import { unreachable } from '../../text/unreachable.ts';
import { element, textNodes, token, type XmlElement, type XmlNode } from '../../xml/xml-tree.ts';
import type { EditionPlan } from './edition-plan.ts';
import type { Leaf } from './inline-tokens.ts';
import { markElement, words } from './mark-elements.ts';
import type { PlacedNote } from './note-plan.ts';
import type { PlannedBlock } from './range-plan.ts';
import type { RangeBranch } from './ranges-to-tree.ts';
import { pointerTo } from './tei-names.ts';

/** `pb`. `@type` and `@ed` name the sequence of pages that it counts; plain page numbers have none. `@cert` tells that a
 *  reader concluded the page end and nobody has confirmed it yet (`encodingDesc` says so in words). `@facs` names the page images that begin there. */
export function pageBreak(plan: EditionPlan, anchor: PageAnchor): XmlElement {
  const sequence = anchor.kind === 'page' ? null : anchor.kind;
  const surfaces = plan.facsimile.surfacesOfAnchor.get(anchor.id);
  return element('pb', {
    type: sequence,
    n: anchor.label,
    'xml:id': plan.identifiers.claim(anchor.id),
    ed: sequence,
    cert: anchor.inferred ? 'medium' : null,
    facs: surfaces === undefined ? null : surfaces.map(pointerTo).join(' '),
  });
}

/** A text block of the plan.
 *  @param start position of its first inline place */
export function plannedBlock(plan: EditionPlan, start: number): PlannedBlock {
  const block = plan.ranges.blocks.get(start);
  if (!block) throw new RangeError(`no text block begins at position ${start}`);
  return block;
}

/** The page breaks that lead a block and belong before it. */
export const leadingBreaks = (plan: EditionPlan, block: PlannedBlock): readonly XmlElement[] =>
  block.leading.map((anchor) => pageBreak(plan, anchor));

/** What a text block holds, without the page breaks that belong before it. */
export function inlineContent(plan: EditionPlan, block: PlannedBlock): readonly XmlNode[] {
  return stretch(plan, block, 0, block.tokens.length, block.branches);
}

/** Leaves from one number to another, with the branches among them as elements. */
function stretch(
  plan: EditionPlan,
  block: PlannedBlock,
  from: number,
  to: number,
  branches: readonly RangeBranch<Mark>[],
): readonly XmlNode[] {
  const nodes: XmlNode[] = [];
  let index = from;
  const leavesUpTo = (end: number): void => {
    for (; index < end; index += 1) {
      const token = block.tokens[index];
      if (token) nodes.push(...leafNodes(plan, token.leaf));
    }
  };
  for (const branch of branches) {
    leavesUpTo(branch.from);
    const part = plan.ranges.parts.get(branch) ?? null;
    const children = stretch(plan, block, branch.from, branch.to, branch.children);
    nodes.push(markElement(plan, branch.range.value, part, children));
    index = branch.to;
  }
  leavesUpTo(to);
  return nodes;
}

function leafNodes(plan: EditionPlan, leaf: Leaf): readonly XmlNode[] {
  switch (leaf.kind) {
    case 'text':
      return textNodes(leaf.text);
    case 'line-end hyphen':
      return [element('pc', { force: 'weak' }, [leaf.sign])];
    case 'line end':
      return [
        element('lb', { break: leaf.joins ? 'no' : null, facs: leaf.zone === null ? null : pointerTo(leaf.zone) }),
      ];
    case 'page':
      return [pageBreak(plan, leaf.anchor)];
    case 'note reference':
      return [noteCall(plan, leaf.node, leaf.pos)];
    case 'gap':
      return [gapElement(leaf.node)];
    case 'point':
      return [element('anchor', { 'xml:id': leaf.identifier })];
    default:
      return unreachable(leaf);
  }
}

function gapElement(node: Node): XmlElement {
  const quantity = node.attrs.quantity as number | null;
  const counted = quantity !== null && Number.isFinite(quantity) && quantity >= 0;
  return element('gap', {
    reason: words(node.attrs.reason),
    unit: token(node.attrs.unit as string, 'chars'),
    quantity: counted ? String(quantity) : null,
  });
}

/** The note itself at its first reference; elsewhere `ref`, which shows what the source prints there and points at the body
 *  when there is one. */
function noteCall(plan: EditionPlan, reference: Node, pos: number): XmlElement {
  const label = reference.attrs.label as string;
  const raw = reference.attrs.raw as string | null;
  const placed = plan.notes.atReference.get(pos);
  if (placed) return noteElement(plan, placed, { label, raw });
  const body = plan.notes.byId.get((reference.attrs.target as string | null) ?? '');
  return element(
    'ref',
    {
      type: 'note',
      n: label === '' ? null : label,
      'xml:id': plan.identifiers.claim(reference.attrs.id as string),
      target: body ? pointerTo(noteIdentifier(plan, body)) : null,
    },
    textNodes(raw ?? label),
  );
}

/** Several notes may carry one id when a passage was copied; their positions tell them apart. */
const noteIdentifier = (plan: EditionPlan, note: PlacedNote): string =>
  plan.notes.byId.get(note.node.attrs.id as string)?.pos === note.pos
    ? plan.identifiers.of('note', note.node.attrs.id as string)
    : plan.identifiers.claim(note.node.attrs.id as string);

/** `note`. `@n` is the number that it bears, `@rend` how the source prints its call, such as `(1)`, when that is not the same.
 *  One paragraph stands in it directly, several as `p`.
 *  @param call the reference at which it stands; null when nothing calls it there */
export function noteElement(
  plan: EditionPlan,
  { node, pos }: PlacedNote,
  call: { readonly label: string; readonly raw: string | null } | null,
): XmlElement {
  const label = (node.attrs.label as string) || (call?.label ?? '');
  const raw = call?.raw ?? null;
  const type = node.attrs.type as string;
  const attributes = {
    n: label === '' ? null : label,
    type: type === 'footnote' ? null : token(type, 'other'),
    place: 'bottom',
    target: subjectOf(plan, node.attrs.about as string | null),
    'xml:id': noteIdentifier(plan, { node, pos }),
    rend: raw === null || raw === label ? null : printedForm(raw),
  };
  return element('note', attributes, noteContent(plan, node, pos));
}

/** What a note that nothing calls is about: the document, or a zone, which may be gone. */
function subjectOf(plan: EditionPlan, about: string | null): string | null {
  if (about === null) return null;
  const identifier = about === 'document' ? plan.root : plan.facsimile.zoneOfMark.get(about);
  return identifier === undefined ? null : pointerTo(identifier);
}

/** TEI `@rend` is a list of words: printed forms such as `(1)` and `/2/` are, once nothing invisible is in them. */
const printedForm = (raw: string): string | null => raw.replace(/[\p{C}\p{Z}]+/gu, '') || null;

function noteContent(plan: EditionPlan, note: Node, pos: number): readonly XmlNode[] {
  const content: (readonly XmlNode[])[] = [];
  note.forEach((_, offset) => {
    // The note's own opening token and the paragraph's take a position each.
    const block = plannedBlock(plan, pos + offset + 2);
    const inside = inlineContent(plan, block);
    content.push(leadingBreaks(plan, block), note.childCount === 1 ? inside : [element('p', {}, inside)]);
  });
  return content.flat();
}

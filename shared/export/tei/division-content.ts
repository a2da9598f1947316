import type { Node } from 'prosemirror-model';
import { container, type XmlElement } from '../xml/xml-tree.ts';
import { childrenOf, divisionAttributes, type PlacedNode } from './block-elements.ts';
import { headElements } from './displaced-elements.ts';
import { type Piece, pieceOf } from './division-pieces.ts';
import { bottomElements, divisionZones, isAnywhereOnly, isBottomOnly } from './division-zones.ts';
import type { EditionPlan } from './edition-plan.ts';

/** Blocks that follow one another, or an inner division. */
type Part =
  | { readonly kind: 'blocks'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'division'; readonly type: string; readonly element: XmlElement };

/** The content of the `div` of a document or division.
 *
 *  After a `div` TEI allows only another, or closers. So blocks that stand beside inner divisions go into divisions of their
 *  own: `main` for those before an attachment, under the title that belongs to the whole, and `continued` for those after an
 *  inner division, unless they only close it or may stand anywhere.
 *  @param pos position before the node; -1 for the document itself */
export function divisionContent(plan: EditionPlan, node: Node, pos: number): readonly XmlElement[] {
  const parts = partsOf(plan, node, pos);
  if (parts.every((part) => part.kind === 'blocks')) return zoneElements(parts.flatMap((part) => part.pieces));
  const hasAttachment = parts.some((part) => part.kind === 'division' && part.type === 'attachment');
  return parts.flatMap((part, index) => {
    if (part.kind === 'division') return [part.element];
    if (index === 0) return firstBlocks(part.pieces, hasAttachment);
    if (isAnywhereOnly(part.pieces)) return zoneElements(part.pieces);
    if (index === parts.length - 1 && isBottomOnly(part.pieces)) return bottomElements(part.pieces);
    return [container('div', { type: 'continued' }, zoneElements(part.pieces))];
  });
}

function zoneElements(pieces: readonly Piece[]): readonly XmlElement[] {
  const { top, body, bottom } = divisionZones(pieces);
  return [...top, ...body, ...bottom];
}

function firstBlocks(pieces: readonly Piece[], hasAttachment: boolean): readonly XmlElement[] {
  const afterTitle = pieces.findIndex((piece) => piece.kind !== 'heading');
  const title = afterTitle === -1 ? pieces : pieces.slice(0, afterTitle);
  const rest = pieces.slice(title.length);
  const closes = divisionZones(pieces).bottom.length > 0;
  if ((!hasAttachment && !closes) || isAnywhereOnly(rest)) return zoneElements(pieces);
  return [...title.flatMap(headElements), container('div', { type: 'main' }, zoneElements(rest))];
}

function partsOf(plan: EditionPlan, node: Node, pos: number): readonly Part[] {
  const parts: Part[] = [];
  let pieces: Piece[] | null = null;
  for (const child of childrenOf(node, pos)) {
    if (child.node.type.name === 'notes') continue;
    if (child.node.type.name === 'division') {
      pieces = null;
      parts.push(divisionPart(plan, child));
      continue;
    }
    if (pieces === null) {
      pieces = [];
      parts.push({ kind: 'blocks', pieces });
    }
    pieces.push(pieceOf(plan, child));
  }
  return parts;
}

function divisionPart(plan: EditionPlan, { node, pos }: PlacedNode): Part {
  const element = container('div', divisionAttributes(node), divisionContent(plan, node, pos));
  return { kind: 'division', type: node.attrs.type as string, element };
}

import type { Node } from 'prosemirror-model';
import { container, type XmlElement } from '../../xml/xml-tree.ts';
import { childrenOf, divisionAttributes, type PlacedNode } from './block-elements.ts';
import {
  closerElements,
  displacedElements,
  headElements,
  openerElements,
  type Piece,
  pieceOf,
  postscriptElements,
} from './displaced-elements.ts';
import type { EditionPlan } from './edition-plan.ts';

/** The content of a `div` that holds no `div`, in the three parts that TEI knows, in order. */
interface DivisionZones {
  /** Heads and openers, and what may stand anywhere. */
  readonly top: readonly XmlElement[];
  /** Running text. When there is a bottom, there is a body. */
  readonly body: readonly XmlElement[];
  /** Closers and postscripts; no `div` may follow them. */
  readonly bottom: readonly XmlElement[];
}

/** Parts the pieces of a division. TEI wants heads and openers before all running text and closers and postscripts after all
 *  of it. A piece that stands elsewhere in the document stays in its place and becomes an element that says no more of it than
 *  what it is (`displacedElements`): a signature followed by running text does not close it. Pure. */
function divisionZones(pieces: readonly Piece[]): DivisionZones {
  const topEnd = topLength(pieces);
  const bottomStart = bottomBegin(pieces, topEnd);
  return {
    top: topElements(pieces.slice(0, topEnd)),
    body: pieces.slice(topEnd, bottomStart).flatMap(displacedElements),
    bottom: bottomElements(pieces.slice(bottomStart)),
  };
}

const isTop = (piece: Piece): boolean => ['heading', 'greeting', 'anywhere'].includes(piece.kind);
const isBottom = (piece: Piece): boolean => ['greeting', 'signature', 'postscript', 'anywhere'].includes(piece.kind);

/** Whether pieces can follow the last inner `div` as they are. */
const isBottomOnly = (pieces: readonly Piece[]): boolean => pieces.every(isBottom);

const isAnywhereOnly = (pieces: readonly Piece[]): boolean => pieces.every((piece) => piece.kind === 'anywhere');

function topLength(pieces: readonly Piece[]): number {
  const end = pieces.findIndex((piece) => !isTop(piece));
  return end === -1 ? pieces.length : end;
}

/** A bottom needs a body before it, so the piece that ends the top is never part of it. */
function bottomBegin(pieces: readonly Piece[], topEnd: number): number {
  let begin = pieces.length;
  for (let index = pieces.length - 1; index > topEnd; index -= 1) {
    const piece = pieces[index];
    if (!piece || !isBottom(piece)) break;
    if (piece.kind !== 'anywhere') begin = index;
  }
  return begin;
}

/** Heads, and openers around greetings that only form work parts. */
function topElements(pieces: readonly Piece[]): readonly XmlElement[] {
  return grouped(pieces, (piece) =>
    piece.kind === 'greeting' ? 'opener' : piece.kind === 'heading' ? 'head' : null,
  ).flatMap((group) => (group.name === 'opener' ? openerElements(group.pieces) : group.pieces.flatMap(headElements)));
}

/** Closers and postscripts after a body. */
function bottomElements(pieces: readonly Piece[]): readonly XmlElement[] {
  const nameOf = (piece: Piece): string | null => {
    if (piece.kind === 'anywhere') return null;
    return piece.kind === 'postscript' ? 'postscript' : 'closer';
  };
  return grouped(pieces, nameOf).flatMap(({ name, pieces: members }) => {
    if (name === 'closer') return closerElements(members);
    return name === 'postscript' ? postscriptElements(members) : members.flatMap(displacedElements);
  });
}

interface Group {
  readonly name: string | null;
  readonly pieces: Piece[];
}

/** Runs of pieces of one name. Pieces without a name join the run around them, but neither begin nor end one. */
function grouped(pieces: readonly Piece[], nameOf: (piece: Piece) => string | null): readonly Group[] {
  const groups: Group[] = [];
  let waiting: Piece[] = [];
  for (const piece of pieces) {
    const name = nameOf(piece);
    const last = groups.at(-1);
    if (name === null) {
      waiting.push(piece);
    } else if (last && last.name === name) {
      last.pieces.push(...waiting, piece);
      waiting = [];
    } else {
      if (waiting.length > 0) groups.push({ name: null, pieces: waiting });
      groups.push({ name, pieces: [piece] });
      waiting = [];
    }
  }
  if (waiting.length > 0) groups.push({ name: null, pieces: waiting });
  return groups;
}

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

/** The elements of pieces that hold no inner division: heads and openers, running text, closers. */
export function zoneElements(pieces: readonly Piece[]): readonly XmlElement[] {
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

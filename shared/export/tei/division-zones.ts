import type { XmlElement } from '../xml/xml-tree.ts';
import {
  closerElements,
  displacedElements,
  headElements,
  openerElements,
  postscriptElements,
} from './displaced-elements.ts';
import type { Piece } from './division-pieces.ts';

/** The content of a `div` that holds no `div`, in the three parts that TEI knows, in order. */
export interface DivisionZones {
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
export function divisionZones(pieces: readonly Piece[]): DivisionZones {
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
export const isBottomOnly = (pieces: readonly Piece[]): boolean => pieces.every(isBottom);

export const isAnywhereOnly = (pieces: readonly Piece[]): boolean => pieces.every((piece) => piece.kind === 'anywhere');

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
export function bottomElements(pieces: readonly Piece[]): readonly XmlElement[] {
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

import { unreachable } from '../../document/unreachable.ts';
import { container, element, type XmlElement } from '../xml/xml-tree.ts';
import { fieldAttributes } from './block-elements.ts';
import type { Piece, WordsPiece } from './division-pieces.ts';

/** `head`. Titles of the second and lower levels say so. */
export function headElements(piece: Piece): readonly XmlElement[] {
  if (piece.kind !== 'heading') return displacedElements(piece);
  const level = levelOf(piece);
  return [...piece.before, element('head', { type: level === 1 ? null : `level${level}` }, piece.content)];
}

function levelOf(piece: WordsPiece<'heading'>): number {
  const level = piece.node.attrs.level as number;
  return Number.isSafeInteger(level) && level > 0 ? level : 1;
}

/** `opener` around greetings. Page breaks before the first stand before it. */
export const openerElements = (pieces: readonly Piece[]): readonly XmlElement[] => framed('opener', pieces);

/** `closer` around signatures and greetings. */
export const closerElements = (pieces: readonly Piece[]): readonly XmlElement[] => framed('closer', pieces);

function framed(name: 'opener' | 'closer', pieces: readonly Piece[]): readonly XmlElement[] {
  const { before, inside } = unframed(pieces, partElement);
  return [...before, container(name, {}, inside)];
}

/** `postscript`, a `p` for each block. */
export function postscriptElements(pieces: readonly Piece[]): readonly XmlElement[] {
  const { before, inside } = unframed(pieces, (piece) => element('p', {}, piece.content));
  return [...before, container('postscript', {}, inside)];
}

type Words = Exclude<Piece, { readonly kind: 'body' | 'anywhere' }>;

function unframed(
  pieces: readonly Piece[],
  elementOf: (piece: Words) => XmlElement,
): { readonly before: readonly XmlElement[]; readonly inside: readonly XmlElement[] } {
  const inside = pieces.flatMap((piece, index) => {
    if (piece.kind === 'body' || piece.kind === 'anywhere') return piece.elements;
    return [...(index === 0 ? [] : piece.before), elementOf(piece)];
  });
  const first = pieces[0];
  return { before: first && 'before' in first ? first.before : [], inside };
}

/** A part of an opener or closer. */
function partElement(piece: Words): XmlElement {
  switch (piece.node.type.name) {
    case 'dateline':
      return element('dateline', {}, piece.content);
    case 'salutation':
      return element('salute', {}, piece.content);
    case 'headerField':
      return element('seg', fieldAttributes(piece.node), piece.content);
    default:
      return element('signed', {}, piece.content);
  }
}

/** A piece in the running text, where TEI allows neither `head` nor the parts of openers and closers. `label` is TEI's element
 *  for a heading that is not a division's; `ab` is a block of which nothing is said but its `@type`, which names the element
 *  that it would be at the top or bottom. */
export function displacedElements(piece: Piece): readonly XmlElement[] {
  switch (piece.kind) {
    case 'body':
    case 'anywhere':
      return piece.elements;
    case 'heading':
      return [...piece.before, element('label', { type: 'heading', subtype: `level${levelOf(piece)}` }, piece.content)];
    case 'greeting':
    case 'signature':
      return [...piece.before, displacedPart(piece)];
    case 'postscript':
      return [...piece.before, element('ab', { type: 'postscript' }, piece.content)];
    default:
      return unreachable(piece);
  }
}

function displacedPart(piece: WordsPiece<'greeting'> | WordsPiece<'signature'>): XmlElement {
  const { node, content } = piece;
  switch (node.type.name) {
    case 'dateline':
      return element('ab', { type: 'dateline' }, content);
    case 'salutation':
      return element('ab', { type: 'salute' }, content);
    case 'headerField':
      return element('ab', { type: 'field', subtype: fieldAttributes(node).type ?? 'other' }, content);
    default:
      return element('ab', { type: 'signed' }, content);
  }
}

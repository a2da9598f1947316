import type { Node } from 'prosemirror-model';
import { unreachable } from '../../text/unreachable.ts';
import { container, element, type XmlElement, type XmlNode } from '../../xml/xml-tree.ts';
import {
  fieldAttributes,
  hasItems,
  interruption,
  listElement,
  listOrInterruptions,
  type PlacedNode,
  tableElement,
} from './block-elements.ts';
import type { EditionPlan } from './edition-plan.ts';
import { inlineContent, leadingBreaks, plannedBlock } from './inline-content.ts';

/** What a block can be at the top, in the middle and at the bottom of a division. */
export type Piece =
  /** `head` at the top. */
  | WordsPiece<'heading'>
  /** Part of an `opener` at the top, of a `closer` at the bottom: dateline, salutation, header field. */
  | WordsPiece<'greeting'>
  /** Part of a `closer` at the bottom: signature. */
  | WordsPiece<'signature'>
  | WordsPiece<'postscript'>
  /** Running text, complete: paragraph, list, table. */
  | { readonly kind: 'body'; readonly elements: readonly XmlElement[] }
  /** May stand anywhere, complete: page breaks and form work. */
  | { readonly kind: 'anywhere'; readonly elements: readonly XmlElement[] };

/** A block whose element depends on where in its division it stands. */
interface WordsPiece<Kind extends string> {
  readonly kind: Kind;
  readonly node: Node;
  /** Page breaks that belong before its element. */
  readonly before: readonly XmlElement[];
  readonly content: readonly XmlNode[];
}

/** A block as a piece of its division. Divisions are none. */
export function pieceOf(plan: EditionPlan, { node, pos }: PlacedNode): Piece {
  switch (node.type.name) {
    case 'heading':
      return wordsPiece(plan, 'heading', node, pos);
    case 'dateline':
    case 'salutation':
    case 'headerField':
      return wordsPiece(plan, 'greeting', node, pos);
    case 'signature':
      return wordsPiece(plan, 'signature', node, pos);
    case 'postscript':
      return wordsPiece(plan, 'postscript', node, pos);
    case 'paragraph':
      return { kind: 'body', elements: paragraphElements(plan, pos) };
    case 'list':
      return hasItems(node)
        ? { kind: 'body', elements: [listElement(plan, node, pos)] }
        : { kind: 'anywhere', elements: listOrInterruptions(plan, node, pos) };
    case 'table':
      return { kind: 'body', elements: [tableElement(plan, node, pos)] };
    case 'stamp':
    case 'formWork':
    case 'furniture':
      return { kind: 'anywhere', elements: interruption(plan, node, pos + 1) };
    default:
      throw new TypeError(`the export does not know the block "${node.type.name}"`);
  }
}

function wordsPiece<Kind extends string>(plan: EditionPlan, kind: Kind, node: Node, pos: number): WordsPiece<Kind> {
  const block = plannedBlock(plan, pos + 1);
  return { kind, node, before: leadingBreaks(plan, block), content: inlineContent(plan, block) };
}

function paragraphElements(plan: EditionPlan, pos: number): readonly XmlElement[] {
  const block = plannedBlock(plan, pos + 1);
  return [
    ...leadingBreaks(plan, block),
    { name: 'p', attributes: [], children: inlineContent(plan, block), spaced: false },
  ];
}

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

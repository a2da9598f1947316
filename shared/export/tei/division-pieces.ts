import type { Node } from 'prosemirror-model';
import type { XmlElement, XmlNode } from '../xml/xml-tree.ts';
import {
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
export interface WordsPiece<Kind extends string> {
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

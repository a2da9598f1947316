import type { Mark, Node } from 'prosemirror-model';
import { isComment } from '../../document/notes/note.ts';
import { anchorOf, isAnchor, type PageAnchor } from '../../document/page-anchor.ts';
import { lineHyphens } from '../../document/reading-text.ts';
import { type FacsimilePlan, withWordZones } from './facsimile.ts';

/** What one place in a line of text becomes. */
export type Leaf =
  | { readonly kind: 'text'; readonly text: string }
  /** The hyphen that breaks a word over a line end. TEI: `pc[@force=weak]`. */
  | { readonly kind: 'line-end hyphen'; readonly sign: string }
  /** `zone` is the identifier of the zone that shows the line after it, null when none does. */
  | { readonly kind: 'line end'; readonly joins: boolean; readonly zone: string | null }
  | { readonly kind: 'page'; readonly anchor: PageAnchor }
  /** `pos` is the position of the reference in the document and tells references apart. */
  | { readonly kind: 'note reference'; readonly node: Node; readonly pos: number }
  | { readonly kind: 'gap'; readonly node: Node }
  /** An end of a stand-off annotation. TEI: `anchor`. */
  | { readonly kind: 'point'; readonly identifier: string };

/** A leaf and the marks that cover it. */
export interface InlineToken {
  readonly leaf: Leaf;
  readonly marks: readonly Mark[];
}

/** A text block taken apart for export. */
export interface BlockTokens {
  /** Position of its first inline place. */
  readonly start: number;
  /** Page anchors that lead the block and belong before it, in order. They are not among `tokens`. */
  readonly leading: readonly PageAnchor[];
  readonly tokens: readonly InlineToken[];
  /** Position of the note that it is a paragraph of; null in the main text. */
  readonly note: number | null;
}

/** Takes every text block of a document apart, in document order. Without `includeFurniture`, blocks and words that a web page
 *  or a form added are left out, but never a page anchor among them; so are comments of editors. Marks of zones that no page has are left
 *  out too. O(nodes). */
export function readBlocks(doc: Node, includeFurniture: boolean, facsimile: FacsimilePlan): readonly BlockTokens[] {
  const blocks: BlockTokens[] = [];
  const comments = commentsOf(doc);
  const isCallOfComment = ({ type, attrs }: Node): boolean =>
    type.name === 'noteReference' && comments.has(attrs.target as string);
  let note: { readonly pos: number; readonly isComment: boolean } | null = null;
  doc.descendants((node, pos) => {
    if (node.type.name === 'note') note = { pos, isComment: isComment(node) };
    if (!node.isTextblock) return true;
    const dropAll = (node.type.name === 'furniture' && !includeFurniture) || note?.isComment === true;
    const isDropped = (marks: readonly Mark[]): boolean => dropAll || (!includeFurniture && isFurniture(marks));
    const tokens = readTokens(node, pos + 1, { isDropped, isCallOfComment }, facsimile);
    const leading = leadingAnchors(tokens);
    blocks.push({ start: pos + 1, leading, tokens: tokens.slice(leading.length), note: note?.pos ?? null });
    return false;
  });
  return blocks;
}

/** The ids of the comments of editors. */
function commentsOf(doc: Node): ReadonlySet<string> {
  const { lastChild } = doc;
  const notes = lastChild?.type.name === 'notes' ? lastChild.children : [];
  return new Set(notes.filter(isComment).map(({ attrs }) => attrs.id as string));
}

const isFurniture = (marks: readonly Mark[]): boolean => marks.some((mark) => mark.type.name === 'furnitureText');

function readTokens(
  block: Node,
  start: number,
  without: {
    readonly isDropped: (marks: readonly Mark[]) => boolean;
    readonly isCallOfComment: (node: Node) => boolean;
  },
  facsimile: FacsimilePlan,
): readonly InlineToken[] {
  const tokens: InlineToken[] = [];
  const { isDropped, isCallOfComment } = without;
  block.forEach((child, offset) => {
    if (isCallOfComment(child)) return;
    if (!isDropped(child.marks)) {
      if (child.type.name === 'lineBreak' && child.attrs.joins === true) splitHyphen(tokens);
      for (const token of tokensOf(child, start + offset, facsimile)) tokens.push(token);
    } else if (isAnchor(child)) {
      tokens.push({ leaf: leafOf(child, start + offset, facsimile), marks: [] });
    }
  });
  return tokens;
}

function tokensOf(node: Node, pos: number, facsimile: FacsimilePlan): readonly InlineToken[] {
  const marks = node.marks.filter(
    (mark) => mark.type.name !== 'zone' || facsimile.zoneOfMark.has(mark.attrs.id as string),
  );
  if (!node.isText || facsimile.words.length === 0) return [{ leaf: leafOf(node, pos, facsimile), marks }];
  const markOf = (identifier: string): Mark => node.type.schema.mark('zone', { id: wordMark(identifier) });
  return withWordZones(facsimile, node.text ?? '', pos, marks, markOf).map((part) => ({
    leaf: { kind: 'text', text: part.text },
    marks: part.marks,
  }));
}

/** The id of the mark that stands for a word's zone. No zone of a document has one with a space. */
const wordMark = (identifier: string): string => `word ${identifier}`;

/** The identifier of the `zone` that a mark of the plan points at. */
export function zoneOfMark(facsimile: FacsimilePlan, mark: Mark): string {
  const id = mark.attrs.id as string;
  return facsimile.zoneOfMark.get(id) ?? id.slice(wordMark('').length);
}

function leafOf(node: Node, pos: number, facsimile: FacsimilePlan): Leaf {
  switch (node.type.name) {
    case 'text':
      return { kind: 'text', text: node.text ?? '' };
    case 'pageAnchor':
      return { kind: 'page', anchor: anchorOf(node) };
    case 'noteReference':
      return { kind: 'note reference', node, pos };
    case 'lineBreak':
      return { kind: 'line end', joins: node.attrs.joins === true, zone: facsimile.lineAfterBreak.get(pos) ?? null };
    case 'gap':
      return { kind: 'gap', node };
    default:
      throw new TypeError(`the export does not know the inline node "${node.type.name}"`);
  }
}

/** The hyphen that is read before a line end inside a word is the line's, not the word's: a page anchor between them is not read. */
function splitHyphen(tokens: InlineToken[]): void {
  const index = tokens.findLastIndex(({ leaf }) => leaf.kind !== 'page' && leaf.kind !== 'note reference');
  const last = tokens[index];
  if (last?.leaf.kind !== 'text' || !lineHyphens.includes(last.leaf.text.at(-1) ?? ' ')) return;
  const word = last.leaf.text.slice(0, -1);
  const hyphen: InlineToken = { leaf: { kind: 'line-end hyphen', sign: last.leaf.text.slice(-1) }, marks: last.marks };
  const split = word === '' ? [hyphen] : [{ leaf: { kind: 'text' as const, text: word }, marks: last.marks }, hyphen];
  tokens.splice(index, 1, ...split);
}

function leadingAnchors(tokens: readonly InlineToken[]): readonly PageAnchor[] {
  const anchors: PageAnchor[] = [];
  for (const { leaf } of tokens) {
    if (leaf.kind !== 'page' || leaf.anchor.placement === 'text') break;
    anchors.push(leaf.anchor);
  }
  return anchors;
}

/** The first of the anchors that lead a block, as long as they are to stand before the item or row around it. */
export function anchorsBefore(
  leading: readonly PageAnchor[],
  placement: PageAnchor['placement'],
): { readonly outside: readonly PageAnchor[]; readonly inside: readonly PageAnchor[] } {
  const found = leading.findIndex((anchor) => anchor.placement !== placement);
  const count = found === -1 ? leading.length : found;
  return { outside: leading.slice(0, count), inside: leading.slice(count) };
}

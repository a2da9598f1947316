import type { Node } from 'prosemirror-model';
import { isAnchor } from '../../document/page-anchor.ts';

/** A piece of a document as it is written down from its beginning to its end: where a node begins or ends, a word, a blank or a
 *  single sign, something that stands among the characters. A whole text block is one piece where it is only compared as such. */
export interface FlatToken {
  readonly kind: 'open' | 'close' | 'word' | 'sign' | 'atom' | 'block';
  /** The same for tokens that say the same, whatever their marks and attributes are; those with an identity are told apart by it. Of a
   *  block it is its letters alone. */
  readonly key: string;
  /** Position before it. */
  readonly pos: number;
  /** Number of positions that it takes. */
  readonly size: number;
  /** Whether it is, or holds, a page anchor. */
  readonly hasAnchor: boolean;
}

const wordOrSign = /[\p{L}\p{N}\p{M}_'’]+|\s+|./gsu;
const textSign = '. ';
const wordStart = /^[\p{L}\p{N}\p{M}_'’]/u;

/** The tokens of some children of a document, with each text block as one of them.
 *  @param first @param after indexes of children */
export function blockTokens(doc: Node, first: number, after: number): readonly FlatToken[] {
  const tokens: FlatToken[] = [];
  let pos = 0;
  doc.forEach((child, _offset, index) => {
    if (index >= first && index < after) addBlocks(child, pos, tokens);
    pos += child.nodeSize;
  });
  return tokens;
}

function addBlocks(node: Node, pos: number, tokens: FlatToken[]): void {
  if (node.isTextblock) {
    tokens.push({
      kind: 'block',
      key: `= ${lettersOf(node)}`,
      pos,
      size: node.nodeSize,
      hasAnchor: holdsAnchor(node),
    });
    return;
  }
  tokens.push(openToken(node, pos));
  node.forEach((child, offset) => {
    addBlocks(child, pos + 1 + offset, tokens);
  });
  tokens.push(closeToken(node, pos));
}

const lettersOf = (block: Node): string => block.textBetween(0, block.content.size, '', () => '');

const holdsAnchor = (block: Node): boolean => block.children.some(isAnchor);

/** Whether two blocks hold the same but for marks and attributes that are no identity. */
export function holdSame(block: Node, other: Node): boolean {
  return contentKey(block) === contentKey(other);
}

const contentKey = (block: Node): string =>
  block.children.map((child) => (child.isText ? (child.text ?? '') : `\u0000${atomKey(child)}\u0000`)).join('');

/** The same tokens with text blocks taken apart.
 *  @param doc the document that they are of */
export const wordTokens = (doc: Node, tokens: readonly FlatToken[]): readonly FlatToken[] =>
  tokens.flatMap((token) => (token.kind === 'block' ? tokensOfBlock(doc, token) : [token]));

function tokensOfBlock(doc: Node, { pos }: FlatToken): readonly FlatToken[] {
  const block = doc.nodeAt(pos);
  if (!block) throw new RangeError(`no block stands at ${pos}`);
  const tokens: FlatToken[] = [openToken(block, pos)];
  block.forEach((child, offset) => {
    const start = pos + 1 + offset;
    if (child.isText) addWords(child.text ?? '', start, tokens);
    else
      tokens.push({
        kind: 'atom',
        key: `* ${atomKey(child)}`,
        pos: start,
        size: child.nodeSize,
        hasAnchor: isAnchor(child),
      });
  });
  tokens.push(closeToken(block, pos));
  return tokens;
}

/** A word goes on where its marks change. */
function addWords(text: string, start: number, tokens: FlatToken[]): void {
  for (const { 0: part, index } of text.matchAll(wordOrSign)) {
    const kind = wordStart.test(part) ? 'word' : 'sign';
    const pos = start + index;
    const last = tokens.at(-1);
    if (kind === 'word' && last?.kind === 'word' && last.pos + last.size === pos)
      tokens[tokens.length - 1] = { ...last, key: last.key + part, size: last.size + part.length };
    else tokens.push({ kind, key: textSign + part, pos, size: part.length, hasAnchor: false });
  }
}

const openToken = (node: Node, pos: number): FlatToken => ({
  kind: 'open',
  key: `< ${sortOf(node)} ${identityOf(node)}`,
  pos,
  size: 1,
  hasAnchor: false,
});

const closeToken = (node: Node, pos: number): FlatToken => ({
  kind: 'close',
  key: `> ${sortOf(node)}`,
  pos: pos + node.nodeSize - 1,
  size: 1,
  hasAnchor: false,
});

/** Nodes of one sort may become each other while what they hold stays: any text block, and any cell. */
const sortOf = ({ isTextblock, type }: Node): string =>
  isTextblock ? 'text block' : /cell$/.test(String(type.spec.tableRole)) ? 'cell' : type.name;

const atomKey = (node: Node): string => `${node.type.name} ${identityOf(node)}`;

const identityOf = (node: Node): string => (typeof node.attrs.id === 'string' ? node.attrs.id : '');

/** The characters of a word or a sign; nothing of anything else. */
export const textOfTokens = (token: FlatToken | undefined): string =>
  token?.kind === 'word' || token?.kind === 'sign' ? token.key.slice(textSign.length) : '';

/** By how much a stretch of tokens goes deeper into the document; negative where it comes out. */
export const depthGain = (tokens: readonly FlatToken[]): number =>
  tokens.reduce((gain, { kind }) => gain + (kind === 'open' ? 1 : kind === 'close' ? -1 : 0), 0);

export const keyOf = ({ key }: FlatToken): string => key;

/** The node that a token begins, or is. */
export function nodeAt(doc: Node, { pos }: FlatToken): Node {
  const node = doc.nodeAt(pos);
  if (!node) throw new RangeError(`no node stands at ${pos}`);
  return node;
}

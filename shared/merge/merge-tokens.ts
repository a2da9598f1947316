import type { Mark, Node } from 'prosemirror-model';
import { isAnchor } from '../document/page-anchor.ts';

/** A piece of a document as it is written down from its beginning to its end, page anchors left out: where a node begins or ends, a
 *  word, a blank or a single sign, something that stands among the characters. A word goes on where its marks change, and where a
 *  page anchor parts it. */
export interface MergeToken {
  readonly kind: 'open' | 'close' | 'text' | 'atom';
  /** The same for tokens that say the same, whatever their marks are. What has an identity is told apart by it. */
  readonly key: string;
  /** The characters of a word or a sign; empty otherwise. */
  readonly text: string;
  /** What begins, or stands among the characters; null for words and ends. */
  readonly node: Node | null;
  /** The marks of each character, or of the atom; one list for all where they are the same. */
  readonly marks: readonly (readonly Mark[])[];
}

/** A page anchor and where it stands: before a token, or within its characters. */
export interface AnchorPlace {
  readonly id: string;
  readonly node: Node;
  /** Index of the token that it stands before, or in. */
  readonly token: number;
  /** How many characters of that token stand before it. */
  readonly offset: number;
}

export interface Tokenised {
  readonly tokens: readonly MergeToken[];
  readonly anchors: readonly AnchorPlace[];
}

const wordOrSign = /[\p{L}\p{N}\p{M}_'’]+|\s+|./gsu;
const wordStart = /^[\p{L}\p{N}\p{M}_'’]/u;

/** Takes a document apart. O(content). */
export function tokenise(doc: Node): Tokenised {
  const reader = new Tokeniser();
  doc.forEach((child) => void reader.addBlock(child));
  return { tokens: reader.tokens, anchors: reader.anchors };
}

class Tokeniser {
  readonly tokens: MergeToken[] = [];
  readonly anchors: AnchorPlace[] = [];

  addBlock(node: Node): void {
    const content = JSON.stringify(node.attrs);
    if (node.isLeaf && !node.isTextblock) {
      this.tokens.push({ kind: 'atom', key: `# ${node.type.name} ${content}`, text: '', node, marks: [node.marks] });
      return;
    }
    this.tokens.push({ kind: 'open', key: `< ${node.type.name} ${content}`, text: '', node, marks: noMarks });
    if (node.isTextblock) this.#addInline(node);
    else node.forEach((child) => void this.addBlock(child));
    this.tokens.push({ kind: 'close', key: `> ${node.type.name}`, text: '', node: null, marks: noMarks });
  }

  #addInline(block: Node): void {
    const firstAnchor = this.anchors.length;
    let open = false;
    block.forEach((child) => {
      if (isAnchor(child)) {
        const within = open && this.tokens.at(-1)?.kind === 'text';
        const last = this.tokens.length - 1;
        // Whether it parts a word is only known when the word goes on.
        this.anchors.push(
          within
            ? { id: child.attrs.id as string, node: child, token: last, offset: this.tokens[last]?.text.length ?? 0 }
            : { id: child.attrs.id as string, node: child, token: this.tokens.length, offset: 0 },
        );
        return;
      }
      if (child.isText) {
        this.#addText(child.text ?? '', child.marks, open);
        open = true;
        return;
      }
      const key = `* ${child.type.name} ${JSON.stringify(child.attrs)}`;
      this.tokens.push({ kind: 'atom', key, text: '', node: child, marks: [child.marks] });
      open = false;
    });
    this.#settleAnchors(firstAnchor);
  }

  #addText(text: string, marks: readonly Mark[], open: boolean): void {
    let goesOn = open;
    for (const [part] of text.matchAll(wordOrSign)) {
      const last = this.tokens.at(-1);
      const isWord = wordStart.test(part);
      if (goesOn && isWord && last?.kind === 'text' && wordStart.test(last.text))
        this.tokens[this.tokens.length - 1] = joined(last, part, marks);
      else this.tokens.push({ kind: 'text', key: `. ${part}`, text: part, node: null, marks: [marks] });
      goesOn = true;
    }
  }

  /** An anchor behind the last character of a token stands before the next one. */
  #settleAnchors(first: number): void {
    for (let index = first; index < this.anchors.length; index++) {
      const place = this.anchors[index];
      const token = place && this.tokens[place.token];
      if (!place || place.offset === 0) continue;
      if (token && place.offset < token.text.length) continue;
      this.anchors[index] = { ...place, token: place.token + 1, offset: 0 };
    }
  }
}

const noMarks: readonly (readonly Mark[])[] = [[]];

function joined(token: MergeToken, part: string, marks: readonly Mark[]): MergeToken {
  const text = token.text + part;
  const [first = []] = token.marks;
  if (token.marks.length === 1 && sameMarks(first, marks)) return { ...token, key: `. ${text}`, text };
  const each = Array.from({ length: text.length }, (_, at) => (at < token.text.length ? marksAt(token, at) : marks));
  return { ...token, key: `. ${text}`, text, marks: each };
}

/** The marks of one character of a token. */
export const marksAt = ({ marks }: MergeToken, at: number): readonly Mark[] => marks[marks.length === 1 ? 0 : at] ?? [];

export const sameMarks = (one: readonly Mark[], other: readonly Mark[]): boolean =>
  one === other || (one.length === other.length && one.every((mark, index) => other[index]?.eq(mark)));

/** Whether tokens stand among the characters of one block. */
export const isInline = (tokens: readonly MergeToken[]): boolean =>
  tokens.every(({ kind, key }) => kind === 'text' || (kind === 'atom' && key.startsWith('*')));

/** Whether every node that begins in tokens ends there, and the other way round. */
export function isBalanced(tokens: readonly MergeToken[]): boolean {
  let depth = 0;
  for (const { kind } of tokens) {
    if (kind === 'open') depth += 1;
    else if (kind === 'close') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** What tokens read, blocks on lines of their own. */
export function readingOfTokens(tokens: readonly MergeToken[]): string {
  let text = '';
  for (const token of tokens) {
    if (token.kind === 'open' || token.kind === 'close') text += text.endsWith('\n') ? '' : '\n';
    else text += token.kind === 'text' ? token.text : leafText(token.node);
  }
  return text.trim();
}

const leafText = (node: Node | null): string => node?.type.spec.leafText?.(node) ?? '';

export const hasWords = (tokens: readonly MergeToken[]): boolean =>
  tokens.some(({ kind, text }) => kind === 'atom' || (kind === 'text' && text.trim() !== ''));

/** Whether a token is more than blanks. */
export const hasWord = ({ kind, text }: MergeToken): boolean => kind === 'text' && text.trim() !== '';

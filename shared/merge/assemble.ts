import { Fragment, type Mark, type Node, type Schema } from 'prosemirror-model';
import { isTooDeep } from '../document/steps.ts';
import { type MergeToken, marksAt, sameMarks } from './merge-tokens.ts';

/** A token of the merged document, and which one it is of either line; −1 where it is none. */
export interface Piece {
  readonly token: MergeToken;
  readonly ours: number;
  readonly theirs: number;
}

/** A page anchor of the merged document: before a piece, or within its characters. */
export interface PlacedPiece {
  readonly node: Node;
  readonly piece: number;
  readonly offset: number;
}

export interface Assembled {
  readonly doc: Node;
  /** The position before each piece, and behind the last one. */
  readonly positions: readonly number[];
}

/** Makes a document of pieces; null where the schema does not allow it.
 *  @param model a document of the same schema
 *  @param anchors in their order */
export function assemble(model: Node, pieces: readonly Piece[], anchors: readonly PlacedPiece[]): Assembled | null {
  const builder = new Builder(model.type.schema, anchors);
  for (const [index, { token }] of pieces.entries()) if (!builder.add(index, token)) return null;
  return builder.finish(model, pieces.length);
}

interface OpenNode {
  readonly node: Node;
  readonly children: Node[];
  /** Characters with the same marks that are not a node yet. */
  text: string;
  marks: readonly Mark[];
}

class Builder {
  readonly #stack: OpenNode[] = [];
  readonly #top: OpenNode;
  readonly #positions: number[] = [];
  readonly #ids = new Set<string>();
  #pos = 0;
  #nextAnchor = 0;

  constructor(
    private readonly schema: Schema,
    private readonly anchors: readonly PlacedPiece[],
  ) {
    this.#top = { node: schema.topNodeType.create(), children: [], text: '', marks: [] };
  }

  get #open(): OpenNode {
    return this.#stack.at(-1) ?? this.#top;
  }

  add(index: number, token: MergeToken): boolean {
    if (this.#open.node.isTextblock) this.#addAnchors(index, 0);
    this.#positions.push(this.#pos);
    switch (token.kind) {
      case 'open':
        return this.#begin(token);
      case 'close':
        return this.#end();
      case 'text':
        return this.#addText(index, token);
      case 'atom':
        return this.#addAtom(token);
    }
  }

  finish(model: Node, count: number): Assembled | null {
    if (this.#stack.length > 0 || this.#nextAnchor < this.anchors.length) return null;
    this.#positions[count] = this.#pos;
    const content = Fragment.from(this.#top.children);
    if (!model.type.validContent(content)) return null;
    const doc = model.copy(content);
    return isTooDeep(doc) ? null : { doc, positions: this.#positions };
  }

  #begin({ node }: MergeToken): boolean {
    if (!node || this.#open.node.isTextblock || !this.#isNew(node)) return false;
    this.#stack.push({ node, children: [], text: '', marks: [] });
    this.#pos += 1;
    return true;
  }

  #end(): boolean {
    this.#settle();
    const last = this.#stack.pop();
    if (!last) return false;
    const content = Fragment.from(last.children);
    if (!last.node.type.validContent(content)) return false;
    this.#open.children.push(last.node.copy(content));
    this.#pos += 1;
    return true;
  }

  #addText(index: number, token: MergeToken): boolean {
    if (!this.#open.node.isTextblock) return false;
    const { text } = token;
    for (let at = 0; at < text.length; at++) {
      if (at > 0) this.#addAnchors(index, at);
      const marks = marksAt(token, at);
      if (!sameMarks(marks, this.#open.marks)) {
        this.#settle();
        this.#open.marks = marks;
      }
      this.#open.text += text[at];
      this.#pos += 1;
    }
    return true;
  }

  #addAtom({ node, key, marks }: MergeToken): boolean {
    if (!node || node.isInline !== this.#open.node.isTextblock || !this.#isNew(node)) return false;
    this.#settle();
    this.#open.children.push(key.startsWith('*') ? node.mark(marks[0] ?? []) : node);
    this.#pos += node.nodeSize;
    return true;
  }

  #addAnchors(index: number, offset: number): void {
    for (let next = this.anchors[this.#nextAnchor]; next; next = this.anchors[this.#nextAnchor]) {
      if (next.piece !== index || next.offset !== offset) return;
      this.#settle();
      this.#open.children.push(next.node);
      this.#pos += 1;
      this.#nextAnchor += 1;
    }
  }

  /** No identity stands in a document twice. */
  #isNew(node: Node): boolean {
    const id: unknown = node.attrs.id;
    if (typeof id !== 'string' || id === '') return true;
    const key = `${node.type.name} ${id}`;
    if (this.#ids.has(key)) return false;
    this.#ids.add(key);
    return true;
  }

  #settle(): void {
    const open = this.#open;
    if (open.text !== '') open.children.push(this.schema.text(open.text, open.marks));
    open.text = '';
  }
}

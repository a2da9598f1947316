import { Fragment, type Node } from 'prosemirror-model';
import { schema } from '../../../document/schema.ts';
import type { Block, Draft, ListDraft, NoteDraft } from '../draft/draft.ts';
import type { SourceLine, SourceRange } from '../draft/source-lines.ts';
import { cellsOf, isRule, rowsOfTable } from '../text/tables.ts';
import type { InlineBuilder } from './build-inline.ts';

/** Makes the document of a draft: the text, its attachments as divisions, the notes at the end. */
export function buildDocument(draft: Draft, inline: InlineBuilder): Node {
  return new DocumentBuilder(draft.text, inline).build(draft);
}

class DocumentBuilder {
  readonly #text: string;
  readonly #inline: InlineBuilder;
  readonly #main: Node[] = [];
  readonly #divisions: { readonly heading: Block; readonly nodes: Node[] }[] = [];
  readonly #notes: Node[] = [];
  /** Anchors whose block became a note: they stay in the text. */
  #waiting: readonly Node[] = [];
  #notesHoldAnchors = false;

  constructor(text: string, inline: InlineBuilder) {
    this.#text = text;
    this.#inline = inline;
  }

  build(draft: Draft): Node {
    const { blocks } = draft;
    for (let index = 0; index < blocks.length; ) index = this.#take(blocks, index);
    this.#addTrailing(this.#inline.anchors(draft.trailing, 'text'));
    const divisions = this.#divisions.map(({ heading, nodes }) =>
      schema.node('division', { type: 'attachment', recognition: this.#inline.recognition(heading.finding) }, nodes),
    );
    const content = [...this.#main, ...divisions];
    if (content.length === 0) content.push(schema.node('paragraph', null, this.#waiting));
    if (this.#notes.length > 0) content.push(schema.node('notes', null, this.#notes));
    return schema.node('doc', null, content);
  }

  /** Takes the block at `index`, with a list all of the list's.
   *  @returns the index of the first block that was not taken */
  #take(blocks: readonly Block[], index: number): number {
    const block = blocks[index];
    if (!block) return index + 1;
    if (block.role.kind === 'attachment heading') this.#divisions.push({ heading: block, nodes: [] });
    if (block.role.kind === 'note') {
      this.#addNote(block, block.role.note);
    } else if (block.role.kind === 'item') {
      const list = outermost(block.role.list);
      const end = blocks.indexOf(list.last, index) + 1;
      this.#add(this.#list(list, blocks.slice(index, end)));
      return end;
    } else {
      this.#add(this.#block(block));
    }
    return index + 1;
  }

  #add(node: Node): void {
    (this.#divisions.at(-1)?.nodes ?? this.#main).push(node);
  }

  #addTrailing(anchors: readonly Node[]): void {
    const all = [...this.#takeWaiting(), ...anchors];
    const nodes = this.#notesHoldAnchors ? this.#notes : (this.#divisions.at(-1)?.nodes ?? this.#main);
    const last = nodes.at(-1);
    if (last) nodes[nodes.length - 1] = appendInline(last, all);
    else this.#waiting = all;
  }

  #takeWaiting(): readonly Node[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  #block(block: Block): Node {
    if (block.role.kind === 'table') return this.#table(block);
    const [name, attributes] = nodeOf(block);
    const recognition = this.#inline.recognition(block.finding);
    return schema.node(name, { ...attributes, recognition }, [
      ...this.#leading(block, 'before block'),
      ...this.#inline.lines(block.lines),
    ]);
  }

  #leading(block: Block, placement: 'before block' | 'before item' | 'before row'): readonly Node[] {
    return [...this.#takeWaiting(), ...this.#inline.anchors(block.leading, placement)];
  }

  #list(list: ListDraft, blocks: readonly Block[]): Node {
    const children: Node[] = [];
    let item: Node[] = [];
    const closeItem = (): void => {
      if (item.length > 0) children.push(schema.node('listItem', null, item));
      item = [];
    };
    for (let index = 0; index < blocks.length; index++) {
      const block = blocks[index];
      if (block?.role.kind === 'item' && block.role.list !== list) {
        const inner = childTowards(list, block.role.list);
        const end = blocks.indexOf(inner.last, index) + 1;
        item.push(this.#list(inner, blocks.slice(index, end)));
        index = end - 1;
      } else if (block?.role.kind === 'item paragraph') {
        // Behind the head of a page, which no item holds, the rest of one is an item of its own, without a label.
        item.push(this.#block(block));
      } else if (block) {
        closeItem();
        if (block.role.kind === 'item') item = this.#item(block, block.role.item.label, block.role.item.textFrom);
        else children.push(this.#block(block));
      }
    }
    closeItem();
    return schema.node('list', { rend: list.rend, recognition: this.#inline.recognition(list.finding) }, children);
  }

  #item(block: Block, label: SourceRange | null, textFrom: number): Node[] {
    const anchors = this.#leading(block, 'before item');
    const recognition = this.#inline.recognition(block.finding);
    const words = this.#inline.lines(linesFrom(block.lines, textFrom));
    if (!label) return [schema.node('paragraph', { recognition }, [...anchors, ...words])];
    return [
      schema.node('itemLabel', null, [...anchors, ...this.#inline.lines([label])]),
      schema.node('paragraph', { recognition }, words),
    ];
  }

  #table(block: Block): Node {
    const anchorsBefore = new Map<SourceLine, readonly Node[]>();
    let anchors = this.#leading(block, 'before row');
    for (const line of block.lines) {
      if (line.words === '') anchors = [...anchors, ...this.#inline.anchorsWithin(line, 'before row')];
      if (line.words === '' || isRule(this.#text, line)) continue;
      anchorsBefore.set(line, anchors);
      anchors = [];
    }
    const rows = rowsOfTable(this.#text, block.lines).map((lines) =>
      this.#cells(lines).map((parts, column) => {
        const words = this.#inline.lines(parts);
        const before = column === 0 ? lines.flatMap((line) => anchorsBefore.get(line) ?? []) : [];
        return schema.node('paragraph', null, [...before, ...words]);
      }),
    );
    const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
    const padded = rows.map((row) => [
      ...row,
      ...Array.from({ length: columns - row.length }, () => schema.node('paragraph')),
    ]);
    return schema.node(
      'table',
      { recognition: this.#inline.recognition(block.finding) },
      padded.map((row) =>
        schema.node(
          'tableRow',
          null,
          row.map((cell) => schema.node('tableCell', null, cell)),
        ),
      ),
    );
  }

  /** The cells of a row, each of one stretch or, where a line break stands in it, of several. */
  #cells(lines: readonly SourceLine[]): readonly (readonly SourceRange[])[] {
    const cells: SourceRange[][] = [];
    for (const line of lines) {
      const [first, ...rest] = cellsOf(this.#text, line).cells;
      if (first && cells.length > 0) cells.at(-1)?.push(first);
      else if (first) cells.push([first]);
      for (const cell of rest) cells.push([cell]);
    }
    return cells;
  }

  /** An anchor before a note stays in the text, unless an earlier note holds one: the order of the source comes first. */
  #addNote(block: Block, note: NoteDraft): void {
    const leading = this.#inline.anchors(block.leading, 'text');
    const words = this.#inline.lines(linesFrom(block.lines, note.textFrom));
    if (!this.#notesHoldAnchors) this.#waiting = [...this.#waiting, ...leading];
    const content = this.#notesHoldAnchors ? [...leading, ...words] : words;
    this.#notesHoldAnchors ||= words.some((node) => node.type.name === 'pageAnchor');
    const attributes = {
      id: note.id,
      label: note.label,
      type: note.type,
      recognition: this.#inline.recognition(block.finding),
      raw: note.printed && this.#text.slice(note.printed.from, note.printed.to),
    };
    this.#notes.push(schema.node('note', attributes, schema.node('paragraph', null, content)));
  }
}

/** The node that a block becomes, with its attributes. Lists, tables and notes are made elsewhere. */
function nodeOf({ role }: Block): readonly [name: string, attributes: Readonly<Record<string, unknown>>] {
  switch (role.kind) {
    case 'heading':
      return ['heading', { level: role.level }];
    case 'attachment heading':
      return ['heading', { level: 2 }];
    case 'header field':
      return ['headerField', { field: role.field }];
    case 'stamp':
      return ['stamp', { type: role.type }];
    case 'form work':
      return ['formWork', { type: role.type, place: role.place }];
    case 'furniture':
      return ['furniture', { reason: role.reason }];
    case 'dateline':
    case 'salutation':
    case 'signature':
    case 'postscript':
      return [role.kind, {}];
    case 'paragraph':
    case 'item':
    case 'item paragraph':
    case 'table':
    case 'note':
      return ['paragraph', {}];
  }
}

const outermost = (list: ListDraft): ListDraft => (list.parent ? outermost(list.parent) : list);

/** The list directly within `list` that holds `inner`. */
function childTowards(list: ListDraft, inner: ListDraft): ListDraft {
  return inner.parent === null || inner.parent === list ? inner : childTowards(list, inner.parent);
}

/** The same lines from a later place on: behind a label, which may have a line of its own. */
const linesFrom = (lines: readonly SourceLine[], from: number): readonly SourceRange[] =>
  lines
    .map((line, index) => (index === 0 ? { from: Math.min(from, line.to), to: line.to } : line))
    .filter((line, index) => index > 0 || line.from < line.to || lines.length === 1);

/** Puts atoms behind everything else in the last text block of a node. */
function appendInline(node: Node, atoms: readonly Node[]): Node {
  if (atoms.length === 0) return node;
  if (node.isTextblock) return node.copy(node.content.append(Fragment.from(atoms)));
  const last = node.lastChild;
  return last ? node.copy(node.content.replaceChild(node.childCount - 1, appendInline(last, atoms))) : node;
}

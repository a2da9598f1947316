import type { Node } from 'prosemirror-model';
import { corrections } from '../../alignment/corrections.ts';
import type { DocumentState } from '../../document/document-state.ts';
import type { DocumentMetadata } from '../../document/metadata.ts';
import { isComment } from '../../document/notes/note.ts';
import type { PageAnchor } from '../../document/page-anchor.ts';
import type { NodeName } from '../../document/schema.ts';
import { unreachable } from '../../text/unreachable.ts';
import { type EntityLookUp, type NamedEntity, namedEntities } from './edition-names.ts';
import { type Inline, InlineReader } from './reading-inline.ts';
import type { ReadingView } from './reading-marks.ts';

/** What a paragraph is in the paper. */
export type ParagraphRole =
  | 'paragraph'
  | 'dateline'
  | 'salutation'
  | 'header field'
  | 'signature'
  | 'postscript'
  | 'stamp'
  | 'form work';

/** A block of an edition for readers. */
export type ReadingBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly role: ParagraphRole; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly ListPart[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly TableCell[])[] }
  | { readonly kind: 'division'; readonly type: string; readonly blocks: readonly ReadingBlock[] };

/** An item of a list, or what a page end put between two of them. */
export type ListPart =
  | { readonly kind: 'item'; readonly label: readonly Inline[] | null; readonly blocks: readonly ReadingBlock[] }
  | { readonly kind: 'between'; readonly blocks: readonly ReadingBlock[] };

export interface TableCell {
  readonly isHeader: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly blocks: readonly ReadingBlock[];
}

/** A note with the places that call it. */
export interface ReadingNote {
  /** From 1, in the order of the document; calls point at it. */
  readonly number: number;
  /** What it is called in the document: `1`, `0`, `*`. May be empty. */
  readonly label: string;
  readonly type: string;
  readonly blocks: readonly ReadingBlock[];
  /** The numbers of its calls, from 1 in the order of the document. */
  readonly calls: readonly number[];
}

/** A page of the document, in the order in which they begin. */
export interface ReadingPage {
  readonly anchor: PageAnchor;
  /** The images of it, by their ids. */
  readonly images: readonly string[];
}

/** A document as every edition for readers is made of it: its words in their blocks, without what only an editor needs. */
export interface ReadingEdition {
  readonly id: string;
  readonly title: string;
  readonly metadata: DocumentMetadata;
  readonly blocks: readonly ReadingBlock[];
  readonly notes: readonly ReadingNote[];
  readonly pages: readonly ReadingPage[];
  /** The entities that are named, by kind and name. */
  readonly names: readonly NamedEntity[];
}

type ReadState = Pick<DocumentState, 'id' | 'doc' | 'imported' | 'metadata' | 'source' | 'pages' | 'annotations'>;

interface ReadingOptions {
  /** Null keeps what belongs to either view, told apart by what it is. */
  readonly view: ReadingView | null;
  /** Whether words that were corrected carry what was read first. False when not given. */
  readonly withCorrections?: boolean;
  /** What the ids of entities in tags mean; none is named when not given. */
  readonly entities?: EntityLookUp;
}

/** Reads a document for readers. What a web page or a form added is left out, and so are comments of editors. Every page anchor outside of
 *  comments is in it once, in order. O(document).
 *  @throws TypeError when this build does not know a node or a mark of it */
export function readingEdition(
  state: ReadState,
  { view, withCorrections = false, entities }: ReadingOptions,
): ReadingEdition {
  const { doc, metadata } = state;
  const notes = doc.lastChild?.type.name === 'notes' ? doc.lastChild : null;
  const changed = withCorrections ? corrections(state.imported, doc) : [];
  const reader = new BlockReader(view, new InlineReader(notes, view, changed));
  const blocks = reader.blocks(doc, 0);
  const read = notes === null ? [] : reader.notes(notes, doc.content.size - notes.nodeSize + 1);
  const images = (anchor: PageAnchor): readonly string[] =>
    state.pages.filter((page) => page.anchor === anchor.id).map(({ id }) => id);
  return {
    id: state.id,
    title: metadata.title || state.source.name,
    metadata,
    blocks,
    notes: read,
    pages: reader.inline.pages.map((anchor) => ({ anchor, images: images(anchor) })),
    names: entities ? namedEntities(state, entities) : [],
  };
}

const roles: Partial<Readonly<Record<NodeName, ParagraphRole>>> = {
  paragraph: 'paragraph',
  dateline: 'dateline',
  salutation: 'salutation',
  headerField: 'header field',
  signature: 'signature',
  postscript: 'postscript',
  stamp: 'stamp',
  formWork: 'form work',
  carriedText: 'paragraph',
  itemLabel: 'paragraph',
};

/** What of a page is no part of its text. */
const onPageOnly: ReadonlySet<ParagraphRole> = new Set(['stamp', 'form work']);

class BlockReader {
  constructor(
    private readonly view: ReadingView | null,
    readonly inline: InlineReader,
  ) {}

  /** @param start position of the first child */
  blocks(parent: Node, start: number): readonly ReadingBlock[] {
    const blocks: ReadingBlock[] = [];
    parent.forEach((child, offset) => {
      if (child.type.name !== 'notes') blocks.push(...this.block(child, start + offset));
    });
    return blocks;
  }

  private block(node: Node, pos: number): readonly ReadingBlock[] {
    const name = node.type.name as NodeName;
    switch (name) {
      case 'heading':
        return [{ kind: 'heading', level: node.attrs.level as number, content: this.inline.read(node, pos + 1) }];
      case 'furniture':
        return this.pagesOf(node, pos);
      case 'list':
        return [{ kind: 'list', items: this.items(node, pos + 1) }];
      case 'table':
        return [{ kind: 'table', rows: this.rows(node, pos + 1) }];
      case 'division':
        return [{ kind: 'division', type: String(node.attrs.type), blocks: this.blocks(node, pos + 1) }];
      case 'carriedBlock':
        return this.blocks(node, pos + 1);
      case 'carriedLeaf':
        return [];
      default:
        return this.paragraph(node, pos, name);
    }
  }

  private paragraph(node: Node, pos: number, name: NodeName): readonly ReadingBlock[] {
    const role = roles[name];
    if (!role) throw new TypeError(`the export does not know the node "${name}"`);
    if (this.view === 'reading' && onPageOnly.has(role)) return this.pagesOf(node, pos);
    const content = this.inline.read(node, pos + 1);
    return content.length === 0 ? [] : [{ kind: 'paragraph', role, content }];
  }

  /** Of a block that is left out the pages that begin in it are left. */
  private pagesOf(node: Node, pos: number): readonly ReadingBlock[] {
    const content = this.inline.read(node, pos + 1).filter(({ kind }) => kind === 'page');
    return content.length === 0 ? [] : [{ kind: 'paragraph', role: 'paragraph', content }];
  }

  private items(list: Node, start: number): readonly ListPart[] {
    const parts: ListPart[] = [];
    list.forEach((child, offset) => {
      const pos = start + offset;
      if (child.type.name !== 'listItem') {
        const blocks = this.block(child, pos);
        if (blocks.length > 0) parts.push({ kind: 'between', blocks });
        return;
      }
      const first = child.firstChild?.type.name === 'itemLabel' ? child.firstChild : null;
      const label = first && this.inline.read(first, pos + 2);
      const blocks: ReadingBlock[] = [];
      child.forEach((inner, at) => {
        if (inner !== first) blocks.push(...this.block(inner, pos + 1 + at));
      });
      parts.push({ kind: 'item', label, blocks });
    });
    return parts;
  }

  private rows(table: Node, start: number): readonly (readonly TableCell[])[] {
    const rows: TableCell[][] = [];
    table.forEach((row, offset) => {
      const cells: TableCell[] = [];
      row.forEach((cell, at) => {
        cells.push({
          isHeader: cell.type.name === 'tableHeader',
          colspan: cell.attrs.colspan as number,
          rowspan: cell.attrs.rowspan as number,
          blocks: this.blocks(cell, start + offset + 1 + at + 1),
        });
      });
      rows.push(cells);
    });
    return rows;
  }

  /** @param start position of the first note */
  notes(notes: Node, start: number): readonly ReadingNote[] {
    const read: ReadingNote[] = [];
    notes.forEach((note, offset) => {
      if (isComment(note)) return;
      read.push({
        number: read.length + 1,
        label: String(note.attrs.label),
        type: String(note.attrs.type),
        blocks: this.blocks(note, start + offset + 1),
        calls: [],
      });
    });
    // Notes may call notes: only now all calls are known.
    return read.map((note) => ({ ...note, calls: this.inline.callsOf(note.number) }));
  }
}

/** Everything that stands among the words of blocks, in order. */
export function* inlineOf(blocks: readonly ReadingBlock[]): Generator<Inline, void> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        yield* block.content;
        break;
      case 'division':
        yield* inlineOf(block.blocks);
        break;
      case 'list':
        for (const part of block.items) {
          if (part.kind === 'item' && part.label) yield* part.label;
          yield* inlineOf(part.blocks);
        }
        break;
      case 'table':
        for (const cell of block.rows.flat()) yield* inlineOf(cell.blocks);
        break;
      default:
        unreachable(block);
    }
  }
}

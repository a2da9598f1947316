import { Fragment, type Node } from 'prosemirror-model';
import { type AnnotationKind, annotationKinds, annotationRanges } from '../../document/annotation.ts';
import type { AnchorId } from '../../document/identifier.ts';
import type { LayoutCell } from '../../document/layout.ts';
import type { AnchorPlacement, PageAnchor } from '../../document/page-anchor.ts';
import { schema } from '../../document/schema.ts';

/** Of a table's cell, by the recognition that its paragraph carries. */
export interface TableCells {
  readonly cells: ReadonlyMap<string, { readonly table: string; readonly cell: LayoutCell }>;
}

/** The anchor of a page. It was not printed there, but that a page begins there is sure. */
export const pageAnchorNode = (id: AnchorId, page: number, placement: AnchorPlacement): Node => {
  const anchor: PageAnchor = {
    id,
    kind: 'facsimile',
    label: String(page + 1),
    placement,
    inferred: false,
    recognition: null,
    raw: null,
  };
  return schema.node('pageAnchor', anchor);
};

/** Gives each page its anchor: those with words where they begin, others a paragraph before the page that follows, or at the end.
 *  @param read what was made of the pages with words
 *  @param withWords the numbers of these pages, from 0
 *  @param anchors of all pages */
export function withPages(read: Node, withWords: readonly number[], anchors: readonly AnchorId[]): Node {
  let next = 0;
  const blank = new Set(anchors.keys());
  for (const page of withWords) blank.delete(page);
  const blankBefore = (page: number): readonly number[] => {
    const found: number[] = [];
    for (let at = page - 1; at >= 0 && blank.delete(at); at--) found.unshift(at);
    return found;
  };
  const node = (page: number, placement: AnchorPlacement): Node =>
    pageAnchorNode(anchors[page] as AnchorId, page, placement);
  const children: Node[] = [];
  read.forEach((block) => {
    const before: number[] = [];
    const renewed = mapInline(block, (inline, isFirst, holder) => {
      if (inline.type.name !== 'pageAnchor') return [inline];
      const page = withWords[next++];
      if (page === undefined) return [];
      const missing = blankBefore(page);
      if (isFirst) before.push(...missing);
      const own = node(page, isFirst ? placementIn(holder) : 'text').mark(inline.marks);
      return isFirst ? [own] : [...missing.map((one) => node(one, 'text')), own];
    });
    children.push(...before.map((page) => blankPage(node(page, 'before block'))), renewed);
  });
  const notes = children.at(-1)?.type.name === 'notes' ? children.splice(-1) : [];
  for (const page of blank) children.push(blankPage(node(page, 'before block')));
  const isEmptyStart = withWords.length === 0 && anchors.length > 0;
  return schema.node('doc', null, [...(isEmptyStart ? children.slice(1) : children), ...notes]);
}

const blankPage = (anchor: Node): Node => schema.node('paragraph', null, anchor);

const placementIn = (holder: Node): AnchorPlacement =>
  holder.type.name === 'itemLabel' ? 'before item' : holder.type.name === 'tableCell' ? 'before row' : 'before block';

/** Maps the inline nodes of a block; a node that stays the same is the same object.
 *  @param map is told whether nothing but anchors is before it in the whole block */
function mapInline(block: Node, map: (inline: Node, isFirst: boolean, holder: Node) => readonly Node[]): Node {
  let isFirst = true;
  const renew = (node: Node): Node => {
    const children: Node[] = [];
    node.forEach((child) => {
      if (!child.isInline) children.push(renew(child));
      else {
        children.push(...map(child, isFirst, node));
        isFirst &&= child.type.name === 'pageAnchor';
      }
    });
    return node.copy(Fragment.fromArray(children));
  };
  return renew(block);
}

/** Makes tables of paragraphs that are their cells, wherever they follow one another. */
export function withTables(node: Node, { cells }: TableCells): Node {
  if (cells.size === 0 || node.isTextblock || node.isInline) return node;
  const children: Node[] = [];
  let run: CellParagraph[] = [];
  const close = (): void => {
    if (run.length > 0) children.push(tableOf(run));
    run = [];
  };
  node.forEach((child) => {
    const known = child.type.name === 'paragraph' ? cells.get(String(child.attrs.recognition)) : undefined;
    if (!known || (run[0] && run[0].table !== known.table)) close();
    if (known) run.push({ ...known, paragraph: child });
    else children.push(withTables(child, { cells }));
  });
  close();
  return node.copy(Fragment.fromArray(children));
}

interface CellParagraph {
  readonly table: string;
  readonly cell: LayoutCell;
  readonly paragraph: Node;
}

/** More cells than any table has; what states more stays paragraphs. */
const mostCells = 20_000;

function tableOf(run: readonly CellParagraph[]): Node {
  const recognition = run[0]?.paragraph.attrs.recognition as string;
  const rows = Math.max(...run.map(({ cell }) => cell.row)) + 1;
  const columns = Math.max(...run.map(({ cell }) => cell.column)) + 1;
  const made = Array.from({ length: rows * columns > mostCells ? 0 : rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) =>
      run
        .filter(({ cell }) => cell.row === row && cell.column === column)
        .map(({ paragraph }) => schema.node('paragraph', null, paragraph.content)),
    ),
  );
  const inRows =
    made.length > 0 ? made : run.map(({ paragraph }) => [[schema.node('paragraph', null, paragraph.content)]]);
  return schema.node(
    'table',
    { recognition },
    inRows.map((row) =>
      schema.node(
        'tableRow',
        null,
        row.map((content) => schema.node('tableCell', null, content.length > 0 ? content : [schema.node('paragraph')])),
      ),
    ),
  );
}

/** A passage that a layout tags. */
export interface PageTag {
  readonly as: AnnotationKind;
  readonly from: number;
  readonly to: number;
}

/** Takes the marks of tags off: a tag is an act, which the journal must know. */
export function withoutTags(doc: Node): { readonly doc: Node; readonly tags: readonly PageTag[] } {
  const ranges = annotationRanges(doc);
  if (ranges.length === 0) return { doc, tags: [] };
  const bare = (node: Node): Node => {
    const children: Node[] = [];
    node.forEach((child) => {
      const isMarked = child.marks.some(({ type }) => type.name === 'annotation');
      const kept = isMarked ? child.mark(child.marks.filter(({ type }) => type.name !== 'annotation')) : child;
      children.push(child.isInline ? kept : bare(child));
    });
    return node.copy(Fragment.from(children));
  };
  return { doc: bare(doc), tags: ranges.map(({ as, from, to }) => ({ as, from, to })) };
}

export const isTagKind = (kind: string): kind is AnnotationKind =>
  (annotationKinds as readonly string[]).includes(kind);

import type { Mark, Node } from 'prosemirror-model';
import { type AnchorId, newAnchorId, newAnnotationId } from '../../document/identifier.ts';
import type { ImportReport } from '../../document/import-report.ts';
import type { LayoutCell, LayoutSpanKind, PageLayout } from '../../document/layout.ts';
import { type DocumentMetadata, emptyMetadata } from '../../document/metadata.ts';
import { schema } from '../../document/schema.ts';
import type { Span } from '../plain-text/draft/draft.ts';
import { type ReadDocument, readLines } from '../plain-text/read-plain-text.ts';
import { isTagKind, type PageTag, pageAnchorNode, withoutTags, withPages, withTables } from './finish-pages.ts';
import { type LinedPages, linePages } from './line-pages.ts';
import { statedBlocks } from './stated-blocks.ts';

/** A document made of what was read on pages. */
export interface PagesDocument {
  readonly doc: Node;
  readonly metadata: DocumentMetadata;
  readonly report: ImportReport;
  /** The page anchor of each page, in the order of the pages. */
  readonly anchors: readonly AnchorId[];
  /** Positions of the line ends of which the files themselves say that they break a word. */
  readonly statedJoins: ReadonlySet<number>;
  /** Passages that the files tag, by their positions in `doc`. */
  readonly tags: readonly PageTag[];
}

/** Makes a document of pages: a facsimile anchor at the beginning of each, and the same structure as a text has: titles, header fields, datelines,
 *  salutations, lists, notes, signatures. What a layout says of its blocks, cells and words itself counts more. A page without words is a
 *  paragraph with its anchor alone.
 *  @param pages what was read on each page; null where nothing was
 *  @param title what the document is called when it does not say so itself
 *  @param language of the text, as BCP 47 has it; null when nothing says so */
export function readPages(
  pages: readonly (PageLayout | null)[],
  title: string,
  language: string | null = null,
): PagesDocument {
  const anchors = pages.map(() => newAnchorId());
  const lined = linePages(pages);
  const stated = language === null ? {} : { language };
  if (lined.lines.length === 0) {
    const paragraphs = anchors.map((id, page) =>
      schema.node('paragraph', null, pageAnchorNode(id, page, 'before block')),
    );
    const doc = schema.node('doc', null, paragraphs.length > 0 ? paragraphs : [schema.node('paragraph')]);
    return { ...nothingRead, doc, metadata: { ...emptyMetadata, title, ...stated }, anchors };
  }
  const made = new Map<number, Node>();
  const read = readLines(
    {
      text: lined.text,
      lines: lined.lines,
      markers: lined.markers,
      spans: spansOf(lined),
      stated: statedBlocks(
        lined,
        pages.map((page) => page?.height ?? 0),
      ),
      lineEnds: { joins: lined.joins, made },
    },
    { fileName: title },
  );
  const withWords = [...new Set(lined.paged.map(({ page }) => page))];
  const { doc, tags } = withoutTags(withPages(withTables(read.doc, cellsOf(read, lined)), withWords, anchors));
  return {
    doc,
    metadata: { ...read.metadata, title: titleOf(read, title), ...stated },
    report: reportOf(read, doc),
    anchors,
    statedJoins: statedJoins(doc, lined, made),
    tags,
  };
}

const nothingRead: Pick<PagesDocument, 'report' | 'statedJoins' | 'tags'> = {
  report: { recognitions: [], remarks: [], setAside: [] },
  statedJoins: new Set(),
  tags: [],
};

/** The title that the document has; one made of its first words says less than the name of its file. */
function titleOf({ doc, metadata }: ReadDocument, fileName: string): string {
  const isNamed = doc.children.some(({ type }) => type.name === 'heading') || metadata.type !== 'other';
  return isNamed ? metadata.title : fileName;
}

function spansOf({ paged }: LinedPages): readonly Span[] {
  return paged.flatMap(({ line, from, to }) =>
    (line.spans ?? []).flatMap((span): readonly Span[] => {
      const range = { from: from + span.from, to: Math.min(to, from + span.to) };
      if (range.from >= range.to) return [];
      const mark = markOf(span.as);
      return [{ sort: 'mark', ...range, finding: null, mark: () => mark }];
    }),
  );
}

function markOf(as: LayoutSpanKind): Mark {
  const id = newAnnotationId();
  if (isTagKind(as)) return schema.mark('annotation', { id, kind: as });
  if (as === 'struck' || as === 'unclear' || as === 'supplied') return schema.mark(as, { id });
  return schema.mark('rendition', { rend: as });
}

/** The cells of tables, by the recognitions that their paragraphs carry. */
function cellsOf({ report }: ReadDocument, { paged }: LinedPages) {
  const known = new Map<number, { readonly table: string; readonly cell: LayoutCell }>();
  for (const { page, block, from } of paged)
    if (block.cell) known.set(from, { table: `${page} ${block.cell.table}`, cell: block.cell });
  const cells = new Map<string, { readonly table: string; readonly cell: LayoutCell }>();
  for (const { id, kind, source } of report.recognitions) {
    const cell = kind === 'table' ? known.get(source.from) : undefined;
    if (cell) cells.set(id, cell);
  }
  return { cells };
}

/** What was recognised and is in the document. The anchors of pages were not recognised: it is known where a page begins. */
function reportOf({ report }: ReadDocument, doc: Node): ImportReport {
  const standing = new Set<unknown>();
  const note = (attrs: Readonly<Record<string, unknown>>): unknown =>
    attrs.recognition && standing.add(attrs.recognition);
  doc.descendants((node) => {
    note(node.attrs);
    for (const mark of node.marks) note(mark.attrs);
  });
  const isKnown = ({ id }: { readonly id: string }): boolean => standing.has(id);
  return { ...report, recognitions: report.recognitions.filter(isKnown) };
}

function statedJoins(doc: Node, { stated }: LinedPages, made: ReadonlyMap<number, Node>): ReadonlySet<number> {
  const nodes = new Set([...made].flatMap(([at, node]) => (stated.has(at) ? [node] : [])));
  const positions = new Set<number>();
  if (nodes.size > 0)
    doc.descendants((node, pos) => {
      if (nodes.has(node)) positions.add(pos);
    });
  return positions;
}

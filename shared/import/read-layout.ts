import type { Node } from 'prosemirror-model';
import type { AnchorId } from '../document/identifier.ts';
import { newAnchorId } from '../document/identifier.ts';
import type { ImportReport } from '../document/import-report.ts';
import type { LayoutBlock, LayoutLine, PageLayout } from '../document/layout.ts';
import { type DocumentMetadata, emptyMetadata } from '../document/metadata.ts';
import type { PageAnchor } from '../document/page-anchor.ts';
import { schema } from '../document/schema.ts';
import { joinsWord } from './plain-text/draft/line-ends.ts';

/** A document made of what was read on page images. */
export interface LayoutDocument {
  readonly doc: Node;
  readonly metadata: DocumentMetadata;
  readonly report: ImportReport;
  /** The page anchor of each page, in the order of the pages. */
  readonly anchors: readonly AnchorId[];
}

/** Makes a document of pages: a facsimile anchor at the beginning of each, a paragraph for each block, lines as they were read. A
 *  page without words is a paragraph with its anchor alone.
 *  @param pages what was read on each page; null where nothing was
 *  @param title what the document is called until someone calls it otherwise */
export function readLayout(pages: readonly (PageLayout | null)[], title: string): LayoutDocument {
  const anchors = pages.map(() => newAnchorId());
  const blocks = pages.flatMap((page, index) => pageBlocks(page, anchorNode(anchors[index] as AnchorId, index + 1)));
  const doc = schema.node('doc', null, blocks.length > 0 ? blocks : [schema.node('paragraph')]);
  return {
    doc,
    metadata: { ...emptyMetadata, title },
    report: { recognitions: [], remarks: [], setAside: [] },
    anchors,
  };
}

/** The anchor was not printed on the page, but that a page begins there is sure. */
function anchorNode(id: AnchorId, number: number): Node {
  const anchor: PageAnchor = {
    id,
    kind: 'facsimile',
    label: String(number),
    placement: 'before block',
    inferred: false,
    recognition: null,
    raw: null,
  };
  return schema.node('pageAnchor', anchor);
}

function pageBlocks(page: PageLayout | null, anchor: Node): readonly Node[] {
  const [first = [], ...rest] = page ? blockContents(page) : [];
  return [[anchor, ...first], ...rest].map((content) => schema.node('paragraph', null, content));
}

/** What the paragraphs of a page hold: its lines with their line ends. Blocks without words are left out. */
export const blockContents = ({ blocks }: PageLayout): readonly (readonly Node[])[] =>
  blocks.map(blockContent).filter((content) => content.length > 0);

function blockContent({ lines }: LayoutBlock): readonly Node[] {
  const texts = lines.map(lineText).filter((text) => text !== '');
  return texts.flatMap((text, index) => {
    const next = texts[index + 1];
    const run = schema.text(text);
    return next === undefined ? [run] : [run, schema.node('lineBreak', { joins: goesOn(text, next) })];
  });
}

const lineText = ({ words }: LayoutLine): string =>
  words
    .map(({ text }) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(' ');

function goesOn(line: string, next: string): boolean {
  const text = `${line}\n${next}`;
  const range = { from: 0, to: line.length };
  return joinsWord(text, range, { from: line.length + 1, to: text.length });
}

import type { Node } from 'prosemirror-model';
import type { AnchorId } from '../document/identifier.ts';
import { newAnchorId } from '../document/identifier.ts';
import type { ImportReport } from '../document/import-report.ts';
import type { LayoutBlock, LayoutLine, LayoutWord, PageLayout } from '../document/layout.ts';
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
  /** Positions of the line ends of which the files themselves say that they break a word. */
  readonly statedJoins: ReadonlySet<number>;
}

/** Makes a document of pages: a facsimile anchor at the beginning of each, a paragraph for each block, lines as they were read. A
 *  page without words is a paragraph with its anchor alone.
 *  @param pages what was read on each page; null where nothing was
 *  @param title what the document is called until someone calls it otherwise
 *  @param language of the text, as BCP 47 has it; null when nothing says so */
export function layoutDocument(
  pages: readonly (PageLayout | null)[],
  title: string,
  language: string | null = null,
): LayoutDocument {
  const anchors = pages.map(() => newAnchorId());
  const stated = new Set<Node>();
  const blocks = pages.flatMap((page, index) =>
    pageBlocks(page, anchorNode(anchors[index] as AnchorId, index + 1), stated),
  );
  const doc = schema.node('doc', null, blocks.length > 0 ? blocks : [schema.node('paragraph')]);
  return {
    doc,
    metadata: { ...emptyMetadata, title, ...(language === null ? {} : { language }) },
    report: { recognitions: [], remarks: [], setAside: [] },
    anchors,
    statedJoins: statedJoins(doc, stated),
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

function statedJoins(doc: Node, stated: ReadonlySet<Node>): ReadonlySet<number> {
  const positions = new Set<number>();
  doc.descendants((node, pos) => {
    if (stated.has(node)) positions.add(pos);
  });
  return positions;
}

function pageBlocks(page: PageLayout | null, anchor: Node, stated: Set<Node>): readonly Node[] {
  const [first = [], ...rest] = page ? blockContents(page, stated) : [];
  return [[anchor, ...first], ...rest].map((content) => schema.node('paragraph', null, content));
}

/** What the paragraphs of a page hold: its lines with their line ends. Blocks without words are left out.
 *  @param stated gets the line ends of which the file says that they break a word */
export const blockContents = ({ blocks }: PageLayout, stated: Set<Node> = new Set()): readonly (readonly Node[])[] =>
  joinedBlocks(blocks).map((lines) => linesContent(lines, stated));

/** The lines of blocks that have words. A block that the file says ends within a word goes on in the next one. */
function joinedBlocks(blocks: readonly LayoutBlock[]): readonly (readonly LayoutLine[])[] {
  const joined: LayoutLine[][] = [];
  for (const block of blocks) {
    const lines = block.lines.filter((line) => lineText(line) !== '');
    const [last, first] = [joined.at(-1)?.at(-1), lines[0]];
    if (!first) continue;
    if (last && areHalves(last, first)) joined.at(-1)?.push(...lines);
    else joined.push(lines);
  }
  return joined;
}

/** Whether a line end breaks a word: as the file states it, else as the words look. ALTO: `@SUBS_TYPE`, `@SUBS_CONTENT`. */
const linesContent = (lines: readonly LayoutLine[], stated: Set<Node>): readonly Node[] =>
  lines.flatMap((line, index) => {
    const next = lines[index + 1];
    const run = schema.text(lineText(line));
    if (next === undefined) return [run];
    const isStated = areHalves(line, next);
    const end = schema.node('lineBreak', { joins: isStated || goesOn(lineText(line), lineText(next)) });
    if (isStated) stated.add(end);
    return [run, end];
  });

/** Whether the file says that the last word of a line and the first one of the next are halves of one word. */
function areHalves(line: LayoutLine, next: LayoutLine): boolean {
  const [before, after] = [wordsIn(line).at(-1)?.hyphenation, wordsIn(next)[0]?.hyphenation];
  if (before?.part !== 1) return false;
  return after?.part === 2
    ? before.whole === after.whole
    : before.whole !== null && startsRest(before.whole, line, next);
}

/** `frag-` and `lichen` of `fraglichen`, where the second half is not marked. */
function startsRest(whole: string, line: LayoutLine, next: LayoutLine): boolean {
  const [first = '', rest = ''] = [wordsIn(line).at(-1)?.text, wordsIn(next)[0]?.text];
  return whole.replace(/\P{L}/gu, '') === (first + rest).replace(/\P{L}/gu, '');
}

const wordsIn = ({ words }: LayoutLine): readonly LayoutWord[] => words.filter(({ text }) => text.trim() !== '');

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

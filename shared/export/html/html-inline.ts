import { anchorMarker, anchorName } from '../../document/page-anchor.ts';
import { unreachable } from '../../text/unreachable.ts';
import { type MarkTree, markTree } from '../reading/mark-tree.ts';
import type { ReadingNote } from '../reading/reading-edition.ts';
import type { Inline } from '../reading/reading-inline.ts';
import type { Look, ReadingMark } from '../reading/reading-marks.ts';
import { escapeHtml, html, languageOf, safeAddress } from './html-writer.ts';

/** What the words of a page need to know of the page. */
export interface HtmlContext {
  /** What stands before every id, so that several documents fit on one page. */
  readonly prefix: string;
  /** Where notes are, seen from the text; empty on the same page. */
  readonly notesFile: string;
  readonly notes: readonly ReadingNote[];
  /** By the number of a page: the id of what shows its image. */
  readonly imageOfPage: ReadonlyMap<number, string>;
  /** Emendations that were told already: one that a tag cuts is told once. */
  readonly told: Set<string>;
}

/** Classes by which the style shows one view or the other. */
const readingOnly = 'r';
export const diplomaticOnly = 'd';

/** The words of a block. */
export const inlineHtml = (content: readonly Inline[], context: HtmlContext): string =>
  markTree(content)
    .map((tree) => treeHtml(tree, context))
    .join('');

function treeHtml(tree: MarkTree, context: HtmlContext): string {
  if (tree.kind === 'leaf') return leafHtml(tree.part, context);
  const content = tree.children.map((child) => treeHtml(child, context)).join('');
  return markHtml(tree.mark, content, context);
}

const lookElements: Readonly<Record<Look, readonly [name: string, className: string | null]>> = {
  italic: ['i', null],
  bold: ['b', null],
  underline: ['u', null],
  smallcaps: ['span', 'smallcaps'],
  superscript: ['sup', null],
  subscript: ['sub', null],
  other: ['span', null],
};

function markHtml(mark: ReadingMark, content: string, { told }: HtmlContext): string {
  const span = (className: string): string => html('span', { class: className }, content);
  switch (mark.kind) {
    case 'look': {
      const [name, className] = lookElements[mark.look];
      return html(name, { class: className }, content);
    }
    case 'tag':
      return span(`tag ${mark.as}`);
    case 'emendation': {
      const sic =
        told.has(mark.id) || mark.sic === ''
          ? ''
          : html('span', { class: `sic ${diplomaticOnly}` }, escapeHtml(mark.sic));
      told.add(mark.id);
      return html('span', { class: `corr ${readingOnly}` }, content) + sic;
    }
    case 'reference': {
      const address = mark.target === null ? null : safeAddress(mark.target);
      return address === null ? content : html('a', { href: address }, content);
    }
    case 'struck':
      return html('s', { class: diplomaticOnly }, content);
    case 'by hand':
      return span(`hand ${diplomaticOnly}`);
    case 'form':
      return span(`form ${diplomaticOnly}`);
    case 'added':
      return span('added');
    case 'abbreviation':
      return html('abbr', { title: mark.expansion }, content);
    case 'foreign':
      return html('span', { lang: languageOf(mark.language) }, content);
    case 'unclear':
      return span('unclear');
    case 'supplied':
      return span('supplied');
    case 'correction': {
      const before = mark.before === '' ? '' : html('del', { class: 'c' }, escapeHtml(mark.before));
      return `${before}${html('ins', {}, content)}`;
    }
    case 'zone':
      return content;
    default:
      return unreachable(mark);
  }
}

function leafHtml(part: Inline, context: HtmlContext): string {
  switch (part.kind) {
    case 'text':
      return escapeHtml(part.text);
    case 'page':
      return pageHtml(part, context);
    case 'call':
      return callHtml(part, context);
    case 'line end': {
      const hyphen = part.hyphen === '' ? '' : html('span', { class: diplomaticOnly }, escapeHtml(part.hyphen));
      return `${hyphen}${html('br', { class: diplomaticOnly }, null)}${part.reads}`;
    }
    case 'taken out':
      return html('del', { class: 'c' }, escapeHtml(part.before));
    default:
      return unreachable(part);
  }
}

function pageHtml({ anchor, number }: Extract<Inline, { readonly kind: 'page' }>, context: HtmlContext): string {
  const id = `${context.prefix}page-${number}`;
  const image = context.imageOfPage.get(number);
  const marker = escapeHtml(anchorMarker(anchor));
  const className = anchor.inferred ? 'pb inferred' : 'pb';
  if (image !== undefined) return html('a', { class: className, id, href: `#${image}` }, marker);
  return html('span', { class: className, id, role: 'doc-pagebreak', 'aria-label': anchorName(anchor) }, marker);
}

function callHtml({ note, number, label }: Extract<Inline, { readonly kind: 'call' }>, context: HtmlContext): string {
  const { prefix, notesFile } = context;
  if (note === null) return html('sup', { class: 'call' }, escapeHtml(label));
  const attributes = {
    id: `${prefix}call-${number}`,
    href: `${notesFile}#${prefix}note-${note}`,
    role: 'doc-noteref',
    'aria-label': `Note ${context.notes[note - 1]?.label || label}`,
  };
  return html('sup', { class: 'call' }, html('a', attributes, escapeHtml(label)));
}

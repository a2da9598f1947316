import { anchorMarker, anchorName } from '../../document/page-anchor.ts';
import type { Entity } from '../../entities/entity.ts';
import { unreachable } from '../../text/unreachable.ts';
import { datesOf } from '../reading/edition-names.ts';
import { type MarkTree, markTree } from '../reading/mark-tree.ts';
import type { ReadingNote } from '../reading/reading-edition.ts';
import type { Inline } from '../reading/reading-inline.ts';
import type { Look, ReadingMark } from '../reading/reading-marks.ts';
import { escapeHtml, html, languageOf, safeAddress } from './html-writer.ts';
import type { Templates } from './template-set.ts';

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
  readonly templates: Templates;
  /** By the id of a tag: the entity that it means. None on a page that has no index of names. */
  readonly entityOfTag: ReadonlyMap<string, Entity>;
  /** Where the index of names is, seen from the text; empty on the same page. */
  readonly namesFile: string;
}

/** The class of what stands on the page and is no part of the clean text. */
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

const lookElements: Readonly<Record<Look, readonly [name: string, className: string]>> = {
  italic: ['i', ''],
  bold: ['b', ''],
  underline: ['u', ''],
  smallcaps: ['span', 'smallcaps'],
  superscript: ['sup', ''],
  subscript: ['sub', ''],
  other: ['span', ''],
};

function markHtml(mark: ReadingMark, content: string, context: HtmlContext): string {
  const { told, templates } = context;
  const look = (element: string, given: { class?: string; title?: string; language?: string }): string =>
    templates.fill('words/look.html', { element, class: '', title: '', language: '', ...given, content });
  switch (mark.kind) {
    case 'look': {
      const [element, className] = lookElements[mark.look];
      return look(element, { class: className });
    }
    case 'tag':
      return tagHtml(mark, content, context);
    case 'emendation': {
      const sic = told.has(mark.id) ? '' : mark.sic;
      told.add(mark.id);
      return templates.fill('words/emendation.html', { sic, content });
    }
    case 'reference': {
      const href = mark.target === null ? null : safeAddress(mark.target);
      return href === null ? content : templates.fill('words/reference.html', { href, content });
    }
    case 'struck':
      return look('s', { class: diplomaticOnly });
    case 'by hand':
      return look('span', { class: `hand ${diplomaticOnly}` });
    case 'form':
      return look('span', { class: `form ${diplomaticOnly}` });
    case 'added':
    case 'unclear':
    case 'supplied':
      return look('span', { class: mark.kind });
    case 'abbreviation':
      return look('abbr', { title: mark.expansion });
    case 'foreign':
      return look('span', { language: languageOf(mark.language) ?? '' });
    case 'correction':
      return templates.fill('words/correction.html', { before: mark.before, content });
    case 'zone':
      return content;
    default:
      return unreachable(mark);
  }
}

/** A tag leads to the entity that it means. Of one that other marks cut, the first part is where the index leads to. */
function tagHtml(
  { id, as }: Extract<ReadingMark, { readonly kind: 'tag' }>,
  content: string,
  { prefix, told, templates, entityOfTag, namesFile }: HtmlContext,
): string {
  const entity = entityOfTag.get(id);
  // Links do not stand within links.
  if (!entity || content.includes('<a '))
    return templates.fill('words/tag.html', { kind: as, id: '', href: '', name: '', content });
  const place = told.has(`tag ${id}`) ? '' : `${prefix}tag-${id}`;
  told.add(`tag ${id}`);
  const dates = datesOf(entity);
  const name = dates === '' ? entity.name : `${entity.name} (${dates})`;
  const href = `${namesFile}#${prefix}name-${entity.id}`;
  return templates.fill('words/tag.html', { kind: as, id: place, href, name, content });
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
      return context.templates.fill('words/correction.html', { before: part.before, content: '' });
    default:
      return unreachable(part);
  }
}

function pageHtml(
  { anchor, number }: Extract<Inline, { readonly kind: 'page' }>,
  { prefix, imageOfPage, templates }: HtmlContext,
): string {
  return templates.fill('words/page-marker.html', {
    id: `${prefix}page-${number}`,
    class: anchor.inferred ? 'pb inferred' : 'pb',
    marker: anchorMarker(anchor),
    name: anchorName(anchor),
    image: imageOfPage.get(number) ?? '',
  });
}

function callHtml(
  { note, number, label }: Extract<Inline, { readonly kind: 'call' }>,
  { prefix, notesFile, notes, templates }: HtmlContext,
): string {
  return templates.fill('words/note-call.html', {
    id: `${prefix}call-${number}`,
    href: note === null ? '' : `${notesFile}#${prefix}note-${note}`,
    name: note === null ? '' : `Note ${notes[note - 1]?.label || label}`,
    label,
  });
}

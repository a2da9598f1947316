import { anchorName } from '../../document/page-anchor.ts';
import { blocksHtml, notesHtml } from '../html/html-blocks.ts';
import type { HtmlContext } from '../html/html-inline.ts';
import { escapeHtml as escaped, html as xml } from '../html/html-writer.ts';
import { inlineOf, type ReadingBlock, type ReadingEdition } from '../reading/reading-edition.ts';
import { zipPackage } from '../reading/zip-package.ts';

interface EpubOptions {
  readonly application: { readonly name: string; readonly version: string };
  /** When the document was changed last: ISO 8601. */
  readonly changed: string;
  /** BCP 47. */
  readonly language: string;
}

/** A document as an EPUB 3.3 publication: its text, its notes in a file of their own with links both ways, a table of contents, and a list of the pages of the
 *  original. The same document gives the same bytes. Pure, O(document).
 *  @param edition of one view */
export function epubEdition(edition: ReadingEdition, options: EpubOptions): Uint8Array<ArrayBuffer> {
  const { notes, title } = edition;
  const context: HtmlContext = { prefix: '', notesFile: 'notes.xhtml', notes, imageOfPage: new Map(), told: new Set() };
  const [first] = edition.blocks;
  const given = first?.kind === 'heading' ? '' : `${xml('h1', {}, escaped(title))}\n`;
  const text = xml(
    'section',
    { role: 'doc-chapter', 'aria-label': title },
    `\n${given}${blocksHtml(edition.blocks, context, given === '' ? 0 : 1)}\n`,
  );
  // Of a note that calls another one both are in the file of the notes.
  const inNotes = { ...context, notesFile: '' };
  const notesPage = xml(
    'section',
    { role: 'doc-endnotes', 'aria-label': 'Notes' },
    `\n${xml('h1', {}, 'Notes')}\n${notesHtml(notes, inNotes, 'text.xhtml')}\n`,
  );
  const page = (name: string, body: string): string => xhtml(name, options.language, body);
  return zipPackage(
    {
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': container,
      'EPUB/package.opf': packageFile(edition, options),
      'EPUB/nav.xhtml': page(title, navigation(edition)),
      'EPUB/text.xhtml': page(title, text),
      ...(notes.length > 0 && { 'EPUB/notes.xhtml': page(`Notes: ${title}`, notesPage) }),
      'EPUB/style.css': style,
    },
    ['mimetype'],
  );
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const container = `${declaration}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n`;

const epubNamespace = 'http://www.idpf.org/2007/ops';

function xhtml(title: string, language: string, body: string): string {
  const head = [
    xml('title', {}, escaped(title)),
    xml('link', { rel: 'stylesheet', type: 'text/css', href: 'style.css' }, null),
  ].join('');
  const attributes = {
    xmlns: 'http://www.w3.org/1999/xhtml',
    'xmlns:epub': epubNamespace,
    lang: language,
    'xml:lang': language,
  };
  return `${declaration}<!DOCTYPE html>\n${xml('html', attributes, `${xml('head', {}, head)}\n${xml('body', {}, `\n${body}\n`)}`)}\n`;
}

function packageFile(
  { id, title, metadata, notes }: ReadingEdition,
  { application, changed, language }: EpubOptions,
): string {
  const meta = (property: string, value: string): string => xml('meta', { property }, escaped(value));
  const facts = [
    xml('dc:identifier', { id: 'id' }, escaped(`urn:anchorite:${id}`)),
    xml('dc:title', {}, escaped(title || 'Untitled')),
    xml('dc:language', {}, escaped(language)),
    metadata.from === '' ? '' : xml('dc:creator', {}, escaped(metadata.from)),
    metadata.date?.when ? xml('dc:date', {}, escaped(metadata.date.when)) : '',
    meta('dcterms:modified', `${changed.slice(0, 19)}Z`),
    meta('schema:accessMode', 'textual'),
    meta('schema:accessibilityFeature', 'tableOfContents'),
    meta('schema:accessibilityFeature', 'readingOrder'),
    meta('schema:accessibilityHazard', 'none'),
    xml('meta', { name: 'generator', content: `${application.name} ${application.version}` }, null),
  ];
  const item = (name: string, type: string, properties: string | null = null): string =>
    xml('item', { id: name.replace('.', '-'), href: name, 'media-type': type, properties }, null);
  const page = 'application/xhtml+xml';
  const hasNotes = notes.length > 0;
  const items = [
    item('nav.xhtml', page, 'nav'),
    item('text.xhtml', page),
    hasNotes ? item('notes.xhtml', page) : '',
    item('style.css', 'text/css'),
  ];
  const order = ['text-xhtml', ...(hasNotes ? ['notes-xhtml'] : [])].map((idref) => xml('itemref', { idref }, null));
  const attributes = {
    xmlns: 'http://www.idpf.org/2007/opf',
    version: '3.0',
    'unique-identifier': 'id',
    'xml:lang': language,
    prefix: 'schema: http://schema.org/',
  };
  const content = [
    xml('metadata', { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, facts.join('')),
    xml('manifest', {}, items.join('')),
    xml('spine', {}, order.join('')),
  ];
  return `${declaration}${xml('package', attributes, content.join(''))}\n`;
}

/** Headings and pages. Both are in the order of the text. */
function navigation({ title, notes, pages, blocks }: ReadingEdition): string {
  const link = (href: string, name: string): string => xml('li', {}, xml('a', { href }, escaped(name || '—')));
  const contents = [link('text.xhtml', title), ...(notes.length > 0 ? [link('notes.xhtml', 'Notes')] : [])];
  const toc = xml(
    'nav',
    { 'epub:type': 'toc', role: 'doc-toc', 'aria-label': 'Contents' },
    xml('h1', {}, 'Contents') + xml('ol', {}, contents.join('')),
  );
  const inText = new Set(pagesOf(blocks));
  const list = pages.map(({ anchor }, index) =>
    link(`${inText.has(index + 1) ? 'text' : 'notes'}.xhtml#page-${index + 1}`, anchorName(anchor)),
  );
  if (list.length === 0) return toc;
  const pageList = xml(
    'nav',
    { 'epub:type': 'page-list', role: 'doc-pagelist', 'aria-label': 'Pages', hidden: 'hidden' },
    xml('ol', {}, list.join('')),
  );
  return `${toc}\n${pageList}`;
}

function* pagesOf(blocks: readonly ReadingBlock[]): Generator<number, void> {
  for (const part of inlineOf(blocks)) if (part.kind === 'page') yield part.number;
}

const style = `body{line-height:1.5}
.dateline,.signature{text-align:right}.dateline{font-style:italic}
.stamp,.form,.smallcaps{font-variant:small-caps}.hand{font-style:italic}
.list,.notes{list-style:none;padding-left:1em}.notes p{display:inline}.notes .label{font-weight:bold}
td,th{border:1px solid;padding:.2em .5em;vertical-align:top}table{border-collapse:collapse}
.attachment{border-top:1px solid;margin-top:1.5em}
.pb{font-size:.75em;border:1px solid;padding:0 .3em}.call{line-height:0}
.supplied::before{content:"["}.supplied::after{content:"]"}.unclear{border-bottom:1px dotted}
del{display:none}ins{text-decoration:none}
`;

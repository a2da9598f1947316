import { anchorName } from '../../document/page-anchor.ts';
import { ordinaryLimits, readXml } from '../../xml/read-xml.ts';
import { blocksHtml, notesHtml } from '../html/html-blocks.ts';
import type { HtmlContext } from '../html/html-inline.ts';
import { entitiesOfTags, namesHtml } from '../html/html-names.ts';
import { escapeHtml as escaped, html as xml } from '../html/html-writer.ts';
import { builtInTemplates, type Templates } from '../html/template-set.ts';
import { inlineOf, type ReadingBlock, type ReadingEdition } from '../reading/reading-edition.ts';
import { zipPackage } from '../reading/zip-package.ts';

interface EpubOptions {
  readonly application: { readonly name: string; readonly version: string };
  /** When the document was changed last: ISO 8601. */
  readonly changed: string;
  /** BCP 47. */
  readonly language: string;
  /** The program's own when not given. */
  readonly templates?: Templates;
}

/** A document as an EPUB 3.3 publication: its text, its notes in a file of their own with links both ways, a table of contents, and a list of the pages of the
 *  original. The same document gives the same bytes. Pure, O(document).
 *  @param edition of one view */
export function epubEdition(edition: ReadingEdition, options: EpubOptions): Uint8Array<ArrayBuffer> {
  const { notes, title, names } = edition;
  const { templates = builtInTemplates } = options;
  const context: HtmlContext = {
    prefix: '',
    notesFile: 'notes.xhtml',
    notes,
    imageOfPage: new Map(),
    told: new Set(),
    templates,
    entityOfTag: entitiesOfTags(names),
    namesFile: 'names.xhtml',
  };
  const isTitleGiven = edition.blocks[0]?.kind !== 'heading';
  const content = blocksHtml(edition.blocks, context, isTitleGiven ? 1 : 0);
  // Of a note that calls another one both are in the file of the notes.
  const inNotes = { ...context, notesFile: '', entityOfTag: new Map() };
  const page = (name: string, body: string): string => xhtml(name, options.language, body);
  const files: [string, string][] = [
    ['text.xhtml', page(title, templates.fill('epub/chapter.xhtml', { title, isTitleGiven, content }))],
  ];
  if (notes.length > 0) {
    const list = notesHtml(notes, inNotes, 'text.xhtml');
    files.push(['notes.xhtml', page(`Notes: ${title}`, templates.fill('epub/notes.xhtml', { notes: list }))]);
  }
  if (names.length > 0) {
    const list = namesHtml(names, context, { textFile: 'text.xhtml', allNames: '' });
    files.push(['names.xhtml', page(`Names: ${title}`, templates.fill('epub/names.xhtml', { names: list }))]);
  }
  return zipPackage(
    {
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': container,
      'EPUB/package.opf': packageFile(edition, options),
      'EPUB/nav.xhtml': page(title, navigation(edition)),
      ...Object.fromEntries(files.map(([name, text]) => [`EPUB/${name}`, wellFormed(name, text, templates)])),
      'EPUB/style.css': `${templates.fill('epub/style.css', {})}\n`,
    },
    ['mimetype'],
  );
}

/** Templates made a file of a book that no reader of books opens. */
export class IllFormedTemplateError extends Error {
  override name = 'IllFormedTemplateError';
}

/** Readers of books take XHTML only: what a person's templates made of it is looked at before it is packed. */
function wellFormed(name: string, text: string, templates: Templates): string {
  if (templates === builtInTemplates) return text;
  const ignored = { startTag: () => undefined, text: () => undefined, endTag: () => undefined };
  const fault = readXml(text, ignored, { ...ordinaryLimits, depth: 2_000 });
  if (fault === null) return text;
  const shown =
    text
      .slice(Math.max(0, fault.offset - 60), fault.offset)
      .split('\n')
      .at(-1) ?? '';
  throw new IllFormedTemplateError(
    `the templates make “${name}” of the book not well-formed: ${fault.reason}, behind “${shown}”`,
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
  { id, title, metadata, notes, names }: ReadingEdition,
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
  const more = [...(notes.length > 0 ? ['notes'] : []), ...(names.length > 0 ? ['names'] : [])];
  const items = [
    item('nav.xhtml', page, 'nav'),
    item('text.xhtml', page),
    ...more.map((name) => item(`${name}.xhtml`, page)),
    item('style.css', 'text/css'),
  ];
  const order = ['text-xhtml', ...more.map((name) => `${name}-xhtml`)].map((idref) => xml('itemref', { idref }, null));
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
function navigation({ title, notes, pages, blocks, names }: ReadingEdition): string {
  const link = (href: string, name: string): string => xml('li', {}, xml('a', { href }, escaped(name || '—')));
  const contents = [
    link('text.xhtml', title),
    ...(notes.length > 0 ? [link('notes.xhtml', 'Notes')] : []),
    ...(names.length > 0 ? [link('names.xhtml', 'Names')] : []),
  ];
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

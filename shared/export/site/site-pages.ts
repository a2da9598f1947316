import { type AnnotationKind, annotationKinds } from '../../document/annotation.ts';
import type { CorrespondenceRow } from '../../references/correspondence.ts';
import { pageHtml } from '../html/html-page.ts';
import { pageStyle } from '../html/html-style.ts';
import { escapeHtml, html } from '../html/html-writer.ts';
import { siteScript } from './site-script.ts';

/** A document of a site. */
export interface SiteDocument {
  readonly id: string;
  /** Where its page is, seen from the front page. */
  readonly address: string;
  readonly title: string;
  readonly number: string;
  /** As stated, and in the form of `att.datable.w3c`; both empty when it is not known. */
  readonly date: string;
  readonly when: string;
  readonly from: string;
  readonly to: string;
  /** What is looked through. */
  readonly text: string;
  /** What is tagged in it. */
  readonly tags: readonly { readonly as: AnnotationKind; readonly text: string }[];
}

interface SiteOptions {
  readonly title: string;
  readonly application: { readonly name: string; readonly version: string };
  /** How the documents are tied to one another, by date; of others than those of the site nothing is said. */
  readonly correspondence: readonly CorrespondenceRow[];
}

/** The pages of a site and what they are called. */
export const siteSections = [
  { file: 'index.html', name: 'Documents' },
  { file: 'timeline.html', name: 'Timeline' },
  { file: 'names.html', name: 'Names' },
  { file: 'correspondence.html', name: 'Correspondence' },
] as const;

/** Every file of a site but the pages of its documents. */
export const siteFiles: readonly string[] = [...siteSections.map(({ file }) => file), 'search.js', 'search-data.js'];

/** The front pages of an edition of several documents: list with a search over all of their words, timeline, index of names, correspondence. They are read from a disk,
 *  without a server or a network; without scripts everything but the search is there. The same documents give the same files. Pure.
 *  @returns text by name of the file */
export function sitePages(documents: readonly SiteDocument[], options: SiteOptions): ReadonlyMap<string, string> {
  const bodies: Readonly<Record<(typeof siteSections)[number]['file'], string>> = {
    'index.html': listPage(documents),
    'timeline.html': timelinePage(documents),
    'names.html': namesPage(documents),
    'correspondence.html': correspondencePage(documents, options.correspondence),
  };
  const pages = siteSections.map(({ file, name }) => [file, framed(file, name, bodies[file], options)] as const);
  return new Map<string, string>([...pages, ['search.js', siteScript], ['search-data.js', searchData(documents)]]);
}

function framed(file: string, name: string, body: string, { title, application }: SiteOptions): string {
  const links = siteSections.map((section) => {
    const attributes = { href: section.file, 'aria-current': section.file === file ? 'page' : null };
    return html('li', {}, html('a', attributes, section.name));
  });
  const heading = file === 'index.html' ? title : `${name}: ${title}`;
  const main = html('main', { id: 'text', class: 'sheet' }, `\n${html('h1', {}, escapeHtml(heading))}\n${body}\n`);
  const isSearched = file === 'index.html';
  const scripts = isSearched ? '\n<script src="search-data.js"></script>\n<script src="search.js"></script>' : '';
  const nav = html('nav', { class: 'contents', 'aria-label': 'Edition' }, html('ol', {}, links.join('')));
  const skip = html('a', { class: 'skip', href: '#text' }, 'Skip to the text');
  return pageHtml({
    title: heading,
    language: 'en',
    application,
    style: pageStyle,
    body: `${skip}\n${nav}\n${main}${scripts}`,
    scripts: isSearched,
  });
}

const linkTo = ({ address, title }: SiteDocument): string => html('a', { href: address }, escapeHtml(title));

function listPage(documents: readonly SiteDocument[]): string {
  const search = [
    html('label', { for: 'search' }, 'Search the documents'),
    html('input', { id: 'search', type: 'search', autocomplete: 'off' }, null),
    html('p', { id: 'found', role: 'status' }, ''),
    html('ul', { id: 'results', class: 'notes' }, ''),
  ].join('\n');
  const heads = ['No.', 'Date', 'Title', 'From', 'To'].map((name) => html('th', { scope: 'col' }, name));
  const rows = documents.map((document) => {
    const { number, date, from, to } = document;
    const cells = [escapeHtml(number), escapeHtml(date), linkTo(document), escapeHtml(from), escapeHtml(to)];
    return html('tr', {}, cells.map((cell) => html('td', {}, cell)).join(''));
  });
  const table = html(
    'table',
    {},
    `${html('thead', {}, html('tr', {}, heads.join('')))}${html('tbody', {}, rows.join('\n'))}`,
  );
  const wide = html('div', { class: 'wide', role: 'group', 'aria-label': 'All documents', tabindex: '0' }, table);
  // It needs the script, which shows it.
  return `${html('div', { id: 'search-box', hidden: 'hidden' }, search)}\n${wide}`;
}

/** Days under their years; documents without a date at the end. */
function timelinePage(documents: readonly SiteDocument[]): string {
  const dated = documents
    .filter(({ when }) => when !== '')
    .sort((a, b) => (a.when < b.when ? -1 : Number(a.when > b.when)));
  const years = new Map<string, SiteDocument[]>();
  for (const document of dated) {
    const year = document.when.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), document]);
  }
  const undated = documents.filter(({ when }) => when === '');
  const entry = (document: SiteDocument): string =>
    html(
      'li',
      {},
      `${html('time', { datetime: /^\d{4}(?:-\d\d){0,2}$/.test(document.when) ? document.when : null }, escapeHtml(document.date || document.when))} ${linkTo(document)}`,
    );
  const sections = [...years].map(
    ([year, own]) => `${html('h2', {}, escapeHtml(year))}\n${html('ul', {}, own.map(entry).join('\n'))}`,
  );
  const rest = undated.map((document) => html('li', {}, linkTo(document)));
  return [
    ...sections,
    ...(rest.length === 0 ? [] : [html('h2', {}, 'Without a date'), html('ul', {}, rest.join('\n'))]),
  ].join('\n');
}

const kindNames: Readonly<Record<AnnotationKind, string>> = {
  person: 'Persons',
  place: 'Places',
  organisation: 'Organisations',
  date: 'Dates',
  term: 'Terms',
};

/** What is tagged, by kind and alphabet, with the documents that have it. */
function namesPage(documents: readonly SiteDocument[]): string {
  const sections = annotationKinds.flatMap((kind) => {
    const names = new Map<string, { readonly text: string; readonly documents: Set<SiteDocument> }>();
    for (const document of documents)
      for (const { as, text } of document.tags) {
        if (as !== kind || text === '') continue;
        const key = text.normalize('NFC').toLowerCase();
        const known = names.get(key) ?? { text, documents: new Set() };
        known.documents.add(document);
        names.set(key, known);
      }
    const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
    if (sorted.length === 0) return [];
    const entries = sorted.map(([, { text, documents: own }]) => {
      const links = [...own].map((document) => html('li', {}, linkTo(document)));
      return `${html('dt', {}, escapeHtml(text))}${html('dd', {}, html('ul', {}, links.join('')))}`;
    });
    return [html('h2', {}, kindNames[kind]), html('dl', {}, entries.join('\n'))];
  });
  return sections.length === 0 ? html('p', {}, 'Nothing is tagged in these documents yet.') : sections.join('\n');
}

function correspondencePage(documents: readonly SiteDocument[], rows: readonly CorrespondenceRow[]): string {
  const known = new Map(documents.map((document) => [document.id, document]));
  const links = (ids: readonly string[]): string =>
    ids
      .flatMap((id) => known.get(id) ?? [])
      .map(linkTo)
      .join('; ');
  const heads = ['Date', 'From', 'To', 'Document', 'Answers', 'Answered by'];
  const lines = rows.flatMap((row) => {
    const document = known.get(row.document);
    if (!document) return [];
    const cells = [
      escapeHtml(row.date),
      escapeHtml(row.from),
      escapeHtml(row.to),
      linkTo(document),
      links(row.answers),
      links(row.answeredBy),
    ];
    return [html('tr', {}, cells.map((cell) => html('td', {}, cell)).join(''))];
  });
  const head = html('thead', {}, html('tr', {}, heads.map((name) => html('th', { scope: 'col' }, name)).join('')));
  const table = html('table', {}, `${head}${html('tbody', {}, lines.join('\n'))}`);
  return html('div', { class: 'wide', role: 'group', 'aria-label': 'Correspondence', tabindex: '0' }, table);
}

/** Words and places of the documents, for the script. No sign of it ends a script or a line. */
function searchData(documents: readonly SiteDocument[]): string {
  const rows = documents.map(({ address, title, date, text }) => ({ address, title, date, text }));
  const json = JSON.stringify(rows).replace(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `globalThis.documentsOfEdition = ${json};\n`;
}

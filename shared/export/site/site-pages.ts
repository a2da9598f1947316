import { type AnnotationKind, annotationKinds } from '../../document/annotation.ts';
import type { Entity } from '../../entities/entity.ts';
import type { CorrespondenceRow } from '../../references/correspondence.ts';
import { entityFilling } from '../html/html-names.ts';
import { pageHtml } from '../html/html-page.ts';
import { builtInTemplates, type Templates } from '../html/template-set.ts';
import { searchScripts } from './site-script.ts';

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
  /** What is tagged in it. */
  readonly tags: readonly SiteTag[];
}

interface SiteTag {
  readonly as: AnnotationKind;
  readonly text: string;
  /** Who or what is meant; null when nobody said it. */
  readonly entity: Entity | null;
}

interface SiteOptions {
  readonly title: string;
  readonly application: { readonly name: string; readonly version: string };
  /** How the documents are tied to one another, by date; of others than those of the site nothing is said. */
  readonly correspondence: readonly CorrespondenceRow[];
  /** The program's own when not given. */
  readonly templates?: Templates;
  /** Paths of the words of the documents, for the search. */
  readonly wordFiles: readonly string[];
}

/** The pages of a site and what they are called. */
export const siteSections = [
  { file: 'index.html', name: 'Documents' },
  { file: 'timeline.html', name: 'Timeline' },
  { file: 'names.html', name: 'Names' },
  { file: 'correspondence.html', name: 'Correspondence' },
] as const;

/** The front pages of a site. */
export const siteFiles: readonly string[] = siteSections.map(({ file }) => file);

/** The front pages of an edition of several documents: list with a search over all of their words, timeline, index of names, correspondence. They are read from a disk,
 *  without a server or a network; without scripts everything but the search is there. The same documents give the same files. Pure.
 *  @returns text by name of the file */
export function sitePages(documents: readonly SiteDocument[], options: SiteOptions): ReadonlyMap<string, string> {
  const { templates = builtInTemplates, correspondence } = options;
  const bodies: Readonly<Record<(typeof siteSections)[number]['file'], string>> = {
    'index.html': templates.fill('site/documents.html', {
      documents: documents.map(({ number, date, title, address, from, to }) => ({
        number,
        date,
        title,
        href: address,
        from,
        to,
      })),
    }),
    'timeline.html': timelinePage(documents, templates),
    'names.html': namesPage(documents, templates),
    'correspondence.html': correspondencePage(documents, correspondence, templates),
  };
  return new Map(siteSections.map(({ file, name }) => [file, framed(file, name, bodies[file], options)] as const));
}

function framed(
  file: string,
  name: string,
  content: string,
  { title, application, wordFiles, templates = builtInTemplates }: SiteOptions,
): string {
  const heading = file === 'index.html' ? title : `${name}: ${title}`;
  const isSearched = file === 'index.html';
  const body = templates.fill('site/frame.html', {
    heading,
    links: siteSections.map((section) => ({
      href: section.file,
      name: section.name,
      isHere: section.file === file,
    })),
    content,
    scripts: isSearched ? `\n${searchScripts(wordFiles)}` : '',
  });
  return pageHtml({
    title: heading,
    language: 'en',
    application,
    style: templates.fill('html/style.css', {}),
    body,
    scripts: isSearched,
  });
}

const linkTo = ({ address, title }: SiteDocument) => ({ href: address, title });

/** Days under their years; documents without a date at the end. */
function timelinePage(documents: readonly SiteDocument[], templates: Templates): string {
  const dated = documents
    .filter(({ when }) => when !== '')
    .sort((a, b) => (a.when < b.when ? -1 : Number(a.when > b.when)));
  const years = new Map<string, SiteDocument[]>();
  for (const document of dated) {
    const year = document.when.slice(0, 4);
    const own = years.get(year);
    if (own) own.push(document);
    else years.set(year, [document]);
  }
  return templates.fill('site/timeline.html', {
    years: [...years].map(([year, own]) => ({
      year,
      documents: own.map((document) => ({
        ...linkTo(document),
        date: document.date || document.when,
        datetime: /^\d{4}(?:-\d\d){0,2}$/.test(document.when) ? document.when : '',
      })),
    })),
    undated: documents.filter(({ when }) => when === '').map(linkTo),
  });
}

const kindNames: Readonly<Record<AnnotationKind, string>> = {
  person: 'Persons',
  place: 'Places',
  organisation: 'Organisations',
  date: 'Dates',
  term: 'Terms',
};

interface SiteName {
  readonly tag: SiteTag;
  readonly documents: Set<SiteDocument>;
}

/** What is tagged, by kind and alphabet, with the documents that have it: under the name of the entity that is meant, else under the words. */
function namesPage(documents: readonly SiteDocument[], templates: Templates): string {
  const kinds = new Map<AnnotationKind, Map<string, SiteName>>();
  for (const document of documents)
    for (const tag of document.tags) {
      const { as, text, entity } = tag;
      if (text === '' && !entity) continue;
      const names = kinds.get(as) ?? new Map<string, SiteName>();
      const key = `${sortedAs(entity?.name ?? text)}\n${entity?.id ?? ''}`;
      const known = names.get(key) ?? { tag, documents: new Set() };
      known.documents.add(document);
      names.set(key, known);
      kinds.set(as, names);
    }
  return templates.fill('site/names.html', {
    kinds: annotationKinds.flatMap((kind) => {
      const names = kinds.get(kind);
      if (!names) return [];
      const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
      return [{ heading: kindNames[kind], names: sorted.map(([, name]) => nameFilling(name)) }];
    }),
  });
}

const sortedAs = (name: string): string => name.normalize('NFC').toLowerCase();

function nameFilling({ tag, documents }: SiteName) {
  const { entity, text } = tag;
  const plain = { id: '', name: text, dates: '', note: '', others: [], offices: [], identifiers: [] };
  return { ...(entity ? entityFilling(entity, `name-${entity.id}`) : plain), documents: [...documents].map(linkTo) };
}

function correspondencePage(
  documents: readonly SiteDocument[],
  rows: readonly CorrespondenceRow[],
  templates: Templates,
): string {
  const known = new Map(documents.map((document) => [document.id, document]));
  const links = (ids: readonly string[]) => ids.flatMap((id) => known.get(id) ?? []).map(linkTo);
  return templates.fill('site/correspondence.html', {
    letters: rows.flatMap(({ document: id, date, from, to, answers, answeredBy }) => {
      const document = known.get(id);
      if (!document) return [];
      return [{ date, from, to, ...linkTo(document), answers: links(answers), answeredBy: links(answeredBy) }];
    }),
  });
}

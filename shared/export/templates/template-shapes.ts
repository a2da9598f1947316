import type { Filling, Shapes } from './mustache-template.ts';

const link = { href: 'text', name: 'text' } as const;
const linked = { title: 'text', href: 'text' } as const;

/** An entity: what it is called, who or what it is, and where authorities know it. */
const named = {
  id: 'text',
  name: 'text',
  dates: 'text',
  note: 'text',
  others: { name: 'text' },
  offices: { name: 'text', dates: 'text' },
  identifiers: { authority: 'text', value: 'text', href: 'text' },
} as const;

/** Every file of templates that the program fills, with the names that stand for something in it. */
export const templateShapes = {
  /** Blocks of a text, in HTML and EPUB. */
  'blocks/heading.html': { level: 'number', content: 'markup' },
  'blocks/paragraph.html': { role: 'text', class: 'text', content: 'markup' },
  'blocks/list.html': { items: { label: { content: 'markup' }, body: 'markup' } },
  'blocks/table.html': {
    rows: { cells: { element: 'text', colspan: 'number', rowspan: 'number', content: 'markup' } },
  },
  'blocks/division.html': { type: 'text', class: 'text', content: 'markup' },
  'blocks/notes.html': { notes: { id: 'text', label: 'text', content: 'markup', calls: link } },
  /** What stands among its words. */
  'words/page-marker.html': { id: 'text', class: 'text', marker: 'text', name: 'text', image: 'text' },
  'words/note-call.html': { id: 'text', href: 'text', name: 'text', label: 'text' },
  'words/tag.html': { kind: 'text', id: 'text', href: 'text', name: 'text', content: 'markup' },
  'words/emendation.html': { sic: 'text', content: 'markup' },
  'words/correction.html': { before: 'text', content: 'markup' },
  'words/reference.html': { href: 'text', content: 'markup' },
  'words/look.html': { element: 'text', class: 'text', title: 'text', language: 'text', content: 'markup' },
  /** The page of a document. */
  'html/page.html': {
    title: 'text',
    links: 'markup',
    controls: 'markup',
    contents: 'markup',
    text: 'markup',
    images: 'markup',
  },
  'html/text.html': {
    title: 'text',
    language: 'text',
    heading: 'markup',
    facts: 'markup',
    content: 'markup',
    notes: 'markup',
    names: 'markup',
    source: 'text',
  },
  'html/facts.html': { facts: { name: 'text', value: 'text' } },
  'html/controls.html': {
    isReading: 'flag',
    isDiplomatic: 'flag',
    hasCorrections: 'flag',
    areCorrectionsShown: 'flag',
    hasTags: 'flag',
  },
  'html/contents.html': { pages: link },
  'html/links.html': { links: link },
  'html/images.html': {
    images: { id: 'text', href: 'text', name: 'text', picture: 'markup' },
  },
  'html/names.html': {
    kinds: {
      id: 'text',
      heading: 'text',
      names: { ...named, index: 'text', places: link },
    },
  },
  'html/style.css': {},
  /** Two versions beside each other. */
  'html/versions.html': {
    title: 'text',
    older: 'text',
    newer: 'text',
    isEqual: 'flag',
    changes: 'text',
    rows: { isChanged: 'flag', runs: { isSame: 'flag', isRemoved: 'flag', isAdded: 'flag', text: 'text' } },
  },
  'html/versions.css': {},
  /** The files of a book. */
  'epub/chapter.xhtml': { title: 'text', isTitleGiven: 'flag', content: 'markup' },
  'epub/notes.xhtml': { notes: 'markup' },
  'epub/names.xhtml': { names: 'markup' },
  'epub/style.css': {},
  /** The front pages of a site. */
  'site/frame.html': {
    heading: 'text',
    links: { href: 'text', name: 'text', isHere: 'flag' },
    content: 'markup',
    scripts: 'markup',
  },
  'site/documents.html': { documents: { ...linked, number: 'text', date: 'text', from: 'text', to: 'text' } },
  'site/timeline.html': {
    years: { year: 'text', documents: { ...linked, date: 'text', datetime: 'text' } },
    undated: linked,
  },
  'site/names.html': {
    kinds: {
      heading: 'text',
      names: { ...named, documents: linked },
    },
  },
  'site/correspondence.html': {
    letters: { date: 'text', from: 'text', to: 'text', ...linked, answers: linked, answeredBy: linked },
  },
  /** Whole texts. */
  'markdown/document.md': {
    facts: { name: 'text', value: 'markup' },
    content: 'markup',
    notes: { number: 'number', content: 'markup' },
  },
  'text/document.txt': { title: 'text', content: 'markup' },
} as const satisfies Readonly<Record<string, Shapes>>;

export type TemplateName = keyof typeof templateShapes;

/** What a template is filled with. */
export type FillingOf<Name extends TemplateName> = Filling<(typeof templateShapes)[Name]>;

export const templateNames = Object.keys(templateShapes) as readonly TemplateName[];

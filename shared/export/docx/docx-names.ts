import { html as xml } from '../html/html-writer.ts';
import { authorityPage, datesOf, indexNames, type NamedEntity } from '../reading/edition-names.ts';
import { type DocxContext, linkTo, textElement } from './docx-runs.ts';

/** By the id of a tag: the bookmark of the entry of the entity that it means. */
export const entityPlaces = (names: readonly NamedEntity[]): ReadonlyMap<string, string> =>
  new Map(names.flatMap(({ places }, index) => places.map(({ tag }) => [tag, bookmarkOf(index)] as const)));

const bookmarkOf = (index: number): string => `Name_${index + 1}`;

/** Bookmarks of pages are counted from 1, and there are fewer of them. */
const firstBookmark = 1_000_000;

/** The persons, places and other entities that a document names, as an index at its end: an entry for each, which the names in the text lead to. */
export function namesDocx(names: readonly NamedEntity[], context: DocxContext): readonly string[] {
  let kind = '';
  return names.flatMap(({ entity }, index) => {
    const isFirst = entity.kind !== kind;
    kind = entity.kind;
    const head = isFirst ? [paragraph('Heading2', run(indexNames[entity.kind]))] : [];
    return [...head, paragraph('ListParagraph', entry(entity, index, context))];
  });
}

function entry(entity: NamedEntity['entity'], index: number, context: DocxContext): string {
  const id = firstBookmark + index;
  const dates = datesOf(entity);
  const name = xml('w:r', {}, `<w:rPr><w:b/></w:rPr>${textElement(entity.name)}`);
  const others = entity.variants.map(({ text }) => text).filter((text) => text !== '' && text !== entity.name);
  const facts = [
    dates === '' ? '' : ` (${dates})`,
    ...entity.offices.map(({ what }) => `. ${what}`),
    entity.note === '' ? '' : `. ${entity.note}`,
    others.length === 0 ? '' : `. Also: ${others.join('; ')}`,
  ].join('');
  const identifiers = entity.identifiers.map((identifier) => {
    const text = run(`${identifier.authority} ${identifier.value}`);
    const page = authorityPage(identifier);
    return run('. ') + (page === null ? text : linkTo(page, text, context));
  });
  const start = xml('w:bookmarkStart', { 'w:id': id, 'w:name': bookmarkOf(index) }, null);
  return `${start}${name}${xml('w:bookmarkEnd', { 'w:id': id }, null)}${facts === '' ? '' : run(facts)}${identifiers.join('')}`;
}

const run = (text: string): string => xml('w:r', {}, textElement(text));

const paragraph = (style: string, content: string): string =>
  xml('w:p', {}, xml('w:pPr', {}, xml('w:pStyle', { 'w:val': style }, null)) + content);

import { container, element, serialiseXml, type XmlElement, type XmlNode } from '../../xml/xml-tree.ts';
import type { Entity, EntityKind } from '../entity.ts';

const teiNamespace = 'http://www.tei-c.org/ns/1.0';

/** How each kind of entity is written. TEI P5 14 and 17.10. */
const elements: Readonly<Record<EntityKind, { readonly list: string; readonly one: string; readonly name: string }>> = {
  person: { list: 'listPerson', one: 'person', name: 'persName' },
  place: { list: 'listPlace', one: 'place', name: 'placeName' },
  organisation: { list: 'listOrg', one: 'org', name: 'orgName' },
  term: { list: 'list', one: 'item', name: 'term' },
  document: { list: 'listBibl', one: 'bibl', name: 'title' },
};

/** Attributes that a list of a kind has. */
const listAttributes: Readonly<Partial<Record<EntityKind, Readonly<Record<string, string>>>>> = {
  term: { type: 'terms' },
};

/** What goes before the others of an element, as the schema of TEI wants it. */
const firstOf = new Set([
  'persName',
  'placeName',
  'orgName',
  'term',
  'title',
  'location',
  'birth',
  'death',
  'occupation',
]);

/** A whole TEI file with a `standOff` of lists, that reads back as it was: what a program that knows TEI takes up. */
export function entityTeiFile(entities: readonly Entity[], title: string): string {
  const lists = [...entityLists(entities), ...broaderRelations(entities)];
  return serialiseXml(
    container('TEI', {}, [
      container('teiHeader', {}, [
        container('fileDesc', {}, [
          container('titleStmt', {}, [element('title', {}, [title === '' ? 'Entities' : title])]),
          container('publicationStmt', {}, [element('p', {}, ['Written by Anchorite.'])]),
          container('sourceDesc', {}, [element('p', {}, ['A list of the entities of a collection.'])]),
        ]),
      ]),
      container('standOff', {}, lists.length > 0 ? lists : [element('note', {}, ['No entities.'])]),
    ]),
    teiNamespace,
  );
}

/** `listPerson`, `listPlace`, `listOrg`, `list`, `listBibl`, as far as there is something for them.
 *  @param idOf what stands as `@xml:id` */
export function entityLists(
  entities: readonly Entity[],
  idOf: (entity: Entity) => string = ({ id }) => id,
): readonly XmlElement[] {
  return (Object.keys(elements) as EntityKind[]).flatMap((kind) => {
    const some = entities.filter((entity) => entity.kind === kind);
    if (some.length === 0) return [];
    const entries = some.map((entity) => entityElement(entity, idOf(entity)));
    return [container(elements[kind].list, listAttributes[kind] ?? {}, entries)];
  });
}

/** `listRelation`: of each term what it is a kind or a part of; nothing when none is. */
function broaderRelations(entities: readonly Entity[]): readonly XmlElement[] {
  const relations = entities.flatMap(({ id, broader }) =>
    broader.map((above) => element('relation', { name: 'broader', active: `#${id}`, passive: `#${above}` })),
  );
  return relations.length > 0 ? [container('listRelation', {}, relations)] : [];
}

function entityElement(entity: Entity, id: string): XmlElement {
  const { one, name } = elements[entity.kind];
  const parts = [
    element(name, { 'xml:lang': entity.language === '' ? null : entity.language }, [entity.name]),
    ...entity.variants.map(({ text, language, from, to }) =>
      element(
        name,
        { type: 'variant', ...timeOf(entity.kind, from, to), 'xml:lang': language === '' ? null : language },
        [text],
      ),
    ),
    ...lifeOf(entity),
    ...placeOf(entity),
    ...entity.offices.map(({ what, from, to }) => officeOf(entity.kind, what, from, to)),
    ...(entity.note === '' ? [] : [element('note', {}, [entity.note])]),
    ...entity.identifiers.map(({ authority, value }) => element('idno', { type: authority }, [value])),
  ];
  // In an organisation an identifier counts as a name.
  const isFirst = (part: XmlElement): boolean =>
    firstOf.has(part.name) || (entity.kind === 'organisation' && part.name === 'idno');
  const children = [...parts.filter(isFirst), ...parts.filter((part) => !isFirst(part))];
  // Text may stand in an item and in a bibl, so that nothing is added between their parts.
  return entity.kind === 'term' || entity.kind === 'document'
    ? element(one, { 'xml:id': id }, children)
    : container(one, { 'xml:id': id }, children);
}

const w3c = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** Whether a text is a date as `att.datable.w3c` takes it: a year, a month or a day that there is. */
function isW3cDate(text: string): boolean {
  const [, year = '', month = '01', day = '01'] = w3c.exec(text) ?? [];
  if (year === '' || year === '0000') return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** Terms and titles have no time in TEI; theirs is a note. */
const hasTime = (kind: EntityKind): boolean => kind !== 'term' && kind !== 'document';

function timeOf(kind: EntityKind, from: string, to: string): Readonly<Record<string, string>> {
  if (!hasTime(kind)) return from === '' && to === '' ? {} : { n: JSON.stringify([from, to]) };
  const attribute = (name: 'from' | 'to', date: string): Readonly<Record<string, string>> =>
    date === '' ? {} : isW3cDate(date) ? { [name]: date } : { [`${name}-custom`]: date };
  return { ...attribute('from', from), ...attribute('to', to) };
}

function lifeOf({ kind, born, died }: Entity): readonly XmlElement[] {
  const date = (name: 'birth' | 'death', when: string): readonly XmlElement[] => {
    if (when === '') return [];
    if (kind !== 'person') return [element('note', { type: name === 'birth' ? 'founded' : 'ended' }, [when])];
    return [isW3cDate(when) ? element(name, { when }) : element(name, {}, [when])];
  };
  return [...date('birth', born), ...date('death', died)];
}

function placeOf({ kind, coordinates }: Entity): readonly XmlElement[] {
  if (!coordinates) return [];
  const text = `${coordinates.latitude} ${coordinates.longitude}`;
  if (kind !== 'place') return [element('note', { type: 'coordinates' }, [text])];
  return [container('location', {}, [element('geo', {}, [text])])];
}

function officeOf(kind: EntityKind, what: string, from: string, to: string): XmlElement {
  const text: readonly XmlNode[] = [what];
  if (kind === 'person') return element('occupation', timeOf(kind, from, to), text);
  return element(
    'note',
    { type: 'office', ...(from === '' && to === '' ? {} : { n: JSON.stringify([from, to]) }) },
    text,
  );
}

import type { Entity } from '../../entities/entity.ts';
import { container, element, serialiseXml, textNodes, type XmlElement } from '../../xml/xml-tree.ts';
import { teiNamespace } from '../tei/tei-names.ts';
import { entryOf } from './frus-document.ts';

/** The namespace of what the dialect adds to TEI. */
export const frusNamespace = 'http://history.state.gov/frus/ns/1.0';

/** What a file of the dialect is made of. */
interface FrusFile {
  /** `xml:id` of the root; null for none. */
  readonly identifier: string | null;
  readonly header: XmlElement;
  /** Those that tags in it lead to; each has an entry. */
  readonly entities: readonly Entity[];
  /** What stands in the body: chapters and documents. */
  readonly content: readonly XmlElement[];
}

/** A file of the dialect: header, lists of persons and of terms, and the documents. The same content gives the same text, a paragraph a line. */
export function frusFile({ identifier, header, entities, content }: FrusFile): string {
  const lists = frontLists(entities);
  const front = lists.length > 0 ? [container('front', {}, lists)] : [];
  const text = container('text', {}, [...front, container('body', {}, content)]);
  const root = container('TEI', { 'xmlns:frus': frusNamespace, 'xml:id': identifier }, [header, text]);
  return serialiseXml(root, teiNamespace);
}

/** The entries that tags lead to, by name. */
export function frontLists(entities: readonly Entity[]): readonly XmlElement[] {
  const listed = [...new Map(entities.map((entity) => [entity.id, entity])).values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1,
  );
  const list = (kind: Entity['kind'], id: string, title: string, name: string): readonly XmlElement[] => {
    const some = listed.filter((entity) => entity.kind === kind && entryOf(entity) !== null);
    if (some.length === 0) return [];
    const items = some.map((entity) =>
      element('item', {}, [
        element(name, { 'xml:id': entryOf(entity) }, textNodes(entity.name)),
        ...textNodes(saidOf(entity)),
      ]),
    );
    return [
      container('div', { type: 'section', 'xml:id': id }, [element('head', {}, [title]), container('list', {}, items)]),
    ];
  };
  return [
    ...list('term', 'terms', 'Abbreviations and Terms', 'term'),
    ...list('person', 'persons', 'Persons', 'persName'),
  ];
}

/** What stands behind the name: offices, or else the note. */
function saidOf({ offices, note }: Entity): string {
  const said = offices.length > 0 ? offices.map(({ what }) => what).join('; ') : note;
  return said.trim() === '' ? '' : `, ${said.trim()}`;
}

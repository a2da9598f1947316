import { container, element, isElement, serialiseXml, type XmlElement, type XmlNode } from '../../xml/xml-tree.ts';

/** A header of one document, and the division that it speaks of. */
export interface DocumentHeader {
  readonly division: string;
  readonly header: XmlElement;
}

/** One header of several documents: what the edition says of itself, and of each document what its own header says. Editors, hands, witnesses and tags that several of them
 *  name stand there once; what belongs to one document points at it (`@corresp`).
 *  @param edition header of the edition as a whole */
export function mergedHeader(edition: XmlElement, documents: readonly DocumentHeader[]): XmlElement {
  const all = (name: string): readonly XmlElement[] =>
    documents.flatMap(({ division, header }) => childrenNamed(header, name).map((one) => pointing(one, division)));
  const fileDesc = fileDescription(edition, all('fileDesc'));
  const encodingDesc = united('encodingDesc', [...childrenNamed(edition, 'encodingDesc'), ...all('encodingDesc')]);
  const profileDesc = united('profileDesc', [...childrenNamed(edition, 'profileDesc'), ...all('profileDesc')]);
  const changes = all('revisionDesc').flatMap(({ children }) => children.filter(isElement));
  const own = childrenNamed(edition, 'revisionDesc').flatMap(({ children }) => children.filter(isElement));
  const revisionDesc = container('revisionDesc', {}, [...own, ...changes]);
  return container(
    'teiHeader',
    {},
    [fileDesc, encodingDesc, profileDesc, revisionDesc].filter(({ children }) => children.length > 0),
  );
}

/** What a description must say: who published it, and what it was made from. */
function fileDescription(edition: XmlElement, documents: readonly XmlElement[]): XmlElement {
  const [own] = childrenNamed(edition, 'fileDesc');
  const title = united('titleStmt', [
    ...(own ? childrenNamed(own, 'titleStmt') : []),
    ...documents.flatMap((one) => childrenNamed(one, 'titleStmt').map(withoutTitle)),
  ]);
  const sources = united(
    'sourceDesc',
    documents.flatMap((one) => childrenNamed(one, 'sourceDesc')),
  );
  const others = (own?.children ?? [])
    .filter(isElement)
    .filter(({ name }) => name !== 'titleStmt' && name !== 'sourceDesc');
  const source = sources.children.length > 0 ? [sources] : own ? childrenNamed(own, 'sourceDesc') : [];
  return container('fileDesc', {}, completeFile([title, ...others, ...source]));
}

/** A `fileDesc` with the parts that TEI wants of each, in its order. */
export function completeFile(parts: readonly XmlElement[]): readonly XmlElement[] {
  const one = (name: string): readonly XmlElement[] => parts.filter((part) => part.name === name);
  const [title = container('titleStmt', {}, [])] = one('titleStmt');
  const titled = title.children.some((child) => isElement(child) && child.name === 'title')
    ? title
    : { ...title, children: [element('title', {}, ['[Untitled]']), ...title.children] };
  const published = one('publicationStmt');
  const sources = one('sourceDesc');
  return [
    titled,
    ...one('editionStmt'),
    ...one('extent'),
    ...(published.length > 0 ? published : [container('publicationStmt', {}, [element('p', {}, ['Unpublished.'])])]),
    ...one('seriesStmt'),
    ...one('notesStmt'),
    ...(sources.length > 0 ? sources : [container('sourceDesc', {}, [element('p', {}, ['Born digital.'])])]),
  ];
}

const childrenNamed = (node: XmlElement, name: string): readonly XmlElement[] =>
  node.children.filter((child): child is XmlElement => isElement(child) && child.name === name);

const withoutTitle = (statement: XmlElement): XmlElement => ({
  ...statement,
  children: statement.children.filter((child) => !isElement(child) || child.name !== 'title'),
});

/** Elements that are about one document, wherever they stand in its header. */
const ofDocument: ReadonlySet<string> = new Set(['bibl', 'msDesc', 'correspDesc', 'textClass', 'listChange']);

function pointing(node: XmlElement, division: string): XmlElement {
  if (ofDocument.has(node.name)) return { ...node, attributes: [...node.attributes, ['corresp', `#${division}`]] };
  return { ...node, children: node.children.map((child) => (isElement(child) ? pointing(child, division) : child)) };
}

/** Containers of which a header has one. */
const single: ReadonlySet<string> = new Set(['langUsage', 'handNotes', 'classDecl', 'listWit', 'appInfo']);

/** Elements of one name as one: their children in order, each once. Those with one `xml:id`, and containers of which there is one, are united in turn. */
function united(name: string, elements: readonly XmlElement[]): XmlElement {
  const groups = new Map<string, XmlElement[]>();
  for (const child of elements.flatMap(({ children }) => children)) {
    const key = isElement(child) ? keyOf(child) : `text ${child}`;
    const known = groups.get(key);
    const one = isElement(child) ? child : element('text', {}, [child]);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  const children = [...groups].map(([key, group]): XmlNode => {
    const [first] = group;
    if (!first) throw new Error('a group of elements is empty');
    if (key.startsWith('text ')) return first.children[0] ?? '';
    return group.length > 1 && first.spaced ? united(first.name, group) : first;
  });
  const [first] = elements;
  return { name, attributes: first?.attributes ?? [], children, spaced: first?.spaced ?? true };
}

const keyOf = (node: XmlElement): string => {
  const id = node.attributes.find(([name]) => name === 'xml:id')?.[1];
  if (id !== undefined) return `id ${id}`;
  return single.has(node.name) ? `one ${node.name}` : serialiseXml(node, '');
};

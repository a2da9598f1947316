import type { Entity } from '../../entities/entity.ts';
import { container, element, serialiseXml, textNodes, type XmlElement } from '../../xml/xml-tree.ts';
import { frontLists, frusNamespace } from '../frus/frus-file.ts';
import { type TeiParts, teiElement } from '../tei/tei-edition.ts';
import { teiNamespace } from '../tei/tei-names.ts';
import type { Chapter } from './chapter-list.ts';
import { mergedHeader } from './merged-header.ts';

/** A document of a volume or a corpus, as it is written there. */
export type EditionPart =
  /** Made from its record. */
  | { readonly kind: 'tei'; readonly id: string; readonly parts: TeiParts }
  /** The reading text, in the dialect of FRUS. */
  | { readonly kind: 'frus'; readonly id: string; readonly division: XmlElement; readonly entities: readonly Entity[] }
  /** XML that is taken over as it is: one element. */
  | { readonly kind: 'source'; readonly id: string; readonly xml: string };

/** What a file of several documents is made of. */
export interface EditionFile {
  /** `xml:id` of the root; null for none. */
  readonly identifier: string | null;
  /** Of the edition as a whole. */
  readonly header: XmlElement;
  readonly chapters: readonly Chapter<EditionPart>[];
  /** What stands in no chapter, behind them. */
  readonly others: readonly EditionPart[];
}

/** A volume: one TEI file with a `div` for each chapter and document, in UTF-8. A paragraph is a line, and what is taken over from a source stands as it is there, so that a change of one
 *  word is a change of one line. The same parts give the same text. Pure. */
export function volumeXml({ identifier, header, chapters, others }: EditionFile): string {
  const parts = [...chapters.flatMap(partsIn), ...others];
  const records = parts.flatMap((part) => (part.kind === 'tei' ? [part.parts] : []));
  const entities = parts.flatMap((part) => (part.kind === 'frus' ? part.entities : []));
  const merged =
    records.length === 0
      ? header
      : mergedHeader(
          header,
          records.map((one) => ({ division: one.id, header: one.header })),
        );
  const lists = frontLists(entities);
  const body = container('body', {}, [...new Chapters().elements(chapters), ...others.map(partElement)]);
  const root = container('TEI', { 'xmlns:frus': frusNamespace, 'xml:id': identifier }, [
    merged,
    ...unitedStandOff(records),
    ...records.flatMap(({ facsimile }) => (facsimile ? [facsimile] : [])),
    container('text', {}, [...(lists.length > 0 ? [container('front', {}, lists)] : []), body]),
  ]);
  return withSources(serialiseXml(root, teiNamespace), parts);
}

/** A `teiCorpus`: a header of the whole, and a `TEI` for each document, in order. */
export function corpusXml(identifier: string | null, header: XmlElement, parts: readonly EditionPart[]): string {
  const documents = parts.map((part) => (part.kind === 'tei' ? teiElement(part.parts) : partElement(part)));
  const root = container('teiCorpus', { 'xmlns:frus': frusNamespace, 'xml:id': identifier }, [header, ...documents]);
  return withSources(serialiseXml(root, teiNamespace), parts);
}

const partsIn = (chapter: Chapter<EditionPart>): readonly EditionPart[] => [
  ...chapter.items,
  ...chapter.chapters.flatMap(partsIn),
];

class Chapters {
  private count = 0;
  private compilations = 0;

  elements(chapters: readonly Chapter<EditionPart>[]): readonly XmlElement[] {
    return chapters.map(({ title, items, chapters: inner }) => {
      const isCompilation = inner.length > 0;
      if (isCompilation) this.compilations += 1;
      else this.count += 1;
      const attributes = isCompilation
        ? { type: 'compilation', 'xml:id': `comp${this.compilations}` }
        : { type: 'chapter', 'xml:id': `ch${this.count}` };
      const content = [...items.map(partElement), ...this.elements(inner)];
      return container('div', attributes, [element('head', {}, textNodes(title)), ...content]);
    });
  }
}

/** The entities that several documents name stand there once. */
function unitedStandOff(records: readonly TeiParts[]): readonly XmlElement[] {
  const lists = new Map<string, XmlElement>();
  const others: XmlElement[] = [];
  for (const child of records.flatMap(({ standOff }) => standOff?.children ?? [])) {
    if (typeof child === 'string') continue;
    const known = lists.get(child.name);
    if (!entityLists.has(child.name)) others.push(child);
    else if (!known) lists.set(child.name, child);
    else lists.set(child.name, { ...known, children: onceEach([...known.children, ...child.children]) });
  }
  const children = [...lists.values(), ...others];
  return children.length > 0 ? [container('standOff', {}, children)] : [];
}

const entityLists: ReadonlySet<string> = new Set(['listPerson', 'listPlace', 'listOrg', 'list', 'listBibl']);

function onceEach(nodes: XmlElement['children']): XmlElement['children'] {
  const seen = new Set<string>();
  return nodes.filter((node) => {
    const id = typeof node === 'string' ? undefined : node.attributes.find(([name]) => name === 'xml:id')?.[1];
    if (id === undefined) return true;
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
}

/** Holds the place of what is taken over as it is, until the rest is written. */
const placeName = 'anchorite-source';

function partElement(part: EditionPart): XmlElement {
  switch (part.kind) {
    case 'tei':
      return part.parts.division;
    case 'frus':
      return part.division;
    case 'source':
      return element(placeName, { id: part.id });
  }
}

function withSources(xml: string, parts: readonly EditionPart[]): string {
  const sources = new Map(parts.flatMap((part) => (part.kind === 'source' ? [[part.id, part.xml] as const] : [])));
  if (sources.size === 0) return xml;
  return xml.replace(new RegExp(`<${placeName} id="([^"]*)"/>`, 'g'), (whole, id: string) => sources.get(id) ?? whole);
}

import { type Attr, type CharacterData, Document, type Element, type Node } from 'slimdom';
import { ordinaryLimits, readXml, TextPlaces, type XmlFault, type XmlLimits } from './read-xml.ts';

/** Where a node stands in the text that it was read from, in UTF-16 units. */
export interface NodeSpan {
  /** Of the `<`, of the first character of a text, or of an attribute's name. */
  readonly start: number;
  /** After the `>` of the start tag; the end of anything else. */
  readonly openEnd: number;
  /** Of the `<` of the end tag; the same as `openEnd` when the element is written `<a/>`. */
  readonly closeStart: number;
  /** After the last character. */
  readonly end: number;
}

/** XML as a tree of nodes that know their places, for queries that need to look around. */
export interface PlacedDocument {
  readonly xml: string;
  readonly document: Document;
  readonly places: TextPlaces;
  /** Null for the document itself and for nodes that a query has made. */
  spanOf(node: Node): NodeSpan | null;
}

/** Reads XML into a tree. The same limits hold as for every file; comments and processing instructions are left out.
 *  @returns the fault when it is not well-formed or breaks a limit */
export function readPlacedDocument(xml: string, limits: XmlLimits = ordinaryLimits): PlacedDocument | XmlFault {
  const document = new Document();
  const spans = new Map<Node, NodeSpan>();
  const open: (Document | Element)[] = [document];
  const parent = (): Document | Element => open[open.length - 1] ?? document;
  const fault = readXml(
    xml,
    {
      startTag({ uri, name, attributes, namespaces, offset }) {
        const element = document.createElementNS(uri === '' ? null : uri, name);
        for (const [prefix, value] of Object.entries(namespaces))
          element.setAttributeNS(declarations, prefix === '' ? 'xmlns' : `xmlns:${prefix}`, value);
        for (const attribute of attributes)
          element.setAttributeNS(attribute.uri === '' ? null : attribute.uri, attribute.name, attribute.value);
        parent().appendChild(element);
        open.push(element);
        const openEnd = endOfTag(xml, offset);
        spans.set(element, { start: offset, openEnd, closeStart: openEnd, end: openEnd });
      },
      text(text, offset) {
        const node = document.createTextNode(text);
        parent().appendChild(node);
        const end = Math.max(offset, xml.indexOf('<', offset));
        spans.set(node, { start: offset, openEnd: end, closeStart: end, end });
      },
      endTag(offset) {
        const element = open.pop();
        const span = element && spans.get(element);
        // Of `<a/>` the offset is that of the tag itself.
        if (element && span && offset > span.start)
          spans.set(element, { ...span, closeStart: offset, end: xml.indexOf('>', offset) + 1 });
      },
    },
    limits,
  );
  if (fault) return fault;
  const spanOf = (node: Node): NodeSpan | null => spans.get(node) ?? (isAttribute(node) ? attributeSpan(node) : null);
  const attributeSpan = (attribute: Attr): NodeSpan | null => {
    const owner = attribute.ownerElement && spans.get(attribute.ownerElement);
    const found = owner && findAttribute(xml, owner, attribute.name);
    return found ? { start: found[0], openEnd: found[1], closeStart: found[1], end: found[1] } : null;
  };
  return { xml, document, places: new TextPlaces(xml), spanOf };
}

const declarations = 'http://www.w3.org/2000/xmlns/';

export const isElementNode = (node: Node): node is Element => node.nodeType === 1;
export const isAttribute = (node: Node): node is Attr => node.nodeType === 2;
export const isTextNode = (node: Node): node is CharacterData => node.nodeType === 3;

/** After the `>` of the tag that begins at an offset; a `>` may stand in a value. */
function endOfTag(xml: string, offset: number): number {
  const ends = /"[^"]*"|'[^']*'|>/g;
  ends.lastIndex = offset;
  for (let match = ends.exec(xml); match; match = ends.exec(xml)) if (match[0] === '>') return match.index + 1;
  return xml.length;
}

/** From the attribute's name to behind its closing quotation mark. */
function findAttribute(xml: string, { start, openEnd }: NodeSpan, wanted: string): readonly [number, number] | null {
  const tag = xml.slice(start, openEnd);
  for (const match of tag.matchAll(/([^\s"'<>/=]+)\s*=\s*(?:"[^"]*"|'[^']*')/g))
    if (match[1] === wanted) return [start + match.index, start + match.index + match[0].length];
  return null;
}

/** A piece of an XML document: an element, or text as it reads (not escaped). */
export type XmlNode = XmlElement | string;

export interface XmlElement {
  /** A name without colon, in the TEI namespace. */
  readonly name: string;
  /** In the order in which they are written. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlNode[];
  /** Whether the element holds elements alone, so that white space between them says nothing and each has its own line.
   *  Where text may stand, no character is added. */
  readonly spaced: boolean;
}

/** Attributes by name; null leaves one out. */
export type Attributes = Readonly<Record<string, string | null>>;

/** An element whose content may hold text: nothing is added to it when it is written. */
export function element(name: string, attributes: Attributes = {}, children: readonly XmlNode[] = []): XmlElement {
  return { name, attributes: presentAttributes(attributes), children, spaced: false };
}

/** An element that holds elements alone, written one a line. */
export function container(name: string, attributes: Attributes, children: readonly XmlElement[]): XmlElement {
  return { name, attributes: presentAttributes(attributes), children, spaced: true };
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

const presentAttributes = (attributes: Attributes): readonly (readonly [string, string])[] =>
  Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== null);

/** Characters that no XML 1.0 document can hold, not even as a reference: control characters but tab, line feed and carriage
 *  return; halves of surrogate pairs; U+FFFE and U+FFFF. Source: XML 1.0, production 2 `Char`. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+/gu;

/** Text as XML nodes. Where it has characters that XML cannot hold, `gap` stands in their place and names them in `@n`
 *  (`U+0001 U+0002`), so that the reader knows what was there and the file stays well-formed. TEI: `gap` means material
 *  that a transcription leaves out. Pure. */
export function textNodes(text: string): readonly XmlNode[] {
  const nodes: XmlNode[] = [];
  let end = 0;
  for (const match of text.matchAll(forbidden)) {
    if (match.index > end) nodes.push(text.slice(end, match.index));
    nodes.push(unwritable(match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push(text.slice(end));
  return nodes;
}

function unwritable(characters: string): XmlNode {
  const names = [...characters].map((character) => `U+${codeOf(character)}`);
  return element('gap', {
    reason: 'not-in-xml',
    unit: 'chars',
    quantity: String(names.length),
    n: names.join(' '),
  });
}

const codeOf = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** Text for a place that can hold no element, such as an attribute: what XML cannot hold becomes U+FFFD, one for each. */
export const plainCharacters = (text: string): string =>
  text.replace(forbidden, (characters) => '\uFFFD'.repeat([...characters].length));

/** A string as a token without white space, for attributes of the TEI type `teidata.word` or `teidata.enumerated`: what is
 *  neither letter, digit, `.`, `_` nor `-` becomes `-`. `fallback` is taken when nothing is left. */
export function token(value: string, fallback: string): string {
  const word = value.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '');
  return word === '' ? fallback : word;
}

/** Writes an XML 1.0 document in UTF-8 with line feeds, ended by one. The same tree gives the same text. Elements in places
 *  where text may stand are written without white space of the writer's own. */
export function serialiseXml(root: XmlElement, namespace: string): string {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  const attributes = [['xmlns', namespace] as const, ...root.attributes];
  writeElement({ ...root, attributes }, 0, parts);
  parts.push('\n');
  return parts.join('');
}

/** @param depth how many spaces a line of this element begins with; null inside mixed content, where no line may begin */
function writeElement(node: XmlElement, depth: number | null, parts: string[]): void {
  parts.push('<', node.name);
  for (const [name, value] of node.attributes) parts.push(' ', name, '="', escapeAttribute(value), '"');
  if (node.children.length === 0) {
    parts.push('/>');
    return;
  }
  parts.push('>');
  const inner = node.spaced && depth !== null ? depth + 1 : null;
  for (const child of node.children) writeChild(child, inner, parts);
  if (inner !== null) parts.push('\n', ' '.repeat(inner - 1));
  parts.push('</', node.name, '>');
}

function writeChild(child: XmlNode, depth: number | null, parts: string[]): void {
  if (!isElement(child)) {
    parts.push(escapeText(child));
    return;
  }
  if (depth !== null) parts.push('\n', ' '.repeat(depth));
  writeElement(child, depth, parts);
}

/** `>` is escaped too, because `]]>` may not stand in text; a carriage return would be read as a line feed. */
const escapeText = (text: string): string =>
  plainCharacters(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');

/** White space but the space would be read as a space when it is not written as a reference. */
const escapeAttribute = (value: string): string =>
  escapeText(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');

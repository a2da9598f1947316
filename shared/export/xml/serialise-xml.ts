import { plainCharacters } from './xml-characters.ts';
import { isElement, type XmlElement, type XmlNode } from './xml-tree.ts';

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

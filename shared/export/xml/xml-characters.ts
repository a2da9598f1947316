import { element, type XmlNode } from './xml-tree.ts';

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

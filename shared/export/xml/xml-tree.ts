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

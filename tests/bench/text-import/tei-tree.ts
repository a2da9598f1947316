import { SaxesParser } from 'saxes';

/** An element of a TEI file with what stands in it. Comments and processing instructions are left out. */
export interface TeiElement {
  /** As written, with its prefix: `p`, `frus:attachment`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly TeiNode[];
}

export type TeiNode = TeiElement | string;

export const isElement = (node: TeiNode): node is TeiElement => typeof node !== 'string';

export const elementsIn = (element: TeiElement): readonly TeiElement[] => element.children.filter(isElement);

interface OpenElement extends TeiElement {
  readonly children: TeiNode[];
}

/** Reads a well-formed file.
 *  @throws what is not well-formed */
export function parseTei(xml: string): TeiElement {
  const open: OpenElement[] = [{ name: '', attributes: {}, children: [] }];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: OpenElement = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const addText = (text: string): void => {
    open.at(-1)?.children.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  const root = open[0]?.children.find(isElement);
  if (!root) throw new TypeError('no element');
  return root;
}

/** All elements of a name within an element, in document order, without what stands in `except`. */
export function descendants(element: TeiElement, name: string, except: readonly string[] = []): readonly TeiElement[] {
  return elementsIn(element).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...(except.includes(child.name) ? [] : descendants(child, name, except)),
  ]);
}

/** The characters of an element with everything in it, white space as one space. */
export const textOfElement = (element: TeiElement): string => rawText(element).replace(/\s+/g, ' ').trim();

const rawText = (element: TeiElement): string =>
  element.children.map((child) => (isElement(child) ? rawText(child) : child)).join('');

import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** The files of a ZIP by their paths, as text. */
export const filesOf = (bytes: Uint8Array): ReadonlyMap<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]));

/** An element of a well-formed file. */
export interface FoundElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements around it, the outermost first. */
  readonly around: readonly string[];
}

/** Every element of an XML file, in order.
 *  @throws Error when it is not well-formed */
export function elementsOfXml(xml: string): readonly FoundElement[] {
  const found: FoundElement[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    found.push({ name, attributes: attributes as Record<string, string>, around: [...open] });
    open.push(name);
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return found;
}

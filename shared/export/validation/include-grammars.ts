import { type Document, type Element, serializeToWellFormedString } from 'slimdom';
import { inEnglish } from '../../translation/retell.ts';
import { namedFiles, neighbourPath } from '../../xml/neighbour-path.ts';
import { readPlacedDocument } from '../../xml/placed-document.ts';
import { SchemaError } from './validate-xml.ts';

const relaxNg = 'http://relaxng.org/ns/structure/1.0';

/** Makes one schema of a RELAX NG schema and the files that it includes, as section 4.5 to 4.8 of the specification says: definitions
 *  inside `include` replace those of the included file. A schema that includes nothing comes back as it is.
 *  @param neighbours the text of other files by their path beside the schema
 *  @throws SchemaError when a file is missing, includes itself, or has nothing of what is to be replaced */
export function includeGrammars(rng: string, neighbours: ReadonlyMap<string, string>): string {
  if (namedFiles(rng).length === 0) return rng;
  const document = parsed(inEnglish`the schema`, rng);
  const root = document.documentElement;
  if (root) includeInto(root, { neighbours, around: [''] });
  return serializeToWellFormedString(document);
}

interface Including {
  readonly neighbours: ReadonlyMap<string, string>;
  /** The files that include one another, outermost first. */
  readonly around: readonly string[];
}

function parsed(name: string, text: string): Document {
  const placed = readPlacedDocument(text);
  if ('kind' in placed) throw new SchemaError(inEnglish`“${name}” was not read to its end: ${placed.reason}`);
  return placed.document;
}

const isRelaxNg = (element: Element, ...names: readonly string[]): boolean =>
  element.namespaceURI === relaxNg && names.includes(element.localName);

function includeInto(element: Element, including: Including): void {
  for (const child of [...element.children]) {
    if (isRelaxNg(child, 'include')) includeGrammar(child, including);
    else if (isRelaxNg(child, 'externalRef')) child.replaceWith(fileOf(child, including));
    else includeInto(child, including);
  }
}

/** The root of a file that is named, with all that it includes itself. */
function fileOf(place: Element, { neighbours, around }: Including): Element {
  const href = place.getAttribute('href') ?? '';
  const path = neighbourPath(around.at(-1) ?? '', href);
  if (path === null)
    throw new SchemaError(inEnglish`it includes “${href}”, which is not beside it; nothing is fetched from elsewhere`);
  if (around.includes(path)) throw new SchemaError(inEnglish`“${path}” includes itself`);
  const text = neighbours.get(path);
  if (text === undefined) throw new SchemaError(inEnglish`it includes “${path}”, which is not there`);
  const root = parsed(path, text).documentElement;
  const copy = root && place.ownerDocument?.importNode(root, true);
  if (!copy) throw new SchemaError(inEnglish`“${path}” is empty`);
  const space = place.getAttribute('ns');
  if (space !== null && !copy.hasAttribute('ns')) copy.setAttribute('ns', space);
  // Each file stands for itself: it does not get the library of the one that includes it.
  if (!copy.hasAttribute('datatypeLibrary')) copy.setAttribute('datatypeLibrary', '');
  // What is no grammar may be a pattern that names another file at once.
  if (isRelaxNg(copy, 'externalRef')) return fileOf(copy, { neighbours, around: [...around, path] });
  includeInto(copy, { neighbours, around: [...around, path] });
  return copy;
}

function includeGrammar(place: Element, including: Including): void {
  const grammar = fileOf(place, including);
  const name = place.getAttribute('href') ?? '';
  if (!isRelaxNg(grammar, 'grammar')) throw new SchemaError(inEnglish`“${name}” is included, but is no grammar`);
  includeInto(place, including);
  const own = components(place);
  const theirs = components(grammar);
  for (const key of new Set(own.map(keyOf))) {
    const replaced = theirs.filter((component) => keyOf(component) === key);
    if (replaced.length === 0) throw new SchemaError(inEnglish`“${name}” has no ${key} that could be replaced`);
    for (const component of replaced) component.remove();
  }
  const document = place.ownerDocument;
  if (!document) return;
  const both = document.createElementNS(relaxNg, 'div');
  both.append(asDivision(document, grammar, []), asDivision(document, place, ['href']));
  place.replaceWith(both);
}

/** The definitions of a grammar or inclusion; divisions are looked into. */
const components = (element: Element): readonly Element[] =>
  element.children.flatMap((child) => {
    if (isRelaxNg(child, 'div')) return components(child);
    return isRelaxNg(child, 'start', 'define') ? [child] : [];
  });

const keyOf = (component: Element): string =>
  component.localName === 'start'
    ? 'start'
    : inEnglish`definition of “${component.getAttribute('name')?.trim() ?? ''}”`;

/** The content in a `div`, under the declarations and libraries that it was written with. */
function asDivision(document: Document, element: Element, without: readonly string[]): Element {
  const division = document.createElementNS(relaxNg, 'div');
  for (const { namespaceURI, name, value } of element.attributes)
    if (!without.includes(name) && name !== 'xmlns') division.setAttributeNS(namespaceURI, name, value);
  division.append(...element.childNodes);
  return division;
}

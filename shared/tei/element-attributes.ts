import type { Node } from 'prosemirror-model';
import { type AttributeChanges, isXmlName } from '../document/schema-carried.ts';
import { inEnglish } from '../translation/retell.ts';
import type { SourceIndex } from './source/source-index.ts';
import { attribute, attributesOf, attributeValue, type SourceElement } from './source/source-tree.ts';
import { markFacts, nodeFacts } from './source/start-tags.ts';

export interface TeiAttribute {
  /** As it is written, with its prefix. */
  readonly name: string;
  readonly value: string;
}

/** An element of an imported file as its source has it. */
export interface ElementSource {
  /** As it is written; `#comment`, `?target` or `&name;` of what is no element. */
  readonly name: string;
  /** What can be edited, in the order of the source; null for what is no element and has none. */
  readonly written: readonly TeiAttribute[] | null;
  /** Names of attributes that are edited elsewhere, or not at all, because the document says something of its own for each. */
  readonly elsewhere: ReadonlySet<string>;
  /** The namespaces that its prefixes stand for. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** Of what is kept whole its source, of anything else nothing. */
  readonly source: string;
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** White space was read as it says. */
const neverEdited: readonly string[] = ['xml:space'];

/** @returns null where the origin means nothing in this source */
export function elementSource(index: SourceIndex, origin: string): ElementSource | null {
  const extent = index.extent(origin);
  if (!extent) return null;
  const { xml } = index;
  const element = index.element(origin);
  const node = index.node(origin);
  const mark = index.mark(origin);
  if (!element) {
    const source = xml.slice(extent.start, extent.end);
    const name = (node?.attrs.name as string | undefined) ?? '';
    return { name, written: null, elsewhere: new Set(), namespaces: {}, source };
  }
  const facts = node ? nodeFacts(node) : mark && markFacts(mark);
  const elsewhere = new Set([...neverEdited, ...Object.keys(facts?.attributes ?? {})]);
  const written = attributesOf(xml, element)
    .map((one) => ({ name: one.name, value: attributeValue(xml, one) }))
    .filter(({ name }) => !isDeclaration(name) && !elsewhere.has(name));
  const isWhole = node?.type.name === 'carriedLeaf' || node?.type.name === 'carriedPoint';
  return {
    name: element.name,
    written,
    elsewhere,
    namespaces: namespacesOf(index, element),
    source: isWhole ? xml.slice(extent.start, extent.end) : '',
  };
}

const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:');

function namespacesOf({ xml, fidelity }: SourceIndex, element: SourceElement): Readonly<Record<string, string>> {
  const found = new Map<string, string>([['xml', xmlNamespace]]);
  for (let one: SourceElement | null = element; one; one = one.parent)
    for (const written of attributesOf(xml, one)) {
      const prefix = written.name.startsWith('xmlns:') ? written.name.slice(6) : null;
      if (prefix !== null && !found.has(prefix)) found.set(prefix, attributeValue(xml, written));
    }
  return { ...fidelity.namespaces, ...Object.fromEntries(found) };
}

/** The attributes of an element after what was changed of them. */
export function attributesNow({ written }: ElementSource, changes: AttributeChanges | null): readonly TeiAttribute[] {
  const kept = (written ?? []).flatMap(({ name, value }) => {
    const changed = changes?.[name];
    return changed === null ? [] : [{ name, value: changed ?? value }];
  });
  const known = new Set(written?.map(({ name }) => name));
  const added = Object.entries(changes ?? {}).flatMap(([name, value]) =>
    value === null || known.has(name) ? [] : [{ name, value }],
  );
  return [...kept, ...added];
}

/** What has to be changed of the source for an element to have these attributes and no others; null: nothing. */
export function changesFor({ written }: ElementSource, attributes: readonly TeiAttribute[]): AttributeChanges | null {
  const wanted = new Map(attributes.map(({ name, value }) => [name, value]));
  const changes: Record<string, string | null> = {};
  for (const { name, value } of written ?? []) {
    const now = wanted.get(name) ?? null;
    if (now !== value) changes[name] = now;
    wanted.delete(name);
  }
  for (const [name, value] of wanted) changes[name] = value;
  return Object.keys(changes).length === 0 ? null : changes;
}

/** What is wrong with an attribute, for a person. */
export interface AttributeFault {
  /** Its number in the list. */
  readonly at: number;
  readonly part: 'name' | 'value';
  readonly reason: string;
}

/** Checks what a person wants the attributes of an element to be.
 *  @param taken the `xml:id` that other elements have; see `takenIds` */
export function attributeFaults(
  source: ElementSource,
  attributes: readonly TeiAttribute[],
  taken: ReadonlySet<string>,
): readonly AttributeFault[] {
  const seen = new Map<string, string>();
  return attributes.flatMap(({ name, value }, at): AttributeFault | [] => {
    const nameFault = faultOfName(source, name);
    if (nameFault !== null) return { at, part: 'name', reason: nameFault };
    const expanded = expandedName(source, name);
    const other = seen.get(expanded);
    if (other !== undefined)
      return {
        at,
        part: 'name',
        reason: other === name ? inEnglish`${name} is there twice.` : inEnglish`${name} and ${other} are the same.`,
      };
    seen.set(expanded, name);
    const reason = faultOfValue(name, value, taken);
    return reason === null ? [] : { at, part: 'value', reason };
  });
}

function faultOfName({ elsewhere, namespaces }: ElementSource, name: string): string | null {
  if (name === '') return inEnglish`It needs a name.`;
  if (isDeclaration(name)) return inEnglish`Namespaces are declared in the file; they cannot be changed here.`;
  if (!isXmlName(name))
    return inEnglish`A name begins with a letter and has letters, digits, “-”, “_” or “.”, and no space.`;
  if (elsewhere.has(name)) return inEnglish`${name} cannot be changed here: the document itself says what it is.`;
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : null;
  return prefix === null || Object.hasOwn(namespaces, prefix)
    ? null
    : inEnglish`The file declares no prefix “${prefix}” here.`;
}

function expandedName({ namespaces }: ElementSource, name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : `${namespaces[name.slice(0, colon)] ?? ''} ${name.slice(colon + 1)}`;
}

/** What XML 1.0 cannot hold. Source: production 2 `Char`. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

function faultOfValue(name: string, value: string, taken: ReadonlySet<string>): string | null {
  if (forbidden.test(value)) return inEnglish`There is a character that XML cannot hold.`;
  if (name !== 'xml:id') return null;
  if (!isXmlName(value) || value.includes(':'))
    return inEnglish`An xml:id begins with a letter and has letters, digits, “-”, “_” or “.” only.`;
  return taken.has(value) ? inEnglish`Another element has the xml:id “${value}” already.` : null;
}

/** The `xml:id` that elements of a document have, but for one of them. What was deleted keeps its own: undo brings it back. O(source + document).
 *  @param but its origin */
export function takenIds(index: SourceIndex, doc: Node, but: string): ReadonlySet<string> {
  const renamed = new Map<string, string | null>();
  const note = ({ origin, changes }: Readonly<Record<string, unknown>>): void => {
    const id = ((changes ?? {}) as AttributeChanges)['xml:id'];
    if (typeof origin === 'string' && id !== undefined) renamed.set(origin, id);
  };
  doc.descendants((node) => {
    note(node.attrs);
    for (const mark of node.marks) note(mark.attrs);
  });
  renamed.set(but, null);
  const taken = new Set<string>();
  const { xml } = index;
  for (const [, quoted = ''] of xml.matchAll(/\sxml:id\s*=\s*("[^"]*"|'[^']*')/g)) taken.add(quoted.slice(1, -1));
  for (const origin of renamed.keys()) {
    const element = index.element(origin);
    const id = element && attribute(xml, element, 'xml:id');
    if (id !== null) taken.delete(id);
  }
  for (const id of renamed.values()) if (id !== null) taken.add(id);
  return taken;
}

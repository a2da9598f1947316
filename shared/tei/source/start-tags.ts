import type { Mark, Node } from 'prosemirror-model';
import { type AttributeChanges, isXmlName } from '../../document/schema-carried.ts';
import { attributesOf, attributeValue, type SourceElement } from './source-tree.ts';
import { annotationElements, textBlockElements } from './tei-elements.ts';

/** What a node or a mark says in TEI, apart from what stands in it. Null: no such attribute. */
export interface TagFacts {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | null>>;
}

const invert = (names: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).map(([element, type]) => [type, element]));

const blockElements: Readonly<Record<string, string>> = {
  ...invert(textBlockElements),
  postscript: 'postscript',
  headerField: 'p',
  stamp: 'fw',
  formWork: 'fw',
  furniture: 'ab',
  itemLabel: 'label',
  list: 'list',
  listItem: 'item',
  division: 'div',
  note: 'note',
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'cell',
  pageAnchor: 'pb',
  noteReference: 'note',
  lineBreak: 'lb',
  gap: 'gap',
};

const annotationNames = invert(annotationElements);

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const span = (value: unknown): string | null => (typeof value === 'number' && value > 1 ? String(value) : null);

/** The element of TEI that a node is, with the attributes that an editor may change. */
export function nodeFacts({ type, attrs }: Node): TagFacts {
  const name = type.name.startsWith('carried') ? (attrs.name as string) : (blockElements[type.name] ?? 'ab');
  return { name, attributes: nodeAttributes(type.name, attrs) };
}

function nodeAttributes(type: string, attrs: Readonly<Record<string, unknown>>): TagFacts['attributes'] {
  switch (type) {
    case 'pageAnchor':
      return { n: text(attrs.label), type: attrs.kind === 'page' ? null : text(attrs.kind) };
    case 'note':
      return { n: text(attrs.label), type: attrs.type === 'footnote' ? null : text(attrs.type) };
    case 'division':
      return { type: text(attrs.type) };
    case 'lineBreak':
      return { break: attrs.joins === true ? 'no' : null };
    case 'gap':
      return {
        reason: text(attrs.reason),
        unit: text(attrs.unit),
        quantity: attrs.quantity === null ? null : String(attrs.quantity),
      };
    case 'tableCell':
    case 'tableHeader':
      return { cols: span(attrs.colspan), rows: span(attrs.rowspan) };
    case 'stamp':
      return { type: 'stamp' };
    case 'formWork':
      return { type: text(attrs.type), place: text(attrs.place) };
    case 'furniture':
      return { type: 'furniture' };
    default:
      return {};
  }
}

/** A hand of the file's own is pointed at; one that has only a name is named, because the header is nobody's to write. */
const handFacts = (hand: unknown): TagFacts['attributes'] =>
  typeof hand === 'string' && !isPointer(hand) ? { hand: null, n: text(hand) } : { hand: text(hand), n: null };

const isPointer = (hand: string): boolean => /^[^\s#]*#\S+$|^[a-z][a-z0-9+.-]*:\S+$/i.test(hand);

/** The same of a mark; null for one that leaves no trace in TEI. An emendation and an abbreviation are more than a tag: see `freshTags` of `write-inline.ts`. */
export function markFacts({ type, attrs }: Mark): TagFacts | null {
  switch (type.name) {
    case 'carried':
      return { name: attrs.name as string, attributes: {} };
    case 'annotation':
      return { name: annotationNames[attrs.kind as string] ?? 'term', attributes: {} };
    case 'rendition':
      return { name: 'hi', attributes: { rend: text(attrs.rend) } };
    case 'reference':
      return { name: 'ref', attributes: { target: text(attrs.target) } };
    case 'segment':
      return { name: 'seg', attributes: { type: text(attrs.type) } };
    case 'struck':
      return {
        name: 'del',
        attributes: { rend: attrs.origin === null ? 'strikethrough' : null, ...handFacts(attrs.hand) },
      };
    case 'byHand':
      return { name: 'add', attributes: { type: text(attrs.function), ...handFacts(attrs.hand) } };
    case 'added':
      return { name: 'add', attributes: { place: text(attrs.place), ...handFacts(attrs.hand) } };
    case 'otherHand':
      return { name: 'seg', attributes: { type: 'hand', ...handFacts(attrs.hand) } };
    case 'abbreviation':
      return { name: 'choice', attributes: { expansion: attrs.expansion as string } };
    case 'foreign':
      return { name: 'foreign', attributes: { 'xml:lang': text(attrs.language) } };
    case 'unclear':
      return { name: 'unclear', attributes: { reason: text(attrs.reason), cert: text(attrs.cert) } };
    case 'supplied':
      return { name: 'supplied', attributes: { reason: text(attrs.reason) } };
    case 'emendation':
      return { name: 'choice', attributes: { sic: attrs.sic as string } };
    default:
      return null;
  }
}

/** A start tag for something that has none in the source. */
export function freshTag({ name, attributes }: TagFacts): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== null);
  return `<${name}${written.map(([key, value]) => ` ${key}="${escapedValue(value ?? '', '"')}"`).join('')}>`;
}

/** Changes what differs in a start tag of the source, and nothing else of it.
 *  @param before the facts that the tag was read with
 *  @param changes attributes that an editor set or took off; what the editor has a field for is not among them
 *  @param keepsIdentity false for all but the first use of an element, which alone has its `xml:id` */
export function patchedTag(
  xml: string,
  element: Pick<SourceElement, 'start' | 'openEnd' | 'name'>,
  change: {
    readonly before: TagFacts;
    readonly after: TagFacts;
    readonly changes: unknown;
    readonly keepsIdentity: boolean;
  },
): string {
  const { before, after, keepsIdentity } = change;
  const isAsItWas = Object.keys(change.changes ?? {}).length === 0 && sameFacts(before, after);
  if (keepsIdentity && isAsItWas) return xml.slice(element.start, element.openEnd);
  const edits: { from: number; to: number; text: string }[] = [];
  if (before.name !== after.name) {
    const start = element.start + 1;
    edits.push({ from: start, to: start + element.name.length, text: after.name });
  }
  const written = attributesOf(xml, element);
  const nameEnd = element.start + 1 + element.name.length;
  const drop = (name: string): void => {
    const found = written.find((one) => one.name === name);
    if (found) edits.push({ from: spaceStart(xml, found.start, nameEnd), to: found.end, text: '' });
  };
  if (!keepsIdentity) drop('xml:id');
  for (const name of new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])) {
    const value = after.attributes[name] ?? null;
    if ((before.attributes[name] ?? null) === value) continue;
    const found = written.find((one) => one.name === name);
    if (value === null) drop(name);
    else if (found)
      edits.push({ from: found.valueStart, to: found.valueEnd, text: escapedValue(value, xml[found.end - 1] ?? '"') });
    else edits.push({ from: nameEnd, to: nameEnd, text: ` ${name}="${escapedValue(value, '"')}"` });
  }
  const end = written.at(-1)?.end ?? nameEnd;
  const added: string[] = [];
  for (const [name, value] of Object.entries((change.changes ?? {}) as AttributeChanges)) {
    // A copy has no identity of its own.
    if (Object.hasOwn(after.attributes, name) || !isXmlName(name) || (name === 'xml:id' && !keepsIdentity)) continue;
    const found = written.find((one) => one.name === name);
    if (value === null) drop(name);
    else if (!found) added.push(` ${name}="${escapedValue(value, '"')}"`);
    else if (attributeValue(xml, found) !== value)
      edits.push({ from: found.valueStart, to: found.valueEnd, text: escapedValue(value, xml[found.end - 1] ?? '"') });
  }
  if (added.length > 0) edits.push({ from: end, to: end, text: added.join('') });
  let out = xml.slice(element.start, element.openEnd);
  for (const { from, to, text: fresh } of edits.sort((a, b) => b.from - a.from || b.to - a.to))
    out = out.slice(0, from - element.start) + fresh + out.slice(to - element.start);
  return out;
}

const sameFacts = (before: TagFacts, after: TagFacts): boolean =>
  before.name === after.name &&
  [...Object.keys(before.attributes), ...Object.keys(after.attributes)].every(
    (name) => (before.attributes[name] ?? null) === (after.attributes[name] ?? null),
  );

function spaceStart(xml: string, at: number, least: number): number {
  let start = at;
  while (start > least && /\s/.test(xml[start - 1] ?? '')) start -= 1;
  return start;
}

/** `<a/>` as `<a>`. */
export const opened = (tag: string): string => tag.replace(/\s*\/>$/, '>');

export const isSelfClosing = (tag: string): boolean => tag.endsWith('/>');

/** What XML 1.0 cannot hold, halves of surrogate pairs among it. Source: production 2 `Char`. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as XML has it between tags. Characters that XML cannot have are replaced. */
export const escapedText = (value: string): string =>
  value
    .replace(forbidden, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;');

function escapedValue(value: string, quote: string): string {
  const plain = value.replace(forbidden, '\uFFFD').replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const quoted = quote === "'" ? plain.replace(/'/g, '&apos;') : plain.replace(/"/g, '&quot;');
  return quoted.replace(/[\t\n\r]/g, ' ');
}

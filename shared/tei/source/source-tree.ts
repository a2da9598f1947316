/** What stands in the source of a TEI document, each part with its place. Offsets are UTF-16 units of the whole text. */
export type SourceNode = SourceElement | SourceRun;

/** Anything that is no element. */
export interface SourceRun {
  readonly kind: 'text' | 'cdata' | 'comment' | 'instruction';
  readonly start: number;
  readonly end: number;
}

/** An element with the places of its tags. */
export interface SourceElement {
  readonly kind: 'element';
  /** As written, with its prefix. */
  readonly name: string;
  readonly local: string;
  /** The namespace that it is in; empty when it is in none. */
  readonly uri: string;
  /** Of the `<` of its start tag. */
  readonly start: number;
  /** After the `>` of its start tag. */
  readonly openEnd: number;
  /** Of the `<` of its end tag; `openEnd` when it is written `<a/>`. */
  closeStart: number;
  end: number;
  readonly parent: SourceElement | null;
  readonly children: SourceNode[];
  /** Whether white space counts in it, as `xml:space` says. */
  readonly preserves: boolean;
}

/** An attribute as it is written. */
export interface SourceAttribute {
  readonly name: string;
  /** Of its name, and after its closing quote. */
  readonly start: number;
  readonly end: number;
  /** Between its quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Places the parts of a well-formed document, which must have been checked (`checkTei`): nothing is looked for here but where things
 *  begin and end. O(length).
 *  @param inherited what a slice of a larger file is in: the namespaces of its prefixes, `''` the default one, and whether white space counts
 *  @returns the root element, with what stands before and after it left out */
export function sourceTree(xml: string, inherited: SourceContext = outermost): SourceElement {
  const reading = new Reading(xml, inherited);
  return reading.run();
}

/** The outermost elements that are looked for, with the elements around them: nothing else is kept, so that a large file costs little. O(length).
 *  @param isIt is asked of each element that is in none that was found
 *  @returns in the order of the source; without children */
export const elementsIn = (xml: string, isIt: (element: SourceElement) => boolean): readonly SourceElement[] =>
  new Reading(xml, outermost).find(isIt);

/** The namespace of TEI. Files before P5 are in none. */
export const teiNamespace = 'http://www.tei-c.org/ns/1.0';

/** The name of a namespace, as one text in memory when it is that of TEI, so that comparing it reads none of it. */
const sharedName = (uri: string): string => (uri === teiNamespace ? teiNamespace : uri);

/** What a slice of a file takes from the elements around it. */
export interface SourceContext {
  readonly namespaces: Readonly<Record<string, string>>;
  readonly preserves: boolean;
}

const outermost: SourceContext = { namespaces: {}, preserves: false };

interface ElementName {
  readonly name: string;
  readonly local: string;
  readonly prefix: string;
}

class Reading {
  private readonly names = new Map<string, ElementName>();
  /** Where `xmlns` and `xml:space` stand next. */
  private nextDeclared = -1;
  private nextSpace = -1;
  private root: SourceElement | null = null;
  private current: SourceElement | null = null;
  /** The element whose start tag was read last. */
  private begun: SourceElement | null = null;
  private readonly scopes: Readonly<Record<string, string>>[];

  constructor(
    private readonly xml: string,
    private readonly inherited: SourceContext,
  ) {
    const { namespaces } = inherited;
    this.scopes = [Object.fromEntries(Object.entries(namespaces).map(([prefix, uri]) => [prefix, sharedName(uri)]))];
  }

  run(): SourceElement {
    const { xml } = this;
    let at = 0;
    while (at < xml.length) {
      const open = xml.indexOf('<', at);
      if (open === -1) break;
      if (open > at) this.add({ kind: 'text', start: at, end: open });
      at = this.markup(open);
    }
    if (!this.root) throw new RangeError('there is no element');
    return this.root;
  }

  find(isIt: (element: SourceElement) => boolean): readonly SourceElement[] {
    const { xml } = this;
    const found: SourceElement[] = [];
    for (let at = xml.indexOf('<'); at !== -1; ) {
      const next = this.markup(at);
      const { begun } = this;
      this.begun = null;
      at = xml.indexOf('<', next);
      if (!begun) continue;
      begun.parent?.children.pop();
      if (!isIt(begun)) continue;
      found.push(begun);
      // An element that is open goes on to its end tag.
      if (this.current === begun) at = xml.indexOf('<', this.endTag(endTagOf(xml, next)));
    }
    return found;
  }

  private add(run: SourceRun): void {
    this.current?.children.push(run);
  }

  /** @returns the offset after it */
  private markup(start: number): number {
    const { xml } = this;
    const next = xml.charCodeAt(start + 1);
    if (next === slash) return this.endTag(start);
    if (next !== question && next !== exclamation) return this.startTag(start);
    const [kind, end] = runAt(xml, start);
    if (kind) this.add({ kind, start, end });
    return end;
  }

  private startTag(start: number): number {
    const openEnd = tagEnd(this.xml, start);
    const isEmpty = this.xml.charCodeAt(openEnd - 2) === slash;
    const { name, local, prefix } = this.named(tagName(this.xml, start + 1));
    const [preserves, scope] = this.scopeOf(start, openEnd);
    const element: SourceElement = {
      kind: 'element',
      name,
      local,
      uri: scope[prefix] ?? '',
      start,
      openEnd,
      closeStart: openEnd,
      end: openEnd,
      parent: this.current,
      children: [],
      preserves,
    };
    this.current?.children.push(element);
    this.root ??= element;
    this.begun = element;
    if (isEmpty) return openEnd;
    this.current = element;
    this.scopes.push(scope);
    return openEnd;
  }

  private endTag(start: number): number {
    const end = this.xml.indexOf('>', start) + 1;
    const { current } = this;
    if (!current) throw new RangeError(`an element ends at ${start} that did not begin`);
    current.closeStart = start;
    current.end = end;
    this.current = current.parent;
    this.scopes.pop();
    return end;
  }

  /** A name with its parts: elements of one name share it. */
  private named(name: string): ElementName {
    const known = this.names.get(name);
    if (known) return known;
    const colon = name.indexOf(':');
    const made = { name, local: name.slice(colon + 1), prefix: colon === -1 ? '' : name.slice(0, colon) };
    this.names.set(name, made);
    return made;
  }

  private scopeOf(start: number, openEnd: number): readonly [boolean, Readonly<Record<string, string>>] {
    const scope = this.scopes.at(-1) ?? {};
    const preserves = this.current?.preserves ?? this.inherited.preserves;
    if (this.nextDeclared < start) this.nextDeclared = nextOf(this.xml, 'xmlns', start);
    if (this.nextSpace < start) this.nextSpace = nextOf(this.xml, 'xml:space', start);
    if (this.nextDeclared >= openEnd && this.nextSpace >= openEnd) return [preserves, scope];
    const attributes = attributesOf(this.xml, { start, openEnd });
    const space = attributes.find(({ name }) => name === 'xml:space');
    const declared = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
    const own = declared.map((one) => [one.name.slice(6), sharedName(attributeValue(this.xml, one))] as const);
    return [
      space ? attributeValue(this.xml, space) === 'preserve' : preserves,
      own.length === 0 ? scope : { ...scope, ...Object.fromEntries(own) },
    ];
  }
}

const [slash, question, exclamation, quote, apostrophe, greater, equals] = [47, 63, 33, 34, 39, 62, 61];

/** What begins with `<?` or `<!`: its kind, none for a document type, and the offset after it. */
function runAt(xml: string, start: number): readonly [SourceRun['kind'] | null, number] {
  if (xml.charCodeAt(start + 1) === question) return ['instruction', xml.indexOf('?>', start + 2) + 2];
  if (xml.startsWith('<!--', start)) return ['comment', xml.indexOf('-->', start + 4) + 3];
  if (xml.startsWith('<![CDATA[', start)) return ['cdata', xml.indexOf(']]>', start + 2) + 3];
  return [null, documentTypeEnd(xml, start)];
}

/** Of an element the `<` of its end tag.
 *  @param from the offset after its start tag */
function endTagOf(xml: string, from: number): number {
  let depth = 0;
  let at = xml.indexOf('<', from);
  while (at !== -1) {
    const next = xml.charCodeAt(at + 1);
    if (next === slash) {
      if (depth === 0) return at;
      depth -= 1;
      at += 2;
    } else if (next === question || next === exclamation) [, at] = runAt(xml, at);
    else {
      at = tagEnd(xml, at);
      if (xml.charCodeAt(at - 2) !== slash) depth += 1;
    }
    at = xml.indexOf('<', at);
  }
  throw new RangeError(`the element before ${from} does not end`);
}

function nextOf(xml: string, word: string, from: number): number {
  const found = xml.indexOf(word, from);
  return found === -1 ? xml.length : found;
}

/** After the `>` of a start tag; one in the value of an attribute does not count. */
function tagEnd(xml: string, start: number): number {
  for (let at = start + 1; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === greater) return at + 1;
    if (code === quote || code === apostrophe) at = xml.indexOf(code === quote ? '"' : "'", at + 1);
    if (at === -1) break;
  }
  throw new RangeError(`the tag at ${start} does not end`);
}

function tagName(xml: string, start: number): string {
  let end = start;
  for (; end < xml.length; end += 1) {
    const code = xml.charCodeAt(end);
    if (code <= 32 || code === slash || code === greater) break;
  }
  return xml.slice(start, end);
}

/** After a document type declaration, whose internal subset may hold tags of its own, comments and quoted texts. */
export function documentTypeEnd(xml: string, start: number): number {
  const parts = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|"[^"]*"|'[^']*'|[[\]<>]/g;
  parts.lastIndex = start + 1;
  let [brackets, tags] = [0, 0];
  for (let found = parts.exec(xml); found; found = parts.exec(xml)) {
    if (found[0] === '[') brackets += 1;
    else if (found[0] === ']') brackets -= 1;
    else if (found[0] === '<') tags += 1;
    else if (found[0] === '>' && tags > 0) tags -= 1;
    else if (found[0] === '>' && brackets <= 0) return parts.lastIndex;
  }
  return xml.length;
}

/** The attributes of a start tag, declarations of namespaces among them, in their order. */
export function attributesOf(
  xml: string,
  { start, openEnd }: Pick<SourceElement, 'start' | 'openEnd'>,
): readonly SourceAttribute[] {
  const found: SourceAttribute[] = [];
  for (let at = attributeStart(xml, start + 1, openEnd); at < openEnd; ) {
    const nameEnd = attributeNameEnd(xml, at, openEnd);
    const valueStart = valueStartAfter(xml, nameEnd, openEnd);
    if (valueStart === -1) break;
    const valueEnd = xml.indexOf(xml.charCodeAt(valueStart - 1) === quote ? '"' : "'", valueStart);
    found.push({ name: xml.slice(at, nameEnd), start: at, end: valueEnd + 1, valueStart, valueEnd });
    at = attributeStart(xml, valueEnd + 1, openEnd);
  }
  return found;
}

/** Where the next attribute of a tag begins; its end when there is none. What stands before the white space was read. */
function attributeStart(xml: string, from: number, openEnd: number): number {
  let at = from;
  while (at < openEnd && xml.charCodeAt(at) > 32) at += 1;
  while (at < openEnd && xml.charCodeAt(at) <= 32) at += 1;
  const code = xml.charCodeAt(at);
  return code === slash || code === greater ? openEnd : at;
}

function attributeNameEnd(xml: string, from: number, openEnd: number): number {
  let at = from;
  for (; at < openEnd; at += 1) {
    const code = xml.charCodeAt(at);
    if (code <= 32 || code === equals) break;
  }
  return at;
}

/** Behind the opening quote of a value; -1 when there is none. */
function valueStartAfter(xml: string, from: number, openEnd: number): number {
  for (let at = from; at < openEnd; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === quote || code === apostrophe) return at + 1;
  }
  return -1;
}

/** What an attribute says, its references replaced by what they stand for. */
export const attributeValue = (xml: string, { valueStart, valueEnd }: SourceAttribute): string =>
  plainValue(xml.slice(valueStart, valueEnd));

function plainValue(raw: string): string {
  if (!/[\s&]/.test(raw)) return raw;
  return raw.replace(/\s/g, ' ').replace(/&(#?[^;]*);/g, (whole, name: string) => referred(name) ?? whole);
}

/** The value of an attribute of an element; null when it has none of that name. */
export function attribute(xml: string, element: SourceElement, name: string): string | null {
  const { start, openEnd } = element;
  for (let at = attributeStart(xml, start + 1 + element.name.length, openEnd); at < openEnd; ) {
    const nameEnd = attributeNameEnd(xml, at, openEnd);
    const valueStart = valueStartAfter(xml, nameEnd, openEnd);
    if (valueStart === -1) return null;
    const valueEnd = xml.indexOf(xml.charCodeAt(valueStart - 1) === quote ? '"' : "'", valueStart);
    if (nameEnd - at === name.length && xml.startsWith(name, at)) return plainValue(xml.slice(valueStart, valueEnd));
    at = attributeStart(xml, valueEnd + 1, openEnd);
  }
  return null;
}

const fiveEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What a reference stands for that XML itself knows.
 *  @param name without `&` and `;`, such as `amp` or `#xA0`
 *  @returns null when it is the name of an entity of the document */
export function referred(name: string): string | null {
  if (!name.startsWith('#')) return Object.hasOwn(fiveEntities, name) ? (fiveEntities[name] ?? null) : null;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

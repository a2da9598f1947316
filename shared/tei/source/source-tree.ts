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

/** What a slice of a file takes from the elements around it. */
export interface SourceContext {
  readonly namespaces: Readonly<Record<string, string>>;
  readonly preserves: boolean;
}

const outermost: SourceContext = { namespaces: {}, preserves: false };

class Reading {
  private root: SourceElement | null = null;
  private current: SourceElement | null = null;
  private readonly scopes: Readonly<Record<string, string>>[];

  constructor(
    private readonly xml: string,
    private readonly inherited: SourceContext,
  ) {
    this.scopes = [inherited.namespaces];
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

  private add(run: SourceRun): void {
    this.current?.children.push(run);
  }

  /** @returns the offset after it */
  private markup(start: number): number {
    const { xml } = this;
    const next = xml.charCodeAt(start + 1);
    if (next === slash) return this.endTag(start);
    if (next === question) return this.run1('instruction', start, '?>');
    if (next !== exclamation) return this.startTag(start);
    if (xml.startsWith('<!--', start)) return this.run1('comment', start, '-->');
    if (xml.startsWith('<![CDATA[', start)) return this.run1('cdata', start, ']]>');
    return documentTypeEnd(xml, start);
  }

  private run1(kind: SourceRun['kind'], start: number, close: string): number {
    const end = this.xml.indexOf(close, start + (kind === 'comment' ? 4 : 2)) + close.length;
    this.add({ kind, start, end });
    return end;
  }

  private startTag(start: number): number {
    const openEnd = tagEnd(this.xml, start);
    const isEmpty = this.xml.charCodeAt(openEnd - 2) === slash;
    const name = tagName(this.xml, start + 1);
    const colon = name.indexOf(':');
    const [preserves, scope] = this.scopeOf(start, openEnd);
    const element: SourceElement = {
      kind: 'element',
      name,
      local: colon === -1 ? name : name.slice(colon + 1),
      uri: scope[colon === -1 ? '' : name.slice(0, colon)] ?? '',
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

  private scopeOf(start: number, openEnd: number): readonly [boolean, Readonly<Record<string, string>>] {
    const scope = this.scopes.at(-1) ?? {};
    const preserves = this.current?.preserves ?? this.inherited.preserves;
    const tag = this.xml.slice(start, openEnd);
    if (!tag.includes('xmlns') && !tag.includes('xml:space')) return [preserves, scope];
    const attributes = attributesOf(this.xml, { start, openEnd });
    const space = attributes.find(({ name }) => name === 'xml:space');
    const declared = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
    const own = declared.map((one) => [one.name.slice(6), attributeValue(this.xml, one)] as const);
    return [
      space ? attributeValue(this.xml, space) === 'preserve' : preserves,
      own.length === 0 ? scope : { ...scope, ...Object.fromEntries(own) },
    ];
  }
}

const [slash, question, exclamation, quote, apostrophe, greater] = [47, 63, 33, 34, 39, 62];

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
  const pattern = /([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  const tag = xml.slice(start, openEnd);
  for (const match of tag.matchAll(pattern)) {
    const end = start + match.index + match[0].length;
    const value = match[2] ?? match[3] ?? '';
    found.push({
      name: match[1] ?? '',
      start: start + match.index,
      end,
      valueStart: end - 1 - value.length,
      valueEnd: end - 1,
    });
  }
  return found;
}

/** What an attribute says, its references replaced by what they stand for. */
export function attributeValue(xml: string, { valueStart, valueEnd }: SourceAttribute): string {
  const raw = xml.slice(valueStart, valueEnd);
  if (!/[\s&]/.test(raw)) return raw;
  return raw.replace(/\s/g, ' ').replace(/&(#?[^;]*);/g, (whole, name: string) => referred(name) ?? whole);
}

/** The value of an attribute of an element; null when it has none of that name. */
export function attribute(xml: string, element: SourceElement, name: string): string | null {
  if (!xml.slice(element.start, element.openEnd).includes(name)) return null;
  const found = attributesOf(xml, element).find((one) => one.name === name);
  return found ? attributeValue(xml, found) : null;
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

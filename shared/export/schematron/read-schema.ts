import type { Element, Node } from 'slimdom';
import { inEnglish } from '../../translation/retell.ts';
import { neighbourPath } from '../../xml/neighbour-path.ts';
import { isElementNode, isTextNode, type PlacedDocument, readPlacedDocument } from '../../xml/placed-document.ts';
import { SchemaError } from '../validation/validate-xml.ts';

/** A Schematron schema (ISO/IEC 19757-3), abstract patterns and rules filled in, as it is worked through. */
export interface SchematronSchema {
  /** What findings call it. */
  readonly name: string;
  /** By prefix. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly lets: readonly Let[];
  readonly patterns: readonly Pattern[];
  readonly keys: readonly Key[];
}

export interface Let {
  readonly name: string;
  readonly value: string;
}

/** `xsl:key`. */
interface Key {
  readonly name: string;
  readonly match: string;
  readonly use: string;
}

interface Pattern {
  readonly lets: readonly Let[];
  readonly rules: readonly Rule[];
}

export interface Rule {
  /** A pattern of XSLT: which nodes the rule is for. */
  readonly context: string;
  readonly lets: readonly Let[];
  readonly checks: readonly Check[];
  /** In the schema, from 1. */
  readonly line: number;
}

/** `assert`, which tells when its test fails, or `report`, which tells when it holds. */
export interface Check {
  readonly kind: 'assert' | 'report';
  readonly test: string;
  readonly message: readonly MessagePart[];
  readonly isWarning: boolean;
  readonly fixes: readonly FixDefinition[];
}

/** Text as it stands, or what a query gives. */
export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly select: string }
  | { readonly kind: 'name'; readonly path: string };

/** `sqf:fix`: its title and the elements that say what it does. */
export interface FixDefinition {
  readonly title: readonly MessagePart[];
  readonly useWhen: string | null;
  readonly actions: readonly Element[];
}

const spaces: ReadonlySet<string | null> = new Set([
  'http://purl.oclc.org/dsdl/schematron',
  'http://www.ascc.net/xml/schematron',
]);
const fixSpace = 'http://www.schematron-quickfix.com/validator/process';
const transformSpace = 'http://www.w3.org/1999/XSL/Transform';

/** Reads a schema. Rules that stand in a RELAX NG schema, as TEI's own tools write them there, are found as well.
 *  @param neighbours files that `include` and `extends` name, by that name
 *  @param phase the patterns of one phase; null for the schema's own default
 *  @throws SchemaError when it is no Schematron schema */
export function readSchematron(
  name: string,
  text: string,
  { neighbours = new Map(), phase = null }: ReadOptions = {},
): SchematronSchema {
  return new SchemaReading(name, neighbours).read(rootOf(name, text), phase);
}

interface ReadOptions {
  readonly neighbours?: ReadonlyMap<string, string>;
  readonly phase?: string | null;
}

interface Root {
  readonly placed: PlacedDocument;
  readonly element: Element;
}

function rootOf(name: string, text: string): Root {
  const placed = readPlacedDocument(text);
  if ('kind' in placed) throw new SchemaError(inEnglish`“${name}” was not read to its end: ${placed.reason}`);
  const element = placed.document.documentElement;
  if (!element) throw new SchemaError(inEnglish`“${name}” is empty`);
  return { placed, element };
}

const isSchematron = (node: Node, ...names: readonly string[]): node is Element =>
  isElementNode(node) && spaces.has(node.namespaceURI) && (names.length === 0 || names.includes(node.localName));

/** How deep files may include one another. */
const deepestInclusion = 20;

class SchemaReading {
  private readonly places = new Map<unknown, PlacedDocument>();
  private readonly abstractRules = new Map<string, Element>();
  private readonly fixes = new Map<string, Element>();

  constructor(
    private readonly name: string,
    private readonly neighbours: ReadonlyMap<string, string>,
  ) {}

  read({ placed, element }: Root, wantedPhase: string | null): SchematronSchema {
    this.places.set(placed.document, placed);
    this.include(element, []);
    const all = within(element);
    const patterns = all.filter((node) => isSchematron(node, 'pattern'));
    if (patterns.length === 0) throw new SchemaError(inEnglish`it has no pattern of Schematron`);
    for (const node of all) {
      const id = node.getAttribute('id');
      if (id === null) continue;
      if (isSchematron(node, 'rule') && isYes(node, 'abstract')) this.abstractRules.set(id, node);
      if (node.namespaceURI === fixSpace && node.localName === 'fix') this.fixes.set(id, node);
    }
    const abstract = new Map(patterns.map((pattern) => [pattern.getAttribute('id') ?? '', pattern]));
    const isActive = this.phaseOf(element, all, wantedPhase);
    const transforms = (local: string): readonly Element[] =>
      all.filter((node) => node.namespaceURI === transformSpace && node.localName === local);
    return {
      name: this.name,
      namespaces: new Map(
        all
          .filter((node) => isSchematron(node, 'ns'))
          .map((ns) => [ns.getAttribute('prefix') ?? '', ns.getAttribute('uri') ?? '']),
      ),
      lets: [
        ...letsOf(element),
        ...transforms('variable')
          .filter((variable) => variable.parentNode === element && variable.hasAttribute('select'))
          .map((variable) => ({ name: attribute(variable, 'name'), value: attribute(variable, 'select') })),
      ],
      keys: transforms('key').map((key) => ({
        name: attribute(key, 'name'),
        match: attribute(key, 'match'),
        use: attribute(key, 'use'),
      })),
      patterns: patterns
        .filter((pattern) => !isYes(pattern, 'abstract') && isActive(pattern))
        .map((pattern) => this.pattern(pattern, abstract)),
    };
  }

  /** Puts what is included in the place of what includes it. */
  private include(element: Element, around: readonly string[]): void {
    for (const child of [...element.children]) {
      const href = isSchematron(child, 'include', 'extends') ? child.getAttribute('href') : null;
      if (href === null) this.include(child, around);
      else this.includeFile(child, neighbourPath(around.at(-1) ?? '', href) ?? href, around);
    }
  }

  private includeFile(place: Element, href: string, around: readonly string[]): void {
    if (around.includes(href)) throw new SchemaError(inEnglish`“${href}” includes itself`);
    if (around.length >= deepestInclusion) throw new SchemaError(inEnglish`its files include one another too deep`);
    const text = this.neighbours.get(href);
    if (text === undefined) throw new SchemaError(inEnglish`it includes “${href}”, which is not beside it`);
    const { placed, element } = rootOf(href, text);
    const document = place.ownerDocument;
    const copy = document?.importNode(element, true);
    if (!copy) return;
    this.places.set(placed.document, placed);
    this.include(copy, [...around, href]);
    // What extends takes the content, what includes the element itself; of a whole schema its patterns.
    const isContent = place.localName === 'extends' || isSchematron(copy, 'schema');
    place.replaceWith(...(isContent ? copy.childNodes : [copy]));
  }

  private phaseOf(schema: Element, all: readonly Element[], wanted: string | null): (pattern: Element) => boolean {
    const name = wanted ?? schema.getAttribute('defaultPhase') ?? '#ALL';
    if (name === '#ALL') return () => true;
    const phase = all.find((node) => isSchematron(node, 'phase') && node.getAttribute('id') === name);
    if (!phase) throw new SchemaError(inEnglish`it has no phase “${name}”`);
    const active = new Set(
      phase.children.filter((node) => isSchematron(node, 'active')).map((node) => node.getAttribute('pattern')),
    );
    return (pattern) => active.has(pattern.getAttribute('id'));
  }

  private pattern(pattern: Element, abstract: ReadonlyMap<string, Element>): Pattern {
    const isA = pattern.getAttribute('is-a');
    if (isA === null) return this.filled(pattern, (text) => text);
    const meant = abstract.get(isA);
    if (!meant) throw new SchemaError(inEnglish`a pattern is said to be “${isA}”, which is none of its patterns`);
    const params = pattern.children
      .filter((child) => isSchematron(child, 'param'))
      .map((param) => [attribute(param, 'name'), attribute(param, 'value')] as const)
      // Longer names first: `$date` must not be taken for the beginning of `$dates`.
      .sort(([a], [b]) => b.length - a.length);
    return this.filled(meant, (text) =>
      params.reduce((filled, [name, value]) => filled.replaceAll(`$${name}`, value), text),
    );
  }

  private filled(pattern: Element, fill: (text: string) => string): Pattern {
    const rules = pattern.children.filter((child) => isSchematron(child, 'rule') && !isYes(child, 'abstract'));
    return { lets: letsOf(pattern, fill), rules: rules.map((rule) => this.rule(rule, fill)) };
  }

  private rule(rule: Element, fill: (text: string) => string): Rule {
    const children = this.extended(rule, 0);
    return {
      context: fill(attribute(rule, 'context')),
      lets: children.filter((child) => isSchematron(child, 'let')).map((child) => letOf(child, fill)),
      checks: children
        .filter((child) => isSchematron(child, 'assert', 'report'))
        .map((child) => this.check(child, children, fill)),
      line: this.lineOf(rule),
    };
  }

  /** The children of a rule, those of the abstract rules that it extends in their place. */
  private extended(rule: Element, depth: number): readonly Element[] {
    if (depth > deepestInclusion) throw new SchemaError(inEnglish`its rules extend one another in a circle`);
    return rule.children.flatMap((child) => {
      if (!isSchematron(child, 'extends')) return [child];
      const meant = this.abstractRules.get(child.getAttribute('rule') ?? '');
      if (!meant)
        throw new SchemaError(
          inEnglish`a rule extends “${child.getAttribute('rule') ?? ''}”, which is none of its abstract rules`,
        );
      return this.extended(meant, depth + 1);
    });
  }

  private check(check: Element, siblings: readonly Element[], fill: (text: string) => string): Check {
    const named = (check.getAttributeNS(fixSpace, 'fix') ?? '').split(/\s+/).filter((id) => id !== '');
    const local = (id: string): Element | undefined =>
      siblings.find((node) => node.namespaceURI === fixSpace && node.getAttribute('id') === id) ?? this.fixes.get(id);
    const fixes = named.flatMap((id) => local(id) ?? []);
    return {
      kind: check.localName === 'assert' ? 'assert' : 'report',
      test: fill(attribute(check, 'test')),
      message: messageOf(check, fill),
      isWarning: /^(?:warn|info|hint)/i.test(check.getAttribute('role') ?? ''),
      fixes: fixes.map((fix) => fixOf(fix, fill)),
    };
  }

  private lineOf(node: Element): number {
    const placed = this.places.get(node.ownerDocument);
    const span = placed?.spanOf(node);
    return placed && span ? placed.places.at(span.start).line : 0;
  }
}

const within = (element: Element): readonly Element[] => [element, ...element.children.flatMap(within)];

const isYes = (element: Element, name: string): boolean => element.getAttribute(name) === 'true';

function attribute(element: Element, name: string): string {
  const value = element.getAttribute(name);
  if (value === null) throw new SchemaError(inEnglish`a <${element.localName}> lacks the attribute "${name}"`);
  return value;
}

const letOf = (element: Element, fill: (text: string) => string): Let => ({
  name: attribute(element, 'name'),
  value: fill(element.getAttribute('value') ?? `'${(element.textContent ?? '').trim().replaceAll("'", "''")}'`),
});

const letsOf = (parent: Element, fill: (text: string) => string = (text) => text): readonly Let[] =>
  parent.children.filter((child) => isSchematron(child, 'let')).map((child) => letOf(child, fill));

function messageOf(element: Element, fill: (text: string) => string): readonly MessagePart[] {
  return element.childNodes.flatMap((node): readonly MessagePart[] => {
    if (isTextNode(node)) return [{ kind: 'text', text: node.data }];
    if (!isElementNode(node)) return [];
    if (node.localName === 'value-of') return [{ kind: 'value', select: fill(attribute(node, 'select')) }];
    if (node.localName === 'name') return [{ kind: 'name', path: fill(node.getAttribute('path') ?? '.') }];
    return node.namespaceURI === fixSpace ? [] : messageOf(node, fill);
  });
}

function fixOf(fix: Element, fill: (text: string) => string): FixDefinition {
  const description = fix.children.find(({ localName }) => localName === 'description');
  const title = description?.children.find(({ localName }) => localName === 'title') ?? description;
  return {
    title: title ? messageOf(title, fill) : [{ kind: 'text', text: fix.getAttribute('id') ?? 'fix' }],
    useWhen: fix.getAttribute('use-when'),
    actions: fix.children.filter(({ localName }) => localName !== 'description'),
  };
}

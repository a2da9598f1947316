import type { Document, Element, Node } from 'slimdom';
import { inEnglish } from '../../translation/retell.ts';
import { isAttribute, isElementNode, type PlacedDocument } from '../../xml/placed-document.ts';
import type { Finding, QuickFix } from '../validation/validate-xml.ts';
import { quickFixEdits } from './quick-fixes.ts';
import type { Check, Let, MessagePart, Rule, SchematronSchema } from './read-schema.ts';
import { Queries, QueryError, type Variables } from './xpath.ts';

/** Past this many findings of one schema the rest says nothing new. */
const mostFindings = 1_000;

interface CheckOptions {
  /** What `base-uri()` ends with. */
  readonly fileName: string;
  /** Gives the time in milliseconds; a rule that has taken longer than `longestRuleMs` is left. Without it rules take what they take. */
  readonly clock?: () => number;
}

/** Rules that compare everything with everything would hold up all others. */
const longestRuleMs = 15_000;

/** Holds a document against the rules of a schema. A rule that cannot be checked, because it asks for another file or a function that is
 *  not there, or takes too long, is a finding of its own, once, and keeps the others from nothing. */
export function checkSchematron(
  placed: PlacedDocument,
  schema: SchematronSchema,
  options: CheckOptions,
): readonly Finding[] {
  return new SchematronCheck(placed, schema, options).run();
}

class SchematronCheck {
  private readonly findings: Finding[] = [];
  /** Tests that could not be answered, so that each is told once. */
  private readonly untold = new Set<string>();
  private readonly queries: Queries;
  private readonly document: Document;
  private readonly keyed = new Map<string, Map<string, Node[]>>();
  private readonly clock: () => number;
  private left = 0;

  constructor(
    private readonly placed: PlacedDocument,
    private readonly schema: SchematronSchema,
    { fileName, clock = () => 0 }: CheckOptions,
  ) {
    this.clock = clock;
    this.document = placed.document;
    const keys = new Map(schema.keys.map(({ name }) => [name, (value: string) => this.keyOf(name).get(value) ?? []]));
    this.queries = new Queries(schema.namespaces, { document: this.document, fileName, keys });
  }

  run(): readonly Finding[] {
    const global = this.withLets(new Map(), this.schema.lets, this.document);
    for (const pattern of this.schema.patterns) {
      const variables = this.withLets(global, pattern.lets, this.document);
      const taken = new Set<Node>();
      for (const rule of pattern.rules) this.rule(rule, variables, taken);
    }
    const order = [...this.findings].sort((a, b) => a.line - b.line || a.column - b.column);
    if (this.left > 0) order.push(this.plain(inEnglish`${this.left} more findings are not listed`, 'warning'));
    return order;
  }

  private rule(rule: Rule, variables: Variables, taken: Set<Node>): void {
    const nodes = this.attempt(rule, () => this.queries.nodes(everywhere(rule.context), this.document, variables));
    const end = this.clock() + longestRuleMs;
    for (const [done, node] of (nodes ?? []).entries()) {
      if (this.clock() > end) {
        this.tellSlow(rule, done, nodes?.length ?? 0);
        break;
      }
      // Of a pattern, the first rule that is for a node is the only one.
      if (taken.has(node)) continue;
      taken.add(node);
      const local = this.withLets(variables, rule.lets, node);
      for (const check of rule.checks) {
        const holds = this.attempt(rule, () => this.queries.isTrue(check.test, node, local));
        if (holds !== null && holds === (check.kind === 'report')) this.tell(check, node, local);
      }
    }
  }

  private tellSlow(rule: Rule, done: number, all: number): void {
    const what = inEnglish`the rule in line ${rule.line} of the schema was checked on ${done} of ${all} places only: it takes too long`;
    this.findings.push(this.plain(what, 'warning'));
  }

  private tell(check: Check, node: Node, variables: Variables): void {
    if (this.findings.length >= mostFindings) {
      this.left += 1;
      return;
    }
    const { placed, queries } = this;
    const fixes = check.fixes.flatMap((fix): readonly QuickFix[] => {
      const edits = quickFixEdits(fix, node, { placed, queries, variables });
      return edits ? [{ title: this.message(fix.title, node, variables), edits }] : [];
    });
    const around = elementsAround(node);
    const span = placed.spanOf(node);
    this.findings.push({
      message: this.message(check.message, node, variables),
      ...(span ? placed.places.at(span.start) : { line: 0, column: 0 }),
      path: around.map(({ nodeName }) => nodeName).join('/'),
      schema: this.schema.name,
      nearestId: around.map((element) => element.getAttribute('xml:id')).findLast((id) => id !== null) ?? null,
      severity: check.isWarning ? 'warning' : 'error',
      ...(fixes.length > 0 ? { fixes } : {}),
    });
  }

  private message(parts: readonly MessagePart[], node: Node, variables: Variables): string {
    const read = (query: string): string => {
      try {
        return this.queries.text(query, node, variables);
      } catch (error) {
        if (error instanceof QueryError) return '…';
        throw error;
      }
    };
    const written = parts.map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'value' ? read(part.select) : read(part.path === '.' ? 'name()' : part.path);
    });
    return written.join('').replace(/\s+/g, ' ').trim();
  }

  /** Null when the query cannot be answered, which is told once. */
  private attempt<Result>(rule: Rule, answer: () => Result): Result | null {
    try {
      return answer();
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      const what =
        rule.line > 0 ? inEnglish`a rule in line ${rule.line} of the schema` : inEnglish`a rule of the schema`;
      const key = `${rule.line} ${error.message}`;
      if (!this.untold.has(key))
        this.findings.push(this.plain(inEnglish`${what} was not checked: ${error.message}`, 'warning'));
      this.untold.add(key);
      return null;
    }
  }

  private withLets(before: Variables, lets: readonly Let[], node: Node): Variables {
    if (lets.length === 0) return before;
    const variables = new Map(before);
    for (const { name, value } of lets) variables.set(name, this.queries.variable(value, node, variables));
    return variables;
  }

  private keyOf(name: string): ReadonlyMap<string, readonly Node[]> {
    const known = this.keyed.get(name);
    if (known) return known;
    const nodes = new Map<string, Node[]>();
    this.keyed.set(name, nodes);
    for (const key of this.schema.keys.filter((one) => one.name === name))
      for (const node of this.queries.nodes(everywhere(key.match), this.document, new Map())) {
        const value = this.queries.text(key.use, node, new Map());
        nodes.set(value, [...(nodes.get(value) ?? []), node]);
      }
    return nodes;
  }

  private plain(message: string, severity: 'error' | 'warning'): Finding {
    return { message, line: 0, column: 0, path: '', schema: this.schema.name, nearestId: null, severity };
  }
}

function elementsAround(node: Node): readonly Element[] {
  const chain: Element[] = [];
  for (let at: Node | null = isAttribute(node) ? node.ownerElement : node; at; at = at.parentNode)
    if (isElementNode(at)) chain.unshift(at);
  return chain;
}

/** A pattern of XSLT as a query for all nodes that match it: each alternative begins anywhere unless it says where. */
function everywhere(pattern: string): string {
  return alternatives(pattern)
    .map((one) => (/^(?:\/|\(|(?:id|key|root|doc)\s*\()/.test(one) ? one : `//${one.replace(/^\.\/+/, '')}`))
    .join(' | ');
}

/** Cut at each `|` that stands in no bracket and no string. */
function alternatives(pattern: string): readonly string[] {
  const found: string[] = [];
  let [depth, from] = [0, 0];
  for (const match of pattern.matchAll(/"[^"]*"|'[^']*'|[[\](){}]|\|\|?|\bunion\b/g)) {
    if ('[({'.includes(match[0])) depth += 1;
    else if ('])}'.includes(match[0])) depth -= 1;
    else if (depth === 0 && (match[0] === '|' || match[0] === 'union')) {
      found.push(pattern.slice(from, match.index));
      from = match.index + match[0].length;
    }
  }
  return [...found, pattern.slice(from)].map((one) => one.trim()).filter((one) => one !== '');
}

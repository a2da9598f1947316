import {
  createTypedValueFactory,
  domFacade,
  evaluateXPath,
  evaluateXPathToBoolean,
  evaluateXPathToNodes,
  type Options,
} from 'fontoxpath';
import type { Node } from 'slimdom';
import { ownTable } from '../../text/own-table.ts';
import { inEnglish } from '../../translation/retell.ts';
import { functionSpace, hasOwnFunction, type QueryContext } from './xpath-functions.ts';

/** A query that cannot be answered: wrong, or in need of what this program does not do. */
export class QueryError extends Error {
  override name = 'QueryError';
}

/** What a `let` holds, or the expression that gives it each time anew. */
type Variable =
  | { readonly kind: 'value'; readonly value: unknown }
  /** Dates lose their type outside a query, so the expression goes into each query that names it. */
  | { readonly kind: 'expression'; readonly expression: string }
  | { readonly kind: 'failed'; readonly reason: string };

export type Variables = ReadonlyMap<string, Variable>;

/** XPath 3.1 over one document, with the namespaces of a schema. Functions that would reach for other files fail, and each query that
 *  cannot be answered throws a `QueryError` with a reason in words. */
export class Queries {
  constructor(
    private readonly namespaces: ReadonlyMap<string, string>,
    private readonly context: QueryContext,
  ) {}

  isTrue(query: string, node: Node, variables: Variables): boolean {
    return this.run(query, variables, (complete, values, options) =>
      evaluateXPathToBoolean(complete, node, null, values, { ...options, currentContext: this.contextOf(node) }),
    );
  }

  nodes(query: string, node: Node, variables: Variables): readonly Node[] {
    return this.run(query, variables, (complete, values, options) =>
      evaluateXPathToNodes<never>(complete, node, null, values, { ...options, currentContext: this.contextOf(node) }),
    );
  }

  /** The value as `xsl:value-of` gives it: the items, a space between them. */
  text(query: string, node: Node, variables: Variables): string {
    return this.items(query, node, variables)
      .map((item) => (isNode(item) ? (item.textContent ?? (item as { value?: string }).value ?? '') : String(item)))
      .join(' ');
  }

  /** Works a `let` out, once for all queries that name it. */
  variable(query: string, node: Node, variables: Variables): Variable {
    try {
      const items = this.items(query, node, variables);
      if (items.some((item) => item instanceof Date)) return { kind: 'expression', expression: query };
      return { kind: 'value', value: createTypedValueFactory('item()*')([...items] as object[], domFacade) };
    } catch (error) {
      if (error instanceof QueryError) return { kind: 'failed', reason: error.message };
      throw error;
    }
  }

  private items(query: string, node: Node, variables: Variables): readonly unknown[] {
    return this.run(query, variables, (complete, values, options) =>
      evaluateXPath(complete, node, null, values, evaluateXPath.ALL_RESULTS_TYPE, {
        ...options,
        currentContext: this.contextOf(node),
      }),
    );
  }

  private contextOf(node: Node): QueryContext & { readonly node: Node } {
    return { ...this.context, node };
  }

  private run<Result>(
    query: string,
    variables: Variables,
    evaluate: (complete: string, values: Record<string, unknown>, options: Options) => Result,
  ): Result {
    const values: Record<string, unknown> = {};
    // No attribute can be handed to a function of one's own, and there is one file alone.
    let complete = query.replace(/\b(base-uri|document-uri)\s*\(\s*[./]\s*\)/g, '$1()');
    for (const [name, variable] of [...variables].reverse()) {
      if (!mentions(complete, name)) continue;
      if (variable.kind === 'failed') throw new QueryError(variable.reason);
      if (variable.kind === 'value') values[name] = variable.value;
      else complete = `let $${name} := (${variable.expression}) return (${complete})`;
    }
    try {
      return evaluate(complete, values, this.options);
    } catch (error) {
      throw error instanceof QueryError ? error : new QueryError(plainReason(error), { cause: error });
    }
  }

  private readonly options: Options = {
    language: evaluateXPath.XPATH_3_1_LANGUAGE,
    namespaceResolver: (prefix) => this.namespaces.get(prefix) ?? wellKnown[prefix] ?? null,
    functionNameResolver: ({ prefix, localName }, arity) => {
      const space = prefix === '' || prefix === 'fn' ? functions : (this.namespaces.get(prefix) ?? wellKnown[prefix]);
      if (space === functions && hasOwnFunction(localName, arity)) return { namespaceURI: functionSpace, localName };
      // A prefix that nothing declares leads to a function that nobody has, which is told like one.
      return { namespaceURI: space ?? prefix, localName };
    },
  };
}

const functions = 'http://www.w3.org/2005/xpath-functions';

/** Prefixes that rules use without saying what they are. */
const wellKnown: Readonly<Record<string, string>> = ownTable<string>({
  xml: 'http://www.w3.org/XML/1998/namespace',
  xs: 'http://www.w3.org/2001/XMLSchema',
  fn: functions,
  map: `${functions}/map`,
  array: `${functions}/array`,
  math: `${functions}/math`,
});

const isNode = (item: unknown): item is Node => typeof item === 'object' && item !== null && 'nodeType' in item;

/** Whether a query names a variable. */
const mentions = (query: string, name: string): boolean =>
  new RegExp(`\\$${name.replace(/[.\\]/g, '\\$&')}(?![\\w.-])`, 'u').test(query);

/** What the library says, in the words of a person who did not write the query. */
function plainReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const raised = /^\s*(?:Error: )?(it asks for .*|the schema has no key .*)$/m.exec(message)?.[1];
  if (raised !== undefined) return raised;
  const unknown = /Function (?:Q\{([^}]*)\})?(\S+) with arity of (\d+) not registered/.exec(message);
  if (unknown) return inEnglish`the function ${unknown[2] ?? ''}() is not one that Anchorite has`;
  const variable = /The variable (\S+) is not in scope/.exec(message)?.[1];
  if (variable !== undefined) return inEnglish`nothing defines $${variable}`;
  const first = message.split('\n').find((line) => line.trim() !== '' && !/^\s*\d+:|^-+$/.test(line)) ?? message;
  return inEnglish`the query cannot be answered (${first.trim().slice(0, 200)})`;
}

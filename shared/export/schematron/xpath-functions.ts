import { registerCustomXPathFunction } from 'fontoxpath';
import type { Document, Element, Node } from 'slimdom';
import { inEnglish } from '../../translation/retell.ts';

/** What the functions of a query may look at. */
export interface QueryContext {
  readonly document: Document;
  /** What `base-uri()` answers: base name of the file, behind `file:///`. */
  readonly fileName: string;
  /** `xsl:key` of the schema: which nodes have a key, and what it is; by name. */
  readonly keys: ReadonlyMap<string, (value: string) => readonly Node[]>;
}

interface Dynamic {
  readonly currentContext: QueryContext & { readonly node: Node };
}

/** The functions of XPath 3.1 and XSLT that occur in the rules of editions and that the library for XPath lacks, or has only in part. */
export const functionSpace = 'https://anchorite.invalid/ns/functions';

const own = new Set<string>();

/** Whether a function is one of those below. */
export const hasOwnFunction = (name: string, arity: number): boolean => own.has(`${name}/${arity}`);

function define(
  name: string,
  takes: readonly string[],
  gives: string,
  answer: (dynamic: Dynamic, ...given: never[]) => unknown,
): void {
  own.add(`${name}/${takes.length}`);
  registerCustomXPathFunction({ namespaceURI: functionSpace, localName: name }, [...takes], gives, answer as never);
}

const noOtherFiles = (): never => {
  throw new Error(inEnglish`it asks for another file, and rules see the one document alone`);
};

define('current', [], 'item()?', ({ currentContext }) => currentContext.node);
define('base-uri', [], 'xs:string', ({ currentContext }) => `file:///${currentContext.fileName}`);
define('document-uri', [], 'xs:string', ({ currentContext }) => `file:///${currentContext.fileName}`);
define('doc-available', ['xs:string?'], 'xs:boolean', () => false);
define('unparsed-text-available', ['xs:string?'], 'xs:boolean', () => false);
for (const name of ['doc', 'document', 'unparsed-text', 'collection', 'json-doc'])
  define(name, ['xs:anyAtomicType*'], 'item()*', noOtherFiles);

define('matches', ['xs:string?', 'xs:string', 'xs:string'], 'xs:boolean', (_, text: string, pattern: string, flags) =>
  expression(pattern, flags).test(text ?? ''),
);
define(
  'replace',
  ['xs:string?', 'xs:string', 'xs:string', 'xs:string'],
  'xs:string',
  (_, text: string, pattern: string, by: string, flags) =>
    (text ?? '').replace(expression(pattern, flags, 'g'), replacement(by)),
);
define('tokenize', ['xs:string?', 'xs:string', 'xs:string'], 'xs:string*', (_, text: string, pattern: string, flags) =>
  (text ?? '') === '' ? [] : text.split(expression(pattern, flags)),
);
define('contains-token', ['xs:string*', 'xs:string'], 'xs:boolean', (_, texts: readonly string[], token: string) =>
  texts.some((text) => text.split(/\s+/).includes(token.trim())),
);
define('normalize-unicode', ['xs:string?'], 'xs:string', (_, text: string) => (text ?? '').normalize('NFC'));
for (const takes of [
  ['xs:string?', 'xs:string'],
  ['xs:string?', 'xs:string', 'xs:string'],
])
  define('analyze-string', takes, 'element()', ({ currentContext }, text: string, pattern: string, flags?: string) =>
    analysed(currentContext.document, text ?? '', expression(pattern, flags ?? '', 'g')),
  );

define('id', ['xs:anyAtomicType*'], 'element()*', ({ currentContext }, values: readonly unknown[]) =>
  withIdentifiers(currentContext.document, values),
);
define('id', ['xs:anyAtomicType*', 'node()'], 'element()*', ({ currentContext }, values: readonly unknown[]) =>
  withIdentifiers(currentContext.document, values),
);
define(
  'key',
  ['xs:string', 'xs:anyAtomicType*'],
  'node()*',
  ({ currentContext }, name: string, values: readonly unknown[]) => {
    const key = currentContext.keys.get(name);
    if (!key) throw new Error(inEnglish`the schema has no key “${name}”`);
    return values.flatMap((value) => key(String(value)));
  },
);

/** A regular expression of XPath. Both languages agree on what rules use; a pattern that is none for one of them fails. */
function expression(pattern: string, flags: string, more = ''): RegExp {
  const isLiteral = flags.includes('q');
  const spaced = flags.includes('x') ? pattern.replace(/\s+/g, '') : pattern;
  const source = isLiteral ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : spaced;
  const kept = [...'ims'].filter((flag) => flags.includes(flag)).join('');
  try {
    return new RegExp(source, `u${kept}${more}`);
  } catch {
    return new RegExp(source, `${kept}${more}`);
  }
}

/** `$1` means the same here; `\$` is a dollar sign. */
const replacement = (by: string): string => by.replace(/\\\$/g, '$$$$').replace(/\$0/g, '$$&').replace(/\\\\/g, '\\');

const answers = 'http://www.w3.org/2005/xpath-functions';

function analysed(document: Document, text: string, pattern: RegExp): Element {
  const result = document.createElementNS(answers, 'fn:analyze-string-result');
  let from = 0;
  const add = (name: string, piece: string): void => {
    if (piece === '') return;
    const part = document.createElementNS(answers, `fn:${name}`);
    part.append(piece);
    result.append(part);
  };
  for (const match of text.matchAll(pattern)) {
    add('non-match', text.slice(from, match.index));
    add('match', match[0]);
    from = match.index + match[0].length;
  }
  add('non-match', text.slice(from));
  return result;
}

const identifiers = new WeakMap<Document, Map<string, Element>>();

function withIdentifiers(document: Document, values: readonly unknown[]): readonly Element[] {
  let known = identifiers.get(document);
  if (!known) {
    known = new Map();
    const waiting: Element[] = document.documentElement ? [document.documentElement] : [];
    for (let element = waiting.pop(); element; element = waiting.pop()) {
      const id = element.getAttributeNS('http://www.w3.org/XML/1998/namespace', 'id');
      if (id !== null && !known.has(id)) known.set(id, element);
      waiting.push(...[...element.children].reverse());
    }
    identifiers.set(document, known);
  }
  const wanted = new Set(values.flatMap((value) => String(value).split(/\s+/)));
  return [...wanted].flatMap((id) => known.get(id) ?? []);
}

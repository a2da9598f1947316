/** What the beginning of a file is as JSON. */
export interface JsonBeginning {
  /** Whether it holds names with values, or values in a row that are not all plain. */
  readonly isData: boolean;
  /** Names in it, at any depth, in order. */
  readonly names: readonly string[];
}

const tokens =
  /\s*(?:([{}[\],:])|"((?:[^"\\\n]|\\.)*)("|$)|(-?\d+(?:\.\d*)?(?:[eE][+-]?\d*)?|true|false|null|[tfn][a-z]{0,4}$))/y;

/** Reads the beginning of a file as JSON, as far as it goes; null when it is none. What follows a whole value must be another one on a
 *  line of its own.
 *  @param text may be cut anywhere */
export function jsonBeginning(text: string): JsonBeginning | null {
  const reader = new JsonReader();
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (!/^\s*[{[]/.test(text.slice(start))) return null;
  const end = text.trimEnd().length;
  for (let at = start; at < end; at = tokens.lastIndex) {
    tokens.lastIndex = at;
    const match = tokens.exec(text);
    if (!match) return null;
    const [, sign, string, , plain] = match;
    const isTaken = sign !== undefined ? reader.sign(sign) : reader.value(string ?? null, plain !== undefined);
    if (!isTaken) return null;
  }
  return reader.outcome();
}

/** Where in a value one is: what may come next. */
type Expected = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'comma';

class JsonReader {
  /** What is open, outermost first, with what may come next in it. */
  readonly #open: { readonly close: '}' | ']'; expected: Expected }[] = [];
  readonly #names: string[] = [];
  #isData = false;

  sign(sign: string): boolean {
    const here = this.#open.at(-1);
    switch (sign) {
      case '{':
      case '[':
        if (here && !isValueExpected(here.expected)) return false;
        if (here) here.expected = 'comma';
        if (this.#open.length > 0 && sign === '{') this.#isData = true;
        this.#open.push(
          sign === '{' ? { close: '}', expected: 'first name' } : { close: ']', expected: 'first value' },
        );
        return true;
      case ':':
        if (here?.expected !== 'colon') return false;
        here.expected = 'value';
        return true;
      case ',':
        if (here?.expected !== 'comma') return false;
        here.expected = here.close === '}' ? 'name' : 'value';
        return true;
      default:
        if (here?.close !== sign || !isEndExpected(here.expected)) return false;
        this.#open.pop();
        return true;
    }
  }

  /** @param string its content; null when it is no string */
  value(string: string | null, isPlain: boolean): boolean {
    const here = this.#open.at(-1);
    if (!here) return false;
    if (string !== null && (here.expected === 'name' || here.expected === 'first name')) {
      this.#names.push(string);
      this.#isData = true;
      here.expected = 'colon';
      return true;
    }
    if (!isValueExpected(here.expected) || (string === null && !isPlain)) return false;
    here.expected = 'comma';
    return true;
  }

  outcome(): JsonBeginning {
    return { isData: this.#isData, names: this.#names };
  }
}

const isValueExpected = (expected: Expected): boolean => expected === 'value' || expected === 'first value';
const isEndExpected = (expected: Expected): boolean =>
  expected === 'comma' || expected === 'first value' || expected === 'first name';

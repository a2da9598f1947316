import mustache from 'mustache';
import { inEnglish } from '../../translation/retell.ts';

/** What a name in a template stands for. Text is escaped where it is written; markup is not, and cannot be taken for text. A list or a group has names of
 *  its own. */
export type Shape = 'text' | 'markup' | 'number' | 'flag' | Shapes;
export interface Shapes {
  readonly [name: string]: Shape;
}

/** What a template with these names is filled with. A group that is not there is an empty list. */
export type Filling<Names extends Shapes> = {
  readonly [Name in keyof Names]: Names[Name] extends 'text' | 'markup'
    ? string
    : Names[Name] extends 'number'
      ? number
      : Names[Name] extends 'flag'
        ? boolean
        : Names[Name] extends Shapes
          ? readonly Filling<Names[Name]>[]
          : never;
};

/** Something wrong in a file of templates. */
export interface TemplateFault {
  /** Its path within the folder, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** A sentence without its full stop. */
  readonly reason: string;
}

/** A template needs more than is good for anybody. Nothing was written by it. */
export class TemplateLimitError extends Error {
  override name = 'TemplateLimitError';
  constructor(readonly fault: TemplateFault) {
    super(inEnglish`${fault.file}, line ${fault.line}: ${fault.reason}`);
  }
}

type Token =
  | { readonly kind: 'words'; readonly text: string; readonly line: number }
  | { readonly kind: 'value'; readonly name: string; readonly isEscaped: boolean; readonly line: number }
  | {
      readonly kind: 'section';
      readonly name: string;
      readonly isInverted: boolean;
      readonly content: readonly Token[];
      readonly line: number;
    }
  | { readonly kind: 'part'; readonly name: string; readonly line: number };

/** A file of templates, read. */
export interface Template {
  readonly file: string;
  readonly tokens: readonly Token[];
}

/** Sections within sections: nobody reads more. */
const deepest = 40;
/** So much one filling writes at most, in UTF-16 units, and so many places it fills. */
const mostWritten = 64 * 1024 * 1024;
const mostSteps = 5_000_000;
/** So many places are looked at in files that name files that name files. */
const mostChecked = 100_000;

/** Files that others take up, by their paths. */
type Parts = Pick<ReadonlyMap<string, Template>, 'get'>;

/** Reads a template of Mustache, of which everything is known but lambdas: no template can run anything.
 *  @param text of the file; the line feed at its end is none of the template */
export function readTemplate(file: string, text: string): Template | TemplateFault {
  const written = text.replaceAll('\r\n', '\n').replace(/\n$/, '');
  try {
    return { file, tokens: tokensOf(mustache.parse(written), written, 0) };
  } catch (error) {
    if (error instanceof TooDeep)
      return { file, line: error.line, reason: inEnglish`There are too many sections inside one another` };
    return { file, ...parseFault(error, written) };
  }
}

class TooDeep extends Error {
  constructor(readonly line: number) {
    super('too deep');
  }
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** What the parser says, for a person. */
function parseFault(error: unknown, text: string): Pick<TemplateFault, 'line' | 'reason'> {
  const message = error instanceof Error ? error.message : String(error);
  const [, said = '', name = '', at = '0'] =
    /^(Unclosed section|Unopened section|Unclosed tag)(?: "(.*)")? at (\d+)$/s.exec(message) ?? [];
  const line = lineAt(text, Number(at));
  if (said === 'Unclosed section') {
    const opened = text.search(new RegExp(`\\{\\{\\s*[#^]\\s*${name.replace(/[^\w]/g, '\\$&')}\\s*\\}\\}`));
    return {
      line: opened < 0 ? line : lineAt(text, opened),
      reason: inEnglish`The section {{#${name}}} is not closed by {{/${name}}}`,
    };
  }
  if (said === 'Unopened section') return { line, reason: inEnglish`{{/${name}}} closes a section that is not open` };
  if (said === 'Unclosed tag') {
    const opened = text.lastIndexOf('{{');
    return { line: lineAt(text, Math.max(0, opened)), reason: inEnglish`A “{{” has no “}}”` };
  }
  return { line: 1, reason: inEnglish`It could not be read: ${message}` };
}

type Parsed = ReturnType<typeof mustache.parse>;

function tokensOf(parsed: Parsed, text: string, depth: number): readonly Token[] {
  return parsed.flatMap(([kind, value, start, , content]): readonly Token[] => {
    const line = lineAt(text, start);
    switch (kind) {
      case 'text':
        return [{ kind: 'words', text: value, line }];
      case 'name':
      case '&':
        return [{ kind: 'value', name: value, isEscaped: kind === 'name', line }];
      case '#':
      case '^':
        if (depth >= deepest) throw new TooDeep(line);
        return [
          {
            kind: 'section',
            name: value,
            isInverted: kind === '^',
            content: Array.isArray(content) ? tokensOf(content as Parsed, text, depth + 1) : [],
            line,
          },
        ];
      case '>':
        return [{ kind: 'part', name: value, line }];
      default:
        return [];
    }
  });
}

/** Tells in every list whether an entry is its first or its last. */
const placeNames: Shapes = { first: 'flag', last: 'flag' };

/** Finds what is wrong with a template before it is used: names that nothing stands for, text that is written unescaped, markup that is written as text,
 *  files that are not there or name one another in a circle. Null when nothing is. */
export function checkTemplate(template: Template, names: Shapes, parts: Parts): TemplateFault | null {
  return new Checker(parts).check(template, [names], [template.file]);
}

class Checker {
  #checked = 0;

  constructor(private readonly parts: Parts) {}

  check({ file, tokens }: Template, scopes: readonly Shapes[], within: readonly string[]): TemplateFault | null {
    for (const token of tokens) {
      const fault = this.#token(token, file, scopes, within);
      if (fault) return fault;
    }
    return null;
  }

  #token(token: Token, file: string, scopes: readonly Shapes[], within: readonly string[]): TemplateFault | null {
    const { line } = token;
    const fault = (reason: string): TemplateFault => ({ file, line, reason });
    this.#checked += 1;
    if (this.#checked > mostChecked) return fault(inEnglish`The files name one another too often`);
    if (token.kind === 'words') return null;
    if (token.kind === 'part') {
      const part = this.parts.get(token.name);
      if (!part) return fault(inEnglish`There is no file “${token.name}” for {{> ${token.name}}}`);
      if (within.includes(token.name)) return fault(inEnglish`{{> ${token.name}}} leads back to the file itself`);
      return this.check(part, scopes, [...within, token.name]);
    }
    const shape = shapeOf(token.name, scopes);
    if (shape === null) return fault(inEnglish`There is no name “${token.name}” here; there are ${namesIn(scopes)}`);
    if (token.kind === 'value') {
      const reason = valueFault(token.name, shape, token.isEscaped);
      return reason === null ? null : fault(reason);
    }
    const inside = typeof shape === 'object' && !token.isInverted ? [...scopes, { ...placeNames, ...shape }] : scopes;
    return this.check({ file, tokens: token.content }, inside, within);
  }
}

function valueFault(name: string, shape: Shape, isEscaped: boolean): string | null {
  if (typeof shape === 'object') return inEnglish`“${name}” is a list: write {{#${name}}}…{{/${name}}}`;
  if (shape === 'flag') return inEnglish`“${name}” is true or false: write {{#${name}}}…{{/${name}}}`;
  if (shape === 'markup' && isEscaped) return inEnglish`“${name}” is markup: write {{{${name}}}}`;
  if (shape === 'text' && !isEscaped) return inEnglish`“${name}” is text, which is always escaped: write {{${name}}}`;
  return null;
}

const shapeOf = (name: string, scopes: readonly Shapes[]): Shape | null => {
  const scope = scopes.findLast((names) => Object.hasOwn(names, name));
  return scope?.[name] ?? null;
};

const namesIn = (scopes: readonly Shapes[]): string =>
  [...new Set(scopes.toReversed().flatMap((names) => Object.keys(names)))].join(', ') || 'none';

type Values = Readonly<Record<string, unknown>>;

/** Fills a template that was checked.
 *  @param toMarkup writes text for the kind of file
 *  @throws TemplateLimitError */
export function fillTemplate(
  template: Template,
  values: Values,
  { parts, toMarkup }: { readonly parts: Parts; readonly toMarkup: (text: string) => string },
): string {
  return new Filler(parts, toMarkup).fill(template, [values]);
}

class Filler {
  #steps = 0;
  #written = 0;

  constructor(
    private readonly parts: Parts,
    private readonly toMarkup: (text: string) => string,
  ) {}

  fill(template: Template, scopes: readonly Values[]): string {
    const out: string[] = [];
    this.#tokens(template.file, template.tokens, scopes, out);
    return out.join('');
  }

  #tokens(file: string, tokens: readonly Token[], scopes: readonly Values[], out: string[]): void {
    for (const token of tokens) this.#token(file, token, scopes, out);
  }

  #token(file: string, token: Token, scopes: readonly Values[], out: string[]): void {
    this.#steps += 1;
    if (this.#steps > mostSteps) throw this.#tooMuch(file, token);
    switch (token.kind) {
      case 'words':
        this.#write(file, token, token.text, out);
        return;
      case 'part': {
        const part = this.parts.get(token.name);
        if (part) this.#tokens(part.file, part.tokens, scopes, out);
        return;
      }
      case 'value': {
        const text = String(valueNamed(token.name, scopes));
        this.#write(file, token, token.isEscaped ? this.toMarkup(text) : text, out);
        return;
      }
      case 'section':
        this.#section(file, token, scopes, out);
    }
  }

  #section(
    file: string,
    token: Extract<Token, { readonly kind: 'section' }>,
    scopes: readonly Values[],
    out: string[],
  ): void {
    const value = valueNamed(token.name, scopes);
    const isThere = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (token.isInverted || !Array.isArray(value)) {
      if (isThere !== token.isInverted) this.#tokens(file, token.content, scopes, out);
      return;
    }
    for (const [index, entry] of (value as readonly Values[]).entries()) {
      const place = { first: index === 0, last: index === value.length - 1 };
      this.#tokens(file, token.content, [...scopes, place, entry], out);
    }
  }

  #write(file: string, token: Token, text: string, out: string[]): void {
    this.#written += text.length;
    if (this.#written > mostWritten) throw this.#tooMuch(file, token);
    out.push(text);
  }

  #tooMuch(file: string, { line }: Token): TemplateLimitError {
    return new TemplateLimitError({ file, line, reason: inEnglish`It writes more than one page may hold` });
  }
}

const valueNamed = (name: string, scopes: readonly Values[]): unknown =>
  scopes.findLast((values) => Object.hasOwn(values, name))?.[name] ?? '';

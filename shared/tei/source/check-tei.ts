import { SaxesParser } from 'saxes';
import { inEnglish } from '../../translation/retell.ts';
import type { Entities } from './folded-text.ts';
import { documentTypeEnd } from './source-tree.ts';

/** Why a TEI file was not read. */
export interface TeiFault {
  readonly kind: 'not well-formed' | 'beyond limits' | 'document type';
  /** In words, without a place. */
  readonly reason: string;
  /** From 1; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** The line as it stands there, shortened. */
  readonly shown: string;
}

/** What a whole file must keep to. */
export interface TeiLimits {
  /** Elements inside one another. */
  readonly depth: number;
  /** Attributes of one element. */
  readonly attributes: number;
  /** Entities that the document type may declare, and characters of each one's text. */
  readonly entities: number;
  readonly entityLength: number;
  /** Characters that references to them may come to. */
  readonly expansion: number;
}

const teiLimits: TeiLimits = {
  depth: 256,
  attributes: 512,
  entities: 2000,
  entityLength: 256,
  expansion: 1_000_000,
};

export type CheckedTei =
  | {
      readonly ok: true;
      readonly entities: Entities;
      /** Values of `xml:id` that stand there more than once. */
      readonly doubled: readonly string[];
      /** Pointers into the file (`#a`) that lead to no `xml:id` of it, each once. */
      readonly dangling: readonly string[];
    }
  | { readonly ok: false; readonly fault: TeiFault };

/** Finds out whether a file is well-formed and keeps to the limits, in one pass and bounded memory: nothing is fetched, and an entity that
 *  is made of others, or stands outside the file, is refused before anything is read. */
export function checkTei(xml: string, limits: TeiLimits = teiLimits): CheckedTei {
  try {
    return new Checking(xml, limits).run();
  } catch (stopped) {
    if (stopped instanceof Stopped) return { ok: false, fault: stopped.fault };
    throw stopped;
  }
}

/** Leaves the parser, which knows no other way to stop. */
class Stopped extends Error {
  override name = 'Stopped';
  constructor(readonly fault: TeiFault) {
    super(fault.reason);
  }
}

class Checking {
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private readonly ids = new Set<string>();
  private readonly doubled = new Set<string>();
  private readonly pointers = new Set<string>();
  private depth = 0;
  private attributes = 0;

  constructor(
    private readonly xml: string,
    private readonly limits: TeiLimits,
  ) {}

  run(): CheckedTei {
    const { parser, xml } = this;
    const { entities, hasExternal } = this.documentType();
    Object.assign(parser.ENTITIES, entities);
    this.boundExpansion(entities);
    parser.on('error', (error) => this.parserFault(error.message, hasExternal));
    parser.on('opentagstart', () => this.enter());
    parser.on('attribute', ({ name, value }) => this.attribute(name, value));
    parser.on('closetag', () => {
      this.depth -= 1;
    });
    parser.write(xml).close();
    const dangling = [...this.pointers].filter((pointer) => !this.ids.has(pointer.slice(1)));
    return { ok: true, entities, doubled: [...this.doubled], dangling };
  }

  private enter(): void {
    this.depth += 1;
    this.attributes = 0;
    if (this.depth > this.limits.depth)
      this.stop('beyond limits', inEnglish`more than ${this.limits.depth} elements stand inside one another`);
  }

  private attribute(name: string, value: string): void {
    this.attributes += 1;
    if (this.attributes > this.limits.attributes)
      this.stop('beyond limits', inEnglish`an element has more than ${this.limits.attributes} attributes`);
    if (name === 'xml:id') {
      if (this.ids.has(value)) this.doubled.add(value);
      this.ids.add(value);
    } else if (value.charCodeAt(0) === hash && pointing.has(name))
      for (const pointer of value.trim().split(/\s+/)) if (/^#[\w.-]+$/.test(pointer)) this.pointers.add(pointer);
  }

  private parserFault(message: string, hasExternal: boolean): void {
    // A document type outside the file may declare it: it is kept as it is written.
    if (hasExternal && /undefined entity/.test(message)) return;
    const { position } = this.parser;
    // The parser tells of a tag when it has read it.
    const offset = /\btag\b/.test(message) ? this.xml.lastIndexOf('<', position - 1) : position;
    this.stop('not well-formed', withoutPlace(message), offset);
  }

  /** What the document type declares, read before the parser sees any of it. */
  private documentType(): { readonly entities: Entities; readonly hasExternal: boolean } {
    const start = this.documentTypeStart();
    if (start === -1) return { entities: {}, hasExternal: false };
    const declaration = this.xml.slice(start, documentTypeEnd(this.xml, start));
    const open = declaration.indexOf('[');
    const outer = open === -1 ? declaration : declaration.slice(0, open);
    const inner = open === -1 ? '' : declaration.slice(open + 1).replace(/<!--[\s\S]*?-->/g, '');
    const entities: Record<string, string> = {};
    for (const match of inner.matchAll(/<!ENTITY\s+(%\s+)?(\S+)\s+(?:(SYSTEM|PUBLIC)\b|"([^"]*)"|'([^']*)')/g)) {
      const [, parameter, name = '', outside] = match;
      if (parameter !== undefined) continue;
      if (outside !== undefined)
        this.stop(
          'document type',
          inEnglish`its document type takes the text of the entity “${name}” from another file`,
          start,
        );
      entities[name] = this.entityText(name, match[4] ?? match[5] ?? '', start);
      if (Object.keys(entities).length > this.limits.entities)
        this.stop(
          'document type',
          inEnglish`its document type declares more than ${this.limits.entities} entities`,
          start,
        );
    }
    const hasExternal = /\b(?:SYSTEM|PUBLIC)\b/.test(outer) || /<!ENTITY\s+%[^>]*\b(?:SYSTEM|PUBLIC)\b/.test(inner);
    return { entities, hasExternal };
  }

  private documentTypeStart(): number {
    const prologue = /^\uFEFF?(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/.exec(this.xml)?.[0].length ?? 0;
    return this.xml.startsWith('<!DOCTYPE', prologue) ? prologue : -1;
  }

  private entityText(name: string, raw: string, at: number): string {
    const text = raw.replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => codePoint(Number.parseInt(hex, 16)));
    const plain = text.replace(/&#(\d+);/g, (_, number: string) => codePoint(Number(number)));
    if (/[&<%]/.test(plain))
      this.stop(
        'document type',
        inEnglish`its document type makes the entity “${name}” of other entities or of markup`,
        at,
      );
    if (plain.length > this.limits.entityLength)
      this.stop(
        'document type',
        inEnglish`its document type gives the entity “${name}” more than ${this.limits.entityLength} characters`,
        at,
      );
    return plain;
  }

  private boundExpansion(entities: Entities): void {
    if (Object.keys(entities).length === 0) return;
    let length = 0;
    for (const { 1: name = '', index } of this.xml.matchAll(/&([^#;\s][^;\s]*);/g)) {
      length += Object.hasOwn(entities, name) ? (entities[name] ?? '').length : 0;
      if (length > this.limits.expansion)
        this.stop(
          'beyond limits',
          inEnglish`its entities come to more than ${this.limits.expansion} characters`,
          index,
        );
    }
  }

  private stop(kind: TeiFault['kind'], reason: string, offset = this.parser.position): never {
    const before = this.xml.slice(0, offset).split(/\r\n|\r|\n/);
    const lineStart = offset - (before.at(-1) ?? '').length;
    const column = offset - lineStart + 1;
    // A file may be one line.
    const from = lineStart + Math.max(0, column - 60);
    const [shown = ''] = this.xml.slice(from, from + 80).split(/[\r\n]/);
    throw new Stopped({ kind, reason, line: before.length, column, shown: shown.trim() });
  }
}

const hash = 35;

/** Attributes that hold pointers and nothing else (`teidata.pointer`). */
const pointing: ReadonlySet<string> = new Set(
  'ana change copyOf corresp decls exclude facs from hand next parts prev ref resp sameAs scheme select spanTo synch target to who wit'.split(
    ' ',
  ),
);

const codePoint = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD');

/** The parser writes line and column before its words. */
const withoutPlace = (message: string): string => message.replace(/^(?:\S*?:)?\d+:\d+: /, '').replace(/\.$/, '');

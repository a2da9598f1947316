import type { Mark, Node } from 'prosemirror-model';
import type { FoldedUnit } from './source/folded-text.ts';
import type { SourceIndex } from './source/source-index.ts';
import { escapedText, freshTag, markFacts, patchedTag, type TagFacts } from './source/start-tags.ts';

/** A character or a thing of a text block, with the source of the character when it has one. Characters with one piece of source may be one token. */
export interface InlineToken {
  readonly node: Node;
  /** Null for a thing. */
  readonly char: string | null;
  readonly marks: readonly Mark[];
  unit: FoldedUnit | null;
}

/** The tokens of a text block, in order. */
export function inlineTokens(block: Node): InlineToken[] {
  const tokens: InlineToken[] = [];
  block.forEach((node) => {
    if (!node.isText) tokens.push({ node, char: null, marks: node.marks, unit: null });
    else for (const char of (node.text ?? '').split('')) tokens.push({ node, char, marks: node.marks, unit: null });
  });
  return tokens;
}

/** What the writer of blocks gives to that of words. */
export interface InlineContext {
  readonly index: SourceIndex;
  /** Takes the first use of what an origin names: true once. */
  readonly claim: (origin: string) => boolean;
  /** Writes a thing. */
  readonly thing: (node: Node) => string;
}

/** Writes tokens with the elements around them. What was imported keeps its nesting; what is new goes inside and is divided where it must. */
export function writeInline(tokens: readonly InlineToken[], context: InlineContext): string {
  return new InlineWriting(tokens, context).run();
}

interface OpenMark {
  readonly mark: Mark;
  readonly end: number;
  readonly close: string;
}

class InlineWriting {
  private out = '';
  private readonly stack: OpenMark[] = [];
  private readonly covering: readonly (readonly Mark[])[];
  /** For each token, where the run of each of its marks ends. */
  private readonly ends: ReadonlyMap<Mark, number>[];

  constructor(
    private readonly tokens: readonly InlineToken[],
    private readonly context: InlineContext,
  ) {
    this.covering = tokens.map((_, at) => this.marksAt(at));
    this.ends = this.runEnds();
  }

  run(): string {
    const { tokens } = this;
    for (let at = 0; at < tokens.length; ) {
      this.settle(at);
      at += this.write(at);
    }
    this.closeTo(0);
    return this.out;
  }

  /** @returns how many tokens were written */
  private write(at: number): number {
    const token = this.tokens[at];
    if (!token) return 1;
    if (token.char === null) {
      this.out += this.context.thing(token.node);
      return 1;
    }
    const { unit } = token;
    const { xml } = this.context.index;
    if (unit && !unit.group) this.out += xml.slice(unit.start, unit.end);
    else if (unit?.group && this.isWhole(at, unit)) {
      this.out += xml.slice(unit.group.start, unit.group.end);
      return unit.group.count;
    } else return this.writeNew(at);
    return 1;
  }

  /** A surrogate pair is one character and is escaped as one. */
  private writeNew(at: number): number {
    let text = this.tokens[at]?.char ?? '';
    const next = this.tokens[at + 1];
    const isPair = /[\uD800-\uDBFF]/.test(text) && next?.char != null && next.marks === this.tokens[at]?.marks;
    if (isPair) text += next.char;
    this.out += escapedText(text);
    return text.length;
  }

  /** Whether all that a group of characters is written for stands here, under the same marks. */
  private isWhole(at: number, { group }: FoldedUnit): boolean {
    if (!group || at + group.count > this.tokens.length) return false;
    const before = this.tokens[at - 1]?.unit;
    if (before?.group === group) return false;
    for (let one = at; one < at + group.count; one += 1) {
      const token = this.tokens[one];
      if (token?.unit?.group !== group || !sameMarks(this.covering[one] ?? [], this.covering[at] ?? [])) return false;
    }
    return true;
  }

  /** An anchor at the edge of an imported element stands inside it as long as the source has it there, whatever the guard of the anchors
   *  made of its marks. */
  private marksAt(at: number): readonly Mark[] {
    const token = this.tokens[at];
    if (token?.node.type.name !== 'pageAnchor') return token?.marks ?? [];
    const imported = this.context.index.node(token.node.attrs.origin as string | null);
    const lost = (imported?.marks ?? []).filter(
      (mark) => mark.attrs.origin !== null && !token.marks.some((one) => isSameElement(one, mark)),
    );
    if (lost.length === 0) return token.marks;
    const beside = [...this.neighbour(at, -1), ...this.neighbour(at, 1)];
    const kept = lost.flatMap((mark) => {
      // Its attributes may have been edited since.
      const present = beside.find((one) => isSameElement(one, mark));
      return present ?? (this.context.index.coversAnchorsAlone(mark) ? mark : []);
    });
    return [...token.marks, ...kept];
  }

  private neighbour(at: number, step: 1 | -1): readonly Mark[] {
    let one = at + step;
    while (this.tokens[one]?.node.type.name === 'pageAnchor') one += step;
    return this.tokens[one]?.marks ?? [];
  }

  private runEnds(): ReadonlyMap<Mark, number>[] {
    const ends: ReadonlyMap<Mark, number>[] = [];
    let after: readonly Mark[] = [];
    let afterEnds: ReadonlyMap<Mark, number> = new Map();
    for (let at = this.tokens.length - 1; at >= 0; at -= 1) {
      const marks = this.covering[at] ?? [];
      if (marks !== after || ends.length === 0) {
        const found = new Map<Mark, number>();
        for (const mark of marks) {
          const going = after.find((one) => one.eq(mark));
          found.set(mark, going ? (afterEnds.get(going) ?? at + 1) : at + 1);
        }
        after = marks;
        afterEnds = found;
      }
      ends.push(afterEnds);
    }
    return ends.reverse();
  }

  /** Closes what ends before a token and opens what begins with it. */
  private settle(at: number): void {
    const wanted = (this.covering[at] ?? []).filter((mark) => markFacts(mark) !== null);
    const { stack } = this;
    let keep = 0;
    while (keep < stack.length && has(wanted, stack[keep]?.mark)) keep += 1;
    const endOf = (mark: Mark): number => this.ends[at]?.get(mark) ?? at + 1;
    const opening = wanted.filter((mark) => !stack.slice(0, keep).some((open) => open.mark.eq(mark)));
    // What is new makes way for what was imported and goes on longer.
    const longest = opening.reduce(
      (most, mark) => (originPlace(mark) === null ? most : Math.max(most, endOf(mark))),
      0,
    );
    for (let one = 0; one < keep; one += 1) {
      const open = stack[one];
      if (open && originPlace(open.mark) === null && open.end < longest) keep = one;
    }
    const kept = stack.slice(0, keep);
    const fresh = wanted.filter((mark) => !kept.some((open) => open.mark.eq(mark)));
    this.closeTo(keep);
    for (const mark of fresh.sort((a, b) => outerFirst(a, b, endOf))) this.open(mark, endOf(mark));
  }

  private open(mark: Mark, end: number): void {
    const { open, close } = this.tags(mark);
    this.out += open;
    this.stack.push({ mark, end, close });
  }

  private closeTo(depth: number): void {
    while (this.stack.length > depth) this.out += this.stack.pop()?.close ?? '';
  }

  private tags(mark: Mark): { readonly open: string; readonly close: string } {
    const { index, claim } = this.context;
    const origin = mark.attrs.origin as string | null;
    const after = prefixed(markFacts(mark) ?? { name: 'seg', attributes: {} }, mark, index.prefix);
    const [element, imported] = [index.element(origin), index.mark(origin)];
    const shown = index.shownReading(origin);
    if (origin === null || !element || !imported || (shown && otherReading(mark) !== otherReading(imported)))
      return freshTags(mark, after, index.prefix);
    const isFirst = claim(origin);
    const { xml } = index;
    const { changes } = mark.attrs;
    if (shown) {
      const tag = patchedTag(xml, element, { before: after, after, changes, keepsIdentity: isFirst });
      const open = xml.slice(element.openEnd, shown.openEnd);
      return {
        open: tag + (isFirst ? open : withoutIdentities(open)),
        close: xml.slice(shown.closeStart, element.end),
      };
    }
    const before = prefixed(markFacts(imported) ?? after, imported, index.prefix);
    const open = patchedTag(xml, element, { before, after, changes, keepsIdentity: isFirst });
    return {
      open,
      close: before.name === after.name ? xml.slice(element.closeStart, element.end) : `</${after.name}>`,
    };
  }
}

function freshTags(mark: Mark, facts: TagFacts, prefix: string): { readonly open: string; readonly close: string } {
  const other = otherReading(mark);
  if (other === null) return { open: freshTag(facts), close: `</${facts.name}>` };
  const [choice, sic, corr, abbr, expan] = ['choice', 'sic', 'corr', 'abbr', 'expan'].map((name) => prefix + name);
  const text = escapedText(other);
  return mark.type.name === 'emendation'
    ? { open: `<${choice}><${sic}>${text}</${sic}><${corr}>`, close: `</${corr}></${choice}>` }
    : { open: `<${choice}><${abbr}>`, close: `</${abbr}><${expan}>${text}</${expan}></${choice}>` };
}

/** Of a mark that is one of two readings: the one that is not shown. */
const otherReading = ({ type, attrs }: Mark): string | null => {
  if (type.name === 'emendation') return attrs.sic as string;
  return type.name === 'abbreviation' ? (attrs.expansion as string) : null;
};

/** Names of TEI have the prefix that the file gives them; a carried name has its own. */
function prefixed(facts: TagFacts, mark: Mark, prefix: string): TagFacts {
  return mark.type.name === 'carried' ? facts : { ...facts, name: prefix + facts.name };
}

/** Markup of the source without what may stand there once only. */
export const withoutIdentities = (markup: string): string => markup.replace(/\s+xml:id\s*=\s*(?:"[^"]*"|'[^']*')/g, '');

const has = (marks: readonly Mark[], mark: Mark | undefined): boolean =>
  mark !== undefined && marks.some((one) => one.eq(mark));

const isSameElement = (one: Mark, other: Mark): boolean =>
  one.type === other.type && one.attrs.origin === other.attrs.origin;

const sameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  a === b || (a.length === b.length && a.every((mark) => has(b, mark)));

/** Where in the source the element of a mark begins; null for a new one. */
function originPlace(mark: Mark): number | null {
  const found = /^e(\d+)/.exec((mark.attrs.origin as string | null) ?? '');
  return found ? Number(found[1]) : null;
}

/** Imported elements nest as they did; new ones go inside, the longer ones outside. */
function outerFirst(a: Mark, b: Mark, endOf: (mark: Mark) => number): number {
  const [placeA, placeB] = [originPlace(a), originPlace(b)];
  if (placeA !== null && placeB !== null) return placeA - placeB;
  if (placeA !== null || placeB !== null) return placeA === null ? 1 : -1;
  return endOf(b) - endOf(a);
}

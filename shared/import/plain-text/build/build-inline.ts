import type { Mark, Node } from 'prosemirror-model';
import { newAnchorId, newAnnotationId, type RecognitionId } from '../../../document/identifier.ts';
import type { AnchorPlacement } from '../../../document/page-anchor.ts';
import { schema } from '../../../document/schema.ts';
import type { AnchorDraft, DraftFinding, Span } from '../draft/draft.ts';
import { joinsWord } from '../draft/line-ends.ts';
import type { SourceRange } from '../draft/source-lines.ts';

type MarkSpan = Extract<Span, { sort: 'mark' }>;
type PlacedSpan = Exclude<Span, MarkSpan>;

/** What is known of line ends beyond what the text shows. */
export interface KnownLineEnds {
  /** Of some lines, by where they end: whether the line end there breaks a word. */
  readonly joins: ReadonlyMap<number, boolean>;
  /** Gets the nodes of those that are stated. */
  readonly made: Map<number, Node>;
}

/** Makes inline content out of stretches of the source. Knows the spans of the whole draft, sorted once, so that a block
 *  costs what it holds. */
export class InlineBuilder {
  readonly #text: string;
  readonly #placed: readonly PlacedSpan[];
  readonly #marks: readonly MarkSpan[];
  readonly #longestMark: number;
  readonly #numbers: ReadonlyMap<DraftFinding, RecognitionId>;
  readonly #made = new Map<MarkSpan, Mark>();
  readonly #lineEnds: KnownLineEnds | undefined;

  constructor(
    text: string,
    spans: readonly Span[],
    numbers: ReadonlyMap<DraftFinding, RecognitionId>,
    lineEnds?: KnownLineEnds,
  ) {
    this.#lineEnds = lineEnds;
    const sorted = spans.toSorted((a, b) => a.from - b.from || a.to - b.to);
    this.#text = text;
    this.#placed = sorted.filter((span) => span.sort !== 'mark');
    this.#marks = sorted.filter((span) => span.sort === 'mark');
    this.#longestMark = this.#marks.reduce((longest, { from, to }) => Math.max(longest, to - from), 0);
    this.#numbers = numbers;
  }

  /** The number of a finding in the report; null for no finding. */
  recognition(finding: DraftFinding | null): RecognitionId | null {
    return finding && (this.#numbers.get(finding) ?? null);
  }

  /** The text of some lines with everything in it; a line break between each two. */
  lines(lines: readonly SourceRange[]): readonly Node[] {
    return lines.flatMap((line, index) => {
      const before = lines[index - 1];
      const lineBreak = before ? [this.#lineBreak(before, line)] : [];
      return [...lineBreak, ...this.#line(line)];
    });
  }

  /** The anchors that stand before a block.
   *  @param placement where those go that had a line of their own */
  anchors(anchors: readonly AnchorDraft[], placement: AnchorPlacement): readonly Node[] {
    return anchors.map((anchor) => this.#anchor(anchor, anchor.placement === 'text' ? 'text' : placement));
  }

  /** The anchors that stand within a stretch, as if they had a line of their own. */
  anchorsWithin(range: SourceRange, placement: AnchorPlacement): readonly Node[] {
    return this.#within(range).flatMap((span) => (span.sort === 'anchor' ? [this.#anchor(span, placement)] : []));
  }

  #line(line: SourceRange): readonly Node[] {
    const nodes: Node[] = [];
    let at = line.from;
    for (const span of this.#within(line)) {
      nodes.push(...this.#words(at, span.from));
      if (span.sort !== 'set aside') nodes.push(this.#atom(span));
      at = span.to;
    }
    return nodes.concat(this.#words(at, line.to));
  }

  #within(range: SourceRange): readonly PlacedSpan[] {
    const found: PlacedSpan[] = [];
    for (let index = firstFrom(this.#placed, range.from); ; index++) {
      const span = this.#placed[index];
      if (!span || span.to > range.to) return found;
      found.push(span);
    }
  }

  #atom(span: Exclude<PlacedSpan, { sort: 'set aside' }>): Node {
    if (span.sort === 'anchor') return this.#anchor(span, 'text').mark(this.#marksAround(span));
    const attributes = {
      id: newAnnotationId(),
      target: span.target,
      label: span.label,
      raw: this.#text.slice(span.from, span.to),
      recognition: this.recognition(span.finding),
    };
    return schema.node('noteReference', attributes, undefined, this.#marksAround(span));
  }

  #anchor(anchor: AnchorDraft, placement: AnchorPlacement): Node {
    const { kind, label, inferred, from, to, finding } = anchor;
    const raw = inferred ? null : this.#text.slice(from, to);
    return schema.node('pageAnchor', {
      id: newAnchorId(),
      kind,
      label,
      placement,
      inferred,
      recognition: this.recognition(finding),
      raw,
    });
  }

  #lineBreak(line: SourceRange, next: SourceRange): Node {
    const marks = this.#marksAround({ from: line.to, to: next.from });
    const joins = this.#lineEnds?.joins.get(line.to) ?? joinsWord(this.#text, line, next);
    const node = schema.node('lineBreak', { joins }, undefined, marks);
    if (this.#lineEnds?.joins.has(line.to)) this.#lineEnds.made.set(line.to, node);
    return node;
  }

  /** Text nodes for a stretch without atoms, cut where marks begin and end. */
  #words(from: number, to: number): readonly Node[] {
    if (from >= to) return [];
    const marks = this.#marksTouching(from, to);
    if (marks.length === 0) return [schema.text(this.#text.slice(from, to))];
    const cuts = [from, to, ...marks.flatMap((mark) => [mark.from, mark.to])].filter((at) => from <= at && at <= to);
    const places = [...new Set(cuts)].sort((a, b) => a - b);
    let next = 0;
    let here: MarkSpan[] = [];
    return places.slice(1).map((end, index) => {
      const start = places[index] ?? from;
      here = here.filter((mark) => mark.to > start);
      for (let mark = marks[next]; mark && mark.from <= start; mark = marks[++next])
        if (mark.to > start) here.push(mark);
      return schema.text(
        this.#text.slice(start, end),
        here.map((mark) => this.#mark(mark)),
      );
    });
  }

  /** Marks that go on past an atom on both sides: no mark begins or ends with one. */
  #marksAround({ from, to }: SourceRange): readonly Mark[] {
    return this.#marksTouching(from, Math.max(to, from + 1))
      .filter((mark) => mark.from < from && to < mark.to)
      .map((mark) => this.#mark(mark));
  }

  #marksTouching(from: number, to: number): readonly MarkSpan[] {
    const found: MarkSpan[] = [];
    for (let index = firstFrom(this.#marks, from - this.#longestMark); ; index++) {
      const mark = this.#marks[index];
      if (!mark || mark.from >= to) return found;
      if (mark.to > from) found.push(mark);
    }
  }

  #mark(span: MarkSpan): Mark {
    const known = this.#made.get(span);
    if (known) return known;
    const made = span.mark(this.recognition(span.finding) ?? '');
    this.#made.set(span, made);
    return made;
  }
}

/** Index of the first range that begins at or behind the offset. `ranges` are sorted by `from`. O(log n). */
function firstFrom(ranges: readonly SourceRange[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { Mark, Node } from 'prosemirror-model';
import type { Fidelity } from '../../document/import-report.ts';
import { type FoldedUnit, spaceBefore } from './folded-text.ts';
import { type SourceElement, type SourceNode, type SourceRun, sourceTree } from './source-tree.ts';
import { blockOrigins, type SourceStretch, sourceUnits, trimmed } from './source-units.ts';

/** The source of an imported document beside the document as it was imported: what every `origin` stands for. */
export class SourceIndex {
  readonly root: SourceElement;
  /** Prefix of the elements of TEI, with its colon; empty when they have none. */
  readonly prefix: string;
  private readonly elements = new Map<number, SourceElement>();
  private readonly runs = new Map<number, SourceRun>();
  private readonly nodes = new Map<string, Node>();
  private readonly places = new Map<string, OriginPlace | null>();
  private readonly parents = new Map<string, string>();
  private readonly marks = new Map<string, Mark>();
  /** Marks that cover nothing but page anchors. */
  private readonly anchorMarks = new Set<string>();

  constructor(
    readonly xml: string,
    readonly fidelity: Pick<Fidelity, 'root' | 'namespaces' | 'entities'>,
    readonly imported: Node,
    tree = sourceTree(xml, { namespaces: fidelity.namespaces, preserves: false }),
  ) {
    this.indexSource(tree);
    const root = this.elements.get(fidelity.root);
    if (!root) throw new RangeError(`no element begins at ${fidelity.root}`);
    this.root = root;
    this.prefix = root.name.slice(0, root.name.length - root.local.length);
    this.indexImported(imported, rootOrigin);
  }

  /** The element that an origin names; null when it names none. */
  element(origin: string | null): SourceElement | null {
    const place = this.place(origin);
    return place?.kind === 'e' && place.isExact ? (this.elements.get(place.start) ?? null) : null;
  }

  /** Of an element of which one reading is shown: that one. */
  shownReading(origin: string | null): SourceElement | null {
    const place = this.place(origin);
    if (place?.kind !== 'e' || place.second === null || !place.isExact) return null;
    return this.elements.get(place.second) ?? null;
  }

  /** The ends of what an origin names. */
  extent(origin: string | null): { readonly start: number; readonly end: number } | null {
    const place = this.place(origin);
    if (!place) return null;
    const { kind, start, second, isExact } = place;
    if (kind === 'r') return second === null || !isExact ? null : { start, end: second };
    const node = this.elements.get(start) ?? this.runs.get(start);
    if (node) return node;
    return this.xml[start] === '&' ? { start, end: this.xml.indexOf(';', start) + 1 } : null;
  }

  /** What an origin says; each is asked for several times. */
  private place(origin: string | null): OriginPlace | null {
    if (origin === null) return null;
    const known = this.places.get(origin);
    if (known !== undefined) return known;
    const found = /^([er])(\d+)(?:_(\d+))?(.*)$/s.exec(origin);
    const [, kind, start, second, rest] = found ?? [];
    const place = found && {
      kind: kind === 'e' ? ('e' as const) : ('r' as const),
      start: Number(start),
      second: second === undefined ? null : Number(second),
      isExact: rest === '',
    };
    this.places.set(origin, place);
    return place;
  }

  /** The node as it was imported. */
  node(origin: string | null): Node | null {
    return origin === null ? null : (this.nodes.get(origin) ?? null);
  }

  mark(origin: string | null): Mark | null {
    return origin === null ? null : (this.marks.get(origin) ?? null);
  }

  /** Origin of what held it when it was imported. */
  parent(origin: string): string | null {
    return this.parents.get(origin) ?? null;
  }

  coversAnchorsAlone(mark: Mark): boolean {
    return this.anchorMarks.has(mark.attrs.origin as string);
  }

  /** The white space before a place. */
  spaceBefore(place: number): string {
    return this.xml.slice(spaceBefore(this.xml, place), place);
  }

  /** Every text block that was imported. */
  textBlocks(): readonly string[] {
    return [...this.nodes].flatMap(([origin, node]) => (node.isTextblock ? [origin] : []));
  }

  /** The characters of a text block that was imported. */
  units(origin: string): readonly FoldedUnit[] {
    const stretch = this.stretch(origin);
    return stretch ? sourceUnits(stretch) : [];
  }

  /** What a text block was read from; null of what was not imported. */
  stretch(origin: string): SourceStretch | null {
    const block = this.node(origin);
    if (!block) return null;
    const { xml } = this;
    const known = { xml, origins: blockOrigins(block), entities: this.fidelity.entities };
    const element = this.element(origin);
    if (element)
      return {
        ...known,
        nodes: element.children,
        within: { ...trimmed(xml, element), preserves: element.preserves },
      };
    const extent = this.extent(origin);
    if (!extent) return null;
    const holder = this.holderOf(extent.start);
    const within = { from: extent.start, to: extent.end, preserves: holder.preserves };
    return { ...known, nodes: holder.children, within };
  }

  /** The innermost element that a run of text and elements stands in directly. */
  private holderOf(place: number): SourceElement {
    let holder = this.root;
    for (;;) {
      const inner = elementAround(holder.children, place);
      if (!inner) return holder;
      holder = inner;
    }
  }

  private indexSource(node: SourceNode): void {
    if (node.kind !== 'element') {
      if (node.kind !== 'text') this.runs.set(node.start, node);
      return;
    }
    this.elements.set(node.start, node);
    for (const child of node.children) this.indexSource(child);
  }

  private indexImported(node: Node, parent: string): void {
    const covering = new Map<string, boolean>();
    node.forEach((child) => {
      const origin = child.attrs.origin as string | null | undefined;
      for (const mark of child.marks) {
        const from = mark.attrs.origin as string | null;
        if (from === null) continue;
        if (!this.marks.has(from)) this.marks.set(from, mark);
        covering.set(from, (covering.get(from) ?? true) && child.type.name === 'pageAnchor');
      }
      if (typeof origin === 'string' && (child.type.name === 'note' || !this.nodes.has(origin))) {
        this.nodes.set(origin, child);
        this.parents.set(origin, parent);
      }
      this.indexImported(child, origin ?? parent);
    });
    for (const [origin, alone] of covering) if (alone) this.anchorMarks.add(origin);
  }
}

interface OriginPlace {
  /** An element or a thing, or a run of text. */
  readonly kind: 'e' | 'r';
  readonly start: number;
  readonly second: number | null;
  /** Whether nothing follows, as it does in a copy. */
  readonly isExact: boolean;
}

/** What stands for the root, which is no node of the document. */
export const rootOrigin = 'root';

/** The element among siblings inside which a place is; one that begins there does not count. */
function elementAround(children: readonly SourceNode[], place: number): SourceElement | null {
  let [low, high] = [0, children.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  const before = children[low - 1];
  return before?.kind === 'element' && before.end > place ? before : null;
}

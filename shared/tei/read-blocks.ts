import { isTextBlock, type NodeJson } from './document-json.ts';
import { InlineReader, instructionName, isBlank, pageAnchor, type TeiReading } from './read-inline.ts';
import { listEntries, tableRows } from './regular-structures.ts';
import { spaceAfter, spaceBefore } from './source/folded-text.ts';
import type { SourceElement, SourceNode } from './source/source-tree.ts';
import { isBlockName, isIsland, isPhrase, isTei, textBlockElements } from './source/tei-elements.ts';

/** What may stand in a place: anything; what an item takes; what a cell and a note take. */
type Level = 'block' | 'item' | 'cell';

/** What stands between blocks of one container, in the order of the source. */
type Unit =
  | { readonly kind: 'block'; readonly node: NodeJson; readonly isOpen: boolean }
  | { readonly kind: 'break'; readonly element: SourceElement };

/** Containers inside one another that become blocks inside one another; what is deeper is kept whole. */
const mostDepth = 48;

/** Reads what stands between blocks. An element that holds blocks is a container, one that holds words is a text block, and words that stand
 *  loose among blocks are a paragraph without a tag. */
export class BlockReader {
  private depth = 0;
  private divisions = 0;

  /** @param holders the elements that hold blocks (`blockHolders`) */
  constructor(
    private readonly reading: TeiReading,
    private readonly holders: ReadonlySet<SourceElement>,
  ) {}

  /** The blocks in an element; at least one. */
  content(element: SourceElement, level: Level = 'block'): NodeJson[] {
    if (!this.holds(element) && level !== 'block') return [this.loose(element.children, element)];
    const blocks = this.blocks(element, level);
    return blocks.length > 0 ? blocks : [this.loose(element.children, element)];
  }

  /** A `note` with its body. */
  readonly note = (element: SourceElement): NodeJson => {
    const { reading } = this;
    const attrs = {
      id: reading.identity(`n${element.start}`),
      label: reading.attribute(element, 'n') ?? '',
      type: reading.attribute(element, 'type') ?? 'footnote',
      recognition: null,
      raw: null,
      origin: reading.origin(element),
    };
    return { type: 'note', attrs, content: this.content(element, 'cell') };
  };

  private holds(element: SourceElement): boolean {
    return this.holders.has(element);
  }

  private blocks(element: SourceElement, level: Level): NodeJson[] {
    const units: Unit[] = [];
    let run: SourceNode[] = [];
    for (const child of element.children) {
      // A note among words is called there, whatever it holds.
      if (child.kind === 'element' && child.local !== 'note' && (isBlockName(child) || this.holds(child))) {
        this.flush(units, run, element, level);
        run = [];
        units.push(this.unit(child, level));
      } else run.push(child);
    }
    this.flush(units, run, element, level);
    return this.placed(units);
  }

  private unit(element: SourceElement, level: Level): Unit {
    const node = this.block(element, level);
    return { kind: 'block', node, isOpen: isTextBlock(node) };
  }

  /** What stands between two blocks: words with what is among them, or things of their own. */
  private flush(units: Unit[], run: readonly SourceNode[], parent: SourceElement, level: Level): void {
    const { xml } = this.reading;
    if (run.some((node) => isWords(xml, node))) {
      const node = this.loose(run, parent);
      units.push({ kind: 'block', node, isOpen: true });
      return;
    }
    for (const node of run) {
      if (node.kind === 'text') continue;
      if (node.kind !== 'element') units.push({ kind: 'block', node: this.leafOf(node), isOpen: false });
      else if (isBreak(node)) units.push({ kind: 'break', element: node });
      else units.push(this.unit(node, level));
    }
  }

  private leafOf(node: Exclude<SourceNode, SourceElement>): NodeJson {
    const { reading } = this;
    if (node.kind === 'comment') reading.comments += 1;
    else if (node.kind === 'instruction') reading.instructions += 1;
    const name = node.kind === 'instruction' ? instructionName(reading.xml, node) : `#${node.kind}`;
    return { type: 'carriedLeaf', attrs: { name, origin: reading.origin(node) } };
  }

  /** A paragraph of words that stand in no element of their own. */
  private loose(nodes: readonly SourceNode[], parent: SourceElement): NodeJson {
    const { xml } = this.reading;
    let from = nodes[0]?.start ?? parent.openEnd;
    let to = nodes.at(-1)?.end ?? from;
    // White space beside blocks is never text, so that it is known whose it is.
    const start = from;
    from = spaceAfter(xml, from, to);
    to = spaceBefore(xml, to, from);
    if (from === to) [from, to] = [start, start];
    const origin = `r${from}_${to}`;
    const content = this.inline().read(nodes, { from, to }, parent.preserves);
    return filled({ type: 'paragraph', attrs: { recognition: null, origin } }, content);
  }

  private inline(): InlineReader {
    return new InlineReader(this.reading, this.note);
  }

  /** Page breaks between blocks lead the text behind them, or else end the text before them. */
  private placed(units: readonly Unit[]): NodeJson[] {
    const blocks: NodeJson[] = [];
    for (let at = 0; at < units.length; ) {
      const unit = units[at];
      if (unit?.kind === 'block') {
        blocks.push(unit.node);
        at += 1;
        continue;
      }
      const breaks: SourceElement[] = [];
      for (let one = units[at]; one?.kind === 'break'; one = units[at]) {
        breaks.push(one.element);
        at += 1;
      }
      const [before, after] = [units[at - breaks.length - 1], units[at]];
      this.placeBreaks(breaks, blocks, before, after);
    }
    return blocks;
  }

  private placeBreaks(breaks: readonly SourceElement[], blocks: NodeJson[], before?: Unit, after?: Unit): void {
    const anchors = (placement: string): NodeJson[] => breaks.map((one) => pageAnchor(this.reading, one, placement));
    if (after?.kind === 'block' && after.isOpen)
      after.node.content = [...anchors('before block'), ...(after.node.content ?? [])];
    else if (before?.kind === 'block' && before.isOpen)
      before.node.content = [...(before.node.content ?? []), ...anchors('after block')];
    else {
      const [first, last] = [breaks[0], breaks.at(-1)];
      if (!first?.parent || !last) return;
      const between = first.parent.children.filter(({ start, end }) => start >= first.start && end <= last.end);
      blocks.push(this.loose(between, first.parent));
      return;
    }
    for (const one of breaks) this.reading.count(one, 'mapped');
  }

  private block(element: SourceElement, level: Level): NodeJson {
    if (isIsland(element) || this.depth >= mostDepth) return this.opaque(element);
    this.depth += 1;
    const node = this.holds(element) ? this.container(element, level) : this.textBlock(element, level);
    this.depth -= 1;
    return node ?? this.opaque(element);
  }

  private opaque(element: SourceElement): NodeJson {
    this.reading.count(element, 'opaque');
    return { type: 'carriedLeaf', attrs: { name: element.name, origin: this.reading.origin(element) } };
  }

  private textBlock(element: SourceElement, level: Level): NodeJson | null {
    const { reading } = this;
    const own = isTei(element) ? textBlockElements[element.local] : undefined;
    const type = own !== undefined && (level === 'block' || own === 'paragraph') ? own : null;
    const { xml } = reading;
    let [from, to] = [element.openEnd, element.closeStart];
    if (!element.preserves) {
      from = spaceAfter(xml, from, to);
      to = spaceBefore(xml, to, from);
    }
    const content = this.inline().read(element.children, { from, to }, element.preserves);
    // An element of another kind that holds nothing to read is a thing, and no text.
    if (type === null && !content.some(({ type: one }) => one !== 'carriedPoint')) return null;
    reading.count(element, type === null ? 'carried' : 'mapped');
    const origin = reading.origin(element);
    if (type === null)
      return filled({ type: 'carriedText', attrs: { name: element.name, recognition: null, origin } }, content);
    const level2 = type === 'heading' ? { level: Math.max(1, Math.min(6, this.divisions + 1)) } : {};
    return filled({ type, attrs: { ...level2, recognition: null, origin } }, content);
  }

  private container(element: SourceElement, level: Level): NodeJson {
    const { reading } = this;
    const origin = reading.origin(element);
    if (isTei(element) && element.local === 'list' && level !== 'cell') {
      const list = this.list(element, origin);
      if (list) return list;
    }
    if (isTei(element) && element.local === 'table' && level === 'block') {
      const table = this.table(element, origin);
      if (table) return table;
    }
    const isDivision = isTei(element) && element.local === 'div' && level === 'block';
    if (isDivision) this.divisions += 1;
    const content = this.blocks(element, 'block');
    if (isDivision) this.divisions -= 1;
    if (content.length === 0) return this.opaque(element);
    reading.count(element, isDivision ? 'mapped' : 'carried');
    if (!isDivision) return { type: 'carriedBlock', attrs: { name: element.name, origin }, content };
    const type = reading.attribute(element, 'type') ?? '';
    return { type: 'division', attrs: { type, recognition: null, origin }, content };
  }

  /** A list of items alone; null when it holds anything else, and is carried. */
  private list(element: SourceElement, origin: string): NodeJson | null {
    const { reading } = this;
    const entries = listEntries(reading.xml, element, this.holders);
    if (!entries) return null;
    const content = entries.map(({ breaks, label, item }) => {
      const parts = label ? [this.label(label), ...this.content(item, 'item')] : this.content(item, 'item');
      for (const one of breaks) reading.count(one, 'mapped');
      const anchors = breaks.map((one) => pageAnchor(reading, one, 'before item'));
      if (parts[0] && anchors.length > 0) parts[0].content = [...anchors, ...(parts[0].content ?? [])];
      reading.count(item, 'mapped');
      return { type: 'listItem', attrs: { recognition: null, origin: reading.origin(item) }, content: parts };
    });
    reading.count(element, 'mapped');
    const rend = (reading.attribute(element, 'type') ?? reading.attribute(element, 'rend') ?? 'simple') || 'simple';
    return { type: 'list', attrs: { rend, recognition: null, origin }, content };
  }

  private label(element: SourceElement): NodeJson {
    const { reading } = this;
    const { xml } = reading;
    const from = spaceAfter(xml, element.openEnd, element.closeStart);
    const within = { from, to: spaceBefore(xml, element.closeStart, from) };
    reading.count(element, 'mapped');
    const attrs = { recognition: null, origin: reading.origin(element) };
    return filled({ type: 'itemLabel', attrs }, this.inline().read(element.children, within, element.preserves));
  }

  /** A table whose rows have the same cells throughout; null when it holds anything else, and is carried. */
  private table(element: SourceElement, origin: string): NodeJson | null {
    const { reading } = this;
    const rows = tableRows(reading.xml, element, this.holders);
    if (!rows) return null;
    const content = rows.map(({ breaks, row, cells }) => {
      reading.count(row, 'mapped');
      for (const one of breaks) reading.count(one, 'mapped');
      const anchors = breaks.map((one) => pageAnchor(reading, one, 'before row'));
      const nodes = cells.map(({ cell, colspan, rowspan }) => {
        reading.count(cell, 'mapped');
        const attrs = { colspan, rowspan, colwidth: null, origin: reading.origin(cell) };
        return { type: 'tableCell', attrs, content: this.content(cell, 'cell') };
      });
      const first = nodes[0]?.content[0];
      if (first && anchors.length > 0) first.content = [...anchors, ...(first.content ?? [])];
      return { type: 'tableRow', attrs: { origin: reading.origin(row) }, content: nodes };
    });
    reading.count(element, 'mapped');
    return { type: 'table', attrs: { recognition: null, origin }, content };
  }
}

function filled(node: NodeJson, content: NodeJson[]): NodeJson {
  if (content.length > 0) node.content = content;
  return node;
}

const isBreak = (element: SourceElement): boolean =>
  element.local === 'pb' && isTei(element) && element.children.length === 0;

/** Whether it makes a paragraph of what stands loose around it. */
const isWords = (xml: string, node: SourceNode): boolean => {
  if (node.kind === 'element') return isTei(node) && isPhrase(node);
  return node.kind === 'cdata' || (node.kind === 'text' && !isBlank(xml, node));
};

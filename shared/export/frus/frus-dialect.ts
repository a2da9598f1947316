import { ownTable } from '../../text/own-table.ts';
import { element, isElement, type XmlElement, type XmlNode } from '../../xml/xml-tree.ts';
import type { XmlIdentifiers } from '../tei/tei-names.ts';
import { breakElement, isPageBreak, spacedBreaks, withoutEdges } from './break-spaces.ts';

/** What the dialect says of one document. */
export interface DialectContext {
  /** `xml:id` of the document, after which its notes are named. */
  readonly document: string;
  /** Of the whole file. */
  readonly identifiers: XmlIdentifiers;
  /** Where pointers of the full record lead in the dialect: entries of the lists of persons and terms. */
  readonly pointers: ReadonlyMap<string, string>;
  /** When the document was written, in W3C form, for the date of its dateline; null when it is not known. */
  readonly when: string | null;
}

/** Says what stands in an edition of the full record in the dialect: the reading text alone. Of an emendation the correction is left, of an
 *  abbreviation its short form; what a form, a stamp or a hand put on the page beside the text, line ends in running text, and pointers to records are left out;
 *  no page break and no word of the reading text is. */
export class FrusDialect {
  private readonly notes = new Map<string, string>();
  private count = 0;
  /** The dateline's first date bears the day. */
  private isDated = false;

  constructor(private readonly context: DialectContext) {}

  /** Elements of a division, one beside the other. */
  blocks(elements: readonly XmlElement[]): readonly XmlElement[] {
    return elements.flatMap((one) => this.element(one, 'div')).filter((node) => isElement(node));
  }

  /** Second calls of notes lead where these are named now; one that leads nowhere is left out around its words. */
  withNotes(node: XmlElement): XmlElement {
    const children = node.children.flatMap((child): readonly XmlNode[] => {
      if (typeof child === 'string') return [child];
      const inner = this.withNotes(child);
      if (inner.name !== 'ref' || value(inner, 'type') !== 'note') return [inner];
      const note = this.notes.get((value(inner, 'target') ?? '').slice(1));
      return note === undefined ? inner.children : [element('ref', { target: `#${note}` }, inner.children)];
    });
    return { ...node, children };
  }

  private nodes(nodes: readonly XmlNode[], holder: string): readonly XmlNode[] {
    return spacedBreaks(
      nodes.flatMap((node) =>
        typeof node === 'string' ? [node.replace(/[ \t\r\n]+/g, ' ')] : this.element(node, holder),
      ),
    );
  }

  private element(node: XmlElement, holder: string): readonly XmlNode[] {
    const { name } = node;
    if (name === 'pb') return [this.pageBreak(node)];
    if (name === 'note') return this.note(node);
    if (dropped.has(name)) return breaksIn(node).map((one) => this.pageBreak(one));
    if (name === 'pc') return value(node, 'force') === 'weak' ? [] : this.nodes(node.children, holder);
    if (name === 'lb') return lineEnd(node, holder);
    if (name === 'choice' || name === 'app') return this.reading(node, holder);
    if (name === 'hi') return rendered(value(node, 'rend'), this.nodes(node.children, holder));
    if (name === 'label' && holder !== 'list')
      return this.edged('p', {}, [element('hi', { rend: 'bold' }, node.children)]);
    const frame = frames[name];
    if (frame) return this.framed(node, frame);
    const phrase = this.phrase(node, holder);
    if (phrase) return phrase;
    if (Object.hasOwn(edges, name)) return this.edged(edges[name] ?? name, kept(node), node.children);
    return this.nodes(node.children, holder);
  }

  private pageBreak(node: XmlElement): XmlElement {
    const [n, type] = [value(node, 'n') ?? '', value(node, 'type')];
    const wish = `${type === null ? 'pg' : type === 'facsimile' ? 'fac' : 'typ'}_${n}`.replace(/[^\w.-]+/g, '');
    return breakElement(n, type, this.context.identifiers.claim(wish));
  }

  /** A note that stands in another one follows it. */
  private note(node: XmlElement): readonly XmlNode[] {
    const { document, identifiers } = this.context;
    this.count += 1;
    const label = value(node, 'n') ?? (value(node, 'type') === 'source' ? '0' : null);
    const id = identifiers.claim(`${document}fn${/^[\w.-]+$/.test(label ?? '') ? label : this.count}`);
    const old = value(node, 'xml:id');
    if (old !== null) this.notes.set(old, id);
    const [inside, after] = apart(this.nodes(node.children, 'note'));
    const attributes = { n: label, 'xml:id': id, type: value(node, 'type') };
    return [element('note', attributes, trimmed(inside.flatMap(withoutBreaksAtEdges))), ...after];
  }

  private reading(node: XmlElement, holder: string): readonly XmlNode[] {
    const shown = node.children.find((child) => isElement(child) && shownReadings.has(child.name));
    return shown && isElement(shown) ? this.nodes(shown.children, holder) : [];
  }

  /** What covers words; nothing when it covers none. Null for what is no phrase. */
  private phrase(node: XmlElement, holder: string): readonly XmlNode[] | null {
    const name = node.name === 'term' ? 'gloss' : node.name;
    const attributes = this.phraseAttributes(node, holder);
    if (attributes === null) return null;
    // A date within a name of a dateline is a date of the dateline.
    const children = this.nodes(node.children, holder === 'dateline' ? holder : name);
    const isEmpty = children.every((child) => (typeof child === 'string' ? child.trim() === '' : isPageBreak(child)));
    if (isEmpty || attributes === 'none') return name === 'gap' ? [element('gap', kept(node))] : children;
    return [element(name, attributes, children)];
  }

  /** @returns `none` for what is left out around its words, null for what is no phrase */
  private phraseAttributes(node: XmlElement, holder: string): Readonly<Record<string, string | null>> | 'none' | null {
    const pointer = (): string | null => this.context.pointers.get(value(node, 'ref') ?? '') ?? null;
    switch (node.name) {
      case 'persName':
      case 'placeName':
      case 'orgName':
        return { corresp: pointer() };
      case 'term':
        return { target: pointer() };
      case 'date':
        return this.dated(holder);
      case 'del':
        return { rend: 'strikethrough' };
      case 'ref':
        return value(node, 'target') === null
          ? 'none'
          : { type: value(node, 'type') === 'note' ? 'note' : null, target: value(node, 'target') };
      case 'seg':
        return holder === 'opener' || holder === 'closer' ? { type: value(node, 'type') } : 'none';
      case 'supplied':
      case 'gap':
        return kept(node);
      case 'foreign':
        return { 'xml:lang': value(node, 'xml:lang') };
      default:
        return null;
    }
  }

  private dated(holder: string): Readonly<Record<string, string | null>> | 'none' {
    if (holder !== 'dateline') return {};
    const { when } = this.context;
    if (when === null || this.isDated) return 'none';
    this.isDated = true;
    return { when };
  }

  /** A block with words, without page breaks at its edges. One that holds nothing is left out, unless its place must be filled. */
  private edged(
    name: string,
    attributes: Readonly<Record<string, string | null>>,
    content: readonly XmlNode[],
  ): readonly XmlNode[] {
    const { before, inside, after } = withoutEdges(this.nodes(content, name));
    if (inside.length === 0 && !mustStand.has(name)) return [...before, ...after];
    return [...before, element(name, attributes, inside), ...after];
  }

  /** What holds elements alone, a line each. */
  private framed(node: XmlElement, frame: Frame): readonly XmlNode[] {
    const children = node.children.flatMap((child) => (isElement(child) ? this.element(child, node.name) : []));
    const { before, inside, after } = withoutEdges(children);
    const made = inside.filter((child) => isElement(child));
    if (!made.some(({ name }) => (frame.needs === null ? name !== 'pb' : frame.needs.has(name))))
      return [...before, ...made, ...after];
    const attributes = Object.entries(kept(node)).filter((entry): entry is [string, string] => entry[1] !== null);
    const content = node.name === 'row' ? withBreaksInCells(made) : made;
    return [...before, { ...node, attributes, children: content, spaced: true }, ...after];
  }
}

/** A block out of which a note was taken, so that a page break may have come to its edge. */
function withoutBreaksAtEdges(node: XmlNode): readonly XmlNode[] {
  if (!isElement(node) || !Object.hasOwn(edges, node.name)) return [node];
  const { before, inside, after } = withoutEdges(node.children);
  return inside.length === 0 ? [...before, ...after] : [...before, { ...node, children: inside }, ...after];
}

interface Frame {
  /** What it must hold one of; null for anything but page breaks. */
  readonly needs: ReadonlySet<string> | null;
}

const frames: Readonly<Record<string, Frame | undefined>> = ownTable<Frame | undefined>({
  opener: { needs: null },
  closer: { needs: null },
  postscript: { needs: new Set(['p', 'list', 'table']) },
  list: { needs: new Set(['item']) },
  table: { needs: new Set(['row']) },
  row: { needs: new Set(['cell']) },
});

/** Blocks with words; those that say how a block would be called elsewhere are paragraphs here. */
const edges: Readonly<Record<string, string>> = {
  p: 'p',
  ab: 'p',
  head: 'head',
  dateline: 'dateline',
  salute: 'salute',
  signed: 'signed',
  label: 'label',
  item: 'item',
  cell: 'cell',
};

const mustStand: ReadonlySet<string> = new Set(['item', 'cell', 'label', 'head']);

/** What is no part of the reading text. */
const dropped: ReadonlySet<string> = new Set(['fw', 'metamark', 'anchor', 'stamp', 'sic', 'expan', 'rdg']);
const shownReadings: ReadonlySet<string> = new Set(['corr', 'abbr', 'lem']);

/** Where a line end is one of the print, and no matter of the width of a page. */
const linesCount: ReadonlySet<string> = new Set(['head', 'dateline', 'signed', 'salute', 'seg', 'closer', 'opener']);

const lineEnd = (node: XmlElement, holder: string): readonly XmlNode[] =>
  value(node, 'break') === 'no' ? [] : [linesCount.has(holder) ? element('lb') : ' '];

const renditions: Readonly<Record<string, string>> = {
  bold: 'strong',
  strong: 'strong',
  italic: 'italic',
  smallcaps: 'smallcaps',
  roman: 'roman',
  underline: 'underline',
  subscript: 'sub',
  sub: 'sub',
  superscript: 'superscript',
};

/** An `hi` for each of the looks that occur in the series. */
function rendered(rend: string | null, children: readonly XmlNode[]): readonly XmlNode[] {
  if (children.length === 0 || children.every(isPageBreak)) return children;
  const looks = (rend ?? '')
    .split(' ')
    .flatMap((word) => (Object.hasOwn(renditions, word) ? [renditions[word] ?? ''] : []));
  return looks.reduceRight<readonly XmlNode[]>((inner, look) => [element('hi', { rend: look }, inner)], children);
}

const keptAttributes: Readonly<Record<string, readonly string[]>> = ownTable<readonly string[]>({
  cell: ['role', 'rows', 'cols'],
  row: ['role'],
  table: ['rows', 'cols'],
  gap: ['reason', 'unit', 'quantity', 'n'],
  supplied: ['reason'],
});

const kept = (node: XmlElement): Readonly<Record<string, string | null>> =>
  Object.fromEntries((keptAttributes[node.name] ?? []).map((name) => [name, value(node, name)]));

const value = (node: XmlElement, name: string): string | null =>
  node.attributes.find(([one]) => one === name)?.[1] ?? null;

/** Between the cells of a row no page break may stand: it begins the cell behind it. */
function withBreaksInCells(nodes: readonly XmlElement[]): readonly XmlElement[] {
  const breaks: XmlElement[] = [];
  return nodes.flatMap((node): readonly XmlElement[] => {
    if (node.name === 'pb') {
      breaks.push(node);
      return [];
    }
    return [{ ...node, children: [...breaks.splice(0), ...node.children] }];
  });
}

function breaksIn(node: XmlElement): readonly XmlElement[] {
  return node.children.flatMap((child) => (isElement(child) ? (child.name === 'pb' ? [child] : breaksIn(child)) : []));
}

/** The notes among the content of a note, apart. */
function apart(nodes: readonly XmlNode[]): readonly [inside: readonly XmlNode[], notes: readonly XmlNode[]] {
  const notes: XmlNode[] = [];
  const without = (some: readonly XmlNode[]): readonly XmlNode[] =>
    some.flatMap((node): readonly XmlNode[] => {
      if (typeof node === 'string') return [node];
      if (node.name !== 'note') {
        const children = without(node.children);
        return children.length === 0 && node.children.length > 0 ? [] : [{ ...node, children }];
      }
      notes.push(node);
      return [];
    });
  return [without(nodes), notes];
}

function trimmed(nodes: readonly XmlNode[]): readonly XmlNode[] {
  const { before, inside, after } = withoutEdges(nodes);
  return [...before, ...inside, ...after];
}

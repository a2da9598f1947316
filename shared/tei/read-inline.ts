import type { MarkJson, NodeJson } from './document-json.ts';
import { FidelityCounter } from './fidelity-counter.ts';
import { type Entities, foldedText, foldedUnits, isSpace } from './source/folded-text.ts';
import { attribute, type SourceElement, type SourceNode, type SourceRun } from './source/source-tree.ts';
import { annotationElements, isIsland, isTei } from './source/tei-elements.ts';

/** What reading a document needs and gathers besides its nodes. */
export class TeiReading {
  readonly fidelity = new FidelityCounter();
  comments = 0;
  instructions = 0;
  cdata = 0;
  unresolved = 0;
  /** The bodies of the notes that were called so far. */
  readonly notes: NodeJson[] = [];

  /** @param salt tells what is identified in this document from what stands at the same place of another one */
  constructor(
    readonly xml: string,
    readonly entities: Entities,
    private readonly salt: string,
  ) {}

  origin({ start }: { readonly start: number }): string {
    return `e${start}`;
  }

  /** Identity of a thing, from its origin. */
  identity(origin: string): string {
    return `${origin}-${this.salt}`;
  }

  attribute(element: SourceElement, name: string): string | null {
    return attribute(this.xml, element, name);
  }

  count(element: SourceElement, fate: 'mapped' | 'carried' | 'opaque' | 'other reading'): void {
    this.fidelity.add(element.name, fate, element.start);
  }
}

/** Makes the body of a note. */
export type ReadNote = (element: SourceElement) => NodeJson;

/** Reads what stands among words. */
export class InlineReader {
  private readonly out: NodeJson[] = [];
  private pushed = 0;

  constructor(
    private readonly reading: TeiReading,
    private readonly readNote: ReadNote,
  ) {}

  /** The inline content of a stretch of the source.
   *  @param nodes those that stand in it
   *  @param within its ends: white space outside of them is none of the text */
  read(
    nodes: readonly SourceNode[],
    within: { readonly from: number; readonly to: number },
    preserves: boolean,
  ): NodeJson[] {
    for (const node of nodes) {
      const start = Math.max(node.start, within.from);
      const end = Math.min(node.end, within.to);
      if (start >= end) continue;
      if (node.kind === 'text') this.text({ kind: 'text', start, end }, preserves, noMarks);
      else this.node(node, preserves, noMarks);
    }
    return this.out;
  }

  private node(node: SourceNode, preserves: boolean, marks: readonly MarkJson[]): void {
    if (node.kind === 'element') this.element(node, marks);
    else if (node.kind === 'text') this.text(node, preserves, marks);
    else if (node.kind === 'cdata') {
      this.reading.cdata += 1;
      this.text(node, preserves, marks);
    } else {
      this.point(node.kind === 'comment' ? '#comment' : instructionName(this.reading.xml, node), node, marks);
      if (node.kind === 'comment') this.reading.comments += 1;
      else this.reading.instructions += 1;
    }
  }

  private text(run: SourceRun, preserves: boolean, marks: readonly MarkJson[]): void {
    const { xml, entities } = this.reading;
    const raw = xml.slice(run.start, run.end);
    if (run.kind === 'text' && !preserves && !raw.includes('&')) {
      this.words(foldedText(raw), marks);
      return;
    }
    let text = '';
    for (const { char, start } of foldedUnits(xml, run, { preserves, entities })) {
      if (char !== null) {
        text += char;
        continue;
      }
      this.words(text, marks);
      text = '';
      const name = run.kind === 'cdata' ? '#cdata' : xml.slice(start, xml.indexOf(';', start) + 1);
      if (run.kind === 'text') this.reading.unresolved += 1;
      this.atom({ type: 'carriedPoint', attrs: { name, origin: `e${start}` } }, marks);
    }
    this.words(text, marks);
  }

  private words(text: string, marks: readonly MarkJson[]): void {
    if (text === '') return;
    this.pushed += 1;
    const last = this.out.at(-1);
    if (last?.type === 'text' && (last.marks ?? noMarks) === marks) last.text += text;
    else this.out.push(marks.length === 0 ? { type: 'text', text } : { type: 'text', marks, text });
  }

  private atom(node: NodeJson, marks: readonly MarkJson[]): void {
    this.pushed += 1;
    if (marks.length > 0) node.marks = marks;
    this.out.push(node);
  }

  private point(name: string, at: { readonly start: number }, marks: readonly MarkJson[]): void {
    this.atom({ type: 'carriedPoint', attrs: { name, origin: this.reading.origin(at) } }, marks);
  }

  private element(element: SourceElement, marks: readonly MarkJson[]): void {
    const { reading } = this;
    if (isIsland(element)) this.opaque(element, marks);
    else if (isTei(element) && this.ownNode(element, marks)) reading.count(element, 'mapped');
    else if (isTei(element) && readingNames.has(element.local)) this.readings(element, marks);
    else this.marked(element, marks);
  }

  private opaque(element: SourceElement, marks: readonly MarkJson[]): void {
    this.reading.count(element, 'opaque');
    this.point(element.name, element, marks);
  }

  /** @returns whether the element has a node of its own */
  private ownNode(element: SourceElement, marks: readonly MarkJson[]): boolean {
    const { reading } = this;
    const origin = reading.origin(element);
    const isEmpty = element.children.length === 0;
    if (element.local === 'pb' && isEmpty) this.atom(pageAnchor(reading, element, 'text'), marks);
    else if (element.local === 'lb' && isEmpty)
      this.atom({ type: 'lineBreak', attrs: { joins: reading.attribute(element, 'break') === 'no', origin } }, marks);
    else if (element.local === 'gap' && isEmpty) this.atom(gapNode(reading, element), marks);
    else if (element.local === 'note') this.note(element, marks);
    else return false;
    return true;
  }

  private note(element: SourceElement, marks: readonly MarkJson[]): void {
    const { reading } = this;
    const body = this.readNote(element);
    reading.notes.push(body);
    const [origin, target] = [reading.origin(element), body.attrs?.id];
    const id = reading.identity(origin);
    const label = reading.attribute(element, 'n') ?? '';
    this.atom({ type: 'noteReference', attrs: { id, target, label, raw: null, recognition: null, origin } }, marks);
  }

  /** One reading is shown; the others stay in the source beside it. */
  private readings(element: SourceElement, marks: readonly MarkJson[]): void {
    const { reading } = this;
    const elements = element.children.filter((child) => child.kind === 'element');
    const shown = shownNames.map((name) => elements.find(({ local }) => local === name)).find(Boolean) ?? elements[0];
    const hasText = element.children.some((child) => child.kind === 'text' && !isBlank(reading.xml, child));
    if (!shown || hasText) {
      this.marked(element, marks);
      return;
    }
    const origin = `${reading.origin(element)}_${shown.start}`;
    const before = this.pushed;
    const mark = readingMark(reading, element, { elements, shown, origin });
    const inner = [...marks, mark];
    for (const child of shown.children) this.node(child, shown.preserves, inner);
    if (this.pushed === before) {
      this.opaque(element, marks);
      return;
    }
    reading.count(element, mark.type === 'carried' ? 'carried' : 'mapped');
    for (const other of elements) reading.count(other, other === shown ? 'carried' : 'other reading');
  }

  /** An element that covers words is a mark; one that covers nothing is a point. */
  private marked(element: SourceElement, marks: readonly MarkJson[]): void {
    const before = this.pushed;
    const mark = markOf(this.reading, element);
    const inner = [...marks, mark];
    for (const child of element.children) this.node(child, element.preserves, inner);
    if (this.pushed === before) this.opaque(element, marks);
    else this.reading.count(element, mark.type === 'carried' ? 'carried' : 'mapped');
  }
}

/** What the element is of which one reading is shown: an emendation, an abbreviation, or nothing that the editor knows. */
function readingMark(
  reading: TeiReading,
  element: SourceElement,
  of: { readonly elements: readonly SourceElement[]; readonly shown: SourceElement; readonly origin: string },
): MarkJson {
  const { elements, shown, origin } = of;
  const own = { id: reading.identity(origin), origin };
  const other = element.local === 'choice' && elements.length === 2 ? elements.find((one) => one !== shown) : undefined;
  const text = other ? plainText(reading, other) : null;
  if (text !== null && shown.local === 'corr' && other?.local === 'sic')
    return { type: 'emendation', attrs: { ...own, sic: text, cert: reading.attribute(shown, 'cert') ?? 'high' } };
  if (text !== null && shown.local === 'abbr' && other?.local === 'expan')
    return { type: 'abbreviation', attrs: { ...own, expansion: text } };
  return { type: 'carried', attrs: { ...own, name: element.name } };
}

const noMarks: readonly MarkJson[] = [];

/** Elements whose children are readings of one passage. */
const readingNames: ReadonlySet<string> = new Set(['choice', 'app']);
/** Which of them is shown, the first that is there; else the first of all. */
const shownNames = ['corr', 'orig', 'abbr', 'lem'];

export const isBlank = (xml: string, { start, end }: SourceRun): boolean => {
  for (let at = start; at < end; at += 1) if (!isSpace(xml.charCodeAt(at))) return false;
  return true;
};

/** `?target` of a processing instruction. */
export const instructionName = (xml: string, { start, end }: SourceRun): string =>
  `?${/^[^\s?]*/.exec(xml.slice(start + 2, end))?.[0] ?? ''}`;

/** The text of an element that holds nothing else; null when it does. */
function plainText({ xml, entities }: TeiReading, element: SourceElement): string | null {
  let text = '';
  for (const child of element.children) {
    if (child.kind !== 'text') return null;
    for (const { char } of foldedUnits(xml, child, { preserves: element.preserves, entities })) {
      if (char === null) return null;
      text += char;
    }
  }
  return text;
}

/** `pb` as the anchor that it is. */
export function pageAnchor(reading: TeiReading, element: SourceElement, placement: string): NodeJson {
  const origin = reading.origin(element);
  const type = reading.attribute(element, 'type');
  const kind = type === 'facsimile' || type === 'typeset' ? type : 'page';
  const label = reading.attribute(element, 'n') ?? '';
  return {
    type: 'pageAnchor',
    attrs: {
      id: reading.identity(origin),
      kind,
      label,
      placement,
      inferred: false,
      recognition: null,
      raw: null,
      origin,
    },
  };
}

function gapNode(reading: TeiReading, element: SourceElement): NodeJson {
  const quantity = Number(reading.attribute(element, 'quantity') ?? Number.NaN);
  const attrs = {
    reason: reading.attribute(element, 'reason') ?? '',
    unit: reading.attribute(element, 'unit') ?? '',
    quantity: Number.isFinite(quantity) ? quantity : null,
    origin: reading.origin(element),
  };
  return { type: 'gap', attrs };
}

function markOf(reading: TeiReading, element: SourceElement): MarkJson {
  const origin = reading.origin(element);
  const carried = { type: 'carried', attrs: { id: reading.identity(origin), name: element.name, origin } };
  if (!isTei(element)) return carried;
  const kind = annotationElements[element.local];
  if (kind !== undefined) return { type: 'annotation', attrs: { id: reading.identity(origin), kind, origin } };
  const value = (name: string): string | null => reading.attribute(element, name);
  const own = { id: reading.identity(origin), recognition: null, origin };
  switch (element.local) {
    case 'hi':
      return { type: 'rendition', attrs: { rend: value('rend') ?? '', origin } };
    case 'ref':
      return { type: 'reference', attrs: { ...own, target: value('target') } };
    case 'del':
      return { type: 'struck', attrs: { ...own, hand: value('hand') ?? value('n') } };
    case 'add':
      return {
        type: 'added',
        attrs: { id: own.id, place: value('place') ?? '', hand: value('hand') ?? value('n'), origin },
      };
    case 'seg': {
      const hand = value('hand') ?? (value('type') === 'hand' ? value('n') : null);
      return hand === null ? carried : { type: 'otherHand', attrs: { id: own.id, hand, origin } };
    }
    case 'foreign': {
      const language = value('xml:lang');
      return language === null ? carried : { type: 'foreign', attrs: { id: own.id, language, origin } };
    }
    case 'unclear':
      return {
        type: 'unclear',
        attrs: { id: reading.identity(origin), reason: value('reason') ?? '', cert: value('cert') ?? '', origin },
      };
    case 'supplied':
      return { type: 'supplied', attrs: { id: reading.identity(origin), reason: value('reason') ?? '', origin } };
    default:
      return carried;
  }
}

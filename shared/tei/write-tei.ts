import type { Node } from 'prosemirror-model';
import type { Fidelity } from '../document/import-report.ts';
import { isComment } from '../document/notes/note.ts';
import { pairTexts } from './pair-texts.ts';
import { isSpace } from './source/folded-text.ts';
import { rootOrigin, SourceIndex } from './source/source-index.ts';
import type { SourceElement } from './source/source-tree.ts';
import { trimmed } from './source/source-units.ts';
import { freshTag, isSelfClosing, nodeFacts, opened, patchedTag, type TagFacts } from './source/start-tags.ts';
import { type InlineToken, withoutIdentities, writeInline } from './write-inline.ts';

/** An imported document, to be written as TEI again. */
export interface TeiState {
  /** The document's own source, decoded. */
  readonly xml: string;
  readonly fidelity: Pick<Fidelity, 'root' | 'namespaces' | 'entities'>;
  /** As it was imported. */
  readonly imported: Node;
  readonly doc: Node;
  /** Of the source, where it was made before (`sourceTree`). */
  readonly tree?: SourceElement;
}

/** Writes an imported document again. What was not touched comes from the source, character by character; of what was, only that differs.
 *  Every block is written anew: the source of an unchanged one is never copied whole, so that what comes out shows what the writer does.
 *  O(source + document). */
export function writeTei({ xml, fidelity, imported, doc, tree }: TeiState): string {
  return new TeiWriter(new SourceIndex(xml, fidelity, imported, tree), doc).run();
}

/** Where a unit is written. */
interface Place {
  /** Of what holds it. */
  readonly origin: string | null;
  readonly element: SourceElement | null;
  readonly name: string;
  /** The white space before a new unit. */
  readonly pattern: string;
  /** Whether the last unit was words without a tag. */
  afterLoose: boolean;
}

class TeiWriter {
  private readonly used = new Set<string>();
  private readonly notes = new Map<string, Node>();
  private readonly writtenNotes = new Set<Node>();
  private readonly tokens: ReadonlyMap<Node, InlineToken[][]>;
  /** Anchors of the next text block that were written before what holds it. */
  private skipped = 0;

  constructor(
    private readonly index: SourceIndex,
    private readonly doc: Node,
  ) {
    doc.forEach((child) => {
      if (child.type.name !== 'notes') return;
      child.forEach((note) => {
        this.takeNote(note);
      });
    });
    this.tokens = pairTexts(index, doc);
  }

  run(): string {
    const { xml, root } = this.index;
    const place = this.placeIn(root, rootOrigin, root.name, '\n');
    let out = '';
    this.doc.forEach((child) => {
      if (child.type.name !== 'notes') out += this.unit(child, place);
    });
    for (const note of this.notes.values())
      if (isComment(note)) out += this.anchorsIn(note);
      else if (!this.writtenNotes.has(note)) out += this.unit(note, place);
    const tag = xml.slice(root.start, root.openEnd);
    if (!isSelfClosing(tag))
      return xml.slice(0, root.openEnd) + out + this.closingSpace(root) + xml.slice(root.closeStart);
    return out === '' ? xml : `${xml.slice(0, root.start)}${opened(tag)}${out}</${root.name}>${xml.slice(root.end)}`;
  }

  private takeNote(note: Node): void {
    const id = note.attrs.id as string;
    this.notes.set(this.notes.has(id) ? `${id} ${this.notes.size}` : id, note);
  }

  private readonly claim = (origin: string): boolean => {
    if (this.used.has(origin)) return false;
    this.used.add(origin);
    return true;
  };

  private placeIn(element: SourceElement | null, origin: string | null, name: string, around: string): Place {
    const first = element?.children.find((child) => child.kind === 'element' || child.kind === 'comment');
    const own = first ? this.index.spaceBefore(first.start) : null;
    return { origin, element, name, pattern: own ?? around, afterLoose: false };
  }

  /** Something that stands between blocks, with the white space and the page breaks before it. */
  private unit(node: Node, place: Place): string {
    if (node.isTextblock) return this.textBlock(node, place);
    const lead = this.lead(node, place);
    const before = this.hoisted(node, place, lead);
    const label = node.type.name === 'listItem' ? node.firstChild : null;
    const labelled = label?.type.name === 'itemLabel' ? this.textBlock(label, place) : '';
    place.afterLoose = false;
    return before + labelled + lead + this.container(node, place, labelled === '' ? 0 : 1);
  }

  /** The white space before it in the source; of what is new, that of its siblings. */
  private lead(node: Node, place: Place): string {
    const origin = node.attrs.origin as string | null;
    const extent = this.index.extent(origin);
    if (origin === null || !extent || this.used.has(origin)) return place.pattern;
    return this.index.spaceBefore(extent.start);
  }

  /** The page breaks before an item or a row, which lead the first text in it. */
  private hoisted(node: Node, place: Place, lead: string): string {
    const placement = hoistedFrom[node.type.name];
    let first: Node | null = node.firstChild;
    while (placement !== undefined && first && !first.isTextblock) first = first.firstChild;
    if (placement === undefined || !first) return '';
    const count = leadingAnchors(first, 0, placement);
    this.skipped = count;
    return this.anchors(first, 0, count, { place, lead });
  }

  private anchors(block: Node, from: number, to: number, { place, lead }: { place: Place; lead: string }): string {
    let out = '';
    for (let at = from; at < to; at += 1) {
      const anchor = block.child(at);
      const imported = this.index.node(anchor.attrs.origin as string | null);
      const isThere = imported?.attrs.placement === anchor.attrs.placement;
      out += (isThere ? this.lead(anchor, place) : lead) + this.thing(anchor);
    }
    return out;
  }

  private textBlock(block: Node, place: Place): string {
    const from = this.skipped;
    this.skipped = 0;
    const lead = this.lead(block, place);
    const begin = leadingAnchors(block, from, 'before block');
    const end = trailingAnchors(block, begin);
    const before = this.anchors(block, from, begin, { place, lead });
    const tokens = this.takeTokens(block).filter(
      (_, at, all) => at >= begin && at < all.length - (block.childCount - end),
    );
    const body = this.textBody(block, tokens, place, lead);
    return before + body + this.anchors(block, end, block.childCount, { place, lead });
  }

  /** Nodes may stand in several places of a document, each with tokens of its own. */
  private takeTokens(block: Node): InlineToken[] {
    return this.tokens.get(block)?.shift() ?? [];
  }

  private textBody(block: Node, tokens: readonly InlineToken[], place: Place, lead: string): string {
    const origin = block.attrs.origin as string | null;
    const isLoose = this.isLoose(block, place);
    if (isLoose && origin !== null) this.claim(origin);
    if (isLoose) {
      place.afterLoose = tokens.length > 0 || place.afterLoose;
      return lead + this.words(tokens);
    }
    if (block.type.name === 'paragraph' && wordHolders.has(localName(place.name)) && !this.stoodHere(block, place))
      return this.looseLine(tokens, place, lead);
    place.afterLoose = false;
    const facts = this.facts(block, place);
    const [open, close, element] = this.tags(block, facts);
    const words = this.words(tokens);
    if (!element) return wrapped(`${lead}${open}${words}${close}`, block, facts.name, this.index.prefix);
    const { from, to } = trimmed(this.index.xml, element.source);
    if (isSelfClosing(open)) return words === '' ? lead + open : `${lead}${opened(open)}${words}</${facts.name}>`;
    if (!element.isFirst) return lead + open + words + close;
    const { xml } = this.index;
    return (
      lead + open + xml.slice(element.source.openEnd, from) + words + xml.slice(to, element.source.closeStart) + close
    );
  }

  /** A further line of words where no paragraph may stand. */
  private looseLine(tokens: readonly InlineToken[], place: Place, lead: string): string {
    const lineBreak = place.afterLoose ? `<${this.index.prefix}lb/>` : '';
    place.afterLoose = true;
    return (isBlankText(lead) && lineBreak === '' ? lead : '') + lineBreak + this.words(tokens);
  }

  /** Whether words stand without a tag of their own, as they did. */
  private isLoose(block: Node, place: Place): boolean {
    const origin = block.attrs.origin as string | null;
    if (block.type.name !== 'paragraph' || origin === null || !origin.startsWith('r') || place.afterLoose) return false;
    if (this.used.has(origin) || this.index.parent(origin) !== place.origin) return false;
    // Page breaks alone need no paragraph; words that came to them do.
    const imported = this.index.node(origin);
    const wasBreaks = imported !== null && imported.childCount > 0 && isBreaksAlone(imported);
    return !wasBreaks || isBreaksAlone(block) || !place.element || wordHolders.has(localName(place.name));
  }

  /** Whether a paragraph with a tag of its own came in this place: real files have `p` in `p`, which TEI does not allow. */
  private stoodHere({ attrs }: Node, place: Place): boolean {
    const origin = attrs.origin as string | null;
    return this.index.element(origin) !== null && this.index.parent(origin ?? '') === place.origin;
  }

  private words(tokens: readonly InlineToken[]): string {
    return writeInline(tokens, { index: this.index, claim: this.claim, thing: (node) => this.thing(node) });
  }

  /** What a node is in TEI, in its place: a new block among blocks of one name has that one. */
  private facts(node: Node, place: Place | null): TagFacts {
    const facts = nodeFacts(node);
    if (node.type.name.startsWith('carried')) return facts;
    const isNew = node.type.name === 'paragraph' && !this.index.element(node.attrs.origin as string | null);
    const sibling = isNew ? siblingName(place?.element ?? null) : null;
    return { ...facts, name: sibling ?? this.index.prefix + facts.name };
  }

  /** The tags of a node: those of the source, with what was changed. */
  private tags(
    node: Node,
    facts: TagFacts,
  ): readonly [string, string, { readonly source: SourceElement; readonly isFirst: boolean } | null] {
    const origin = node.attrs.origin as string | null;
    const [source, imported] = [this.index.element(origin), this.index.node(origin)];
    if (origin === null || !source || !imported) return [freshTag(facts), `</${facts.name}>`, null];
    const before = this.facts(imported, null);
    const isFirst = this.claim(origin);
    const open = patchedTag(this.index.xml, source, {
      before,
      after: facts,
      changes: node.attrs.changes,
      keepsIdentity: isFirst,
    });
    const close = before.name === facts.name ? this.index.xml.slice(source.closeStart, source.end) : `</${facts.name}>`;
    return [open, close, { source, isFirst }];
  }

  private closingSpace({ openEnd, closeStart }: SourceElement): string {
    const space = this.index.spaceBefore(closeStart);
    return closeStart - space.length < openEnd ? '' : space;
  }

  /** @param from number of the first child that stands in it */
  private container(node: Node, place: Place, from = 0): string {
    if (node.type.name === 'carriedLeaf') return this.thing(node);
    const facts = this.facts(node, place);
    const [open, close, element] = this.tags(node, facts);
    const origin = node.attrs.origin as string | null;
    const inner = this.placeIn(element?.source ?? null, element ? origin : null, facts.name, indented(place.pattern));
    let content = '';
    for (let at = from; at < node.childCount; at += 1) content += this.unit(node.child(at), inner);
    if (isSelfClosing(open)) return content === '' ? open : `${opened(open)}${content}</${facts.name}>`;
    if (!element)
      return `${open}${content}${isBlankText(place.pattern) && !inner.afterLoose ? place.pattern : ''}${close}`;
    const space = element.isFirst || !inner.afterLoose ? this.closingSpace(element.source) : '';
    return open + content + space + close;
  }

  /** What is no text and holds none: page anchors, line ends, notes, and what is kept whole. */
  private thing(node: Node): string {
    const origin = node.attrs.origin as string | null;
    if (node.type.name === 'noteReference') return this.noteCall(node);
    const extent = this.index.extent(origin);
    const imported = this.index.node(origin);
    if (origin === null || !extent || !imported)
      return node.type.name.startsWith('carried') ? '' : freshTag(this.facts(node, null)).replace(/>$/, '/>');
    const element = this.index.element(origin);
    const isFirst = this.claim(origin);
    const { xml } = this.index;
    const inner = xml.slice(element?.openEnd ?? extent.start, extent.end);
    const isKeptWhole = !element || node.type.name.startsWith('carried');
    const rest = isFirst || !isKeptWhole ? inner : withoutIdentities(inner);
    if (!element) return rest;
    const [before, after] = [this.facts(imported, null), this.facts(node, null)];
    return patchedTag(xml, element, { before, after, changes: node.attrs.changes, keepsIdentity: isFirst }) + rest;
  }

  /** Of a comment of an editor's nothing is written but the page anchors that were put into it. */
  private anchorsIn(note: Node): string {
    let out = '';
    note.descendants((node) => {
      if (node.type.name === 'pageAnchor') out += this.thing(node);
    });
    return out;
  }

  /** The note itself where it is called first, elsewhere a pointer to it. */
  private noteCall(node: Node): string {
    const note = this.notes.get((node.attrs.target as string | null) ?? '');
    if (note && isComment(note)) return '';
    const place: Place = { origin: null, element: null, name: 'p', pattern: '', afterLoose: false };
    if (note && !this.writtenNotes.has(note)) {
      this.writtenNotes.add(note);
      const skipped = this.skipped;
      this.skipped = 0;
      const written = this.container(note, place);
      this.skipped = skipped;
      return written;
    }
    const facts = { name: `${this.index.prefix}ref`, attributes: { type: 'note' } };
    const words = (node.attrs.raw as string | null) ?? (node.attrs.label as string);
    return `${freshTag(facts)}${words.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</${facts.name}>`;
  }
}

const hoistedFrom: Readonly<Record<string, string>> = { listItem: 'before item', tableRow: 'before row' };

/** Elements in which no paragraph may stand. */
const wordHolders: ReadonlySet<string> = new Set([
  'p',
  'ab',
  'head',
  'l',
  'dateline',
  'salute',
  'signed',
  'byline',
  'label',
  'title',
]);

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function leadingAnchors(block: Node, from: number, placement: string): number {
  let at = from;
  while (at < block.childCount && isPlaced(block.child(at), placement)) at += 1;
  return at;
}

function trailingAnchors(block: Node, least: number): number {
  let at = block.childCount;
  while (at > least && isPlaced(block.child(at - 1), 'after block')) at -= 1;
  return at;
}

const isPlaced = ({ type, attrs }: Node, placement: string): boolean =>
  type.name === 'pageAnchor' && attrs.placement === placement;

/** Whether it holds nothing but page anchors, and white space. */
function isBreaksAlone(block: Node): boolean {
  let alone = true;
  block.forEach((child) => {
    if (child.type.name !== 'pageAnchor' && (child.text ?? 'x').trim() !== '') alone = false;
  });
  return alone;
}

/** White space one level further in. */
const indented = (pattern: string): string => (pattern.includes('\n') ? `${pattern}  ` : pattern);

const isBlankText = (text: string): boolean => text.split('').every((char) => isSpace(char.charCodeAt(0)));

/** Some new blocks stand in an element of their own. */
function wrapped(written: string, block: Node, name: string, prefix: string): string {
  if (block.type.name !== 'postscript') return written;
  const at = written.indexOf('>') + 1;
  const end = written.lastIndexOf(`</${name}>`);
  return `${written.slice(0, at)}<${prefix}p>${written.slice(at, end)}</${prefix}p>${written.slice(end)}`;
}

/** The name that all elements in a container have, when no paragraph is among them and there are several, as with lines of verse. */
function siblingName(element: SourceElement | null): string | null {
  const names = new Set<string>();
  let count = 0;
  for (const child of element?.children ?? []) {
    if (child.kind !== 'element' || child.local === 'pb' || child.local === 'head') continue;
    names.add(child.name);
    count += 1;
  }
  const [only] = names;
  return names.size === 1 && count > 1 && only !== undefined && repeated.has(localName(only)) ? only : null;
}

const repeated: ReadonlySet<string> = new Set([
  'l',
  'ab',
  'line',
  'person',
  'place',
  'org',
  'bibl',
  'addrLine',
  'titlePart',
  'signed',
]);

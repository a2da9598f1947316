import { DOMParser, Fragment, type Node, type ResolvedPos, Slice } from 'prosemirror-model';
import { schema } from '../../shared/document/schema.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A piece of HTML as another program puts it on the clipboard: an element with its attributes, or text. */
export type Markup =
  | string
  | {
      readonly tag: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly children: readonly Markup[];
    };

const element = (tag: string, children: readonly Markup[] = [], attributes: Record<string, string> = {}): Markup => ({
  tag,
  attributes,
  children,
});

const texts = ['Foreign words', ' ', 'é', '😀 smile', 'a\n b', 'UNITED', '1.', '\u00a0'] as const;
const inlineTags = ['b', 'em', 'u', 'sup', 'a', 'span', 'font', 'code', 's', 'custom-word'] as const;
const blockTags = [
  'p',
  'div',
  'h1',
  'h3',
  'blockquote',
  'pre',
  'section',
  'article',
  'center',
  'custom-block',
] as const;

/** What is hostile, or only looks like this program's own. */
const oddities: readonly Markup[] = [
  element('script', ['alert(1)']),
  element('style', ['p { color: red }']),
  element('img', [], { src: 'x', onerror: 'alert(1)' }),
  element('span', ['Facsimile 9'], { 'data-anchor': 'f2', 'data-kind': 'facsimile' }),
  element('span', ['a person'], { 'data-mark': 'annotation', 'data-id': 'a1', 'data-kind': 'person' }),
  element('div', [element('p', ['A body'])], { 'data-block': 'note', 'data-id': 'n1', 'data-label': '1' }),
  element('section', [element('p', ['An attachment'])], { 'data-block': 'division', 'data-type': 'attachment' }),
  element('p', ['TOP SECRET'], { 'data-block': 'stamp', 'data-type': 'other' }),
  element('br'),
  element('hr'),
];

/** Blocks, lists in lists, tables with cells over several rows and columns, and elements that the schema does not know.
 *  The same numbers give the same markup. */
export function foreignMarkup(random: SeededRandom): readonly Markup[] {
  const kind = random.below(6);
  if (kind === 0) return inlines(random, 2);
  return Array.from({ length: 1 + random.below(3) }, () => anyBlock(random, 2));
}

const pick = <T>(random: SeededRandom, from: readonly [T, ...T[]] | readonly T[]): T =>
  from[random.below(from.length)] as T;

function anyBlock(random: SeededRandom, depth: number): Markup {
  const kind = random.below(10);
  if (kind < 2 && depth > 0) return listOf(random, depth - 1);
  if (kind < 4 && depth > 0) return tableOf(random, depth - 1);
  if (kind === 4) return pick(random, oddities);
  if (kind === 5 && depth > 0) return element(pick(random, blockTags), [anyBlock(random, depth - 1)]);
  if (kind === 6) return pick(random, texts);
  return element(pick(random, blockTags), inlines(random, depth));
}

const inlines = (random: SeededRandom, depth: number): readonly Markup[] =>
  Array.from({ length: 1 + random.below(3) }, () => {
    if (depth > 0 && random.below(3) === 0) return element(pick(random, inlineTags), inlines(random, depth - 1));
    return random.below(8) === 0 ? pick(random, oddities) : pick(random, texts);
  });

function listOf(random: SeededRandom, depth: number): Markup {
  const items = Array.from({ length: 1 + random.below(3) }, () =>
    // Some programs put an inner list beside the items, and some put text there.
    random.below(6) === 0
      ? anyBlock(random, depth)
      : element('li', random.below(2) === 0 ? inlines(random, 1) : [anyBlock(random, depth), anyBlock(random, depth)]),
  );
  return element(pick(random, ['ul', 'ol']), items);
}

function tableOf(random: SeededRandom, depth: number): Markup {
  const rows = Array.from({ length: 1 + random.below(3) }, () =>
    element(
      'tr',
      // Rows need not be of one length.
      Array.from({ length: random.below(4) }, () => cellOf(random, depth)),
    ),
  );
  return element('table', random.below(2) === 0 ? rows : [element('tbody', rows)]);
}

function cellOf(random: SeededRandom, depth: number): Markup {
  const attributes: Record<string, string> = {};
  if (random.below(4) === 0) attributes.colspan = pick(random, ['2', '3', '0', '-1', 'x', '1000000']);
  if (random.below(4) === 0) attributes.rowspan = pick(random, ['2', '3', '70000']);
  const children = random.below(3) === 0 ? [anyBlock(random, depth)] : inlines(random, 1);
  return element(pick(random, ['td', 'td', 'th']), children, attributes);
}

/** The HTML text of markup, for a real clipboard. */
export function htmlOf(markup: readonly Markup[]): string {
  const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  return markup
    .map((one) => {
      if (typeof one === 'string') return escaped(one);
      const attributes = Object.entries(one.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
      const start = `<${one.tag}${attributes.join('')}>`;
      return ['br', 'hr', 'img'].includes(one.tag) ? start : `${start}${htmlOf(one.children)}</${one.tag}>`;
    })
    .join('');
}

/** What the schema's parser makes of markup, prepared for pasting as ProseMirror's view prepares it.
 *  @param $context where it is to be pasted */
export function sliceOf(markup: readonly Markup[], $context: ResolvedPos): Slice {
  const slice = DOMParser.fromSchema(schema).parseSlice(fragmentOf(markup) as never, { context: $context });
  return withoutOpenIsolating(Slice.maxOpen(slice.content, true));
}

/** An isolating node at an edge stays closed. */
function withoutOpenIsolating(slice: Slice): Slice {
  const edge = (open: number, child: (node: Node | Fragment) => Node | null): number => {
    let depth = 0;
    for (let node = child(slice.content); node && depth < open && !node.type.spec.isolating; node = child(node))
      depth += 1;
    return depth;
  };
  const start = edge(slice.openStart, (node) => node.firstChild);
  const end = edge(slice.openEnd, (node) => node.lastChild);
  return closed(slice, start, end);
}

/** Closes a slice to the given depths: nodes that are no longer open get what their type requires. */
function closed(slice: Slice, openStart: number, openEnd: number): Slice {
  const { content } = slice;
  const atStart =
    openStart < slice.openStart ? closedStart(content, openStart, slice.openStart, 0, slice.openEnd) : content;
  const atEnd = openEnd < slice.openEnd ? closedEnd(atStart, openEnd, slice.openEnd, 0) : atStart;
  return new Slice(atEnd, openStart, openEnd);
}

/** @param openEnd how deep the slice is open at its end, where that is the same node; else 0 */
function closedStart(content: Fragment, from: number, to: number, depth: number, openEnd: number): Fragment {
  const node = content.firstChild;
  if (!node) return content;
  const end = content.childCount > 1 ? 0 : openEnd;
  let inner = depth < to - 1 ? closedStart(node.content, from, to, depth + 1, end) : node.content;
  if (depth >= from) inner = (node.type.contentMatch.fillBefore(inner, end <= depth) ?? Fragment.empty).append(inner);
  return content.replaceChild(0, node.copy(inner));
}

function closedEnd(content: Fragment, from: number, to: number, depth: number): Fragment {
  const node = content.lastChild;
  if (!node) return content;
  let inner = depth < to - 1 ? closedEnd(node.content, from, to, depth + 1) : node.content;
  if (depth >= from) {
    const missing = node.type.contentMatch.matchFragment(inner)?.fillBefore(Fragment.empty, true);
    inner = inner.append(missing ?? Fragment.empty);
  }
  return content.replaceChild(content.childCount - 1, node.copy(inner));
}

/** The part of the DOM that ProseMirror's parser reads. */
class MarkupNode {
  readonly childNodes: MarkupNode[] = [];
  parentNode: MarkupNode | null = null;
  readonly ownerDocument = { createTextNode: (text: string) => new MarkupNode(3, '#text', text) };

  constructor(
    readonly nodeType: 1 | 3,
    readonly nodeName: string,
    readonly nodeValue: string | null = null,
    readonly attributes: Readonly<Record<string, string>> = {},
  ) {}

  get tagName(): string {
    return this.nodeName;
  }

  get firstChild(): MarkupNode | null {
    return this.childNodes[0] ?? null;
  }

  get nextSibling(): MarkupNode | null {
    return this.sibling(1);
  }

  get previousSibling(): MarkupNode | null {
    return this.sibling(-1);
  }

  private sibling(by: number): MarkupNode | null {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + by] ?? null;
  }

  appendChild(child: MarkupNode): void {
    const siblings = child.parentNode?.childNodes;
    siblings?.splice(siblings.indexOf(child), 1);
    child.parentNode = this;
    this.childNodes.push(child);
  }

  getAttribute(name: string): string | null {
    return this.attributes[name] ?? null;
  }

  /** Selectors as the schema has them: `p`, `i, em`, `p[data-block="stamp"]`. */
  matches(selector: string): boolean {
    return selector.split(',').some((one) => {
      const [, tag, name, value] = /^(\w+)(?:\[([\w-]+)="(.*)"\])?$/.exec(one.trim()) ?? [];
      if (tag === undefined) throw new RangeError(`a selector that these nodes do not know: ${one}`);
      return this.nodeName === tag.toUpperCase() && (name === undefined || this.getAttribute(name) === value);
    });
  }
}

function fragmentOf(markup: readonly Markup[]): MarkupNode {
  const root = new MarkupNode(1, 'BODY');
  const add = (parent: MarkupNode, children: readonly Markup[]): void => {
    for (const child of children) {
      if (typeof child === 'string') {
        parent.appendChild(new MarkupNode(3, '#text', child));
        continue;
      }
      const node = new MarkupNode(1, child.tag.toUpperCase(), null, child.attributes);
      parent.appendChild(node);
      add(node, child.children);
    }
  };
  add(root, markup);
  return root;
}

import type { Node } from 'prosemirror-model';
import { type Attributes, container, element, token, type XmlElement, type XmlNode } from '../../xml/xml-tree.ts';
import type { EditionPlan } from './edition-plan.ts';
import { inlineContent, leadingBreaks, pageBreak, plannedBlock } from './inline-content.ts';
import { anchorsBefore } from './inline-tokens.ts';
import { words } from './mark-elements.ts';
import { divisionTypes, formWorkTypes, headerFields, stampTypes, typeAttributes } from './tei-names.ts';

export const divisionAttributes = (node: Node): Attributes => typeAttributes(node.attrs.type, divisionTypes, 'section');

/** `seg[@type]` of a telegram's header field: its attributes. */
export const fieldAttributes = (node: Node): Attributes => typeAttributes(node.attrs.field, headerFields, 'other');

/** `fw`: what the form of a page prints or what was stamped on it; a `stamp` may not stand in a `div` or `list` by itself. */
function formWorkElement(plan: EditionPlan, node: Node, start: number): XmlElement {
  const content = inlineContent(plan, plannedBlock(plan, start));
  switch (node.type.name) {
    case 'stamp': {
      const stamp = element('stamp', typeAttributes(node.attrs.type, stampTypes, 'other'), content);
      return element('fw', { type: 'stamp' }, [stamp]);
    }
    case 'furniture':
      return element('fw', { type: 'furniture', subtype: token(node.attrs.reason as string, 'other') }, content);
    default: {
      const place = words(node.attrs.place);
      return element('fw', { ...typeAttributes(node.attrs.type, formWorkTypes, 'other'), place }, content);
    }
  }
}

/** What stands between blocks without being one of the text's own: `fw`, with the page breaks before it. Furniture that is left
 *  out leaves its page breaks. */
export function interruption(plan: EditionPlan, node: Node, start: number): readonly XmlElement[] {
  const block = plannedBlock(plan, start);
  const breaks = leadingBreaks(plan, block);
  if (node.type.name !== 'furniture' || plan.options.includeFurniture === true)
    return [...breaks, formWorkElement(plan, node, start)];
  const others = block.tokens.flatMap(({ leaf }) => (leaf.kind === 'page' ? [pageBreak(plan, leaf.anchor)] : []));
  return [...breaks, ...others];
}

/** Whether a list has an item: without one there is no `list`, only what was to stand between the items. */
export const hasItems = (list: Node): boolean => childrenOf(list).some(({ node }) => node.type.name === 'listItem');

/** `list`: all of it `item`, or all of it `label` and `item` in turn; TEI allows no mixture, so in a list where only some items
 *  have a label it stands inside the `item`. */
export function listElement(plan: EditionPlan, list: Node, pos: number): XmlElement {
  const children = childrenOf(list, pos);
  const items = children.filter(({ node }) => node.type.name === 'listItem');
  const paired = items.every(({ node }) => hasLabel(node));
  const content = children.flatMap(({ node, pos: at }) =>
    node.type.name === 'listItem' ? itemElements(plan, node, at, paired) : interruption(plan, node, at + 1),
  );
  return container('list', { rend: words(list.attrs.rend) }, content);
}

const hasLabel = (item: Node): boolean => item.firstChild?.type.name === 'itemLabel';

/** An item with what stands before it: page breaks, and its label when it is the other half of a pair. */
function itemElements(plan: EditionPlan, item: Node, pos: number, paired: boolean): readonly XmlElement[] {
  const before: XmlElement[] = [];
  const inside: XmlElement[] = [];
  const children = childrenOf(item, pos);
  const labelled = hasLabel(item);
  if (labelled) {
    const block = plannedBlock(plan, pos + 2);
    const { outside, inside: rest } = anchorsBefore(block.leading, 'before item');
    before.push(...outside.map((anchor) => pageBreak(plan, anchor)));
    (paired ? before : inside).push(
      ...rest.map((anchor) => pageBreak(plan, anchor)),
      element('label', {}, inlineContent(plan, block)),
    );
  }
  const body = labelled ? children.slice(1) : children;
  const first = body[0];
  const mayRise = first?.node.isTextblock === true && (paired || !labelled);
  const risen = mayRise ? anchorsBefore(plannedBlock(plan, first.pos + 1).leading, 'before item').outside : [];
  before.push(...risen.map((anchor) => pageBreak(plan, anchor)));
  return [...before, flowElement(plan, 'item', {}, inside, body, risen.length)];
}

/** `item` or `cell`: a single paragraph stands in it directly, several stand as `p`.
 *  @param risen how many of the page breaks that lead the first paragraph were put before the element already */
function flowElement(
  plan: EditionPlan,
  name: string,
  attributes: Attributes,
  before: readonly XmlElement[],
  children: readonly PlacedNode[],
  risen: number,
): XmlElement {
  const paragraphs = children.filter(({ node }) => node.isTextblock).length;
  const direct = paragraphs === 1 && children[0]?.node.isTextblock === true;
  const parts: (readonly XmlNode[])[] = [before];
  for (const [index, { node, pos }] of children.entries()) {
    if (!node.isTextblock) {
      parts.push(listOrInterruptions(plan, node, pos));
      continue;
    }
    const block = plannedBlock(plan, pos + 1);
    const breaks = block.leading.slice(index === 0 ? risen : 0).map((anchor) => pageBreak(plan, anchor));
    const inside = inlineContent(plan, block);
    parts.push(breaks, direct ? inside : [element('p', {}, inside)]);
  }
  const content = parts.flat();
  return direct || content.length === 0
    ? element(name, attributes, content)
    : container(name, attributes, content as readonly XmlElement[]);
}

/** A list, or what is left of one that has no item. */
export function listOrInterruptions(plan: EditionPlan, list: Node, pos: number): readonly XmlElement[] {
  if (hasItems(list)) return [listElement(plan, list, pos)];
  return childrenOf(list, pos).flatMap(({ node, pos: at }) => interruption(plan, node, at + 1));
}

/** `table/row/cell`. */
export function tableElement(plan: EditionPlan, table: Node, pos: number): XmlElement {
  const rows = childrenOf(table, pos);
  const columns = rows.reduce((most, { node }) => Math.max(most, columnCount(node)), 0);
  const content = rows.flatMap(({ node, pos: at }) => rowElements(plan, node, at));
  return container('table', { rows: String(rows.length), cols: String(columns) }, content);
}

const columnCount = (row: Node): number => childrenOf(row).reduce((sum, { node }) => sum + span(node.attrs.colspan), 0);

const span = (value: unknown): number => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 1);

function rowElements(plan: EditionPlan, row: Node, pos: number): readonly XmlElement[] {
  const cells = childrenOf(row, pos);
  // TEI has no row without cells, but one that cells of rows above reach into may be left with none of its own.
  if (cells.length === 0) return [container('row', {}, [element('cell', { cols: '0' })])];
  const first = cells[0]?.node.firstChild?.isTextblock === true ? plannedBlock(plan, (cells[0]?.pos ?? 0) + 2) : null;
  const risen = first ? anchorsBefore(first.leading, 'before row').outside : [];
  const heading = cells.every(({ node }) => node.type.name === 'tableHeader');
  const elements = cells.map((cell, index) => cellElement(plan, cell, index === 0 ? risen.length : 0));
  return [
    ...risen.map((anchor) => pageBreak(plan, anchor)),
    container('row', { role: heading ? 'label' : null }, elements),
  ];
}

function cellElement(plan: EditionPlan, { node, pos }: PlacedNode, risen: number): XmlElement {
  const rows = span(node.attrs.rowspan);
  const columns = span(node.attrs.colspan);
  const attributes = {
    role: node.type.name === 'tableHeader' ? 'label' : null,
    rows: rows === 1 ? null : String(rows),
    cols: columns === 1 ? null : String(columns),
  };
  return flowElement(plan, 'cell', attributes, [], childrenOf(node, pos), risen);
}

export interface PlacedNode {
  readonly node: Node;
  /** Position before the node. */
  readonly pos: number;
}

/** The children of a node.
 *  @param pos position before the node */
export function childrenOf(node: Node, pos = 0): readonly PlacedNode[] {
  const children: PlacedNode[] = [];
  node.forEach((child, offset) => {
    children.push({ node: child, pos: pos + 1 + offset });
  });
  return children;
}

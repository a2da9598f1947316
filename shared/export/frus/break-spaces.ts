import { element, isElement, type XmlElement, type XmlNode } from '../../xml/xml-tree.ts';

export const isPageBreak = (node: XmlNode | undefined): node is XmlElement =>
  node !== undefined && isElement(node) && node.name === 'pb';

const isLineBreak = (node: XmlNode | undefined): boolean => node !== undefined && isElement(node) && node.name === 'lb';

/** Words with page breaks among them as the dialect has it: white space stands before a page break and none behind it, none on either side
 *  when it splits a word; texts that touch are one, and white space is never doubled. Pure. */
export function spacedBreaks(nodes: readonly XmlNode[]): readonly XmlNode[] {
  const out: XmlNode[] = [];
  for (const node of nodes) {
    if (typeof node !== 'string') {
      out.push(node);
      continue;
    }
    const firstBreak = breaksBefore(out);
    const text = firstBreak === out.length ? node : node.trimStart();
    if (text !== node && !endsInSpace(out[firstBreak - 1])) out.splice(firstBreak, 0, ' ');
    const last = out.at(-1);
    if (typeof last === 'string') out[out.length - 1] = last + (last.endsWith(' ') ? text.trimStart() : text);
    else if (text !== '') out.push(text);
  }
  return joined(out);
}

/** Where the run of page breaks at the end of some nodes begins. */
function breaksBefore(nodes: readonly XmlNode[]): number {
  let at = nodes.length;
  while (at > 0 && isPageBreak(nodes[at - 1])) at -= 1;
  return at;
}

const endsInSpace = (node: XmlNode | undefined): boolean =>
  node === undefined || (typeof node === 'string' && node.endsWith(' '));

/** A space that was put before a break may touch the text before it. */
function joined(nodes: readonly XmlNode[]): readonly XmlNode[] {
  const out: XmlNode[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (typeof node === 'string' && typeof last === 'string') out[out.length - 1] = last + node;
    else out.push(node);
  }
  return out;
}

/** The content of an element without the page breaks at its edges, which belong outside of it, and without white space and line ends there. */
export function withoutEdges(nodes: readonly XmlNode[]): {
  readonly before: readonly XmlElement[];
  readonly inside: readonly XmlNode[];
  readonly after: readonly XmlElement[];
} {
  const inside = [...nodes];
  const before: XmlElement[] = [];
  const after: XmlElement[] = [];
  for (let first = inside[0]; first !== undefined && isEdge(first); first = inside[0]) {
    if (isPageBreak(first)) before.push(first);
    inside.shift();
  }
  for (let last = inside.at(-1); last !== undefined && isEdge(last); last = inside.at(-1)) {
    if (isPageBreak(last)) after.unshift(last);
    inside.pop();
  }
  const [first, last] = [inside[0], inside.at(-1)];
  if (typeof first === 'string') inside[0] = first.trimStart();
  if (typeof last === 'string') inside[inside.length - 1] = String(inside.at(-1)).trimEnd();
  return { before, inside, after };
}

const isEdge = (node: XmlNode): boolean =>
  typeof node === 'string' ? node.trim() === '' : isPageBreak(node) || isLineBreak(node);

/** `pb` of the dialect. */
export const breakElement = (n: string, type: string | null, id: string): XmlElement =>
  element('pb', { n, type, 'xml:id': id });

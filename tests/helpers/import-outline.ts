import type { Node } from 'prosemirror-model';

/** A document as lines to compare: one for each text block, indented by its depth, with type and telling attribute. Text is
 *  shortened in its middle; `⟦…⟧` is an anchor (with its placement if it leads the block), `⟨…⟩` a note reference (`⟨2?⟩` one
 *  without a note), `↵` a line end, `⁀` one within a word, `{type|…}` a mark. */
export function outline(root: Node): readonly string[] {
  const lines: string[] = [];
  const visit = (node: Node, depth: number): void => {
    const name = '  '.repeat(depth) + [node.type.name, ...tellingAttributes(node)].join(' ');
    if (node.isTextblock) lines.push(`${name}: ${shorten(inlineText(node))}`);
    else lines.push(name);
    if (!node.isTextblock) for (const child of node.children) visit(child, depth + 1);
  };
  for (const child of root.children) visit(child, 0);
  return lines;
}

/** One text block in the notation of `outline`, in full. */
export function inlineText(block: Node): string {
  return block.children
    .map((child) => {
      const marks = child.marks.map((mark) => (mark.attrs.type ?? mark.attrs.function ?? mark.type.name) as string);
      return marks.length === 0 ? leafText(child) : `{${marks.join('+')}|${leafText(child)}}`;
    })
    .join('');
}

/** The words of a text block alone. */
export const wordsOf = (block: Node): string => block.children.map((child) => child.text ?? '').join('');

function leafText(node: Node): string {
  if (node.isText) return node.text ?? '';
  const { attrs } = node;
  if (node.type.name === 'pageAnchor') {
    const place = attrs.placement === 'text' ? '' : `, ${attrs.placement as string}`;
    return `⟦${attrs.kind as string} ${attrs.label as string}${attrs.inferred === true ? ' inferred' : ''}${place}⟧`;
  }
  if (node.type.name === 'noteReference') return `⟨${attrs.label as string}${attrs.target === null ? '?' : ''}⟩`;
  return attrs.joins === true ? '⁀' : '↵';
}

function tellingAttributes(node: Node): readonly string[] {
  const { level, field, type, rend, reason, label } = node.attrs as Readonly<Record<string, unknown>>;
  return [level, field, type, rend, reason, label].filter((value) => value !== undefined && value !== '').map(String);
}

const shorten = (text: string): string => (text.length <= 72 ? text : `${text.slice(0, 34)} … ${text.slice(-34)}`);

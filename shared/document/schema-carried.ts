import type { AttributeSpec, MarkSpec, NodeSpec } from 'prosemirror-model';

const name: AttributeSpec = { validate: 'string' };

/** What of an imported TEI file the editor has no node for: its name is shown, its attributes stay in the source. `name` is that of the element
 *  as it is written; `#comment`, `#cdata`, `?target` of an instruction or `&name;` of a reference. It has no default, so that nothing but an
 *  import makes one. */
export const carriedNodes = {
  /** An element that holds blocks, such as `opener`, `quote` or a `p` with a list in it. */
  carriedBlock: {
    content: '(block | division)+',
    group: 'block carried',
    defining: true,
    attrs: { name },
    toDOM: (node) => ['div', { 'data-block': 'carriedBlock', 'data-name': node.attrs.name as string }, 0],
  },
  /** An element that holds words, such as `trailer` or `l`. */
  carriedText: {
    content: 'inline*',
    marks: '_',
    group: 'block textblock carried',
    defining: true,
    attrs: { name, recognition: { default: null, validate: 'string|null' } },
    toDOM: (node) => ['p', { 'data-block': 'carriedText', 'data-name': node.attrs.name as string }, 0],
  },
  /** What is kept whole between blocks. */
  carriedLeaf: {
    group: 'block carried',
    atom: true,
    attrs: { name },
    toDOM: (node) => [
      'div',
      { 'data-block': 'carriedLeaf', 'data-name': node.attrs.name as string, contenteditable: 'false' },
      node.attrs.name as string,
    ],
  },
  /** What is kept whole among words. */
  carriedPoint: {
    inline: true,
    group: 'inline',
    atom: true,
    selectable: false,
    attrs: { name },
    leafText: () => '',
    toDOM: (node) => [
      'span',
      { 'data-carried': node.attrs.name as string, contenteditable: 'false' },
      node.attrs.name as string,
    ],
  },
} satisfies Record<string, NodeSpec>;

/** An element among words that no other mark stands for. */
export const carriedMark: MarkSpec = {
  attrs: { id: { validate: 'string' }, name },
  excludes: '',
  inclusive: false,
  toDOM: (mark) => ['span', { 'data-mark': 'carried', 'data-name': mark.attrs.name as string }, 0],
};

/** Where in the source of an imported TEI file a thing stands; null for whatever did not come from one. `e12` is the element, comment,
 *  instruction or reference that begins at that UTF-16 offset of the document's own source, `e12_20` the same of one of whose readings,
 *  that at 20, is shown, `r12_40` words between two places that stand in no element of their own. */
const origin: AttributeSpec = { default: null, validate: 'string|null' };

/** Gives everything but text and the document itself its `origin`. */
export function withOrigins<Spec extends NodeSpec | MarkSpec>(specs: Record<string, Spec>): Record<string, Spec> {
  const entries = Object.entries(specs);
  return Object.fromEntries(
    entries.map(([key, spec]) => [key, key === 'text' ? spec : { ...spec, attrs: { ...spec.attrs, origin } }]),
  );
}

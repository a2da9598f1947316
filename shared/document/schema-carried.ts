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

/** What was changed of the attributes of the element that an origin names: the new value by the name, null for one that was taken off. */
const changes: AttributeSpec = { default: null, validate: checkChanges };

/** Attributes that an editor set, by their names as they are written; null: taken off. */
export type AttributeChanges = Readonly<Record<string, string | null>>;

/** Production 5 `Name` of XML 1.0, with one colon at most, as Namespaces in XML wants it. */
const nameStart =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const localPart = `[${nameStart}][${nameStart}\\-.0-9\\xB7\\u0300-\\u036F\\u203F-\\u2040]*`;
const qualifiedName = new RegExp(`^(?:${localPart}:)?${localPart}$`, 'u');

/** Whether an element or an attribute can be called so. */
export const isXmlName = (text: string): boolean => qualifiedName.test(text);

function checkChanges(value: unknown): void {
  if (value === null) return;
  const isRecord = typeof value === 'object' && !Array.isArray(value);
  if (!isRecord) throw new RangeError('changed attributes are no record');
  for (const [key, one] of Object.entries(value as object))
    if (!isXmlName(key) || (one !== null && typeof one !== 'string')) throw new RangeError(`no attribute: ${key}`);
}

/** Gives everything but text and the document itself its `origin`, and what was changed of its attributes. What stands among the words by
 *  itself and has facts of its own, such as a page anchor, says in these all that can be changed. */
export function withOrigins<Spec extends NodeSpec | MarkSpec>(specs: Record<string, Spec>): Record<string, Spec> {
  const entries = Object.entries(specs);
  return Object.fromEntries(
    entries.map(([key, spec]) => {
      if (key === 'text') return [key, spec];
      const hasFacts = 'inline' in spec && spec.inline === true && spec !== (carriedNodes.carriedPoint as NodeSpec);
      return [key, { ...spec, attrs: { ...spec.attrs, origin, ...(!hasFacts && { changes }) } }];
    }),
  );
}

import type { AttributeSpec, NodeSpec } from 'prosemirror-model';

/** TEI `opener/seg/@type` of a telegram's header; `file` is the archive's number of the paper. */
export type HeaderFieldName =
  | 'control'
  | 'received'
  | 'from'
  | 'to'
  | 'info'
  | 'number'
  | 'action'
  | 'subject'
  | 'distribution'
  | 'file'
  | 'other';

/** TEI `stamp/@type`. */
export type StampType = 'declassification' | 'microfilm' | 'copy-quality' | 'date' | 'other';

/** TEI `fw/@type` of what the form of the page prints at its edges. */
export type FormWorkType = 'classification' | 'header' | 'shelfmark' | 'letterhead' | 'other';

/** TEI `div/@type`. */
export type DivisionType = 'main' | 'attachment' | 'section';

const recognition: AttributeSpec = { default: null, validate: 'string|null' };

/** Every text block takes every inline node and every mark: a block type without page anchors would drop them silently
 *  when a block is turned into it. */
function textBlock(domTag: string, name: string, attrs: Record<string, AttributeSpec> = {}, group = 'block'): NodeSpec {
  const all = { ...attrs, recognition };
  return {
    content: 'inline*',
    marks: '_',
    group: `${group} textblock`.trim(),
    attrs: all,
    defining: name !== 'paragraph',
    toDOM: (node) => [domTag, domAttributes(name, node.attrs, Object.keys(attrs)), 0],
    parseDOM: [
      {
        tag: `${domTag}[data-block="${name}"]`,
        priority: 60,
        getAttrs: (dom) => readAttributes(dom, Object.keys(attrs)),
      },
    ],
  };
}

function domAttributes(name: string, attrs: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  const dom: Record<string, string> = { 'data-block': name };
  for (const key of names) if (attrs[key] !== null) dom[`data-${key}`] = String(attrs[key]);
  return dom;
}

/** What `toDOM` wrote, read back: only attributes, so that the pure layer needs no DOM types. */
interface ElementLike {
  getAttribute(name: string): string | null;
}

function readAttributes(dom: unknown, names: readonly string[]): Record<string, unknown> {
  const attrs: Record<string, unknown> = {};
  for (const key of names) {
    const value = (dom as ElementLike).getAttribute(`data-${key}`);
    if (value !== null) attrs[key] = key === 'level' ? Number(value) : value;
  }
  return attrs;
}

const container = (name: string, domTag: string, content: string, spec: NodeSpec = {}): NodeSpec => ({
  content,
  toDOM: () => [domTag, { 'data-block': name }, 0],
  parseDOM: [{ tag: `${domTag}[data-block="${name}"]`, priority: 60 }],
  ...spec,
});

const paragraph = textBlock('p', 'paragraph');
const heading = textBlock('h2', 'heading', { level: { default: 1, validate: 'number' } });

/** The blocks of a document, each with the TEI element it becomes. */
export const blockNodes: Record<string, NodeSpec> = {
  /** `p` */
  paragraph: { ...paragraph, parseDOM: [...(paragraph.parseDOM ?? []), { tag: 'p' }, { tag: 'div', priority: 20 }] },
  /** `head`; level 1 is the title of the document. */
  heading: {
    ...heading,
    parseDOM: [
      ...(heading.parseDOM ?? []),
      ...[1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    ],
  },
  /** `opener/dateline` or `closer/dateline` */
  dateline: textBlock('p', 'dateline'),
  /** `opener/salute` */
  salutation: textBlock('p', 'salutation'),
  /** `opener/seg[@type]` */
  headerField: textBlock('p', 'headerField', { field: { default: 'other', validate: 'string' } }),
  /** `closer/signed` */
  signature: textBlock('p', 'signature'),
  /** `postscript/p` */
  postscript: textBlock('p', 'postscript'),
  /** `fw[@type=stamp]/stamp[@type]` */
  stamp: textBlock('p', 'stamp', { type: { default: 'other', validate: 'string' } }, 'block interruption'),
  /** `fw[@type][@place]` */
  formWork: textBlock(
    'p',
    'formWork',
    { type: { default: 'other', validate: 'string' }, place: { default: 'top', validate: 'string' } },
    'block interruption',
  ),
  /** What a web page or an archive's form added: kept and shown quietly, out of exports unless asked for. */
  furniture: textBlock('p', 'furniture', { reason: { default: 'web page', validate: 'string' } }, 'block interruption'),
  /** `list`; stamps and running heads of a page end may stand between its items. */
  list: container('list', 'div', '(listItem | interruption)+', {
    group: 'block',
    attrs: { rend: { default: 'simple', validate: 'string' }, recognition },
    toDOM: (node) => ['div', { 'data-block': 'list', 'data-rend': node.attrs.rend as string, role: 'list' }, 0],
    parseDOM: [
      { tag: 'div[data-block="list"]', priority: 60, getAttrs: (dom) => readAttributes(dom, ['rend']) },
      { tag: 'ul', attrs: { rend: 'bulleted' } },
      { tag: 'ol', attrs: { rend: 'numbered' } },
    ],
  }),
  /** `label?` and `item` */
  listItem: container('listItem', 'div', 'itemLabel? (paragraph | list)+', {
    defining: true,
    attrs: { recognition },
    toDOM: () => ['div', { 'data-block': 'listItem', role: 'listitem' }, 0],
    parseDOM: [{ tag: 'div[data-block="listItem"]', priority: 60 }, { tag: 'li' }],
  }),
  /** `list/label`: the `(1)` before an item, as text, because it can be misread as well. */
  itemLabel: textBlock('span', 'itemLabel', {}, ''),
  /** `div[@type]` */
  division: container('division', 'section', '(block | division)+', {
    attrs: { type: { default: 'section', validate: 'string' }, recognition },
    defining: true,
    toDOM: (node) => ['section', { 'data-block': 'division', 'data-type': node.attrs.type as string }, 0],
    parseDOM: [
      { tag: 'section[data-block="division"]', priority: 60, getAttrs: (dom) => readAttributes(dom, ['type']) },
    ],
  }),
  /** The bodies of all notes, after the text. */
  notes: container('notes', 'section', 'note+', { isolating: true, defining: true }),
  /** `note[@n][@type][@place]`, exported where its reference stands. */
  note: container('note', 'div', 'paragraph+', {
    isolating: true,
    defining: true,
    attrs: {
      // ProseMirror itself must be able to make a note when it fits content; such a note has no identity yet.
      id: { default: '', validate: 'string' },
      label: { default: '', validate: 'string' },
      type: { default: 'footnote', validate: 'string' },
      recognition,
      raw: { default: null, validate: 'string|null' },
    },
    toDOM: (node) => [
      'div',
      {
        'data-block': 'note',
        'data-id': node.attrs.id as string,
        'data-label': node.attrs.label as string,
        'data-type': node.attrs.type as string,
        role: 'note',
      },
      0,
    ],
    parseDOM: [
      { tag: 'div[data-block="note"]', priority: 60, getAttrs: (dom) => readAttributes(dom, ['id', 'label', 'type']) },
    ],
  }),
};

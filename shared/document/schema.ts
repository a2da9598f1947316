import { type AttributeSpec, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';
import { anchorMarker, anchorOf } from './page-anchor.ts';
import { carriedMark, carriedNodes, withOrigins } from './schema-carried.ts';

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
const blockNodes = {
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
  listItem: container('listItem', 'div', 'itemLabel? (paragraph | list | carried)+', {
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
  note: container('note', 'div', '(paragraph | carried)+', {
    isolating: true,
    defining: true,
    attrs: {
      // ProseMirror itself must be able to make a note when it fits content; such a note has no identity yet.
      id: { default: '', validate: 'string' },
      label: { default: '', validate: 'string' },
      type: { default: 'footnote', validate: 'string' },
      recognition,
      raw: { default: null, validate: 'string|null' },
      /** What it is about when nothing calls it: `document`, or the id of a zone. */
      about: { default: null, validate: 'string|null' },
      /** Whether an editor's question is resolved. */
      resolved: { default: false, validate: 'boolean' },
    },
    toDOM: (node) => [
      'div',
      {
        'data-block': 'note',
        ...(node.attrs.resolved === true && { 'data-resolved': '' }),
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
} satisfies Record<string, NodeSpec>;

const inlineRecognition = { default: null, validate: 'string|null' };

const atom: NodeSpec = { inline: true, group: 'inline', atom: true, selectable: false };

/** What stands among the characters. */
const inlineNodes = {
  text: { group: 'inline' },
  /** `pb`. No attribute has a default that could be made up: nothing but import and the anchor commands makes one. It has no
   *  `parseDOM`: HTML from outside can never bring an anchor in; the document's own clipboard carries it as JSON. */
  pageAnchor: {
    ...atom,
    attrs: {
      id: { validate: 'string' },
      kind: { validate: 'string' },
      label: { validate: 'string' },
      placement: { validate: 'string' },
      inferred: { validate: 'boolean' },
      recognition: { validate: 'string|null' },
      raw: { validate: 'string|null' },
    },
    leafText: (node) => anchorMarker(anchorOf(node)),
    toDOM: (node) => [
      'span',
      {
        'data-anchor': node.attrs.id as string,
        'data-kind': node.attrs.kind as string,
        'data-placement': node.attrs.placement as string,
        contenteditable: 'false',
      },
      anchorMarker(anchorOf(node)),
    ],
  },
  /** Where a note is called; exported as the `note` itself. `target` is null while no body is tied to it. `raw` is what the
   *  source printed there, such as `(1)` or `/2/`. */
  noteReference: {
    ...atom,
    attrs: {
      id: { validate: 'string' },
      target: { default: null, validate: 'string|null' },
      label: { validate: 'string' },
      raw: { default: null, validate: 'string|null' },
      recognition: inlineRecognition,
    },
    leafText: (node) => (node.attrs.raw as string | null) ?? (node.attrs.label as string),
    toDOM: (node) => [
      'sup',
      { 'data-note-reference': node.attrs.id as string, contenteditable: 'false' },
      node.attrs.label as string,
    ],
  },
  /** `lb`. `joins` is `lb/@break="no"`: the word goes on, and a hyphen before it is the line's (`pc/@force="weak"`). */
  lineBreak: {
    ...atom,
    attrs: { joins: { default: false, validate: 'boolean' } },
    leafText: (node) => (node.attrs.joins === true ? '' : '\n'),
    toDOM: (node) => ['br', { 'data-joins': String(node.attrs.joins) }],
    parseDOM: [{ tag: 'br' }],
  },
  /** `gap[@reason][@unit][@quantity]` */
  gap: {
    ...atom,
    attrs: {
      reason: { default: 'illegible', validate: 'string' },
      unit: { default: 'chars', validate: 'string' },
      quantity: { default: null, validate: 'number|null' },
    },
    leafText: () => '[…]',
    toDOM: ({ attrs }) => {
      const title = [attrs.reason, attrs.quantity, attrs.quantity === null ? null : attrs.unit]
        .filter(Boolean)
        .join(' ');
      return ['span', { 'data-gap': '', title, contenteditable: 'false' }, '[…]'];
    },
  },
} satisfies Record<string, NodeSpec>;

const markRecognition: AttributeSpec = { default: null, validate: 'string|null' };
const id: AttributeSpec = { validate: 'string' };

/** A mark that stands for one thing. `excludes: ''` lets marks of one type overlap, told apart by id; `inclusive: false`
 *  keeps text typed at its edge out of it. It is not read from foreign HTML. */
function identified(tag: string, name: string, attrs: Record<string, AttributeSpec>): MarkSpec {
  return {
    attrs: { id, ...attrs },
    excludes: '',
    inclusive: false,
    toDOM: (mark) => {
      const dom: Record<string, string> = { 'data-mark': name };
      for (const [key, value] of Object.entries(mark.attrs as Record<string, unknown>))
        if (value !== null && key !== 'recognition' && key !== 'changes') dom[`data-${key}`] = String(value);
      if (typeof mark.attrs.language === 'string') dom.lang = mark.attrs.language;
      if (typeof mark.attrs.expansion === 'string') dom.title = mark.attrs.expansion;
      return [tag, dom, 0];
    },
  };
}

/** Everything that covers a stretch of text. */
const marks = {
  /** `persName placeName orgName date term`: a tag of the editor's; what it says beyond its kind is in its records. */
  annotation: identified('span', 'annotation', { kind: { validate: 'string' } }),
  /** `choice/sic/corr`: the page itself is wrong; the marked text is the `corr`, `sic` is what the page reads. */
  emendation: identified('span', 'emendation', {
    sic: { validate: 'string' },
    cert: { default: 'high', validate: 'string' },
  }),
  /** `ref[@type=document]`: a cable reference such as `Yourtel 1606, November 2`. */
  reference: identified('span', 'reference', {
    target: { default: null, validate: 'string|null' },
    recognition: markRecognition,
  }),
  /** `seg[@type]`: a part of a block that has a role of its own, such as a salutation inside a paragraph or a number; with
   *  a type of `form-segment.ts` an `fw`: a running head over which a sentence goes on. */
  segment: identified('span', 'segment', { type: { validate: 'string' }, recognition: markRecognition }),
  /** `del[@rend=strikethrough][@hand]` */
  struck: identified('s', 'struck', { hand: { default: null, validate: 'string|null' }, recognition: markRecognition }),
  /** `add[@hand][@place]/metamark[@function]`: a check mark, a circled number. */
  byHand: identified('span', 'byHand', {
    function: { default: 'check', validate: 'string' },
    hand: { default: null, validate: 'string|null' },
    recognition: markRecognition,
  }),
  /** `add[@hand][@place]`: words that a hand added; `place` is that of TEI, such as `above`, `below`, `margin`. */
  added: identified('span', 'added', {
    place: { default: 'above', validate: 'string' },
    hand: { default: null, validate: 'string|null' },
  }),
  /** `seg[@type=hand][@hand]`: words that another hand wrote than the rest. */
  otherHand: identified('span', 'otherHand', { hand: { validate: 'string' } }),
  /** `choice/abbr/expan`: the marked text is the `abbr`. */
  abbreviation: identified('abbr', 'abbreviation', { expansion: { validate: 'string' } }),
  /** `foreign[@xml:lang]`: `language` is a tag of BCP 47. */
  foreign: identified('span', 'foreign', { language: { validate: 'string' } }),
  /** `unclear[@reason][@cert]` */
  unclear: identified('span', 'unclear', {
    reason: { default: 'faded', validate: 'string' },
    cert: { default: 'low', validate: 'string' },
  }),
  /** `supplied[@reason]` */
  supplied: identified('span', 'supplied', { reason: { default: 'illegible', validate: 'string' } }),
  /** `@facs`: the passage that a region of the page image shows; the region itself is a zone of the document. */
  zone: identified('span', 'zone', {}),
  /** Words inside a block that a web page added, such as `Back` after a note: kept, out of exports. */
  furnitureText: identified('span', 'furnitureText', { recognition: markRecognition }),
  /** `hi[@rend]`: italic, bold, underline, smallcaps, superscript. A look, not a thing: no id, one of each at most. */
  rendition: {
    attrs: { rend: { validate: 'string' } },
    excludes: '',
    toDOM: (mark) => ['span', { 'data-mark': 'rendition', 'data-rend': mark.attrs.rend as string }, 0],
    parseDOM: [
      { tag: 'i, em', attrs: { rend: 'italic' } },
      { tag: 'b, strong', attrs: { rend: 'bold' } },
      { tag: 'u', attrs: { rend: 'underline' } },
      { tag: 'sup', attrs: { rend: 'superscript' } },
    ],
  },
} satisfies Record<string, MarkSpec>;

const cellAttributes: NodeSpec['attrs'] = {
  colspan: { default: 1, validate: 'number' },
  rowspan: { default: 1, validate: 'number' },
  colwidth: { default: null },
};

interface CellLike {
  getAttribute(name: string): string | null;
}

function readCell(dom: unknown): Record<string, number> {
  const span = (name: string): number => Math.max(1, Math.min(100, Number((dom as CellLike).getAttribute(name)) || 1));
  return { colspan: span('colspan'), rowspan: span('rowspan') };
}

const cell = (tag: 'td' | 'th', tableRole: string): NodeSpec => ({
  content: '(paragraph | carried)+',
  attrs: cellAttributes,
  tableRole,
  isolating: true,
  toDOM: (node) => [tag, { colspan: String(node.attrs.colspan), rowspan: String(node.attrs.rowspan) }, 0],
  parseDOM: [{ tag, getAttrs: readCell }],
});

/** TEI `table/row/cell`, in the shape that prosemirror-tables edits (`tableRole`). Written out here because that package
 *  needs a browser and this layer has none. */
const tableNodes = {
  table: {
    content: 'tableRow+',
    tableRole: 'table',
    isolating: true,
    group: 'block',
    attrs: { recognition: { default: null, validate: 'string|null' } },
    toDOM: () => ['table', { 'data-block': 'table' }, ['tbody', 0]],
    parseDOM: [{ tag: 'table' }],
  },
  tableRow: {
    content: '(tableCell | tableHeader)*',
    tableRole: 'row',
    toDOM: () => ['tr', 0],
    parseDOM: [{ tag: 'tr' }],
  },
  tableCell: cell('td', 'cell'),
  tableHeader: cell('th', 'header_cell'),
} satisfies Record<string, NodeSpec>;

/** The names of everything that a document is made of, so that a table over them that lacks one is found by the compiler. */
export type NodeName =
  | keyof typeof blockNodes
  | keyof typeof tableNodes
  | keyof typeof inlineNodes
  | keyof typeof carriedNodes;
export type MarkName = keyof typeof marks | 'carried';

/** The one editor schema. What is stored names its nodes, marks and attributes: a change of any of them is a change of the
 *  journal format (`docs/formats.md`). Paragraph comes first, so that it is what ProseMirror makes when it must make a block. */
export const schema = new Schema({
  topNode: 'doc',
  nodes: {
    doc: { content: '(block | division)+ notes?' },
    ...withOrigins({ ...blockNodes, ...tableNodes, ...inlineNodes, ...carriedNodes }),
  },
  marks: withOrigins({ ...marks, carried: carriedMark }),
});

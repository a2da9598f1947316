import type { NodeSpec } from 'prosemirror-model';
import { anchorMarker, anchorOf } from './page-anchor.ts';

const recognition = { default: null, validate: 'string|null' };

const atom: NodeSpec = { inline: true, group: 'inline', atom: true, selectable: false };

/** What stands among the characters. */
export const inlineNodes: Record<string, NodeSpec> = {
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
      recognition,
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
    toDOM: () => ['span', { 'data-gap': '', contenteditable: 'false' }, '[…]'],
  },
};

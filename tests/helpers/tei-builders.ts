import type { Node } from 'prosemirror-model';
import { schema } from '../../shared/document/schema.ts';

/** Builders for what the short ones of `builders.ts` do not make. */

type Part = string | Node;

const inline = (parts: readonly Part[]): readonly Node[] =>
  parts.map((part) => (typeof part === 'string' ? schema.text(part) : part));

/** A text block of any type with attributes. */
export const block = (type: string, attrs: Record<string, unknown>, ...parts: readonly Part[]): Node =>
  schema.node(type, attrs, inline(parts));

export const field = (name: string, ...parts: readonly Part[]): Node => block('headerField', { field: name }, ...parts);

export const division = (type: string, ...blocks: readonly Node[]): Node =>
  schema.node('division', { type }, [...blocks]);

/** Text, or inline nodes, with marks given as type and attributes. */
export function marked(part: Part, ...marks: readonly (readonly [string, Record<string, unknown>])[]): Node {
  const node = typeof part === 'string' ? schema.text(part) : part;
  const set = marks.map(([type, attrs]) => schema.mark(type, attrs));
  return node.mark(set.reduce((all, mark) => mark.addToSet(all), node.marks));
}

/** A call of a note. */
export const callOf = (target: string | null, label: string, raw: string | null = null, id = `c${label}`): Node =>
  schema.node('noteReference', { id, target, label, raw });

/** A note of a type with paragraphs. */
export const noteOf = (id: string, label: string, type: string, ...paragraphs: readonly Node[]): Node =>
  schema.node('note', { id, label, type }, [...paragraphs]);

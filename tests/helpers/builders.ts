import type { Mark, Node } from 'prosemirror-model';
import type { AnchorKind } from '../../shared/document/page-anchor.ts';
import { schema } from '../../shared/document/schema.ts';

type Part = string | Node;

const inline = (parts: readonly Part[]): Node[] =>
  parts.map((part) => (typeof part === 'string' ? schema.text(part) : part));

/** Makes a text block of a type from strings and inline nodes. */
const block =
  (type: string, attrs?: Record<string, unknown>) =>
  (...parts: readonly Part[]): Node =>
    schema.node(type, attrs ?? null, inline(parts));

export const doc = (...blocks: readonly Node[]): Node => schema.node('doc', null, [...blocks]);
export const p = block('paragraph');
export const h = block('heading', { level: 1 });
export const dateline = block('dateline');
export const salutation = block('salutation');
export const signature = block('signature');
export const stamp = block('stamp', { type: 'other' });
export const furniture = block('furniture');
export const label = block('itemLabel');
export const li = (...blocks: readonly Node[]): Node => schema.node('listItem', null, [...blocks]);
export const list = (...items: readonly Node[]): Node => schema.node('list', null, [...items]);
export const attachment = (...blocks: readonly Node[]): Node =>
  schema.node('division', { type: 'attachment' }, [...blocks]);
export const td = (...blocks: readonly Node[]): Node => schema.node('tableCell', null, [...blocks]);
export const tr = (...cells: readonly Node[]): Node => schema.node('tableRow', null, [...cells]);
export const table = (...rows: readonly Node[]): Node => schema.node('table', null, [...rows]);
export const notes = (...bodies: readonly Node[]): Node => schema.node('notes', null, [...bodies]);
export const note = (id: string, noteLabel: string, ...parts: readonly Part[]): Node =>
  schema.node('note', { id, label: noteLabel }, [p(...parts)]);
export const call = (target: string | null, noteLabel: string): Node =>
  schema.node('noteReference', { id: `c${noteLabel}`, target, label: noteLabel, raw: `(${noteLabel})` });
export const lineEnd = (joins = false): Node => schema.node('lineBreak', { joins });

const anchor =
  (kind: AnchorKind) =>
  (pageLabel: string | number, placement = 'text', id = `${kind.charAt(0)}${pageLabel}`): Node =>
    schema.node('pageAnchor', {
      id,
      kind,
      label: String(pageLabel),
      placement,
      inferred: false,
      recognition: null,
      raw: null,
    });

export const fac = anchor('facsimile');
export const typ = anchor('typeset');
export const pag = anchor('page');

const marked = (mark: Mark, text: string): Node => schema.text(text, [mark]);
export const person = (id: string, text: string): Node =>
  marked(schema.mark('annotation', { id, kind: 'person' }), text);
export const place = (id: string, text: string): Node => marked(schema.mark('annotation', { id, kind: 'place' }), text);

/** The anchors of a document as `facsimile 2`, in order. */
export function pageSequence(node: Node): readonly string[] {
  const found: string[] = [];
  node.descendants((child) => {
    if (child.type.name === 'pageAnchor') found.push(`${child.attrs.kind} ${child.attrs.label}`);
  });
  return found;
}

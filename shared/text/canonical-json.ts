import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Fragment, Mark, Node } from 'prosemirror-model';

/** Writes a document so that equal documents give equal text: attributes by name, marks by type, then id, then attributes. Attributes that
 *  documents did not have when the first hashes were made are left out as long as they say nothing.
 *  The order of overlapping marks of one type is not content (undo may leave another one), so it is not kept. */
export function canonicalJson(doc: Node): string {
  return JSON.stringify(canonicalNode(doc));
}

/** 128 bits of the SHA-256 of the canonical form, in hex. Two states with the same hash are the same state. */
export function canonicalHash(doc: Node): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(doc)))).slice(0, 32);
}

function canonicalNode(node: Node): unknown {
  const value: Record<string, unknown> = { type: node.type.name };
  const attrs = sortedAttributes(node.attrs);
  if (Object.keys(attrs).length > 0) value.attrs = attrs;
  if (node.marks.length > 0) value.marks = node.marks.map(markKey).sort();
  if (node.isText) value.text = node.text;
  else if (node.childCount > 0) value.content = canonicalChildren(node.content);
  return value;
}

/** Text nodes that differ only in the order of their marks are one text. */
function canonicalChildren(content: Fragment): readonly unknown[] {
  const children: { type?: unknown; marks?: unknown; text?: string }[] = [];
  content.forEach((child) => {
    const next = canonicalNode(child) as { type?: unknown; marks?: unknown; text?: string };
    const last = children.at(-1);
    if (child.isText && last?.text !== undefined && JSON.stringify(last.marks) === JSON.stringify(next.marks))
      last.text += next.text ?? '';
    else children.push(next);
  });
  return children;
}

const markKey = (mark: Mark): string => JSON.stringify([mark.type.name, sortedAttributes(mark.attrs)]);

/** Attributes that came later. */
const later: ReadonlySet<string> = new Set(['origin', 'about', 'resolved', 'changes']);

const sortedAttributes = (attrs: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attrs)
      .filter(([key, value]) => !later.has(key) || (value !== null && value !== false))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** The JSON of a value with the fields of every object in the order of their names. */
export const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

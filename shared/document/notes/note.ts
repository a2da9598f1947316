import type { Node } from 'prosemirror-model';
import { type PlacedBlock, textBlocks } from '../reading-text.ts';

/** What sort of a note it is. TEI: `note/@type`, none for a footnote. A comment is for those who work on the document: no edition has it. */
export type NoteType = (typeof noteTypes)[number];

export const noteTypes = ['footnote', 'source', 'editorial', 'editor-comment'] as const;

export const isNoteType = (value: unknown): value is NoteType => noteTypes.some((type) => type === value);

/** Whether no edition has the note. */
export const isComment = (note: Node): boolean => note.attrs.type === 'editor-comment';

/** Whether notes of the type are an editor's own, with letters for labels. */
export const isLettered = (type: string): boolean => type === 'editorial' || type === 'editor-comment';

/** Whether a note of the type can be resolved. */
export const isResolvable = isLettered;

/** A node and the position before it. */
export interface Placed {
  readonly node: Node;
  readonly pos: number;
}

/** The calls of notes and their bodies, each in the order of the document. O(nodes). */
export function notesOf(doc: Node): { readonly calls: readonly Placed[]; readonly bodies: readonly Placed[] } {
  const [calls, bodies]: [Placed[], Placed[]] = [[], []];
  doc.descendants((node, pos) => {
    if (node.type.name === 'noteReference') calls.push({ node, pos });
    else if (node.type.name === 'note') bodies.push({ node, pos });
  });
  return { calls, bodies };
}

/** The ids of the comments of editors. */
export function commentIds(doc: Node): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { node } of commentsOf(doc)) ids.add(String(node.attrs.id));
  return ids;
}

function commentsOf(doc: Node): readonly Placed[] {
  const found: Placed[] = [];
  const notes = doc.lastChild;
  if (notes?.type.name !== 'notes') return found;
  notes.forEach((node, offset) => {
    if (isComment(node)) found.push({ node, pos: doc.content.size - notes.nodeSize + 1 + offset });
  });
  return found;
}

/** The text blocks of a document but those of comments, which no edition has. */
export function blocksOutsideComments(doc: Node): readonly PlacedBlock[] {
  const comments = commentsOf(doc);
  const isInside = (start: number): boolean =>
    comments.some(({ node, pos }) => pos < start && start < pos + node.nodeSize);
  const blocks = textBlocks(doc);
  return comments.length === 0 ? blocks : blocks.filter(({ start }) => !isInside(start));
}

import type { Node } from 'prosemirror-model';

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

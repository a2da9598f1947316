import { Fragment, type Node } from 'prosemirror-model';
import { isComment } from '../../document/notes/note.ts';

/** A document without the comments of editors, which nobody else reads. The same node when it has none. */
export function withoutComments(doc: Node): Node {
  const notes = doc.lastChild?.type.name === 'notes' ? doc.lastChild : null;
  if (notes === null) return doc;
  const kept = notes.children.filter((note) => !isComment(note));
  if (kept.length === notes.childCount) return doc;
  const others = doc.children.slice(0, -1);
  return doc.copy(Fragment.from(kept.length === 0 ? others : [...others, notes.copy(Fragment.from(kept))]));
}

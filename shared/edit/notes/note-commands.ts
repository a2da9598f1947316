import type { Mark, Node, ResolvedPos, Schema } from 'prosemirror-model';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { newAnnotationId, newNoteId, type ZoneId } from '../../document/identifier.ts';
import { isResolvable, type NoteType, notesOf, type Placed } from '../../document/notes/note.ts';
import { ownGroup } from '../undo-history.ts';
import { labelAt } from './note-labels.ts';

/** Ties the call of a note beside the caret to the note that it means, or the note that the caret stands in to its call. What has the
 *  same label is meant, or else the only one that is not tied yet. Nothing where that is in doubt. */
export const tieNote: Command = (state, dispatch) => {
  const call = callAtCaret(state);
  const body = bodyAtCaret(state);
  // Asked after each key: elsewhere the document is not looked through.
  if (!call && !body) return false;
  const { calls, bodies } = notesOf(state.doc);
  const loose = calls.filter(({ node }) => node.attrs.target === null);
  const called = new Set(calls.map(({ node }) => node.attrs.target));
  const uncalled = bodies.filter(({ node }) => !called.has(node.attrs.id));
  const pair = call
    ? { call, body: meant(uncalled, call) }
    : { call: body && uncalled.some(({ pos }) => pos === body.pos) ? meant(loose, body) : null, body };
  if (!pair.call || !pair.body || pair.call.node.attrs.target !== null) return false;
  dispatch?.(tied(state.tr, pair.call, pair.body));
  return true;
};

/** Unties the call of a note beside the caret from its note. Both stay. */
export const untieNote: Command = (state, dispatch) => {
  const call = callAtCaret(state);
  if (!call || call.node.attrs.target === null) return false;
  dispatch?.(state.tr.setNodeAttribute(call.pos, 'target', null).setMeta(ownGroup, true));
  return true;
};

/** Calls a note that nothing refers to at the caret: with the call that is there, or a new one. */
export const callNote =
  (id: string): Command =>
  (state, dispatch) => {
    const { calls, bodies } = notesOf(state.doc);
    const body = bodies.find(({ node }) => node.attrs.id === id);
    if (!body || calls.some(({ node }) => node.attrs.target === id)) return false;
    const call = callAtCaret(state);
    if (call?.node.attrs.target === null) {
      dispatch?.(tied(state.tr, call, body));
      return true;
    }
    const { $to } = state.selection;
    if (!$to.parent.inlineContent || bodyAtCaret(state)) return false;
    const { id: target, label } = body.node.attrs;
    const made = state.schema.node('noteReference', { id: newAnnotationId(), target, label });
    dispatch?.(state.tr.insert($to.pos, made).setMeta(ownGroup, true));
    return true;
  };

const tied = (transaction: Transaction, call: Placed, body: Placed): Transaction =>
  transaction.setNodeAttribute(call.pos, 'target', body.node.attrs.id).setMeta(ownGroup, true);

/** The one of the same label, or else the only one. */
function meant(candidates: readonly Placed[], { node }: Placed): Placed | null {
  const alike = candidates.filter((candidate) => candidate.node.attrs.label === node.attrs.label);
  const [only, ...others] = alike.length > 0 ? alike : candidates;
  return only && others.length === 0 ? only : null;
}

/** The call that is selected, or right before or behind the caret. */
function callAtCaret({ selection: { $from, $to } }: EditorState): Placed | null {
  const beside = [
    { node: $from.nodeAfter, pos: $from.pos },
    { node: $to.nodeBefore, pos: $to.pos - ($to.nodeBefore?.nodeSize ?? 0) },
    { node: $from.nodeBefore, pos: $from.pos - ($from.nodeBefore?.nodeSize ?? 0) },
  ];
  for (const { node, pos } of beside) if (node?.type.name === 'noteReference') return { node, pos };
  return null;
}

function bodyAtCaret({ selection: { $head } }: EditorState): Placed | null {
  for (let depth = $head.depth; depth > 0; depth--)
    if ($head.node(depth).type.name === 'note') return { node: $head.node(depth), pos: $head.before(depth) };
  return null;
}

/** What a note is about besides words: the whole document, or a zone of a page image. */
export type NoteSubject = 'document' | ZoneId;

/** Adds a note and calls it at a position in a text block; its body comes behind that of the note called before. TEI: `note`.
 *  @param text one paragraph; a note without any is not added */
export const addNote =
  (at: number, text: string, type: NoteType = 'editorial'): Command =>
  (state, dispatch) => {
    const { schema, doc } = state;
    if (text.trim() === '' || !doc.resolve(at).parent.inlineContent) return false;
    const body = newBody(schema, text, { type, label: labelAt(doc, at, type) });
    const call = schema.node('noteReference', {
      id: newAnnotationId(),
      target: body.attrs.id,
      label: body.attrs.label,
    });
    // The bodies come last: where they stand does not move the place of the call.
    const transaction = putBody(state.tr, body, at);
    transaction.insert(at, call.mark(marksAround(doc.resolve(at))));
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

/** Adds a note that nothing in the text calls. TEI: `note[@target]`.
 *  @param text one paragraph; a note without any is not added */
export const addNoteAbout =
  (about: NoteSubject, text: string, type: NoteType = 'editorial'): Command =>
  (state, dispatch) => {
    if (text.trim() === '') return false;
    const { doc, schema } = state;
    const body = newBody(schema, text, { type, about, label: labelAt(doc, doc.content.size, 'editorial') });
    dispatch?.(putBody(state.tr, body, doc.content.size).setMeta(ownGroup, true));
    return true;
  };

function newBody(schema: Schema, text: string, attrs: Readonly<Record<string, unknown>>): Node {
  const words = schema.text(text.replace(/\s+/g, ' ').trim());
  return schema.node('note', { id: newNoteId(), ...attrs }, [schema.node('paragraph', null, [words])]);
}

/** Puts the body of a note behind that of the note that is called last before a position. */
function putBody(transaction: Transaction, body: Node, at: number): Transaction {
  const { doc } = transaction;
  const { calls, bodies } = notesOf(doc);
  if (doc.lastChild?.type.name !== 'notes')
    return transaction.insert(doc.content.size, doc.type.schema.node('notes', null, [body]));
  const before = new Set(calls.filter(({ pos }) => pos < at).map(({ node }) => node.attrs.target));
  const called = new Set(calls.map(({ node }) => node.attrs.target));
  const last = bodies.findLast(({ node }) => before.has(node.attrs.id));
  // Before the first that is called later; what nothing calls stays where it is.
  const next = bodies.find(({ node }) => called.has(node.attrs.id) && !before.has(node.attrs.id));
  const end = doc.content.size - 1;
  return transaction.insert(last ? last.pos + last.node.nodeSize : (next?.pos ?? end), body);
}

/** The marks that go on over a position: a call in the middle of marked words does not divide them. */
const marksAround = ($at: ResolvedPos): readonly Mark[] =>
  ($at.nodeBefore?.marks ?? []).filter((mark) => mark.isInSet($at.nodeAfter?.marks ?? []));

/** Says that an editor's note or comment is resolved, or that it is open again. Footnotes of the source are neither. */
export const toggleResolved =
  (id: string): Command =>
  (state, dispatch) => {
    const body = notesOf(state.doc).bodies.find(({ node }) => node.attrs.id === id);
    if (!body || !isResolvable(body.node.attrs.type as string)) return false;
    const transaction = state.tr.setNodeAttribute(body.pos, 'resolved', body.node.attrs.resolved !== true);
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

/** Takes a note away, with every call of it. */
export const removeNote =
  (id: string): Command =>
  (state, dispatch) => {
    const { calls, bodies } = notesOf(state.doc);
    const body = bodies.find(({ node }) => node.attrs.id === id);
    if (!body) return false;
    const isOnly = bodies.length === 1;
    const gone = [
      ...calls.filter(({ node }) => node.attrs.target === id),
      isOnly ? { node: state.doc.child(state.doc.childCount - 1), pos: body.pos - 1 } : body,
    ].sort((a, b) => b.pos - a.pos);
    const transaction = state.tr;
    for (const { node, pos } of gone) transaction.delete(pos, pos + node.nodeSize);
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

/** Where the caret goes from the call of a note to its body, and from a body to its call; null where there is no such thing. */
export function otherEndOfNote(state: EditorState): number | null {
  const { calls, bodies } = notesOf(state.doc);
  const here = bodyAtCaret(state);
  if (here) {
    const call = calls.find(({ node }) => node.attrs.target === here.node.attrs.id);
    return call ? call.pos + 1 : null;
  }
  const target = callAtCaret(state)?.node.attrs.target as string | null | undefined;
  const body = bodies.find(({ node }) => node.attrs.id === target);
  // Behind the opening tokens of the note and of its first paragraph.
  return body ? body.pos + 2 : null;
}

/** The note that the caret stands in, or beside whose call it stands; null when there is none. */
export function noteAtCaret(state: EditorState): string | null {
  const id = bodyAtCaret(state)?.node.attrs.id ?? callAtCaret(state)?.node.attrs.target;
  return typeof id === 'string' && id !== '' ? id : null;
}

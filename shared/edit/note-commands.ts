import type { Node } from 'prosemirror-model';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { newAnnotationId, newNoteId } from '../document/identifier.ts';
import { ownGroup } from './undo-history.ts';

interface Placed {
  readonly node: Node;
  readonly pos: number;
}

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

function notesOf(doc: Node): { readonly calls: readonly Placed[]; readonly bodies: readonly Placed[] } {
  const [calls, bodies]: [Placed[], Placed[]] = [[], []];
  doc.descendants((node, pos) => {
    if (node.type.name === 'noteReference') calls.push({ node, pos });
    else if (node.type.name === 'note') bodies.push({ node, pos });
  });
  return { calls, bodies };
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

/** Adds an editor's note and calls it at a position in a text block. TEI: `note[@type="editorial"]`.
 *  @param text one paragraph; a note without any is not added */
export const addNote =
  (at: number, text: string): Command =>
  (state, dispatch) => {
    const words = text.trim();
    const { schema, doc } = state;
    if (words === '' || !doc.resolve(at).parent.inlineContent) return false;
    const label = freeLabel(doc);
    const target = newNoteId();
    const body = schema.node('note', { id: target, label, type: 'editorial' }, [
      schema.node('paragraph', null, [schema.text(words)]),
    ]);
    const last = doc.lastChild;
    // The bodies come last: where they stand does not move the place of the call.
    const transaction =
      last?.type.name === 'notes'
        ? state.tr.insert(doc.content.size - 1, body)
        : state.tr.insert(doc.content.size, schema.node('notes', null, [body]));
    transaction.insert(at, schema.node('noteReference', { id: newAnnotationId(), target, label }));
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

/** The first of a, b, … z, aa, ab … that no note bears: editors' notes are lettered, those of the source mostly numbered. */
function freeLabel(doc: Node): string {
  const taken = new Set<unknown>();
  doc.descendants((node) => {
    if (node.type.name === 'note' || node.type.name === 'noteReference') taken.add(node.attrs.label);
  });
  for (let number = 0; ; number++) {
    const label = letters(number);
    if (!taken.has(label)) return label;
  }
}

const letters = (number: number): string =>
  (number < 26 ? '' : letters(Math.floor(number / 26) - 1)) + String.fromCharCode(97 + (number % 26));

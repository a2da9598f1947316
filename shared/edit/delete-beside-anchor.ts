import { joinBackward, joinForward } from 'prosemirror-commands';
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { isAnchor } from '../document/page-anchor.ts';

/** Backspace with the caret right after page anchors: takes the character before them; at the start of a block, joins the
 *  block to the one before. Elsewhere it does nothing and leaves the key to the next command. */
export const deleteBackward: Command = (state, dispatch) => {
  const before = besideAnchors(state, -1);
  if (before === null) return false;
  return deleteAt(state, before, -1, dispatch);
};

/** Delete with the caret right before page anchors: takes the character after them; at the end of a block, joins the next
 *  block to it. */
export const deleteForward: Command = (state, dispatch) => {
  const after = besideAnchors(state, 1);
  if (after === null) return false;
  return deleteAt(state, after, 1, dispatch);
};

/** The position on the far side of the anchors next to the caret; null when there is none next to it. */
function besideAnchors(state: EditorState, direction: -1 | 1): number | null {
  const { $head, empty } = state.selection;
  if (!empty || !$head.parent.inlineContent) return null;
  let pos = $head.pos;
  for (;;) {
    const $pos = state.doc.resolve(pos);
    const neighbour = direction < 0 ? $pos.nodeBefore : $pos.nodeAfter;
    if (!neighbour || !isAnchor(neighbour)) break;
    pos += direction;
  }
  return pos === $head.pos ? null : pos;
}

function deleteAt(
  state: EditorState,
  pos: number,
  direction: -1 | 1,
  dispatch: ((transaction: Transaction) => void) | undefined,
): boolean {
  const $pos = state.doc.resolve(pos);
  const neighbour = direction < 0 ? $pos.nodeBefore : $pos.nodeAfter;
  if (!neighbour) {
    const moved = state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)));
    const join = direction < 0 ? joinBackward : joinForward;
    // The command is made on a state whose caret stands beyond the anchors; its steps fit the present one just as well.
    join(moved, dispatch && ((transaction) => dispatch(replay(state, transaction))));
    return true;
  }
  const size = neighbour.isText ? characterSize(neighbour.text ?? '', direction) : neighbour.nodeSize;
  const from = direction < 0 ? pos - size : pos;
  const transaction = state.tr.delete(from, from + size);
  transaction.setSelection(TextSelection.create(transaction.doc, direction < 0 ? from : state.selection.head));
  dispatch?.(transaction.scrollIntoView());
  return true;
}

function replay(state: EditorState, made: Transaction): Transaction {
  const transaction = state.tr;
  for (const step of made.steps) transaction.step(step);
  return transaction.setSelection(made.selection.map(transaction.doc, made.mapping.slice(made.mapping.maps.length)));
}

/** UTF-16 units of what a reader takes for the last or first character. */
function characterSize(text: string, direction: -1 | 1): number {
  const window = direction < 0 ? text.slice(-40) : text.slice(0, 40);
  const characters = [...new Intl.Segmenter().segment(window)];
  return (direction < 0 ? characters.at(-1) : characters[0])?.segment.length ?? 1;
}

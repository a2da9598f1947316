import { setBlockType as setTextBlockType } from 'prosemirror-commands';
import type { Command, Transaction } from 'prosemirror-state';
import { stepFault } from '../document/steps.ts';

/** The types that a text block can be turned into by hand. */
export type BlockKind =
  | 'paragraph'
  | 'heading'
  | 'dateline'
  | 'salutation'
  | 'headerField'
  | 'signature'
  | 'postscript'
  | 'stamp'
  | 'formWork'
  | 'furniture';

/** Turns the selected text blocks into another type. Their text, marks and anchors stay, and so does the element of an imported file that
 *  each of them is. */
export const setBlockType =
  (kind: BlockKind, attrs: Readonly<Record<string, unknown>> = {}): Command =>
  (state, dispatch) => {
    const type = state.schema.nodes[kind];
    if (!type || !setTextBlockType(type, { ...attrs })(state)) return false;
    const transaction = state.tr;
    for (const { $from, $to } of state.selection.ranges)
      transaction.setBlockType($from.pos, $to.pos, type, ({ attrs: { origin, changes } }) => ({
        ...attrs,
        ...(typeof origin === 'string' && { origin, changes }),
      }));
    dispatch?.(transaction.scrollIntoView());
    return true;
  };

/** A structural command that does nothing where it cannot work. Stock list, table and join commands throw on structures that
 *  they do not expect, and the table commands can even leave a row inside a row; what they make is checked against the
 *  schema before it is applied. For commands of a person's, not for typing: it costs the whole document. */
export const checkedCommand =
  (command: Command): Command =>
  (state, dispatch, view) => {
    const made: Transaction[] = [];
    try {
      const done = command(state, dispatch && ((transaction) => void made.push(transaction)), view);
      if (!done) return false;
      for (const transaction of made) {
        transaction.doc.check();
        if (!canBeTakenBack(transaction)) return false;
        // A selection is mapped only when it is asked for, and that of cells throws where a ragged table was changed.
        transaction.doc.resolve(transaction.selection.from);
      }
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
    for (const transaction of made) dispatch?.(transaction);
    return true;
  };

/** The table package makes steps that end before they begin where cells over several rows clash. */
const canBeTakenBack = ({ steps, docs, doc }: Transaction): boolean =>
  steps.every((step, index) => stepFault(step, docs[index] ?? doc, docs[index + 1] ?? doc) === null);

/** The ways in which ProseMirror says that a structure does not allow a change. `TransformError` is not exported, and the table commands
 *  have no class of their own for a table that their change has undone. */
const isRefusal = (error: unknown): boolean =>
  error instanceof RangeError ||
  error instanceof TypeError ||
  (error instanceof Error && (error.name === 'TransformError' || error.message === 'No table found'));

import type { Command, Transaction } from 'prosemirror-state';
import { TransformError } from 'prosemirror-transform';

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
      for (const transaction of made) transaction.doc.check();
    } catch (error) {
      if (error instanceof RangeError || error instanceof TypeError || error instanceof TransformError) return false;
      throw error;
    }
    for (const transaction of made) dispatch?.(transaction);
    return true;
  };

import { Fragment, type Node, Slice } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { CellSelection } from 'prosemirror-tables';
import { expect, test } from 'vitest';
import { tablePlugin } from '../../../renderer/editor/editor-plugins.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { canonicalJson } from '../../../shared/text/canonical-json.ts';
import { doc, p, table, tr } from '../../helpers/builders.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';

const cell = (text: string, rowspan: number, colspan: number): Node =>
  schema.node('tableCell', { rowspan, colspan }, [p(text)]);

/** A table some of whose cells reach over rows and columns, not always into rows that are there. */
function anyTable(random: SeededRandom, text: string): Node {
  const span = (most: number): number => (random.below(3) === 0 ? 1 + random.below(most) : 1);
  const row = (): Node => tr(...Array.from({ length: 1 + random.below(3) }, () => cell(text, span(3), span(2))));
  return table(...Array.from({ length: 1 + random.below(3) }, row));
}

function cellsOf(node: Node): readonly number[] {
  const cells: number[] = [];
  node.descendants(({ type }, pos) => {
    if (type.name === 'tableCell') cells.push(pos);
  });
  return cells;
}

/** Pastes a table where cells are selected.
 *  @returns the editor then, or null when it was not taken as cells */
function pasted(state: EditorState, slice: Slice): EditorState | null {
  const plugin = state.plugins.find(({ props }) => props.handlePaste);
  let next = state;
  const dispatch = (transaction: Transaction): void => {
    next = state.apply(transaction);
  };
  return plugin?.props.handlePaste?.call(plugin, { state, dispatch } as never, null as never, slice) ? next : null;
}

test('cells pasted where cells reach over several rows are pasted so that undo takes them back, or are not taken as cells', () => {
  let [taken, refused] = [0, 0];
  for (let seed = 1; seed <= 300; seed++) {
    const random = new SeededRandom(seed);
    const made = createEditorState({ doc: doc(anyTable(random, 'a')), history: [], plugins: [tablePlugin()] });
    const whole = made.applyTransaction(made.tr.insertText('x', 4)).state;
    const cells = cellsOf(whole.doc);
    const [from = 2, to = 2] = [cells[random.below(cells.length)], cells[random.below(cells.length)]];
    const selected = whole.apply(whole.tr.setSelection(CellSelection.create(whole.doc, from, to)));
    const next = pasted(selected, new Slice(Fragment.from(anyTable(random, 'b')), 1, 1));
    if (next === null) {
      refused += 1;
      continue;
    }
    taken += 1;
    next.doc.check();
    let undone = next;
    undo(next, (transaction) => {
      undone = next.apply(transaction);
    });
    expect(canonicalJson(undone.doc), `seed ${seed}`).toBe(canonicalJson(whole.doc));
  }
  expect([taken > 100, refused > 10]).toEqual([true, true]);
});

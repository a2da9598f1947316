import type { Mark, Node } from 'prosemirror-model';
import { type EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { isAnchor } from '../../shared/document/page-anchor.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { undo } from '../../shared/edit/undo-history.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { pageSequence } from '../helpers/builders.ts';
import { randomPlace } from '../helpers/random-document.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';

const documents = 600;

interface Marked {
  readonly mark: Mark;
  readonly from: number;
  readonly to: number;
}

/** Stretches of marks with a word in them, within one block, page anchors at either end left out. */
function markedStretches(doc: Node): readonly Marked[] {
  const found: { mark: Mark; from: number; to: number; reach: number; text: string }[] = [];
  doc.descendants((node, pos) => {
    if (!node.isInline) return;
    const end = pos + node.nodeSize;
    for (const mark of node.marks) {
      const last = found.findLast((one) => one.mark.eq(mark));
      if (last?.reach === pos) {
        last.reach = end;
        last.text += node.text ?? '';
        if (!isAnchor(node)) last.to = end;
      } else if (!isAnchor(node)) found.push({ mark, from: pos, to: end, reach: end, text: node.text ?? '' });
    }
  });
  // White space at an edge is no part of what a mark says, and atoms are no words.
  return found.filter(({ text, from, to }) => text.trim() === text && text !== '' && text.length >= to - from - 4);
}

/** Types letters over a stretch, as quickly as somebody who knows what to write. */
function typedOver(state: EditorState, { from, to }: Marked, letters: string): EditorState {
  let now = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
  for (const letter of letters) {
    const { selection } = now;
    now = now.apply(now.tr.insertText(letter, selection.from, selection.to).setTime(0));
  }
  return now;
}

/** The words of a mark that has its first word at a position or right behind it, page anchors left out. */
function markedFrom(doc: Node, from: number, mark: Mark): string {
  let text = '';
  let open = true;
  doc.nodesBetween(from, doc.resolve(from).end(), (node, pos) => {
    if (!node.isInline || isAnchor(node) || pos < from) return;
    open &&= mark.isInSet(node.marks);
    if (open) text += node.text ?? '';
  });
  return text;
}

test('whatever is typed over the whole text of a mark has the mark, and one undo takes it back exactly', () => {
  let tried = 0;
  for (let seed = 1; seed <= documents; seed++) {
    const random = new SeededRandom(seed * 15_485_863);
    const state = createEditorState({ doc: randomPlace(random, seed % 2 === 0).doc, history: [] });
    const { doc } = state;
    for (const stretch of markedStretches(doc)) {
      tried += 1;
      const typed = typedOver(state, stretch, 'Kuznetsov');
      const place = `seed ${seed}, ${stretch.mark} from ${stretch.from} to ${stretch.to} of ${doc}\nis ${typed.doc}`;
      expect(markedFrom(typed.doc, stretch.from, stretch.mark), place).toBe('Kuznetsov');
      expect(pageSequence(typed.doc), place).toEqual(pageSequence(doc));
      let undone = typed;
      undo(typed, (transaction) => {
        undone = typed.apply(transaction);
      });
      expect(canonicalJson(undone.doc), place).toBe(canonicalJson(doc));
    }
  }
  expect(tried).toBeGreaterThan(documents);
});

import type { Node } from 'prosemirror-model';
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { Mapping } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { type MarkDetails, type MarkKind, markKinds } from '../../shared/edit/marks/mark-kinds.ts';
import { isOfKind, setMark } from '../../shared/edit/marks/mark-passage.ts';
import { undo } from '../../shared/edit/undo-history.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { pageSequence } from '../helpers/builders.ts';
import { randomPlace } from '../helpers/random-document.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';

/** Documents that marks are put into, each for a dozen edits. */
const documents = 300;

const details: Readonly<Partial<Record<MarkKind, MarkDetails>>> = {
  'other-hand': { hand: 'red pencil' },
  abbreviation: { expansion: 'in full' },
  foreign: { language: 'fr' },
};

/** The positions of the characters that a mark of the kind covers. */
function coveredBy(doc: Node, kind: MarkKind): ReadonlySet<number> {
  const covered = new Set<number>();
  doc.descendants((node, pos) => {
    if (node.isText && node.marks.some((mark) => isOfKind(mark, kind)))
      for (let at = pos; at < pos + node.nodeSize; at++) covered.add(at);
  });
  return covered;
}

/** Deletes, writes, splits or joins somewhere; null where that cannot be. */
function edit(state: EditorState, random: SeededRandom): Transaction | null {
  const size = state.doc.content.size;
  const from = random.below(size);
  const to = Math.min(size, from + 1 + random.below(12));
  const { tr } = state;
  const $from = state.doc.resolve(from);
  try {
    switch (random.below(4)) {
      case 0:
        return tr.deleteRange(from, to);
      case 1:
        return $from.parent.inlineContent ? tr.insertText('new ', from) : null;
      case 2:
        return $from.parent.type.name === 'paragraph' && $from.depth === 1 ? tr.split(from) : null;
      default:
        return $from.nodeBefore?.type === $from.nodeAfter?.type && $from.nodeBefore?.isTextblock ? tr.join(from) : null;
    }
  } catch {
    // What the schema does not allow there is no edit.
    return null;
  }
}

test.each(markKinds.filter((kind) => kind !== 'illegible'))(
  'after any edits %s covers the characters that it covered and that are still there, page anchors stay, and undo leads back',
  (kind) => {
    let edits = 0;
    for (let seed = 1; seed <= documents; seed++) {
      const random = new SeededRandom(seed * 15_485_863);
      const { doc, selection } = randomPlace(random, seed % 2 === 0);
      let state = createEditorState({ doc, history: [] });
      state = state.apply(state.tr.setSelection(selection));
      const marked = setMark(kind, details[kind] ?? {})(state, (transaction) => {
        state = state.apply(transaction);
      });
      if (!marked) continue;
      for (let count = 0; count < 12; count++) {
        const before = state;
        const made = edit(state, random);
        if (!made?.docChanged) continue;
        const { state: after, transactions } = before.applyTransaction(made);
        state = after;
        edits += 1;
        const mapping = new Mapping(transactions.flatMap((one) => one.mapping.maps));
        const [former, covered] = [coveredBy(before.doc, kind), coveredBy(after.doc, kind)];
        before.doc.descendants((node, pos) => {
          for (let at = pos; node.isText && at < pos + node.nodeSize; at++) {
            const { pos: mapped, deletedAfter } = mapping.mapResult(at, 1);
            if (!deletedAfter) expect(covered.has(mapped), `seed ${seed}: the character at ${at}`).toBe(former.has(at));
          }
        });
        expect(pageSequence(after.doc)).toEqual(pageSequence(before.doc));
      }
      expect(undone(state), `seed ${seed}`).toBe(canonicalJson(doc));
    }
    expect(edits).toBeGreaterThan(documents);
  },
);

/** The document when everything is taken back. */
function undone(of: EditorState): string {
  let state = of;
  for (;;) {
    const before = state;
    undo(state, (transaction) => {
      state = state.apply(transaction);
    });
    if (state === before) return canonicalJson(state.doc);
  }
}

test('a selection of everything is marked over all its blocks with one mark, and one undo takes it off all of them', () => {
  const { doc } = randomPlace(new SeededRandom(7), true);
  let state = createEditorState({ doc, history: [] });
  state = state.apply(
    state.tr.setSelection(TextSelection.between(state.doc.resolve(0), state.doc.resolve(doc.content.size))),
  );
  setMark('foreign', { language: 'fr' })(state, (transaction) => {
    state = state.apply(transaction);
  });
  const ids = new Set<unknown>();
  state.doc.descendants((node) => {
    for (const { type, attrs } of node.marks) if (type.name === 'foreign') ids.add(attrs.id);
  });
  expect(ids.size).toBe(1);
  expect(undone(state)).toBe(canonicalJson(doc));
});

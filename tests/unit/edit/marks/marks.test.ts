import type { Node } from 'prosemirror-model';
import { type EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { schema } from '../../../../shared/document/schema.ts';
import { createEditorState } from '../../../../shared/edit/editor-state.ts';
import {
  completeDetails,
  type MarkDetails,
  type MarkKind,
  markKinds,
} from '../../../../shared/edit/marks/mark-kinds.ts';
import {
  askedDetails,
  markTarget,
  removeMark,
  setMark,
  toggleMark,
} from '../../../../shared/edit/marks/mark-passage.ts';
import { undo } from '../../../../shared/edit/undo-history.ts';
import { doc, fac, h, p, pageSequence, person } from '../../../helpers/builders.ts';
import { cannot, carryOut } from '../../../helpers/command-check.ts';

/** An editor with words selected, or the caret at a place.
 *  @param to the caret stands at `from` when it is not given */
function editor(of: Node, from: number, to = from): EditorState {
  const state = createEditorState({ doc: of, history: [] });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
}

/** Every stretch of text with what marks say of it: `by the |United:italic| States`. */
function told(of: Node): string {
  const parts: string[] = [];
  of.descendants((node) => {
    if (node.isBlock && parts.length > 0) parts.push('/');
    if (!node.isInline) return;
    const said = node.marks
      .map(({ type, attrs }) => {
        const { id: _id, origin: _origin, recognition: _recognition, ...rest } = attrs;
        return [type.name === 'rendition' ? '' : type.name, ...Object.values(rest)].filter(Boolean).join(' ');
      })
      .sort();
    const text = node.text ?? `[${node.type.name === 'gap' ? gapText(node) : (node.attrs.label as string)}]`;
    parts.push(said.length > 0 ? `{${text}: ${said.join(', ')}}` : text);
  });
  return parts.join('');
}

const gapText = ({ attrs }: Node): string => [attrs.quantity, attrs.unit, attrs.reason].filter(Boolean).join(' ');

const line = (): Node => doc(p('by the United States'));

const details: Readonly<Partial<Record<MarkKind, MarkDetails>>> = {
  added: { place: 'margin', hand: 'red pencil' },
  'other-hand': { hand: 'a clerk' },
  abbreviation: { expansion: 'United Nations' },
  foreign: { language: 'ru-Latn' },
  struck: { hand: 'red pencil' },
};

const letters = markKinds.filter((kind) => kind !== 'illegible');

const said: Readonly<Record<(typeof letters)[number], string>> = {
  uncertain: 'unclear faded low',
  supplied: 'supplied illegible',
  underlined: 'underline',
  italic: 'italic',
  bold: 'bold',
  'small-capitals': 'smallcaps',
  superscript: 'superscript',
  struck: 'struck red pencil',
  added: 'added margin red pencil',
  'other-hand': 'otherHand a clerk',
  abbreviation: 'abbreviation United Nations',
  foreign: 'foreign ru-Latn',
};

test.each(letters)('%s is put on the selected words and taken off again', (kind) => {
  const marked = carryOut(editor(line(), 8, 14), setMark(kind, details[kind] ?? {}), { size: 6 });
  expect(told(marked.doc)).toBe(`by the {United: ${said[kind]}} States`);
  expect(told(carryOut(marked, removeMark(kind), { size: 6 }).doc)).toBe('by the United States');
  expect(told(carryOut(marked, undo, { size: 6 }).doc)).toBe('by the United States');
});

test.each(letters)('%s is put on the word at the caret, and with the caret in it taken off all of it', (kind) => {
  const marked = carryOut(editor(line(), 10), setMark(kind, details[kind] ?? {}), { size: 6 });
  expect(told(marked.doc)).toBe(`by the {United: ${said[kind]}} States`);
  const elsewhere = marked.apply(marked.tr.setSelection(TextSelection.create(marked.doc, 9)));
  expect(told(carryOut(elsewhere, removeMark(kind), { size: 6 }).doc)).toBe('by the United States');
});

test('a mark goes over a page anchor, a tag and the end of a paragraph, and all of them stay', () => {
  const before = doc(p('by the ', fac(2), person('a1', 'United'), ' States'), p('of America'));
  const marked = carryOut(editor(before, 5, 27), setMark('foreign', { language: 'fr' }), { size: 22 });
  expect(told(marked.doc)).toBe(
    'by t{he : foreign fr}{[2]: foreign fr}{United: annotation person, foreign fr}{ States: foreign fr}/{of: foreign fr} America',
  );
  expect(pageSequence(marked.doc)).toEqual(pageSequence(before));
  const ids = new Set<unknown>();
  marked.doc.descendants((node) => {
    for (const mark of node.marks) if (mark.type.name === 'foreign') ids.add(mark.attrs.id);
  });
  expect(ids.size).toBe(1);
});

test('white space at the ends of a selection is not marked', () => {
  expect(told(carryOut(editor(line(), 7, 15), toggleMark('italic'), { size: 6 }).doc)).toBe(
    'by the {United: italic} States',
  );
});

test('marks lie over one another, and each is taken off by itself', () => {
  const both = carryOut(
    carryOut(editor(line(), 1, 14), toggleMark('italic'), { size: 13 }),
    setMark('uncertain', { reason: 'blotted', certainty: 'medium' }),
    { size: 13 },
  );
  expect(told(both.doc)).toBe('{by the United: italic, unclear blotted medium} States');
  const half = both.apply(both.tr.setSelection(TextSelection.create(both.doc, 8, 14)));
  expect(told(carryOut(half, toggleMark('italic'), { size: 6 }).doc)).toBe(
    '{by the : italic, unclear blotted medium}{United: unclear blotted medium} States',
  );
});

test('what a file calls strong is taken off as bold', () => {
  const strong = doc(p(schema.text('United', [schema.mark('rendition', { rend: 'strong' })]), ' States'));
  expect(told(carryOut(editor(strong, 3), toggleMark('bold'), { size: 6 }).doc)).toBe('United States');
});

test('what a mark says is changed as a whole with the caret in it, and it stays the same mark', () => {
  const before = carryOut(editor(line(), 8, 14), setMark('abbreviation', { expansion: 'Unified' }), { size: 6 });
  const caret = before.apply(before.tr.setSelection(TextSelection.create(before.doc, 10)));
  expect(markTarget(caret, 'abbreviation')?.details).toEqual({ expansion: 'Unified' });
  const after = carryOut(caret, setMark('abbreviation', { expansion: 'Union' }), { size: 12 });
  expect(told(after.doc)).toBe('by the {United: abbreviation Union} States');
  const idIn = (state: EditorState): unknown => state.doc.nodeAt(8)?.marks[0]?.attrs.id;
  expect(idIn(after)).toBe(idIn(before));
});

test('what is illegible stands in the place of the selected letters, counted, and one undo brings them back', () => {
  const before = editor(doc(p('by the ', fac(1), 'Xq#d States')), 9, 13);
  const target = markTarget(before, 'illegible');
  const asked = target && askedDetails(before, target, 'illegible');
  expect(asked).toEqual({ reason: 'illegible', unit: 'chars', quantity: '4' });
  const after = carryOut(before, setMark('illegible', asked ?? {}), { size: 5 });
  expect(told(after.doc)).toBe('by the [1][4 chars illegible] States');
  expect(told(carryOut(after, undo, { size: 5 }).doc)).toBe('by the [1]Xq#d States');
});

test('a page anchor among illegible letters stays', () => {
  const after = carryOut(editor(doc(p('by ', fac(1), 'the')), 2, 7), setMark('illegible', {}), { size: 12 });
  expect(pageSequence(after.doc)).toHaveLength(1);
  expect(told(after.doc)).toContain('[chars illegible]');
});

test('a gap is made at the caret, said otherwise beside it, and taken away', () => {
  const made = carryOut(editor(line(), 8), setMark('illegible', { reason: 'torn', quantity: '2', unit: 'words' }), {
    size: 1,
  });
  expect(told(made.doc)).toBe('by the [2 words torn]United States');
  expect(markTarget(made, 'illegible')?.details).toEqual({ reason: 'torn', unit: 'words', quantity: '2' });
  const other = carryOut(made, setMark('illegible', { reason: 'stamped over', quantity: '' }), { size: 2 });
  expect(told(other.doc)).toBe('by the [chars stamped over]United States');
  const selected = other.apply(other.tr.setSelection(NodeSelection.create(other.doc, 8)));
  expect(told(carryOut(selected, removeMark('illegible'), { size: 1 }).doc)).toBe('by the United States');
});

test('where there are no words nothing is marked, and what is not marked is not taken off', () => {
  cannot(editor(doc(p(fac(1), ' ')), 1), toggleMark('bold'));
  cannot(editor(line(), 8, 14), removeMark('bold'));
  cannot(editor(doc(p('one'), h('two')), 2, 8), setMark('illegible', {}));
});

test('a mark says what is missing, and what it cannot say', () => {
  const fault = (kind: MarkKind, given: MarkDetails): readonly string[] => {
    const complete = completeDetails(kind, given);
    return complete.ok ? [] : complete.faults.map(({ field }) => field);
  };
  expect(fault('abbreviation', {})).toEqual(['expansion']);
  expect(fault('foreign', { language: 'in French' })).toEqual(['language']);
  expect(fault('illegible', { quantity: '3.5', unit: 'miles' })).toEqual(['unit', 'quantity']);
  expect(fault('added', { place: 'somewhere' })).toEqual(['place']);
  expect(fault('italic', { hand: 'red' })).toEqual(['hand']);
  expect(fault('uncertain', {})).toEqual([]);
  cannot(editor(line(), 8, 14), setMark('foreign', { language: 'in French' }));
});

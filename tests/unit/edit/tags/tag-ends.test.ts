import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import type { AnnotationAct } from '../../../../shared/document/annotation.ts';
import type { TagTypeId } from '../../../../shared/document/identifier.ts';
import { annotationReadings } from '../../../../shared/document/reading.ts';
import { schema } from '../../../../shared/document/schema.ts';
import { createEditorState } from '../../../../shared/edit/editor-state.ts';
import {
  type EndMove,
  mergeTags,
  moveTagEnd,
  moveTagEndTo,
  rangeWithEndAt,
  type StandingTag,
  splitTag,
} from '../../../../shared/edit/tags/tag-ends.ts';
import { annotationActs } from '../../../../shared/edit/undo-history.ts';
import { doc, fac, lineEnd, p, person, place } from '../../../helpers/builders.ts';
import { cannot, carryOut } from '../../../helpers/command-check.ts';

const edited = (node: Node): EditorState => createEditorState({ doc: node, history: [] });

const tagsOf = ({ doc: node }: EditorState): readonly StandingTag[] =>
  [...annotationReadings(node)].map(([id, { as, from, to }]) => ({ id, kind: as, from, to }));

const textsOf = ({ doc: node }: EditorState): readonly string[] =>
  [...annotationReadings(node).values()].map(({ text }) => text);

function tagIn(state: EditorState, index = 0): StandingTag {
  const tag = tagsOf(state)[index];
  if (!tag) throw new Error('there is no such tag');
  return tag;
}

const moves = {
  longer: { end: 'end', direction: 1, by: 'word' },
  shorter: { end: 'end', direction: -1, by: 'word' },
  earlier: { end: 'start', direction: -1, by: 'word' },
  later: { end: 'start', direction: 1, by: 'word' },
  letterMore: { end: 'end', direction: 1, by: 'character' },
  letterLess: { end: 'end', direction: -1, by: 'character' },
  letterEarlier: { end: 'start', direction: -1, by: 'character' },
  letterLater: { end: 'start', direction: 1, by: 'character' },
} as const satisfies Readonly<Record<string, EndMove>>;

/** What the first tag covers after some moves. */
function after(node: Node, ...names: readonly (keyof typeof moves)[]): string | undefined {
  let state = edited(node);
  for (const name of names) state = carryOut(state, moveTagEnd(tagIn(state), moves[name]), { size: 30 });
  return textsOf(state)[0];
}

const sentence = doc(p('To Mr. ', person('a1', 'Adlai'), ' Stevenson’s office.'));

test('an end of a tag goes from word to word, and from character to character', () => {
  expect(after(sentence, 'longer')).toBe('Adlai Stevenson’s');
  expect(after(sentence, 'longer', 'letterLess', 'letterLess')).toBe('Adlai Stevenson');
  expect(after(sentence, 'longer', 'later')).toBe('Stevenson’s');
  expect(after(sentence, 'longer', 'shorter')).toBe('Adlai');
  expect(after(sentence, 'earlier')).toBe('Mr. Adlai');
  expect(after(sentence, 'letterEarlier')).toBe('. Adlai');
  expect(after(sentence, 'letterMore')).toBe('Adlai S');
  expect(after(sentence, 'letterLater', 'letterLess')).toBe('dla');
});

test('a tag keeps a character, however often an end is moved', () => {
  const state = edited(doc(p(person('a1', 'A'), ' b')));
  for (const name of ['letterLess', 'letterLater', 'shorter', 'later', 'earlier', 'letterEarlier'] as const)
    cannot(state, moveTagEnd(tagIn(state), moves[name]));
});

test('line ends, page anchors and broken words are passed over, and so are the borders of blocks', () => {
  const node = doc(
    p('The ', person('a1', 'Soviet'), lineEnd(), 'Am-', lineEnd(true), 'bas', fac(2), 'sador'),
    p('Kuznetsov'),
  );
  expect(after(node, 'longer')).toBe('Soviet Ambassador');
  expect(after(node, 'longer', 'longer')).toBe('Soviet Ambassador … Kuznetsov');
  expect(after(node, 'longer', 'longer', 'shorter')).toBe('Soviet Ambassador');
});

test('a tag does not get just the words of another one of its kind', () => {
  const base = edited(doc(p(person('a1', 'Mr. Hay'), ' spoke')));
  const mark = base.schema.mark('annotation', { id: 'a2', kind: 'person' });
  const state = base.apply(base.tr.addMark(1, 3, mark));
  const short = tagsOf(state).find(({ id }) => id === 'a2');
  expect(short).toBeDefined();
  if (short) cannot(state, moveTagEnd(short, moves.longer));
});

test('a tag is split where the caret stands, and the halves made one again', () => {
  const state = edited(doc(p('To ', person('a1', 'Hay and Root'), ' today')));
  const halves = carryOut(state, splitTag(tagIn(state), 9), { size: 30 });
  expect(textsOf(halves)).toEqual(['Hay a', 'nd Root']);
  const apart = carryOut(state, splitTag(tagIn(state), 7), { size: 30 });
  expect(textsOf(apart)).toEqual(['Hay', 'and Root']);
  const whole = carryOut(apart, mergeTags(tagsOf(apart)), { size: 40 });
  expect(textsOf(whole)).toEqual(['Hay and Root']);
  expect(tagIn(whole).id).toBe('a1');
});

test('both halves of a tag are of the type that it was', () => {
  const state = edited(doc(p('To ', person('a1', 'Hay and Root'), ' today')));
  const acts: unknown[] = [];
  splitTag(
    tagIn(state),
    7,
    't00000000001' as TagTypeId,
  )(state, (transaction) => {
    acts.push(...(transaction.getMeta(annotationActs) as readonly AnnotationAct[]));
  });
  const made = acts.find((act) => (act as AnnotationAct).kind === 'created') as AnnotationAct;
  expect(acts).toContainEqual({ kind: 'typed', id: made.id, type: 't00000000001' });
});

test('nothing is split at the edge of a tag, and nothing made one of tags of several kinds', () => {
  const state = edited(doc(p(person('a1', 'Hay'), ' in ', place('a2', 'Peking'))));
  for (const at of [1, 4, 6]) cannot(state, splitTag(tagIn(state), at));
  cannot(state, mergeTags(tagsOf(state)));
  cannot(state, mergeTags([tagIn(state)]));
});

/** What the first tag covers when one of its ends is put behind some words; null where it stays. */
function dropped(node: Node, drop: Omit<Parameters<typeof moveTagEndTo>[1], 'at'>, behind: string): string | null {
  const state = edited(node);
  let at = 0;
  node.descendants((child, pos) => {
    const found = child.text?.indexOf(behind) ?? -1;
    if (found >= 0) at = pos + found + behind.length;
  });
  const command = moveTagEndTo(tagIn(state), { ...drop, at });
  return command(state) ? (textsOf(carryOut(state, command, { size: 60 }))[0] ?? null) : null;
}

test('an end that is dragged comes to stand at the nearest word, with Alt at the nearest letter', () => {
  expect(dropped(sentence, { end: 'end', by: 'word' }, ' Steven')).toBe('Adlai Stevenson’s');
  expect(dropped(sentence, { end: 'end', by: 'character' }, ' Steven')).toBe('Adlai Steven');
  expect(dropped(sentence, { end: 'end', by: 'word' }, ' Stevenson’s off')).toBe('Adlai Stevenson’s office');
  expect(dropped(sentence, { end: 'start', by: 'word' }, 'To M')).toBe('Mr. Adlai');
  expect(dropped(sentence, { end: 'start', by: 'character' }, 'To M')).toBe('r. Adlai');
});

test('an end that is dragged goes over page anchors, line ends and blocks, and never past the other end', () => {
  const long = doc(p('To ', person('a1', 'Adlai'), ' Ste', fac(2), 'ven', lineEnd(true), 'son'), p('office of the'));
  expect(dropped(long, { end: 'end', by: 'word' }, 'ven')).toBe('Adlai Stevenson');
  expect(dropped(long, { end: 'end', by: 'word' }, 'offic')).toBe('Adlai Stevenson … office');
  expect(dropped(long, { end: 'start', by: 'word' }, 'office o')).toBeNull();
  expect(dropped(sentence, { end: 'end', by: 'word' }, 'To M')).toBeNull();
  expect(dropped(sentence, { end: 'end', by: 'word' }, 'Adla')).toBeNull();
  expect(rangeWithEndAt(sentence, tagIn(edited(sentence)), { end: 'end', at: 0, by: 'word' })).toBeNull();
});

test('an end that is dragged gives no tag just the words of another of its kind', () => {
  const twice = doc(p(person('a1', 'Adlai'), ' ', person('a2', 'Stevenson'), ' said'));
  const both = edited(twice).tr.addMark(1, 16, schema.mark('annotation', { id: 'a2', kind: 'person' })).doc;
  expect(dropped(both, { end: 'end', by: 'word' }, ' Stevenson')).toBeNull();
});

import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { annotationRanges } from '../../../../shared/document/annotation.ts';
import { readingOf } from '../../../../shared/document/reading.ts';
import { createEditorState } from '../../../../shared/edit/editor-state.ts';
import { occurrencesOf, occurrenceWords, tagAll, withTags } from '../../../../shared/edit/tags/occurrences.ts';
import { doc, fac, lineEnd, p, person, place } from '../../../helpers/builders.ts';
import { cannot, carryOut } from '../../../helpers/command-check.ts';

const found = (node: Node, words: string): readonly string[] => occurrencesOf(node, words).map(({ text }) => text);

test('a name is found in capitals, in the possessive, and with other accents', () => {
  const node = doc(p('Márquez spoke; MARQUEZ’S note. Marquez, and Marquezian.'));
  expect(found(node, 'Marquez’s')).toEqual(['Márquez', 'MARQUEZ', 'Marquez']);
});

test('a name is found over a line end, a page anchor, and the hyphen of a line end', () => {
  const node = doc(
    p('Vasily', lineEnd(), 'Kuznetsov and Vasily Kuz-', lineEnd(true), 'netsov and Vasily ', fac(2), 'Kuznetsov'),
    p('and Vasily Kuz-', lineEnd(), 'netsov and Vasily Kuznet', fac(3), 'sov but Vasily Kuz-netsov'),
  );
  const texts = occurrencesOf(node, 'Vasily Kuznetsov').map(({ from, to }) => readingOf(node, from, to));
  expect(texts).toEqual([
    'Vasily Kuznetsov',
    'Vasily Kuznetsov',
    'Vasily Kuznetsov',
    'Vasily Kuz-netsov',
    'Vasily Kuznetsov',
  ]);
});

test('a word with a hyphen of its own is found where a line end stands at it', () => {
  const node = doc(p('Anglo-', lineEnd(), 'American and Anglo-American'));
  expect(occurrencesOf(node, 'Anglo-American')).toHaveLength(2);
});

test('a name with a capital is not found without, and an abbreviation only as it is', () => {
  const node = doc(p('In May we may. MAY come. The US told us, as UN told un.'));
  expect(found(node, 'May')).toEqual(['May', 'MAY']);
  expect(found(node, 'US')).toEqual(['US']);
  expect(found(node, 'missiles')).toEqual([]);
  expect(found(doc(p('Missiles are missiles')), 'missiles')).toEqual(['Missiles', 'missiles']);
});

test('punctuation and signs around and within the selected words are no expression', () => {
  expect(occurrenceWords(' (the Secretary’s, ')).toBe('the Secretary');
  expect(occurrenceWords(' — ')).toBe('');
  const node = doc(p('U.S.S.R. and USSR; 50% (fifty) 50'));
  expect(found(node, 'U.S.S.R.')).toEqual(['U.S.S.R']);
  expect(found(node, '50')).toEqual(['50', '50']);
  expect(found(node, '—')).toEqual([]);
});

test('what is tagged already is told apart: by a tag of the kind that covers it, or as another kind', () => {
  const node = doc(p(person('a1', 'Adlai Stevenson'), ' and ', place('a2', 'Stevenson'), ' and Stevenson'));
  const matches = withTags(node, occurrencesOf(node, 'Stevenson'), 'person');
  expect(matches.map(({ isTagged, otherKinds }) => [isTagged, otherKinds])).toEqual([
    [true, []],
    [false, ['place']],
    [false, []],
  ]);
});

test('all that are not tagged yet are tagged in one act, which one undo takes back', () => {
  const node = doc(p('Stevenson, ', person('a1', 'Stevenson'), ' and STEVEN-', lineEnd(true), 'SON'), p('Stevenson’s'));
  const state = createEditorState({ doc: node, history: [] });
  const command = tagAll(occurrencesOf(node, 'Stevenson'), 'person');
  const after = carryOut(state, command, { size: 40 });
  const tagged = annotationRanges(after.doc).map(({ from, to }) => readingOf(after.doc, from, to));
  expect(tagged).toEqual(['Stevenson', 'Stevenson', 'STEVENSON', 'Stevenson']);
  cannot(after, command);
});

test('only what is left of the matches is tagged', () => {
  const node = doc(p('Hay, Hay and Hay'));
  const matches = occurrencesOf(node, 'Hay').filter((_, index) => index !== 1);
  const after = carryOut(EditorState.create({ doc: node }), tagAll(matches, 'person'), { size: 10 });
  expect(annotationRanges(after.doc).map(({ from }) => from)).toEqual([1, 14]);
});

import type { Node } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { DerivedDocument } from '../../../renderer/model/derived/derived-document.ts';
import { SuspectMarks } from '../../../renderer/model/derived/suspect-marks.ts';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import { doc, p } from '../../helpers/builders.ts';

const suspect = (text: string): Suspect => ({
  from: 0,
  to: text.length,
  text,
  before: '',
  after: '',
  score: 0.5,
  reasons: [],
  suggestions: [],
  page: null,
  box: null,
});

/** A document with marks under some of its words. */
function marked(first: Node, ...words: readonly string[]) {
  const derived = new DerivedDocument(first, first);
  const marks = new SuspectMarks(derived);
  derived.settled();
  first.descendants((node, pos) => {
    for (const word of words) {
      const at = node.text?.indexOf(word) ?? -1;
      if (at >= 0) marks.add(suspect(word), pos + at, pos + at + word.length);
    }
  });
  let state = EditorState.create({ doc: first });
  const edit = (change: (tr: Transaction) => Transaction): void => {
    const transaction = change(state.tr);
    state = state.apply(transaction);
    derived.note([transaction]);
    derived.settled();
  };
  const under = (): readonly string[] => marks.all().map(({ from, to }) => state.doc.textBetween(from, to));
  return { marks, edit, under };
}

const letter = doc(p('The weapoms were there.'), p('Nothing else.'), p('They settied it, and rernoved all.'));

describe('from suspect to suspect', () => {
  const { marks } = marked(letter, 'weapoms', 'settied', 'rernoved');
  const beside = (from: number, to: number, direction: -1 | 1) => {
    const next = marks.beside(from, to, direction);
    return next && [next.mark.suspect.text, next.isRound];
  };
  const [weapoms, settied, rernoved] = marks.all();

  test('the next is the first after the caret, round the end of the document', () => {
    expect(beside(1, 1, 1)).toEqual(['weapoms', false]);
    expect(beside(weapoms?.from ?? 0, weapoms?.to ?? 0, 1)).toEqual(['settied', false]);
    expect(beside(settied?.from ?? 0, settied?.to ?? 0, 1)).toEqual(['rernoved', false]);
    expect(beside(rernoved?.from ?? 0, rernoved?.to ?? 0, 1)).toEqual(['weapoms', true]);
  });

  test('the previous is the last before the caret, round the beginning', () => {
    expect(beside(rernoved?.from ?? 0, rernoved?.to ?? 0, -1)).toEqual(['settied', false]);
    expect(beside(settied?.from ?? 0, settied?.to ?? 0, -1)).toEqual(['weapoms', false]);
    expect(beside(weapoms?.from ?? 0, weapoms?.to ?? 0, -1)).toEqual(['rernoved', true]);
  });

  test('there is none where nothing is doubtful', () => {
    expect(marked(letter).marks.beside(1, 1, 1)).toBeNull();
  });
});

describe('a mark', () => {
  test('goes along with its word when something is written before it, and when paragraphs are split and joined', () => {
    const { edit, under } = marked(letter, 'weapoms', 'settied');
    edit((tr) => tr.insertText('Some of ', 1));
    edit((tr) => tr.split(10));
    edit((tr) => tr.join(tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize));
    expect(under()).toEqual(['weapoms', 'settied']);
  });

  test('goes when its word is changed or taken away', () => {
    const { edit, under, marks } = marked(letter, 'weapoms', 'settied');
    edit((tr) => tr.insertText('n', 11, 12));
    expect(under()).toEqual(['settied']);
    edit((tr) => tr.delete(tr.doc.child(0).nodeSize, tr.doc.content.size));
    expect(under()).toEqual([]);
    expect(marks.count).toBe(0);
  });

  test('is found by its suspect, wherever that stands', () => {
    const { edit, marks } = marked(letter, 'settied');
    const [mark] = marks.all();
    edit((tr) => tr.insertText('Twelve chars', 1));
    expect(mark && marks.placeOf(mark.suspect)?.from).toBe((mark?.from ?? 0) + 12);
    marks.remove(mark ? [mark.suspect] : []);
    expect(mark && marks.placeOf(mark.suspect)).toBeNull();
  });
});

test('blocks that were edited are remembered until they are looked at again', () => {
  const { edit, marks } = marked(letter, 'weapoms');
  expect(marks.edited.size).toBe(0);
  edit((tr) => tr.insertText('x', 2));
  expect([...marks.edited].map(({ block }) => block.textContent)).toEqual(['Txhe weapoms were there.']);
});

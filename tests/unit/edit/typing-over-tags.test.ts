import type { Mark, Node } from 'prosemirror-model';
import { TextSelection, type Transaction } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { keyPlugins } from '../../../renderer/editor/editor-plugins.ts';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import type { Change } from '../../../shared/document/document-state.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { compositionEnded } from '../../../shared/edit/keep-anchors.ts';
import { changeOf, mergeChanges, redo, undo } from '../../../shared/edit/undo-history.ts';
import { doc, fac, p, person, place, typ } from '../../helpers/builders.ts';
import { checkChange } from '../../helpers/command-check.ts';
import { press } from '../../helpers/key-presses.ts';

/** Hands at an editor. */
class Hands {
  state;
  readonly changes: Change[] = [];
  #time = 0;

  constructor(start: Node) {
    this.state = createEditorState({ doc: start, history: [], plugins: keyPlugins() });
  }

  readonly dispatch = (transaction: Transaction): void => {
    const { state, transactions } = this.state.applyTransaction(transaction.setTime(this.#time));
    // A name that is typed over, the letters and the marks.
    checkChange(this.state, state, transactions, { size: 50 });
    this.state = state;
    const change = changeOf(state, transactions);
    if (change) this.changes.push(change);
  };

  /** Selects words where they first stand. */
  select(words: string): this {
    const { doc: whole } = this.state;
    let at = -1;
    whole.descendants((node, pos) => {
      if (!node.isTextblock || at >= 0) return;
      const text = node.textBetween(0, node.content.size, '', '\ufffc');
      if (text.includes(words)) at = pos + 1 + text.indexOf(words);
    });
    return this.caret(at, at + words.length);
  }

  caret(from: number, to = from): this {
    this.state = this.state.apply(this.state.tr.setSelection(TextSelection.create(this.state.doc, from, to)));
    return this;
  }

  /** Types letter by letter, as the window does. */
  type(text: string, pauseMs = 50): this {
    for (const letter of text) {
      this.#time += pauseMs;
      const { from, to } = this.state.selection;
      this.dispatch(this.state.tr.insertText(letter, from, to));
    }
    return this;
  }

  press(key: string): this {
    this.#time += 50;
    this.state = press(this.state, key).state;
    return this;
  }

  paste(text: string, marks: readonly Mark[] = []): this {
    const { tr } = this.state;
    this.dispatch(tr.replaceSelectionWith(schema.text(text, marks), false).setMeta('uiEvent', 'paste'));
    return this;
  }

  /** An input method makes of each of the strings the next. */
  compose(...stages: readonly string[]): this {
    let { from, to } = this.state.selection;
    for (const stage of stages) {
      this.dispatch(this.state.tr.insertText(stage, from, to).setMeta('composition', 1));
      to = from + stage.length;
    }
    this.dispatch(this.state.tr.setMeta(compositionEnded, true));
    return this;
  }

  get tags(): readonly string[] {
    const { doc: whole } = this.state;
    return annotationRanges(whole).map(({ id, from, to }) => `${id} ${whole.textBetween(from, to, '', '')}`);
  }

  /** What the marks of a type stand on. */
  marked(type: string): readonly string[] {
    const found: string[] = [];
    this.state.doc.descendants((node) => {
      if (node.isText && node.marks.some((mark) => mark.type.name === type)) found.push(node.text ?? '');
    });
    return found;
  }
}

const letter = doc(p('Dear Mr. ', person('a1', 'Kruschev'), ', of ', place('a2', 'Moscow')));

describe('typing over the whole text of a tag', () => {
  test('keeps the tag on everything that is typed', () => {
    const hands = new Hands(letter).select('Kruschev').type('Khrushchev');
    expect(hands.tags).toEqual(['a1 Khrushchev', 'a2 Moscow']);
    expect(hands.state.doc.textContent).toBe('Dear Mr. Khrushchev, of Moscow');
  });

  test('is one act: undo brings the old words and their tag back exactly, redo the new ones', () => {
    const hands = new Hands(letter).select('Kruschev').type('Khrushchev');
    const typed = hands.state.doc;
    undo(hands.state, hands.dispatch);
    expect(hands.state.doc.eq(letter)).toBe(true);
    redo(hands.state, hands.dispatch);
    expect(hands.state.doc.eq(typed)).toBe(true);
  });

  test('costs the journal few steps however long the word is', () => {
    const hands = new Hands(letter).select('Kruschev').type('Khrushchev');
    const [merged, ...more] = mergeChanges(schema, hands.changes);
    expect([merged?.steps.length, more.length]).toEqual([3, 0]);
  });

  test('keeps the tag also when somebody types slowly, and when a wrong letter is taken back', () => {
    expect(new Hands(letter).select('Kruschev').type('Khr', 2_000).tags[0]).toBe('a1 Khr');
    const hands = new Hands(letter).select('Kruschev').type('J').press('Backspace').type('Khx').press('Backspace');
    expect(hands.type('r').tags).toEqual(['a1 Khr', 'a2 Moscow']);
  });

  test('holds for more words than there were, and leaves white space at the end outside', () => {
    const hands = new Hands(letter).select('Kruschev').type('Nikita Khrushchev ');
    expect(hands.tags[0]).toBe('a1 Nikita Khrushchev');
    expect(hands.state.doc.textContent).toBe('Dear Mr. Nikita Khrushchev , of Moscow');
  });

  test('ends when the caret goes elsewhere', () => {
    const hands = new Hands(letter).select('Kruschev').type('Khrushchev');
    const end = hands.state.selection.head;
    expect(hands.caret(1).caret(end).type('x').tags[0]).toBe('a1 Khrushchev');
  });

  test('holds where white space around the name was selected, too, as some systems do on a double click', () => {
    const start = doc(p('to ', person('a1', 'Kenedy'), ' now'));
    expect(new Hands(start).select('Kenedy ').type('Kennedy').tags).toEqual(['a1 Kennedy']);
  });

  test('holds where a page begins within the name', () => {
    const start = doc(p('to ', person('a1', 'Kene'), fac(2), person('a1', 'dy'), ' now'));
    const hands = new Hands(start).caret(4, 11).type('Kennedy');
    expect(hands.tags).toEqual(['a1 Kennedy']);
    undo(hands.state, hands.dispatch);
    expect(hands.state.doc.eq(start)).toBe(true);
  });

  test('holds for the first, the middle and the last word of a tag', () => {
    const start = doc(p('to ', person('a1', 'Andrei A. Gromyk'), ' now'));
    for (const [word, typed] of [
      ['Andrei', 'Andrej'],
      ['A.', 'B.'],
      ['Gromyk', 'Gromyko'],
    ] as const)
      expect(new Hands(start).select(word).type(typed).tags).toEqual([`a1 ${'Andrei A. Gromyk'.replace(word, typed)}`]);
  });
});

describe('tags that overlap', () => {
  const id = (name: string, kind: string): Mark => schema.mark('annotation', { id: name, kind });
  const start = doc(
    p(
      schema.text('the ', [id('a1', 'term')]),
      schema.text('Soviet', [id('a1', 'term'), id('a2', 'place'), id('a3', 'organisation')]),
      schema.text(' Union', [id('a1', 'term')]),
    ),
  );

  test('all of them that covered what is typed over are kept', () => {
    expect(new Hands(start).select('Soviet').type('Sowjet').tags).toEqual([
      'a1 the Sowjet Union',
      'a2 Sowjet',
      'a3 Sowjet',
    ]);
  });

  test('those on a part of what is typed over go with it', () => {
    expect(new Hands(start).select('the Soviet Union').type('USSR').tags).toEqual(['a1 USSR']);
    expect(new Hands(doc(p('so ', person('a1', 'Kenedy'), ' said'))).select('Kenedy said').type('x').tags).toEqual([]);
  });
});

describe('other marks on what is typed over', () => {
  test.each([
    ['zone', { id: 'z1' }],
    ['emendation', { id: 'e1', sic: 'Kuba' }],
    ['reference', { id: 'r1' }],
    ['segment', { id: 's1', type: 'number' }],
    ['struck', { id: 's1' }],
    ['byHand', { id: 'h1' }],
    ['unclear', { id: 'u1' }],
    ['supplied', { id: 'v1' }],
    ['furnitureText', { id: 'f1' }],
    ['rendition', { rend: 'italic' }],
  ])('%s is kept', (type, attrs) => {
    const hands = new Hands(doc(p('to ', schema.text('Cubba', [schema.mark(type, attrs)]), ' now')));
    expect(hands.select('Cubba').type('Cuba').marked(type)).toEqual(['Cuba']);
  });
});

describe('other ways to put words in the place of others', () => {
  test('pasting over a tagged name keeps the tag, and what is typed after it stays outside', () => {
    const hands = new Hands(letter).select('Kruschev').paste('Khrushchev');
    expect(hands.tags[0]).toBe('a1 Khrushchev');
    expect(hands.type('s').tags[0]).toBe('a1 Khrushchev');
  });

  test('words that are pasted with a tag of their own have that one', () => {
    const own = schema.mark('annotation', { id: 'a9', kind: 'person' });
    expect(new Hands(letter).select('Kruschev').paste('Castro', [own]).tags).toEqual(['a9 Castro', 'a2 Moscow']);
  });

  test('words that are pasted within a tagged name belong to it, and keep a tag of their own', () => {
    expect(new Hands(letter).caret(13).paste('sh').tags[0]).toBe('a1 Krushschev');
    const own = schema.mark('annotation', { id: 'a9', kind: 'term' });
    expect(new Hands(letter).caret(13).paste('sh', [own]).tags).toEqual(['a1 Krushschev', 'a9 sh', 'a2 Moscow']);
    expect(new Hands(letter).caret(10).paste('N. ').tags[0]).toBe('a1 Kruschev');
  });

  test('an input method that composes over a tagged name keeps the tag, all in one act', () => {
    const hands = new Hands(letter).select('Kruschev').compose('n', 'ñ', 'ñu');
    expect(hands.tags[0]).toBe('a1 ñu');
    undo(hands.state, hands.dispatch);
    expect(hands.state.doc.eq(letter)).toBe(true);
  });

  test('a letter that is composed while a name is typed over belongs to it', () => {
    expect(new Hands(letter).select('Kruschev').type('Mu').compose('n', 'ñ').type('oz').tags[0]).toBe('a1 Muñoz');
  });
});

describe('a tagged name that is deleted', () => {
  test('takes its tag along, also when other words are typed there at once', () => {
    const hands = new Hands(letter).select('Kruschev').press('Backspace').type('Khrushchev');
    expect(hands.tags).toEqual(['a2 Moscow']);
  });
});

test('typing beside page anchors that get other marks by it is one act still', () => {
  const start = doc(p(person('a1', 'one'), fac(1), typ(2), person('a1', 'two')));
  const hands = new Hands(start).caret(5).type('ab');
  undo(hands.state, hands.dispatch);
  expect(hands.state.doc.eq(start)).toBe(true);
});

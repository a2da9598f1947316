import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import { blockText, readingText } from '../../../shared/document/reading-text.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { joinLines, toggleLineJoin } from '../../../shared/edit/line-ends.ts';
import { tagSelection } from '../../../shared/edit/tag-commands.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { findMatches } from '../../../shared/find/find.ts';
import { call, doc, fac, lineEnd, p, pageSequence, person } from '../../helpers/builders.ts';
import { cannot, carryOut } from '../../helpers/command-check.ts';
import { divisionOf, editionOf } from '../../helpers/tei-states.ts';

/** An editor with the caret, or a selection, in a document. */
function editing(node: Node, from: number, to = from): EditorState {
  const state = createEditorState({ doc: node, history: [] });
  return state.apply(state.tr.setSelection(TextSelection.create(node, from, to)));
}

/** What commands make, one after the other; of each line end they touch it and a hyphen or a space. */
const done = (state: EditorState, ...commands: readonly Command[]): EditorState =>
  commands.reduce((now, command) => carryOut(now, command, { size: 12 }), state);

const broken = doc(p('by RECONNAIS-', lineEnd(true), 'SANCE of the', lineEnd(), 'sites'), p('and', lineEnd(), 'more'));

describe('joining lines', () => {
  test('the lines of the block at the caret become one, and the broken word is whole', () => {
    const joined = done(editing(broken, 3), joinLines);
    expect(joined.doc.eq(doc(p('by RECONNAISSANCE of the sites'), p('and', lineEnd(), 'more')))).toBe(true);
  });

  test('a selection joins only the lines that end in it, over blocks', () => {
    const joined = done(editing(broken, 20, broken.content.size - 2), joinLines);
    const expected = doc(p('by RECONNAIS-', lineEnd(true), 'SANCE of the sites'), p('and more'));
    expect(joined.doc.eq(expected)).toBe(true);
  });

  test('one undo brings every line end and hyphen back', () => {
    expect(done(editing(broken, 3), joinLines, undo).doc.eq(broken)).toBe(true);
  });

  test('page anchors and tags stay where they were', () => {
    const letter = doc(p('to ', person('t1', 'Mi-'), lineEnd(true), fac(2), person('t1', 'koyan'), lineEnd(), 'today'));
    const { doc: joined } = done(editing(letter, 2), joinLines);
    expect(readingText(joined)).toBe('to Mikoyan today');
    expect(pageSequence(joined)).toEqual(['facsimile 2']);
    expect(annotationRanges(joined).map(({ from, to }) => joined.textBetween(from, to, '', ' / '))).toEqual([
      'Mi / koyan',
    ]);
  });

  test('a note call before a line end does not glue the words around it, and no second space is made', () => {
    const { doc: joined } = done(
      editing(doc(p('said', call(null, '1'), lineEnd(), 'and ', lineEnd(), 'went')), 1),
      joinLines,
    );
    expect(joined.eq(doc(p('said', call(null, '1'), ' and went')))).toBe(true);
  });

  test('without a line end there is nothing to do', () => {
    cannot(editing(doc(p('one line')), 2), joinLines);
  });
});

describe('a line end that breaks a word', () => {
  const parted = doc(p('the UN-', lineEnd(), 'COVERING of it'));

  test.each([
    ['before it', 8],
    ['behind it', 9],
    ['in the first half of the word', 6],
    ['in the second half', 12],
  ])('is found with the caret %s, and the word is whole in what is read', (_where, caret) => {
    expect(readingText(done(editing(parted, caret), toggleLineJoin).doc)).toBe('the UNCOVERING of it');
  });

  test('is not found from another word, and is parted again by doing the same once more', () => {
    cannot(editing(parted, 2), toggleLineJoin);
    expect(done(editing(parted, 8), toggleLineJoin, toggleLineJoin).doc.eq(parted)).toBe(true);
    expect(done(editing(parted, 8), toggleLineJoin, undo).doc.eq(parted)).toBe(true);
  });

  test('makes one word for search, tags and the edition', () => {
    const whole = done(editing(parted, 8), toggleLineJoin);
    const found = findMatches(whole.doc, { text: 'UNCOVERING', wholeWord: true });
    expect(found).toMatchObject({ ok: true, matches: [{ from: 5, to: 17 }] });
    expect(findMatches(parted, { text: 'UNCOVERING' })).toMatchObject({ ok: true, matches: [] });
    const tagged = done(
      whole.apply(whole.tr.setSelection(TextSelection.create(whole.doc, 5, 17))),
      tagSelection('term'),
    );
    const ranges = annotationRanges(tagged.doc);
    expect(new Set(ranges.map(({ id }) => id)).size).toBe(1);
    expect([ranges[0]?.from, ranges.at(-1)?.to]).toEqual([5, 17]);
    expect(divisionOf(editionOf(whole.doc))).toContain('UN<pc force="weak">-</pc><lb break="no"/>COVERING');
  });

  test('is one word of the edition even when a page begins at the line end', () => {
    const page = doc(p('UN-', fac(2), lineEnd(true), 'COVERING'));
    expect(blockText(page.child(0)).text).toBe('UNCOVERING');
    expect(divisionOf(editionOf(page))).toMatch(/UN<pc force="weak">-<\/pc><pb [^>]*\/><lb break="no"\/>COVERING/);
  });
});

describe('a hyphen of the word’s own at a line end', () => {
  const compound = doc(p('the Anglo-', lineEnd(), 'American and a well-', lineEnd(true), 'known - ', lineEnd(), 'man'));

  test('is read without a space behind it', () => {
    expect(readingText(compound)).toBe('the Anglo-American and a wellknown - man');
    expect(readingText(doc(p('he said --', lineEnd(), 'then left -', lineEnd(), 'at once-', lineEnd(), '“so”')))).toBe(
      'he said -- then left - at once- “so”',
    );
  });

  test('is told from the hyphen of a line by an editor, and told back', () => {
    const caret = compound.textContent.indexOf('well-') + 4;
    const told = done(editing(compound, caret), toggleLineJoin);
    expect(readingText(told.doc)).toBe('the Anglo-American and a well-known - man');
    expect(done(told, toggleLineJoin).doc.eq(compound)).toBe(true);
  });

  test('stays when the lines are joined, and no space comes', () => {
    const { doc: joined } = done(editing(compound, 2), joinLines);
    expect(joined.eq(doc(p('the Anglo-American and a wellknown - man')))).toBe(true);
  });

  test('is found as one word, and is no weak hyphen in the edition', () => {
    const { doc: told } = done(editing(compound, compound.textContent.indexOf('well-') + 4), toggleLineJoin);
    const found = findMatches(told, { text: 'well-known', wholeWord: true });
    expect(found.ok && found.matches.length).toBe(1);
    expect(divisionOf(editionOf(told))).toContain('Anglo-<lb/>American and a well-<lb/>known');
  });
});

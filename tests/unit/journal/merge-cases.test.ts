import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import { mergeDocuments } from '../../../shared/merge/merge-documents.ts';
import { call, doc, fac, h, li, list, note, notes, p, pageSequence, person } from '../../helpers/builders.ts';

const base = doc(p('The Minster sald it '), p('second ', fac(2), 'para here'));

/** The merged document, and the two readings of each conflict. */
function merged(ours: Node, theirs: Node, from: Node = base) {
  const { doc: after, conflicts } = mergeDocuments(from, ours, theirs);
  after.check();
  return { after, readings: conflicts.map((one) => [one.kind, one.ours, one.theirs]), conflicts };
}

describe('two people who changed one document', () => {
  test('and corrected different words of one paragraph have both corrections', () => {
    const { after, readings } = merged(
      doc(p('The Minister sald it '), p('second ', fac(2), 'para here')),
      doc(p('The Minster said it '), p('second ', fac(2), 'para there')),
    );
    expect([after, readings]).toEqual([doc(p('The Minister said it '), p('second ', fac(2), 'para there')), []]);
  });

  test('and made the same correction have it once, tag or not', () => {
    const { after, readings } = merged(
      doc(p('The ', person('a1', 'Minister'), ' sald it '), p('second ', fac(2), 'para here')),
      doc(p('The Minister sald it '), p('second ', fac(2), 'para here')),
    );
    expect(after.textContent).toContain('The Minister sald');
    expect([annotationRanges(after).length, readings]).toEqual([1, []]);
  });

  test('and corrected one word otherwise keep both readings', () => {
    const { after, readings, conflicts } = merged(
      doc(p('The Minster sold it '), p('second ', fac(2), 'para here')),
      doc(p('The Minster said it '), p('second ', fac(2), 'para here')),
    );
    expect(readings).toEqual([['words', 'sold', 'said']]);
    const [{ from, to } = { from: 0, to: 0 }] = conflicts;
    expect(after.textBetween(from, to)).toBe('sold');
  });

  test('of whom one took away what the other corrected keep the correction, its page anchor in its place, and are told', () => {
    const { after, readings } = merged(
      doc(p('The Minster sald it ', fac(2))),
      doc(p('The Minster sald it '), p('second ', fac(2), 'para there')),
    );
    expect(after).toEqual(doc(p('The Minster sald it '), p('second ', fac(2), 'para there')));
    expect(readings).toEqual([['removed', '', 'second para there']]);
  });

  test('of whom one moved a paragraph and the other corrected it have it once, corrected, where it was moved to', () => {
    const moved = doc(p('second ', fac(2), 'para here'), p('The Minster sald it '));
    const corrected = doc(p('The Minister sald it '), p('second ', fac(2), 'para here'));
    const both = doc(p('second ', fac(2), 'para here'), p('The Minister sald it '));
    expect([merged(moved, corrected).after, merged(corrected, moved).after]).toEqual([both, both]);
  });

  test('and added words of their own that are alike in part keep all of them', () => {
    const from = doc(p('From Moscow to the Secretary'));
    const { after, readings } = merged(
      doc(p('By AA From Moscow to the Secretary')),
      doc(p('From By BB Moscow to the Secretary')),
      from,
    );
    expect([after.textContent, readings]).toEqual(['By AA From By BB Moscow to the Secretary', []]);
  });

  test('of whom one made a list of a paragraph and the other changed words in it have the list with the words', () => {
    const { after } = merged(
      doc(p('The Minster sald it '), list(li(p('second ', fac(2), 'para here')))),
      doc(p('x'), p('The Minster sald it '), h('second ', fac(2), 'para there')),
    );
    expect(after.textContent).toContain('para there');
    expect(pageSequence(after)).toEqual(['facsimile 2']);
  });

  test('and added notes have one list of notes with both', () => {
    const { after } = merged(
      doc(p('The Minster sald it ', call('n1', '1')), p('second ', fac(2), 'para here'), notes(note('n1', '1', 'one'))),
      doc(p('The Minster sald it '), p('second ', fac(2), 'para here', call('n2', '2')), notes(note('n2', '2', 'two'))),
    );
    expect(after.lastChild).toEqual(notes(note('n1', '1', 'one'), note('n2', '2', 'two')));
  });
});

import type { Node } from 'prosemirror-model';
import { TextSelection, type Transaction } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { FollowedDocument } from '../../../shared/derived/followed-document.ts';
import { type AnnotationAct, annotationRanges } from '../../../shared/document/annotation.ts';
import { annotationReadings, readingOf } from '../../../shared/document/reading.ts';
import { blockText, textBlocks } from '../../../shared/document/reading-text.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { restoreDocument } from '../../../shared/edit/restore.ts';
import { tagSelection } from '../../../shared/edit/tag-commands.ts';
import { annotationActs } from '../../../shared/edit/undo-history.ts';
import { compareDocuments } from '../../../shared/journal/compare-documents.ts';
import { wordHistory } from '../../../shared/journal/word-history.ts';
import { finished } from '../../../shared/text/in-steps.ts';
import { call, doc, fac, lineEnd, note, notes, p, table, td, tr } from '../../helpers/builders.ts';
import { sampleDocument } from '../../helpers/sample-document.ts';

/** What stands between « and » in a document, with what it reads. */
const passages: readonly (readonly [string, Node, string])[] = [
  ['a page begins within a word', doc(p('of «Kuz', fac(2), 'netsov» and')), 'Kuznetsov'],
  ['a page begins between words', doc(p('«Kuznetsov ', fac(2), 'and Cuba»')), 'Kuznetsov and Cuba'],
  ['a line end breaks a word', doc(p('«yester-', lineEnd(true), 'day»')), 'yesterday'],
  ['a page begins at a line end within a word', doc(p('«yester-', fac(3), lineEnd(true), 'day»')), 'yesterday'],
  ['a line end parts a word at its own hyphen', doc(p('«Anglo-', lineEnd(), 'American»')), 'Anglo-American'],
  ['a line end between words', doc(p('«Soviet', lineEnd(), 'Union»')), 'Soviet Union'],
  ['a note is called', doc(p('«indication', call('n1', '1'), ' of»'), notes(note('n1', '1', 'x'))), 'indication of'],
  ['something is illegible', doc(p('«Kuz', schema.node('gap', { reason: 'illegible' }), 'ov»')), 'Kuz[…]ov'],
  ['a block ends', doc(p('the «Minister'), p(), p('said» that')), 'Minister said'],
  ['a cell ends', doc(table(tr(td(p('«one')), td(p('two»'))))), 'one two'],
  ['there is more white space', doc(p('« one  ', fac(4), '  two »')), 'one two'],
];

/** The document without the two signs, and where they were. */
function withoutSigns(marked: Node): { readonly node: Node; readonly from: number; readonly to: number } {
  const places: number[] = [];
  marked.descendants((child, pos) => {
    for (const sign of '«»') if (child.text?.includes(sign)) places.push(pos + child.text.indexOf(sign));
  });
  const [from = 0, to = 0] = places.sort((one, other) => one - other);
  const { tr: transaction } = createEditorState({ doc: marked, history: [] });
  return { node: transaction.delete(to, to + 1).delete(from, from + 1).doc, from, to: to - 1 };
}

describe('what a stretch reads', () => {
  test.each(passages)('where %s', (_where, marked, reading) => {
    const { node, from, to } = withoutSigns(marked);
    expect(readingOf(node, from, to)).toBe(reading);
  });

  test('of a block is what the block reads, and of its words what these are', () => {
    const sample = sampleDocument();
    for (const { block, start } of textBlocks(sample)) {
      const { text, offsets } = blockText(block);
      expect(readingOf(sample, start, start + block.content.size)).toBe(text);
      for (const { 0: word, index } of text.matchAll(/\S+/g)) {
        const last = offsets[index + word.length - 1] ?? 0;
        expect(readingOf(sample, start + (offsets[index] ?? 0), start + last + 1)).toBe(word);
      }
    }
  });
});

/** Tags the passage, and tells every text that the program has for the tag. */
function textsOfTag(node: Node, from: number, to: number): readonly string[] {
  const state = createEditorState({ doc: node, history: [] });
  const selected = state.apply(state.tr.setSelection(TextSelection.create(node, from, to)));
  const acts: AnnotationAct[] = [];
  let tagged = selected;
  const dispatch = (transaction: Transaction): void => {
    acts.push(...((transaction.getMeta(annotationActs) as AnnotationAct[] | undefined) ?? []));
    tagged = tagged.applyTransaction(transaction).state;
  };
  tagSelection('term')(selected, dispatch);
  const { doc: after } = tagged;
  restoreDocument(node)(tagged, dispatch);
  restoreDocument(after)(tagged, dispatch);
  const ranges = annotationRanges(after);
  const all = { from: ranges[0]?.from ?? 0, to: ranges.at(-1)?.to ?? 0 };
  const typed = createEditorState({ doc: after, history: [] }).tr.insertText('x', all.to);
  const change = { seq: 2, time: '', editor: 'AA', isUndo: false, steps: typed.steps, before: after, after: typed.doc };
  const [event] = wordHistory([change], typed.doc, { from: all.from, to: all.to + 1 });
  return [
    ...acts.flatMap((act) => ('text' in act ? [act.text] : [])),
    ...compareDocuments(node, after).annotations.map(({ text }) => text),
    ...finished(FollowedDocument.reading(after, node))
      .tags.all()
      .map(({ text }) => text),
    ...[...annotationReadings(after).values()].map(({ text }) => text),
    event?.before ?? '',
  ];
}

test.each(passages.filter(([, marked]) => marked.childCount === 1 && marked.firstChild?.isTextblock))(
  'journal, comparison, history and inspector tell one text of a tag where %s',
  (_where, marked, reading) => {
    const { node, from, to } = withoutSigns(marked);
    const texts = textsOfTag(node, from, to);
    expect(texts).toEqual(Array.from({ length: 6 }, () => reading));
  },
);

test('a page anchor that comes into a tagged word makes it no other tag', () => {
  const mark = schema.mark('annotation', { id: 'a1', kind: 'person' });
  const person = (text: string): Node => schema.text(text, [mark]);
  const newer = doc(p(person('Kuz'), fac(2).mark([mark]), person('netsov')));
  expect(compareDocuments(doc(p(person('Kuznetsov'))), newer).annotations).toEqual([]);
});

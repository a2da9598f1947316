import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { readingEdition } from '../../../shared/export/reading/reading-edition.ts';
import { markdownEdition } from '../../../shared/export/text/markdown-edition.ts';
import { textEdition } from '../../../shared/export/text/text-edition.ts';
import { call, doc, note, notes, p } from '../../helpers/builders.ts';
import { marked } from '../../helpers/tei-builders.ts';
import { documentState } from '../../helpers/tei-states.ts';

/** The document as Markdown, without the facts before it. */
const markdownOf = (of: Node, view: 'reading' | 'diplomatic'): string =>
  markdownEdition(readingEdition(documentState(of), { view, withCorrections: false })).replace(
    /^---[\s\S]*?---\n\n/,
    '',
  );

test('comments of editors are in no edition for readers, and the notes behind them keep their calls', () => {
  const comment = note('n1', 'a', 'Really?');
  const of = doc(
    p('by the', call('n1', 'a'), ' United', call('n2', '1'), ' States'),
    notes(
      comment.type.create({ ...comment.attrs, type: 'editor-comment' }, comment.content),
      note('n2', '1', 'So the copy.'),
    ),
  );
  for (const view of ['reading', 'diplomatic'] as const)
    expect(markdownOf(of, view)).toBe('by the United[^1] States\n\n[^1]: So the copy.\n');
});

test('a plain text has none of them either, and is the source as long as nothing else was done', () => {
  const comment = note('n1', 'a', 'Really?');
  const body = comment.type.create({ ...comment.attrs, type: 'editor-comment' }, comment.content);
  const imported = doc(p('by the United States'));
  const commented = doc(p('by the', call('n1', 'a'), ' United States'), notes(body));
  expect(textEdition(documentState(commented, { imported }), 'by the  United States')).toBe('by the  United States');
});

test('what a hand added, and what another hand wrote, are words of the text, unlike a check mark', () => {
  const of = doc(
    p(
      'by the ',
      marked('United ', ['added', { id: 'i1', place: 'above', hand: 'red pencil' }]),
      marked('States ', ['otherHand', { id: 'o1', hand: 'a clerk' }]),
      marked('✓', ['byHand', { id: 'h1' }]),
    ),
  );
  expect(markdownOf(of, 'reading')).toBe('by the United States\n');
  expect(markdownOf(of, 'diplomatic')).toBe('by the United States ✓\n');
});

import { expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

const read = (text: string): readonly string[] => outline(readPlainText(text).doc);

test('notes in slashes are found wherever they stand, the source note below the title too', () => {
  const text = [
    '171. Letter From President Kennedy to Chairman Khrushchev/1/',
    'Washington, November 6, 1962.',
    '/1/Source: Kennedy Library. No classification marking.',
    'Dear Mr. Chairman: I am surprised that in your letter of November 5/2/ you should suggest that.',
    'Sincerely,',
    'John F. Kennedy/3/',
    '/2/Document 164.',
    '/3/Printed from a copy that bears this typed signature.',
  ].join('\n\n');
  expect(read(text)).toEqual([
    'heading 1: {number|171.} Letter From President Kennedy to Chairman Khrushchev⟨1⟩',
    'dateline: Washington, November 6, 1962.',
    'paragraph: {salute|Dear Mr. Chairman:} I am s … mber 5⟨2⟩ you should suggest that.',
    'signature: Sincerely,',
    'signature: John F. Kennedy⟨3⟩',
    'notes',
    '  note source 1',
    '    paragraph: Source: Kennedy Library. No classification marking.',
    '  note footnote 2',
    '    paragraph: {reference|Document 164}.',
    '  note footnote 3',
    '    paragraph: Printed from a copy that bears this typed signature.',
  ]);
});

test('superscript figures, asterisks and bracketed figures call notes', () => {
  expect(read('First.¹ Second.²\n\n¹ One.\n\n² Two.')).toEqual([
    'paragraph: First.⟨1⟩ Second.⟨2⟩',
    'notes',
    '  note footnote 1',
    '    paragraph: One.',
    '  note footnote 2',
    '    paragraph: Two.',
  ]);
  expect(read('A word* with a star.\n\n* Its note.')).toEqual([
    'paragraph: A word⟨*⟩ with a star.',
    'notes',
    '  note footnote *',
    '    paragraph: Its note.',
  ]);
  expect(read('A word[1] in brackets.\n\n[1] Its note.')[0]).toBe('paragraph: A word⟨1⟩ in brackets.');
});

test('a numbered list at the end is a list as long as nothing shows that it is notes', () => {
  expect(read('We need two things.\n\n1. Time.\n\n2. Patience.').slice(0, 2)).toEqual([
    'paragraph: We need two things.',
    'list numbered',
  ]);
  expect(read('We need two things.1 And more.2\n\n1. Time.\n\n2. Patience.').slice(0, 3)).toEqual([
    'paragraph: We need two things.⟨1⟩ And more.⟨2⟩',
    'notes',
    '  note footnote 1',
  ]);
});

test('figures that number things are no calls of notes', () => {
  const text =
    'See No.1 and p.2 and section 3(1) of 11/3/62 in Vol.4 at 2.5 miles with 5(2) kinds of B-2, MRBM3 and para.4 here.';
  expect(read(`${text}\n\n1 See Document 157. Back\n\n2 Ibid. Back`)[0]).not.toContain('⟨');
});

test('a trailing figure of a title calls a note only if there is one', () => {
  const title = 'Telegram From the Department of State to the Embassy in France 1';
  expect(read(`${title}\n\nText of it.`)[0]).not.toContain('⟨');
  expect(read(`${title}\n\nText of it.\n\n  1. Source: Library.`).slice(0, 1)).toEqual([
    'heading 1: Telegram From the Department of State to the Embassy in France ⟨1⟩',
  ]);
  expect(read('Telegram From the Embassy in France, November 1\n\nText.\n\n  1. Source: Library.')[0]).not.toContain(
    '⟨',
  );
});

test('each attachment has notes of its own numbers', () => {
  const text =
    'Main text.(1)\n\n1 Note of the main text. Back\n\nAttachment\n\nAttached text.(1)\n\n1 Note of the attachment. Back';
  const { doc } = readPlainText(text);
  const calls: unknown[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'noteReference') calls.push(node.attrs.target);
  });
  expect(calls).toEqual(doc.lastChild?.children.map(({ attrs }) => attrs.id as unknown));
  expect(calls).toHaveLength(2);
});

test('a note that nothing calls is kept and remarked', () => {
  const { doc, report } = readPlainText('Text.(1)\n\n1 One. Back\n\n2 Two. Back');
  expect(doc.lastChild?.childCount).toBe(2);
  expect(report.remarks.map(({ what }) => what)).toEqual([
    'The text does not call note 2 (2 Two. Back). The note was kept.',
  ]);
});

import { expect, test } from 'vitest';
import { anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { sampleText } from '../../../helpers/import-characters.ts';
import { inlineText, outline } from '../../../helpers/import-outline.ts';

const { doc, metadata, report } = readPlainText(sampleText('004_3247f51e25b8394a'));

test('the letter has number, title, salutation in its first paragraph, signature and three notes', () => {
  doc.check();
  expect(outline(doc)).toEqual([
    'heading 1: {number|73.} Letter From Chairman Khrushchev to President Kennedy⟨0⟩',
    'paragraph: {salute|Dear Mr. President,} I hav … soldier, not to say of an officer.',
    'paragraph: It is hard for us to understand wh … y reasonableness is not displayed.',
    'paragraph: The demand which has been set fort … these relations to a normal state.',
    'paragraph: That is why I would ask you, Mr. P …  of the Western hemisphere either.',
    'paragraph: Let us then bring the achieved und … t may raise then new consequences.',
    'paragraph: I think that you will understand m … ch they were but several days ago.',
    'signature: N. Khrushchev⟨2⟩',
    'notes',
    '  note source 0',
    '    paragraph: Source:Kennedy Library, National S … 77 D 163, and ibid.: Lot 66 D 204.',
    '  note footnote 1',
    '    paragraph: Transmitted in {reference|telegram … 01, Outgoing Telegrams, 1953-1963)',
    '  note footnote 2',
    '    paragraph: Printed from a copy that bears this typed signature.',
  ]);
});

test('page 200 begins inside a sentence', () => {
  expect(anchorsOf(doc).map(({ anchor }) => [anchor.kind, anchor.label, anchor.placement, anchor.raw])).toEqual([
    ['page', '200', 'text', '[Page 200]'],
  ]);
  expect(inlineText(doc.child(2))).toContain('speediest clearing of the ⟦page 200⟧ atmosphere.');
});

test('notes printed 1–3 are the notes 0–2 of the text, the last one proposed for the signature', () => {
  const notes = doc.lastChild?.children ?? [];
  expect(notes.map(({ attrs }) => [attrs.label, attrs.type, attrs.raw])).toEqual([
    ['0', 'source', '1.'],
    ['1', 'footnote', '2.'],
    ['2', 'footnote', '3.'],
  ]);
  const calls: unknown[] = [];
  doc.descendants((node, _pos, parent) => {
    if (node.type.name !== 'noteReference') return;
    const note = notes.findIndex(({ attrs }) => attrs.id === node.attrs.target);
    calls.push([parent?.type.name, node.attrs.label, node.attrs.raw, note]);
  });
  expect(calls).toEqual([
    ['heading', '0', '0', 0],
    ['paragraph', '1', '1', 1],
    ['signature', '2', '', 2],
  ]);
  expect(inlineText(doc.child(1))).toContain('your side calls offensive.⟨1⟩ I have studied');
});

test('the shifted numbers and the proposed call are remarked and marked inferred', () => {
  expect(report.remarks.map(({ what }) => what)).toEqual([
    'What stands before Page 200 has no page number.',
    'The notes are numbered 1–3 here, but the text counts from 0. They were given the numbers 0–2.',
    'The text does not call note 2. Because it speaks of the signature, a reference was put there.',
  ]);
  const inferred = report.recognitions
    .filter(({ kind }) => kind === 'note reference')
    .map(({ what, certainty }) => [what, certainty]);
  expect(inferred).toEqual([
    ['Note reference 0, tied to note 0', 'inferred'],
    ['Note reference 1, tied to note 1', 'inferred'],
    ['Note reference 2, proposed behind the signature', 'inferred'],
  ]);
});

test('what the print itself runs together is neither changed nor remarked', () => {
  expect(inlineText(doc.child(1))).toContain('from Mr.V. Kuznetsov');
  expect(doc.lastChild?.firstChild?.textContent).toMatch(/^Source:Kennedy Library/);
});

test('metadata come from the title alone: there is no dateline and no classification', () => {
  expect(metadata).toEqual({
    title: 'Letter From Chairman Khrushchev to President Kennedy',
    number: '73',
    type: 'letter',
    date: null,
    from: 'Chairman Khrushchev',
    to: 'President Kennedy',
    placeSent: '',
    classification: '',
    language: 'en',
  });
});

import { expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { sampleText } from '../../../helpers/import-characters.ts';
import { inlineText, outline } from '../../../helpers/import-outline.ts';

const { doc, metadata, report } = readPlainText(sampleText('001_975a25f8ce92ca13'));

test('the telegram has title, dateline, its number in the first paragraph, a list and four notes; the web page is set apart', () => {
  doc.check();
  expect(outline(doc)).toEqual([
    'furniture before the title: The Cuban Missile Crisis',
    'heading 1: Telegram From the Department of St …  the Mission to the United Nations',
    'dateline: Washington, November 7, 1962, 9:32 p.m.',
    'paragraph: {number|1223.} Eyes only Stevenson … rence|Urtel 1606, November 2}).⟨2⟩',
    'paragraph: The Soviets take position that Ken … ffensive weapons in that document.',
    'paragraph: Our primary purpose is to get the  … toward the following minimum list:',
    'list numbered',
    '  listItem',
    '    itemLabel: 1.',
    '    paragraph: Surface-to-surface missiles. (We a …  for use at sea, and propellants.)',
    '  listItem',
    '    itemLabel: 2.',
    '    paragraph: Bomber aircraft.',
    '  listItem',
    '    itemLabel: 3.',
    '    paragraph: Any nuclear warheads for missiles, …  or any other type nuclear weapon.',
    'paragraph: With regard to the Komar-class tor … uickly and secretly be brought in.',
    'paragraph: This modifies the instructions con … "Definition of Offensive Weapons."',
    'paragraph: On submarines you should take the  …  offensive weapons system to Cuba.',
    'furniture postal address: 127 Wall Street, New Haven, CT 06511.',
    'notes',
    '  note footnote 1',
    '    paragraph: See {reference|Document 157}. {furnitureText|Back}',
    '  note footnote 2',
    '    paragraph: See footnote 3, {reference|Document 133}. {furnitureText|Back}',
    '  note footnote 3',
    '    paragraph: Reference is to {reference|telegra … ocument 125}. {furnitureText|Back}',
    '  note source',
    '    paragraph: Source: Department of State, Centr … and Rusk; and approved by Johnson.',
  ]);
});

test('the calls (1) (2) (3) are tied to the notes 1, 2 and 3, and the numbered list is no note', () => {
  const calls: unknown[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'noteReference') calls.push([node.attrs.raw, node.attrs.label, node.attrs.target]);
  });
  const notes = doc.lastChild?.children ?? [];
  const id = (index: number): unknown => notes[index]?.attrs.id;
  expect(calls).toEqual([
    ['(1)', '1', id(0)],
    ['(2)', '2', id(1)],
    ['(3)', '3', id(2)],
  ]);
  expect(notes.map(({ attrs }) => [attrs.label, attrs.type, attrs.raw])).toEqual([
    ['1', 'footnote', '1'],
    ['2', 'footnote', '2'],
    ['3', 'footnote', '3'],
    ['', 'source', null],
  ]);
});

test('a call stands where it was printed', () => {
  expect(inlineText(doc.child(3))).toContain('a confidential indication⟨1⟩ that the Soviet Government');
  expect(inlineText(doc.child(8))).toContain('{reference|Deptel 1034},⟨3⟩ "Definition');
});

test('metadata come from title, dateline, first paragraph and source note', () => {
  expect(metadata).toEqual({
    title: 'Telegram From the Department of State to the Mission to the United Nations',
    number: '1223',
    type: 'telegram',
    date: { text: 'November 7, 1962, 9:32 p.m.', when: '1962-11-07' },
    from: 'Department of State',
    to: 'Mission to the United Nations',
    placeSent: 'Washington',
    classification: 'Top Secret',
    language: 'en',
  });
});

test('the report lists what was set apart, and finds nothing odd', () => {
  expect(report.recognitions.filter(({ kind }) => kind === 'furniture').map(({ source }) => source.text)).toEqual([
    'The Cuban Missile Crisis',
    'Back',
    'Back',
    'Back',
    '127 Wall Street, New Haven, CT 06511.',
  ]);
  expect(report.recognitions.filter(({ kind }) => kind === 'reference').map(({ source }) => source.text)).toEqual([
    'Urtel 1606, November 2',
    'Deptel 1034',
    'Document 157',
    'Document 133',
    'telegram 1147 to USUN, October 31',
    'Document 125',
  ]);
  expect(report.remarks).toEqual([]);
  expect(report.setAside).toEqual([]);
});

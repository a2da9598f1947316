import { expect, test } from 'vitest';
import { anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { sampleText } from '../../../helpers/import-characters.ts';
import { inlineText, outline } from '../../../helpers/import-outline.ts';

const { doc, metadata, report } = readPlainText(sampleText('000_2f139198d5bf1d28'));

test('the microfiche supplement has number, title, salutation, seven anchors in source order and its attachment', () => {
  doc.check();
  expect(outline(doc)).toEqual([
    'heading 1: {number|495.} Draft letter from Ke … closing draft telegram to USUN ⟨1⟩',
    'salutation: ⟦facsimile 1, before block⟧Dear Mr. Chairman:',
    'paragraph: I am surprised that in your letter … ement to be carried to completion.',
    'paragraph: ⟦typeset 1359, before block⟧In ord … easures upon which we are engaged.',
    'division attachment',
    '  heading 2: ⟦facsimile 4, before block⟧Attachment',
    '  headerField to: TO: USUN',
    '  heading 3: DRAFT TELEGRAM',
    '  paragraph: Eyes Only Stevenson and McCloy. We … ference|Yourtel 1606, November 2})',
    '  paragraph: The Ambassador gave no clear indic … ms the Soviets find objectionable.',
    '  paragraph: You should promptly endeavor ascer … essels of this type not furnished.',
    '  paragraph: You could explain that at the time …  address on October twenty-second.',
    '  paragraph: If you consider useful you could a … nes would be considered offensive.',
    '  paragraph: The general limitation so far as t … ny legitimate Soviet difficulties.',
    'notes',
    '  note source 1',
    '    paragraph: List of weapons in Cuba that the U … Cuba), Vol. I–C, 11/3/62–11/16/62.',
  ]);
});

test('facsimile 1–5 and typeset 1359 and 1360 stand in source order, on lines of their own or inside the text', () => {
  expect(
    anchorsOf(doc).map(({ anchor }) => [anchor.kind, anchor.label, anchor.placement, anchor.inferred, anchor.raw]),
  ).toEqual([
    ['facsimile', '1', 'before block', false, '[Facsimile Page 1]'],
    ['facsimile', '2', 'text', false, '[Facsimile Page 2]'],
    ['typeset', '1359', 'before block', false, '[Typeset Page 1359]'],
    ['facsimile', '3', 'text', false, '[Facsimile Page 3]'],
    ['facsimile', '4', 'before block', false, '[Facsimile Page 4]'],
    ['facsimile', '5', 'text', false, '[Facsimile Page 5]'],
    ['typeset', '1360', 'text', false, '[Typeset Page 1360]'],
  ]);
});

test('an anchor inside a sentence stands between the white space that surrounded its marker', () => {
  expect(inlineText(doc.child(3))).toContain('by the United ⟦facsimile 3⟧ States but by');
  expect(inlineText(doc.child(4).child(5))).toContain('before any ⟦typeset 1360⟧ final agreement');
});

test('the figure behind the title calls the source note', () => {
  const [call, note] = [doc.child(0).lastChild, doc.lastChild?.firstChild];
  expect(call?.attrs).toMatchObject({ label: '1', raw: '1', target: note?.attrs.id });
  expect(note?.attrs).toMatchObject({ label: '1', type: 'source', raw: '1.' });
});

test('metadata say what title, source note and its folder dates say', () => {
  expect(metadata).toEqual({
    title: 'Draft letter from Kennedy to Khrushchev, November 5, enclosing draft telegram to USUN',
    number: '495',
    type: 'letter',
    date: { text: 'November 5', when: '1962-11-05' },
    from: 'Kennedy',
    to: 'Khrushchev',
    placeSent: '',
    classification: 'Secret',
    language: 'en',
  });
});

test('the report names every anchor with its place, and says that the text before typeset 1359 has no typeset page', () => {
  expect(report.recognitions.filter(({ kind }) => kind === 'page anchor').map(({ what }) => what)).toEqual([
    'Facsimile 1, on a line of its own',
    'Facsimile 2, between sentences',
    'Typeset 1359, on a line of its own',
    'Facsimile 3, inside a sentence',
    'Facsimile 4, on a line of its own',
    'Facsimile 5, between sentences',
    'Typeset 1360, inside a sentence',
  ]);
  expect(report.remarks.map(({ what }) => what)).toEqual(['What stands before Typeset 1359 has no typeset page.']);
  expect(report.setAside).toEqual([]);
});

test('cable references are marked: the telegram by its number, and reftel', () => {
  expect(report.recognitions.filter(({ kind }) => kind === 'reference').map(({ source }) => source.text)).toEqual([
    'Yourtel 1606, November 2',
    'reftel',
  ]);
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Node } from 'prosemirror-model';
import { type Command, TextSelection } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { summariseDocument } from '../../../main/storage/document/summary-cache.ts';
import { misreadings, misreadText, pageCorrections, pageText } from '../../../shared/alignment/misreadings.ts';
import { blockText, textBlocks } from '../../../shared/document/reading-text.ts';
import { setBlockType } from '../../../shared/edit/block-commands.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { addNote } from '../../../shared/edit/notes/note-commands.ts';
import { findMatches } from '../../../shared/find/find.ts';
import { replaceMatches } from '../../../shared/find/replace.ts';
import { readPlainText } from '../../../shared/import/plain-text/read-plain-text.ts';
import { certificateLines, certificateOf } from '../../../shared/proofreading/certificate.ts';
import { errorRate } from '../../../shared/proofreading/error-rate.ts';
import { readingLines } from '../../../shared/proofreading/reading-lines.ts';
import { call, doc, fac, furniture, note, notes, p } from '../../helpers/builders.ts';
import { sampleStems } from '../../helpers/import-characters.ts';
import { marked } from '../../helpers/tei-builders.ts';
import { documentState, editionOf } from '../../helpers/tei-states.ts';

const readings = (older: Node, node: Node): readonly string[] =>
  misreadings(older, node).map(({ before, after }) => `${before} → ${after}`);

/** A document after commands of an editor. */
function edited(node: Node, ...commands: readonly Command[]): Node {
  let state = createEditorState({ doc: node, history: [] });
  for (const command of commands)
    command(state, (transaction) => {
      state = state.applyTransaction(transaction).state;
    });
  return state.doc;
}

/** Puts other words in the place of the first that are found. */
const replaceFirst =
  (text: string, replacement: string, emendation = false): Command =>
  (state, dispatch) => {
    const found = findMatches(state.doc, { text });
    const { steps } = replaceMatches(state.doc, found.ok ? found.matches.slice(0, 1) : [], () => replacement, {
      emendation,
    });
    const transaction = state.tr;
    for (const step of steps) transaction.step(step);
    dispatch?.(transaction);
    return true;
  };

describe('misreadings', () => {
  const imported = doc(p(fac(1), 'The Minster sald that', call('n1', '1')), p(fac(2), 'talks wuold go on'));

  test('are the words that were put right, with their places', () => {
    const present = edited(imported, replaceFirst('Minster', 'Minister'));
    expect(misreadings(imported, present)).toEqual([{ from: 6, to: 14, before: 'Minster', after: 'Minister' }]);
  });

  test('a note of an editor’s is none, also behind a corrected last word, and no line of it is read on a page', () => {
    const present = edited(imported, replaceFirst('on', 'an'), addNote(5, 'Probably the Foreign Minister.'));
    expect(readings(imported, present)).toEqual(['on → an']);
    expect(readingLines(present).map(({ text }) => text)).toEqual(['The Minster sald that', 'talks wuold go an']);
  });

  test('an emendation is none, and hides none beside it', () => {
    const present = edited(imported, replaceFirst('Minster', 'Minister', true), replaceFirst('sald', 'said'));
    expect(readings(imported, present)).toEqual(['sald → said']);
    expect(pageCorrections(imported, present).map(({ before, after }) => [before, after])).toEqual([
      ['Minster sald', 'Minister said'],
    ]);
  });

  test('a word that was misread and is wrong on the page as well counts as the page has it', () => {
    const present = doc(p('the ', marked('Minister', ['emendation', { id: 'e', sic: 'Minster' }]), ' said'));
    expect(readings(doc(p('the Minstex said')), present)).toEqual(['Minstex → Minster']);
  });

  test('what a web page added is none, whether the import or an editor said so', () => {
    const page = doc(p('Home Search Mneu'), furniture('Back to tpo'), p('the letter'));
    expect(readings(page, doc(furniture('Home Search Menu'), furniture('Back to top'), p('the letter')))).toEqual([]);
    expect(readings(page, doc(p('Home Search Mneu'), p('the lettre')))).toEqual(['letter → lettre']);
    expect(readings(page, doc(p('Home Search Mneu'), p('Back to top'), p('the letter')))).toEqual(['tpo → top']);
  });

  test('a footnote of the source is read wrong on the page that calls it', () => {
    const source = doc(
      p(fac(1), 'talks', call('n1', '1')),
      p(fac(2), 'went on'),
      notes(note('n1', '1', 'Telegrarn 5 of May.')),
    );
    const present = edited(source, replaceFirst('Telegrarn', 'Telegram'));
    const { pages } = certificateOf({ doc: present, imported: source, reviews: [] });
    expect(pages.map(({ page, lines, corrected }) => [page, lines, corrected])).toEqual([
      ['Facsimile 1', 2, 2],
      ['Facsimile 2', 1, 0],
    ]);
  });
});

/** Every figure that tells how much of a document was read wrong. */
function figures(imported: Node, present: Node): unknown {
  const reviews = [{ act: { kind: 'read', lines: ['x'] }, editor: 'AA', time: '2026-11-22T10:00:00.000Z' }] as const;
  const state = documentState(present, { imported, reviews });
  const { whole } = certificateOf(state);
  const rate = errorRate(misreadText(imported, present), pageText(present));
  const xml = editionOf(present, { imported, reviews });
  for (const line of certificateLines(certificateOf(state), (siglum) => siglum))
    expect(xml).toContain(line.slice(line.lastIndexOf('; ')));
  return {
    misreadings: misreadings(imported, present).length,
    table: summariseDocument(state, null).corrections,
    certificate: [whole.corrected, whole.rate],
    errorRate: [rate.characterErrors, rate.cer],
    pages: certificateOf(state).pages.map(({ page, corrected }) => [page, corrected]),
  };
}

test.each(sampleStems)(
  'of %s a correction counts in all figures alike, and notes, emendations, furniture in none',
  (stem) => {
    const file = path.join(import.meta.dirname, '../../../fixtures/documents', `${stem}.txt`);
    const { doc: imported } = readPlainText(readFileSync(file, 'utf8'), { fileName: `${stem}.txt` });
    const words = textBlocks(imported)
      .filter(({ block }) => block.type.name === 'paragraph')
      .flatMap(({ block }) => blockText(block).text.match(/\b[a-z]{7,}\b/gi) ?? []);
    const [wrong = '', emended = ''] = [...new Set(words)].filter((word) => !/^the/i.test(word));
    const correct = replaceFirst(wrong, `${wrong}x`);
    const plain = figures(imported, edited(imported, correct));
    expect(plain).toMatchObject({ misreadings: 1, table: 1, certificate: [1, expect.any(Number)] });
    expect(plain).toMatchObject({ errorRate: [1, expect.any(Number)] });

    const { start } = textBlocks(imported)[0] ?? { start: 1 };
    const noteText = 'This note of an editor has many more words than anyone could ever have misread on a page.';
    const noted = edited(
      imported,
      correct,
      addNote(start, noteText),
      replaceFirst(emended, `${emended.slice(0, -1)}q`, true),
    );
    expect(figures(imported, noted)).toEqual(plain);

    const last = textBlocks(noted).findLast(({ block }) => block.type.name === 'paragraph' && block.content.size > 30);
    const selectLast: Command = (state, dispatch) => {
      dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, last?.start ?? 1)));
      return true;
    };
    const apart = figures(imported, edited(noted, selectLast, setBlockType('furniture')));
    expect(apart).toMatchObject({ misreadings: 1, table: 1, certificate: [1, expect.any(Number)] });
    expect(apart).toMatchObject({ errorRate: [1, expect.any(Number)] });
  },
);

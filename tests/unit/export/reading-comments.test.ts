import { expect, test } from 'vitest';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { docxEdition } from '../../../shared/export/docx/docx-edition.ts';
import { epubEdition } from '../../../shared/export/epub/epub-edition.ts';
import { htmlEdition } from '../../../shared/export/html/html-edition.ts';
import { readingEdition } from '../../../shared/export/reading/reading-edition.ts';
import { markdownEdition } from '../../../shared/export/text/markdown-edition.ts';
import { cleanText, textEdition } from '../../../shared/export/text/text-edition.ts';
import { annotationPage } from '../../../shared/web-annotation/annotation-page.ts';
import { doc, notes, p, person } from '../../helpers/builders.ts';
import { elementsOfXml, filesOf } from '../../helpers/package-files.ts';
import { callOf, marked, noteOf } from '../../helpers/tei-builders.ts';
import { documentState } from '../../helpers/tei-states.ts';

const application = { name: 'Anchorite', version: '0.1.0' };
const more = { application, changed: '2026-01-05T10:00:00.000Z', language: 'en' };

/** Every edition of a document that is read, as one text. */
function allEditions(state: DocumentState): string {
  const clean = readingEdition(state, { view: 'reading' });
  const both = readingEdition(state, { view: null, withCorrections: true });
  return [
    textEdition(state, null),
    cleanText(clean),
    markdownEdition(clean),
    htmlEdition(both, { application, images: [], view: 'reading', source: 'letter.txt' }),
    ...filesOf(docxEdition(clean, more)).values(),
    ...filesOf(epubEdition(clean, more)).values(),
    annotationPage(state, { application, editors: [] }),
  ].join('\n');
}

test('no edition has the comments of editors, nor a call of one', () => {
  const commented = documentState(
    doc(
      p('by the United ', callOf('n2', 'ZZ', 'ZZ'), 'States', callOf('n1', '1')),
      notes(
        noteOf('n2', 'ZZ', 'editor-comment', p('PRIVATE question ', person('a1', 'PRIVATE name'))),
        noteOf('n1', '1', 'footnote', p('See Document 157.')),
      ),
    ),
  );
  const all = allEditions(commented);
  expect(all).not.toMatch(/PRIVATE|ZZ/);
  expect(all.match(/See Document 157/g)?.length).toBeGreaterThanOrEqual(6);
});

test('words that a hand added, in another hand, abbreviated or in another language are text of the reading edition, too', () => {
  const state = documentState(
    doc(
      p(
        marked('added ', ['added', { id: 'm1', place: 'above', hand: null }]),
        marked('other ', ['otherHand', { id: 'm2', hand: 'h1' }]),
        marked('Dept. ', ['abbreviation', { id: 'm3', expansion: 'Department' }]),
        marked('pourparlers', ['foreign', { id: 'm4', language: 'fr' }]),
      ),
    ),
  );
  const clean = readingEdition(state, { view: 'reading' });
  expect(cleanText(clean)).toBe('added other Dept. pourparlers\n');
  const page = htmlEdition(readingEdition(state, { view: null }), {
    application,
    images: [],
    view: 'reading',
    source: 'x',
  });
  expect(page).toContain('<abbr title="Department">Dept. </abbr>');
  expect(page).toContain('<span lang="fr">pourparlers</span>');
  const [document = ''] = [filesOf(docxEdition(clean, more)).get('word/document.xml')];
  expect(elementsOfXml(document).length).toBeGreaterThan(10);
});

import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { anchorMarker, anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { schema } from '../../../../shared/document/schema.ts';
import { docxEdition } from '../../../../shared/export/docx/docx-edition.ts';
import { inlineOf, type ReadingEdition, readingEdition } from '../../../../shared/export/reading/reading-edition.ts';
import type { ReadingView } from '../../../../shared/export/reading/reading-marks.ts';
import { plainCharacters } from '../../../../shared/xml/xml-tree.ts';
import { call, doc, fac, h, note, notes, p, person, table, tr } from '../../../helpers/builders.ts';
import { elementsOfXml, filesOf } from '../../../helpers/package-files.ts';
import { randomPlace } from '../../../helpers/random-document.ts';
import { hostileState, sampleStates } from '../../../helpers/reading-states.ts';
import { sampleDocument } from '../../../helpers/sample-document.ts';
import { SeededRandom } from '../../../helpers/seeded-random.ts';
import { documentState } from '../../../helpers/tei-states.ts';

const application = { name: 'Anchorite', version: '0.1.0' };

function written(state: DocumentState, view: ReadingView = 'reading') {
  const edition = readingEdition(state, { view });
  const bytes = docxEdition(edition, { application, changed: '2026-01-05T10:00:00.000Z', language: 'en' });
  return { edition, bytes, files: filesOf(bytes) };
}

const bare = (text: string): string => text.replace(/\s+/g, '');

/** What stands in the text; calls only where they are not counted. */
function wordsOf({ blocks }: Pick<ReadingEdition, 'blocks'>, hasOwnLabels = false): string {
  let text = '';
  for (const part of inlineOf(blocks)) {
    if (part.kind === 'text') text += part.text;
    if (part.kind === 'page') text += anchorMarker(part.anchor);
    if (part.kind === 'line end') text += part.hyphen;
    if (part.kind === 'call' && hasOwnLabels) text += part.label;
  }
  return bare(plainCharacters(text));
}

/** As another program reads the file. */
async function readByAnother(bytes: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  return value;
}

const part = (files: ReadonlyMap<string, string>, name: string): string => files.get(`word/${name}.xml`) ?? '';

describe.each(sampleStates())('$stem as a text document', (state) => {
  test('is read by another program with every word and page marker, in order', async () => {
    const { edition, bytes, files } = written(state, 'diplomatic');
    const words = wordsOf(edition, part(files, 'document').includes('customMarkFollows'));
    const html = await readByAnother(bytes);
    const [text = ''] = html.replace(/<sup>.*?<\/sup>/g, '').split('<ol>');
    const read = text
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    const title = edition.blocks[0]?.kind === 'heading' ? '' : bare(edition.title);
    expect(bare(read).slice(title.length, title.length + words.length)).toBe(words);
  });

  test('has a footnote for every note that is called, with its words', async () => {
    const { edition, bytes, files } = written(state);
    const called = edition.notes.filter(({ calls }) => calls.length > 0);
    const ids = elementsOfXml(part(files, 'footnotes')).filter(({ name }) => name === 'w:footnote');
    expect(ids.map(({ attributes }) => attributes['w:id'])).toEqual([
      '-1',
      '0',
      ...called.map(({ number }) => String(number)),
    ]);
    const read = bare((await readByAnother(bytes)).replace(/<[^>]+>/g, ''));
    for (const each of edition.notes) expect(read.replaceAll('&amp;', '&')).toContain(wordsOf(each));
  });

  test('has a bookmark for every page', () => {
    const { files } = written(state);
    const marks = elementsOfXml(part(files, 'document')).filter(({ name }) => name === 'w:bookmarkStart');
    expect(marks).toHaveLength(anchorsOf(state.doc).length);
    expect(new Set(marks.map(({ attributes }) => attributes['w:name'])).size).toBe(marks.length);
    for (const { attributes } of marks) expect(attributes['w:name']).toMatch(/^(?:Facsimile|Typeset|Page)_\w{1,30}$/);
  });
});

test('a note keeps the label that it has in the document, and those that are counted from 1 are counted by the program', () => {
  const labelled = (labels: readonly string[]) =>
    doc(
      p('text', ...labels.map((label, index) => call(`n${index}`, label))),
      notes(...labels.map((label, index) => note(`n${index}`, label, 'body'))),
    );
  const counted = part(written(documentState(labelled(['1', '2']))).files, 'document');
  expect(counted).not.toContain('customMarkFollows');
  const own = written(documentState(labelled(['0', '1']))).files;
  expect(part(own, 'document')).toMatch(/customMarkFollows="1" w:id="1"\/><w:t xml:space="preserve">0<\/w:t>/);
  expect(part(own, 'footnotes')).not.toContain('<w:footnoteRef/>');
});

test('a note that nothing calls stands at the end, and one that is called twice is one footnote', async () => {
  const text = doc(
    p('one', call('n1', '1'), ' two', call('n1', '1')),
    notes(note('n1', '1', 'first body'), note('n2', '', 'source note')),
  );
  const { bytes, files } = written(documentState(text));
  expect(elementsOfXml(part(files, 'document')).filter(({ name }) => name === 'w:footnoteReference')).toHaveLength(1);
  const html = await readByAnother(bytes);
  expect(html).toContain('source note');
  expect(html.match(/first body/g)).toHaveLength(1);
});

test('tables keep their shape where cells reach over rows and columns', async () => {
  const cell = (text: string, colspan = 1, rowspan = 1) => schema.node('tableCell', { colspan, rowspan }, [p(text)]);
  const text = doc(table(tr(cell('a', 2), cell('b', 1, 2)), tr(cell('c'), cell('d')), tr(cell('e'))));
  const html = await readByAnother(written(documentState(text)).bytes);
  expect(html.replace(/<\/?p>/g, '')).toContain(
    '<table><tr><td colspan="2">a</td><td rowspan="2">b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td><td colspan="2"></td></tr></table>',
  );
});

test('whatever the text says is text, and no link leads where it may not', () => {
  const { files } = written(hostileState(), 'diplomatic');
  for (const [path, content] of files) expect(() => elementsOfXml(content), path).not.toThrow();
  expect(files.get('word/_rels/document.xml.rels')).not.toMatch(/javascript|data:/);
  const document = part(files, 'document');
  expect(document).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
});

test('every paragraph has a style that is there, and the same document gives the same bytes', () => {
  const random = new SeededRandom(5);
  const docs = [sampleDocument(), ...Array.from({ length: 200 }, () => randomPlace(random, true).doc)];
  for (const any of docs) {
    const { files, bytes } = written(documentState(any), 'diplomatic');
    expect(bytes).toEqual(written(documentState(any), 'diplomatic').bytes);
    const known = new Set(
      elementsOfXml(part(files, 'styles'))
        .filter(({ name }) => name === 'w:style')
        .map(({ attributes }) => attributes['w:styleId']),
    );
    const elements = [...elementsOfXml(part(files, 'document')), ...elementsOfXml(part(files, 'footnotes'))];
    for (const { name, attributes, around } of elements) {
      if (/^w:[prt]\w*Style$/.test(name)) expect(known).toContain(attributes['w:val']);
      if (name === 'w:footnoteReference') expect(around).not.toContain('w:footnote');
      if (name === 'w:p') expect(around.at(-1)).toMatch(/^w:(?:body|tc|footnote)$/);
    }
    expect(part(files, 'document')).not.toMatch(/<\/w:tbl><\/w:tc>|<\/w:tcPr><\/w:tc>/);
  }
});

test('a tag is a style of characters, and the title of the document is the title', () => {
  const { files } = written(documentState(doc(h('Telegram'), p(fac(2), 'to ', person('a1', 'Kuznetsov')))));
  expect(part(files, 'document')).toContain(
    '<w:rPr><w:rStyle w:val="Person"/></w:rPr><w:t xml:space="preserve">Kuznetsov</w:t>',
  );
  expect(part(files, 'document')).toContain(
    '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">Telegram',
  );
});

import { describe, expect, test } from 'vitest';
import type { DocumentState, Version } from '../../../shared/document/document-state.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { doc, fac, furniture, p } from '../../helpers/builders.ts';
import { annotationState, editionOf, importVersion, withMetadata } from '../../helpers/tei-states.ts';

const letter = doc(p('a'));

/** The lines of an element of the edition, as written, without their common indentation. */
function elementOf(xml: string, name: string): string {
  const start = xml.indexOf(`<${name}`);
  const indentation = start - xml.lastIndexOf('\n', start) - 1;
  const end = xml.indexOf('>', xml.indexOf(`</${name.split(' ', 1)[0]}>`, start)) + 1;
  return xml.slice(start, end).replaceAll(`\n${' '.repeat(indentation)}`, '\n');
}

const version = (given: Partial<Version>): Version => ({ ...importVersion, ...given });

describe('the header of an edition', () => {
  test('names the document, its editors with their sigla, and the version', () => {
    const state: Partial<DocumentState> = {
      ...withMetadata({ title: 'Letter to <Mikoyan> & others' }),
      versions: [importVersion, version({ number: 2, name: 'Proofread', editor: 'ZZ', automatic: false })],
    };
    expect(elementOf(editionOf(letter, state), 'titleStmt')).toBe(
      [
        '<titleStmt>',
        ' <title>Letter to &lt;Mikoyan&gt; &amp; others</title>',
        ' <respStmt xml:id="AA" n="AA">',
        '  <resp>edited by</resp>',
        '  <name>A. Archivist</name>',
        ' </respStmt>',
        ' <respStmt xml:id="ZZ" n="ZZ">',
        '  <resp>edited by</resp>',
        '  <name>ZZ</name>',
        ' </respStmt>',
        '</titleStmt>',
      ].join('\n'),
    );
    expect(elementOf(editionOf(letter, state), 'editionStmt')).toBe(
      '<editionStmt>\n <edition n="2">Version 2: Proofread</edition>\n</editionStmt>',
    );
  });

  test('says page by page who read it against its image, once somebody has', () => {
    const reviews = [
      { act: { kind: 'read' as const, lines: ['a'] }, editor: 'MK', time: '2026-11-22T09:00:00.000Z' },
      {
        act: { kind: 'kept' as const, word: { text: 'a', before: '', after: '' } },
        editor: 'ZZ',
        time: '2026-11-23T09:00:00.000Z',
      },
    ];
    const editors = [{ name: 'Mary Kay', siglum: 'MK' }];
    const xml = editionOf(doc(p('a'), p(fac(2), 'b')), { reviews }, { editors });
    expect(elementOf(xml, 'correction').split('\n').slice(2)).toEqual([
      ' <p>Before the first page: read by Mary Kay (MK) on 22 November 2026, 1 of 1 line; no character corrected.</p>',
      ' <p>Facsimile 2: not read yet, 0 of 1 line; no character corrected.</p>',
      ' <p>The document: read by Mary Kay (MK) on 22 November 2026, 1 of 2 lines; no character corrected.</p>',
      '</correction>',
    ]);
    expect(xml).toContain('<correction method="markup" status="medium">');
    expect(elementOf(xml, 'respStmt')).toContain('<resp>edited by</resp>\n <resp>proofread by</resp>');
    expect(editionOf(letter)).toContain('<correction method="markup">');
  });

  test('a document without title goes by the name of its file', () => {
    expect(editionOf(letter, withMetadata({ title: ' ' }))).toContain('<title>letter.txt</title>');
  });

  test('says which file it was imported from, down to its checksum and encoding', () => {
    expect(elementOf(editionOf(letter), 'bibl')).toBe(
      [
        '<bibl type="import">',
        ' <title type="file">letter.txt</title>',
        ` <idno type="SHA-256">${'ab'.repeat(32)}</idno>`,
        ' <note type="encoding">utf-8</note>',
        ' <note type="size">1200 bytes</note>',
        '</bibl>',
      ].join('\n'),
    );
  });

  test('a file number of the archive is a source, without the word that a telegram lies there', () => {
    const field = (text: string) => schema.node('headerField', { field: 'file' }, [schema.text(text)]);
    const xml = editionOf(doc(field('713.00/28: Telegram'), field('Example Papers'), p('a')));
    expect(elementOf(xml, 'bibl type="archive"')).toBe(
      [
        '<bibl type="archive">',
        ' <idno type="file">713.00/28</idno>',
        ' <idno type="file">Example Papers</idno>',
        '</bibl>',
      ].join('\n'),
    );
    expect(xml).toContain('713.00/28: Telegram');
  });

  test('says what of the imported text is left out, how much it is, and what it says', () => {
    const within = schema.text('Print', [schema.mark('furnitureText', { id: 'f1' as never })]);
    const page = doc(furniture('Home > Documents'), p('a ', within), furniture(`${'to the top '.repeat(9)}`));
    const sentence =
      'What a web page or a form added to the document is left out, 3 passages of 31 words in all: “Home > Documents”, “Print”, “to the top to the top to the top to the top to the top to t…”.';
    expect(elementOf(editionOf(page), 'interpretation')).toContain(`<p>${sentence.replace('>', '&gt;')}</p>`);
    expect(editionOf(page, {}, { includeFurniture: true })).not.toContain('is left out');
    expect(editionOf(letter)).not.toContain('is left out');
  });

  test('says who wrote to whom, where and when', () => {
    const metadata = {
      from: 'Stevenson',
      to: 'Secretary of State',
      placeSent: 'New York',
      date: { text: 'November 13, 8 PM', when: '1962-11-13T20:00:00-05:00' },
    };
    expect(elementOf(editionOf(letter, withMetadata(metadata)), 'correspDesc')).toBe(
      [
        '<correspDesc>',
        ' <correspAction type="sent">',
        '  <name>Stevenson</name>',
        '  <placeName>New York</placeName>',
        '  <date when="1962-11-13T20:00:00-05:00">November 13, 8 PM</date>',
        ' </correspAction>',
        ' <correspAction type="received">',
        '  <name>Secretary of State</name>',
        ' </correspAction>',
        '</correspDesc>',
      ].join('\n'),
    );
    expect(editionOf(letter)).not.toContain('correspDesc');
  });

  test.each(['1962-02-30', '1962-13', 'November', '0000', '1962-11-13T25:00:00'])(
    'leaves out a date in numbers that is none: %s',
    (when) => {
      expect(editionOf(letter, withMetadata({ date: { text: 'then', when } }))).toContain('<date>then</date>');
    },
  );

  test('states the sort of document, its classification and its language', () => {
    const xml = editionOf(letter, withMetadata({ type: 'telegram', classification: 'Top Secret', language: 'fr' }));
    expect(elementOf(xml, 'textClass')).toBe(
      [
        '<textClass>',
        ' <keywords>',
        '  <term type="document-type">telegram</term>',
        '  <term type="classification">Top Secret</term>',
        ' </keywords>',
        '</textClass>',
      ].join('\n'),
    );
    expect(xml).toContain('<language ident="fr">fr</language>');
    expect(xml).toContain('<text xml:lang="fr">');
    expect(editionOf(letter, withMetadata({ language: 'not a tag' }))).toContain('<text xml:lang="und">');
  });

  test('lists the versions, the newest first, under what was done since', () => {
    const state: Partial<DocumentState> = {
      seq: 9,
      status: 'corrected',
      versions: [
        importVersion,
        version({
          number: 2,
          name: 'Checked',
          automatic: false,
          seq: 7,
          time: '2026-01-07T10:00:00.000Z',
          status: 'correcting',
        }),
      ],
      changed: { time: '2026-01-08T09:00:00.660Z', editor: 'AA' },
    };
    expect(elementOf(editionOf(letter, state), 'revisionDesc')).toBe(
      [
        '<revisionDesc status="corrected">',
        ' <listChange ordered="true">',
        '  <change type="present" when="2026-01-08T09:00:00Z" who="#AA" status="corrected">Present state, after version 2</change>',
        '  <change n="2" xml:id="v2" when="2026-01-07T10:00:00Z" who="#AA" status="correcting">Checked</change>',
        '  <change n="1" xml:id="v1" type="automatic" when="2026-01-05T10:00:00Z" who="#AA" status="raw">Import</change>',
        ' </listChange>',
        '</revisionDesc>',
      ].join('\n'),
    );
  });

  test('names the program in a form that TEI takes', () => {
    const application = { name: 'Anchorite', version: '1.2.3-beta.4' };
    expect(elementOf(editionOf(letter, {}, { application }), 'appInfo')).toBe(
      '<appInfo>\n <application ident="anchorite" version="1.2.3">\n  <label>Anchorite 1.2.3-beta.4</label>\n </application>\n</appInfo>',
    );
  });

  test('keeps the history of every tag, the newest act first', () => {
    const annotations = new Map([
      annotationState('a1', 'place', {}, [{ kind: 'retagged', id: 'a1' as AnnotationId, as: 'place' }]),
    ]);
    expect(elementOf(editionOf(letter, { annotations }), 'annotation')).toBe(
      [
        '<annotation xml:id="a1-record" n="place" target="#d1-text" motivation="tagging" resp="#AA">',
        ' <revisionDesc status="orphaned">',
        '  <change n="3" when="2026-01-05T10:00:00Z" who="#AA" status="retagged">place</change>',
        '  <change n="2" when="2026-01-05T10:00:00Z" who="#AA" status="created">place: words</change>',
        ' </revisionDesc>',
        ' <note type="without-place">The words that it stood on are no longer in the text.</note>',
        '</annotation>',
      ].join('\n'),
    );
  });

  test('the same state gives the same bytes', () => {
    expect(editionOf(letter)).toBe(editionOf(letter));
  });
});

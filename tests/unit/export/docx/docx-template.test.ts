import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import type { AnnotationState } from '../../../../shared/document/annotation.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { type Entity, plainEntity } from '../../../../shared/entities/entity.ts';
import { docxEdition } from '../../../../shared/export/docx/docx-edition.ts';
import { readDocxTemplate } from '../../../../shared/export/docx/docx-template.ts';
import { readingEdition } from '../../../../shared/export/reading/reading-edition.ts';
import { call, doc, h, li, list, note, notes, p, person, table, td, tr } from '../../../helpers/builders.ts';
import { documentState } from '../../../helpers/tei-states.ts';

const options = {
  application: { name: 'Anchorite', version: '0.1.0' },
  changed: '2026-01-05T10:00:00.000Z',
  language: 'en',
};
const state = documentState(
  doc(
    h('Letter'),
    p('Words', call('n1', '1')),
    list(li(p('an item'))),
    table(tr(td(p('a cell')))),
    notes(note('n1', '1', 'A note')),
  ),
);

const w =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** A Word document as a German Word writes one: names of styles as everywhere, ids of its own. */
const templateParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  'word/document.xml': `<w:document ${w}><w:body><w:p><w:r><w:t>Words of the template</w:t></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:headerReference w:type="first" r:id="rId8"/><w:pgSz w:w="12240" w:h="15840"/></w:sectPr></w:body></w:document>`,
  'word/styles.xml': `<w:styles ${w}><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:rPr><w:color w:val="C00000"/></w:rPr></w:style><w:style w:type="character" w:styleId="Person"><w:name w:val="Mine"/></w:style></w:styles>`,
  'word/numbering.xml': `<w:numbering ${w}><w:abstractNum w:abstractNumId="4"/><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num></w:numbering>`,
  'word/header1.xml': `<w:hdr ${w}><w:p><w:r><w:t>The Archive</w:t></w:r></w:p></w:hdr>`,
  'word/header2.xml': `<w:hdr ${w}><w:p><w:drawing r:embed="rId1"/></w:p></w:hdr>`,
  'word/_rels/document.xml.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="x/header" Target="header1.xml"/><Relationship Id="rId8" Type="x/header" Target="header2.xml"/></Relationships>',
};

const packed = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

function made(
  parts = templateParts,
  of: DocumentState = state,
  entities?: Parameters<typeof readingEdition>[1]['entities'],
) {
  const read = readDocxTemplate(packed(parts));
  if (!read.ok) throw new Error(read.reason);
  const edition = readingEdition(of, { view: 'reading', ...(entities && { entities }) });
  const bytes = docxEdition(edition, { ...options, template: read.template });
  const files = unzipSync(bytes);
  return { bytes, part: (name: string): string => strFromU8(files[name] ?? new Uint8Array()) };
}

describe('a Word document after a template', () => {
  const { bytes, part } = made();

  test('has its styles by their names, and those added that it lacks, under ids that are free', () => {
    expect(part('word/document.xml')).toContain('<w:pStyle w:val="Titel"/>');
    expect(part('word/document.xml')).not.toContain('<w:pStyle w:val="Title"/>');
    const styles = part('word/styles.xml');
    expect(styles).toContain('<w:color w:val="C00000"/>');
    expect(styles).toContain('<w:style w:type="character" w:styleId="PersonAnchorite"><w:name w:val="Person"/>');
    expect(styles).toContain(
      '<w:style w:type="paragraph" w:styleId="Dateline"><w:name w:val="Dateline"/><w:basedOn w:val="Standard"/>',
    );
    const ids = [...styles.matchAll(/w:styleId="(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const used = [
      ...(part('word/document.xml') + part('word/footnotes.xml')).matchAll(/<w:(?:p|r|tbl)Style w:val="(\w+)"/g),
    ];
    for (const [, id] of used) expect(ids).toContain(id);
  });

  test('has its page and its head, but no head that needs files of its own, and none of its words', () => {
    const document = part('word/document.xml');
    expect(document).toContain('<w:pgSz w:w="12240" w:h="15840"/>');
    expect(part('word/header1.xml')).toContain('The Archive');
    expect(part('word/header2.xml')).toBe('');
    const [, id = ''] = /<w:headerReference w:type="default" r:id="(\w+)"\/>/.exec(document) ?? [];
    expect(part('word/_rels/document.xml.rels')).toMatch(new RegExp(`Id="${id}"[^>]*Target="header1.xml"`));
    expect(part('[Content_Types].xml')).toContain('/word/header1.xml');
    expect(document).not.toContain('Words of the template');
  });

  test('has lists that its lists do not disturb, and notes that are notes', async () => {
    expect(part('word/document.xml')).toContain('<w:numId w:val="10"/>');
    expect(part('word/numbering.xml')).toMatch(
      /<w:abstractNum w:abstractNumId="5">.*<w:num w:numId="9">.*<w:num w:numId="10"><w:abstractNumId w:val="5"\/>/,
    );
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
    expect(value).toContain('an item');
    expect(value).toMatch(/<ol><li id="footnote-\d+">.*A note/);
  });

  test.each([
    ['no archive at all', strToU8('hello'), 'is no Word document (.docx)'],
    ['an archive of something else', packed({ 'a.txt': 'x' }), 'is no Word document (.docx)'],
    [
      'a document with macros',
      packed({
        ...templateParts,
        '[Content_Types].xml': '<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>',
      }),
      'is no Word document (.docx)',
    ],
    [
      'one that is damaged',
      packed({ ...templateParts, 'word/styles.xml': '<w:styles><w:style>' }),
      expect.stringMatching(/^is damaged: word\/styles\.xml is not well-formed/),
    ],
    [
      'entities that grow',
      packed({ ...templateParts, 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
      expect.stringContaining('document type declares'),
    ],
  ])('is not made after %s', (_, file, reason) => {
    expect(readDocxTemplate(file)).toEqual({ ok: false, reason });
  });
});

test('names in a Word document lead to an index at its end', () => {
  const entity: Entity = {
    ...plainEntity('e1' as Entity['id'], 'person', 'Kuznetsov, Vasily & Co.'),
    born: '1901',
    identifiers: [{ authority: 'viaf', value: '12' }],
  };
  const tagged = {
    ...documentState(doc(h('Letter'), p('Dear ', person('a1', 'KUZNETSOV')))),
    annotations: new Map([
      ['a1', { entity: 'e1', withdrawn: false } as unknown as AnnotationState],
    ]) as unknown as DocumentState['annotations'],
  };
  const { part } = made(templateParts, tagged, () => entity);
  const document = part('word/document.xml');
  const [, anchor = ''] = /<w:hyperlink w:anchor="(\w+)"[^>]*>.*?KUZNETSOV/.exec(document) ?? [];
  expect(document).toMatch(
    new RegExp(`<w:bookmarkStart w:id="\\d+" w:name="${anchor}"/>.*Kuznetsov, Vasily &amp; Co\\..*\\(1901–\\)`),
  );
  expect(part('word/_rels/document.xml.rels')).toContain('Target="https://viaf.org/viaf/12" TargetMode="External"');
});

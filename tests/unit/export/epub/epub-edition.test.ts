import { describe, expect, test } from 'vitest';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { anchorName, anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { epubEdition } from '../../../../shared/export/epub/epub-edition.ts';
import { readingEdition } from '../../../../shared/export/reading/reading-edition.ts';
import { elementsOfXml, filesOf } from '../../../helpers/package-files.ts';
import { randomPlace } from '../../../helpers/random-document.ts';
import { hostileState, sampleStates } from '../../../helpers/reading-states.ts';
import { SeededRandom } from '../../../helpers/seeded-random.ts';
import { documentState } from '../../../helpers/tei-states.ts';

const options = {
  application: { name: 'Anchorite', version: '0.1.0' },
  changed: '2026-01-05T10:00:00.123Z',
  language: 'en',
};

const bytesOf = (state: DocumentState): Uint8Array => epubEdition(readingEdition(state, { view: 'reading' }), options);

const attributes = (xml: string, name: string, attribute: string): readonly string[] =>
  elementsOfXml(xml).flatMap((element) => (element.name === name ? (element.attributes[attribute] ?? []) : []));

/** Checks what every reading system relies on: EPUB 3.3, sections 4 and 5. */
function checkPackage(bytes: Uint8Array): ReadonlyMap<string, string> {
  // The type of the file is its first one, and not compressed.
  const head = new TextDecoder().decode(bytes.subarray(0, 58));
  expect(head.slice(30)).toBe('mimetypeapplication/epub+zip');
  const files = filesOf(bytes);
  for (const [path, content] of files) if (/\.(?:xml|opf|xhtml)$/.test(path)) elementsOfXml(content);
  const opf = files.get('EPUB/package.opf') ?? '';
  const items = attributes(opf, 'item', 'href');
  expect([...items].sort()).toEqual(
    [...files.keys()]
      .filter((path) => path.startsWith('EPUB/') && !path.endsWith('.opf'))
      .map((path) => path.slice(5))
      .sort(),
  );
  const ids = attributes(opf, 'item', 'id');
  for (const idref of attributes(opf, 'itemref', 'idref')) expect(ids).toContain(idref);
  expect(attributes(opf, 'item', 'properties')).toEqual(['nav']);
  expect(opf).toMatch(/<meta property="dcterms:modified">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/meta>/);
  for (const [path, content] of files) {
    if (!path.endsWith('.xhtml')) continue;
    const own = attributes(content, 'a', 'href');
    const found = elementsOfXml(content).flatMap(({ attributes: { id } }) => id ?? []);
    expect(new Set(found).size, path).toBe(found.length);
    for (const href of own) {
      const [file = '', fragment] = href.split('#');
      const target = file === '' ? content : files.get(`EPUB/${file}`);
      expect(target, href).toBeDefined();
      if (fragment) expect(target).toContain(`id="${fragment}"`);
    }
  }
  return files;
}

describe.each(sampleStates())('$stem as a book', (state) => {
  test('has the files that it names, and links that lead somewhere, notes back and forth', () => {
    const files = checkPackage(bytesOf(state));
    expect(files.has('EPUB/notes.xhtml')).toBe(state.doc.lastChild?.type.name === 'notes');
  });

  test('lists its pages', () => {
    const nav = filesOf(bytesOf(state)).get('EPUB/nav.xhtml') ?? '';
    const [, list = ''] = nav.split('epub:type="page-list"');
    expect([...list.matchAll(/<a href="[^"]+">([^<]*)<\/a>/g)].map(([, name]) => name)).toEqual(
      anchorsOf(state.doc).map(({ anchor }) => anchorName(anchor)),
    );
  });
});

test('whatever the text says is text, and every document makes a book, the same each time', () => {
  const files = checkPackage(bytesOf(hostileState()));
  const names = new Set(elementsOfXml(files.get('EPUB/text.xhtml') ?? '').map(({ name }) => name));
  for (const name of ['script', 'img', 'iframe']) expect(names).not.toContain(name);
  const random = new SeededRandom(3);
  for (let round = 0; round < 150; round++) {
    const state = documentState(randomPlace(random, true).doc);
    checkPackage(bytesOf(state));
    expect(bytesOf(state)).toEqual(bytesOf(state));
  }
});

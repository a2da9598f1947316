import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { AnnotationState } from '../../../../shared/document/annotation.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { anchorMarker, anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { blockText, textBlocks } from '../../../../shared/document/reading-text.ts';
import { type Entity, plainEntity } from '../../../../shared/entities/entity.ts';
import { epubEdition } from '../../../../shared/export/epub/epub-edition.ts';
import { type EditionImage, htmlEdition } from '../../../../shared/export/html/html-edition.ts';
import { readingEdition } from '../../../../shared/export/reading/reading-edition.ts';
import { doc, fac, h, p, person } from '../../../helpers/builders.ts';
import { attributeOf, elementsOf, hasClass, textOf } from '../../../helpers/parsed-html.ts';
import { randomPlace } from '../../../helpers/random-document.ts';
import { hostileState, hostileText, sampleStates } from '../../../helpers/reading-states.ts';
import { SeededRandom } from '../../../helpers/seeded-random.ts';
import { marked } from '../../../helpers/tei-builders.ts';
import { documentState } from '../../../helpers/tei-states.ts';

const application = { name: 'Anchorite', version: '0.1.0' };

const pageOf = (state: DocumentState, images: readonly EditionImage[] = []): string =>
  htmlEdition(readingEdition(state, { view: null, withCorrections: true }), {
    application,
    images,
    view: 'reading',
    source: state.source.name,
  });

const bare = (text: string): string => text.replace(/\s+/g, '');

/** What a reader of the page sees in one view, without markers and calls. */
function shown(page: string, hidden: 'r' | 'd'): string {
  const [article] = elementsOf(page).filter(({ tagName }) => tagName === 'article');
  if (!article) throw new Error('the page has no article');
  return textOf(
    article,
    (element) => !['pb', 'call', 'c', 'facts', 'given', hidden].some((name) => hasClass(element, name)),
  );
}

const samples = sampleStates();

describe.each(samples)('$stem as a page', (state) => {
  const page = pageOf(state);
  const elements = elementsOf(page);

  test('has every page marker once, in the order of the document', () => {
    const markers = elements.filter((element) => hasClass(element, 'pb')).map((element) => textOf(element));
    expect(markers).toEqual(anchorsOf(state.doc).map(({ anchor }) => anchorMarker(anchor)));
  });

  test('shows as on the page every word of the text, and no other', () => {
    const words = textBlocks(state.doc)
      .filter(
        ({ block, start }) => block.type.name !== 'furniture' && state.doc.resolve(start).node(1).type.name !== 'notes',
      )
      .map(({ block }) => {
        let text = '';
        block.forEach((child) => {
          if (!child.marks.some(({ type }) => type.name === 'furnitureText')) text += child.text ?? '';
        });
        return text;
      });
    expect(bare(shown(page, 'r'))).toBe(bare(words.join(' ')));
  });

  test('has links that all lead somewhere, and no identity twice', () => {
    const ids = elements.map((element) => attributeOf(element, 'id')).filter((id) => id !== null);
    expect(new Set(ids).size).toBe(ids.length);
    const links = elements.map((element) => attributeOf(element, 'href')).filter((href) => href?.startsWith('#'));
    for (const link of links) expect(ids).toContain(link?.slice(1));
    const calls = elements.filter((element) => attributeOf(element, 'role') === 'doc-noteref');
    const back = elements.filter((element) => attributeOf(element, 'role') === 'doc-backlink');
    expect(back).toHaveLength(calls.length);
  });

  test('needs no script and nothing from elsewhere', () => {
    expect(elements.map(({ tagName }) => tagName)).not.toContain('script');
    expect(elements.flatMap((element) => attributeOf(element, 'src') ?? [])).toEqual([]);
    expect(page).not.toMatch(/url\(|@import|https?:\/\//);
  });
});

test('the reading text has no line ends, hyphens of lines, struck words, stamps or running heads', () => {
  const telegram = samples.find(({ stem }) => stem.startsWith('003'));
  if (!telegram) throw new Error('there is no telegram');
  const reading = shown(pageOf(telegram), 'd').replace(/\s+/g, ' ');
  expect(reading).toContain('PROTEST AGAINST US RECONNAISSANCE FLIGHTS OVER CUBA');
  expect(reading).not.toContain('CLASSIFIED');
  expect(reading).not.toContain('MICROFILMED');
  expect(reading).not.toContain('-2- 1762');
  expect(shown(pageOf(telegram), 'r')).toContain('RECONNAIS-SANCE');
});

test('whatever the text says is text', () => {
  const page = pageOf(hostileState());
  const elements = elementsOf(page);
  expect(elements.filter(({ tagName }) => ['script', 'img', 'iframe', 'object'].includes(tagName))).toEqual([]);
  const attributes = elements.flatMap(({ attrs }) => attrs);
  expect(attributes.filter(({ name }) => name.startsWith('on'))).toEqual([]);
  expect(attributes.filter(({ name, value }) => name === 'href' && !value.startsWith('#'))).toEqual([]);
  const [title] = elements.filter(({ tagName }) => tagName === 'title');
  expect(title && textOf(title)).toBe(hostileText.replace('\u0001', '\uFFFD'));
  expect(attributeOf(elements.find(({ tagName }) => tagName === 'html') ?? fail(), 'lang')).toBe('en');
});

const fail = (): never => {
  throw new Error('it is not there');
};

test('words that were corrected carry what was read first, and words taken away stand in their place', () => {
  const imported = doc(p('STEVENS ON READ TWO NUMBERED PARAS of the the letter'), p('and more of it stands here'));
  const now = doc(p('STEVENSON READ TWO NUMBERED PARAS of the letter'), p('and more of it stands here'));
  const page = pageOf(documentState(now, { imported }));
  const struck = elementsOf(page).filter(({ tagName }) => tagName === 'del');
  expect(struck.map((element) => textOf(element))).toEqual(['STEVENS ON', 'the']);
  expect(shown(page, 'd').trim()).toContain('STEVENSON READ TWO NUMBERED PARAS of the letter');
  expect(elementsOf(page).some((element) => hasClass(element, 'to-corrections'))).toBe(true);
});

test('where the page itself is wrong the reading text has the editor’s word and the other view the page’s', () => {
  const emended = doc(
    p('the ', marked('DISMANTLING', ['emendation', { id: 'e1', sic: 'DISTANTLING', cert: 'high' }]), ' of them'),
  );
  const page = pageOf(documentState(emended));
  expect(bare(shown(page, 'd'))).toBe('theDISMANTLINGofthem');
  expect(bare(shown(page, 'r'))).toBe('theDISTANTLINGofthem');
});

test('images of pages stand beside the text, and lead to their markers and back', () => {
  const state = documentState(doc(h('Letter'), p(fac(1), 'One ', fac(2), 'two ', person('a1', 'Kuznetsov'))));
  const images = ['s1', 's2'].map((id) => ({
    id,
    address: `data:image/png;base64,${id}`,
    width: 10,
    height: 20,
    turn: 0 as const,
  }));
  const page = (id: string, anchor: string) =>
    ({ id, anchor, name: `${id}.png`, file: `${id}.png`, format: 'png' }) as unknown as DocumentState['pages'][number];
  const elements = elementsOf(pageOf({ ...state, pages: [page('s2', 'f2'), page('s1', 'f1')] }, images));
  const pictures = elements.filter(({ tagName }) => tagName === 'img');
  expect(pictures.map((picture) => attributeOf(picture, 'src'))).toEqual(images.map(({ address }) => address));
  for (const picture of pictures) expect(attributeOf(picture, 'alt')).toMatch(/page image of Facsimile [12]/);
  const ids = elements.map((element) => attributeOf(element, 'id'));
  const markers = elements.filter((element) => hasClass(element, 'pb'));
  expect(markers.map((marker) => attributeOf(marker, 'href'))).toEqual(['#image-1', '#image-2']);
  for (const marker of markers) expect(ids).toContain(attributeOf(marker, 'href')?.slice(1));
});

test('any document gives a page with all of its words and pages', () => {
  const random = new SeededRandom(7);
  for (let round = 0; round < 400; round++) {
    const { doc: any } = randomPlace(random, true);
    const page = pageOf(documentState(any));
    const markers = elementsOf(page).filter((element) => hasClass(element, 'pb'));
    expect(markers).toHaveLength(anchorsOf(any).length);
    const [body] = elementsOf(page).filter(({ tagName }) => tagName === 'main');
    const words = textBlocks(any).filter(({ block }) => block.type.name !== 'furniture');
    const text = bare(
      textOf(body ?? fail(), (element) => !['pb', 'call', 'sic'].some((name) => hasClass(element, name))),
    );
    for (const { block } of words)
      for (const word of blockText(block).text.match(/[A-Za-z]{4,}/g) ?? []) expect(text).toContain(word);
  }
});

describe('names on a page', () => {
  const stevenson: Entity = {
    ...plainEntity('e1' as Entity['id'], 'person', 'Stevenson, Adlai E.'),
    born: '1900',
    died: '1965',
    note: 'Ambassador to the United Nations',
    variants: [{ text: 'Adlai Stevenson', language: 'en', from: '', to: '' }],
    offices: [{ what: 'Governor of Illinois', from: '1949', to: '1953' }],
    identifiers: [
      { authority: 'VIAF', value: '71447' },
      { authority: 'private', value: 'x"y' },
    ],
  };
  const annotation = (entity: string | null) => ({ entity, withdrawn: false }) as unknown as AnnotationState;
  const state = {
    ...documentState(
      doc(
        h('Letter'),
        p(fac(1), person('a1', 'STEVENSON'), ' met ', person('a2', 'Kuznetsov')),
        p('and ', person('a3', 'Adlai')),
      ),
    ),
    annotations: new Map([
      ['a1', annotation('e1')],
      ['a2', annotation(null)],
      ['a3', annotation('e1')],
    ]) as unknown as DocumentState['annotations'],
  };
  const edition = readingEdition(state, { view: null, entities: (id) => (id === stevenson.id ? stevenson : null) });
  const page = htmlEdition(edition, { application, images: [], view: 'reading', source: 'x.txt' });
  const elements = elementsOf(page);

  test('lead to an index that says who is meant, and from there back to each place', () => {
    const tags = elements.filter((element) => hasClass(element, 'tag'));
    expect(tags.map((tag) => [textOf(tag), attributeOf(tag, 'href'), attributeOf(tag, 'title')])).toEqual([
      ['STEVENSON', '#name-e1', 'Stevenson, Adlai E. (1900–1965)'],
      ['Kuznetsov', null, null],
      ['Adlai', '#name-e1', 'Stevenson, Adlai E. (1900–1965)'],
    ]);
    const [index] = elements.filter((element) => hasClass(element, 'names'));
    expect(
      textOf(index ?? fail())
        .replace(/\s+/g, ' ')
        .trim(),
    ).toBe(
      'Persons Stevenson, Adlai E. (1900–1965) Ambassador to the United Nations Also: Adlai Stevenson Governor of Illinois (1949–1953) VIAF 71447 · private x"y Facsimile 1 Facsimile 1',
    );
    const ids = elements.map((element) => attributeOf(element, 'id'));
    const inside = elements
      .flatMap((element) => attributeOf(element, 'href') ?? [])
      .filter((href) => href.startsWith('#'));
    for (const href of inside) expect(ids).toContain(href.slice(1));
    expect(inside).toEqual(expect.arrayContaining(['#tag-a1', '#tag-a3']));
  });

  test('lead to authorities by links that a reader may follow, where the address is known', () => {
    const outside = elements
      .flatMap((element) => attributeOf(element, 'href') ?? [])
      .filter((href) => href.startsWith('http'));
    expect(outside).toEqual(['https://viaf.org/viaf/71447']);
  });

  test('are in a book as well, in a file of their own', () => {
    const book = unzipSync(epubEdition(edition, { application, changed: '2026-01-01T00:00:00Z', language: 'en' }));
    expect(strFromU8(book['EPUB/names.xhtml'] ?? fail())).toContain('href="text.xhtml#tag-a1"');
    expect(strFromU8(book['EPUB/text.xhtml'] ?? fail())).toContain('href="names.xhtml#name-e1"');
    expect(strFromU8(book['EPUB/package.opf'] ?? fail())).toContain('names-xhtml');
  });
});

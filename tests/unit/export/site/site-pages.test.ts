import { describe, expect, test } from 'vitest';
import { type SiteDocument, siteFiles, sitePages } from '../../../../shared/export/site/site-pages.ts';
import { attributeOf, elementsOf, textOf } from '../../../helpers/parsed-html.ts';
import { hostileText } from '../../../helpers/reading-states.ts';

const document = (id: string, given: Partial<SiteDocument> = {}): SiteDocument => ({
  id,
  address: `documents/${id}.html`,
  title: `Letter ${id}`,
  number: '',
  date: '',
  when: '',
  from: '',
  to: '',
  text: '',
  tags: [],
  ...given,
});

const application = { name: 'Anchorite', version: '0.1.0' };

const site = (
  documents: readonly SiteDocument[],
  correspondence: Parameters<typeof sitePages>[1]['correspondence'] = [],
) => sitePages(documents, { title: 'Cuba', application, correspondence });

const linksOf = (page: string | undefined): readonly (string | null)[] =>
  elementsOf(page ?? '')
    .filter(({ tagName }) => tagName === 'a')
    .map((link) => attributeOf(link, 'href'))
    .filter((href) => href?.startsWith('documents/') ?? false);

describe('a site', () => {
  test('lists its documents, and by date the dated ones first', () => {
    const files = site([
      document('b', { when: '1962-11-13', date: 'November 13' }),
      document('a'),
      document('c', { when: '1961-01' }),
    ]);
    expect([...files.keys()]).toEqual(siteFiles);
    expect(linksOf(files.get('index.html'))).toEqual(['documents/b.html', 'documents/a.html', 'documents/c.html']);
    expect(linksOf(files.get('timeline.html'))).toEqual(['documents/c.html', 'documents/b.html', 'documents/a.html']);
  });

  test('has one entry for a name, whatever its capitals, with every document that has it', () => {
    const tag = (as: 'person' | 'place', text: string) => ({ as, text });
    const files = site([
      document('a', { tags: [tag('person', 'Kuznetsov'), tag('place', 'Cuba'), tag('person', 'KUZNETSOV')] }),
      document('b', { tags: [tag('person', 'KUZNETSOV')] }),
    ]);
    const page = elementsOf(files.get('names.html') ?? '');
    expect(page.filter(({ tagName }) => tagName === 'dt').map((one) => textOf(one))).toEqual(['Kuznetsov', 'Cuba']);
    expect(linksOf(files.get('names.html'))).toEqual(['documents/a.html', 'documents/b.html', 'documents/a.html']);
  });

  test('says what answers what', () => {
    const row = {
      title: '',
      number: '',
      when: null,
      date: 'May 5',
      from: 'Davies',
      to: 'Secretary',
      placeSent: '',
      refersTo: [],
      namedBy: [],
    };
    const [a, b] = ['a', 'b'] as never[];
    const files = site(
      [document('a'), document('b')],
      [
        { ...row, document: b as never, answers: [a as never], answeredBy: [] },
        { ...row, document: 'elsewhere' as never, answers: [], answeredBy: [] },
      ],
    );
    expect(linksOf(files.get('correspondence.html'))).toEqual(['documents/b.html', 'documents/a.html']);
  });

  test('takes every text for text', () => {
    const hostile = document('x', {
      title: hostileText,
      number: hostileText,
      date: hostileText,
      when: hostileText,
      from: hostileText,
      to: hostileText,
      text: `${hostileText}</script><script>alert(1)</script>\u2028`,
      tags: [{ as: 'person', text: hostileText }],
    });
    const files = sitePages([hostile], { title: hostileText, application, correspondence: [] });
    for (const [name, content] of files) {
      if (!name.endsWith('.html')) continue;
      const elements = elementsOf(content);
      const scripts = elements
        .filter(({ tagName }) => tagName === 'script')
        .map((one) => [attributeOf(one, 'src'), textOf(one)]);
      expect(scripts).toEqual(
        name === 'index.html'
          ? [
              ['search-data.js', ''],
              ['search.js', ''],
            ]
          : [],
      );
      expect(elements.filter(({ tagName }) => tagName === 'img')).toEqual([]);
      expect(elements.flatMap(({ attrs }) => attrs).filter((attribute) => attribute.name.startsWith('on'))).toEqual([]);
    }
    expect(files.get('search-data.js')).not.toMatch(/<|\u2028/);
    expect(files.get('search.js')).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
  });
});

/** Runs the script as a browser does, on a page of which only what it uses is there. */
function searched(
  documents: readonly SiteDocument[],
  query: string,
): { readonly found: string; readonly links: readonly string[] } {
  const files = site(documents);
  const links: string[] = [];
  const elements = new Map<string, Record<string, unknown>>();
  const element = (id: string) => {
    const known = elements.get(id) ?? { id, append: () => undefined, replaceChildren: () => links.splice(0) };
    elements.set(id, known);
    return known;
  };
  let search: () => void = () => undefined;
  Object.assign(element('search'), { value: query, addEventListener: (_: string, run: () => void) => (search = run) });
  const made = (tag: string) => ({
    append: () => undefined,
    set href(address: string) {
      if (tag === 'a') links.push(address);
    },
  });
  const run = new Function('globalThis', 'document', `${files.get('search-data.js')}\n${files.get('search.js')}`);
  run({}, { getElementById: element, createElement: made });
  search();
  return { found: String(element('found').textContent), links };
}

describe('the search of a site', () => {
  const documents = [
    document('a', { text: 'Kuznetsov began by reading a protest', title: 'Telegram 1762' }),
    document('b', { text: 'Señor Núñez read a protest in Cuba' }),
  ];

  test.each([
    ['protest', '2 documents', ['documents/a.html', 'documents/b.html']],
    ['protest KUZNETSOV', 'One document', ['documents/a.html']],
    ['nunez', 'One document', ['documents/b.html']],
    ['"reading a protest"', 'One document', ['documents/a.html']],
    ['"protest reading"', '0 documents', []],
    ['telegram', 'One document', ['documents/a.html']],
    ['  ', '', []],
  ])('finds %s', (query, found, links) => {
    expect(searched(documents, query)).toEqual({ found, links });
  });
});

import { describe, expect, test } from 'vitest';
import { type Entity, plainEntity } from '../../../../shared/entities/entity.ts';
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
  tags: [],
  ...given,
});

const application = { name: 'Anchorite', version: '0.1.0' };

const site = (
  documents: readonly SiteDocument[],
  correspondence: Parameters<typeof sitePages>[1]['correspondence'] = [],
) => sitePages(documents, { title: 'Cuba', application, correspondence, wordFiles: [] });

const linksOf = (page: string | undefined): readonly (string | null)[] =>
  elementsOf(page ?? '')
    .filter(({ tagName }) => tagName === 'a')
    .map((link) => attributeOf(link, 'href'))
    .filter((href) => href?.startsWith('documents/') ?? false);

const hostileEntity: Entity = {
  ...plainEntity('e1' as Entity['id'], 'person', hostileText),
  note: hostileText,
  born: hostileText,
  variants: [{ text: `${hostileText}2`, language: '', from: '', to: '' }],
  offices: [{ what: hostileText, from: hostileText, to: '' }],
  identifiers: [{ authority: hostileText, value: 'javascript:alert(1)' }],
};

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
    const tag = (as: 'person' | 'place', text: string) => ({ as, text, entity: null });
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
      tags: [
        { as: 'person', text: hostileText, entity: null },
        { as: 'person', text: 'x', entity: hostileEntity },
      ],
    });
    const files = sitePages([hostile], {
      title: hostileText,
      application,
      correspondence: [],
      wordFiles: ['search/words-0.js'],
    });
    for (const [name, content] of files) {
      if (!name.endsWith('.html')) continue;
      const elements = elementsOf(content);
      const scripts = elements
        .filter(({ tagName }) => tagName === 'script')
        .map((one) => [attributeOf(one, 'src'), textOf(one)]);
      expect(scripts).toEqual(
        name === 'index.html'
          ? [
              ['search/engine.js', ''],
              ['search/words-0.js', ''],
              ['search/page.js', ''],
            ]
          : [],
      );
      expect(elements.filter(({ tagName }) => tagName === 'img')).toEqual([]);
      expect(elements.flatMap(({ attrs }) => attrs).filter((attribute) => attribute.name.startsWith('on'))).toEqual([]);
    }
  });
});

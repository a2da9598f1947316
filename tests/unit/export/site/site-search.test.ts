import { describe, expect, test } from 'vitest';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { emptyMetadata } from '../../../../shared/document/metadata.ts';
import { fromBase64, toBase64 } from '../../../../shared/export/site/base64.ts';
import type { SiteSearch } from '../../../../shared/export/site/search-engine.ts';
import { publicSearchable, SearchShards } from '../../../../shared/export/site/search-shards.ts';
import { searchPrograms } from '../../../../shared/export/site/site-script.ts';
import { parseQuery } from '../../../../shared/search/query.ts';
import { scanDocument } from '../../../../shared/search/scan.ts';
import { call, doc, fac, note, notes, p, person } from '../../../helpers/builders.ts';
import { hostileText, sampleStates } from '../../../helpers/reading-states.ts';
import { SeededRandom } from '../../../helpers/seeded-random.ts';
import { block } from '../../../helpers/tei-builders.ts';
import { documentState } from '../../../helpers/tei-states.ts';

interface Edition {
  readonly search: SiteSearch;
  readonly texts: (number: number, documents: readonly unknown[]) => void;
  readonly words: (shard: unknown) => void;
  withTexts(number: number, use: (documents: readonly never[]) => void): void;
}

/** Runs the scripts of a site as a browser does, without the page. */
function opened(states: readonly DocumentState[]): { readonly edition: Edition; readonly files: readonly string[] } {
  const shards = new SearchShards();
  const files = states.flatMap((state, index) =>
    shards.add(publicSearchable(state), { address: `documents/${index}.html`, date: '' }),
  );
  const all = [...files, ...shards.finish()];
  const scope: { anchoriteEdition?: Edition } = {};
  new Function('globalThis', `${searchPrograms.get('search/engine.js')}`)(scope);
  const { anchoriteEdition } = scope;
  if (!anchoriteEdition) throw new Error('the engine did not start');
  for (const [, text] of all) new Function('anchoriteEdition', text)(anchoriteEdition);
  return { edition: anchoriteEdition, files: all.map(([path]) => path) };
}

const letters = [
  documentState(
    doc(p(fac(1), 'Kuznetsov began by reading a protest.'), p('He spoke of ', person('a1', 'Stevenson'), '.')),
    {
      metadata: {
        ...emptyMetadata,
        title: 'Telegram 1762',
        from: 'New York',
        to: 'Secretary of State',
        date: { text: 'Nov. 5', when: '1962-11-05' },
      },
    },
  ),
  documentState(doc(p('Señor Núñez read a protest in Cuba.')), {
    metadata: { ...emptyMetadata, title: 'Letter', from: 'Havana', date: { text: '1961', when: '1961' } },
  }),
];

const found = (edition: Edition, query: string): readonly string[] | string => {
  const findings = edition.search.find(query, 20);
  if (findings.kind === 'found') return findings.best.map(({ address }) => address.replace(/\D/g, '')).sort();
  return findings.kind === 'not understood' ? findings.sentence : findings.kind;
};

describe('the search of a site', () => {
  const { edition } = opened(letters);

  test.each([
    ['protest', ['0', '1']],
    ['protest KUZNETSOV', ['0']],
    ['nunez', ['1']],
    ['"reading a protest"', ['0']],
    ['"protest reading"', []],
    ['kuzn*', ['0']],
    ['kuznetzov~', ['0']],
    ['c?ba', ['1']],
    ['kuznetsov NEAR/4 protest', ['0']],
    ['kuznetsov NEAR/1 protest', []],
    ['protest -cuba', ['0']],
    ['cuba OR kuznetsov', ['0', '1']],
    ['from:havana', ['1']],
    ['to:"secretary of state"', ['0']],
    ['date:1962-11..', ['0']],
    ['person:stevenson', ['0']],
    ['person:kuznetsov', []],
    ['tag:person', ['0']],
    ['page:facsimile', ['0']],
    ['title:letter', ['1']],
    ['  ', 'nothing asked'],
    ['"protest', 'A quotation mark has no other one: at character 1 (“"protest”) of the query.'],
    ['colour:red', expect.stringContaining('There is no field “colour”')],
  ])('finds %s as the program does', (query, expected) => {
    expect(found(edition, query)).toEqual(expected);
  });

  test('shows the words in their line', () => {
    const findings = edition.search.find('"reading a protest"', 1);
    if (findings.kind !== 'found') throw new Error(findings.kind);
    const [entry] = findings.best;
    edition.withTexts(entry?.shard ?? -1, (documents) => {
      const { snippet, marks } = edition.search.show(findings.query, documents[entry?.index ?? -1] as never);
      expect(marks.map(({ from, to }) => snippet.slice(from, to))).toEqual(['reading a protest']);
    });
    expect.hasAssertions();
  });

  test('knows nothing of the comments of editors', () => {
    const commented = documentState(
      doc(
        p('Words', call('n1', '1'), call('n2', '2')),
        notes(note('n1', '1', 'printed note'), block('note', { id: 'n2', type: 'editor-comment' }, p('secret remark'))),
      ),
    );
    const one = opened([commented]);
    expect(found(one.edition, 'printed')).toEqual(['0']);
    expect(found(one.edition, 'secret')).toEqual([]);
    expect(found(one.edition, 'note:secret')).toEqual([]);
  });

  test('finds in the samples what reading each of them finds, for random queries', () => {
    const states = sampleStates();
    const { edition: samples } = opened(states);
    const words = states.flatMap(({ text }) => text.match(/[A-Za-z]{3,}/g) ?? []);
    const random = new SeededRandom(11);
    const word = (): string => words[random.below(words.length)] ?? '';
    const forms = [
      () => word(),
      () => `${word()} ${word()}`,
      () => `${word()} OR ${word()}`,
      () => `${word()} -${word()}`,
      () => `${word().slice(0, 3)}*`,
      () => `${word()}~`,
      () => `${word()} NEAR/20 ${word()}`,
    ];
    for (let round = 0; round < 300; round++) {
      const query = forms[round % forms.length]?.() ?? '';
      const parsed = parseQuery(query);
      if (!parsed.ok) continue;
      const scanned = states.flatMap((state, index) =>
        scanDocument(parsed.query, publicSearchable(state)) === null ? [] : [String(index)],
      );
      expect(found(samples, query), query).toEqual(scanned);
    }
  });

  test('is cut into files of bounded size, of which texts are read when they are shown', () => {
    const { files } = opened(Array.from({ length: 600 }, () => letters[1] ?? never()));
    expect(files.filter((file) => file.includes('words'))).toEqual(['search/words-0.js', 'search/words-1.js']);
    expect(files.filter((file) => file.includes('texts'))).toHaveLength(10);
  });

  test('takes every text for text, and writes no markup', () => {
    const hostile = documentState(doc(p(`${hostileText}</script><script>alert(1)</script>\u2028`)));
    const shards = new SearchShards();
    shards.add(publicSearchable(hostile), { address: 'a', date: hostileText });
    for (const [, text] of shards.finish()) expect(text).not.toMatch(/<|\u2028/);
    expect(searchPrograms.get('search/page.js')).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
  });
});

const never = (): never => {
  throw new Error('it is not there');
};

test('bytes come back from base 64 as they were', () => {
  for (let length = 0; length < 20; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 91 + 250) % 256);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  }
});

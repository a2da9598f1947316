import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { AnnotationState } from '../../../shared/document/annotation.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { emptyMetadata } from '../../../shared/document/metadata.ts';
import { plainText } from '../../../shared/document/reading-text.ts';
import { parseQuery } from '../../../shared/search/query.ts';
import { scanDocument } from '../../../shared/search/scan.ts';
import { plainUnitOf, type Searchable, searchableOf } from '../../../shared/search/searchable.ts';
import { snippetOf } from '../../../shared/search/snippet.ts';
import { tokensOf } from '../../../shared/search/tokens.ts';
import { call, doc, fac, lineEnd, note, notes, p, person } from '../../helpers/builders.ts';
import { documentId } from '../../helpers/journal-builders.ts';

function stateOf(present: Node, imported = present): DocumentState {
  const annotations = new Map<AnnotationId, AnnotationState>();
  const file = { name: '001.txt', bytes: 1, sha256: '', encoding: 'utf-8' };
  return {
    id: documentId,
    doc: present,
    imported,
    source: file,
    metadata: {
      ...emptyMetadata,
      title: 'Telegram',
      from: 'Moscow',
      date: { text: 'November 13', when: '1962-11-13' },
    },
    status: 'corrected',
    annotations,
  } as unknown as DocumentState;
}

/** The passages of a document that a query finds, as they stand in its text; null when it is not found. */
function found(query: string, document: Searchable): readonly string[] | null {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.reason);
  return scanDocument(parsed.query, document)?.map(({ from, to }) => document.text.slice(from, to)) ?? null;
}

const telegram = doc(
  p(
    'The Minis',
    fac(2),
    'ter said',
    lineEnd(),
    'that the Anglo-',
    lineEnd(),
    'American talks would con-',
    lineEnd(true),
    'tinue',
    call('n1', '1'),
  ),
  p('They are with ', person('a1', 'Adlai Stevenson'), '.'),
  notes(note('n1', '1', 'See the ', person('a2', 'Dobrynin'), ' note')),
);

describe('a document as it is searched', () => {
  test('words over page anchors and line ends are found whole', () => {
    const document = searchableOf(stateOf(telegram));
    expect(found('minister', document)).toEqual(['Minister']);
    expect(found('continue', document)).toEqual(['continue']);
    expect(found('"said that the anglo-american talks"', document)).toEqual(['said that the Anglo-American talks']);
    expect(found('"continue they"', document)).toBeNull();
  });

  test('tags, notes, facts and pages are found by their fields alone', () => {
    const document = searchableOf(stateOf(telegram));
    expect(found('person:stevenson', document)).toEqual(['Stevenson']);
    expect([found('person:talks', document), found('person:"stevenson dobrynin"', document)]).toEqual([null, null]);
    expect([found('tag:person', document), found('tag:place', document)]).toEqual([[], null]);
    expect([found('note:dobrynin', document), found('note:stevenson', document)]).toEqual([['Dobrynin'], null]);
    expect([found('from:moscow', document), found('moscow', document)]).toEqual([[], null]);
    expect([found('page:2', document), found('page:3', document)]).toEqual([[], null]);
    expect([found('date:1962-11-01..1962-11-15', document), found('date:1963', document)]).toEqual([[], null]);
  });

  test('a corrected word is found as it reads now, and as the source reads on request', () => {
    const document = searchableOf(stateOf(doc(p('From Moscow')), doc(p('From M0scow'))));
    expect([found('moscow', document), found('m0scow', document)]).toEqual([['Moscow'], null]);
    expect([found('source:moscow', document), found('source:m0scow', document)]).toEqual([null, []]);
  });

  test('every word stands where its place in the printed text says', () => {
    const document = searchableOf(stateOf(telegram));
    const printed = plainText(telegram);
    const { words, starts, ends } = tokensOf(document.text);
    const read = words.map((_, index) =>
      printed
        .slice(plainUnitOf(document, starts[index] ?? 0), plainUnitOf(document, (ends[index] ?? 1) - 1) + 1)
        .replace(/\[.*?\]|\n/g, '')
        .toLowerCase(),
    );
    expect(read).toEqual(words);
  });

  test('letters are compared without case and accents, ligatures and the long s as what they stand for', () => {
    expect(tokensOf('ÉTAT e\u0301tat ﬁne Straße ſecret 12½').words).toEqual([
      'etat',
      'etat',
      'fine',
      'strasse',
      'secret',
      '1212',
    ]);
    expect(tokensOf('co\u00ADoperate 😀 𝒳y').words).toEqual(['cooperate', 'xy']);
  });
});

describe('a snippet', () => {
  const text = `${'word '.repeat(100)}Cuba and the missiles ${'more '.repeat(100)}Cuba`;
  const passagesOf = (...words: readonly string[]) =>
    words.flatMap((word) => {
      const from = text.indexOf(word);
      return [{ from, to: from + word.length }];
    });

  test('shows where most of what was looked for stands together, in whole words', () => {
    const {
      text: shown,
      marks,
      hit,
    } = snippetOf(text, [...passagesOf('Cuba', 'missiles'), { from: text.length - 4, to: text.length }]);
    expect(marks.map(({ from, to }) => shown.slice(from, to))).toEqual(['Cuba', 'missiles']);
    expect(shown).toMatch(/^…(word )+Cuba and the missiles (more )+more…$/);
    expect(hit).toEqual(passagesOf('Cuba')[0]);
  });

  test('of a document that was found by its facts is the beginning of its text', () => {
    expect(snippetOf('A short\ntext', [])).toEqual({ text: 'A short text', marks: [], hit: null });
  });
});

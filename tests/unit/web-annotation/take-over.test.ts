import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { annotationPage } from '../../../shared/web-annotation/annotation-page.ts';
import { placeQuote } from '../../../shared/web-annotation/quoted-text.ts';
import { readAnnotationPage } from '../../../shared/web-annotation/read-annotation-page.ts';
import { takeOver } from '../../../shared/web-annotation/take-over.ts';
import { doc, fac, lineEnd, p, person, place } from '../../helpers/builders.ts';
import { annotationState, documentState } from '../../helpers/tei-states.ts';

const options = {
  application: { name: 'Anchorite', version: '0.1.0' },
  editors: [{ name: 'A. Archivist', siglum: 'AA' }],
};

const letter = documentState(
  doc(
    p('It was ', person('a1', 'Kuz'), fac(2).mark(person('a1', 'x').marks), person('a1', 'netsov'), ' who spoke'),
    p('in ', place('a2', 'RECONNAIS-'), lineEnd(true).mark(place('a2', 'x').marks), place('a2', 'SANCE'), ' of York'),
  ),
  { annotations: new Map([annotationState('a1', 'person', { comment: 'deputy' }), annotationState('a2', 'place')]) },
);

const without = (...blocks: readonly Node[]): DocumentState => documentState(doc(...blocks));

function taken(state: DocumentState, value: unknown) {
  const read = readAnnotationPage(typeof value === 'string' ? value : JSON.stringify(value));
  if (read.kind !== 'read') throw new Error(read.reason);
  return takeOver(state, read.annotations);
}

const annotation = (target: object, more: object = {}): object => ({
  type: 'Annotation',
  id: 'https://example.org/anno/1',
  body: { type: 'TextualBody', purpose: 'tagging', value: 'place' },
  target: { source: 'urn:anchorite:d1', ...target },
  ...more,
});

const quote = (exact: string, prefix = '', suffix = ''): object => ({
  type: 'TextQuoteSelector',
  exact,
  prefix,
  suffix,
});

test('a page says who tagged which words how, in the words that a reader reads', () => {
  const page = JSON.parse(annotationPage(letter, options)) as { readonly items: readonly unknown[] };
  expect(page).toMatchObject({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'urn:anchorite:d1:annotations',
    type: 'AnnotationPage',
  });
  expect(page.items).toEqual([
    {
      id: 'urn:anchorite:a1',
      type: 'Annotation',
      motivation: 'tagging',
      created: '2026-01-05T10:00:00.000Z',
      creator: { type: 'Person', name: 'A. Archivist', nickname: 'AA' },
      body: [
        { type: 'TextualBody', purpose: 'tagging', value: 'person' },
        { type: 'TextualBody', purpose: 'commenting', format: 'text/plain', value: 'deputy' },
      ],
      target: {
        source: 'urn:anchorite:d1',
        selector: [
          {
            type: 'TextQuoteSelector',
            exact: 'Kuznetsov',
            prefix: 'It was ',
            suffix: ' who spoke\nin RECONNAISSANCE of ',
          },
          { type: 'TextPositionSelector', start: 7, end: 16 },
        ],
      },
    },
    expect.objectContaining({
      id: 'urn:anchorite:a2',
      target: expect.objectContaining({ source: 'urn:anchorite:d1' }),
    }),
  ]);
});

describe('an annotation that comes in', () => {
  test('is put where its words stand now, and that is said', () => {
    const state = without(p('In the end it was '), p('It was Kuznetsov who spoke'));
    const { outcome, steps, annotations } = taken(state, annotationPage(letter, options));
    expect(outcome[0]).toEqual({
      number: 1,
      iri: 'urn:anchorite:a1',
      fate: 'moved',
      id: 'a1',
      why: '“Kuznetsov” stands elsewhere than the file says; it was put there.',
    });
    expect(steps).toHaveLength(1);
    expect(annotations).toEqual([
      { kind: 'created', id: 'a1', as: 'person', text: 'Kuznetsov' },
      { kind: 'commented', id: 'a1', comment: 'deputy' },
    ]);
    expect(outcome[1]).toMatchObject({ fate: 'left out', why: '“RECONNAISSANCE” does not stand in the text.' });
  });

  test('goes to the one of several places that reads around it as it was quoted, and is not guessed between like ones', () => {
    const state = without(p('to New York and from New York'));
    const between = taken(state, annotation({ selector: quote('New York') })).outcome[0];
    expect(between).toMatchObject({
      fate: 'left out',
      why: '“New York” stands in 2 places, and nothing says which of them it is.',
    });
    const known = taken(state, annotation({ selector: quote('New York', 'and from ') }));
    expect(known.outcome[0]?.fate).toBe('taken over');
    expect(known.steps[0]?.toJSON()).toMatchObject({ from: 22, to: 30 });
  });

  test('about another document is left out, and says so; nothing is lost', () => {
    const { outcome, steps } = taken(letter, {
      type: 'AnnotationPage',
      items: [annotation({ source: 'urn:anchorite:dother' })],
    });
    expect(outcome).toEqual([
      {
        number: 1,
        iri: 'https://example.org/anno/1',
        fate: 'left out',
        id: null,
        why: 'It is about another document: urn:anchorite:dother.',
      },
    ]);
    expect(steps).toEqual([]);
  });

  test('of another program comes in with its own words for the kind, and what is no kind becomes a comment', () => {
    const state = without(p('to New York and on'));
    const foreign = annotation(
      { source: 'https://example.org/letter', selector: [{ type: 'TextPositionSelector', start: 3, end: 11 }] },
      { body: [{ type: 'TextualBody', purpose: 'tagging', value: 'harbour' }, 'a note'], id: 'urn:uuid:1' },
    );
    const { outcome, annotations } = taken(state, [foreign]);
    expect(outcome[0]?.why).toBe('“harbour” is no kind of tag here: it is a term, and the comment says what it was.');
    expect(annotations).toMatchObject([
      { kind: 'created', as: 'term', text: 'New York' },
      { kind: 'commented', comment: 'Tag: harbour\na note' },
    ]);
    const organisation = {
      ...annotation({ selector: quote('New York') }),
      body: { purpose: 'classifying', value: 'https://schema.org/Organization' },
    };
    expect(taken(state, organisation).annotations[0]).toMatchObject({ as: 'organisation' });
  });

  test('under an identity that other words have gets a new one, and the old one stays', () => {
    const moved = annotation({ selector: quote('spoke') }, { id: 'urn:anchorite:a1' });
    const { outcome, annotations } = taken(letter, moved);
    expect(outcome[0]).toMatchObject({
      fate: 'taken over',
      why: 'Its identity is in use for other words or was withdrawn, so it has a new one.',
    });
    expect(outcome[0]?.id).not.toBe('a1');
    expect(annotations[0]).toMatchObject({ kind: 'created', text: 'spoke' });
  });

  test('over several paragraphs covers the words of each', () => {
    const state = without(p('first line'), p('second line'));
    const { steps, annotations } = taken(state, annotation({ selector: quote('line\nsecond') }));
    expect(steps).toHaveLength(2);
    expect(annotations[0]).toMatchObject({ text: 'line … second' });
  });

  test('for a region of a page that is not there, or beyond its edge, is left out', () => {
    const page = { id: 's1', name: 'page.png', width: 100, height: 100 } as DocumentState['pages'][number];
    const state = documentState(doc(p('text')), { pages: [page] });
    const region = (source: string, value: string): object =>
      annotation({ source, selector: { type: 'FragmentSelector', value } });
    const why = (source: string, value: string): string => taken(state, region(source, value)).outcome[0]?.why ?? '';
    expect(why('urn:anchorite:d1:s9', 'xywh=pixel:1,1,5,5')).toBe(
      'The document has no page image “urn:anchorite:d1:s9”.',
    );
    expect(why('urn:anchorite:d1:s1', 'xywh=90,90,20,5')).toMatch(
      /reaches beyond the page image, which has 100 by 100 pixels/,
    );
    expect(taken(state, region('https://example.org/scans/page.png', 'xywh=1,2,5,6')).zones).toMatchObject([
      { kind: 'drawn', zone: { page: 's1', box: { x: 1, y: 2, width: 5, height: 6 }, kind: 'other' } },
    ]);
  });
});

describe('a file that is no page of annotations', () => {
  test.each([
    ['not JSON', 'it is no JSON', '{"items": ['],
    ['a number', 'it has no annotations', '7'],
    ['other JSON', 'it has no annotations', '{"type":"FeatureCollection"}'],
    ['JSON nested a hundred thousand deep', '', '['.repeat(100_000)],
  ])('%s: a sentence', (_name, sentence, json) => {
    const read = readAnnotationPage(json);
    expect(read.kind).toBe('fault');
    expect(read.kind === 'fault' && read.reason).toContain(sentence);
  });

  test('annotations with nonsense in them are left out, each with why', () => {
    const items = [
      {},
      { type: 'Annotation', target: 7 },
      annotation({ selector: { type: 'TextPositionSelector', start: -1, end: 1e9 } }),
      annotation({ selector: quote('') }),
      annotation({ selector: [null, 'x', { type: ['TextQuoteSelector'], exact: 5 }] }),
      annotation({ selector: { type: 'TextPositionSelector', start: 3, end: 3 } }),
    ];
    const { outcome, steps } = taken(letter, { items, type: 'AnnotationPage' });
    expect(outcome.map(({ fate }) => fate)).toEqual(items.map(() => 'left out'));
    for (const { why } of outcome) expect(why).toMatch(/^[A-Z].*\.$/);
    expect(steps).toEqual([]);
  });
});

test('where a quote has a place, it stands there though it stands elsewhere as well', () => {
  const quoted = { exact: 'ab', prefix: '', suffix: '' };
  expect(placeQuote('ab ab ab', quoted, { start: 3, end: 5 })).toEqual({ kind: 'there', start: 3, end: 5 });
  expect(placeQuote('xx ab', quoted, { start: 0, end: 2 })).toEqual({ kind: 'again', start: 3, end: 5 });
  expect(placeQuote('xx', quoted, null)).toEqual({ kind: 'not found' });
});

import { expect, test } from 'vitest';
import { namesInEnglish } from '../../../shared/recognition/names-in-english.ts';
import { type Passage, passagesOf, type Span } from '../../../shared/recognition/passages.ts';
import { learnTags, suggestTags, taggedStretch } from '../../../shared/recognition/suggest-tags.ts';
import { tokensOf } from '../../../shared/recognition/tokens.ts';
import { doc, fac, lineEnd, p, person, place, signature } from '../../helpers/builders.ts';

const nothing = (): readonly Span[] => [];

const said = (spans: readonly Span[], { text }: Passage): readonly (readonly [string, string])[] =>
  spans.map(({ from, to, kind }) => [text.slice(from, to), kind]);

test('tags are read with the reading text, over line ends and page anchors, the longer of two that overlap', () => {
  const [first, second] = passagesOf(
    doc(
      p(
        'To ',
        person('a1', 'Kuz-'),
        lineEnd(true),
        person('a1', 'net'),
        fac(2),
        person('a1', 'sov'),
        ' in ',
        place('a2', 'Cuba '),
      ),
      signature('Stevenson'),
    ),
  );
  expect(first && said(first.spans, first)).toEqual([
    ['Kuznetsov', 'person'],
    ['Cuba', 'place'],
  ]);
  expect(second).toEqual({ text: 'Stevenson', block: 'signature', spans: [] });
});

test('words, initials and possessives are told apart', () => {
  expect(tokensOf('John F. Kennedy’s anti-aircraft O’Brien').map(({ text }) => text)).toEqual([
    'John',
    'F',
    '.',
    'Kennedy',
    '’s',
    'anti-aircraft',
    'O’Brien',
  ]);
});

test('a spelling that is tagged elsewhere is suggested as whole words, with how often', () => {
  const tagged = passagesOf(doc(p(person('a1', 'Root'), ' saw ', person('a2', 'Root'), ' at the root.')));
  const open = passagesOf(doc(p('Root and Rooter, then Root’s.')));
  const [spans = []] = suggestTags(learnTags([tagged, open], nothing), open, nothing);
  expect(spans.map(({ text, kind, reason }) => [text, kind, reason])).toEqual([
    ['Root', 'person', '“Root” is tagged as person 2 times in the collection.'],
    ['Root', 'person', '“Root” is tagged as person 2 times in the collection.'],
  ]);
});

test('a spelling that mostly stands untagged is not suggested', () => {
  const tagged = passagesOf(
    doc(p(person('a1', 'Reading'), '. Reading it, Reading that, Reading on, ', person('a2', 'Hay'))),
  );
  const open = passagesOf(doc(p('Reading and Hay')));
  const [spans = []] = suggestTags(learnTags([tagged], nothing), open, nothing);
  expect(spans.map(({ text }) => text)).toEqual(['Hay']);
});

test('what is tagged already is not suggested, nor what touches it', () => {
  const passages = passagesOf(doc(p(person('a1', 'General Horvat'), ' and Horvat'), p(place('a2', 'Horvat'))));
  const memory = learnTags([passagesOf(doc(p(person('a3', 'Horvat'))))], nothing);
  expect(suggestTags(memory, passages, nothing).map((spans) => spans.map(({ from }) => from))).toEqual([[19], []]);
});

test('without any tag the names that English has are suggested, each with a reason', () => {
  const open = passagesOf(doc(p('Colonel Emerson went to Vladivostok with Mr. Stevens.')));
  const [spans = []] = suggestTags(learnTags([open], namesInEnglish), open, namesInEnglish);
  expect(spans.map(({ text, kind }) => [text, kind])).toEqual([
    ['Colonel Emerson', 'person'],
    ['Vladivostok', 'place'],
    ['Mr. Stevens', 'person'],
  ]);
  expect(spans.map(({ reason }) => reason)).toContain('It reads like the name of a place.');
});

test('names that nobody has tagged yet are found where the collection has names, and known below', () => {
  const surnames =
    'Adams Baker Clark Davis Evans Foster Green Hughes Irwin Jones King Lewis Moore Nolan Owens Parker'.split(' ');
  const tagged = surnames.map((name, index) =>
    passagesOf(
      doc(
        p('The Consul (', person(`a${index}`, name), ') reports that ', person(`b${index}`, name), ' has left.'),
        signature(person(`c${index}`, name)),
      ),
    ),
  );
  const open = passagesOf(doc(p('The Consul (Quimby) reports that the railway is closed.'), signature('Quimby')));
  const spans = suggestTags(learnTags([...tagged, open], nothing), open, nothing);
  expect(spans.flat().map(({ text, kind }) => [text, kind])).toEqual([
    ['Quimby', 'person'],
    ['Quimby', 'person'],
  ]);
  expect(spans.flat().every(({ score }) => score > 0.5 && score <= 1)).toBe(true);
});

test('only what somebody has gone through teaches that words are no names', () => {
  const passages = passagesOf(
    doc(p('Lane'), p(person('a1', 'Lane')), p('no'), p(person('a2', 'Lane')), p('Lane'), p('Lane')),
  );
  expect(taggedStretch(passages).map(({ text }) => text)).toEqual(['Lane', 'no', 'Lane']);
  expect(taggedStretch(passagesOf(doc(p('Lane'))))).toEqual([]);
});

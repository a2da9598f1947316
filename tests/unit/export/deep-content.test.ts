import { Fragment } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { readXml } from '../../../shared/xml/read-xml.ts';
import { call, doc, lineEnd, note, notes, p } from '../../helpers/builders.ts';
import { marked } from '../../helpers/tei-builders.ts';
import { annotationState, editionOf } from '../../helpers/tei-states.ts';

/** How many elements stand inside one another at most; fails for what is not well-formed. */
function depthOf(xml: string): number {
  let [depth, most] = [0, 0];
  const fault = readXml(xml, {
    startTag: () => {
      depth += 1;
      most = Math.max(most, depth);
    },
    text: () => undefined,
    endTag: () => {
      depth -= 1;
    },
  });
  expect(fault).toBeNull();
  return most;
}

const count = (xml: string, what: string): number => xml.split(what).length - 1;

describe('an edition of a document', () => {
  test('with 2,000 notes that each call the next has every note once, a few inside each other and the rest at the end', () => {
    const total = 2_000;
    const bodies = Array.from({ length: total }, (_, index) =>
      note(
        `n${index}`,
        `${index}`,
        `Note ${index}.`,
        ...(index + 1 < total ? [call(`n${index + 1}`, `${index + 1}`)] : []),
      ),
    );
    const xml = editionOf(doc(p('Text', call('n0', '0')), notes(...bodies)));
    expect(count(xml, '<note n=')).toBe(total);
    for (const index of [0, 4, 5, 1_000, total - 1]) expect(count(xml, `Note ${index}.`)).toBe(1);
    expect(depthOf(xml)).toBeLessThan(30);
  });

  test('with 1,000 tags on one word tells of each of them, and nests a few', () => {
    const total = 1_000;
    const ids = Array.from({ length: total }, (_, index) => `a${index}`);
    const marks = ids.map((id) => ['annotation', { id, kind: 'place' }] as const);
    const annotations = new Map(ids.map((id) => annotationState(id, 'place')));
    const xml = editionOf(doc(p('to ', marked('London', ...marks))), { annotations });
    expect(count(xml, '<placeName ') + count(xml, '<span ')).toBe(total);
    expect(depthOf(xml)).toBeLessThan(60);
  });

  test('with tags that hold each other nests them up to a limit, whichever comes first', () => {
    const words = Array.from({ length: 60 }, (_, index) => index);
    const marks = (index: number) =>
      words.filter((one) => one <= index).map((one) => ['annotation', { id: `a${one}`, kind: 'place' }] as const);
    const annotations = new Map(words.map((index) => annotationState(`a${index}`, 'place')));
    const xml = editionOf(doc(p(...words.map((index) => marked(`w${index} `, ...marks(index))))), { annotations });
    expect(count(xml, '<placeName ') + count(xml, '<span ')).toBe(words.length);
    expect(count(xml, '<placeName ')).toBe(24);
  });

  test('with a note of 200,000 lines has all of them', () => {
    const lines = Array.from({ length: 200_000 }, () => lineEnd());
    const long = note('n1', '1').copy(Fragment.from(p().copy(Fragment.from(lines))));
    const xml = editionOf(doc(p('Text', call('n1', '1')), notes(long)));
    expect(count(xml, '<lb/>')).toBe(200_000);
  });
});

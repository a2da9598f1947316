import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { readingText } from '../../../shared/document/reading-text.ts';
import { schema } from '../../../shared/document/schema.ts';
import { namedPapers } from '../../../shared/references/document-references.ts';
import { withTargets } from '../../../shared/references/target-marks.ts';
import { doc, fac, lineEnd, p, person } from '../../helpers/builders.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { annotationState, editionOf } from '../../helpers/tei-states.ts';

const reference = (id: string, text: string, target: string | null = null): Node =>
  schema.text(text, [schema.mark('reference', { id, target })]);

/** The document with a target at every place that names another paper. */
const targeted = (content: Node): Node =>
  withTargets(
    content,
    namedPapers(content, { year: 1917, month: 7, day: 19 }).map(({ start, end }) => ({
      start,
      end,
      target: 'other file.xml',
    })),
  );

/** Targets and words of the references of an edition. */
const refs = (xml: string): readonly (readonly string[])[] =>
  [...xml.matchAll(/<ref type="document"([^>]*)>([\s\S]*?)<\/ref>/g)].map(([, attributes = '', content = '']) => [
    /target="([^"]*)"/.exec(attributes)?.[1] ?? '',
    content.replace(/<lb\/>/g, ' ').replace(/<[^>]*>/g, ''),
  ]);

async function valid(xml: string): Promise<readonly string[]> {
  return findingsOf(xml, [await anchoriteGrammar(), ...(hasTeiAll ? [await teiAllGrammar()] : [])]);
}

test('the mark of an import gets the target and the words that belong to the reference', async () => {
  const content = doc(p('See ', reference('r1', 'Deptel 1034'), ', May 5, and no more.'));
  const xml = editionOf(targeted(content));
  expect(refs(xml)).toEqual([['other%20file.xml', 'Deptel 1034, May 5']]);
  expect(xml).toContain('xml:id="r1"');
  expect(await valid(xml)).toEqual([]);
});

test('a target that somebody gave stays', () => {
  const content = doc(p('See ', reference('r1', 'Deptel 1034', 'mine.xml'), ', May 5.'));
  expect(refs(editionOf(targeted(content)))).toEqual([['mine.xml', 'Deptel 1034']]);
});

test('a reference over a page, a line end, a tag that crosses it and the end of a paragraph is valid and complete', async () => {
  const content = doc(
    p('Answering ', person('a1', 'Mr. Hay, your 1313'), ', April', lineEnd(), '13, ', fac(2), '5 p.m.'),
    p('My despatch No. 30, of'),
    p('February 26, and more.'),
  );
  const edited = targeted(content);
  expect(readingText(edited)).toBe(readingText(content));
  const xml = editionOf(edited, { annotations: new Map([annotationState('a1', 'person')]) });
  expect(
    refs(xml)
      .map(([, words]) => words?.replace(/\s+/g, ' '))
      .join(' '),
  ).toBe('your 1313, April 13, 5 p.m. My despatch No. 30, of February 26');
  expect(new Set(refs(xml).map(([target]) => target))).toEqual(new Set(['other%20file.xml']));
  expect(await valid(xml)).toEqual([]);
});

test('a document that names nothing is left as it is', () => {
  const content = doc(p('Nothing is named here.'));
  expect(targeted(content)).toBe(content);
});

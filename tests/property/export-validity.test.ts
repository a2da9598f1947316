import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import type { ReviewEvent } from '../../shared/document/review.ts';
import { readingLines } from '../../shared/proofreading/reading-lines.ts';
import { doc, p } from '../helpers/builders.ts';
import { anyDocument } from '../helpers/tei-arbitraries.ts';
import { anyFacsimile } from '../helpers/tei-facsimiles.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../helpers/tei-schemas.ts';
import { annotationState, editionOf, importVersion } from '../helpers/tei-states.ts';

/** One that stands, one with a comment, one that was withdrawn, one whose words are gone. */
const annotations = new Map([
  annotationState('a0', 'person', { comment: 'Who \u0003 is this?' }),
  annotationState('a1', 'place'),
  annotationState('a9', 'term', { withdrawn: true }, [{ kind: 'withdrawn', id: 'a9' as AnnotationId }]),
  annotationState('a8', 'date'),
]);

/** What people and files may put into a header, down to characters that XML cannot hold. */
const anyWords = fc.oneof(
  fc.constantFrom('', ' ', 'a b', '<&>"', '\u0000', '-', '#x', '%'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

const anyState: fc.Arbitrary<Partial<DocumentState>> = fc
  .record({
    title: anyWords,
    number: anyWords,
    from: anyWords,
    to: anyWords,
    placeSent: anyWords,
    classification: anyWords,
    language: fc.oneof(anyWords, fc.constantFrom('en', 'sr-Latn')),
    type: fc.constantFrom('telegram', 'letter', 'memorandum', 'message', 'other'),
    date: fc.option(
      fc.record({ text: anyWords, when: fc.oneof(anyWords, fc.constantFrom('1962', '1962-02-29', '2024-02-29')) }),
      { nil: null },
    ),
    editor: fc.stringMatching(/^[A-Za-zÀ-ÿ][A-Za-z0-9À-ÿ]{0,11}$/),
    version: anyWords,
    source: anyWords,
  })
  .map(({ editor, version, source, ...metadata }) => ({
    seq: 3,
    metadata,
    source: { name: source, bytes: 0, sha256: '0'.repeat(64), encoding: 'utf-8' },
    versions: [{ ...importVersion, name: version, editor }],
    changed: { time: importVersion.time, editor },
  }));

/** Some lines of a document, or none that it still has, read by two editors. */
const readOf = (any: Node, count: number): readonly ReviewEvent[] => {
  const lines = readingLines(any).map(({ key }) => key);
  return ['AA', 'Ö1'].map((editor, index) => ({
    act: { kind: 'read', lines: ['no such line', ...lines.slice(index * count, (index + 1) * count)] },
    editor,
    time: importVersion.time,
  }));
};

describe('the TEI edition of any document, in any order of blocks', () => {
  test('is valid against the schema of the program itself, and every pointer leads somewhere', async () => {
    const grammars = [await anchoriteGrammar()];
    fc.assert(
      fc.property(anyDocument, fc.boolean(), (any, includeFurniture) => {
        expect(findingsOf(editionOf(any, { annotations }, { includeFurniture }), grammars)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('is valid with any page images, zones and boxes, and every pointer leads somewhere', async () => {
    const grammars = [await anchoriteGrammar()];
    fc.assert(
      fc.property(anyDocument, anyFacsimile, (any, facsimile) => {
        expect(findingsOf(editionOf(any, { annotations }, { facsimile: facsimile(any) }), grammars)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test.skipIf(!hasTeiAll)(
    needsTeiAll('is valid against all of TEI with any page images, zones and boxes'),
    async () => {
      const grammars = [await teiAllGrammar()];
      fc.assert(
        fc.property(anyDocument, anyFacsimile, (any, facsimile) => {
          expect(findingsOf(editionOf(any, { annotations }, { facsimile: facsimile(any) }), grammars)).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );

  test('is valid with the certificate of who read it', async () => {
    const grammars = [await anchoriteGrammar(), ...(hasTeiAll ? [await teiAllGrammar()] : [])];
    fc.assert(
      fc.property(anyDocument, fc.nat({ max: 4 }), (any, count) => {
        const xml = editionOf(any, { reviews: readOf(any, count) });
        expect(xml).toMatch(/<correction method="markup" status="(high|medium|low)">/);
        expect(findingsOf(xml, grammars)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('is valid whatever stands in its header', async () => {
    const grammars = [await anchoriteGrammar(), ...(hasTeiAll ? [await teiAllGrammar()] : [])];
    fc.assert(
      fc.property(anyState, (state) => {
        expect(findingsOf(editionOf(doc(p('a')), state), grammars)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test.skipIf(!hasTeiAll)(needsTeiAll('is valid against all of TEI'), async () => {
    const grammars = [await teiAllGrammar()];
    fc.assert(
      fc.property(anyDocument, fc.boolean(), (any, includeFurniture) => {
        expect(findingsOf(editionOf(any, { annotations }, { includeFurniture }), grammars)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

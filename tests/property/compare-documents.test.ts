import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { alignBlocks } from '../../shared/alignment/align-blocks.ts';
import { compareDocuments } from '../../shared/journal/compare-documents.ts';
import { doc, fac, h, lineEnd, p } from '../helpers/builders.ts';
import { type Act, actNames, runAct } from '../helpers/editing-acts.ts';
import { EditingSession } from '../helpers/editing-session.ts';
import { plainRows } from '../helpers/plain-comparison.ts';
import { sampleDocument } from '../helpers/sample-document.ts';

/** Few words, some of which begin or end like others, so that they repeat and a comparison by the character can go wrong. */
const word = fc.constantFrom('a', 'aa', 'aaa', 'ab', 'ba', 'the', 'then', 'ten', 'n', 'é', 'CUBA', 'CUBA.');
const space = fc.constantFrom(' ', ' ', ' ', '  ', '\u00a0', '\u2003');
const words = fc.array(fc.tuple(word, space), { maxLength: 24, size: 'max' }).map((all) => all.flat().join(''));
const inside = fc.oneof(
  { weight: 6, arbitrary: words },
  { weight: 1, arbitrary: fc.constant(fac(1)) },
  { weight: 1, arbitrary: fc.boolean().map((joins) => lineEnd(joins)) },
);
const block = fc.tuple(fc.boolean(), fc.array(inside, { maxLength: 4 })).map(([isHead, parts]) => {
  const content = parts.filter((part) => part !== '');
  return isHead ? h(...content) : p(...content);
});
const page = fc.array(block, { minLength: 1, maxLength: 8 });

/** A page and what came of it: blocks changed, taken out and put in. */
const versions: fc.Arbitrary<readonly [Node, Node]> = page.chain((blocks) =>
  fc
    .array(fc.tuple(fc.constantFrom('keep', 'keep', 'replace', 'remove', 'insert'), block), {
      minLength: blocks.length,
      maxLength: blocks.length,
    })
    .map((fates) => {
      const after = blocks.flatMap((one, index) => {
        const [fate, other] = fates[index] ?? ['keep', one];
        if (fate === 'remove') return [];
        if (fate === 'insert') return [one, other];
        return [fate === 'keep' ? one : other];
      });
      return [doc(...blocks), doc(...(after.length > 0 ? after : [p()]))] as const;
    }),
);

const fraction = fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000);
const act: fc.Arbitrary<Act> = fc.record({ name: fc.constantFrom(...actNames), a: fraction, b: fraction, c: fraction });

test('two versions compare as word by word, however their words repeat and spaces stand', () => {
  fc.assert(
    fc.property(versions, ([older, newer]) => {
      expect(compareDocuments(older, newer).rows).toEqual(plainRows(older, newer));
    }),
    { numRuns: 500 },
  );
});

/** Cells are pasted into a table that the paste itself undoes. */
const cellsWithoutTable: Act[] = [
  { name: 'dragCopy', a: 0, b: 0.068, c: 0 },
  { name: 'pasteHtml', a: 0.084, b: 0.723, c: 0.223 },
  { name: 'pasteIntoCells', a: 0.286, b: 0, c: 0 },
  { name: 'type', a: 0, b: 0, c: 0 },
];

test('what a session of editing made of a document compares as word by word, in both directions', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 20 }), (session) => {
      const earlier = sampleDocument();
      const editing = new EditingSession(earlier);
      for (const step of session) runAct(editing, step);
      const present = editing.state.doc;
      expect(compareDocuments(earlier, present).rows).toEqual(plainRows(earlier, present));
      expect(compareDocuments(present, earlier).rows).toEqual(plainRows(present, earlier));
      expect(alignBlocks(present, present).map(({ kind }) => kind)).toEqual(['same']);
    }),
    { numRuns: 100, examples: [[cellsWithoutTable]] },
  );
});

import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { type BlockWord, blockWords } from '../../shared/correct/language/block-words.ts';
import { letterRuns } from '../../shared/correct/language/confusions.ts';
import { wordList } from '../../shared/correct/language/lexicon.ts';
import { type BlockSplice, DocumentRanking, type RankedBlock } from '../../shared/correct/suspects/document-ranking.ts';
import type { Language } from '../../shared/correct/suspects/knowledge.ts';
import type { PageImageId } from '../../shared/document/identifier.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { schema } from '../../shared/document/schema.ts';
import { emptyVocabulary } from '../../shared/document/vocabulary.ts';
import { fac, lineEnd, p, doc as page, stamp } from '../helpers/builders.ts';
import { englishWords, unknownUsage } from '../helpers/unknown-usage.ts';

const words =
  `the minister of cuba said that weapons would be removed at once reconnaissance flights settlement and mr spoke
  over were an embarrassment to from state house letter in dismantling end`.split(/\s+/);
const language: Language = { lexicon: wordList(words), runs: letterRuns(words), usage: unknownUsage, ...englishWords };
const untaught = { vocabulary: emptyVocabulary, kept: [] };
const others: readonly (readonly string[])[] = [
  ['The', 'Minister', 'spoke', 'of', 'weapons'],
  ['STEVENSON', 'spoke'],
];

const start = page(
  p('The Minister said that the weapoms would be rernoved from Cuba at once.'),
  p('US RECONNAIS-', lineEnd(true), 'SANCE flights over ', fac(2), 'Cuba were arn embarrassment to the Minister.'),
  stamp('RECEIVED DEPT OF STATE'),
  p('Mr. STEVENS ON and Mr. STEVENSON spoke of the weapons, and of the settlernent.'),
);

interface Act {
  readonly kind: 'type' | 'delete' | 'split' | 'join';
  /** Shares of the blocks, and of the places in the block. */
  readonly block: number;
  readonly at: number;
  readonly size: number;
  readonly text: string;
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('type', 'type', 'delete', 'split', 'join'),
  block: share,
  at: share,
  size: fc.nat(12),
  text: fc.constantFrom('weapons ', 'x', ' ', 'Cuba', ' rernoved', 'é', '😀', ' settlement ', '-', ' STEVENS ON '),
});

function after(doc: Node, { kind, block, at, size, text }: Act): Node {
  const blocks = textBlocks(doc);
  const chosen = blocks[Math.floor(block * blocks.length)];
  if (!chosen) return doc;
  const end = chosen.start + chosen.block.content.size;
  const pos = chosen.start + Math.floor(at * (chosen.block.content.size + 1));
  const transform = new Transform(doc);
  switch (kind) {
    case 'type':
      return transform.insert(pos, schema.text(text)).doc;
    case 'delete':
      return transform.delete(pos, Math.min(pos + size, end)).doc;
    case 'split':
      return transform.split(pos).doc;
    case 'join':
      return chosen.start === 1 ? doc : transform.join(chosen.start - 1).doc;
  }
}

const wordsOf = (doc: Node): readonly (readonly BlockWord[])[] => textBlocks(doc).map(({ block }) => blockWords(block));

/** One block in the place of another as far as two documents have them alike at both ends. */
function spliceOf(old: Node, present: Node): BlockSplice {
  const [before, now] = [textBlocks(old), textBlocks(present)];
  let from = 0;
  while (from < Math.min(before.length, now.length) && before[from]?.block === now[from]?.block) from += 1;
  return { from, removed: before.length - from, added: wordsOf(present).slice(from) };
}

/** Every word was seen on the page, and the OCR was less sure of every third. */
const seen: readonly RankedBlock[] = wordsOf(start).map((own, block) => ({
  words: own,
  evidence: own.map((_, index) => ({
    confidence: index % 3 === 0 ? 40 : 95,
    alternatives: [],
    second: null,
    third: null,
    page: 'p1' as PageImageId,
    pageNumber: null,
    box: { x: index, y: block, width: 1, height: 1 },
  })),
}));

const ranking = (imported: readonly RankedBlock[]): DocumentRanking =>
  new DocumentRanking(language, imported, others, untaught);

/** What it finds when it has gone over all that counts, as it does when editors teach it something. */
function settled(own: DocumentRanking) {
  own.teach({ vocabulary: emptyVocabulary });
  return own.all();
}

/** All suspects after a session, where the ranking followed each act. */
function followed(imported: readonly RankedBlock[], acts: readonly Act[]) {
  const own = ranking(imported);
  let doc = start;
  for (const one of acts) {
    const next = after(doc, one);
    own.follow(spliceOf(doc, next));
    own.rank(0, 1);
    doc = next;
  }
  return { doc, suspects: settled(own) };
}

test('after any session the suspects of a text are those of the same document opened anew', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 15 }), (acts) => {
      const { doc, suspects } = followed(seen, acts);
      const anew = ranking(seen);
      anew.follow(spliceOf(start, doc));
      expect(suspects).toEqual(anew.all());
    }),
    { numRuns: 40 },
  );
});

test('after any session that is taken back the suspects are those of the beginning, with what the layout says', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 15 }), (acts) => {
      const own = ranking(seen);
      const first = own.all();
      const docs = [start];
      for (const one of acts) docs.push(after(docs.at(-1) as Node, one));
      for (const [index, doc] of [...docs, ...docs.toReversed()].entries()) {
        const all = [...docs, ...docs.toReversed()];
        const next = all[index + 1];
        if (next) own.follow(spliceOf(doc, next));
      }
      expect(settled(own)).toEqual(first);
    }),
    { numRuns: 40 },
  );
});

test('what editors teach bit by bit, and take back, leaves the suspects that all of it gives at once', () => {
  const lesson = fc.record({
    words: fc.subarray(['weapoms', 'rernoved', 'Stevens', 'settlernent']),
    corrections: fc.subarray([
      { from: 'rernoved', to: 'removed', count: 1 },
      { from: 'STEVENS ON', to: 'STEVENSON', count: 2 },
      { from: 'arn', to: 'an', count: 1 },
    ]),
    kept: fc.subarray(['the\nweapoms\nwould', 'were\narn\nembarrassment', 'the\nsettlernent.\n']),
    isVocabularyTold: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(lesson, { minLength: 1, maxLength: 5 }), (lessons) => {
      const own = ranking(seen);
      const found = new Map(own.all().map(({ block, suspects }) => [block, suspects]));
      let vocabulary = emptyVocabulary;
      let kept: readonly string[] = [];
      for (const { words: taught, corrections, kept: now, isVocabularyTold } of lessons) {
        kept = now;
        if (isVocabularyTold) vocabulary = { ...emptyVocabulary, words: taught, corrections };
        const anew = own.teach(isVocabularyTold ? { vocabulary, kept } : { kept });
        for (const { block, suspects } of anew) found.set(block, suspects);
      }
      while (!own.isSettled) for (const { block, suspects } of own.rest(() => true)) found.set(block, suspects);
      const once = new DocumentRanking(language, seen, others, { vocabulary, kept });
      expect([...found].sort(([a], [b]) => a - b)).toEqual(once.all().map(({ block, suspects }) => [block, suspects]));
    }),
    { numRuns: 40 },
  );
});

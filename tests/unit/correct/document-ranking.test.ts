import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { blockWords } from '../../../shared/correct/block-words.ts';
import { DocumentRanking, type RankedBlock } from '../../../shared/correct/document-ranking.ts';
import type { Language } from '../../../shared/correct/knowledge.ts';
import { letterRuns } from '../../../shared/correct/letter-runs.ts';
import { wordList } from '../../../shared/correct/lexicon.ts';
import type { WordEvidence } from '../../../shared/correct/word-evidence.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { emptyVocabulary } from '../../../shared/document/vocabulary.ts';
import { lineEnd, p, stamp } from '../../helpers/builders.ts';

const words =
  `the minister of cuba said that weapons would be removed at once reconnaissance flights settlement again modern
  honor committee house letter in and to dismantling end`.split(/\s+/);
const language: Language = { lexicon: wordList(words), runs: letterRuns(words) };
const untaught = { vocabulary: emptyVocabulary, kept: [] };

const seen = (evidence: Partial<WordEvidence>): WordEvidence => ({
  confidence: null,
  alternatives: [],
  second: null,
  page: 'p1' as PageImageId,
  box: { x: 1, y: 2, width: 3, height: 4 },
  ...evidence,
});

const blockOf = (block: Node, evidence: readonly (WordEvidence | null)[] = []): RankedBlock => ({
  words: blockWords(block),
  evidence,
});

const rankingOf = (...blocks: readonly RankedBlock[]): DocumentRanking =>
  new DocumentRanking(language, blocks, [], untaught);

const textsOf = (ranking: DocumentRanking): readonly string[] =>
  ranking.all().flatMap(({ suspects }) => suspects.map(({ text }) => text));

test('a word that is not in the dictionary is doubted, with the word it looks like first', () => {
  const [first] = rankingOf(blockOf(p('The Minister said that modem weapons would be rernoved at once')))
    .all()
    .flatMap(({ suspects }) => suspects)
    .sort((a, b) => b.score - a.score)
    .filter(({ text }) => text === 'rernoved');
  expect(first?.suggestions[0]?.text).toBe('removed');
  expect(first?.reasons).toContain('Not in the dictionary');
  expect([first?.before, first?.after]).toEqual(['be', 'at']);
});

test('a word that a line end divides is whole', () => {
  expect(textsOf(rankingOf(blockOf(p('the reconnais-', lineEnd(true), 'sance flights'))))).toEqual([]);
});

test('stamps and struck words are objects, and not doubted', () => {
  const struck = schema.text('weapoms', [schema.mark('struck', { id: 's1' })]);
  expect(textsOf(rankingOf(blockOf(stamp('MICROFIIMED')), blockOf(p('the ', struck, ' of'))))).toEqual([]);
});

test('a British spelling is known by its American one', () => {
  expect(textsOf(rankingOf(blockOf(p('the honour of the committee'))))).toEqual([]);
});

test('where two readings differ, the other one is told and offered', () => {
  const second = { text: 'and', words: 1, index: 0 };
  const block = blockOf(p('cuba end weapons'), [
    seen({ second: { text: 'cuba', words: 1, index: 0 } }),
    seen({ confidence: 91, second }),
    seen({ second: { text: 'weapons', words: 1, index: 0 } }),
  ]);
  const [suspect] = rankingOf(block)
    .all()
    .flatMap(({ suspects }) => suspects);
  expect(suspect?.text).toBe('end');
  expect(suspect?.suggestions[0]).toEqual({ text: 'and', why: 'The second reading has it' });
  expect(suspect?.reasons).toContain('The second reading has “and”');
  expect(suspect?.evidence?.box).toEqual({ x: 1, y: 2, width: 3, height: 4 });
});

test('words of the dictionary are not doubted because nobody states a confidence', () => {
  const block = p('the minister said that weapons would be removed');
  const silent = blockWords(block).map(() => seen({}));
  expect(textsOf(rankingOf(blockOf(block, silent)))).toEqual([]);
});

test('two words are one when they are written so elsewhere and a part never stands alone', () => {
  const ranking = rankingOf(blockOf(p('Stevenson said that Stevenson would')), blockOf(p('Stevens on said')));
  const [suspect] = ranking.rank(1, 2)[0]?.suspects ?? [];
  expect(suspect?.text).toBe('Stevens on');
  expect(suspect?.suggestions[0]?.text).toBe('Stevenson');
});

test('after an edit only the changed block is ranked, and the rest keeps what the layout says', () => {
  const low = seen({ confidence: 20 });
  const ranking = rankingOf(blockOf(p('the minister said')), blockOf(p('the flights'), [null, low]));
  ranking.follow({ from: 1, removed: 1, added: [blockWords(p('the modern flights'))] });
  const [anew, ...others] = ranking.rank(1, 2);
  expect(others).toEqual([]);
  expect(anew?.block).toBe(1);
  expect(anew?.suspects.map(({ text, evidence }) => [text, evidence?.confidence])).toEqual([['flights', 20]]);
});

test('what was learned is offered first where the same misreading stands', () => {
  const vocabulary = { words: [], corrections: [{ from: 'wapens', to: 'weapons', count: 2 }] };
  const ranking = new DocumentRanking(language, [blockOf(p('the wapens of cuba'))], [], { vocabulary, kept: [] });
  const [suspect] = ranking.all().flatMap(({ suspects }) => suspects);
  expect(suspect?.suggestions[0]).toEqual({ text: 'weapons', why: 'Corrected so before' });
});

test('a layout that states no confidence leaves every doubt as the text alone gives it', () => {
  const block = p('the Minister said that modem weapoms would be rernoved at once');
  const scores = (ranking: DocumentRanking) =>
    ranking.all().flatMap(({ suspects }) => suspects.map(({ text, score }) => ({ text, score })));
  const placed = blockWords(block).map(() => seen({}));
  expect(scores(rankingOf(blockOf(block, placed)))).toEqual(scores(rankingOf(blockOf(block))));
});

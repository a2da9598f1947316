import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { blockWords } from '../../../shared/correct/language/block-words.ts';
import { letterRuns } from '../../../shared/correct/language/confusions.ts';
import { wordList } from '../../../shared/correct/language/lexicon.ts';
import { readWordUsage } from '../../../shared/correct/language/word-usage.ts';
import { DocumentRanking, type RankedBlock } from '../../../shared/correct/suspects/document-ranking.ts';
import type { Language } from '../../../shared/correct/suspects/knowledge.ts';
import { askedFrom, type BlockSuspect } from '../../../shared/correct/suspects/suspects.ts';
import type { WordEvidence } from '../../../shared/correct/suspects/word-evidence.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { emptyVocabulary } from '../../../shared/document/vocabulary.ts';
import { lineEnd, p, person, stamp } from '../../helpers/builders.ts';
import { englishWords, unknownUsage } from '../../helpers/unknown-usage.ts';

const words =
  `the minister of cuba said that weapons would be removed at once reconnaissance flights settlement again modern
  honor committee house letter in and to dismantling end`.split(/\s+/);
const language: Language = { lexicon: wordList(words), runs: letterRuns(words), usage: unknownUsage, ...englishWords };
const untaught = { vocabulary: emptyVocabulary, kept: [] };

const seen = (evidence: Partial<WordEvidence>): WordEvidence => ({
  confidence: null,
  alternatives: [],
  second: null,
  third: null,
  page: 'p1' as PageImageId,
  pageNumber: null,
  box: { x: 1, y: 2, width: 3, height: 4 },
  ...evidence,
});

const blockOf = (block: Node, evidence: readonly (WordEvidence | null)[] = []): RankedBlock => ({
  words: blockWords(block),
  evidence,
});

const rankingOf = (...blocks: readonly RankedBlock[]): DocumentRanking =>
  new DocumentRanking(language, blocks, [], untaught);

/** What a person is asked about, block by block. */
const asked = (ranking: DocumentRanking): readonly (readonly BlockSuspect[])[] =>
  ranking.all().map(({ suspects }) => suspects.filter(({ score }) => score >= askedFrom));

const textsOf = (ranking: DocumentRanking): readonly string[] =>
  asked(ranking).flatMap((suspects) => suspects.map(({ text }) => text));

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
  const [first] = anew?.suspects.toSorted((a, b) => b.score - a.score) ?? [];
  expect([first?.text, first?.evidence?.confidence]).toEqual(['flights', 20]);
});

test('what was learned is offered first where the same misreading stands', () => {
  const vocabulary = { ...emptyVocabulary, words: [], corrections: [{ from: 'wapens', to: 'weapons', count: 2 }] };
  const ranking = new DocumentRanking(language, [blockOf(p('the wapens of cuba'))], [], { vocabulary, kept: [] });
  const [suspect] = ranking.all().flatMap(({ suspects }) => suspects);
  expect(suspect?.suggestions[0]).toEqual({ text: 'weapons', why: 'Corrected so before' });
});

/** A block of which two readings have the same words. */
function readTwice(text: string, confidence: number | null = 95): RankedBlock {
  const block = p(text);
  return blockOf(
    block,
    blockWords(block).map((word) => seen({ confidence, second: { text: word.text, words: 1, index: 0 } })),
  );
}

const typedIn = (ranking: DocumentRanking, block: number, text: string): void =>
  ranking.follow({ from: block, removed: 1, added: [blockWords(p(text))] });

const remarksOf = (ranking: DocumentRanking): readonly (readonly [string, string | undefined, string | undefined])[] =>
  asked(ranking).flatMap((suspects) =>
    suspects.map((one) => [one.text, one.reasons[0], one.suggestions[0]?.text] as const),
  );

const overruled = ['committee', 'All readings have “minister” here', 'minister'] as const;

test('a word on which the readings agree is pointed out once it is changed, and no longer when the change is undone', () => {
  const ranking = rankingOf(readTwice('the minister of cuba said'), readTwice('weapons would be removed'));
  typedIn(ranking, 0, 'the committee of cuba said');
  expect(remarksOf(ranking)).toEqual([overruled]);
  typedIn(ranking, 0, 'the committee of the house said');
  expect(remarksOf(ranking)).toContainEqual(overruled);
  typedIn(ranking, 0, 'the minister of cuba said');
  expect(remarksOf(ranking)).toEqual([]);
});

test('a document that is opened again says the same of what was changed as the one in which it was changed', () => {
  const imported = [
    readTwice('the minister of cuba said'),
    readTwice('flights'),
    readTwice('weapons would be removed'),
  ];
  const [first, last] = ['the committee of cuba said', 'weapons would be dismantling'];
  const open = rankingOf(...imported);
  typedIn(open, 0, 'the committe of cuba said');
  typedIn(open, 0, first);
  typedIn(open, 2, last);
  const again = rankingOf(...imported);
  again.follow({ from: 0, removed: 3, added: [first, 'flights', last].map((text) => blockWords(p(text))) });
  expect(again.all()).toEqual(open.all());
  expect(remarksOf(again)).toEqual([overruled, ['dismantling', 'All readings have “removed” here', 'removed']]);
});

test('a change that was kept, or that editors accepted before, is not pointed out again', () => {
  const ranking = rankingOf(readTwice('the minister of cuba said'));
  typedIn(ranking, 0, 'the committee of cuba said');
  ranking.teach({ vocabulary: emptyVocabulary, kept: ['the\ncommittee\nof'] });
  expect(remarksOf(ranking)).toEqual([]);
  const corrections = [{ from: 'minister', to: 'committee', count: 1 }];
  ranking.teach({ vocabulary: { ...emptyVocabulary, words: [], corrections }, kept: [] });
  expect(remarksOf(ranking)).toEqual([]);
  ranking.teach(untaught);
  expect(remarksOf(ranking)).toEqual([overruled]);
});

test('a change where the readings differ, were not sure, or made no word is not pointed out', () => {
  const minister = { text: 'minster', words: 1, index: 0 };
  const differing = blockOf(p('The minister of'), [null, seen({ confidence: 90, second: minister }), null]);
  const unsure = readTwice('The minister of', 40);
  const noWord = readTwice('The rninister of');
  for (const block of [differing, unsure, noWord, blockOf(p('The minister of'))]) {
    const ranking = rankingOf(block, readTwice('flights'));
    typedIn(ranking, 0, 'The committee of');
    expect(remarksOf(ranking)).toEqual([]);
  }
});

test('spaces, hyphens, capitals and punctuation may be changed unremarked', () => {
  const ranking = rankingOf(readTwice('the house letter said weapons would be removed'));
  typedIn(ranking, 0, 'The houseletter said, weapons would be re-moved');
  expect(ranking.all()[0]?.suspects.filter(({ reasons }) => reasons[0]?.startsWith('All readings'))).toEqual([]);
});

test('a figure on which the readings agree is guarded like a word', () => {
  const ranking = rankingOf(readTwice('in 1962 the minister said'));
  typedIn(ranking, 0, 'in 1926 the minister said');
  expect(remarksOf(ranking)).toEqual([['1926', 'All readings have “1962” here', '1962']]);
  const [suspect] = ranking.all()[0]?.suspects ?? [];
  expect(suspect?.evidence?.box).toEqual({ x: 1, y: 2, width: 3, height: 4 });
});

test('a typed word that nobody has seen is pointed out; one that is moved or occurs elsewhere is not', () => {
  const ranking = rankingOf(
    blockOf(p('the minister said')),
    blockOf(p('Rostovsky of cuba')),
    blockOf(p('flights of Velkov')),
  );
  typedIn(ranking, 0, 'the minister Kubrov said');
  const reasonsOf = (block: number) => asked(ranking)[block]?.map(({ text, reasons }) => [text, reasons[0]]);
  expect(reasonsOf(0)).toEqual([['Kubrov', 'Typed by hand and never seen before']]);
  typedIn(ranking, 1, 'of cuba');
  typedIn(ranking, 0, 'the minister Rostovsky Velkov said');
  expect(reasonsOf(0)?.map(([, reason]) => reason)).not.toContain('Typed by hand and never seen before');
  typedIn(ranking, 0, 'the minister weapons said');
  expect(reasonsOf(0)).toEqual([]);
});

test('a name that is tagged in the document is known where it stands again', () => {
  const ranking = rankingOf(blockOf(p('the minister Kubrov said')), blockOf(p('Kubrov’s letter')));
  expect(textsOf(ranking)).toEqual(['Kubrov', 'Kubrov’s']);
  ranking.follow({ from: 0, removed: 1, added: [blockWords(p('the minister ', person('a1', 'Kubrov'), ' said'))] });
  expect(textsOf(ranking)).toEqual([]);
  ranking.follow({ from: 0, removed: 1, added: [blockWords(p('the minister Kubrov said'))] });
  expect(textsOf(ranking)).toEqual(['Kubrov', 'Kubrov’s']);
});

test('a layout that states no confidence leaves every doubt as the text alone gives it', () => {
  const block = p('the Minister said that modem weapoms would be rernoved at once');
  const scores = (ranking: DocumentRanking) =>
    ranking.all().flatMap(({ suspects }) => suspects.map(({ text, score }) => ({ text, score })));
  const placed = blockWords(block).map(() => seen({}));
  expect(scores(rankingOf(blockOf(block, placed)))).toEqual(scores(rankingOf(blockOf(block))));
});

/** English of a few words: `officers and`, `and almost` and `almost none` stand often in it. */
const inUse = readWordUsage('and 8c 2.1e\nofficers 28 0.1e\nalmost 28 3.u\nnone u\nend 2s\ntokens 3');

test('a word of the dictionary that does not fit between its neighbours is doubted, with the one that does first', () => {
  const known = wordList(['officers', 'and', 'almost', 'none', 'end', 'tokens', 'taken']);
  const english: Language = { lexicon: known, runs: letterRuns(words), usage: inUse, ...englishWords };
  const rank = (text: string): readonly BlockSuspect[] =>
    asked(new DocumentRanking(english, [blockOf(p(text))], [], untaught)).flat();
  const [suspect] = rank('officers end almost none');
  expect([suspect?.text, suspect?.suggestions[0]?.text]).toEqual(['end', 'and']);
  expect(rank('officers and almost none')).toEqual([]);
});

test('the number of a page is offered where a page begins with a few signs, and a sign for a word among words', () => {
  const onPage3 = seen({ confidence: 20, pageNumber: 3 });
  const ranking = rankingOf(blockOf(p('sos'), [onPage3]), blockOf(p('the minister of cuba')));
  const offered = asked(ranking)[0]?.[0]?.suggestions.map(({ text }) => text) ?? [];
  expect(offered).toEqual(expect.arrayContaining(['-3-', '- 3 -']));
  const first = (below: number): readonly string[] => {
    const text = seen({ confidence: 95, pageNumber: 3, box: { x: 1, y: 2 + below, width: 3, height: 4 } });
    const [found] = rankingOf(blockOf(p('xq the minister of'), [onPage3, text, text, text])).all();
    return found?.suspects.find((one) => one.text === 'xq')?.suggestions.map((one) => one.text) ?? [];
  };
  expect(first(10)).toContain('-3-');
  expect(first(0)).not.toContain('-3-');
});

test('a word parted by a line end is put together also when a part was misread, or noise stands between', () => {
  const first = (block: Node) =>
    asked(rankingOf(blockOf(block)))[0]?.map((one) => [one.text, one.suggestions[0]?.text]);
  expect(first(p('the settle-', lineEnd(), 'rnent of cuba'))).toEqual([['settle-rnent', 'settlement']]);
  expect(first(p('the settle-', lineEnd(), 'xq ment of cuba'))).toEqual([['settle-xq ment', 'settlement']]);
});

test('what stands among stamps and handwriting is asked later than a bad word of a text', () => {
  const page = (confidences: readonly number[]): readonly number[] => {
    const block = p('the minister xq rn said cuba zk pl the house');
    const evidence = confidences.map((confidence) => seen({ confidence }));
    const [found] = rankingOf(blockOf(block, evidence)).all();
    return [found?.suspects.find(({ text }) => text === 'rn')?.score ?? 0];
  };
  const [inText = 0] = page([95, 95, 95, 20, 95, 95, 95, 95, 95, 95]);
  const [amongNoise = 0] = page([20, 20, 20, 20, 20, 20, 20, 20, 20, 20]);
  expect(inText).toBeGreaterThan(0.9);
  expect(amongNoise).toBeLessThan(0.6);
});

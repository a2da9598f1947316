import { expect, test } from 'vitest';
import { englishLanguage } from '../../../main/language/english-dictionary.ts';
import { blockWords } from '../../../shared/correct/language/block-words.ts';
import { DocumentRanking } from '../../../shared/correct/suspects/document-ranking.ts';
import { linesInDoubt } from '../../../shared/correct/suspects/lines-in-doubt.ts';
import { wordEvidence } from '../../../shared/correct/suspects/word-evidence.ts';
import type { PageLayout } from '../../../shared/document/layout.ts';
import { textBlocks } from '../../../shared/document/reading-text.ts';
import { emptyVocabulary } from '../../../shared/document/vocabulary.ts';
import { doc, p } from '../../helpers/builders.ts';
import { pageImage, reading } from '../../helpers/facsimile-builders.ts';

const page = pageImage(1);
/** The same with other confidences. */
const surely = (whole: PageLayout, of: (text: string) => number): PageLayout => ({
  ...whole,
  blocks: whole.blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => ({
      ...line,
      words: line.words.map((word) => ({ ...word, confidence: of(word.text) })),
    })),
  })),
});
const layout = (...lines: readonly string[]): PageLayout => surely(reading(page, 'ocr', lines).layout, () => 95);
const texts = ({ blocks }: PageLayout): readonly string[] =>
  blocks.flatMap(({ lines }) => lines.map(({ words }) => words.map(({ text }) => text).join(' ')));
const unsure = (whole: PageLayout, doubted: string): PageLayout =>
  surely(whole, (text) => (text === doubted ? 60 : 95));

test('a line is in doubt when the readings differ in a word, a space or a sign of it, or when the first was not sure', () => {
  const first = layout('The same words', 'one thing', 'to gether', 'the end.', 'not sure');
  const second = layout('The same words', 'one thlng', 'together', 'the end,', 'not sure');
  expect(texts(linesInDoubt(unsure(first, 'sure'), second))).toEqual([
    'one thing',
    'to gether',
    'the end.',
    'not sure',
  ]);
  expect(linesInDoubt(first, null)).toBe(first);
});

test('a reading of another size is held against the same places', () => {
  const first = layout('The same words', 'one thing');
  const half = (value: number): number => value / 2;
  const small: PageLayout = {
    ...first,
    width: half(first.width),
    height: half(first.height),
    blocks: first.blocks.map((block) => ({
      ...block,
      lines: block.lines.map((line) => ({
        ...line,
        words: line.words.map((word) => ({
          ...word,
          box: word.box && {
            x: half(word.box.x),
            y: half(word.box.y),
            width: half(word.box.width),
            height: half(word.box.height),
          },
        })),
      })),
    })),
  };
  expect(texts(linesInDoubt(first, small))).toEqual([]);
});

test('a reader agrees with the words of a line that it was not asked about', () => {
  const first = layout('The same words', 'one thing');
  const second = layout('The same words', 'one thlng');
  const third = { ...first, blocks: first.blocks.map((block) => ({ ...block, lines: block.lines.slice(1) })) };
  const evidence = wordEvidence(doc(p('The same words'), p('one thing')), [
    { page: page.id, number: null, first, second, third },
  ]);
  expect(evidence.map((words) => words.map((word) => word?.third?.text ?? null))).toEqual([
    ['The', 'same', 'words'],
    ['one', 'thing'],
  ]);
});

test('a suggestion that both other readings of the page have says so', () => {
  const first = layout('The end of it', 'was tbe last');
  const second = layout('The and of it', 'was the last');
  const third = layout('The and of it', 'was tha last');
  const imported = doc(p('The end of it'), p('was tbe last'));
  const blocks = textBlocks(imported).map(({ block }) => blockWords(block));
  const evidence = wordEvidence(imported, [{ page: page.id, number: null, first, second, third }]);
  const ranking = new DocumentRanking(
    englishLanguage(),
    blocks.map((words, index) => ({ words, evidence: evidence[index] ?? [] })),
    [],
    { vocabulary: emptyVocabulary, kept: [] },
  );
  const agreed = ranking
    .all()
    .flatMap(({ suspects }) => suspects)
    .flatMap(({ text, suggestions }) => suggestions.filter(({ isAgreed }) => isAgreed).map((one) => [text, one.text]));
  expect(agreed).toEqual([['end', 'and']]);
});

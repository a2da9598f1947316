import { alignReadings } from '../../shared/alignment/align-readings.ts';
import { blockWords } from '../../shared/correct/language/block-words.ts';
import { countedWords, WordCounts } from '../../shared/correct/language/word-usage.ts';
import { examineBlock } from '../../shared/correct/suspects/examine-block.ts';
import { Knowledge, type Language, type Token, tokensOf } from '../../shared/correct/suspects/knowledge.ts';
import { Suggester } from '../../shared/correct/suspects/suggestions.ts';
import type { Features } from '../../shared/correct/suspects/suspect-features.ts';
import { type WordEvidence, wordEvidence } from '../../shared/correct/suspects/word-evidence.ts';
import type { PageImageId } from '../../shared/document/identifier.ts';
import type { Box, LayoutLine, PageLayout } from '../../shared/document/layout.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { emptyVocabulary } from '../../shared/document/vocabulary.ts';
import { layoutDocument } from '../../shared/import/layout-document.ts';
import { editDistance } from '../../shared/text/edit-distance.ts';
import { wordKey } from '../../shared/text/word-shape.ts';
import { comparableText, type TrueLine, type TruePage } from './ocr-truth.ts';
import { truthMistakes } from './truth-mistakes.ts';

/** A word, or words together, that could be flagged. */
export interface Flag {
  readonly text: string;
  readonly features: Features;
  /** Nobody transcribed letterheads, stamps, handwriting and noise: there is no telling whether they are wrong. */
  readonly isTranscribed: boolean;
  /** How many of its words are wrong. */
  readonly wrong: number;
  /** What it should read; null when nothing stands for it. */
  readonly right: string | null;
  readonly suggestions: readonly string[];
  /** Where the layout has it. */
  readonly box: Box | null;
}

export interface ExaminedPage {
  readonly name: string;
  /** Pages of one document share it. */
  readonly document: string;
  readonly flags: readonly Flag[];
  readonly words: number;
  readonly wrong: number;
  /** Words of the ground truth for which nothing was read. */
  readonly missed: number;
}

/** A page as it came into a collection. */
export interface ReadPage {
  readonly page: TruePage;
  /** What the text is made of. */
  readonly text: PageLayout;
  /** What is known beside the text: the layout with the confidences of the reading, and another reading. */
  readonly hasLayout: boolean;
  readonly second: PageLayout | null;
  /** The reading of another kind of reader. */
  readonly third: PageLayout | null;
}

/** Examines every word of pages that ground truth covers. All pages together are the collection.
 *  @param asTranscribed also counts places where the transcription is wrong and not the reading */
export function examinePages(
  readings: readonly ReadPage[],
  language: Language,
  asTranscribed = false,
): readonly ExaminedPage[] {
  const counts = new WordCounts();
  const prepared = readings.map((one) => {
    const blocks = tokensOfPage(one);
    for (const tokens of blocks) counts.add(countedWords(tokens.map(({ word }) => word.text)));
    return { one, blocks };
  });
  const knowledge = new Knowledge(language, counts, emptyVocabulary);
  const suggester = new Suggester(knowledge);
  return prepared.map(({ one, blocks }) => {
    const name = one.page.name;
    const labels = labelled(blocks.flat(), one, asTranscribed);
    const flags = blocks.flatMap((tokens) =>
      examineBlock(tokens, knowledge, suggester).flatMap((examined): Flag[] => {
        const own = examined.tokens.map((token) => labels.labels.get(token)).filter((label) => label !== undefined);
        const isTranscribed = own.length === examined.tokens.length;
        const truths = [...new Set(own.map(({ right }) => right))];
        return [
          {
            text: examined.tokens.map(({ word }) => word.text).join(' '),
            features: examined.features,
            isTranscribed,
            wrong: isTranscribed ? own.filter(({ isWrong }) => isWrong).length : 0,
            right:
              isTranscribed && truths.every((truth) => truth !== null)
                ? truths.map((truth) => truth?.text).join(' ')
                : null,
            box: examined.tokens[0]?.evidence?.box ?? null,
            suggestions: examined.candidates.slice(0, 5).map(({ text }) => text),
          },
        ];
      }),
    );
    const all = [...labels.labels.values()];
    return {
      name,
      document: name.replace(/_\d+$/, ''),
      flags,
      words: all.length,
      wrong: all.filter(({ isWrong }) => isWrong).length,
      missed: labels.missed,
    };
  });
}

function tokensOfPage({ page: { name }, text, hasLayout, second, third }: ReadPage): readonly (readonly Token[])[] {
  const { doc } = layoutDocument([text], 'page');
  const page = 'p1' as PageImageId;
  const evidence = hasLayout
    ? wordEvidence(doc, [{ page, number: Number(name.slice(-2)), first: text, second, third }])
    : [];
  return textBlocks(doc).map(({ block }, index) => tokensOf(blockWords(block), evidence[index] ?? noEvidence));
}

const noEvidence: readonly (WordEvidence | null)[] = [];

interface Right {
  text: string;
}

interface Label {
  readonly isWrong: boolean;
  /** Several words may share one. */
  readonly right: Right | null;
}

/** Aligns the words of a page to its ground truth, line ends joined on both sides. Words of lines that were not transcribed have no
 *  label. */
function labelled(
  tokens: readonly Token[],
  { page, text }: ReadPage,
  asTranscribed: boolean,
): { readonly labels: ReadonlyMap<Token, Label>; readonly missed: number } {
  const covered = coveredWords(tokens, text, page.lines);
  const truth = trueWords(page.lines);
  const groups = alignReadings(
    covered.map(({ word }) => wordKey(word.text)),
    truth.map(wordKey),
    { areTied: true, leastLetters: 1 },
  );
  const labels = new Map<Token, Label>(covered.map((token) => [token, { isWrong: true, right: null }]));
  let found = 0;
  for (const group of groups) {
    const right = { text: truth.slice(group.new, group.new + group.newCount).join(' ') };
    const own = covered.slice(group.old, group.old + group.oldCount);
    found += group.newCount;
    const read = own.map(({ word }) => word.text);
    // A line end that was not recognised as the end of a block is no misreading.
    const joined = read.map((word, index) => (index < read.length - 1 ? word.replace(/-$/, '') : word)).join('');
    const mistake = truthMistakes.find(
      (one) =>
        one.page === page.name.replace(/^worn-/, '') && one.transcribed === right.text && isReading(one.text, read),
    );
    if (mistake && !asTranscribed) right.text = mistake.text;
    const isWrong =
      read.join(' ') !== right.text && !(read.length > 1 && read[0]?.endsWith('-') && joined === right.text);
    for (const token of own) labels.set(token, { isWrong, right });
  }
  return { labels, missed: truth.length - found };
}

/** Whether words were read as a page has them, but for spaces or what is misread in one letter. */
const isReading = (page: string, read: readonly string[]): boolean =>
  read.join(' ') === page || read.join('') === page || (page.length > 6 && editDistance(page, read.join(' '), 1) <= 1);

const trueWords = (lines: readonly TrueLine[]): readonly string[] => {
  const { doc } = layoutDocument([layoutOf(lines)], 'truth');
  return textBlocks(doc).flatMap(({ block }) => blockWords(block).map(({ text }) => text.normalize('NFC')));
};

function layoutOf(lines: readonly TrueLine[]): PageLayout {
  const word = (text: string) => ({ text, box: null, confidence: null, alternatives: [], hyphenation: null });
  const layoutLines = lines.map(
    ({ text }): LayoutLine => ({ box: null, baseline: null, words: text.split(/\s+/).filter(Boolean).map(word) }),
  );
  return { width: 1, height: 1, blocks: [{ box: null, lines: layoutLines }] };
}

/** The words of the lines that were transcribed, in their order. */
function coveredWords(tokens: readonly Token[], layout: PageLayout, truth: readonly TrueLine[]): readonly Token[] {
  const { doc } = layoutDocument([layout], 'page');
  const isCovered = layout.blocks.map((block) => block.lines.map((line) => comparableText([line], truth) !== ''));
  const covered: Token[] = [];
  let at = 0;
  textBlocks(doc).forEach(({ block }, blockIndex) => {
    const lines = isCovered.filter((_, index) => (layout.blocks[index]?.lines.length ?? 0) > 0)[blockIndex] ?? [];
    const ends: number[] = [];
    block.forEach((child, offset) => {
      if (child.type.name === 'lineBreak') ends.push(offset);
    });
    for (const { from } of blockWords(block)) {
      const token = tokens[at++];
      const line = ends.filter((end) => end < from).length;
      if (token && lines[line]) covered.push(token);
    }
  });
  return covered;
}

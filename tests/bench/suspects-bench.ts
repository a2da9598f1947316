import path from 'node:path';
import { englishLanguage } from '../../main/language/english-dictionary.ts';
import { blockWords } from '../../shared/correct/language/block-words.ts';
import { DocumentRanking, type RankedBlock } from '../../shared/correct/suspects/document-ranking.ts';
import { linesInDoubt } from '../../shared/correct/suspects/lines-in-doubt.ts';
import { featureNames } from '../../shared/correct/suspects/suspect-features.ts';
import {
  type EvidenceKind,
  priorWeights,
  type Weights,
  weightsFor,
} from '../../shared/correct/suspects/suspect-weights.ts';
import { askedFrom } from '../../shared/correct/suspects/suspects.ts';
import type { PageLayout } from '../../shared/document/layout.ts';
import { schema } from '../../shared/document/schema.ts';
import { emptyVocabulary } from '../../shared/document/vocabulary.ts';
import { layoutText } from '../helpers/layout-builders.ts';
import { alikeDecisions } from './alike-decisions.ts';
import { fitWeights } from './fit-weights.ts';
import { truePages } from './ocr-truth.ts';
import { type PageReadings, pageReadings } from './page-readings.ts';
import { type ExaminedPage, examinePages, type Flag, type ReadPage } from './suspect-pages.ts';
import { wornPage } from './worn-pages.ts';

/** Where the pages with ground truth are. They are not part of the project. */
const scans = path.resolve('../shared/scans');
const clean = truePages(scans);
/** Every third page, made worse. */
const worn = clean.filter((_, index) => index % 3 === 0).map(wornPage);
const pages = process.argv.includes('--worn') ? await Promise.all(worn) : clean;
const readings = await pageReadings(pages, path.resolve('test-results/page-readings'));
const language = englishLanguage();
/** What the independent reader has of the lines that it is asked about. */
function askedOf(first: PageLayout, second: PageLayout, third: PageLayout): PageLayout {
  const boxes = new Set(
    linesInDoubt(first, second).blocks.flatMap(({ lines }) => lines.map(({ box }) => JSON.stringify(box))),
  );
  const blocks = third.blocks.map((block) => ({
    ...block,
    lines: block.lines.filter(({ box }) => boxes.has(JSON.stringify(box))),
  }));
  return { ...third, blocks };
}

/** Ways in which pages come into a collection. */
interface Setting {
  readonly name: string;
  readonly kind: EvidenceKind;
  read(page: PageReadings): ReadPage;
}

const settings: readonly Setting[] = [
  {
    name: 'read by this program, twice, and by the independent reader',
    kind: 'three readings',
    read: ({ page, first, second, third }) => ({
      page,
      text: first.layout,
      hasLayout: true,
      second: second.layout,
      third: askedOf(first.layout, second.layout, third.layout),
    }),
  },
  {
    name: 'with a layout from elsewhere, read by this program and by the independent reader',
    kind: 'three readings',
    read: ({ page, plain, first, thirdOfPlain }) => ({
      page,
      text: plain.layout,
      hasLayout: true,
      second: first.layout,
      third: askedOf(plain.layout, first.layout, thirdOfPlain.layout),
    }),
  },
  {
    name: 'read by this program, twice',
    kind: 'both readings',
    read: ({ page, first, second }) => ({
      page,
      text: first.layout,
      hasLayout: true,
      second: second.layout,
      third: null,
    }),
  },
  {
    name: 'with a layout from elsewhere, and read by this program',
    kind: 'both readings',
    read: ({ page, plain, first }) => ({
      page,
      text: plain.layout,
      hasLayout: true,
      second: first.layout,
      third: null,
    }),
  },
  {
    name: 'read by this program, once',
    kind: 'one reading',
    read: ({ page, first }) => ({ page, text: first.layout, hasLayout: true, second: null, third: null }),
  },
  {
    name: 'with a layout from elsewhere',
    kind: 'one reading',
    read: ({ page, plain }) => ({ page, text: plain.layout, hasLayout: true, second: null, third: null }),
  },
  {
    name: 'text of this program alone',
    kind: 'text alone',
    read: ({ page, first }) => ({ page, text: first.layout, hasLayout: false, second: null, third: null }),
  },
  {
    name: 'text from elsewhere alone',
    kind: 'text alone',
    read: ({ page, plain }) => ({ page, text: plain.layout, hasLayout: false, second: null, third: null }),
  },
];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

interface Ranked {
  readonly page: ExaminedPage;
  /** Most doubtful first. */
  readonly flags: readonly (Flag & { readonly score: number })[];
}

const rank = (
  pages: readonly ExaminedPage[],
  scoreOf: (flag: Flag) => number,
  isCounted = (flag: Flag): boolean => flag.isTranscribed,
): readonly Ranked[] =>
  pages.map((page) => ({
    page,
    flags: page.flags
      .filter(isCounted)
      .map((flag) => ({ ...flag, score: scoreOf(flag) }))
      .sort((a, b) => b.score - a.score),
  }));

/** Share of all wrong words among the first flags of each page. */
function recallAt(ranked: readonly Ranked[], most: number): number {
  const found = sum(ranked.map(({ flags }) => sum(flags.slice(0, most).map(({ wrong }) => wrong))));
  return found / sum(ranked.map(({ page }) => page.wrong));
}

/** How many flags a page, on average, find a share of all wrong words, with one threshold for all pages. */
function flagsFor(ranked: readonly Ranked[], share: number): number {
  const flags = ranked.flatMap((one) => one.flags).sort((a, b) => b.score - a.score);
  const wanted = share * sum(ranked.map(({ page }) => page.wrong));
  let found = 0;
  const at = flags.findIndex(({ wrong }) => {
    found += wrong;
    return found >= wanted;
  });
  return at < 0 ? Number.POSITIVE_INFINITY : (at + 1) / ranked.length;
}

/** Share of wrong words for which what is right is among the first suggestions. */
function rightWithin(ranked: readonly Ranked[], most: number): string {
  const flags = ranked
    .flatMap(({ flags: all }) => all.slice(0, 30))
    .filter(({ wrong, right }) => wrong > 0 && right !== null);
  const right = flags.filter(({ suggestions, right: meant }) => suggestions.slice(0, most).includes(meant ?? ''));
  return `${percent(right.length / flags.length)} (${right.length} of ${flags.length})`;
}

/** What the window asks: how many places a page, with which share of what is wrong. */
function asked(ranked: readonly Ranked[]): string {
  const flags = ranked.flatMap((one) => one.flags).filter((flag) => 1 / (1 + Math.exp(-flag.score)) >= askedFrom);
  const found = sum(flags.map(({ wrong }) => wrong)) / sum(ranked.map(({ page }) => page.wrong));
  return `${(flags.length / ranked.length).toFixed(1)} asked a page with ${percent(found)}`;
}

function tell(name: string, ranked: readonly Ranked[]): void {
  console.log(
    `${name.padEnd(44)} recall at 20, 30, 40 flags a page ${percent(recallAt(ranked, 20))} ${percent(recallAt(ranked, 30))} ${percent(recallAt(ranked, 40))}; flags a page for 90, 95, 98 %: ${flagsFor(ranked, 0.9).toFixed(1)} ${flagsFor(ranked, 0.95).toFixed(1)} ${flagsFor(ranked, 0.98).toFixed(1)}; ${asked(ranked)}`,
  );
}

const score =
  (weights: Weights) =>
  (flag: Flag): number =>
    weights.bias + sum(featureNames.map((name) => weights[name] * flag.features[name]));

/** The same pages with what is known of them, in one way. */
interface Examination {
  readonly setting: Setting;
  readonly pages: readonly ExaminedPage[];
}

const kinds: readonly EvidenceKind[] = ['three readings', 'both readings', 'one reading', 'text alone'];
/** All, or those that are named. */
const wantedKinds = kinds.filter((kind) => process.argv.includes(kind));
for (const kind of wantedKinds.length > 0 ? wantedKinds : kinds) {
  const own = settings.filter((setting) => setting.kind === kind);
  const examined = examinedBy(own, false);
  const asTranscribed = examinedBy(own, true);
  const weights = heldOutWeights(examined);
  for (const [index, { setting, pages }] of examined.entries()) {
    console.log(`\n${kind}: ${setting.name}, each document held out:`);
    const words = sum(pages.map((page) => page.words));
    console.log(
      `  ${pages.length} pages, ${words} words, ${sum(pages.map(({ wrong }) => wrong))} wrong; ${sum(pages.map(({ missed }) => missed))} words were not read at all and cannot be flagged`,
    );
    const heldOut = heldOutRanking(pages, weights);
    tell('  fitted ranking', heldOut);
    const believed = rank(pages, score(priorWeights));
    tell('  weights as believed, nothing fitted', believed);
    tell('  weights of the program', rank(pages, score(weightsFor(kind))));
    tell(
      '  confidence alone',
      rank(pages, ({ features }) => features.lowConfidence),
    );
    tell(
      '  dictionary alone',
      rank(pages, ({ features, text }) => (features.unknown > 0 ? 1 : 0) - text.length / 1000),
    );
    const whole = heldOutRanking(pages, weights, () => true);
    tell('  fitted ranking, the whole page counted', whole);
    tell('  fitted ranking, as transcribed', heldOutRanking(asTranscribed[index]?.pages ?? [], weights));
    console.log(
      `  suggestions, weights as believed: ${rightWithin(believed, 1)}, ${rightWithin(believed, 3)}, ${rightWithin(believed, 5)}`,
    );
    console.log(
      `  suggestions, the first, one of three, one of five is what is right: ${rightWithin(heldOut, 1)}, ${rightWithin(heldOut, 3)}, ${rightWithin(heldOut, 5)}`,
    );
    if (process.argv.includes('--errors')) tellErrors(process.argv.includes('--whole') ? whole : heldOut);
  }
  const flags = examined.flatMap(({ pages }) =>
    pages.flatMap((page) => page.flags.filter((flag) => flag.isTranscribed)),
  );
  if (process.argv.includes('--weights')) tellWeights(kind, fitWeights(flags, priorWeights));
}

function examinedBy(own: readonly Setting[], asTranscribed: boolean): readonly Examination[] {
  return own.map((setting) => ({ setting, pages: examinePages(readings.map(setting.read), language, asTranscribed) }));
}

/** What was not transcribed teaches that stamps and noise are not worth a look; a text alone does not tell them from words. */
function isTaught({ isTranscribed, box }: Flag): boolean {
  return isTranscribed || box !== null;
}

/** For each document what the others teach, in every way in which they were read. */
function heldOutWeights(all: readonly Examination[]): ReadonlyMap<string, Weights> {
  const pages = all.flatMap((one) => one.pages);
  const weightsWithout = (document: string): Weights => {
    const others = pages.filter((page) => page.document !== document);
    return fitWeights(
      others.flatMap(({ flags }) => flags.filter(isTaught)),
      priorWeights,
    );
  };
  const documents = [...new Set(pages.map(({ document }) => document))];
  return new Map(documents.map((document) => [document, weightsWithout(document)]));
}

function heldOutRanking(
  pages: readonly ExaminedPage[],
  weights: ReadonlyMap<string, Weights>,
  isCounted?: (flag: Flag) => boolean,
): readonly Ranked[] {
  return pages.flatMap((page) => rank([page], score(weights.get(page.document) ?? priorWeights), isCounted));
}

tellTimes();
tellDecisions();

/** How much deciding alike words together spares. */
function tellDecisions(): void {
  const decisions = alikeDecisions(language);
  if (!decisions) return;
  const { documents, suspects, oneByOne, together } = decisions;
  console.log(
    `${suspects} suspects in ${documents} documents misread by code: ${oneByOne} decisions one by one; decisions with alike words together: ${together} (${percent(together / oneByOne)})`,
  );
}

/** How long a long document takes at first, and a block of it after an edit. */
function tellTimes(): void {
  const pages = readings.flatMap(({ first }) => layoutText(first.layout).split('\n\n'));
  const lines = Array.from({ length: 900 }, (_, index) => pages[index % pages.length] ?? '');
  const blocks = lines.map(
    (text): RankedBlock => ({
      words: blockWords(schema.node('paragraph', null, [schema.text(text || ' ')])),
      evidence: [],
    }),
  );
  const many: RankedBlock[] = [];
  let words = 0;
  for (let at = 0; words < 50_000; at++) {
    const block = blocks[at % blocks.length];
    if (!block) break;
    many.push(block);
    words += block.words.length;
  }
  const begun = performance.now();
  const ranking = new DocumentRanking(language, many, [], { vocabulary: emptyVocabulary, kept: [] });
  ranking.all();
  const all = performance.now() - begun;
  const times = many.slice(0, 200).map(({ words: own }, index) => {
    const edited = own.map((word, at) => (at === own.length >> 1 ? { ...word, text: `rnisread${index}` } : word));
    const start = performance.now();
    ranking.follow({ from: index, removed: 1, added: [edited] });
    ranking.rank(index, index + 1);
    return performance.now() - start;
  });
  const sorted = times.sort((a, b) => a - b);
  const time = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(
    `\n${words} words: ${(all / 1000).toFixed(1)} s at first; after an edit of a block ${time(0.5)} ms (median), ${time(0.95)} ms (95 %), ${time(1)} ms (longest)`,
  );
}

function tellErrors(ranked: readonly Ranked[]): void {
  for (const { page, flags } of ranked) {
    flags.forEach((flag, index) => {
      const shown = flag.wrong > 0 || index < 30;
      if (shown)
        console.log(
          `${page.name} ${String(index).padStart(3)} ${flag.wrong > 0 ? 'WRONG' : 'right'} ${flag.score.toFixed(1)} ${flag.text} → ${flag.right ?? '?'} | ${flag.suggestions.slice(0, 3).join(' | ')} | ${featureNames
            .filter((name) => flag.features[name] !== 0)
            .map((name) => `${name}=${flag.features[name].toFixed(1)}`)
            .join(' ')}`,
        );
    });
  }
}

function tellWeights(kind: string, weights: Weights): void {
  console.log(`weights, ${kind}:`);
  for (const [name, weight] of Object.entries(weights)) console.log(`  ${name}: ${weight.toFixed(2)},`);
}

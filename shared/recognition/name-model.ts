import type { AnnotationKind } from '../document/annotation.ts';
import type { Passage, Span } from './passages.ts';
import { shapeOf, type Token, tokensOf } from './tokens.ts';

/** A span with how far the model prefers it to none: 0 is undecided; about 1 is as sure as what it learned from. */
export interface ScoredSpan extends Span {
  readonly margin: number;
}

/** What each word of a passage is: 0 for none, and for each kind the first word of a span and one that goes on with it. */
type Label = number;

const outside: Label = 0;

/** Learns from tagged passages which words are tagged, and as what: an averaged perceptron (Collins 2002) that goes through a passage from
 *  left to right. What it costs follows the words that it learns from, some hundred thousand a second. */
export class NameModel {
  readonly #kinds: readonly AnnotationKind[];
  readonly #weights = new Map<string, Weights>();
  /** How often each word with a capital is part of no tag, and of a tag of each kind. */
  readonly #known = new Map<string, Float64Array>();
  #step = 0;

  readonly #hints: (text: string) => readonly Span[];

  /** @param memory passages whose tags are complete
   *  @param hints what a recogniser that knows nothing of the collection finds in a text, such as `namesInEnglish` */
  constructor(memory: readonly Passage[], hints: (text: string) => readonly Span[]) {
    this.#hints = hints;
    this.#kinds = [...new Set(memory.flatMap(({ spans }) => spans.map(({ kind }) => kind)))].sort();
    const read = memory.map((passage) => {
      const words = this.#read(passage);
      return { words, labels: this.#labels(words.tokens, passage.spans) };
    });
    for (const { words, labels } of read) this.#remember(words.tokens, labels, true);
    for (let round = 0; round < rounds; round++)
      for (const { words, labels } of shuffled(read, round)) this.#learn(words, labels);
    for (const weights of this.#weights.values()) weights.average(this.#step);
  }

  /** What a person would tag in a passage, in order and apart. */
  spansOf(passage: Passage): readonly ScoredSpan[] {
    if (this.#kinds.length === 0) return [];
    const words = this.#read(passage);
    const { tokens } = words;
    const spans: { from: number; to: number; kind: AnnotationKind; margin: number }[] = [];
    let before = outside;
    for (const [index, token] of tokens.entries()) {
      const scores = this.#scores(featuresOf(words, index, before, (text) => this.#familiar(text, null)));
      scores[outside] = (scores[outside] ?? 0) - leaning;
      const label = best(scores, before);
      const last = spans.at(-1);
      if (label % 2 === 1) {
        const kind = this.#kinds[(label - 1) / 2] as AnnotationKind;
        spans.push({ from: token.from, to: token.to, kind, margin: marginOf(scores, label) });
      } else if (label !== outside && last) last.to = token.to;
      before = label;
    }
    return spans;
  }

  /** Lets words count as known that it finds in passages which nobody has tagged yet: a name in a heading is a name in the text below it. */
  familiarise(passages: readonly Passage[]): void {
    const found = passages.map((passage) => {
      const words = this.#read(passage);
      return {
        words,
        labels: this.#labels(
          words.tokens,
          this.spansOf(passage).filter(({ margin }) => margin >= sure),
        ),
      };
    });
    for (const { words, labels } of found) this.#remember(words.tokens, labels, false);
  }

  #read({ text, block }: Passage): PassageWords {
    const tokens = tokensOf(text);
    const hints = this.#hints(text);
    let span = 0;
    return {
      tokens,
      block,
      hints: tokens.map(({ from, to }) => {
        while (span < hints.length && (hints[span]?.to ?? 0) <= from) span += 1;
        const here = hints[span];
        if (!here || to <= here.from) return '';
        return `${here.kind} ${from <= here.from ? 'begins' : 'goes on'}`;
      }),
    };
  }

  #labels(tokens: readonly Token[], spans: readonly Span[]): readonly Label[] {
    let span = 0;
    let isOpen = false;
    return tokens.map(({ from, to }) => {
      while (span < spans.length && (spans[span]?.to ?? 0) <= from) {
        span += 1;
        isOpen = false;
      }
      const here = spans[span];
      if (!here || from < here.from || to > here.to) return outside;
      const label = 2 * this.#kinds.indexOf(here.kind) + (isOpen ? 2 : 1);
      isOpen = true;
      return label;
    });
  }

  #remember(tokens: readonly Token[], labels: readonly Label[], areComplete: boolean): void {
    for (const [index, { text }] of tokens.entries()) {
      if (!/^\p{Lu}\p{L}/u.test(text)) continue;
      const label = labels[index] ?? outside;
      const counts = this.#known.get(text) ?? new Float64Array(this.#kinds.length + 1);
      this.#known.set(text, counts);
      const place = label === outside ? 0 : Math.floor((label + 1) / 2);
      if (place > 0 || areComplete) counts[place] = (counts[place] ?? 0) + 1;
    }
  }

  /** What a word with a capital is mostly part of, and how surely; empty when it is not known.
   *  @param label where it is learned from: what it says there does not count for itself */
  #familiar(text: string, label: Label | null): string {
    const counts = this.#known.get(text);
    if (!counts) return '';
    const own = label === null ? -1 : label === outside ? 0 : Math.floor((label + 1) / 2);
    let total = 0;
    let most = 0;
    let kind = 0;
    for (let place = 0; place < counts.length; place++) {
      const count = (counts[place] ?? 0) - (place === own ? 1 : 0);
      total += count;
      if (place > 0 && count > most) [most, kind] = [count, place];
    }
    if (total === 0) return '';
    const share = most / total;
    return most === 0
      ? 'none'
      : `${this.#kinds[kind - 1]} ${share > 0.8 ? 'mostly' : share > 0.3 ? 'often' : 'seldom'}`;
  }

  #learn(words: PassageWords, labels: readonly Label[]): void {
    let before = outside;
    for (let index = 0; index < words.tokens.length; index++) {
      this.#step += 1;
      const truth = labels[index] ?? outside;
      const { text: word } = words.tokens[index] as Token;
      const features = featuresOf(words, index, before, (text) => this.#familiar(text, text === word ? truth : null));
      const guess = best(this.#scores(features), before);
      if (guess !== truth)
        for (const feature of features) {
          const weights = this.#weights.get(feature) ?? new Weights(this.#count);
          this.#weights.set(feature, weights);
          weights.add(truth, 1, this.#step);
          weights.add(guess, -1, this.#step);
        }
      before = truth;
    }
  }

  get #count(): number {
    return 1 + 2 * this.#kinds.length;
  }

  #scores(features: readonly string[]): Float64Array {
    const scores = new Float64Array(this.#count);
    for (const feature of features) this.#weights.get(feature)?.addTo(scores);
    return scores;
  }
}

const rounds = 6;

/** From this margin on what is found is known. */
const sure = 0.7;

/** How much rather a name is suggested that is none than one is missed: a person looks at each. */
const leaning = 2;

/** The weights of one feature for each label, and what is needed to average them over all steps. */
class Weights {
  readonly #now: Float64Array;
  readonly #total: Float64Array;
  readonly #since: Float64Array;

  constructor(count: number) {
    this.#now = new Float64Array(count);
    this.#total = new Float64Array(count);
    this.#since = new Float64Array(count);
  }

  add(label: Label, by: number, step: number): void {
    const now = this.#now[label] ?? 0;
    this.#total[label] = (this.#total[label] ?? 0) + now * (step - (this.#since[label] ?? 0));
    this.#since[label] = step;
    this.#now[label] = now + by;
  }

  average(step: number): void {
    for (let label = 0; label < this.#now.length; label++) {
      this.add(label, 0, step);
      this.#now[label] = (this.#total[label] ?? 0) / step;
    }
  }

  addTo(scores: Float64Array): void {
    for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) + (this.#now[label] ?? 0);
  }
}

/** The label with the highest score; a span goes on only from one of its kind. */
function best(scores: Float64Array, before: Label): Label {
  let chosen = outside;
  for (let label = 1; label < scores.length; label++) {
    const goesOn = label % 2 === 0;
    if (goesOn && before !== label && before !== label - 1) continue;
    if ((scores[label] ?? 0) > (scores[chosen] ?? 0)) chosen = label;
  }
  return chosen;
}

const marginOf = (scores: Float64Array, label: Label): number => (scores[label] ?? 0) - (scores[outside] ?? 0);

/** A passage as the model takes it. */
interface PassageWords {
  readonly tokens: readonly Token[];
  readonly block: string;
  /** What the other recogniser says of each word. */
  readonly hints: readonly string[];
}

/** Titles before names, in the papers of two centuries. */
const titles =
  /^(?:Mr|Mrs|Miss|Ms|Messrs|Dr|Prof|Professor|General|Gen|Colonel|Col|Major|Captain|Capt|Lieutenant|Lt|Admiral|Commander|Baron|Count|Prince|Viscount|Lord|Sir|Earl|Ambassador|Minister|Consul|Secretary|Senator|President|Chairman|Premier|Marshal|Bishop|Rev|Hon|Señor|M|Mme|Monsieur|Herr|Generals|Ataman|Comrade|Marquis)$/i;

/** What the model sees of a word: the word itself and two on either side, how they are written, what is known of them, where they stand, and
 *  what the other recogniser says. */
function featuresOf(
  words: PassageWords,
  index: number,
  before: Label,
  familiar: (text: string) => string,
): readonly string[] {
  const { tokens, block } = words;
  const at = (offset: number): string => tokens[index + offset]?.text ?? '';
  const [word, back, next] = [at(0), at(-1), at(1)];
  const [shape, shapeBack, shapeNext] = [shapeOf(word), shapeOf(back), shapeOf(next)];
  const known = familiar(word);
  return [
    'bias',
    `w ${word}`,
    `s ${shape}`,
    `e ${word.slice(-3)}`,
    `k ${known}`,
    `kb ${familiar(back)}`,
    `kn ${familiar(next)}`,
    `b ${back}`,
    `n ${next}`,
    `bb ${at(-2)} ${back}`,
    `nn ${next} ${at(2)}`,
    `bn ${back} ${next}`,
    `bs ${shapeBack} ${shape}`,
    `ns ${shape} ${shapeNext}`,
    `ss ${shapeBack} ${shape} ${shapeNext}`,
    `sss ${shapeOf(at(-2))} ${shapeBack} ${shape}`,
    `l ${before}`,
    `lw ${before} ${word}`,
    `ls ${before} ${shape}`,
    `lk ${before} ${known}`,
    `lb ${before} ${back}`,
    `t ${block} ${shape}`,
    `tb ${block} ${back}`,
    `tl ${block} ${before} ${shape}`,
    `tn ${block} ${next}`,
    index === 0 ? `first ${block} ${shape}` : `second ${index === 1}`,
    `bk ${back} ${known}`,
    `bsh ${back} ${shape}`,
    ...titleFeatures(words, index, shape),
    ...hintFeatures(words, index, before, shape, known),
  ];
}

function titleFeatures({ tokens }: PassageWords, index: number, shape: string): readonly string[] {
  const isTitle = (offset: number): boolean => titles.test(tokens[index + offset]?.text ?? '');
  return [
    `hon ${isTitle(0)}`,
    `honb ${isTitle(-1)} ${shape}`,
    `honbb ${isTitle(-2)} ${tokens[index - 1]?.text === '.'} ${shape}`,
    `honn ${isTitle(0)} ${shapeOf(tokens[index + 1]?.text ?? '')}`,
  ];
}

function hintFeatures(
  { tokens, hints }: PassageWords,
  index: number,
  before: Label,
  shape: string,
  known: string,
): readonly string[] {
  const hint = hints[index] ?? '';
  return [
    `h ${hint}`,
    `hb ${hints[index - 1]} ${hint}`,
    `hn ${hint} ${hints[index + 1]}`,
    `hs ${hint} ${shape}`,
    `hk ${hint} ${known}`,
    `hl ${hint} ${before}`,
    `hbw ${hint} ${tokens[index - 1]?.text}`,
    `hnw ${hint} ${tokens[index + 1]?.text}`,
  ];
}

/** Some things in another order, the same in every run. */
function shuffled<Thing>(things: readonly Thing[], seed: number): readonly Thing[] {
  const order = [...things];
  let state = 12_345 + seed;
  for (let index = order.length - 1; index > 0; index--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (index + 1);
    [order[index], order[other]] = [order[other] as Thing, order[index] as Thing];
  }
  return order;
}

import type { LearnedCorrection } from '../../document/vocabulary.ts';
import { folded, wordShape } from '../../text/word-shape.ts';

/** Letters that are read for others. */
interface Confusion {
  /** Small letters; 1 to 3 of them. */
  readonly read: string;
  readonly meant: string;
  /** How much it counts against a suggestion that it was this: 0 for what happens always, 3 for any two letters. */
  readonly cost: number;
  /** A person has corrected it before. */
  readonly isLearned: boolean;
}

/** Single letters and figures that print and type alike, in both directions. */
const alike = `l1 li lt lf 1i 1t it ij ft fi il o0 oc oe od oa 0c 0d ec ea eo es ce ao as ae nu nm nr nh un uv vy vw uo hb hk hn bh kx 5s s8
3s s3 b6 6o 8b 2z z2 rt rn tr ty yv gq g9 q9 9g pd dp db qo cg mw mn wv xz 4a t7 7t li tl dl cd co ou rv rp sa si`;
/** One read for two, and two for one. */
const multiple = `rn=m m=rn nn=m in=m ni=m m=in m=ni cl=d d=cl li=h h=li ii=n n=ii ll=n ri=n n=ri vv=w w=vv lc=k k=lc tb=th th=tb
tl=th ih=th lh=th fh=th ti=h rr=n fi=h iv=w nt=m oo=co ln=in fl=fi fi=fl ui=m iu=m nu=mi tt=it ff=f ss=s cc=c`;

const builtIn: readonly Confusion[] = [
  ...alike.split(/\s+/).flatMap((pair) => {
    const [a = '', b = ''] = [...pair];
    return [confusion(a, b, 1), confusion(b, a, 1)];
  }),
  ...multiple.split(/\s+/).map((pair) => {
    const [read = '', meant = ''] = pair.split('=');
    return confusion(read, meant, 1.2);
  }),
];

function confusion(read: string, meant: string, cost: number, isLearned = false): Confusion {
  return { read, meant, cost, isLearned };
}

/** What an insertion, an omission, or any letter for any other costs. */
const [missing, extra, other] = [2, 2, 2.3] as const;
/** What it costs that the last letter is missing: edges of paper are cut off. */
const cutOff = 1.5;

/** What is confused, with what the editors of a collection have corrected first. */
export class Confusions {
  readonly #costs = new Map<string, Confusion>();

  constructor(learned: readonly LearnedCorrection[] = []) {
    for (const { from, to, count } of learned)
      for (const { read, meant } of confusedLetters(folded(wordShape(from).core), folded(wordShape(to).core)))
        this.#add(confusion(read, meant, Math.max(0.3, 0.8 - 0.1 * count), true));
    for (const one of builtIn) this.#add(one);
  }

  #add(one: Confusion): void {
    const key = `${one.read}=${one.meant}`;
    if (!this.#costs.has(key)) this.#costs.set(key, one);
  }

  /** All of them, the learned ones first. */
  all(): Iterable<Confusion> {
    return this.#costs.values();
  }

  /** How little a word looks like another: the cost of the cheapest confusions, insertions and omissions that make one of the other. */
  cost(read: string, meant: string): number {
    const columns = meant.length + 1;
    const table = new Float64Array((read.length + 1) * columns);
    for (let i = 0; i <= read.length; i++)
      for (let j = 0; j <= meant.length; j++) {
        if (i === 0 && j === 0) continue;
        let least = Number.POSITIVE_INFINITY;
        const offer = (rows: number, back: number, cost: number): void => {
          least = Math.min(least, (table[(i - rows) * columns + j - back] ?? 0) + cost);
        };
        if (i > 0) offer(1, 0, extra);
        if (j > 0) offer(0, 1, i === read.length && j === meant.length ? cutOff : missing);
        if (i > 0 && j > 0) offer(1, 1, this.#pair(read, meant, i, j, 1, 1) ?? other);
        for (const [rows, back] of [
          [1, 2],
          [2, 1],
          [2, 2],
        ] as const) {
          const cost = i >= rows && j >= back ? this.#pair(read, meant, i, j, rows, back) : null;
          if (cost !== null) offer(rows, back, cost);
        }
        table[i * columns + j] = least;
      }
    return table[table.length - 1] ?? 0;
  }

  #pair(read: string, meant: string, i: number, j: number, rows: number, back: number): number | null {
    const [from, to] = [read.slice(i - rows, i), meant.slice(j - back, j)];
    if (rows === 1 && back === 1 && from === to) return 0;
    return this.#costs.get(`${from}=${to}`)?.cost ?? null;
  }
}

/** In which letters a word and its correction differ: what stands between their common beginning and end. Nothing when that is no
 *  confusion of a few letters. */
export function confusedLetters(
  from: string,
  to: string,
): readonly { readonly read: string; readonly meant: string }[] {
  if (from === to) return [];
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < from.length - start && end < to.length - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const [read, meant] = [from.slice(start, from.length - end), to.slice(start, to.length - end)];
  return read.length > 0 && meant.length > 0 && read.length <= 3 && meant.length <= 3 ? [{ read, meant }] : [];
}

/** How likely three letters follow one another in the words of a language. */
export interface LetterRuns {
  /** How odd the oddest three letters in a row of a word are: 0 for ordinary ones, growing; about 10 for what no word has.
   *  @param word small letters */
  oddity(word: string): number;
}

/** Learns from a list of words.
 *  @param words small letters */
export function letterRuns(words: Iterable<string>): LetterRuns {
  const runs = new Map<string, number>();
  const contexts = new Map<string, number>();
  for (const word of words) {
    const text = `^${word}$`;
    for (let at = 0; at + 3 <= text.length; at++) {
      const run = text.slice(at, at + 3);
      runs.set(run, (runs.get(run) ?? 0) + 1);
      const context = run.slice(0, 2);
      contexts.set(context, (contexts.get(context) ?? 0) + 1);
    }
  }
  return {
    oddity(word) {
      const text = `^${word}$`;
      let oddest = 0;
      for (let at = 0; at + 3 <= text.length; at++) {
        const run = text.slice(at, at + 3);
        const share = ((runs.get(run) ?? 0) + 0.1) / ((contexts.get(run.slice(0, 2)) ?? 0) + 3);
        oddest = Math.max(oddest, -Math.log(share) - 3);
      }
      return Math.max(0, oddest);
    },
  };
}

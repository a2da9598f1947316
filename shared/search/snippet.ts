import type { Passage } from './scan.ts';

/** The part of a text that shows best why it was found. */
export interface Snippet {
  /** One line; `…` where the text goes on. */
  readonly text: string;
  /** The passages within it, in its units, in order and without overlaps. */
  readonly marks: readonly Passage[];
  /** The passage that it is about, in units of the whole text; null when there is none. */
  readonly hit: Passage | null;
}

/** So many units a snippet has, more or less: words stay whole. */
const snippetLength = 200;

/** Shows the passages of a text that stand closest together.
 *  @param passages in order */
export function snippetOf(text: string, passages: readonly Passage[]): Snippet {
  const { first, last } = densest(passages);
  const hit = passages[first] ?? null;
  const [from, to] = hit ? [hit.from, passages[last]?.to ?? hit.to] : [0, 0];
  const room = Math.max(0, snippetLength - (to - from));
  const start = wordStart(text, Math.max(0, from - (hit ? Math.floor(room / 2) : 0)));
  const end = wordEnd(text, Math.min(text.length, Math.max(to, start + snippetLength)));
  const shown = text.slice(start, end).replaceAll('\n', ' ');
  const lead = start > 0 ? '…' : '';
  const shift = lead.length - start;
  const inside = withoutOverlaps(passages.filter((passage) => passage.from >= start && passage.to <= end));
  return {
    text: `${lead}${shown}${end < text.length ? '…' : ''}`,
    marks: inside.map((passage) => ({ from: passage.from + shift, to: passage.to + shift })),
    hit,
  };
}

/** The stretch of at most the length of a snippet with the most different passages; the first of several. */
function densest(passages: readonly Passage[]): { readonly first: number; readonly last: number } {
  let best = { first: 0, last: 0 };
  let [end, most] = [0, 0];
  for (let first = 0; first < passages.length; first++) {
    const limit = (passages[first]?.from ?? 0) + snippetLength / 2;
    end = Math.max(end, first);
    while (end + 1 < passages.length && (passages[end + 1]?.to ?? 0) <= limit) end += 1;
    if (end - first + 1 <= most) continue;
    most = end - first + 1;
    best = { first, last: end };
  }
  return best;
}

const isSpace = (unit: string): boolean => unit === ' ' || unit === '\n' || unit === '';

/** How far a word is looked for. */
const mostWord = 30;

function wordStart(text: string, at: number): number {
  for (let back = 0; back <= mostWord && at - back >= 0; back++)
    if (isSpace(text.charAt(at - back - 1))) return at - back;
  return wholeCharacter(text, at);
}

function wordEnd(text: string, at: number): number {
  for (let on = 0; on <= mostWord && at + on <= text.length; on++) if (isSpace(text.charAt(at + on))) return at + on;
  return wholeCharacter(text, at);
}

/** Not between the two units of one character. */
const wholeCharacter = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at);

function withoutOverlaps(passages: readonly Passage[]): readonly Passage[] {
  const kept: Passage[] = [];
  for (const passage of passages) {
    const last = kept.at(-1);
    if (!last || passage.from >= last.to) kept.push(passage);
    else if (passage.to > last.to) kept[kept.length - 1] = { from: last.from, to: passage.to };
  }
  return kept;
}

import type { AnnotationKind } from '../document/annotation.ts';
import { inEnglish } from '../translation/retell.ts';
import { NameModel } from './name-model.ts';
import { apart, type Passage, type Span } from './passages.ts';

/** A passage of a block that a person may want to tag. */
export interface SuggestedSpan extends Span {
  readonly text: string;
  /** From 0 to 1: how surely a person would tag it so. */
  readonly score: number;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** What the tags of a collection teach. */
export interface TagMemory {
  /** How often each spelling is tagged as each kind, and how often it stands untagged where somebody has tagged. */
  readonly spellings: ReadonlyMap<string, SpellingCounts>;
  /** Null as long as there are too few tags to learn from. */
  readonly model: NameModel | null;
  /** Kinds of which there are tags. */
  readonly kinds: ReadonlySet<AnnotationKind>;
}

interface SpellingCounts {
  readonly tagged: ReadonlyMap<AnnotationKind, number>;
  readonly untagged: number;
}

type Recogniser = (text: string) => readonly Span[];

/** Fewer tags teach spellings and nothing else. */
const leastTags = 30;
/** What is learned from at most, and looked through for more names at most: each a few seconds. */
const mostWords = 60_000;

/** Learns from the documents of a collection.
 *  @param documents the passages of each, in order
 *  @param recogniser what finds names without knowing the collection, such as `namesInEnglish`
 *  @param earlier what was learned when there were a few tags less: its model is taken over, which is what takes long */
export function learnTags(
  documents: readonly (readonly Passage[])[],
  recogniser: Recogniser,
  earlier: TagMemory | null = null,
): TagMemory {
  const read = documents.flatMap(taggedStretch);
  const tags = read.reduce((sum, { spans }) => sum + spans.length, 0);
  const spellings = spellingsOf(read);
  const kinds = new Set(read.flatMap(({ spans }) => spans.map(({ kind }) => kind)));
  if (tags < leastTags) return { spellings, kinds, model: null };
  if (earlier?.model) return { spellings, kinds, model: earlier.model };
  const model = new NameModel(withinLimit(read), recogniser);
  const complete = new Set(read);
  const others = documents.flat().filter((passage) => !complete.has(passage));
  const [brief, long] = [others.filter(isBrief), others.filter((passage) => !isBrief(passage))];
  model.familiarise(withinLimit([...brief, ...long]));
  return { spellings, kinds, model };
}

/** Headings, signatures and the like tell who a document is about, and cost little: they come first. */
const isBrief = ({ block }: Passage): boolean => block !== 'paragraph';

/** The passages that somebody has gone through: from the first one with a tag to the last one. Where nothing is tagged behind that, nobody
 *  may have been yet. */
export function taggedStretch(passages: readonly Passage[]): readonly Passage[] {
  const isTagged = ({ spans }: Passage): boolean => spans.length > 0;
  return passages.slice(Math.max(0, passages.findIndex(isTagged)), passages.findLastIndex(isTagged) + 1);
}

function withinLimit(passages: readonly Passage[]): readonly Passage[] {
  let characters = mostWords * 6;
  return passages.filter(({ text }) => {
    characters -= text.length;
    return characters > 0;
  });
}

function spellingsOf(passages: readonly Passage[]): TagMemory['spellings'] {
  const tagged = new Map<string, Map<AnnotationKind, number>>();
  for (const { text, spans } of passages)
    for (const { from, to, kind } of spans) {
      const spelling = text.slice(from, to);
      const counts = tagged.get(spelling) ?? new Map<AnnotationKind, number>();
      tagged.set(spelling, counts.set(kind, (counts.get(kind) ?? 0) + 1));
    }
  const forms = new Spellings(tagged.keys());
  const untagged = new Map<string, number>();
  for (const { text, spans } of passages)
    for (const { from, to } of forms.placesIn(text)) {
      if (spans.some((span) => span.from < to && from < span.to)) continue;
      const spelling = text.slice(from, to);
      untagged.set(spelling, (untagged.get(spelling) ?? 0) + 1);
    }
  return new Map([...tagged].map(([form, counts]) => [form, { tagged: counts, untagged: untagged.get(form) ?? 0 }]));
}

/** Finds where spellings stand as whole words, the longest first, by their first words. */
class Spellings {
  readonly #byFirst = new Map<string, string[]>();

  constructor(spellings: Iterable<string>) {
    for (const spelling of spellings) {
      const first = firstWord(spelling);
      const known = this.#byFirst.get(first);
      if (known) known.push(spelling);
      else this.#byFirst.set(first, [spelling]);
    }
    for (const known of this.#byFirst.values()) known.sort((a, b) => b.length - a.length);
  }

  placesIn(text: string): readonly { readonly from: number; readonly to: number }[] {
    const places: { from: number; to: number }[] = [];
    let end = 0;
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (index < end) continue;
      const found = this.#byFirst
        .get(word)
        ?.find(
          (spelling) =>
            text.startsWith(spelling, index) && !/[\p{L}\p{N}\p{M}]/u.test(text.charAt(index + spelling.length)),
        );
      if (found === undefined) continue;
      end = index + found.length;
      places.push({ from: index, to: end });
    }
    return places;
  }
}

const firstWord = (text: string): string => /[\p{L}\p{N}\p{M}]+/u.exec(text)?.[0] ?? '';

/** What a person may want to tag in some passages and has not: in order and apart, none that touches a tag. */
export function suggestTags(
  memory: TagMemory,
  passages: readonly Passage[],
  recogniser: Recogniser,
): readonly (readonly SuggestedSpan[])[] {
  const forms = new Spellings(memory.spellings.keys());
  return passages.map((passage) => {
    const learned = [...modelled(memory, passage), ...remembered(memory, forms, passage)];
    const fresh = recogniser(passage.text).filter(({ kind }) => memory.model === null || !memory.kinds.has(kind));
    const said = [...learned, ...fresh.map((span) => recognised(passage, span, memory))];
    const open = said.filter((span) => passage.spans.every((tag) => tag.to <= span.from || span.to <= tag.from));
    return apart(strongest(open));
  });
}

function modelled({ model }: TagMemory, passage: Passage): readonly SuggestedSpan[] {
  return (model?.spansOf(passage) ?? []).map(({ from, to, kind, margin }) => ({
    from,
    to,
    kind,
    text: passage.text.slice(from, to),
    score: 0.55 + 0.4 * (1 - Math.exp(-Math.max(0, margin) / 6)),
    reason: inEnglish`It stands where the collection has a ${kind}.`,
  }));
}

/** Below this share of its places a spelling is tagged by chance. */
const leastShare = 0.4;

function remembered({ spellings }: TagMemory, forms: Spellings, { text }: Passage): readonly SuggestedSpan[] {
  return forms.placesIn(text).flatMap(({ from, to }) => {
    const spelling = text.slice(from, to);
    const counts = spellings.get(spelling);
    if (!counts) return [];
    const [[kind, times] = ['term' as const, 0]] = [...counts.tagged].sort((a, b) => b[1] - a[1]);
    const all = [...counts.tagged.values()].reduce((sum, count) => sum + count, counts.untagged);
    if (times / all < leastShare) return [];
    const reason =
      times === 1
        ? inEnglish`“${spelling}” is tagged as ${kind} once in the collection.`
        : inEnglish`“${spelling}” is tagged as ${kind} ${times} times in the collection.`;
    return [{ from, to, kind, text: spelling, score: 0.6 + (0.39 * times) / (all + 1), reason }];
  });
}

/** How much a recogniser is believed that does not know the collection. */
const recognisedScores: Readonly<Record<AnnotationKind, number>> = {
  person: 0.5,
  place: 0.45,
  organisation: 0.35,
  date: 0.3,
  term: 0.3,
};

function recognised({ text }: Passage, { from, to, kind }: Span, { kinds }: TagMemory): SuggestedSpan {
  const score = recognisedScores[kind] * (kinds.size === 0 || kinds.has(kind) ? 1 : 0.6);
  return { from, to, kind, text: text.slice(from, to), score, reason: inEnglish`It reads like the name of a ${kind}.` };
}

/** Of suggestions that overlap those with the highest score; of equal ones the longest. */
function strongest(spans: readonly SuggestedSpan[]): readonly SuggestedSpan[] {
  const chosen: SuggestedSpan[] = [];
  for (const span of spans.toSorted((a, b) => b.score - a.score || b.to - b.from - (a.to - a.from)))
    if (chosen.every((other) => other.to <= span.from || span.to <= other.from)) chosen.push(span);
  return chosen;
}

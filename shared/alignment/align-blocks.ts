import type { Node } from 'prosemirror-model';
import { blockTextWithCalls, type PlacedBlock, textBlocks } from '../document/reading-text.ts';
import { increasingRun, type MatchedRun, matchSequences } from '../text/sequences.ts';

/** A word of a document: a run of characters of its reading text that are no white space. */
export interface PlacedWord {
  readonly word: string;
  /** Positions before its first and after its last character; a page anchor or a line end may stand between. */
  readonly from: number;
  readonly to: number;
}

/** A stretch in which two documents read differently: words of the old one, words of the new one, either may be empty. */
export interface ChangedStretch {
  readonly old: readonly PlacedWord[];
  readonly new: readonly PlacedWord[];
  /** Position in the new document where the stretch begins: the end of the word before it when `new` is empty. */
  readonly at: number;
}

/** A part of two aligned documents, in the order of the new one: blocks that read the same, or blocks between such. */
export type AlignedPart =
  | { readonly kind: 'same'; readonly old: readonly PlacedBlock[]; readonly new: readonly PlacedBlock[] }
  | {
      readonly kind: 'changed';
      readonly old: readonly PlacedBlock[];
      readonly new: readonly PlacedBlock[];
      readonly at: number;
    };

/** Moved text shorter than this may be the same words by chance and counts as changed. */
const shortestMoveWords = 3;

/** Aligns the reading texts of two documents and gives the stretches in which they differ, in the order of the new one.
 *  What kind of block a word stands in, where blocks begin and how lines end makes no difference; text that was moved is
 *  recognised. Blocks that read the same are paired first, so that the cost follows what differs. */
export function changedStretches(oldDoc: Node, newDoc: Node): readonly ChangedStretch[] {
  const stretches = alignBlocks(oldDoc, newDoc).flatMap((part) =>
    part.kind === 'same' ? [] : changedWords(placedWords(part.old), placedWords(part.new), part.at),
  );
  return withoutMoves(stretches);
}

/** The words of some text blocks, in order. */
export function placedWords(blocks: readonly PlacedBlock[]): readonly PlacedWord[] {
  const [first] = blocks;
  return first && blocks.length === 1 ? wordsOfBlock(first) : blocks.flatMap(wordsOfBlock);
}

/** Alignment asks for the words of a block several times. */
const known = new WeakMap<PlacedBlock, readonly PlacedWord[]>();

function wordsOfBlock(placed: PlacedBlock): readonly PlacedWord[] {
  const words = known.get(placed) ?? readWords(placed);
  known.set(placed, words);
  return words;
}

function readWords({ block, start }: PlacedBlock): readonly PlacedWord[] {
  const { text, offsets } = blockTextWithCalls(block);
  const found: PlacedWord[] = [];
  let at = 0;
  // The only white space of a reading text is single spaces between words.
  for (const word of text === '' ? [] : text.split(' ')) {
    const first = offsets[at] ?? 0;
    const last = offsets[at + word.length - 1] ?? first;
    found.push({ word, from: start + first, to: start + last + 1 });
    at += word.length + 1;
  }
  return found;
}

/** Pairs the text blocks that read the same: first those that read as no other on either side does, as many as keep the order of both;
 *  between two of them the others. So what is paired in one place does not hang on what is changed in another. */
export function alignBlocks(oldDoc: Node, newDoc: Node): readonly AlignedPart[] {
  const oldBlocks = textBlocks(oldDoc);
  const newBlocks = textBlocks(newDoc);
  const oldTexts = oldBlocks.map(textOfBlock);
  const newTexts = newBlocks.map(textOfBlock);
  const parts: AlignedPart[] = [];
  let oldAt = 0;
  let newAt = 0;
  const changedUpTo = (oldEnd: number, newEnd: number): void => {
    if (oldEnd === oldAt && newEnd === newAt) return;
    const before = newBlocks[newAt - 1];
    const at = before ? before.start + before.block.content.size : (newBlocks[0]?.start ?? 0);
    parts.push({ kind: 'changed', old: oldBlocks.slice(oldAt, oldEnd), new: newBlocks.slice(newAt, newEnd), at });
  };
  for (const run of joinedRuns(matchByUnique(oldTexts, newTexts))) {
    changedUpTo(run.old, run.new);
    oldAt = run.old + run.count;
    newAt = run.new + run.count;
    parts.push({ kind: 'same', old: oldBlocks.slice(run.old, oldAt), new: newBlocks.slice(run.new, newAt) });
  }
  changedUpTo(oldBlocks.length, newBlocks.length);
  return parts;
}

/** What blocks are paired by. */
export const textOfBlock = ({ block }: Pick<PlacedBlock, 'block'>): string => blockTextWithCalls(block).text;

function* matchByUnique(oldTexts: readonly string[], newTexts: readonly string[]): Iterable<MatchedRun> {
  const oldPlaces = uniquePlaces(oldTexts);
  const newPlaces = uniquePlaces(newTexts);
  const pairs = [...newPlaces].flatMap(([text, place]) => {
    const old = oldPlaces.get(text);
    // Blocks without words are alike and mean nothing.
    return place === null || old === undefined || old === null || text === '' ? [] : [{ old, new: place }];
  });
  pairs.sort((a, b) => a.new - b.new);
  const kept = increasingRun(pairs.map(({ old }) => old));
  let before = { old: -1, new: -1 };
  for (const pair of [...pairs.filter((_, index) => kept.has(index)), { old: oldTexts.length, new: newTexts.length }]) {
    const [oldFrom, newFrom] = [before.old + 1, before.new + 1];
    for (const run of matchSequences(oldTexts.slice(oldFrom, pair.old), newTexts.slice(newFrom, pair.new)))
      yield { old: oldFrom + run.old, new: newFrom + run.new, count: run.count };
    if (pair.old < oldTexts.length) yield { ...pair, count: 1 };
    before = pair;
  }
}

/** Where each text stands; null when it stands in more than one place. */
export function uniquePlaces(texts: readonly string[]): ReadonlyMap<string, number | null> {
  const places = new Map<string, number | null>();
  texts.forEach((text, place) => {
    places.set(text, places.has(text) ? null : place);
  });
  return places;
}

/** Runs that follow each other on both sides as one. */
function joinedRuns(runs: Iterable<MatchedRun>): readonly MatchedRun[] {
  const joined: MatchedRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && last.old + last.count === run.old && last.new + last.count === run.new)
      joined[joined.length - 1] = { ...last, count: last.count + run.count };
    else joined.push(run);
  }
  return joined;
}

/** A stretch in which two runs of words differ, by their indices. */
interface ChangedRun {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** The stretches in which two runs of words differ, in order. */
export function changedRuns(oldWords: readonly string[], newWords: readonly string[]): readonly ChangedRun[] {
  const changed: ChangedRun[] = [];
  let [oldFrom, newFrom] = [0, 0];
  const changedUpTo = (oldTo: number, newTo: number): void => {
    if (oldTo > oldFrom || newTo > newFrom) changed.push({ oldFrom, oldTo, newFrom, newTo });
  };
  for (const run of matchSequences(oldWords, newWords)) {
    changedUpTo(run.old, run.new);
    oldFrom = run.old + run.count;
    newFrom = run.new + run.count;
  }
  changedUpTo(oldWords.length, newWords.length);
  return changed;
}

/** Blocks of two documents that stand for each other. */
type BlockPair = Pick<AlignedPart, 'kind' | 'old' | 'new'>;

/** The blocks of a part two by two where they read the same; all of them where they do not. */
export const blockPairs = (part: AlignedPart): readonly BlockPair[] =>
  part.kind === 'changed'
    ? [part]
    : part.old.map((block, index) => ({ kind: 'same', old: [block], new: part.new.slice(index, index + 1) }));

/** The words that both sides have, in order. */
export function matchedWords(pair: BlockPair): readonly (readonly [PlacedWord, PlacedWord])[] {
  const [old, present] = [placedWords(pair.old), placedWords(pair.new)];
  const runs =
    pair.kind === 'same'
      ? [{ old: 0, new: 0, count: Math.min(old.length, present.length) }]
      : matchSequences(old.map(wordOf), present.map(wordOf));
  return runs.flatMap((run) =>
    old.slice(run.old, run.old + run.count).flatMap((word, index) => {
      const partner = present[run.new + index];
      return partner ? [[word, partner] as const] : [];
    }),
  );
}

const wordOf = ({ word }: PlacedWord): string => word;

/** @param at position in the new document before the first word */
function changedWords(
  oldWords: readonly PlacedWord[],
  newWords: readonly PlacedWord[],
  at: number,
): readonly ChangedStretch[] {
  return changedRuns(oldWords.map(wordOf), newWords.map(wordOf)).map(({ oldFrom, oldTo, newFrom, newTo }) => ({
    old: oldWords.slice(oldFrom, oldTo),
    new: newWords.slice(newFrom, newTo),
    at: newWords[newFrom - 1]?.to ?? at,
  }));
}

/** A stretch of changed words, by what it read and reads: words with single spaces between. */
interface ReadStretch {
  readonly before: string;
  readonly after: string;
}

/** The stretches whose words are gone in one place and new in another, in the same order: they were moved, not changed.
 *  @param stretches in the order of the document */
export function movedStretches<Stretch extends ReadStretch>(stretches: readonly Stretch[]): ReadonlySet<Stretch> {
  const gone = new Map<string, Stretch>();
  for (const stretch of stretches) if (mayBeMoved(stretch.before, stretch.after)) gone.set(stretch.before, stretch);
  const moved = new Set<Stretch>();
  for (const stretch of stretches) {
    const origin = stretch.before === '' ? gone.get(stretch.after) : undefined;
    if (!origin) continue;
    gone.delete(stretch.after);
    moved.add(stretch).add(origin);
  }
  return moved;
}

/** Whether words that are gone, where nothing has taken their place, may stand elsewhere. */
const mayBeMoved = (before: string, after: string): boolean =>
  after === '' && before.split(' ').length >= shortestMoveWords;

function withoutMoves(stretches: readonly ChangedStretch[]): readonly ChangedStretch[] {
  const textOf = (side: readonly PlacedWord[]): string => side.map(({ word }) => word).join(' ');
  const read = stretches.map((stretch) => ({ stretch, before: textOf(stretch.old), after: textOf(stretch.new) }));
  const moved = movedStretches(read);
  return read.filter((one) => !moved.has(one)).map(({ stretch }) => stretch);
}

/** Where words of one document stand in another. */
interface FollowedRange {
  readonly from: number;
  readonly to: number;
}

/** Finds the place of a stretch of one document in another, by its words: those that are still there, and what now stands
 *  between them. Null when none of them is. */
export function followWords(oldDoc: Node, newDoc: Node, from: number, to: number): FollowedRange | null {
  let range: FollowedRange | null = null;
  for (const part of alignBlocks(oldDoc, newDoc)) {
    const oldWords = placedWords(part.old);
    if (!oldWords.some((word) => word.from < to && word.to > from)) continue;
    range = joined(range, followIn(oldWords, placedWords(part.new), from, to));
  }
  return range;
}

function followIn(
  oldWords: readonly PlacedWord[],
  newWords: readonly PlacedWord[],
  from: number,
  to: number,
): FollowedRange | null {
  const wordOf = ({ word }: PlacedWord): string => word;
  let range: FollowedRange | null = null;
  for (const run of matchSequences(oldWords.map(wordOf), newWords.map(wordOf)))
    for (let index = 0; index < run.count; index++) {
      const old = oldWords[run.old + index];
      const present = newWords[run.new + index];
      if (old && present && old.from < to && old.to > from) range = joined(range, followWord(old, present, from, to));
    }
  return range;
}

/** A stretch may cover a part of a word only, such as a name before a possessive. */
function followWord(old: PlacedWord, present: PlacedWord, from: number, to: number): FollowedRange {
  const isSameLength = old.to - old.from === present.to - present.from;
  if (!isSameLength) return { from: present.from, to: present.to };
  return {
    from: present.from + Math.max(0, from - old.from),
    to: present.to - Math.max(0, old.to - to),
  };
}

const joined = (a: FollowedRange | null, b: FollowedRange | null): FollowedRange | null =>
  a && b ? { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) } : (a ?? b);

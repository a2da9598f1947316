import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import { Transform } from 'prosemirror-transform';
import {
  type AnnotationAct,
  type AnnotationKind,
  type AnnotationRange,
  annotationRanges,
} from '../../document/annotation.ts';
import type { AnnotationId } from '../../document/identifier.ts';
import { readingInBlock } from '../../document/reading.ts';
import { blockText, textBlocks } from '../../document/reading-text.ts';
import { findInTexts, type Match } from '../../find/find.ts';
import { tagRange, wordsBetween } from '../tag-commands.ts';
import { annotationActs, ownGroup } from '../undo-history.ts';

/** Everywhere that a document has some words, with their variants: in capitals or not, with and without accents, in the possessive, over
 *  line ends, page anchors and hyphens of line ends. A name that is written with a capital is not found without one (`May`, not `may`), and
 *  an abbreviation of up to three capitals only as it is (`US`, not `us`). In document order, without overlaps.
 *  @param words as a person selected them; none are found when there is no letter or figure among them
 *  @example occurrencesOf(doc, 'Kuznetsov’s') // also `KUZNETSOV` and `Kuz-⏎netsov` */
export function occurrencesOf(doc: Node, words: string): readonly Match[] {
  const wanted = occurrenceWords(words);
  if (wanted === '') return [];
  const query = { text: patternOf(wanted), regex: true, wholeWord: true, caseSensitive: false, foldAccents: true };
  return textBlocks(doc).flatMap(({ block, start }) => {
    const { text, offsets } = joinedText(block);
    const result = findInTexts([text], query);
    if (!result.ok) return [];
    return result.hits.flatMap((hit) => {
      const [first, last] = [offsets[hit.start], offsets[hit.end - 1]];
      const found = text.slice(hit.start, hit.end);
      if (first === undefined || last === undefined || !isVariant(found, wanted)) return [];
      const reading = readingInBlock(block, first, last + 1);
      return [{ from: start + first, to: start + last + 1, text: reading, groups: [reading] }];
    });
  });
}

/** What is looked for when all occurrences of selected words are: no punctuation around it, and no possessive.
 *  @returns empty when there is no letter or figure */
export function occurrenceWords(words: string): string {
  const trimmed = words.replace(/\s+/g, ' ').replace(/^[^\p{L}\p{N}]+/u, '');
  return trimmed.replace(/[^\p{L}\p{N}\p{M}]+$/u, '').replace(/(?<=[\p{L}\p{N}])['’ʼ]s$/iu, '');
}

const apostrophe = "['’ʼ‘]";
/** A word of its own hyphen may be broken there, and then it is read without. */
const hyphen = '[-‐‑]?';

const patternOf = (words: string): string =>
  [...words]
    .map((sign) => {
      if (/['’ʼ‘]/.test(sign)) return apostrophe;
      return /[-‐‑]/.test(sign) ? hyphen : sign.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    })
    .join('');

/** What a block reads with every word whole that a hyphen at the end of a line or page breaks, whether or not that hyphen is known to be the
 *  line's: and for each unit its offset in the block's content. */
function joinedText(block: Node): { readonly text: string; readonly offsets: readonly number[] } {
  const read = blockText(block);
  const { text, offsets } = read;
  if (!/[-‐¬\u00AD]/.test(text)) return read;
  const kept: number[] = [];
  for (let unit = 0; unit < text.length; unit++) {
    const isHyphen = /[-‐¬\u00AD]/.test(text.charAt(unit));
    const next = (offsets[unit] ?? 0) + 1;
    const isAtBreak = isHyphen && offsets[unit + 1] !== next && /\p{L}/u.test(text.charAt(unit + 1));
    if (!isAtBreak) kept.push(unit);
  }
  if (kept.length === text.length) return read;
  return { text: kept.map((unit) => text.charAt(unit)).join(''), offsets: kept.map((unit) => offsets[unit] ?? 0) };
}

const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);

/** Whether what was found without regard to capitals may be the same name. */
function isVariant(found: string, wanted: string): boolean {
  const like = wordsOf(wanted);
  return wordsOf(found).every((word, index) => {
    const model = like[index] ?? '';
    if (/^\p{Lu}{1,3}$/u.test(model)) return word === model;
    return !/^\p{Lu}/u.test(model) || /^\p{Lu}/u.test(word);
  });
}

/** A match with what is tagged there already. */
export interface TaggableMatch extends Match {
  /** Whether a tag of the kind that is asked about covers its words. */
  readonly isTagged: boolean;
  /** Other kinds of which a tag begins and ends with its words. */
  readonly otherKinds: readonly AnnotationKind[];
}

/** Tells what is tagged already of some matches. O(tags + matches × tags of their block). */
export function withTags(doc: Node, matches: readonly Match[], kind: AnnotationKind): readonly TaggableMatch[] {
  const ranges = annotationRanges(doc);
  let first = 0;
  return matches.map((match) => {
    const words = wordsBetween(doc, match.from, match.to) ?? match;
    // Ranges come in the order of their beginnings: none that ends before the block of this match touches a later one.
    const blockStart = doc.resolve(match.from).start();
    while (first < ranges.length && (ranges[first] as AnnotationRange).to <= blockStart) first += 1;
    const here: AnnotationRange[] = [];
    for (let index = first; index < ranges.length; index++) {
      const range = ranges[index] as AnnotationRange;
      if (range.from > words.from) break;
      if (range.to >= words.to) here.push(range);
    }
    return {
      ...match,
      isTagged: here.some(({ as }) => as === kind),
      otherKinds: here.flatMap(({ as, from, to }) => (as !== kind && from === words.from && to === words.to ? as : [])),
    };
  });
}

/** New annotations over several passages: what changes in the document, the acts for the journal, and which match got which. */
export interface TaggingOfAll {
  readonly transform: Transform;
  readonly acts: readonly AnnotationAct[];
  /** Of each match; null where a tag of the kind covers its words already. */
  readonly tags: readonly (AnnotationId | null)[];
}

/** Tags every match that no tag of the kind covers yet. Tags move nothing, so that the positions of the matches stay right throughout. */
export function tagMatches(doc: Node, matches: readonly Match[], kind: AnnotationKind): TaggingOfAll {
  const transform = new Transform(doc);
  const acts: AnnotationAct[] = [];
  const tags = withTags(doc, matches, kind).map((match): AnnotationId | null => {
    const tagging = match.isTagged ? null : tagRange(transform.doc, match.from, match.to, kind);
    if (!tagging) return null;
    for (const step of tagging.transform.steps) transform.step(step);
    acts.push(tagging.act);
    return tagging.act.id;
  });
  return { transform, acts, tags };
}

/** Tags every match that no tag of the kind covers yet, as one act of undo. */
export const tagAll =
  (matches: readonly Match[], kind: AnnotationKind): Command =>
  (state, dispatch) => {
    const { transform, acts } = tagMatches(state.doc, matches, kind);
    if (acts.length === 0) return false;
    const transaction = state.tr;
    for (const step of transform.steps) transaction.step(step);
    dispatch?.(transaction.setMeta(annotationActs, acts).setMeta(ownGroup, true));
    return true;
  };

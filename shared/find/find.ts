import type { Node } from 'prosemirror-model';
import { blockText, textBlocks } from '../document/reading-text.ts';
import { inEnglish } from '../translation/retell.ts';

/** What the engine says of an expression that is none, in the words of somebody who writes one now and then. */
const reasons: readonly (readonly [said: RegExp, reason: string])[] = [
  [/Unterminated group/, inEnglish`a “(” has no “)”`],
  [/Unmatched '\)'/, inEnglish`a “)” has no “(”`],
  [/Unterminated character class/, inEnglish`a “[” has no “]”`],
  [/Lone quantifier brackets/, inEnglish`a bracket stands alone; write “\\{”, “\\}” or “\\]” for the sign itself`],
  [
    /Nothing to repeat/,
    inEnglish`nothing stands before a “*”, “+” or “?” to be repeated; write “\\*” for the sign itself`,
  ],
  [/quantifier/, inEnglish`the numbers in a “{…}” are not whole or not in order`],
  [/out of order in character class/, inEnglish`a range in a “[…]” runs backwards`],
  [/\\ at end of pattern/, inEnglish`it ends in a “\\”; write “\\\\” for the sign itself`],
  [/escape/, inEnglish`a “\\” stands before a sign that it gives no meaning`],
];

/** Why a text is no regular expression (JavaScript, with the `u` flag).
 *  @returns the end of a sentence, without a full stop; null when it is one */
export function expressionReason(source: string): string | null {
  try {
    new RegExp(source, 'u');
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(error.message.lastIndexOf(': ') + 2) : String(error);
    return reasons.find(([pattern]) => pattern.test(said))?.[1] ?? inEnglish`it is not a regular expression (${said})`;
  }
}

/** A text without its accents, and where each unit of it came from. */
interface FoldedText {
  readonly text: string;
  /** For each unit of `text`, the offsets in the original at which its character begins, and at which the next one that left a unit
   *  begins: accents go with their letter. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const accents = /\p{M}+/gu;
/** Ligatures of type, and the long s. */
const forms = /[\uFB00-\uFB06\u017F]/u;
const sharpS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ẞ', 'SS'],
]);

/** Takes the accents off letters: `Fidélité` and `Fide\u0301lite\u0301` both fold to `Fidelite`. What type draws otherwise is the letters that
 *  it stands for: `ﬁne` folds to `fine`, `Straße` to `Strasse`. Letters that are no form of another, such as `ø`, stay. */
function foldAccents(text: string): FoldedText {
  const units: string[] = [];
  const starts: number[] = [];
  let offset = 0;
  for (const character of text) {
    const letters = sharpS.get(character) ?? character.normalize(forms.test(character) ? 'NFKD' : 'NFD');
    for (const unit of letters.replace(accents, '').split('')) {
      units.push(unit);
      starts.push(offset);
    }
    offset += character.length;
  }
  const ends: number[] = [];
  for (let index = units.length - 1; index >= 0; index--) {
    const next = starts[index + 1] ?? text.length;
    ends[index] = next === starts[index] ? (ends[index + 1] ?? text.length) : next;
  }
  return { text: units.join(''), starts, ends };
}

/** What to look for. */
export interface FindQuery {
  readonly text: string;
  /** The text is a regular expression (JavaScript, with the `u` flag). */
  readonly regex?: boolean;
  /** True unless said otherwise. */
  readonly caseSensitive?: boolean;
  readonly wholeWord?: boolean;
  /** `Fidelite` finds `Fidélité`, and the other way round; `fine` finds `ﬁne`. False unless said otherwise. */
  readonly foldAccents?: boolean;
}

/** A place where the reading text of one block matches. */
export interface Match {
  readonly from: number;
  readonly to: number;
  /** The matched reading text: page anchors and line ends inside it leave no trace. */
  readonly text: string;
  /** Groups of a regular expression, for `$1` … in a replacement; the whole match first. */
  readonly groups: readonly string[];
  /** Groups with a name, for `$<name>`. */
  readonly named?: NamedGroups;
}

type NamedGroups = Readonly<Record<string, string>>;

export type FindResult =
  | { readonly ok: true; readonly matches: readonly Match[] }
  /** The expression is not one; the reason is the end of a sentence. */
  | { readonly ok: false; readonly reason: string };

/** A place in one of several texts. */
export interface TextHit {
  /** Which text, from 0. */
  readonly text: number;
  /** UTF-16 offsets in it; never empty. */
  readonly start: number;
  readonly end: number;
  /** As `Match.groups`. */
  readonly groups: readonly string[];
  readonly named?: NamedGroups;
}

export type TextFindResult =
  | { readonly ok: true; readonly hits: readonly TextHit[] }
  | { readonly ok: false; readonly reason: string };

/** All matches in document order, without overlaps. A match lies within one block and may span page anchors, line ends and
 *  line-end hyphens: white space in the query matches any white space. A person's own expression may take very long: run it
 *  where it can be stopped. */
export function findMatches(doc: Node, query: FindQuery): FindResult {
  const result = findInTexts(searchedTexts(doc), query);
  return result.ok ? { ok: true, matches: placeHits(doc, result.hits) } : result;
}

/** What `findMatches` looks through: the reading text of every block. */
export const searchedTexts = (doc: Node): readonly string[] =>
  textBlocks(doc).map(({ block }) => blockText(block).text);

/** The hits in some texts, in order. It needs no document, so that a worker can do it. */
export function findInTexts(texts: readonly string[], query: FindQuery): TextFindResult {
  if (query.text === '') return { ok: true, hits: [] };
  const expression = expressionOf(query);
  if (!(expression instanceof RegExp)) return { ok: false, reason: expression };
  const hitsOf = query.foldAccents === true ? foldedHits : plainHits;
  return { ok: true, hits: texts.flatMap((text, index) => hitsOf(text, expression, index)) };
}

/** Where hits in the `searchedTexts` of a document stand in it. */
export function placeHits(doc: Node, hits: readonly TextHit[]): readonly Match[] {
  const blocks = textBlocks(doc);
  return hits.flatMap((hit) => {
    const placed = blocks[hit.text];
    const match = placed ? placeHit(placed.block, hit) : null;
    return placed && match ? [{ ...match, from: placed.start + match.from, to: placed.start + match.to }] : [];
  });
}

/** Where a hit in the reading text of a block stands in it: `from` and `to` are offsets in its content. Null when there is no such place. */
export function placeHit(block: Node, { start, end, groups, named }: TextHit): Match | null {
  const { text, offsets } = blockText(block);
  const [first, last] = [offsets[start], offsets[end - 1]];
  if (first === undefined || last === undefined) return null;
  return { from: first, to: last + 1, text: text.slice(start, end), groups, ...(named && { named }) };
}

function plainHits(text: string, expression: RegExp, index: number): readonly TextHit[] {
  return [...text.matchAll(expression)]
    .filter(([whole]) => whole !== '')
    .map((found) => ({
      text: index,
      start: found.index,
      end: found.index + found[0].length,
      groups: [...found].map((group) => group ?? ''),
      ...namedGroups(found.groups, (group) => group),
    }));
}

function namedGroups<Group>(
  groups: Readonly<Record<string, Group | undefined>> | undefined,
  read: (group: Group) => string,
): { readonly named?: NamedGroups } {
  if (!groups) return {};
  const entries = Object.entries(groups).map(([name, group]) => [name, group === undefined ? '' : read(group)]);
  return { named: Object.fromEntries(entries) as NamedGroups };
}

/** Groups read as the text does, accents and all. */
function foldedHits(text: string, expression: RegExp, index: number): readonly TextHit[] {
  const folded = foldAccents(text);
  const original = (start: number, end: number): readonly [number, number] => [
    folded.starts[start] ?? text.length,
    end > start ? (folded.ends[end - 1] ?? text.length) : (folded.starts[start] ?? text.length),
  ];
  const read = (place: readonly [number, number]): string => text.slice(...original(...place));
  return [...folded.text.matchAll(new RegExp(expression, `${expression.flags}d`))]
    .filter(([whole]) => whole !== '')
    .map((found) => {
      const places = found.indices ?? [];
      const groups = [...places].map((place) => (place ? read(place) : ''));
      const [start, end] = original(found.index, found.index + found[0].length);
      return { text: index, start, end, groups, ...namedGroups(found.indices?.groups, read) };
    });
}

function expressionOf(query: FindQuery): RegExp | string {
  const written = query.foldAccents === true ? foldAccents(query.text).text : query.text;
  const source = query.regex ? written : literalSource(written);
  const bounded = query.wholeWord ? `(?<![\\p{L}\\p{N}\\p{M}])(?:${source})(?![\\p{L}\\p{N}\\p{M}])` : source;
  return expressionReason(source) ?? new RegExp(bounded, query.caseSensitive === false ? 'giu' : 'gu');
}

/** Runs of white space match one space of the reading text. */
const literalSource = (text: string): string =>
  text
    .split(/\s+/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join(' ');

/** A hit with the words around it, for a person to judge. */
export interface Hit {
  /** The reading text of the same block before and after it, shortened with `…`. */
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** A hit in its block.
 *  @param around how many characters of the block are given on either side at most */
export function hitInContext(doc: Node, match: Match, around = 40): Hit {
  const $from = doc.resolve(match.from);
  const { text, offsets } = blockText($from.parent);
  const first = offsets.indexOf(match.from - $from.start());
  const before = text.slice(0, first);
  const after = text.slice(first + match.text.length);
  return {
    before: before.length > around ? `…${wholeCharacters(before.slice(-around))}` : before,
    text: match.text,
    after: after.length > around ? `${wholeCharacters(after.slice(0, around))}…` : after,
  };
}

/** Without the half of a character that a cut left at one end. */
const wholeCharacters = (text: string): string => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');

import { inCaseOf, letterCase } from '../../text/word-shape.ts';
import type { Token } from './knowledge.ts';

/** Signs that no text has around or inside its words, two full stops and an apostrophe that ends nothing count against a suggestion. */
export const oddness = (text: string): number =>
  1.5 * (text.match(/[^\p{L}\p{N}\s.,;:?!'’"“”()/&–—-]|(?<!\.)\.\.$|(?<=[^s'‘]\p{P})['’]$/gu)?.length ?? 0);
/** Words in small letters that figures or a sign may be: `80` for `so`. */
export function lettersFor(text: string): readonly string[] {
  let texts = [''];
  for (const sign of text) {
    const letters = looksLike[sign];
    if (letters === undefined) return [];
    texts = texts.flatMap((head) => [...letters].map((letter) => head + letter));
  }
  return texts;
}

const looksLike: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'il',
  2: 'az',
  3: 'sb',
  4: 'a',
  5: 's',
  6: 'bo',
  8: 'sa',
  9: 'g',
  '&': 'a',
  '@': 'a',
  '§': 's',
  $: 's',
  '|': 'i',
  '!': 'i',
};

/** How the number of a page that stands alone at its head is written, when a word there may be one. */
export function pageNumbers({ core, word, evidence }: Token): readonly string[] {
  const number = evidence?.pageNumber ?? null;
  const read = core.replace(/\D/g, '');
  if (word.text.length > 4 || (number === null && read === '')) return [];
  return (read === '' || number !== null ? [String(number)] : [read]).flatMap((one) => [`-${one}-`, `- ${one} -`]);
}

/** The letters of a word with one hyphen in it; empty for any other. */
export const withoutHyphen = (small: string): string => small.replace(/^(\p{L}+)[-‐](\p{L}+)$|.*/u, '$1$2');

/** A word that begins with a capital in small letters, or the other way round. */
export const otherCase = (core: string): string =>
  letterCase(core) === 'small' ? inCaseOf(core, 'Xx') : core.toLowerCase();

/** A core parted where a sign stands that no word has, and how that is set. */
export function divided(core: string): readonly (readonly [parts: readonly string[], text: string])[] {
  const [, first = '', sign = '', second = ''] =
    /^([\p{L}\p{N}]+)([^\p{L}\p{N}'’/–—-]+)([\p{L}\p{N}]{2,})$/u.exec(core) ?? [];
  if (first === '' || /^\d/.test(first)) return [];
  const plain = sign.match(/^[.,;:]|[("]$/g) ?? [];
  const [stop = '', opening = ''] = [plain.find((one) => /[.,;:]/.test(one)), plain.find((one) => /[("]/.test(one))];
  return [[[first, second], `${first}${stop} ${opening}${second}`]];
}

/** Punctuation before a word without what nobody sets there. */
export const plainLead = (lead: string): string =>
  lead
    .replaceAll('{', '(')
    .replace(/[“"]['‘]|['‘][“"]/g, '"')
    .replace(/[^"'“„‘«([$£#*§]/g, '');
/** Punctuation after a word as people set it. */
export const plainTrail = (trail: string): string =>
  isPlainTrail(trail) ? trail : (trail.match(/[.,;:?!]/)?.[0] ?? '');

/** Whether punctuation after a word is set as people set it. */
export const isPlainTrail = (trail: string): boolean =>
  /^(["'”’)\]*]*[.,;:?!]?["'”’)\]*]*|\.{3,5}["'”’)]*|[.,;:]?-{1,2}|[—–]|[%°*#])$/.test(trail);

/** Whether punctuation before a word is set as people set it. */
export const isPlainLead = (lead: string): boolean => /^["'“„‘«([$£#*§&@.-]{0,3}$/.test(lead) && !/[.]./.test(lead);

import type { Catalogue } from './catalogue.ts';
import { spokenCatalogue, type TextValue, withValues } from './translate.ts';

/** Marks a sentence that is made where no language is known, or that is written down, so that the catalogue has it: inEnglish`“${name}” is
 *  open, so it was left as it is.` It stays English; the window retells it. */
export const inEnglish = (texts: TemplateStringsArray, ...values: readonly TextValue[]): string =>
  texts.map((text, index) => (index === 0 ? text : `${values[index - 1]}${text}`)).join('');

/** So many of a thing in such a sentence, as `counted` says it in English.
 *  @param noun singular: the key of its forms
 *  @param nouns plural where it does not end in a plain s */
export const countedInEnglish = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

/** An English text with values as one looks for it. */
interface Pattern {
  readonly key: string;
  /** What stands around its values. */
  readonly parts: readonly string[];
  readonly shape: RegExp;
  /** With words of its own that stand in many sentences (“{0} of {1}”): taken only where its values are known. */
  readonly isWeak: boolean;
}

/** What sentences of one language are looked up in. */
interface Lookup {
  /** Those with the most letters of their own first. */
  readonly patterns: readonly Pattern[];
  /** Singulars of the things that are counted, by their plurals. */
  readonly singulars: ReadonlyMap<string, string>;
}

const lookups = new WeakMap<Catalogue, Lookup>();

/** Longer than this is no sentence, and would take long to be looked for. */
const longest = 2_000;

/** Deeper than this, a reason within a reason stays English. */
const deepest = 4;

/** A sentence that the program made in English (a fault, a report, a finding of a journal) in the language of the person; as it is where the
 *  language lacks it. What was put into it is retold, too, where it is such a sentence itself, but not what stands in quotation marks: that is
 *  a name, or words of a document. */
export function retold(sentence: string): string {
  const catalogue = spokenCatalogue();
  return catalogue === null ? sentence : (told(catalogue, sentence, 0) ?? sentence);
}

/** @returns null where the language lacks it */
function told(catalogue: Catalogue, sentence: string, depth: number): string | null {
  const whole = catalogue.texts[sentence];
  if (whole !== undefined) return whole;
  const [, name] = /^“([^”]*)”$/u.exec(sentence) ?? [];
  if (name !== undefined) return inQuotes(catalogue, name);
  if (depth >= deepest || sentence.length > longest) return null;
  const sentences = sentence.split(sentenceEnd);
  const found = toldByPattern(catalogue, sentence, depth, sentences.length > 1);
  if (found !== null) return found;
  if (sentences.length === 1) return toldCount(catalogue, sentence) ?? toldInParts(catalogue, sentence, depth);
  const each = sentences.map((one) => (one.trim() === '' ? one : told(catalogue, one, depth + 1)));
  if (!each.includes(null)) return each.join('');
  return toldByPattern(catalogue, sentence, depth, false) ?? each.map((one, index) => one ?? sentences[index]).join('');
}

/** Where a sentence or a line ends and another one begins. */
const sentenceEnd = /(\n|(?<=[.!?”)]) (?=[\p{Lu}“\d]))/u;

/** @param isWhole whether no value may go beyond the end of a sentence */
function toldByPattern(catalogue: Catalogue, sentence: string, depth: number, isWhole: boolean): string | null {
  for (const { key, parts, shape, isWeak } of lookup(catalogue).patterns) {
    if (!sentence.startsWith(parts[0] ?? '') || !parts.every((part) => sentence.includes(part))) continue;
    const found = shape.exec(sentence)?.slice(1);
    if (!found) continue;
    const isQuoted = (index: number): boolean =>
      parts[index]?.endsWith('“') === true && parts[index + 1]?.startsWith('”') === true;
    if (isWhole && found.some((value, index) => !isQuoted(index) && sentenceEnd.test(value))) continue;
    const values = found.map((value, index) =>
      isQuoted(index) || /^[\d,.]*$/.test(value) ? value : told(catalogue, value, depth + 1),
    );
    if (isWeak && values.includes(null)) continue;
    const filled = values.map((value, index) => value ?? found[index] ?? '');
    return withValues(catalogue.texts[key] ?? sentence, placed(key, filled));
  }
  return null;
}

const inQuotes = ({ quotes }: Catalogue, name: string): string => `${quotes.open}${name}${quotes.close}`;

/** Values by the numbers of their places. */
function placed(key: string, values: readonly string[]): readonly TextValue[] {
  const inOrder: TextValue[] = [];
  [...key.matchAll(/\{(\d+)\}/g)].forEach(([, place], index) => {
    inOrder[Number(place)] = values[index] ?? '';
  });
  return inOrder;
}

/** `3 lines`, as `countedInEnglish` made it. */
function toldCount(catalogue: Catalogue, sentence: string): string | null {
  const [, number, noun] = /^(\d[\d,]*) (\p{L}[\p{L} ’'-]*)$/u.exec(sentence) ?? [];
  if (number === undefined || noun === undefined) return null;
  const forms = catalogue.nouns[noun] ?? catalogue.nouns[lookup(catalogue).singulars.get(noun) ?? ''];
  const category = new Intl.PluralRules(catalogue.language).select(Number(number.replaceAll(',', '')));
  const form = forms?.[category] ?? forms?.other;
  return form === undefined ? null : `${number} ${form}`;
}

/** What is said of something named (“name”: …); what is known without its stop, or with a small letter; a day; a list of things of which all are
 *  known, or names. */
function toldInParts(catalogue: Catalogue, sentence: string, depth: number): string | null {
  const [, name, said] = /^“([^”]*)”: ([\s\S]+)$/u.exec(sentence) ?? [];
  if (name !== undefined && said !== undefined)
    return `${inQuotes(catalogue, name)}: ${told(catalogue, said, depth + 1) ?? said}`;
  if (sentence.endsWith('.')) {
    const clause = told(catalogue, sentence.slice(0, -1), depth + 1);
    return clause === null ? null : `${clause}.`;
  }
  const small = catalogue.texts[sentence.charAt(0).toLowerCase() + sentence.slice(1)];
  if (small !== undefined) return small.charAt(0).toUpperCase() + small.slice(1);
  if (/^\d{1,2} [A-Z]\p{L}+ \d{4}$/u.test(sentence)) return toldDay(catalogue, sentence);
  const things = sentence.split(/, (?![^“]*”)| and (?![^“]*”)/);
  if (things.length < 2) return null;
  const list = things.flatMap((thing) => told(catalogue, thing, depth + 1) ?? []);
  if (list.length < things.length) return null;
  return / and (?![^“]*”)/.test(sentence) ? new Intl.ListFormat(catalogue.language).format(list) : list.join(', ');
}

/** `22 November 2026` */
function toldDay({ language }: Catalogue, day: string): string | null {
  const time = Date.parse(`${day} UTC`);
  if (Number.isNaN(time)) return null;
  const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, form).format(time);
}

function lookup(catalogue: Catalogue): Lookup {
  const known = lookups.get(catalogue);
  if (known) return known;
  const own = (key: string): number => (key.replace(/\{\d+\}/g, '').match(/\p{L}/gu) ?? []).length;
  const patterns = Object.keys(catalogue.texts)
    .filter((key) => /\{\d+\}/.test(key) && /\p{L}{2}/u.test(key))
    // Of two with the same words, that with more signs around them says more.
    .sort((one, other) => own(other) - own(one) || other.length - one.length)
    .map((key) => patternOf(key));
  const singulars = new Map<string, string>();
  for (const noun of Object.keys(catalogue.nouns)) for (const many of pluralsOf(noun)) singulars.set(many, noun);
  const made = { patterns, singulars };
  lookups.set(catalogue, made);
  return made;
}

function patternOf(key: string): Pattern {
  const parts = key.split(/\{\d+\}/);
  const shape = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([^]*?)');
  return { key, parts, shape: new RegExp(`^${shape}$`, 'u'), isWeak: !/\p{L}{3}/u.test(key) };
}

/** What may be the plural of an English noun of one word or several (“entry”, “page of the text”). */
function pluralsOf(noun: string): string[] {
  const words = noun.split(' ');
  return words.flatMap((word, index) =>
    [`${word}s`, `${word}es`, word.replace(/y$/, 'ies'), word.replace(/person$/, 'people')]
      .filter((many) => many !== word)
      .map((many) => words.with(index, many).join(' ')),
  );
}

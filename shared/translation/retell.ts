import type { Catalogue } from './catalogue.ts';
import { spokenCatalogue, type TextValue, withValues } from './translate.ts';

/** Marks a sentence that is made where no language is known, or that is written down, so that the catalogue has it: inEnglish`“${name}” is
 *  open, so it was left as it is.` It stays English; the window retells it. */
export const inEnglish = (texts: TemplateStringsArray, ...values: readonly TextValue[]): string =>
  texts.map((text, index) => (index === 0 ? text : `${values[index - 1]}${text}`)).join('');

/** An English text with values as one looks for it. */
interface Pattern {
  readonly key: string;
  readonly shape: RegExp;
}

/** Patterns of one catalogue, those with the most letters of their own first. */
const patternsOf = new WeakMap<Catalogue, readonly Pattern[]>();

/** Longer than this is no sentence, and would take long to be looked for. */
const longest = 2_000;

/** Deeper than this, a reason within a reason stays English. */
const deepest = 4;

/** A sentence that the program made in English (a fault, a report, a finding of a journal) in the language of the person; as it is where the
 *  language lacks it. What was put into it is retold, too, where it is such a sentence itself. */
export function retold(sentence: string): string {
  const catalogue = spokenCatalogue();
  return catalogue === null ? sentence : retoldBy(catalogue, sentence, 0);
}

function retoldBy(catalogue: Catalogue, sentence: string, depth: number): string {
  const whole = catalogue.texts[sentence];
  if (whole !== undefined) return whole;
  if (depth >= deepest || sentence.length > longest) return sentence;
  for (const { key, shape } of patterns(catalogue)) {
    const found = shape.exec(sentence);
    if (!found) continue;
    const values: TextValue[] = found.slice(1).map((value) => retoldBy(catalogue, value, depth + 1));
    return withValues(catalogue.texts[key] ?? sentence, values);
  }
  const counted = /^(\d+) (\p{L}[\p{L} -]*)$/u.exec(sentence);
  return counted?.[2] === undefined ? sentence : retoldCount(catalogue, sentence, Number(counted[1]), counted[2]);
}

/** `3 lines`, as `counted` made it. */
function retoldCount(catalogue: Catalogue, sentence: string, count: number, noun: string): string {
  const forms = catalogue.nouns[noun] ?? catalogue.nouns[noun.replace(/s$/, '')];
  const form = forms?.[new Intl.PluralRules(catalogue.language).select(count)] ?? forms?.other;
  return form === undefined ? sentence : `${count} ${form}`;
}

/** Without a word of its own, a text would be found in every sentence. */
const hasWords = /\p{L}{3}/u;

function patterns(catalogue: Catalogue): readonly Pattern[] {
  const known = patternsOf.get(catalogue);
  if (known) return known;
  const own = (key: string): string => key.replace(/\{\d+\}/g, '');
  const made = Object.keys(catalogue.texts)
    .filter((key) => /\{\d+\}/.test(key) && hasWords.test(own(key)))
    .sort((one, other) => own(other).length - own(one).length)
    .map((key) => ({ key, shape: shapeOf(key) }));
  patternsOf.set(catalogue, made);
  return made;
}

const shapeOf = (key: string): RegExp =>
  new RegExp(
    `^${key
      .split(/\{\d+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('([^]*?)')}$`,
    'u',
  );

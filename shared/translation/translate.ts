import type { Catalogue } from './catalogue.ts';

/** What a text may have put into it. */
export type TextValue = string | number;

declare global {
  /** What a page that is written in another language than English has before any of its scripts (scripts/build/page-languages.mjs). */
  var anchoriteCatalogue: Catalogue | undefined;
  /** How the system writes dates and numbers, as the preload script tells the page. */
  var anchoriteLocale: string | undefined;
}

let spoken: Catalogue | null = null;
let locale = 'en-GB';
let rules = new Intl.PluralRules('en');
const keys = new WeakMap<TemplateStringsArray, string>();

/** Chooses the language of all texts from now on. Called before anything else is loaded, because tables of labels are made once.
 *  @param catalogue null for English
 *  @param system how the system writes dates and numbers, a tag of BCP 47: taken where it is of the same language */
export function speak(catalogue: Catalogue | null, system = ''): void {
  spoken = catalogue;
  const language = interfaceLanguage();
  locale = system === language || system.startsWith(`${language}-`) ? system : language === 'en' ? 'en-GB' : language;
  rules = new Intl.PluralRules(interfaceLanguage());
}

/** The catalogue of the language that is spoken; null for English. */
export const spokenCatalogue = (): Catalogue | null => spoken;

/** The language of the interface: a tag of BCP 47. */
export const interfaceLanguage = (): string => spoken?.language ?? 'en';

/** How dates and numbers are written: a tag of BCP 47 for `Intl`. */
export const interfaceLocale = (): string => locale;

/** A text of the interface in the language of the person: t`Export ${name}…`. English where the language lacks it.
 *
 *  Whole sentences only: a sentence that is put together of parts cannot be translated. */
export function t(texts: TemplateStringsArray, ...values: readonly TextValue[]): string {
  if (spoken === null) return filled(texts, values);
  const text = spoken.texts[keyOf(texts)];
  return text === undefined ? filled(texts, values) : withValues(text, values);
}

/** So many of a thing: `1 line`, `3 lines`.
 *  @param noun English, singular: the key of its forms
 *  @param nouns English plural where it does not end in a plain s */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  const forms = spoken?.nouns[noun];
  if (!forms) return `${count} ${count === 1 ? noun : nouns}`;
  return `${count} ${forms[rules.select(count)] ?? forms.other ?? nouns}`;
}

/** One of two whole texts by a number that one of them tells: plural(n, t`The line was read`, t`${n} lines were read`).
 *  For languages with one and many, such as those of Western Europe. */
export const plural = (count: number, one: string, other: string): string =>
  rules.select(count) === 'one' ? one : other;

/** A text as the catalogue knows it: the places of its values are `{0}`, `{1}` … */
function keyOf(texts: TemplateStringsArray): string {
  const known = keys.get(texts);
  if (known !== undefined) return known;
  const key = texts.map((text, index) => (index === 0 ? text : `{${index - 1}}${text}`)).join('');
  keys.set(texts, key);
  return key;
}

/** A text of a catalogue with its values in their places. */
export const withValues = (text: string, values: readonly TextValue[]): string =>
  text.replace(/\{(\d+)\}/g, (place, index) => String(values[Number(index)] ?? place));

function filled(texts: TemplateStringsArray, values: readonly TextValue[]): string {
  return texts.map((text, index) => (index === 0 ? text : `${values[index - 1]}${text}`)).join('');
}

if (globalThis.anchoriteCatalogue || globalThis.anchoriteLocale)
  speak(globalThis.anchoriteCatalogue ?? null, globalThis.anchoriteLocale);

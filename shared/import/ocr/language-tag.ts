import { ownTable } from '../../text/own-table.ts';

/** Languages by what layout files call them: codes of ISO 639-2 and Tesseract, and the English names of PAGE. */
const tags: Readonly<Record<string, string>> = ownTable<string>({
  eng: 'en',
  english: 'en',
  ger: 'de',
  deu: 'de',
  german: 'de',
  frk: 'de',
  fre: 'fr',
  fra: 'fr',
  french: 'fr',
  spa: 'es',
  spanish: 'es',
  ita: 'it',
  italian: 'it',
  por: 'pt',
  portuguese: 'pt',
  dut: 'nl',
  nld: 'nl',
  dutch: 'nl',
  lat: 'la',
  latin: 'la',
  rus: 'ru',
  russian: 'ru',
  pol: 'pl',
  polish: 'pl',
  cze: 'cs',
  ces: 'cs',
  czech: 'cs',
  swe: 'sv',
  swedish: 'sv',
  dan: 'da',
  danish: 'da',
  nor: 'no',
  norwegian: 'no',
  fin: 'fi',
  finnish: 'fi',
  hun: 'hu',
  hungarian: 'hu',
  gre: 'el',
  ell: 'el',
  greek: 'el',
  heb: 'he',
  hebrew: 'he',
  ara: 'ar',
  arabic: 'ar',
  tur: 'tr',
  turkish: 'tr',
  ukr: 'uk',
  ukrainian: 'uk',
  chi: 'zh',
  zho: 'zh',
  chinese: 'zh',
  jpn: 'ja',
  japanese: 'ja',
});

/** The language of a text in BCP 47, from what a layout file calls it: `ger`, `German`, `de-DE`. Null when it is not known. */
export function languageTag(name: string | null): string | null {
  if (name === null) return null;
  const known = tags[name.trim().toLowerCase()];
  if (known !== undefined) return known;
  return /^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$/.test(name.trim()) ? name.trim().replace('_', '-') : null;
}

/** Words before or behind a name that are no part of it, folded. They stand in headings of cables and in lists of persons. */
const titles: ReadonlySet<string> = new Set(
  (
    'mr mrs miss ms messrs dr prof professor rev sir lord lady dame madame mme mlle monsieur m herr frau senor don ' +
    'hon honorable right excellency his her majesty highness ' +
    'general gen lieutenant lieut lt colonel col major maj brigadier brig captain capt commander cmdr admiral adm rear vice field marshal sergeant ' +
    'president premier prime minister ambassador secretary under undersecretary assistant deputy acting attorney counselor consul envoy ' +
    'commissar comrade senator representative congressman governor chancellor chairman director judge justice ' +
    'king queen emperor empress prince princess duke duchess count countess baron baroness viscount marquis earl grand crown tsar czar ' +
    'jr sr ii iii iv esq later'
  ).split(' '),
);

/** Words that lead to a surname and are often left out. */
const particles: ReadonlySet<string> = new Set('von van de der den da di du la le of the y e and'.split(' '));

const foldings = new Map<string, string>([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ł', 'l'],
  ['ı', 'i'],
  ['þ', 'th'],
]);

/** A name as names are compared: small letters without accents, words with one space between. What an editor filled in (`P[olk]`) counts as read. */
export function foldedName(text: string): string {
  const plain = /[^\u0020-\u007e]/.test(text)
    ? text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^\u0020-\u007e]/g, (letter) => foldings.get(letter.toLowerCase()) ?? letter)
    : text;
  return plain
    .toLowerCase()
    .replace(/[[\]]/g, '')
    .replace(/[’'ʼ`](?=s\b)s\b/gu, '')
    .replace(/[’'ʼ`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a name as names are compared. */
export const nameWords = (text: string): readonly string[] => {
  const folded = foldedName(text);
  return folded === '' ? [] : folded.split(' ');
};

/** A personal name taken apart. All words are folded. */
export interface PersonName {
  /** Usually one word; several for a compound surname, none when nothing but titles is there. */
  readonly surname: readonly string[];
  /** Given names and initials, in their order. */
  readonly given: readonly string[];
  /** Without titles and particles, in the order of writing. */
  readonly words: readonly string[];
}

/** Takes a personal name apart: `Graves, Maj. Gen. William S.` and `Maj. Gen. William S. Graves` both have the surname `graves` and the given
 *  names `william`, `s`. What stands in parentheses is left out. */
export function personName(text: string): PersonName {
  const plain = text.replace(/\([^)]*\)/g, ' ');
  const comma = plain.indexOf(',');
  const head = comma < 0 ? [] : withoutTitles(nameWords(plain.slice(0, comma)));
  const tail = comma < 0 ? [] : withoutTitles(nameWords(plain.slice(comma + 1)));
  // `Michael Alexandrovich, Grand Duke` is no surname with a given name.
  if (head.length > 0 && (tail.length > 0 || head.length === 1))
    return { surname: head, given: tail, words: [...tail, ...head] };
  const words = withoutTitles(nameWords(plain));
  return { surname: words.slice(-1), given: words.slice(0, -1), words };
}

const withoutTitles = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !titles.has(word) && !particles.has(word));

/** Whether one given name can be the other: the same, or one is the initial of the other. */
const isSameGiven = (a: string, b: string): boolean =>
  a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));

/** How a personal name stands to another one.
 *  `same`: all words of the shorter are in the other. `surname`: nothing but the surname is said. `given`: the only word is a given name of the other.
 *  `other`: the surnames are the same and the given names are not, or all is otherwise. */
export type NameLikeness = 'same' | 'surname' | 'given' | 'other';

/** @param known the name of the person, in full */
export function likenessOf(said: PersonName, known: PersonName): NameLikeness {
  if (said.words.length === 0) return 'other';
  const isSurname = said.surname.every((word) => known.surname.includes(word));
  if (isSurname && said.given.length === 0) return said.words.length === known.words.length ? 'same' : 'surname';
  if (
    isSurname &&
    isWithin(said.given, [...known.given, ...known.surname.filter((word) => !said.surname.includes(word))])
  )
    return 'same';
  if (said.words.length > 1 && isWithin(said.words, known.words) && said.words.some((word) => word.length > 1))
    return isSurname ? 'same' : 'given';
  if (said.words.length === 1 && known.given.includes(said.words[0] ?? '')) return 'given';
  return 'other';
}

/** Whether every word can be another one of a list. */
function isWithin(words: readonly string[], list: readonly string[]): boolean {
  const left = [...list];
  return words.every((word) => {
    // An exact word first, so that an initial does not take the place of a name.
    const at = left.includes(word) ? left.indexOf(word) : left.findIndex((other) => isSameGiven(word, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

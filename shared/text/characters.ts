/** A character that a keyboard may not have, with what Unicode calls it. */
export interface NamedCharacter {
  readonly character: string;
  /** In capitals, as in the Unicode character database. */
  readonly name: string;
}

/** Reads a list of characters by code point and name, a line each: `00A7 SECTION SIGN`. */
export function readCharacters(list: string): readonly NamedCharacter[] {
  return list.split('\n').flatMap((line) => {
    const [, code, name] = /^([0-9A-F]{4,6}) (.+)$/.exec(line) ?? [];
    return code === undefined || name === undefined
      ? []
      : [{ character: String.fromCodePoint(Number.parseInt(code, 16)), name }];
  });
}

/** Code points as people write them: `U+00A7`. */
export const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What one types for want of the right sign, with what may be meant, the likeliest first. */
const likenesses: Readonly<Record<string, string>> = {
  '-': '–—−‐‑',
  '--': '–—',
  '---': '—',
  '"': '“”„«»″',
  "'": '‘’‚′ʼ',
  '``': '“',
  "''": '”',
  ',,': '„',
  '<<': '«',
  '>>': '»',
  '<': '‹≤←',
  '>': '›≥→',
  '...': '…',
  '*': '•×⁂※',
  '***': '⁂',
  '.': '·•',
  s: '§ſ',
  ss: 'ß§',
  p: '¶þ',
  c: '©¢ç',
  '(c)': '©',
  '(r)': '®',
  l: '£ł',
  e: '€é',
  y: '¥',
  v: '✓✔√',
  x: '×✗✘',
  t: '†‡',
  o: '°øº',
  a: 'ªæ',
  ae: 'æÆ',
  oe: 'œŒ',
  th: 'þð',
  no: '№',
  'no.': '№',
  '+-': '±',
  '->': '→',
  '<-': '←',
  '=>': '⇒',
  '<->': '↔',
  '!=': '≠',
  '<=': '≤',
  '>=': '≥',
  '~': '≈∼',
  '!': '¡',
  '?': '¿',
  '|': '¦‖',
  '[]': '☐☑',
};

/** Names that people use for what Unicode calls otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  quote: 'quotation',
  quotes: 'quotation',
  tick: 'check',
  checkmark: 'check',
  umlaut: 'diaeresis',
  paragraph: 'section',
  footnote: 'dagger',
  guillemet: 'angle',
  number: 'numero',
  bullet: 'bullet',
  space: 'space',
  ligature: 'ligature',
};

/** What is wanted most in letters and telegrams: before anything was used, and first among equals. */
export const commonCharacters = '§⁂é½“”„«»—–…✓②†‡¶°£€№×©•¼¾¹²³ªºßæœøåäöüèêëçñłšž→';

const common: ReadonlySet<string> = new Set(commonCharacters);

/** Characters by what was typed: the character itself, its code, what it looks like, or words that begin words of its name; the likeliest
 *  first.
 *  @param most how many are given at most */
export function findCharacters(all: readonly NamedCharacter[], typed: string, most = 60): readonly NamedCharacter[] {
  const asked = typed.trim();
  if (asked === '') return [];
  const alike = [...(likenesses[asked.toLowerCase()] ?? '')];
  const words = wordsOf(asked);
  const others = words.map((word) => (Object.hasOwn(otherNames, word) ? otherNames[word] : word));
  const found: { readonly one: NamedCharacter; readonly rank: number }[] = [];
  for (const known of formsOf(all)) {
    const rank = rankOf(known, { asked, alike, words, others });
    if (rank !== null) found.push({ one: known.one, rank });
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one);
}

/** What a character is found by. */
interface CharacterForms {
  readonly one: NamedCharacter;
  /** See `plainForm`. */
  readonly plain: string;
  readonly words: readonly string[];
}

/** Made once for a list, so that each letter typed costs only comparisons. */
const formsByList = new WeakMap<readonly NamedCharacter[], readonly CharacterForms[]>();

function formsOf(all: readonly NamedCharacter[]): readonly CharacterForms[] {
  const known = formsByList.get(all);
  if (known) return known;
  const forms = all.map((one) => ({ one, plain: plainForm(one.character), words: wordsOf(one.name) }));
  formsByList.set(all, forms);
  return forms;
}

interface Asked {
  readonly asked: string;
  readonly alike: readonly string[];
  readonly words: readonly string[];
  readonly others: readonly (string | undefined)[];
}

/** Lower comes first; null when it is not meant. */
function rankOf({ one, plain, words: known }: CharacterForms, { asked, alike, words, others }: Asked): number | null {
  const { character, name } = one;
  if (character === asked || codePointOf(character) === asked.toUpperCase()) return 0;
  const place = alike.indexOf(character);
  if (place !== -1) return 1 + place / 100;
  const isCommon = common.has(character) ? 0 : 0.5;
  if (plain === asked) return 2 + isCommon;
  if (plain.toLowerCase() === asked.toLowerCase()) return 3 + isCommon;
  const begins = (wanted: readonly (string | undefined)[]): boolean =>
    wanted.length > 0 && wanted.every((word) => word !== undefined && known.some((begun) => begun.startsWith(word)));
  if (!begins(words) && !begins(others)) return null;
  const isWhole = [...words, ...others].some((word) => word !== undefined && known.includes(word)) ? 0 : 1;
  return 4 + 2 * isCommon + isWhole + Math.min(name.length, 99) / 100 + (character > '\u2fff' ? 2 : 0);
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** What a typewriter would write for it: é is e, ½ is 1/2, ② is (2), ™ is TM. Empty for what has no such form. */
function plainForm(character: string): string {
  const plain = character
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\u2044/g, '/');
  if (plain === character) return '';
  return /[\u2460-\u2473]/.test(character) ? `(${plain})` : plain;
}

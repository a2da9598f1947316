const units = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const cardinals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const teens = [
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
];
const plainTeens = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];

/** Days of a month in words, by number. */
const dayWords = new Map<string, number>([
  ...units.map((word, index) => [word, index + 1] as const),
  ...cardinals.map((word, index) => [word, index + 1] as const),
  ...teens.map((word, index) => [word, index + 10] as const),
  ...plainTeens.map((word, index) => [word, index + 10] as const),
  ...[...units, ...cardinals].map((word, index) => [`twenty ${word}`, 21 + (index % 9)] as const),
  ...[units[0], cardinals[0]].map((word) => [`thirty ${word}`, 31] as const),
  ['twentieth', 20],
  ['twenty', 20],
  ['thirtieth', 30],
  ['thirty', 30],
]);

/** A day of a month in words (`twenty-seventh`, `first`, `twelve`) as a part of a regular expression that ignores case. */
export const dayWordPattern = `(?:${[...dayWords.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace(' ', '[\\s-]+'))
  .join('|')})(?![a-z])`;

/** The number of a day in digits (`27`, `27th`) or in words; null when it is none. */
export function dayNumber(text: string): number | null {
  const digits = /^\d+/.exec(text);
  if (digits) return Number(digits[0]);
  return dayWords.get(text.toLowerCase().replace(/[\s-]+/g, ' ')) ?? null;
}

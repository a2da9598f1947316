/** The source of a regular expression that fits any of some others, for lists too long to be read on one line.
 *  Words in them may be set apart by any white space. */
export const anyOf = (alternatives: readonly string[]): string =>
  `(?:${alternatives.join('|').replaceAll(' ', '\\s+')})`;

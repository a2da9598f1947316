/** What the engine says of an expression that is none, in the words of somebody who writes one now and then. */
const reasons: readonly (readonly [said: RegExp, reason: string])[] = [
  [/Unterminated group/, 'a “(” has no “)”'],
  [/Unmatched '\)'/, 'a “)” has no “(”'],
  [/Unterminated character class/, 'a “[” has no “]”'],
  [/Lone quantifier brackets/, 'a bracket stands alone; write “\\{”, “\\}” or “\\]” for the sign itself'],
  [/Nothing to repeat/, 'nothing stands before a “*”, “+” or “?” to be repeated; write “\\*” for the sign itself'],
  [/quantifier/, 'the numbers in a “{…}” are not whole or not in order'],
  [/out of order in character class/, 'a range in a “[…]” runs backwards'],
  [/\\ at end of pattern/, 'it ends in a “\\”; write “\\\\” for the sign itself'],
  [/escape/, 'a “\\” stands before a sign that it gives no meaning'],
];

/** Why a text is no regular expression (JavaScript, with the `u` flag).
 *  @returns the end of a sentence, without a full stop; null when it is one */
export function expressionReason(source: string): string | null {
  try {
    new RegExp(source, 'u');
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(error.message.lastIndexOf(': ') + 2) : String(error);
    return reasons.find(([pattern]) => pattern.test(said))?.[1] ?? `it is not a regular expression (${said})`;
  }
}

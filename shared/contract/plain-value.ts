/** How much a value from outside may hold. */
export interface PlainValueLimits {
  /** Lists and records within one another. */
  readonly depth: number;
  /** Lists, records and simple values together. */
  readonly values: number;
  /** UTF-16 units of all strings and names together. */
  readonly characters: number;
}

/** What a call of the window may hold at most: far more than any act of a person makes, far less than would exhaust the
 *  memory. The depth is that of every parser (docs/architecture.md). */
export const callLimits: PlainValueLimits = { depth: 256, values: 2_000_000, characters: 64_000_000 };

/** Why a value is not plain data within limits, as part of a sentence; null when it is. Plain data is what JSON can hold:
 *  null, booleans, finite numbers, strings, lists and simple records. Ends early, so its cost is bounded by the limits. */
export function plainValueFault(value: unknown, limits: PlainValueLimits): string | null {
  const left = { values: limits.values, characters: limits.characters };
  return faultOf(value, limits.depth, left);
}

interface Left {
  values: number;
  characters: number;
}

function faultOf(value: unknown, depth: number, left: Left): string | null {
  left.values -= 1;
  if (left.values < 0) return 'it holds too many values';
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'it holds a number that is not finite';
  if (typeof value === 'string') return textFault(value, left);
  if (typeof value !== 'object') return `it holds a value of the type ${typeof value}`;
  if (depth === 0) return 'it is nested too deeply';
  return Array.isArray(value) ? listFault(value, depth, left) : recordFault(value, depth, left);
}

function textFault(text: string, left: Left): string | null {
  left.characters -= text.length;
  return left.characters < 0 ? 'it holds too much text' : null;
}

function listFault(list: readonly unknown[], depth: number, left: Left): string | null {
  for (const item of list) {
    const fault = faultOf(item, depth - 1, left);
    if (fault !== null) return fault;
  }
  return null;
}

function recordFault(record: object, depth: number, left: Left): string | null {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null) return 'it holds an object that is not plain data';
  for (const [name, item] of Object.entries(record)) {
    const fault = textFault(name, left) ?? faultOf(item, depth - 1, left);
    if (fault !== null) return fault;
  }
  return null;
}

/** A table that is asked for names which come from outside. It knows its own alone, and nothing of what every object has, such as
 *  `constructor` or `__proto__`.
 *  @example ownTable({ p: 'paragraph' })['constructor'] // undefined */
export const ownTable = <Value>(entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.assign(Object.create(null) as Record<string, Value>, entries);

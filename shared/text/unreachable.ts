/** Ends a `switch` over a closed union: does not compile while a case is missing.
 *  @throws TypeError when data from outside carries a kind this build does not know */
export function unreachable(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`);
}

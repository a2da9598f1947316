/** The middle one of some values; 0 of none. */
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** How long work takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const inMs = (values: readonly number[]): string =>
  `${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`;

/** Measures two things in turn, so that whatever else the machine does meets both, and prints the ratio of their medians. The first round
 *  warms both up.
 *  @param goal the ratio that is to be reached */
export async function inTurn(
  name: string,
  rounds: number,
  goal: number,
  { ours, peer }: { readonly ours: () => Promise<number>; readonly peer: () => Promise<number> },
): Promise<void> {
  const [own, other]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const [first, second] = [await ours(), await peer()];
    if (round === 0) continue;
    own.push(first);
    other.push(second);
  }
  const ratio = median(own) / median(other);
  const met = ratio <= goal ? 'met' : 'NOT met';
  console.log(
    `${name.padEnd(58)}${inMs(own).padStart(24)} / ${inMs(other).padStart(24)} = ${ratio.toFixed(2)}×   goal ≤ ${goal}×   ${met}`,
  );
}

/** What the command says of one of its options, as in `--rounds=3`; undefined when it does not name it. */
export const option = (options: readonly string[], name: string): string | undefined =>
  options.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);

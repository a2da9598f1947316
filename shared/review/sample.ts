/** What makes a sample one that anyone can draw again. */
export interface SampleRequest {
  /** Any words; the same words give the same sample of the same documents. */
  readonly seed: string;
  /** How many documents. */
  readonly size: number;
}

/** Draws some of many without bias, the same for the same seed, in the order in which they came. Pure.
 *  @param ids what is drawn from; their order matters */
export function drawSample<Id extends string>(ids: readonly Id[], { seed, size }: SampleRequest): readonly Id[] {
  const next = randomNumbers(seed);
  const left = [...ids];
  const drawn = new Set<Id>();
  while (drawn.size < size && left.length > 0) {
    const [one] = left.splice(Math.floor(next() * left.length), 1);
    if (one !== undefined) drawn.add(one);
  }
  return ids.filter((id) => drawn.has(id));
}

/** Numbers from 0 to below 1 (mulberry32), begun from a seed's FNV-1a hash: small, the same everywhere, and good enough to draw lots. */
function randomNumbers(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A source of numbers from 0 up to, and without, 1 that is the same for the same seed. (The generator is Mulberry32.)
 *  @param {string} seed
 *  @returns {() => number} */
export function seededRandom(seed) {
  let state = hashed(seed);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number from -1 to 1, most often near 0.
 *  @param {() => number} random */
export function spread(random) {
  return random() + random() - 1;
}

/** FNV-1a. @param {string} text */
function hashed(text) {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

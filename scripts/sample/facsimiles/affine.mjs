/** As a canvas has it: x' = a·x + c·y + e, y' = b·x + d·y + f.
 *  @typedef {readonly [a: number, b: number, c: number, d: number, e: number, f: number]} Affine */

/** @type {Affine} */
export const unmoved = [1, 0, 0, 1, 0, 0];

/** A turn about a point.
 *  @param {number} degrees clockwise on a page whose y goes down
 *  @param {number} x
 *  @param {number} y
 *  @returns {Affine} */
export function turnedAbout(degrees, x, y) {
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
}

/** First `inner`, then `outer`.
 *  @param {Affine} outer
 *  @param {Affine} inner
 *  @returns {Affine} */
export function after(outer, inner) {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** @param {Affine} affine @param {number} x @param {number} y @returns {readonly [number, number]} */
export function moved([a, b, c, d, e, f], x, y) {
  return [a * x + c * y + e, b * x + d * y + f];
}

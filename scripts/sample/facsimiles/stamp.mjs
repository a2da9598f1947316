import { turnedAbout } from './affine.mjs';
import { extentOf, fontOf } from './fonts.mjs';
import { around } from './page.mjs';

/** @import { Face } from './fonts.mjs' */
/** @import { FacsimilePage, Ink, Line } from './page.mjs' */

/** @typedef {object} Stamp
 *  @property {readonly string[]} lines
 *  @property {Ink} ink
 *  @property {number} x its middle
 *  @property {number} y its middle
 *  @property {number} turn degrees
 *  @property {number} size of the letters, pixels
 *  @property {Face} [face]
 *  @property {number} [weight]
 *  @property {number} [spaced] pixels between letters
 *  @property {boolean} [framed]
 *  @property {number} [strength] */

/** Puts a rubber stamp on the page, and notes nothing down.
 *  @param {FacsimilePage} page
 *  @param {Stamp} stamp
 *  @returns {readonly Line[]} */
export function strikeStamp(page, stamp) {
  const { lines, size, x, y, turn, framed = false, ink, strength = 1 } = stamp;
  const placed = turnedAbout(turn, x, y);
  const leading = size * 1.32;
  const top = y - (leading * (lines.length - 1)) / 2 + size * 0.36;
  const set = lines.map((text, index) => stampLine(page, stamp, text, top + index * leading, placed));
  if (framed) {
    const widest = Math.max(...lines.map((text) => stampWidth(stamp, text)));
    const context = page.on(ink, placed);
    context.globalAlpha = strength;
    context.lineWidth = Math.max(3, size * 0.1);
    const height = leading * lines.length + size * 0.5;
    context.strokeRect(x - widest / 2 - size * 0.55, y - height / 2, widest + size * 1.1, height);
  }
  return set;
}

/** @param {Stamp} stamp */
const fontOfStamp = ({ face = 'Facsimile Sans', size, weight = 700 }) => fontOf(face, size, weight);

/** @param {Stamp} stamp @param {string} text */
function stampWidth(stamp, text) {
  const letters = [...text];
  const font = fontOfStamp(stamp);
  const spaced = stamp.spaced ?? stamp.size * 0.06;
  return letters.reduce((sum, letter) => sum + extentOf(font, letter).advance + spaced, -spaced);
}

/** @param {FacsimilePage} page @param {Stamp} stamp @param {string} text @param {number} y
 *  @param {import('./affine.mjs').Affine} placed @returns {Line} */
function stampLine(page, stamp, text, y, placed) {
  const { face = 'Facsimile Sans', size, weight = 700, ink, strength = 1 } = stamp;
  const spaced = stamp.spaced ?? size * 0.06;
  const width = stampWidth(stamp, text);
  const left = stamp.x - width / 2;
  let x = left;
  const words = text.split(' ').map((word) => {
    const boxes = [...word].map((letter) => {
      const box = page.print({ ink, face, size, weight, text: letter, x, y, placed, strength });
      x += extentOf(fontOfStamp(stamp), letter).advance + spaced;
      return box;
    });
    x += extentOf(fontOfStamp(stamp), ' ').advance + spaced;
    return { text: word, box: around(boxes) };
  });
  return { words, baseline: [page.point(left, y, placed), page.point(left + width, y, placed)] };
}

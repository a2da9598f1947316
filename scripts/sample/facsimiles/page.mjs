import { createCanvas } from '@napi-rs/canvas';
import { after, moved, turnedAbout, unmoved } from './affine.mjs';
import { extentOf, fontOf } from './fonts.mjs';
import { seededRandom } from './random.mjs';

/** @import { Affine } from './affine.mjs' */
/** @import { Face } from './fonts.mjs' */

/** @typedef {'ribbon' | 'carbon' | 'press' | 'form' | 'red' | 'violet' | 'pen' | 'pencil' | 'dirt' | 'margin'} Ink */
/** @typedef {{ readonly left: number, readonly top: number, readonly right: number, readonly bottom: number }} Extremes */
/** @typedef {{ readonly text: string, readonly box: Extremes, readonly hyphen?: Hyphen }} Word */
/** The part of a word before or after a line end; `box` is that of the hyphen, which the first part has.
 *  @typedef {{ readonly part: 1 | 2, readonly whole: string, readonly box: Extremes | null }} Hyphen */
/** @typedef {{ readonly words: readonly Word[], readonly baseline: readonly (readonly [number, number])[] }} Line */
/** @typedef {{ readonly lines: readonly Line[] }} Block */

/** What is put on a page at one go.
 *  @typedef {object} Impression
 *  @property {Ink} ink
 *  @property {Face} face
 *  @property {number} size pixels
 *  @property {number} [weight]
 *  @property {string} text
 *  @property {number} x where it begins, on the page before its turn
 *  @property {number} y the baseline
 *  @property {number} [strength] how much ink, 0 to 1
 *  @property {number} [embolden] width of a stroke around the letters, pixels
 *  @property {Affine} [placed] how the thing it belongs to, such as a stamp, lies on the page */

/** The smallest upright rectangle around all of them.
 *  @param {readonly Extremes[]} boxes one at least
 *  @returns {Extremes} */
export function around(boxes) {
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/** A page that is being set: its inks, each on a sheet of its own, and what is known of its words. The whole page lies a little
 *  askew, as on the glass of a scanner; places are given as they are before that turn, boxes as they are after it. */
export class FacsimilePage {
  /** @type {Map<Ink, import('@napi-rs/canvas').Canvas>} */
  sheets = new Map();
  /** @type {Block[]} */
  blocks = [];
  #turn;

  /** @param {{ readonly name: string, readonly width: number, readonly height: number, readonly turn: number }} options name:
   *  what its randomness comes from; turn: degrees */
  constructor({ name, width, height, turn }) {
    this.name = name;
    this.width = width;
    this.height = height;
    this.random = seededRandom(name);
    this.#turn = turnedAbout(turn, width / 2, height / 2);
  }

  /** The sheet of an ink, ready to be drawn on.
   *  @param {Ink} ink
   *  @param {Affine} [placed]
   *  @returns {import('@napi-rs/canvas').SKRSContext2D} */
  on(ink, placed = unmoved) {
    let sheet = this.sheets.get(ink);
    if (!sheet) {
      sheet = createCanvas(this.width, this.height);
      this.sheets.set(ink, sheet);
    }
    const context = sheet.getContext('2d');
    context.setTransform(...after(this.#turn, placed));
    context.globalAlpha = 1;
    return context;
  }

  /** Puts text on the page.
   *  @param {Impression} impression
   *  @returns {Extremes} where its ink is */
  print({ ink, face, size, weight, text, x, y, strength = 1, embolden = 0, placed = unmoved }) {
    const font = fontOf(face, size, weight);
    const context = this.on(ink, placed);
    context.globalAlpha = strength;
    context.font = font;
    context.fillText(text, x, y);
    if (embolden > 0) {
      context.lineWidth = embolden;
      context.strokeText(text, x, y);
    }
    const { left, right, up, down } = extentOf(font, text);
    return this.extremes(x - left, y - up, x + right, y + down, placed);
  }

  /** Where a rectangle of the unturned page comes to lie.
   *  @param {number} left @param {number} top @param {number} right @param {number} bottom @param {Affine} [placed]
   *  @returns {Extremes} */
  extremes(left, top, right, bottom, placed = unmoved) {
    const corners = [
      this.point(left, top, placed),
      this.point(right, top, placed),
      this.point(left, bottom, placed),
      this.point(right, bottom, placed),
    ];
    return around(corners.map(([x, y]) => ({ left: x, top: y, right: x, bottom: y })));
  }

  /** @param {number} x @param {number} y @param {Affine} [placed] @returns {readonly [number, number]} */
  point(x, y, placed = unmoved) {
    return moved(after(this.#turn, placed), x, y);
  }

  /** Notes down what was set, in the order in which it is to be read.
   *  @param {readonly Line[]} lines */
  note(lines) {
    this.blocks.push({ lines });
  }
}

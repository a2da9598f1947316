import { createCanvas } from '@napi-rs/canvas';
import { seededRandom, spread } from './random.mjs';

/** @import { FacsimilePage, Ink } from './page.mjs' */

/** @typedef {readonly [red: number, green: number, blue: number]} Colour */

/** How an ink takes on paper: `patchy` in places about the size of a word, `grainy` within a stroke, both 0 to 1.
 *  @typedef {{ readonly colour: Colour, readonly patchy: number, readonly grainy: number }} InkNature */

/** @type {Readonly<Record<Ink, InkNature>>} */
const natures = {
  ribbon: { colour: [30, 28, 34], patchy: 0.36, grainy: 0.4 },
  carbon: { colour: [44, 50, 88], patchy: 0.34, grainy: 0.5 },
  press: { colour: [34, 32, 32], patchy: 0.14, grainy: 0.2 },
  form: { colour: [52, 58, 70], patchy: 0.18, grainy: 0.25 },
  red: { colour: [176, 44, 46], patchy: 0.7, grainy: 0.75 },
  violet: { colour: [82, 62, 132], patchy: 0.7, grainy: 0.75 },
  pen: { colour: [36, 48, 92], patchy: 0.1, grainy: 0.15 },
  pencil: { colour: [96, 94, 96], patchy: 0.3, grainy: 0.8 },
  dirt: { colour: [58, 50, 42], patchy: 0.3, grainy: 0.3 },
  // Too faint for OCR to take it for text, and still to be read.
  margin: { colour: [174, 169, 159], patchy: 0, grainy: 0 },
};

/** @typedef {object} Paper
 *  @property {Colour} tone
 *  @property {number} mottled how far its tone varies, in steps of 255
 *  @property {number} noise of the scanner, in steps of 255
 *  @property {readonly Shade[]} [shades] */

/** A darker edge, as at the gutter of a book or where the lid of a copier stood open.
 *  @typedef {{ readonly side: 'left' | 'right' | 'top' | 'bottom', readonly reach: number, readonly depth: number }} Shade */

/** Puts the inks on the paper, as a scanner would see them.
 *  @param {FacsimilePage} page
 *  @param {Paper} paper
 *  @returns {import('@napi-rs/canvas').Canvas} */
export function worn(page, paper) {
  const { width, height } = page;
  const inks = [...page.sheets].map(([ink, sheet]) => ({ ...natures[ink], cover: coverOf(page, ink, sheet) }));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const random = seededRandom(`${page.name} paper`);
  const mottle = field(random, width, height, 210);
  const blotch = field(random, width, height, 34);
  const shades = shadesOf(page, paper);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const tone = (mottle(x, y) * 0.75 + blotch(x, y) * 0.25) * paper.mottled + spread(random) * paper.noise;
      const light = 1 - shades(x, y);
      for (let channel = 0; channel < 3; channel++) {
        let value = ((paper.tone[channel] ?? 0) + tone) * light;
        for (const { cover, colour } of inks) {
          const covered = cover[at] ?? 0;
          if (covered > 0) value *= 1 - (covered / 255) * (1 - (colour[channel] ?? 0) / 255);
        }
        image.data[at * 4 + channel] = value;
      }
      image.data[at * 4 + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** How much of each pixel an ink covers, 0 to 255, after it has taken unevenly and spread a little into the paper.
 *  @param {FacsimilePage} page
 *  @param {Ink} ink
 *  @param {import('@napi-rs/canvas').Canvas} sheet */
function coverOf(page, ink, sheet) {
  const { width, height } = page;
  const { patchy, grainy } = natures[ink];
  const random = seededRandom(`${page.name} ${ink}`);
  const patches = field(random, width, height, 46);
  const grain = field(random, width, height, 3);
  const { data } = sheet.getContext('2d').getImageData(0, 0, width, height);
  const cover = new Uint8ClampedArray(width * height);
  for (let at = 0; at < cover.length; at++) {
    const alpha = data[at * 4 + 3] ?? 0;
    if (alpha === 0) continue;
    const x = at % width;
    const y = (at - x) / width;
    const lack = patchy * Math.max(0, patches(x, y)) + grainy * Math.max(0, grain(x, y) - 0.1);
    cover[at] = alpha * (1 - Math.min(0.92, lack));
  }
  return softened(cover, width, height);
}

/** A blur of one pixel: ink spreads, and so does the light of a scanner.
 *  @param {Uint8ClampedArray} cover @param {number} width @param {number} height */
function softened(cover, width, height) {
  const soft = new Uint8ClampedArray(cover.length);
  const of = (/** @type {number} */ at) => cover[at] ?? 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1, end = (y + 1) * width - 1; at < end; at++) {
      const cross = of(at - 1) + of(at + 1) + of(at - width) + of(at + width);
      const corners = of(at - width - 1) + of(at - width + 1) + of(at + width - 1) + of(at + width + 1);
      soft[at] = (of(at) * 4 + cross * 1.5 + corners * 0.5) / 12;
    }
  }
  return soft;
}

/** A smooth random landscape from about -1 to 1.
 *  @param {() => number} random
 *  @param {number} width
 *  @param {number} height
 *  @param {number} cell pixels from one known height to the next
 *  @returns {(x: number, y: number) => number} */
function field(random, width, height, cell) {
  const columns = Math.ceil(width / cell) + 2;
  const rows = Math.ceil(height / cell) + 2;
  const heights = Float32Array.from({ length: columns * rows }, () => random() * 2 - 1);
  return (x, y) => {
    const column = Math.floor(x / cell);
    const row = Math.floor(y / cell);
    const right = x / cell - column;
    const down = y / cell - row;
    const at = row * columns + column;
    const above = (heights[at] ?? 0) * (1 - right) + (heights[at + 1] ?? 0) * right;
    const below = (heights[at + columns] ?? 0) * (1 - right) + (heights[at + columns + 1] ?? 0) * right;
    return above * (1 - down) + below * down;
  };
}

/** @param {FacsimilePage} page @param {Paper} paper @returns {(x: number, y: number) => number} share of the light that is lost */
function shadesOf({ width, height }, { shades = [] }) {
  const distance = {
    left: (/** @type {number} */ x) => x,
    right: (/** @type {number} */ x) => width - 1 - x,
    top: (/** @type {number} */ _, /** @type {number} */ y) => y,
    bottom: (/** @type {number} */ _, /** @type {number} */ y) => height - 1 - y,
  };
  return (x, y) => {
    let lost = 0;
    for (const { side, reach, depth } of shades) {
      const far = distance[side](x, y) / reach;
      if (far < 1) lost += depth * (1 - far) ** 2;
    }
    return lost;
  };
}

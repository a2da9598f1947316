import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);

/** The faces by the names that this folder gives them, so that no font of the machine is taken in their place. */
const files = {
  'Facsimile Courier': require.resolve('@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2'),
  'Facsimile Elite': require.resolve('@fontsource/special-elite/files/special-elite-latin-400-normal.woff2'),
  'Facsimile Cutive': require.resolve('@fontsource/cutive-mono/files/cutive-mono-latin-400-normal.woff2'),
  'Facsimile Serif': require.resolve(
    '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2',
  ),
  'Facsimile Serif Italic': require.resolve(
    '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-italic.woff2',
  ),
  'Facsimile Sans': require.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
};

/** @typedef {keyof typeof files} Face */

/** Makes the faces known to the canvas. Later calls do nothing.
 *  @throws when a font file is missing or is not one */
export function registerFonts() {
  for (const [face, file] of Object.entries(files)) {
    if (GlobalFonts.has(face)) continue;
    if (GlobalFonts.register(readFileSync(file), face) === null)
      throw new Error(`${file} is not a font that the canvas can read`);
  }
}

/** @param {Face} face @param {number} size pixels @param {number} [weight] */
export const fontOf = (face, size, weight = 400) => `${weight} ${size}px "${face}"`;

/** How far ink reaches from the point where a text is put, in pixels, and how far the next one is put.
 *  @typedef {{ readonly left: number, readonly right: number, readonly up: number, readonly down: number,
 *    readonly advance: number }} Extent */

/** @type {Map<string, Extent>} */
const extents = new Map();
const measuring = createCanvas(8, 8).getContext('2d');

/** @param {string} font as `fontOf` says it @param {string} text @returns {Extent} */
export function extentOf(font, text) {
  const key = `${font} ${text}`;
  const known = extents.get(key);
  if (known) return known;
  measuring.font = font;
  const metrics = measuring.measureText(text);
  const extent = {
    left: metrics.actualBoundingBoxLeft,
    right: metrics.actualBoundingBoxRight,
    up: metrics.actualBoundingBoxAscent,
    down: metrics.actualBoundingBoxDescent,
    advance: metrics.width,
  };
  extents.set(key, extent);
  return extent;
}

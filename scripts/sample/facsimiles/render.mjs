import { altoOf } from './alto.mjs';
import { draftLetter } from './documents/draft-letter.mjs';
import { incomingTelegram } from './documents/incoming-telegram.mjs';
import { messageTypescript } from './documents/message-typescript.mjs';
import { printedLetter, printedTelegram } from './documents/printed-volume.mjs';
import { registerFonts } from './fonts.mjs';
import { markAsReproduction } from './traces.mjs';
import { worn } from './wear.mjs';

/** No page is larger than this, in bytes. */
export const largestPageBytes = 150_000;

/** Which pages each sample document has, by the stem of its text file. */
const documents = {
  '000_2f139198d5bf1d28': draftLetter,
  '001_975a25f8ce92ca13': printedTelegram,
  '002_67ea4eed11dab1ac': messageTypescript,
  '003_a5bfdc7065c2c0b6': incomingTelegram,
  '004_3247f51e25b8394a': printedLetter,
};

/** @typedef {keyof typeof documents} Stem */
export const stems = /** @type {readonly Stem[]} */ (Object.keys(documents));

/** @typedef {object} Facsimile
 *  @property {string} name of the image, such as `0001.webp`
 *  @property {string} layoutName such as `0001.xml`
 *  @property {string} layout ALTO 4
 *  @property {() => Promise<Buffer>} image WebP; drawing it takes seconds */

/** The pages of one sample document. The same bytes every time with the same version of the canvas library on the same platform.
 *  @param {Stem} stem
 *  @returns {readonly Facsimile[]} */
export function facsimilesOf(stem) {
  registerFonts();
  return documents[stem]().map(({ page, paper }, index) => {
    markAsReproduction(page);
    const number = String(index + 1).padStart(4, '0');
    return {
      name: `${number}.webp`,
      layoutName: `${number}.xml`,
      layout: altoOf(page, `${number}.webp`),
      image: () => encoded(worn(page, paper)),
    };
  });
}

/** The best quality at which the page is small enough.
 *  @param {import('@napi-rs/canvas').Canvas} canvas
 *  @returns {Promise<Buffer>}
 *  @throws when it is too large at any that can be read */
async function encoded(canvas) {
  for (let quality = 64; quality >= 36; quality -= 4) {
    const bytes = await canvas.encode('webp', quality);
    if (bytes.length <= largestPageBytes) return bytes;
  }
  throw new Error(`a page has more than ${largestPageBytes} bytes: it has too much wear`);
}

import { extentOf, fontOf } from './fonts.mjs';
import { around } from './page.mjs';
import { seededRandom, spread } from './random.mjs';

/** @import { Face } from './fonts.mjs' */
/** @import { FacsimilePage, Ink, Line, Word } from './page.mjs' */

/** How one type of the machine stands: it is bent, and struck, the same way wherever it falls.
 *  @typedef {{ readonly right: number, readonly down: number, readonly strength: number }} Slug */

/** @typedef {object} Make
 *  @property {string} name
 *  @property {Face} face
 *  @property {number} size pixels
 *  @property {number} pitch pixels from letter to letter
 *  @property {number} leading pixels from line to line
 *  @property {number} wear how far types stand off and how unevenly they strike; 1 is a machine in daily use
 *  @property {number} [embolden] */

/** A typewriter of one make, with the faults of its own types. */
export class Typewriter {
  /** @type {Map<string, Slug>} */
  #slugs = new Map();

  /** @param {Make} make */
  constructor(make) {
    this.make = make;
  }

  /** Types one line; characters keep their columns.
   *  @param {FacsimilePage} page
   *  @param {{ readonly text: string, readonly x: number, readonly y: number, readonly ink?: Ink, readonly strength?: number }} typed
   *  @returns {Line} */
  line(page, { text, x, y, ink = 'ribbon', strength = 1 }) {
    const lineDown = spread(page.random) * 0.5 * this.make.wear;
    const pressure = strength * (0.94 + 0.06 * page.random());
    /** @type {{ text: string, boxes: import('./page.mjs').Extremes[] }[]} */
    const words = [];
    let within = false;
    for (const [column, character] of [...text].entries()) {
      if (character === ' ') {
        within = false;
        continue;
      }
      if (!within) words.push({ text: '', boxes: [] });
      within = true;
      const word = words.at(-1);
      if (!word) continue;
      word.text += character;
      word.boxes.push(this.#strike(page, ink, character, x + column * this.make.pitch, y + lineDown, pressure));
    }
    return {
      words: words.map((word) => ({ text: word.text, box: around(word.boxes) })),
      baseline: [page.point(x, y), page.point(x + [...text].length * this.make.pitch, y)],
    };
  }

  /** Types a block, line below line.
   *  @param {FacsimilePage} page
   *  @param {{ readonly lines: readonly string[], readonly x: number, readonly y: number, readonly spacing?: number,
   *    readonly ink?: Ink }} typed
   *  spacing: line feeds from line to line
   *  @returns {{ readonly lines: readonly Line[], readonly below: number }} below: the baseline of the line that would follow */
  block(page, { lines, x, y, spacing = 1, ink = 'ribbon' }) {
    const feed = this.make.leading * spacing;
    const set = lines.map((text, index) => this.line(page, { text, x, y: y + index * feed, ink }));
    return { lines: set, below: y + lines.length * feed };
  }

  /** @param {FacsimilePage} page @param {Ink} ink @param {string} character @param {number} x @param {number} y
   *  @param {number} pressure */
  #strike(page, ink, character, x, y, pressure) {
    const { face, size, pitch, wear, embolden = 0 } = this.make;
    const slug = this.#slug(character);
    const { advance } = extentOf(fontOf(face, size), character);
    return page.print({
      ink,
      face,
      size,
      text: character,
      x: x + (pitch - advance) / 2 + slug.right + spread(page.random) * 0.35 * wear,
      y: y + slug.down + spread(page.random) * 0.45 * wear,
      strength: Math.min(1, pressure * slug.strength * (1 - 0.22 * wear * page.random())),
      embolden,
    });
  }

  /** @param {string} character @returns {Slug} */
  #slug(character) {
    const known = this.#slugs.get(character);
    if (known) return known;
    const random = seededRandom(`${this.make.name} ${character}`);
    const { wear } = this.make;
    const slug = {
      right: spread(random) * 0.8 * wear,
      down: spread(random) * 1.3 * wear,
      strength: 1 - 0.16 * wear * random(),
    };
    this.#slugs.set(character, slug);
    return slug;
  }
}

/** Breaks a paragraph into lines as a typist does, at spaces only.
 *  @param {string} text
 *  @param {number} columns
 *  @param {{ readonly first?: number, readonly rest?: number }} [indents] columns
 *  @returns {readonly string[]} */
export function wrapped(text, columns, { first = 0, rest = 0 } = {}) {
  /** @type {string[]} */
  const lines = [];
  let line = ' '.repeat(first);
  for (const word of text.split(' ')) {
    const fits = line.trim() === '' || `${line} ${word}`.length <= columns;
    if (!fits) {
      lines.push(line);
      line = ' '.repeat(rest);
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** Ties the halves of words that a hyphen at the line end divides.
 *  @param {readonly Line[]} lines every hyphen at whose end is there because the line ended
 *  @returns {readonly Line[]} */
export function withHyphens(lines) {
  /** @type {string | null} */
  let begun = null;
  return lines.map((line, index) => {
    const words = [...line.words];
    const first = words[0];
    if (begun !== null && first) words[0] = { ...first, hyphen: { part: 2, whole: begun, box: null } };
    begun = null;
    const last = words.at(-1);
    const next = lines[index + 1]?.words[0];
    if (last?.text.endsWith('-') && next) {
      begun = last.text.slice(0, -1) + next.text;
      words[words.length - 1] = divided(last, begun);
    }
    return { ...line, words };
  });
}

/** @param {Word} word that ends with a hyphen @param {string} whole @returns {Word} */
function divided(word, whole) {
  const { left, top, right, bottom } = word.box;
  const letters = [...word.text].length - 1;
  const hyphenLeft = left + ((right - left) * letters) / (letters + 1);
  return {
    text: word.text.slice(0, -1),
    box: { left, top, right: hyphenLeft, bottom },
    hyphen: { part: 1, whole, box: { left: hyphenLeft, top, right, bottom } },
  };
}

import { extentOf, fontOf } from './fonts.mjs';
import { around } from './page.mjs';

/** @import { Face } from './fonts.mjs' */
/** @import { Extremes, FacsimilePage, Ink, Line, Word } from './page.mjs' */

/** A part of a word in one style. @typedef {{ readonly text: string, readonly style: Style }} Run */
/** @typedef {'roman' | 'italic' | 'raised'} Style */
/** Runs that nothing separates, with the words that they make: a raised number is a word of its own.
 *  @typedef {{ readonly runs: readonly Run[], readonly width: number }} Cluster */

/** @typedef {object} Paragraph
 *  @property {string} text raised numbers as superscript digits
 *  @property {number} x
 *  @property {number} y the first baseline
 *  @property {number} width pixels
 *  @property {number} size pixels
 *  @property {number} leading pixels
 *  @property {number} [weight]
 *  @property {number} [indent] of the first line, pixels
 *  @property {number} [hang] of the other lines, pixels
 *  @property {'justified' | 'left' | 'centred' | 'right'} [alignment]
 *  @property {boolean} [continued] on the next page: then its last line is as wide as the others
 *  @property {readonly string[]} [italics] phrases
 *  @property {boolean} [italic] all of it
 *  @property {Ink} [ink] */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Sets a paragraph as a printer does.
 *  @param {FacsimilePage} page
 *  @param {Paragraph} paragraph
 *  @returns {{ readonly lines: readonly Line[], readonly below: number }} below: the baseline of the line that would follow */
export function setParagraph(page, paragraph) {
  const clusters = clustersOf(paragraph);
  const rows = brokenInto(clusters, paragraph);
  const lines = rows.map((row, index) =>
    setRow(page, paragraph, row, index, index === rows.length - 1 && !paragraph.continued),
  );
  return { lines, below: paragraph.y + rows.length * paragraph.leading };
}

/** @param {Paragraph} paragraph @returns {readonly Cluster[]} */
function clustersOf(paragraph) {
  const { text, italics = [], italic = false } = paragraph;
  const slanted = [...text].map(() => italic);
  for (const phrase of italics) {
    for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1))
      slanted.fill(true, at, at + phrase.length);
  }
  let at = 0;
  return text.split(' ').map((token) => {
    /** @type {{ text: string, style: Style }[]} */
    const runs = [];
    for (const character of token) {
      const raised = superscripts.includes(character);
      const style = raised ? 'raised' : slanted[at] ? 'italic' : 'roman';
      const last = runs.at(-1);
      if (last?.style === style) last.text += character;
      else runs.push({ text: character, style });
      at += character.length;
    }
    at++;
    return { runs, width: runs.reduce((sum, run) => sum + shape(paragraph, run).advance, 0) };
  });
}

/** How a run is printed: raised figures are the ordinary ones, smaller and higher.
 *  @param {Paragraph} paragraph @param {Run} run */
function shape({ size, weight }, { text, style }) {
  /** @type {Face} */
  const face = style === 'italic' ? 'Facsimile Serif Italic' : 'Facsimile Serif';
  const raised = style === 'raised';
  const shown = raised ? [...text].map((digit) => superscripts.indexOf(digit)).join('') : text;
  const shownSize = raised ? size * 0.66 : size;
  const { advance } = extentOf(fontOf(face, shownSize, weight), shown);
  return { face, shown, size: shownSize, lift: raised ? size * 0.34 : 0, advance };
}

/** @param {readonly Cluster[]} clusters @param {Paragraph} paragraph @returns {readonly (readonly Cluster[])[]} */
function brokenInto(clusters, paragraph) {
  const space = paragraph.size * 0.22;
  /** @type {Cluster[][]} */
  const rows = [[]];
  let taken = paragraph.indent ?? 0;
  for (const cluster of clusters) {
    const row = rows.at(-1) ?? [];
    if (row.length > 0 && taken + space + cluster.width > paragraph.width) {
      rows.push([cluster]);
      taken = (paragraph.hang ?? 0) + cluster.width;
    } else {
      taken += (row.length > 0 ? space : 0) + cluster.width;
      row.push(cluster);
    }
  }
  return rows;
}

/** @param {FacsimilePage} page @param {Paragraph} paragraph @param {readonly Cluster[]} row @param {number} index
 *  @param {boolean} last @returns {Line} */
function setRow(page, paragraph, row, index, last) {
  const { alignment = 'justified', size, leading } = paragraph;
  const indent = (index === 0 ? paragraph.indent : paragraph.hang) ?? 0;
  const ink = row.reduce((sum, cluster) => sum + cluster.width, 0);
  const free = paragraph.width - indent - ink;
  const gaps = Math.max(1, row.length - 1);
  const space = alignment === 'justified' && !last ? free / gaps : size * 0.25;
  const left = free - space * (row.length - 1);
  const shift = alignment === 'centred' ? left / 2 : alignment === 'right' ? left : 0;
  const y = paragraph.y + index * leading;
  let x = paragraph.x + indent + shift;
  const start = page.point(x, y);
  const words = row.flatMap((cluster) => {
    const set = setCluster(page, paragraph, cluster, x, y);
    x += cluster.width + space;
    return set;
  });
  return { words, baseline: [start, page.point(x - space, y)] };
}

/** @param {FacsimilePage} page @param {Paragraph} paragraph @param {Cluster} cluster @param {number} x @param {number} y
 *  @returns {readonly Word[]} */
function setCluster(page, paragraph, cluster, x, y) {
  /** @type {{ text: string, raised: boolean, boxes: Extremes[] }[]} */
  const words = [];
  let at = x;
  const strength = 0.9 + 0.1 * page.random();
  for (const run of cluster.runs) {
    const { face, shown, size, lift, advance } = shape(paragraph, run);
    const { ink = 'press', weight } = paragraph;
    const impression = { ink, face, size, text: shown, x: at, y: y - lift, strength };
    const box = page.print(weight === undefined ? impression : { ...impression, weight });
    const raised = run.style === 'raised';
    const last = words.at(-1);
    if (last && last.raised === raised) {
      last.text += run.text;
      last.boxes.push(box);
    } else {
      words.push({ text: run.text, raised, boxes: [box] });
    }
    at += advance;
  }
  return words.map((word) => ({ text: word.text, box: around(word.boxes) }));
}

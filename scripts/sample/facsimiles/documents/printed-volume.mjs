import { FacsimilePage } from '../page.mjs';
import { setParagraph } from '../press.mjs';
import { soil } from '../traces.mjs';
import { truthOf } from '../truth.mjs';

/** @import { PageTruth } from '../page-truth.mjs' */
/** @import { Shade } from '../wear.mjs' */

const body = { x: 165, width: 1070, size: 32.75, leading: 40, weight: 440 };
const notes = { ...body, size: 26, leading: 31.5, indent: 36 };
const italics = ['Problems of Communism', 'ibid.', 'Foreign Relations'];

/** @param {string} name @param {number} turn @param {'left' | 'right'} gutter */
function bookPage(name, turn, gutter) {
  const page = new FacsimilePage({ name, width: 1400, height: 2100, turn });
  /** @type {readonly Shade[]} */
  const shades = [
    { side: gutter, reach: 130, depth: 0.42 },
    { side: 'top', reach: 30, depth: 0.12 },
  ];
  const paper = {
    tone: /** @type {const} */ ([244, 240, 229]),
    mottled: 3.5,
    noise: 1.4,
    shades,
  };
  return { page, paper };
}

/** A telegram as a documentary volume prints it: one page with its notes.
 *  @returns {readonly { readonly page: FacsimilePage, readonly paper: import('../wear.mjs').Paper }[]} */
export function printedTelegram() {
  return truthOf('001').map((truth) => {
    const set = bookPage('printed telegram', 0.24, 'left');
    const { page } = set;
    const heading = { text: truth.take('Telegram'), x: 215, y: 250, width: 970, size: 38, leading: 48, weight: 700 };
    const title = setParagraph(page, { ...heading, alignment: 'centred' });
    page.note(title.lines);
    const dateline = { ...body, text: truth.take('Washington'), y: title.below + 22, italic: true };
    const dated = setParagraph(page, { ...dateline, alignment: 'right' });
    page.note(dated.lines);
    const below = setBody(page, truth, '¹', dated.below + 34);
    setNotes(page, truth, below + 80);
    truth.end();
    soil(page, 40);
    return set;
  });
}

/** A letter as two facing pages of a documentary volume: 199, whose upper half is another document and was covered when it was
 *  copied, and 200.
 *  @returns {readonly { readonly page: FacsimilePage, readonly paper: import('../wear.mjs').Paper }[]} */
export function printedLetter() {
  return truthOf('004').map((truth, index) => (index === 0 ? setPage199(truth) : setPage200(truth)));
}

/** @param {PageTruth} truth */
function setPage199(truth) {
  const set = bookPage('printed letter, page 199', -0.3, 'left');
  const { page } = set;
  setRunningHead(page, truth.take('Kennedy-Khrushchev'), 'outside right');
  cover(page, 190, 815);
  const heading = { text: truth.take('73.'), x: 165, y: 930, width: 1070, size: 34, leading: 46, weight: 700 };
  const title = setParagraph(page, { ...heading, alignment: 'centred' });
  page.note(title.lines);
  setBody(page, truth, '⁰', title.below + 26, 'after');
  setNotes(page, truth, 1715);
  truth.end();
  soil(page, 40);
  return set;
}

/** @param {PageTruth} truth */
function setPage200(truth) {
  const set = bookPage('printed letter, page 200', 0.36, 'right');
  const { page } = set;
  setRunningHead(page, truth.take('200'), 'outside left');
  const below = setBody(page, truth, 'N. Khrushchev', 225, 'before');
  const signature = { ...body, text: truth.take('N. Khrushchev'), y: below + 18, weight: 700, width: 1010 };
  page.note(setParagraph(page, { ...signature, alignment: 'right' }).lines);
  setNotes(page, truth, 2010);
  truth.end();
  soil(page, 40);
  return set;
}

/** The page number stands at the outer edge, the name of the volume or its part in the middle.
 *  @param {FacsimilePage} page @param {string} text @param {'outside left' | 'outside right'} side */
function setRunningHead(page, text, side) {
  const tokens = text.split(' ');
  const number = side === 'outside left' ? tokens.shift() : tokens.pop();
  const head = { ...body, y: 150, size: 28 };
  const name = setParagraph(page, { ...head, text: tokens.join(' '), alignment: 'centred', italic: true }).lines[0];
  const alignment = side === 'outside left' ? 'left' : 'right';
  const figure = setParagraph(page, { ...head, text: number ?? '', alignment }).lines[0];
  if (!name || !figure) throw new Error(`"${text}" is no running head`);
  const words = side === 'outside left' ? [...figure.words, ...name.words] : [...name.words, ...figure.words];
  page.note([{ words, baseline: [page.point(body.x, head.y), page.point(body.x + body.width, head.y)] }]);
}

/** Sets paragraphs up to the line that begins with `end`; numbered ones hang.
 *  @param {FacsimilePage} page @param {PageTruth} truth @param {string} end @param {number} top @param {'before' | 'after'} [broken]
 *  where a page end divides a paragraph: before these or after them
 *  @returns {number} the baseline that follows */
function setBody(page, truth, end, top, broken) {
  let y = top;
  const paragraphs = truth.takeUntil(end);
  for (const [index, text] of paragraphs.entries()) {
    const numbered = /^\d\. /.test(text);
    const indent = index === 0 && broken === 'before' ? 0 : 40;
    const continued = index === paragraphs.length - 1 && broken === 'after';
    const set = setParagraph(page, { ...body, text, y, indent, italics, continued });
    page.note(set.lines);
    y = set.below + (numbered ? 4 : 0);
  }
  return y;
}

/** @param {FacsimilePage} page @param {PageTruth} truth @param {number} top */
function setNotes(page, truth, top) {
  page.on('press').fillRect(body.x, top - 44, 210, 1.8);
  let y = top;
  for (const text of truth.takeUntil()) {
    const set = setParagraph(page, { ...notes, text, y, italics });
    page.note(set.lines);
    y = set.below + 4;
  }
}

/** The edges of a sheet of paper that covers part of the page.
 *  @param {FacsimilePage} page @param {number} top @param {number} bottom */
function cover(page, top, bottom) {
  const context = page.on('dirt');
  for (const [y, direction] of /** @type {const} */ ([
    [top, -1],
    [bottom, 1],
  ])) {
    for (let step = 0; step < 16; step++) {
      context.globalAlpha = 0.3 * (1 - step / 16) ** 2;
      context.fillRect(70, y + direction * step, 1290, 1.2);
    }
  }
}

import { strikeOut, writeByHand, writeRinged } from '../hand.mjs';
import { FacsimilePage } from '../page.mjs';
import { setParagraph } from '../press.mjs';
import { strikeStamp } from '../stamp.mjs';
import { punchHoles, scratch, soil } from '../traces.mjs';
import { truthOf } from '../truth.mjs';
import { Typewriter, withHyphens, wrapped } from '../typewriter.mjs';

/** @import { Line } from '../page.mjs' */
/** @import { PageTruth } from '../page-truth.mjs' */
/** @import { Stamp } from '../stamp.mjs' */

const teleprinter = new Typewriter({
  name: 'teleprinter',
  face: 'Facsimile Elite',
  size: 32.5,
  pitch: 19.5,
  leading: 32,
  wear: 1,
});
const label = new Typewriter({
  name: 'label',
  face: 'Facsimile Courier',
  size: 24,
  pitch: 14.4,
  leading: 30,
  wear: 0.3,
});

/** @typedef {{ readonly page: FacsimilePage, readonly truth: PageTruth }} Sheet */

/** Telegram 1762 from New York: a form of the Department of State, three sheets that follow it, and what was stamped and written
 *  on them.
 *  @returns {readonly { readonly page: FacsimilePage, readonly paper: import('../wear.mjs').Paper }[]} */
export function incomingTelegram() {
  const turns = [0.42, -0.31, 0.55, -0.18];
  return truthOf('003').map((truth, index) => {
    const page = new FacsimilePage({
      name: `telegram 1762, sheet ${index + 1}`,
      width: 1700,
      height: 2200,
      turn: turns[index] ?? 0,
    });
    const sheet = { page, truth };
    if (index === 0) setForm(sheet);
    else setSheet(sheet, index);
    truth.end();
    soil(page, 80);
    scratch(page, 3);
    punchHoles(
      page,
      [
        [690, 52],
        [1010, 50],
      ],
      17,
    );
    return {
      page,
      paper: {
        tone: [236, 228, 206],
        mottled: 5,
        noise: 1.6,
        shades: [
          { side: 'left', reach: 60, depth: 0.3 },
          { side: 'bottom', reach: 26, depth: 0.25 },
        ],
      },
    };
  });
}

/** @param {Sheet} sheet */
function setForm(sheet) {
  setFormHead(sheet);
  setAddresses(sheet);
  setFirstText(sheet);
  setFormFoot(sheet);
}

/** What is printed and stamped above the text.
 *  @param {Sheet} sheet */
function setFormHead(sheet) {
  const { page, truth } = sheet;
  const labelLines = [truth.take('01171'), truth.take('1962/11/13'), truth.take('(5)')];
  page.on('form').strokeRect(84, 78, 190, 118);
  page.note(label.block(page, { lines: labelLines, x: 104, y: 112 }).lines);
  const heading = (/** @type {string} */ text, /** @type {number} */ x, /** @type {boolean} */ italic) =>
    setParagraph(page, {
      text,
      x,
      y: 232,
      width: 760,
      size: italic ? 46 : 50,
      leading: 60,
      weight: italic ? 500 : 700,
      alignment: 'left',
      italic,
      ink: 'form',
    }).lines;
  page.note(heading(truth.take('INCOMING TELEGRAM'), 330, false));
  page.note([writeByHand(page, { text: truth.take('CU 7-710/1'), x: 1310, y: 128, size: 44 })]);
  page.note(heading(truth.take('Department of State'), 930, true));
  ruleForm(page, 262, 84, 1600);
  stampNext(sheet, { x: 1440, y: 318, turn: -3.5, size: 36, ink: 'red', framed: true }, 'ACTION COPY');
  stampNext(sheet, { x: 580, y: 316, turn: 1.8, size: 30, ink: 'violet', spaced: 4 }, 'PERMANENT RECORD');
  printNext(sheet, 110, 326, 'TO');
  page.note([writeByHand(page, { text: truth.take('W'), x: 196, y: 372, size: 46 })]);
  printNext(sheet, 110, 410, 'Action');
  page.note([teleprinter.line(page, { text: truth.take('SS'), x: 112, y: 456 })]);
  page.note([writeByHand(page, { text: truth.take('525'), x: 172, y: 476, size: 50, ink: 'pencil', width: 5 })]);
  stampNext(sheet, { x: 830, y: 392, turn: -1.2, size: 62, ink: 'red', spaced: 5 }, 'TOP SECRET');
}

/** @param {Sheet} sheet */
function setAddresses(sheet) {
  const { page, truth } = sheet;
  const control = [truth.take('Control:'), truth.take("Rec'd:"), `       ${truth.take('9:09')}`];
  page.note(teleprinter.block(page, { lines: control, x: 1080, y: 424, spacing: 1.2 }).lines);
  printNext(sheet, 110, 534, 'Info');
  for (const [field, y] of /** @type {const} */ ([
    ['FROM:', 536],
    ['TO:', 590],
    ['NO:', 644],
  ]))
    page.note([teleprinter.line(page, { text: truth.take(field), x: 400, y })]);
  const stamped = strikeStamp(page, {
    lines: [truth.take('MICROFILMED FOR'), truth.take('KENNEDY LIBRARY'), truth.take('MAY 1964')],
    ink: 'violet',
    x: 1330,
    y: 690,
    turn: -6.5,
    size: 34,
    framed: true,
  });
  for (const line of stamped) page.note([line]);
  page.note([teleprinter.line(page, { text: truth.take('DEPARTMENT PASS'), x: 400, y: 722 })]);
  page.note([teleprinter.line(page, { text: truth.take('EYES ONLY'), x: 400, y: 776 })]);
  page.note([teleprinter.line(page, { text: truth.take('CUBA'), x: 112, y: 830 })]);
  page.on('form').fillRect(286, 290, 3, 550);
}

/** @param {Sheet} sheet */
function setFirstText({ page, truth }) {
  const x = 304;
  const first = [truth.take('FOLLOWING'), truth.take('CUSTOMARY')];
  page.note(teleprinter.block(page, { lines: first, x, y: 884 }).lines);
  const mark = truth.next.slice(0, 1);
  const opening = truth.take('②').slice(2);
  const ringed = writeRinged(page, { text: mark, figure: '2', x: 206, y: 988, size: 38 });
  const second = teleprinter.block(page, { lines: [opening, ...truth.takeUntil('KUZNETSOV')], x, y: 978 });
  const lines = withHyphens(second.lines);
  const [line, ...others] = lines;
  if (line) page.note([{ ...line, words: [...ringed.words, ...line.words] }, ...others]);
  const third = teleprinter.block(page, { lines: truth.takeUntil('•'), x, y: second.below + 26 });
  page.note(withHyphens(third.lines));
}

/** @param {Sheet} sheet */
function setFormFoot(sheet) {
  const { page, truth } = sheet;
  const struck = truth.take('•');
  const { lines } = setParagraph(page, {
    text: struck.replaceAll('~~', ''),
    x: 150,
    y: 1886,
    width: 1400,
    size: 28,
    leading: 30,
    weight: 500,
    alignment: 'left',
    ink: 'form',
  });
  page.note(lines);
  strikeWords(page, lines, struck);
  setRouting(sheet, 1906);
  setDeclassified(sheet, 1130, 2100, -1.6);
  page.note([writeByHand(page, { text: truth.take('CU 934'), x: 1440, y: 2150, size: 46 })]);
}

/** A table for those who act on the telegram; cells are separated by tabs.
 *  @param {Sheet} sheet @param {number} top */
function setRouting({ page, truth }, top) {
  const edges = [150, 480, 900, 1190, 1560];
  const rows = [truth.take('ACTION'), truth.take('ASSIGNED TO'), truth.take('OFFICE SYMBOL')];
  const height = 40;
  const context = page.on('form');
  context.lineWidth = 2;
  for (let row = 0; row <= rows.length; row++) context.fillRect(150, top + row * height, 1410, 2);
  for (const edge of edges) context.fillRect(edge, top, 2, rows.length * height);
  const lines = rows.map((row, index) => {
    const cells = row.split('\t').flatMap((text, column) => {
      const x = (edges[column] ?? 0) + 14;
      const y = top + index * height + 29;
      const set = { text, x, y, width: 380, size: 22, leading: 26, ink: /** @type {const} */ ('form'), weight: 500 };
      return text === '' ? [] : setParagraph(page, { ...set, alignment: 'left' }).lines;
    });
    const first = cells[0]?.baseline[0];
    const last = cells.at(-1)?.baseline[1];
    return { words: cells.flatMap((cell) => cell.words), baseline: first && last ? [first, last] : [] };
  });
  page.note(lines);
}

/** @param {Sheet} sheet @param {number} index */
function setSheet(sheet, index) {
  const { page, truth } = sheet;
  page.note([writeByHand(page, { text: truth.take('CU 7-710/'), x: 1310, y: 130, size: 44 })]);
  stampNext(sheet, { x: 840, y: 138, turn: index - 2.4, size: 58, ink: 'red', spaced: 5 }, 'TOP SECRET');
  page.note([teleprinter.line(page, { text: truth.take(`-${index + 1}-`), x: 250, y: 262 })]);
  const below = index === 3 ? setLastText(sheet) : setText(sheet, 'TOP SECRET');
  const foot = Math.max(below + 40, 1960);
  stampNext(sheet, { x: 800, y: foot, turn: 1.7 - index, size: 58, ink: 'red', spaced: 5 }, 'TOP SECRET');
  const best = {
    x: 380,
    y: foot + 78,
    turn: 3.1 - index * 2,
    size: 30,
    ink: /** @type {const} */ ('violet'),
    framed: true,
  };
  // On the sheets that have both, either of the two stamps may have come first.
  if (truth.next.startsWith('BEST')) {
    stampNext(sheet, best, 'BEST COPY');
    setDeclassified(sheet, 1060, foot + 100, index - 2.6);
  } else {
    setDeclassified(sheet, 1060, foot + 100, index - 2.6);
    stampNext(sheet, best, 'BEST COPY');
  }
  page.note([writeByHand(page, { text: truth.take('CU'), x: 1400, y: 2140, size: 46 })]);
}

/** @param {Sheet} sheet @param {string} end @returns {number} where the following line would stand */
function setText({ page, truth }, end) {
  let y = 350;
  for (const paragraph of truth.takeUntil(end)) {
    const { lines, below } = typeParagraph(page, paragraph, y);
    page.note(lines);
    y = below + 22;
  }
  return y;
}

/** @param {FacsimilePage} page @param {string} paragraph @param {number} y */
function typeParagraph(page, paragraph, y) {
  const checked = paragraph.startsWith('✓ ');
  const text = checked ? paragraph.slice(2) : paragraph;
  const item = text.startsWith('(');
  const lines = wrapped(text, item ? 60 : 64, { first: 0, rest: item ? 4 : 0 });
  const x = item ? 310 : 250;
  const set = teleprinter.block(page, { lines, x, y, spacing: 1.12 });
  if (!checked) return set;
  const check = writeByHand(page, { text: '✓', x: 224, y: y + 6, size: 46, width: 5 });
  const [first, ...others] = set.lines;
  return first ? { ...set, lines: [{ ...first, words: [...check.words, ...first.words] }, ...others] } : set;
}

/** The last sheet ends with the signature and what the code room added.
 *  @param {Sheet} sheet @returns {number} */
function setLastText(sheet) {
  const { page, truth } = sheet;
  let y = setText(sheet, 'STEVENSON');
  page.note([teleprinter.line(page, { text: truth.take('STEVENSON'), x: 1190, y: y + 14 })]);
  page.note([teleprinter.line(page, { text: truth.take('TRT'), x: 250, y: y + 70 })]);
  y += 138;
  page.note([teleprinter.line(page, { text: truth.take('NOTE: RELAYED'), x: 250, y })]);
  const passed = [truth.take('NOTE: Passed'), truth.take('SS 11/13')];
  const typed = label.block(page, { lines: passed, x: 250, y: y + 62 });
  page.note(typed.lines);
  return typed.below;
}

/** @param {Sheet} sheet @param {number} x @param {number} y @param {number} turn */
function setDeclassified({ page, truth }, x, y, turn) {
  const lines = truth.next.includes('United States')
    ? twoLines(truth.take('"Declassified'))
    : [truth.take('"Declassified'), truth.take('Foreign')];
  page.note(strikeStamp(page, { lines, ink: 'ribbon', x, y, turn, size: 25, weight: 600, strength: 0.85 }));
}

/** @param {string} text @returns {readonly string[]} */
function twoLines(text) {
  const at = text.indexOf(' Foreign');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** @param {Sheet} sheet @param {Omit<Stamp, 'lines'>} stamp @param {string} expected */
function stampNext({ page, truth }, stamp, expected) {
  page.note(strikeStamp(page, { ...stamp, lines: [truth.take(expected)] }));
}

/** @param {Sheet} sheet @param {number} x @param {number} y @param {string} expected */
function printNext({ page, truth }, x, y, expected) {
  const text = truth.take(expected);
  const printed = { text, x, y, width: 300, size: 26, leading: 30, weight: 600, ink: /** @type {const} */ ('form') };
  page.note(setParagraph(page, { ...printed, alignment: 'left' }).lines);
}

/** Strikes out with a pen what stands between pairs of tildes.
 *  @param {FacsimilePage} page @param {readonly Line[]} lines @param {string} marked */
function strikeWords(page, lines, marked) {
  const words = lines.flatMap((line) => line.words);
  for (const [index, token] of marked.split(' ').entries()) {
    const box = words[index]?.box;
    if (!token.startsWith('~~') || !box) continue;
    const middle = (box.top + box.bottom) / 2;
    strikeOut(page, { from: [box.left + 3, middle + 3], to: [box.right - 1, middle - 5], ink: 'pen' });
  }
}

/** @param {FacsimilePage} page @param {number} y @param {number} from @param {number} to */
function ruleForm(page, y, from, to) {
  const context = page.on('form');
  context.fillRect(from, y, to - from, 4);
  context.fillRect(from, y + 8, to - from, 1.5);
}

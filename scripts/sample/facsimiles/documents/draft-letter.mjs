import { FacsimilePage } from '../page.mjs';
import { setParagraph } from '../press.mjs';
import { soil, staple } from '../traces.mjs';
import { truthOf } from '../truth.mjs';
import { Typewriter, wrapped } from '../typewriter.mjs';

/** @import { PageTruth } from '../page-truth.mjs' */

const machine = new Typewriter({
  name: 'office typewriter',
  face: 'Facsimile Courier',
  size: 33,
  pitch: 20,
  leading: 33.4,
  wear: 0.75,
  embolden: 0.7,
});
// So many columns that a sheet which ends within a paragraph ends with a line that is nearly full.
const [left, columns, spacing] = [260, 58, 1.94];

/** The draft of a letter and of a telegram, typed in double spacing. What the publisher of the copies added stands on slips at its
 *  head and foot.
 *  @returns {readonly { readonly page: FacsimilePage, readonly paper: import('../wear.mjs').Paper }[]} */
export function draftLetter() {
  const turns = [-0.35, 0.22, 0.5, -0.44, 0.15];
  return truthOf('000').map((truth, index) => {
    const name = `draft letter, sheet ${index + 1}`;
    const page = new FacsimilePage({ name, width: 1700, height: 2200, turn: turns[index] ?? 0 });
    if (index === 0) setSlip(page, truth.take('495.'), 66);
    if (index === 3) setAttachment(page, truth);
    else setLetter(page, truth, index);
    if (index === 4) setSlip(page, truth.take('¹'), 2060);
    truth.end();
    soil(page, 60);
    staple(page, 92, 96, -0.7);
    return {
      page,
      paper: {
        tone: [241, 237, 226],
        mottled: 4,
        noise: 1.5,
        shades: [
          { side: 'right', reach: 40, depth: 0.2 },
          { side: 'bottom', reach: 50, depth: 0.22 },
        ],
      },
    };
  });
}

/** @param {FacsimilePage} page @param {PageTruth} truth @param {number} index */
function setLetter(page, truth, index) {
  let y = index === 0 ? 290 : 170;
  if (index === 0) {
    page.note([machine.line(page, { text: truth.take('Dear'), x: left, y })]);
    y += machine.make.leading * spacing;
  }
  for (const [at, paragraph] of truth.takeUntil('¹').entries()) {
    // A sheet after the first begins in the middle of a paragraph.
    const first = at === 0 && index > 0 ? 0 : 5;
    y = typeParagraph(page, paragraph, y, first);
  }
}

/** @param {FacsimilePage} page @param {PageTruth} truth */
function setAttachment(page, truth) {
  page.note([machine.line(page, { text: truth.take('Attachment'), x: 1240, y: 170 })]);
  underline(page, 1240, 10, 177);
  page.note([machine.line(page, { text: truth.take('TO:'), x: left, y: 270 })]);
  const heading = truth.take('DRAFT TELEGRAM');
  const x = left + ((columns - heading.length) / 2) * machine.make.pitch;
  page.note([machine.line(page, { text: heading, x, y: 350 })]);
  underline(page, x, heading.length, 357);
  let y = 440;
  for (const paragraph of truth.takeUntil()) y = typeParagraph(page, paragraph, y, 5);
}

/** @param {FacsimilePage} page @param {string} paragraph @param {number} y @param {number} first columns
 *  @returns {number} the baseline that follows */
function typeParagraph(page, paragraph, y, first) {
  const typed = machine.block(page, { lines: wrapped(paragraph, columns, { first }), x: left, y, spacing });
  page.note(typed.lines);
  return typed.below;
}

/** @param {FacsimilePage} page @param {number} x @param {number} letters @param {number} y */
function underline(page, x, letters, y) {
  const context = page.on('ribbon');
  context.globalAlpha = 0.85;
  context.fillRect(x, y, letters * machine.make.pitch, 2.6);
}

/** A printed slip that the publisher laid on the sheet before it was filmed.
 *  @param {FacsimilePage} page @param {string} text @param {number} top */
function setSlip(page, text, top) {
  const context = page.on('press');
  context.globalAlpha = 0.7;
  context.lineWidth = 2;
  const slip = { text, x: 200, y: top + 42, width: 1290, size: 29, leading: 38, weight: 500 };
  const { lines, below } = setParagraph(page, { ...slip, alignment: 'left' });
  page.note(lines);
  context.globalAlpha = 0.7;
  context.strokeRect(176, top, 1340, below - top - 12);
}

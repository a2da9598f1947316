import { FacsimilePage } from '../page.mjs';
import { punchHoles, soil } from '../traces.mjs';
import { truthOf } from '../truth.mjs';
import { Typewriter, wrapped } from '../typewriter.mjs';

const machine = new Typewriter({
  name: 'portable typewriter',
  face: 'Facsimile Cutive',
  size: 33,
  pitch: 19.6,
  leading: 33.4,
  wear: 0.9,
  embolden: 1.1,
});
const [left, columns] = [190, 67];

/** A message as a carbon copy, in single spacing.
 *  @returns {readonly { readonly page: FacsimilePage, readonly paper: import('../wear.mjs').Paper }[]} */
export function messageTypescript() {
  const turns = [0.28, -0.4, 0.12];
  return truthOf('002').map((truth, index) => {
    const name = `typescript, sheet ${index + 1}`;
    const page = new FacsimilePage({ name, width: 1700, height: 2200, turn: turns[index] ?? 0 });
    let y = 190;
    if (index === 0) {
      page.note([centred(page, truth.take('Message'), y)]);
      const dateline = truth.take('Washington');
      page.note([type(page, dateline, left + (columns - dateline.length) * machine.make.pitch, y + 90)]);
      y += 180;
    } else {
      page.note([centred(page, truth.take(`- ${index + 1} -`), 130)]);
      y = 210;
    }
    for (const [at, paragraph] of truth.takeUntil().entries()) {
      // The sheets after the first begin in the middle of a paragraph.
      const first = index > 0 && at === 0 ? 0 : 5;
      const typed = machine.block(page, { lines: wrapped(paragraph, columns, { first }), x: left, y, ink: 'carbon' });
      page.note(typed.lines);
      y = typed.below + machine.make.leading * 0.9;
    }
    truth.end();
    soil(page, 80);
    punchHoles(
      page,
      [
        [60, 420],
        [64, 1100],
        [58, 1790],
      ],
      21,
    );
    return {
      page,
      paper: {
        tone: [244, 242, 235],
        mottled: 5,
        noise: 1.5,
        shades: [{ side: 'top', reach: 40, depth: 0.22 }],
      },
    };
  });
}

/** @param {FacsimilePage} page @param {string} text @param {number} x @param {number} y */
function type(page, text, x, y) {
  return machine.line(page, { text, x, y, ink: 'carbon' });
}

/** @param {FacsimilePage} page @param {string} text @param {number} y */
function centred(page, text, y) {
  return type(page, text, left + ((columns - text.length) / 2) * machine.make.pitch, y);
}

import { spread } from './random.mjs';

/** @import { FacsimilePage } from './page.mjs' */

const markLine = 'Reproduction typeset for the Anchorite project — not a scan of the original';

/** Says in the margin what the page is. It is no part of the document, so its words are not noted down.
 *  @param {FacsimilePage} page */
export function markAsReproduction(page) {
  const [x, y] = [page.width - 16, page.height - 60];
  page.print({
    ink: 'margin',
    face: 'Facsimile Sans',
    size: 15,
    text: markLine,
    x,
    y,
    placed: [0, -1, 1, 0, x - y, y + x],
  });
}

/** Specks of dust and a few hairs.
 *  @param {FacsimilePage} page
 *  @param {number} count */
export function soil(page, count) {
  const { random, width, height } = page;
  for (let speck = 0; speck < count; speck++) {
    const context = page.on('dirt');
    context.globalAlpha = 0.3 + 0.6 * random();
    context.beginPath();
    context.ellipse(width * random(), height * random(), 0.7 + 1.7 * random() ** 3, 0.7 + random(), random() * 3, 0, 7);
    context.fill();
  }
  for (let hair = 0; hair < count / 60; hair++) {
    const [x, y] = [width * random(), height * random()];
    const context = page.on('dirt');
    context.globalAlpha = 0.35;
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(x, y);
    context.bezierCurveTo(
      x + 24 * spread(random),
      y + 24,
      x + 40 * spread(random),
      y + 10,
      x + 50 * spread(random),
      y + 40,
    );
    context.stroke();
  }
}

/** The holes of a file, as a copier shows them.
 *  @param {FacsimilePage} page
 *  @param {readonly (readonly [number, number])[]} middles
 *  @param {number} radius */
export function punchHoles(page, middles, radius) {
  for (const [x, y] of middles) {
    const context = page.on('dirt');
    context.globalAlpha = 0.82;
    context.beginPath();
    context.arc(x, y, radius, 0, 7);
    context.fill();
    context.globalAlpha = 0.25;
    context.lineWidth = 5;
    context.beginPath();
    context.arc(x + 3, y + 3, radius + 2, 0, 2.2);
    context.stroke();
  }
}

/** Where a staple was.
 *  @param {FacsimilePage} page @param {number} x @param {number} y @param {number} turn radians */
export function staple(page, x, y, turn) {
  const context = page.on('dirt');
  const [dx, dy] = [Math.cos(turn) * 26, Math.sin(turn) * 26];
  context.lineWidth = 3.5;
  context.lineCap = 'round';
  context.globalAlpha = 0.6;
  context.beginPath();
  context.moveTo(x - dx, y - dy);
  context.lineTo(x + dx, y + dy);
  context.stroke();
  for (const side of [-1, 1]) {
    context.globalAlpha = 0.85;
    context.beginPath();
    context.arc(x + dx * side, y + dy * side, 3.4, 0, 7);
    context.fill();
  }
}

/** Scratches on the film, from top to bottom.
 *  @param {FacsimilePage} page @param {number} count */
export function scratch(page, count) {
  const { random, width, height } = page;
  for (let index = 0; index < count; index++) {
    const x = width * random();
    const from = height * random() * 0.6;
    const context = page.on('dirt');
    context.globalAlpha = 0.12 + 0.16 * random();
    context.lineWidth = 1 + random();
    context.beginPath();
    context.moveTo(x, from);
    context.lineTo(x + 6 * spread(random), Math.min(height, from + height * (0.25 + 0.6 * random())));
    context.stroke();
  }
}

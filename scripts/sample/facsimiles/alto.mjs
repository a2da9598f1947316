import { around } from './page.mjs';

/** @import { Extremes, FacsimilePage, Line, Word } from './page.mjs' */

/** What is known of a page, as ALTO 4 in pixels.
 *  @param {FacsimilePage} page
 *  @param {string} image the name of the image file
 *  @returns {string} */
export function altoOf(page, image) {
  let count = 0;
  const lineOf = (/** @type {Line} */ line) =>
    `<TextLine ID="l${++count}" ${placeOf(page, lineBox(line))} BASELINE="${baselineOf(line)}">${stringsOf(page, line)}</TextLine>`;
  const blocks = page.blocks.map(({ lines }, index) => {
    const place = placeOf(page, around(lines.map(lineBox)));
    return `<TextBlock ID="b${index + 1}" ${place}>\n${lines.map(lineOf).join('\n')}\n</TextBlock>`;
  });
  const size = `HEIGHT="${page.height}" WIDTH="${page.width}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
<Description><MeasurementUnit>pixel</MeasurementUnit><sourceImageInformation><fileName>${image}</fileName></sourceImageInformation></Description>
<Layout><Page ID="p1" PHYSICAL_IMG_NR="1" ${size}><PrintSpace ID="s1" HPOS="0" VPOS="0" ${size}>
${blocks.join('\n')}
</PrintSpace></Page></Layout>
</alto>
`;
}

/** @param {FacsimilePage} page @param {Line} line */
function stringsOf(page, line) {
  return line.words.map((word) => stringOf(page, word)).join('<SP/>');
}

/** @param {FacsimilePage} page @param {Word} word */
function stringOf(page, { text, box, hyphen }) {
  const divided =
    hyphen === undefined ? '' : ` SUBS_TYPE="HypPart${hyphen.part}" SUBS_CONTENT="${escaped(hyphen.whole)}"`;
  const string = `<String CONTENT="${escaped(text)}" ${placeOf(page, box)}${divided}/>`;
  return hyphen?.box ? `${string}<HYP CONTENT="-" ${placeOf(page, hyphen.box)}/>` : string;
}

/** Whole pixels around the box, none outside the page.
 *  @param {FacsimilePage} page @param {Extremes} box */
function placeOf({ width, height }, box) {
  const left = Math.max(0, Math.floor(box.left));
  const top = Math.max(0, Math.floor(box.top));
  const right = Math.min(width, Math.ceil(box.right));
  const bottom = Math.min(height, Math.ceil(box.bottom));
  return `HPOS="${left}" VPOS="${top}" WIDTH="${right - left}" HEIGHT="${bottom - top}"`;
}

/** @param {Line} line @returns {Extremes} */
function lineBox({ words }) {
  return around(words.flatMap(({ box, hyphen }) => (hyphen?.box ? [box, hyphen.box] : [box])));
}

/** @param {Line} line */
function baselineOf({ baseline }) {
  return baseline.map(([x, y]) => `${Math.round(x)},${Math.round(y)}`).join(' ');
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

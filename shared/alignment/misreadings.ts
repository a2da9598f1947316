import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { isLettered } from '../document/notes/note.ts';
import { blockText, emendedRanges, type PlacedBlock, readingText, textBlocks } from '../document/reading-text.ts';
import { alignBlocks, blockPairs, matchedWords, type PlacedWord, placedWords } from './align-blocks.ts';
import { type Correction, corrections } from './corrections.ts';

/** Whether a node is a note or a comment of an editor's, which no page has. TEI: `note[@type="editorial"]`. */
export const isEditorsNote = (node: Node): boolean =>
  node.type.name === 'note' && isLettered(node.attrs.type as string);

/** What was read wrong of the pages of a document and has been put right, in document order. Notes of editors, emendations, which mend
 *  the page itself, and what a web page or a form added are none; what is wrong in emended words is judged by what their page reads.
 *  Error rates, certificates, editions and the table of a collection all count these.
 *  @param older the document as it was imported, or any earlier state
 *  @returns places in `doc`; `after` is what its page reads there */
export const misreadings = (older: Node, doc: Node): readonly Correction[] =>
  placedIn(doc, older, onPage(doc, 'on the page'));

/** The same with emendations, which an editor has to look through as well: `after` is what the document reads. */
export const pageCorrections = (older: Node, doc: Node): readonly Correction[] =>
  placedIn(doc, older, onPage(doc, 'as emended'));

/** @param page made of the document */
function placedIn(doc: Node, older: Node, page: Transform): readonly Correction[] {
  const back = page.mapping.invert();
  return misread(older, doc, page.doc).map((correction) => {
    const from = back.map(correction.from, 1);
    return { ...correction, from, to: Math.max(from, back.map(correction.to, -1)) };
  });
}

const misread = (older: Node, doc: Node, page: Node): readonly Correction[] =>
  corrections(onPage(older, 'on the page', furnitureNow(older, doc)).doc, page);

/** Whether a person has said of words that the page itself is wrong there. */
export function isEmended(doc: Node, { from, to }: Pick<Correction, 'from' | 'to'>): boolean {
  const mark = doc.type.schema.marks.emendation;
  return mark !== undefined && from < to && doc.rangeHasMark(from, to, mark);
}

/** What the pages of a document read, as lines of reading text, a line a block: without editors' notes and what a web page or a form
 *  added, and with emended words as the page has them. */
export const pageText = (doc: Node): string => readingText(onPage(doc, 'on the page').doc);

/** What the pages of the present document would read with every misreading of an earlier state: what was moved since, or is recognised
 *  otherwise, stands as it does now. */
export function misreadText(older: Node, present: Node): string {
  const page = onPage(present, 'on the page').doc;
  const wrong = misread(older, present, page);
  let next = 0;
  let reach = 0;
  const lines = textBlocks(page).map(({ block, start }) => {
    const { text, offsets } = blockText(block);
    let line = '';
    const addUpTo = (pos: number): void => {
      for (let one = wrong[next]; one && one.from <= pos; one = wrong[next]) {
        line += ` ${one.before} `;
        reach = one.to;
        next += 1;
      }
    };
    for (const [index, offset] of offsets.entries()) {
      addUpTo(start + offset);
      if (start + offset >= reach) line += text.charAt(index);
    }
    addUpTo(start + block.content.size);
    return line;
  });
  return lines.join('\n');
}

/** What takes the place of a stretch of a document. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Takes out of a document what no page has, and puts what the pages read in the place of emendations. Blocks stay, without their
 *  content, so that what stands around them is what it was.
 *  @param emended whether emended words are what the page reads, or what they were emended to
 *  @param furniture what a web page or a form added; what the document says to be so unless given */
function onPage(
  doc: Node,
  emended: 'on the page' | 'as emended',
  furniture: readonly Cut[] = ownFurniture(doc),
): Transform {
  const cuts: Cut[] = [...furniture];
  doc.descendants((node, pos) => {
    if (isEditorsNote(node)) {
      for (const placed of textBlocks(node)) cuts.push(wholeBlock(placed, pos + 1));
      return false;
    }
    if (!node.isTextblock) return true;
    for (const { mark, from, to } of emended === 'on the page' ? emendedRanges(node) : [])
      cuts.push({ from: pos + 1 + from, to: pos + 1 + to, text: String(mark.attrs.sic) });
    return false;
  });
  const transform = new Transform(doc);
  for (const { from, to, text } of outermost(cuts).toReversed())
    if (text !== '') transform.replaceWith(from, to, doc.type.schema.text(text));
    else if (from < to) transform.delete(from, to);
  return transform;
}

/** In their order, without those that lie within others. */
function outermost(cuts: readonly Cut[]): readonly Cut[] {
  const kept: Cut[] = [];
  for (const cut of [...cuts].sort((one, other) => one.from - other.from || other.to - one.to))
    if (cut.from >= (kept.at(-1)?.to ?? 0)) kept.push(cut);
  return kept;
}

/** @param origin the position before the content of the node in which the block was found */
const wholeBlock = ({ block, start }: PlacedBlock, origin = 0): Cut => ({
  from: origin + start,
  to: origin + start + block.content.size,
  text: '',
});

/** Whether a block, or a stretch of text, is what a web page or a form added. */
export const isFurniture = (node: Node): boolean =>
  node.type.name === 'furniture' || node.marks.some(({ type }) => type.name === 'furnitureText');

const hasFurniture = ({ block }: PlacedBlock): boolean => isFurniture(block) || block.children.some(isFurniture);

function ownFurniture(doc: Node): readonly Cut[] {
  return textBlocks(doc).flatMap((placed) => {
    if (isFurniture(placed.block)) return [wholeBlock(placed)];
    const cuts: Cut[] = [];
    placed.block.forEach((child, offset) => {
      const from = placed.start + offset;
      if (isFurniture(child)) cuts.push({ from, to: from + child.nodeSize, text: '' });
    });
    return cuts;
  });
}

/** What of an earlier state is furniture as an editor sees it now: words that still stand there are what they are there, and others
 *  what the words on both sides of them are. */
const furnitureNow = (older: Node, doc: Node): readonly Cut[] =>
  alignBlocks(older, doc)
    .flatMap(blockPairs)
    .filter((pair) => [...pair.old, ...pair.new].some(hasFurniture))
    .flatMap((pair) => {
      const partners = new Map(matchedWords(pair));
      return pair.old.flatMap((block) => {
        const words = placedWords([block]);
        const isIn = (word: PlacedWord | undefined): boolean | null => {
          const partner = word && partners.get(word);
          return partner ? standsInFurniture(doc, partner) : null;
        };
        return words.filter((word, index) => {
          const before = words.slice(0, index + 1).findLast((one) => partners.has(one));
          const behind = words.slice(index).find((one) => partners.has(one));
          const around = [isIn(before), isIn(behind)].filter((one) => one !== null);
          return around.length === 0 ? standsInFurniture(older, word) : around.every(Boolean);
        });
      });
    })
    .map(({ from, to }) => ({ from, to, text: '' }));

function standsInFurniture(doc: Node, { from }: PlacedWord): boolean {
  const { parent, nodeAfter } = doc.resolve(from);
  return isFurniture(parent) || (nodeAfter !== null && isFurniture(nodeAfter));
}
